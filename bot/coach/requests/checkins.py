"""Orders about check-ins and the readings of measures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.coach.actors import Actor
from bot.domain.checkins import CheckInState
from bot.domain.ids import DealId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleCheckIn:
    """Say what became of a check-in that the person saw at `version`: held with its outcome, moved to a day, or skipped
    with a reason. `next_owner` takes the next one over."""

    by: Actor
    deal: DealId
    no: int
    version: int
    state: CheckInState
    outcome: str = ""
    decisions: str = ""
    why: str = ""
    moved_to: date | None = None
    next_owner: PersonId | None = None
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReading:
    """Record what a measure stood at on a day."""

    by: Actor
    deal: DealId
    measure: str
    value: Decimal
    on: date
    typed: str = ""
    once: str
