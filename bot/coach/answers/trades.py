"""Gives and gets that were tied together or parted, as facts."""

from dataclasses import dataclass
from decimal import Decimal

from bot.coach.answers import Exposure, Sentence
from bot.coach.answers.base import DealAnswer
from bot.domain.ids import MoveNo
from bot.domain.matching import Suggested
from bot.domain.moves import Move
from bot.domain.next_steps import NextStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched(DealAnswer):
    """A give and a get were tied together; `share` of the get 0..1 falls on this give, `left` of its cost is open."""

    give: Move
    get: Move
    seq: int
    share: Decimal
    left: Decimal | None
    exposure: Exposure
    step: NextStep | None = None
    """What to say now."""
    sentence: Sentence | None = None
    was_goodwill: bool = False
    """The give was made as goodwill and counts from now on, since something came back for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedPair:
    """One give and one get that were tied; `share` of the get 0..1 falls on the give."""

    give: Move
    get: Move
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedTogether(DealAnswer):
    """Several gives and gets were tied in one entry; `left` is what is still open of the gives, by number."""

    pairs: tuple[MatchedPair, ...]
    left: tuple[tuple[MoveNo, Decimal], ...]
    seq: int
    exposure: Exposure
    counted: tuple[Move, ...] = ()
    """Gives that count from now on: they were goodwill, or waited for what they are matched with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched(DealAnswer):
    """A tie was undone. `others` are further pairs undone in the same entry."""

    give: Move
    get: Move
    seq: int
    exposure: Exposure
    others: tuple[tuple[Move, Move], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedSeveral(DealAnswer):
    """A get was tied to several gives; it counts once, split by their cost. `left` of their cost is open."""

    gives: tuple[Move, ...]
    get: Move
    seq: int
    left: Decimal | None
    exposure: Exposure


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone(DealAnswer):
    """A get stays on its own: it answers no ask and no give. `suggested` are gives it may be tied to all the same."""

    get: Move
    suggested: tuple[Suggested, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TieAsked(DealAnswer):
    """A line says what was for what, and these gives and gets may be meant. Nothing was tied yet."""

    typed: str
    pairs: tuple[tuple[Move, Move], ...]
    priced: Move | None = None
    """The give whose cost the line told, which is kept whatever the answer is."""
    seq: int | None = None
    """The entry that keeps that cost."""
