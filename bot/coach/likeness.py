"""Which moves of a deal are about the same thing."""

from collections.abc import Iterable

from bot.coach.context import DealSession
from bot.coach.records import OPEN_ASKS
from bot.domain.moves import UNANSWERED, Kind, Move
from bot.domain.things import Likeness, Thing, compare, is_exactly, is_seller, resolve_direction
from bot.language.things import read_thing, read_thing_of_line


def thing_of(session: DealSession, move: Move) -> Thing:
    """What a move is about. Of payment days, more is what is better for whoever receives them."""
    thing = read_thing_of_line(move.what, move.typed, move.due, session.by.locale)
    # We receive what we ask for and what they give.
    ours = move.kind is Kind.GET or (move.kind is Kind.ASK and move.ours)
    return resolve_direction(thing, is_seller(session.deal.side, ours=ours))


def read_wanted(session: DealSession, text: str) -> Thing:
    """What a text names that we would receive."""
    thing = read_thing(text, session.by.locale)
    return resolve_direction(thing, is_seller(session.deal.side, ours=True))


def our_open_asks(session: DealSession) -> list[Move]:
    """Our asks that wait for an answer, newest first."""
    asks = session.snapshot.open_asks
    if len(asks) < OPEN_ASKS:
        return [ask for ask in asks if ask.ours]
    # The snapshot holds no more than that; what was asked before them counts too.
    whole = session.ledger.moves.values()
    ours = [ask for ask in whole if ask.kind is Kind.ASK and ask.ours and ask.state in UNANSWERED]
    return ours[::-1]


def find_same(session: DealSession, wanted: Thing, moves: Iterable[Move]) -> list[Move]:
    """The moves that are about just this thing; those that say exactly the same, where there are any."""
    same = [move for move in moves if compare(wanted, thing_of(session, move)) is Likeness.SAME]
    exact = [move for move in same if is_exactly(wanted, thing_of(session, move))]
    return exact or [move for move in same if _names_it(wanted, thing_of(session, move))]


def _names_it(one: Thing, other: Thing) -> bool:
    """Whether both have names of their own: `24 months` is no warranty of 24 months as long as nobody says so."""
    return not one.is_bare and not other.is_bare and not one.refers and not other.refers
