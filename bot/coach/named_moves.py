"""The moves that a get names, by their numbers or in words."""

from dataclasses import dataclass, replace

from bot.coach.answers import RefusalReason
from bot.coach.context import DealSession
from bot.coach.likeness import find_named, is_our_open_ask
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


def find_gives_named_by(session: DealSession, get: Move) -> tuple[Move, ...]:
    """The give that the line says in words that the get is for."""
    if not get.for_what:
        give = _find_test_hoping_for(session, get)
        return (give,) if give is not None else ()
    moves = (*session.snapshot.open_gives, *session.snapshot.recent)
    gives = {
        move.no: move
        for move in moves
        if move.kind is Kind.GIVE
        and move.state in TIEABLE_GIVES
        and session.deal.may_be_same(move.to, get.frm)
    }
    named = find_named(get.for_what, gives.values(), session.by.locale)
    return (named,) if named is not None else ()


def _find_test_hoping_for(session: DealSession, get: Move) -> Move | None:
    """The early give as a test that hoped for just this."""
    tests = {move.no: move for move in session.list_moves(Kind.GIVE, State.GOODWILL) if move.test}
    if not tests:
        return None
    group = session.load_group(tests)
    untied = [
        replace(move, what=move.for_what) for move in tests.values() if not group.ties_of(move.no)
    ]
    test = find_named(get.what, untied, session.by.locale)
    return tests[test.no] if test is not None else None
