"""What came of looking at what can be asked for, and of adding to it, as facts."""

from dataclasses import dataclass
from enum import StrEnum

from bot.coach.answers.base import DealAnswer
from bot.domain.industries import Industry
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.tradeable_outcomes import TrackRecord


class TradeableChange(StrEnum):
    """What happened to a thing that people added."""

    ADDED = "added"
    CHANGED = "changed"
    RETIRED = "retired"
    RETURNED = "returned"
    """It was retired and is proposed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedTradeable:
    """What deals before taught about a thing; `ours`: one that we give."""

    label: str
    record: TrackRecord
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeablesShown(DealAnswer):
    """What can be asked for in a deal: what the workspace added on both sides, and the library's names. `asks` is what
    we can ask of them, `gives` what they can ask of us."""

    asks: tuple[OwnTradeable, ...]
    gives: tuple[OwnTradeable, ...]
    retired: tuple[OwnTradeable, ...] = ()
    library: tuple[str, ...] = ()
    suggested: Industry | None = None
    learned: tuple[LearnedTradeable, ...] = ()
    everybody: bool = False
    """Whether `learned` is of all deals of the workspace; else of the person's own."""

    @property
    def own(self) -> tuple[OwnTradeable, ...]:
        """All that the workspace added and that is proposed."""
        return (*self.asks, *self.gives)


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeableSaved(DealAnswer):
    """A thing was added to what can be asked for, changed, or retired. `ours`: it is something that we give;
    `sayable`: a ready sentence can name it."""

    tradeable: OwnTradeable
    change: TradeableChange
    ours: bool
    sayable: bool = True
    may_flip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeableUnread(DealAnswer):
    """A line about something that can be asked for was not understood; nothing is changed."""

    typed: str
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryAsked(DealAnswer):
    """Which trade is the deal in? `suggested` is what its name sounds like; `typed` is a name that stands for none."""

    suggested: Industry | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustrySet(DealAnswer):
    """The deal has a trade now; `library` is what can be asked for in it."""

    library: tuple[str, ...]
