"""What check-ins, dates and measures say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers.base import DealAnswer
from bot.domain.checkins import CheckIn, CheckInState, ReminderCause
from bot.domain.closing import CloseLine
from bot.domain.commitments import Commitment, Delivery
from bot.domain.deals import Deal
from bot.domain.governance import IndexBand, Limit
from bot.domain.ids import PersonId
from bot.domain.ledger import GiveBalance
from bot.domain.moves import Move
from bot.domain.rhythms import DateOutcome, Gate, RiskOccurrence
from bot.domain.triggers import (
    Consequence,
    Firing,
    Reading,
    Standing,
    Watched,
    describe_consequence,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedState:
    """A measure, an index band or a limit with the latest reading of its name, and how it stands by it."""

    watched: Watched
    reading: Reading | None = None
    standing: Standing = Standing.UNREAD

    @property
    def kind(self) -> str:
        """Which of the three it is."""
        if isinstance(self.watched, IndexBand):
            return "band"
        return "limit" if isinstance(self.watched, Limit) else "measure"

    @property
    def past(self) -> bool:
        """Whether something was passed."""
        return self.standing.is_past

    @property
    def consequence(self) -> Consequence | None:
        """What follows of how it stands; None where nothing was passed."""
        return describe_consequence(self.watched, self.standing) if self.past else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What a QBR looks back on: check-ins held, skipped and without a word since the day after `since`, what both sides
    gave, promised gets delivered and not."""

    since: date
    held: int
    skipped: int
    not_held: int = 0
    gives: int
    gets: int
    waiting: int
    decisions: tuple[str, ...] = ()
    theirs: Delivery | None = None
    ours: Delivery | None = None
    """How far each side kept what it was to do in that time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What to speak of: the rhythm's own lines, what the last check-ins brought, then what the ledger and the measures
    say. `unheld` are those before it that nobody reported on, the latest few; `more_unheld` counts the others.
    `quarter` for a QBR."""

    lines: tuple[str, ...] = ()
    earlier: tuple[CheckIn, ...] = ()
    unheld: tuple[CheckIn, ...] = ()
    more_unheld: int = 0
    gives: tuple[GiveBalance, ...] = ()
    asks: tuple[Move, ...] = ()
    promised: tuple[Move, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    """What is to be done beside the promised gets, what is late first."""
    questions: tuple[CloseLine, ...] = ()
    """What was left to be asked at the close."""
    measures: tuple[WatchedState, ...] = ()
    fired: tuple[Firing, ...] = ()
    occurrences: tuple[RiskOccurrence, ...] = ()
    """What happened, with what is due for it."""
    gates: tuple[tuple[int, Gate], ...] = ()
    """Stages whose day has come and that nobody decided, and those that were not passed, each with its place."""
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
class CheckInLate:
    """Nobody said what became of a check-in. `rung` is how far along the escalation path that is told: 0 its owner.
    `role` is whose turn it is where that is somebody without messages from here, `person` the same for one of ours.
    `unsettled` are all of the deal that nobody reported on, this one among them, oldest first."""

    deal: Deal
    today: date
    checkin: CheckIn
    unsettled: tuple[CheckIn, ...] = ()
    rung: int = 0
    role: str = ""
    person: PersonId | None = None
    put_off: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNudged:
    """A day of the contract is near, or has passed without a word: `what` it is about where the rhythm says so,
    `outcome` what became of it where somebody said so before."""

    deal: Deal
    today: date
    cause: ReminderCause
    of: date
    what: str = ""
    stage: int = 0
    outcome: DateOutcome | None = None
    ends: bool = False
    """Whether the contract ends on the day of its renewal where nobody does anything."""
    put_off: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInSettled(DealAnswer):
    """What became of a check-in is recorded; `coming` is the next one."""

    today: date
    checkin: CheckIn
    coming: CheckIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInsSettled(DealAnswer):
    """What became of several check-ins is recorded, oldest first; `coming` is the next one. `gone` counts those that
    somebody else had settled meanwhile."""

    today: date
    checkins: tuple[CheckIn, ...]
    gone: int = 0
    coming: CheckIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAhead(DealAnswer):
    """A check-in whose day is still to come cannot have been held: it can be moved to the day on which it was."""

    today: date
    checkin: CheckIn


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInAsked(DealAnswer):
    """What became of a check-in that waits for a word; `taken_back` is what was said of it before."""

    today: date
    checkin: CheckIn
    taken_back: CheckInState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCheckInWaits(DealAnswer):
    """There is no check-in to report on. `coming` is the next one."""

    today: date
    coming: CheckIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInsListed(DealAnswer):
    """Check-ins that were, newest first, those that are planned, and the days by the rhythm after them. `unsettled`
    counts those whose day has passed without a word, `more_unsettled` those of them that `planned` leaves out."""

    today: date
    past: tuple[CheckIn, ...]
    planned: tuple[CheckIn, ...]
    later: tuple[date, ...] = ()
    unsettled: int = 0
    more_unsettled: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What a form about a check-in starts from."""

    deal: Deal
    today: date
    checkin: CheckIn


class ReadingQuestion(StrEnum):
    """What a line about a reading leaves open, so that nothing was recorded."""

    NO_NUMBER = "no_number"
    NUMBERS = "numbers"
    """More than one number may be the reading."""
    NO_NAME = "no_name"
    TO_COME = "to_come"
    OUT_OF_BOUNDS = "out_of_bounds"
    OTHER_UNIT = "other_unit"
    NOTHING_TO_CORRECT = "nothing_to_correct"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    WITHDRAW_WHICH = "withdraw_which"
    """It is to be taken away, but not said of which measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingSeveral:
    """What a form about all check-ins starts from that nobody reported on, oldest first."""

    deal: Deal
    today: date
    unsettled: tuple[CheckIn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRecorded(DealAnswer):
    """A reading is kept. `states` are all that look at it, `firing` what it set off, `recovered` where all is well
    again. `corrected` is the reading that it stands for now, `taken_back` what that one had set off by mistake.

    `told` is who hears of it by direct message; `unreached` is our owner where nothing reaches them, `their_owner` who
    is to be told on the other side. `not_used` are words that went into no field.
    """

    today: date
    states: tuple[WatchedState, ...]
    reading: Reading
    unit: str = ""
    firing: Firing | None = None
    recovered: bool = False
    corrected: Reading | None = None
    taken_back: Firing | None = None
    told: PersonId | None = None
    unreached: PersonId | None = None
    their_owner: str = ""
    not_used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingAsked(DealAnswer):
    """Nothing was recorded: what is asked, about which measure, what was typed, and the readings that there are of
    it."""

    question: ReadingQuestion
    typed: str
    name: str = ""
    unit: str = ""
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingToCorrect:
    """What a form that corrects a reading starts from."""

    deal: Deal
    reading: Reading
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerFired(DealAnswer):
    """A reading set something off: what both sides agreed to do. `taken_back` where it was a mistake."""

    today: date
    reading: Reading
    unit: str
    consequences: tuple[Consequence, ...]
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresListed(DealAnswer):
    """All that is watched with its latest readings, and what fired lately. `typed` names a measure that there is
    not."""

    today: date
    states: tuple[WatchedState, ...]
    names: tuple[str, ...] = ()
    firings: tuple[Firing, ...] = ()
    typed: str = ""
