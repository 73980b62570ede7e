"""What of ours may be named to the other side: in answer to what they gave, or as a part of what they
ask for. It was typed or planned, or it comes from the library and names no figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.deals import Side
from bot.domain.matching import (
    STRONG,
    compute_likeness,
    is_about_same,
    is_lower_level,
    names_figure,
)
from bot.domain.moves import Kind, Move, State
from bot.domain.plans import PlannedGive
from bot.domain.situation import Situation
from bot.domain.sizing import RANKS, is_near
from bot.domain.tradeables import LARGE_ISSUES, Library, Proposal, Tradeable
from bot.domain.worth import Worth

ACROSS = {Side.SELLING: Side.BUYING, Side.BUYING: Side.SELLING, Side.PARTNERING: Side.PARTNERING}
"""Whose library holds what the other side can ask of us; nobody's where we hire."""


class Source(StrEnum):
    """Where the words of something of ours come from."""

    TYPED = "typed"
    PLANNED = "planned"
    LIBRARY = "library"
    """From the library of what they can ask of us; then it names no figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OurPart:
    """Something of ours that may be named: in answer to what they gave, or as a part of what they
    ask for. `in_return` is what is asked for it; empty where it answers something that came already.
    """

    what: str
    phrase: str
    source: Source
    cost: Worth | None = None
    in_return: str = ""
    move: Move | None = None
    """The move it was typed in; None elsewhere."""


def choose_counter(situation: Situation, get: Move, gives: Library | None) -> OurPart | None:
    """What to answer a get with: planned, else from the library `gives` of what they can ask of us, worth
    most to them for what it costs us. Nothing where nobody knows what the get is worth to us."""
    taken = [
        get,
        *situation.their_asks,
        *(move for move in situation.recent if move.kind is Kind.GIVE),
    ]
    planned = _find_planned_counter(situation, get, taken)
    if planned is not None:
        return planned
    if gives is None:
        return None
    fitting = [
        tradeable
        for tradeable in gives.tradeables
        if is_near(situation, tradeable.exact or tradeable.cost, get.worth, get)
        and tradeable.issue not in LARGE_ISSUES
        and not names_figure(tradeable.phrase)
        and not any(_is_about(tradeable, move) for move in taken)
    ]
    best = max(fitting, key=_gain_and_cheapness, default=None)
    if best is None:
        return None
    return OurPart(
        what=best.what, phrase=best.phrase, source=Source.LIBRARY, cost=best.exact or best.cost
    )


def _find_planned_counter(situation: Situation, get: Move, taken: Sequence[Move]) -> OurPart | None:
    """The first planned give whose day has come, that is near in size and was not made yet."""
    for give in _list_ready_gives(situation):
        if any(compute_likeness(give.what, move.what) >= STRONG for move in taken):
            continue
        if is_near(situation, give.size, get.worth, get):
            return _plan_part(give)
    return None


def _list_ready_gives(situation: Situation) -> list[PlannedGive]:
    plan = situation.plan
    return [
        give
        for give in (plan.gives if plan is not None else ())
        if give.not_before is None or give.not_before <= situation.today
    ]


def _plan_part(give: PlannedGive, in_return: str = "") -> OurPart:
    return OurPart(
        what=give.what,
        phrase=give.what,
        source=Source.PLANNED,
        cost=give.size,
        in_return=in_return,
    )


def _is_about(tradeable: Tradeable, move: Move) -> bool:
    """Whether a move is about what may be offered, by its issue or its wording."""
    if move.issue and move.issue == tradeable.issue:
        return True
    return compute_likeness(tradeable.what, move.what) >= STRONG


def _gain_and_cheapness(tradeable: Tradeable) -> tuple[int, int]:
    """How much more it is worth to them than it costs us, then how little it costs."""
    cost = RANKS[tradeable.cost]
    return RANKS[tradeable.worth] - cost, -cost


def find_part(situation: Situation, ask: Move, proposals: Sequence[Proposal]) -> OurPart | None:
    """A part of their ask that was put on a condition before or is planned, with what is asked for
    it."""
    for move in reversed(situation.recent):
        waits = move.kind is Kind.GIVE and move.state is State.CONDITIONAL
        if waits and move.for_what and _is_same_subject(move, ask) and _is_part(move.what, ask):
            return OurPart(
                what=move.what,
                phrase=move.what,
                source=Source.TYPED,
                cost=move.cost,
                in_return=move.for_what,
                move=move,
            )
    for give in _list_ready_gives(situation):
        is_same_issue = bool(give.issue) and give.issue == ask.issue
        if not is_same_issue and not is_about_same(give.what, ask.what):
            continue
        in_return = give.ask or _phrase_near(situation, give.size, proposals)
        if in_return and _is_part(give.what, ask):
            return _plan_part(give, in_return)
    return None


def _is_same_subject(give: Move, ask: Move) -> bool:
    """Whether a give is about what they ask for; anything else would not answer them."""
    is_same_issue = bool(give.issue) and give.issue == ask.issue
    return is_same_issue or is_about_same(give.what, ask.what)


def _phrase_near(situation: Situation, cost: Worth | None, proposals: Sequence[Proposal]) -> str:
    """The first thing to ask for that is known to be near to that cost, or may be."""
    for proposal in proposals:
        if is_near(situation, cost, proposal.worth) is not False:
            return proposal.phrase
    return ""


def _is_part(what: str, ask: Move) -> bool:
    """Whether something of ours is less than they ask for: a lower level, or another thing of the
    same kind."""
    if is_lower_level(what, ask.what):
        return True
    return not is_whole(what, ask) and not names_figure(ask.what)


def is_whole(what: str, ask: Move) -> bool:
    """Whether that is what they ask for, or names it whole."""
    return compute_likeness(what, ask.what) >= STRONG
