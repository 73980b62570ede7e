"""What was agreed for the time after the signature: bands, limits, the end of the term."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers.base import DealAnswer
from bot.coach.answers.checkins import WatchedState
from bot.domain.governance import IndexBand, Limit
from bot.domain.ids import PersonId
from bot.domain.rhythms import Gate, Measure, Rhythm, RhythmStep, RiskEvent, RiskOccurrence


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
    STAGE = "stage"
    THEN = "then"
    WITHIN = "within"
    WHICH_EVENT = "which_event"
    """None of the events that were agreed is the one meant, or several may be."""
    NOTHING_SAID = "nothing_said"
    NO_GATE = "no_gate"
    """Nothing was agreed for that stage, so there is nothing to take out or to open again."""
    NOTHING_DUE = "nothing_due"
    """Nothing that happened is still to be done, so that none of it can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernanceAsked(DealAnswer):
    """Nothing was set: what is asked, and what was typed. `step` has the form for it, `name` is what was read."""

    question: GovernanceQuestion
    step: RhythmStep
    typed: str
    name: str = ""
    events: tuple[str, ...] = ()
    """The events that there are, where one of them is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsTold:
    """Who hears of something by direct message; `unreached` is our owner where nothing reaches them, `their_owner` who
    is to be told on the other side."""

    told: PersonId | None = None
    unreached: PersonId | None = None
    their_owner: str = ""


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
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSaved(DealAnswer):
    """A limit stands as it says; `before` where there was one with the same response to that name."""

    today: date
    limit: Limit
    before: Limit | None = None
    state: WatchedState | None = None
    removed: bool = False
    not_used: tuple[str, ...] = ()
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSaved(DealAnswer):
    """A measure stands as it says, at its place in the rhythm; `before` where there was one of that name, `removed`
    where it was taken out."""

    measure: Measure
    place: int
    before: Measure | None = None
    removed: bool = False
    not_used: tuple[str, ...] = ()
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalSaved(DealAnswer):
    """When the term ends, by when notice is given, and what happens where nobody does. `send_by` is the last working
    day where the last day for notice is none; `changed` where the line changed something."""

    today: date
    rhythm: Rhythm
    send_by: date | None = None
    changed: bool = True
    not_used: tuple[str, ...] = ()
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSaved(DealAnswer):
    """A gate stands as it says; `decided_now` where the line said what became of it, `reopened` where it said that this
    is open again, `removed` where the gate was taken out and is shown as it was. `way_out` is what was agreed for the
    case that it does not go on."""

    today: date
    stage: int
    gate: Gate
    decided_now: bool = False
    reopened: bool = False
    removed: bool = False
    way_out: str = ""
    who: WhoIsTold = WhoIsTold()
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskSaved(DealAnswer):
    """What follows when something happens is agreed; `removed` where it was taken out."""

    risk: RiskEvent
    before: RiskEvent | None = None
    removed: bool = False
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskHappened(DealAnswer):
    """Something happened that was agreed about: what follows is due. `done_now` where it was just done, `taken_back`
    where it did not happen after all."""

    today: date
    occurrence: RiskOccurrence
    done_now: bool = False
    taken_back: bool = False
    who: WhoIsTold = WhoIsTold()
    undo: int = 0
    """The version of the rhythm that was saved, which can be undone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold(DealAnswer):
    """Somebody who is counted on hears that a gate was decided, or that something happened; `taken_back` where that
    was said by mistake."""

    today: date
    stage: int = 0
    gate: Gate | None = None
    way_out: str = ""
    occurrence: RiskOccurrence | None = None
    taken_back: bool = False
