"""Orders about what a digest brings."""

from dataclasses import dataclass
from datetime import date

from bot.coach.actors import Actor
from bot.domain.ids import DealId, MoveNo


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeMove:
    """Leave a move out of the actor's digests until a day."""

    by: Actor
    deal: DealId
    no: MoveNo
    until: date
