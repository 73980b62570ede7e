"""Orders about how a person is nudged."""

from dataclasses import dataclass
from datetime import date, time

from bot.coach.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNudges:
    """Replace how the actor is nudged. `zone` and `country` are "" where they follow Slack and the zone."""

    by: Actor
    on: bool
    hour: time
    zone: str = ""
    country: str = ""
    quiet: frozenset[int]
    away_from: date | None = None
    away_until: date | None = None
    version: int
    once: str
