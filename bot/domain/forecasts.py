"""The midpoint: where splitting the difference on an issue would land, and the offer that puts it
on a target."""

from dataclasses import dataclass
from decimal import Decimal

from bot.domain.measures.pace import compute_midpoint, offer_for_midpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Where a split would land on an issue, between where we stand and where they stand, in its
    unit.

    With a `target`, `needed` is what we would have to stand at for the middle to be the target;
    `more_is_ours` as the issue has it, else as the two stands show it.
    """

    issue: str
    unit: str
    ours: Decimal
    theirs: Decimal
    middle: Decimal
    more_is_ours: bool
    target: Decimal | None = None
    needed: Decimal | None = None

    @property
    def short(self) -> Decimal | None:
        """How far the middle falls short of the target for us; below zero where it is better."""
        if self.target is None:
            return None
        gap = self.target - self.middle
        return gap if self.more_is_ours else -gap

    @property
    def goes_back(self) -> bool:
        """Whether we would have to take back something that we have already put on the table."""
        if self.needed is None:
            return False
        return self.needed > self.ours if self.more_is_ours else self.needed < self.ours


def forecast_midpoint(
    issue: str,
    ours: Decimal,
    theirs: Decimal,
    *,
    unit: str = "",
    target: Decimal | None = None,
    more_is_ours: bool | None = None,
) -> Forecast:
    """The forecast on one issue. Where nobody said which way is better, we are taken to stand on
    our better side."""
    if more_is_ours is None:
        more_is_ours = ours >= theirs
    return Forecast(
        issue=issue,
        unit=unit,
        ours=ours,
        theirs=theirs,
        middle=compute_midpoint(ours, theirs),
        more_is_ours=more_is_ours,
        target=target,
        needed=None if target is None else offer_for_midpoint(target, theirs),
    )
