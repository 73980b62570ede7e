"""The moves that a get names by their numbers."""

from dataclasses import dataclass

from bot.coach.answers import RefusalReason
from bot.coach.context import DealSession
from bot.coach.likeness import is_our_open_ask
from bot.coach.refusals import Refused
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind, Move, State
from bot.domain.trades import TIEABLE_GIVES


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMoves:
    """What a line names by number: the ask it answers, the promised get it delivers, the gives it was given for."""

    ask: Move | None = None
    promised: Move | None = None
    gives: tuple[Move, ...] = ()


def find_named_moves(session: DealSession, get: Move, numbers: tuple[MoveNo, ...]) -> NamedMoves:
    """The moves of those numbers, sorted by what the get is to each of them. Raises `Refused` where there is no such
    move, where it is none that a get can be for, and where the line names two things to answer."""
    asks: list[Move] = []
    promised: list[Move] = []
    gives: list[Move] = []
    for no in numbers:
        move = session.find_move(no)
        if move is None:
            raise Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=no, typed=get.typed)
        if is_our_open_ask(move):
            asks.append(move)
        elif move.kind is Kind.GIVE and move.state in TIEABLE_GIVES:
            gives.append(move)
        elif move.kind is Kind.GET and move.state is State.PROMISED:
            promised.append(move)
        else:
            raise _wrong_kind(session, move, get)
    if len(asks) + len(promised) > 1:
        # One get can be the answer to one ask only.
        raise _wrong_kind(session, [*asks, *promised][1], get)
    return NamedMoves(
        ask=asks[0] if asks else None,
        promised=promised[0] if promised else None,
        gives=tuple(gives),
    )


def _wrong_kind(session: DealSession, move: Move, get: Move) -> Refused:
    return Refused(
        why=RefusalReason.WRONG_KIND, deal=session.deal, no=move.no, move=move, typed=get.typed
    )
