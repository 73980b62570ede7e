"""Orders about a deal's rhythm."""

from dataclasses import dataclass

from bot.coach.requests import Actor
from bot.domain.ids import DealId
from bot.domain.rhythms import Measure, Rhythm, RhythmStep, RiskEvent, Window

RhythmEntry = Measure | Window | RiskEvent
"""One line of a step that is a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRhythm:
    """Change a step of the rhythm as the person saw it at `version`; 0 where there was none."""

    by: Actor
    deal: DealId
    version: int
    once: str
    step: RhythmStep


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRhythmStep(ChangeRhythm):
    """Set a step that is one form to what `filled` says of it. `zone` is where the person is."""

    filled: Rhythm
    zone: str = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRhythmEntry(ChangeRhythm):
    """Put an entry into a step that is a list: in place of the one at `at`, or as a new one; None takes it away."""

    entry: RhythmEntry | None
    at: int | None = None
