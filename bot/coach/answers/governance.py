"""What was agreed for the time after the signature: bands, limits, the end of the term."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers.base import DealAnswer
from bot.coach.answers.checkins import WatchedState
from bot.domain.governance import IndexBand, Limit
from bot.domain.rhythms import Rhythm, RhythmStep


class GovernanceQuestion(StrEnum):
    """What a line leaves open, so that nothing was set."""

    NAME = "name"
    NUMBER = "number"
    DIRECTION = "direction"
    RESPONSE = "response"
    DAY = "day"
    UNITS = "units"
    NOTHING_SET = "nothing_set"
    EDGES_TURNED = "edges_turned"
    BASE_OUTSIDE = "base_outside"
    CAP_BELOW = "cap_below"
    OUT_OF_BOUNDS = "out_of_bounds"
    FULL = "full"
    """The step of the rhythm takes no more entries."""
    NO_SUCH = "no_such"
    NOTICE_AFTER_END = "notice_after_end"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceAsked(DealAnswer):
    """Nothing was set: what is asked, and what was typed. `step` has the form for it, `name` is what was read."""

    question: GovernanceQuestion
    step: RhythmStep
    typed: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandSaved(DealAnswer):
    """An index band stands as it says; `before` where there was one of that name, `removed` where it was taken out.
    `next_day` is when it is recalibrated next."""

    today: date
    band: IndexBand
    before: IndexBand | None = None
    state: WatchedState | None = None
    next_day: date | None = None
    removed: bool = False
    not_used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSaved(DealAnswer):
    """A limit stands as it says; `before` where there was one with the same response to that name."""

    today: date
    limit: Limit
    before: Limit | None = None
    state: WatchedState | None = None
    removed: bool = False
    not_used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalSaved(DealAnswer):
    """When the term ends, by when notice is given, and what happens where nobody does. `send_by` is the last working
    day where the last day for notice is none; `changed` where the line changed something."""

    today: date
    rhythm: Rhythm
    send_by: date | None = None
    changed: bool = True
    not_used: tuple[str, ...] = ()
