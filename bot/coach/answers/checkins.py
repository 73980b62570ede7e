"""What check-ins, dates and measures say."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import DealAnswer
from bot.domain.checkins import CheckIn, ReminderCause
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.ledger import GiveBalance
from bot.domain.moves import Move
from bot.domain.rhythms import Measure
from bot.domain.triggers import Firing, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureState:
    """A measure with its latest reading, and whether that is past the threshold."""

    measure: Measure
    reading: Reading | None = None
    past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What a QBR looks back on: check-ins held and skipped since the day after `since`, what both sides gave, promised
    gets delivered and not."""

    since: date
    held: int
    skipped: int
    gives: int
    gets: int
    waiting: int
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What to speak of: the rhythm's own lines, then what the ledger and the measures say. `quarter` for a QBR."""

    lines: tuple[str, ...] = ()
    gives: tuple[GiveBalance, ...] = ()
    asks: tuple[Move, ...] = ()
    promised: tuple[Move, ...] = ()
    measures: tuple[MeasureState, ...] = ()
    fired: tuple[Firing, ...] = ()
    quarter: Quarter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInNudged(DealAnswer):
    """A check-in is coming, with its agenda. `put_off` is the day on which this was to come, where its reader leaves
    that day out; `away`: they leave out the check-in's own day too."""

    today: date
    checkin: CheckIn
    agenda: Agenda
    put_off: date | None = None
    away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInLate(DealAnswer):
    """Nobody said what became of a check-in. `rung` is how far along the escalation path that is told: 0 its owner.
    `role` is whose turn it is where that is somebody without messages from here, `person` the same for one of ours."""

    today: date
    checkin: CheckIn
    rung: int = 0
    role: str = ""
    person: PersonId | None = None
    put_off: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNudged(DealAnswer):
    """A day of the contract is near: `what` it is about where the rhythm says so."""

    today: date
    cause: ReminderCause
    of: date
    what: str = ""
    stage: int = 0
    put_off: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSettled(DealAnswer):
    """What became of a check-in is recorded; `coming` is the next one."""

    today: date
    checkin: CheckIn
    coming: CheckIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInsListed(DealAnswer):
    """Check-ins that were, newest first, those that are planned, and the days by the rhythm after them."""

    today: date
    past: tuple[CheckIn, ...]
    planned: tuple[CheckIn, ...]
    later: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What a form about a check-in starts from."""

    deal: Deal
    today: date
    checkin: CheckIn


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecorded(DealAnswer):
    """A reading is kept. `firing` where it fired the trigger, `recovered` where it is back on the good side; `told` is
    the owner who hears of it."""

    today: date
    state: MeasureState
    reading: Reading
    firing: Firing | None = None
    recovered: bool = False
    told: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerFired(DealAnswer):
    """A measure passed its threshold: what both sides agreed to do."""

    today: date
    state: MeasureState


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresListed(DealAnswer):
    """The measures with their latest readings, and what fired lately. `typed` names a measure that there is not."""

    today: date
    states: tuple[MeasureState, ...]
    firings: tuple[Firing, ...] = ()
    typed: str = ""
