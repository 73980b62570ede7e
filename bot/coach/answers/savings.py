"""What a purchase saves, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.savings import SavingRow
from bot.domain.worth import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingShown(DealAnswer):
    """The baseline and the should-cost of a purchase, and what the offers of each supplier come to against them.
    `kept`: one of the two was just set."""

    baseline: Figure | None = None
    should_cost: Figure | None = None
    rows: tuple[SavingRow, ...] = ()
    kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPurchase(DealAnswer):
    """A baseline was asked for in a deal in which we do not buy."""
