"""Which asks of the other side our gives meet: an ask is granted by a give of the same thing, in part by less of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.domain.comparison import compare
from bot.domain.deals import Deal
from bot.domain.moves import STEP, Kind, Move, State
from bot.domain.things import Likeness, Thing, is_seller, resolve_direction
from bot.language.things import read_thing_of_line
from bot.language.wishes import is_unlimited

COUNTED_GIVES = frozenset({State.FIRM, State.GOODWILL})
"""States of a give in which the other side has what it gives."""
MEETS = {
    Likeness.SAME: State.GRANTED,
    Likeness.MORE: State.GRANTED,
    Likeness.LESS: State.PARTLY,
}
"""How an ask of theirs stands after a give, by what that is beside what they wanted."""


class AskMet(NamedTuple):
    """An ask of theirs, and how it stands after a give."""

    ask: Move
    state: State


def is_counted_give(move: Move) -> bool:
    """Whether it is a give that the other side has."""
    return move.kind is Kind.GIVE and move.state in COUNTED_GIVES


def find_asks_met(
    gives: Iterable[Move], asks: Sequence[Move], deal: Deal, locale: str
) -> list[AskMet]:
    """The asks of theirs that these gives meet, each by the first of them that does."""
    met: dict[int, AskMet] = {}
    for give in gives:
        found = find_ask_met(give, [ask for ask in asks if ask.no not in met], deal, locale)
        if found is not None:
            met[found.ask.no] = found
    return list(met.values())


def find_ask_met(give: Move, asks: Sequence[Move], deal: Deal, locale: str) -> AskMet | None:
    """The one ask that a give meets: the same thing, else the only one of which it is more or less."""
    given = _read_what_they_get(give, deal, locale)
    fits = []
    for ask in asks:
        if not deal.may_be_same(give.to, ask.frm):
            continue
        likeness = compare(given, _read_what_they_get(ask, deal, locale))
        if likeness in MEETS and is_unlimited(ask.what) and not is_unlimited(give.what):
            # A cap of 500k is less than unlimited liability, whatever else it says.
            likeness = Likeness.LESS
        fits.append((likeness, ask))
    same = [ask for likeness, ask in fits if likeness is Likeness.SAME]
    if same:
        return AskMet(same[0], State.GRANTED)
    others = [(likeness, ask) for likeness, ask in fits if likeness in MEETS]
    if len(others) != 1:
        return None
    likeness, ask = others[0]
    return AskMet(ask, MEETS[likeness])


def _read_what_they_get(move: Move, deal: Deal, locale: str) -> Thing:
    # `payment 30 → 60 days` gives payment in 60 days.
    what = move.what
    if STEP in what:
        before, _, end = what.partition(STEP)
        what = f"{before.rpartition(' ')[0]} {end}"
    thing = read_thing_of_line(what, move.typed, move.due, locale)
    return resolve_direction(thing, is_seller(deal.side, ours=False))
