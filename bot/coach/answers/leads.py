"""What a lead sees of deals, and who was named one, as facts. Nothing of a plan, of what single moves cost, or of
anything to say is in them, and no owner."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Deal


class NextDateKind(StrEnum):
    """What comes on the next date of a deal."""

    CHECK_IN = "check_in"
    ASK = "ask"
    """An ask of either side is due."""
    NOTICE = "notice"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedDeal:
    """One deal as its lead sees it: what was given with nothing back yet, in the deal's unit, how many days the oldest
    open give is old, and the next date."""

    deal: Deal
    exposure: Decimal
    unfigured: int
    open_gives: int
    oldest: int | None = None
    next_day: date | None = None
    next_kind: NextDateKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedSum:
    """The exposure of all deals of one unit together."""

    unit: str
    exposure: Decimal
    unfigured: int
    deals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadView(Answer):
    """The deals that somebody leads, by name. `sums` are there from five owners on, so that none of them stands out;
    `on` says whether this workspace has leads at all."""

    today: date
    on: bool
    deals: tuple[LedDeal, ...] = ()
    sums: tuple[LedSum, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadNamed(DealAnswer):
    """To somebody who was named lead of a deal: what they see of it now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadEnded(DealAnswer):
    """To somebody who leads a deal no more."""
