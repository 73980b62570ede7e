"""Orders about a hold."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.ids import DealId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Put a deal on hold, or end the hold."""

    by: Actor
    deal: DealId
    on: bool
    once: str
