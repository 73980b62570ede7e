"""Orders about what a purchase saves."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.ids import DealId
from bot.domain.worth import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPurchase:
    """Keep the baseline and the should-cost of a purchase in the plan; one that is None stays as it is, unless
    `whole`: then it is cleared."""

    by: Actor
    deal: DealId
    baseline: Figure | None = None
    should_cost: Figure | None = None
    whole: bool = False
    once: str
