"""Check-ins: the dated occurrences of a rhythm, what became of each, and the days on which somebody is reminded."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.calendar import is_working_day
from bot.domain.ids import PersonId
from bot.domain.rhythms import Cadence, Rhythm

DAY = timedelta(days=1)
WEEK_AHEAD = 7
DATES_AHEAD = (30, 7)
"""Calendar days before a date of the contract on which it is named."""
FIRST_LATE = 1
"""Working days after its day on which the owner of a check-in is asked what became of it."""


class CheckInState(StrEnum):
    """How a check-in stands."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    """It became another one, on the day it was moved to."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One check-in. `of` is the day it comes from by the rhythm, `day` the working day it is due on; `quarterly` makes
    it a QBR. `no` counts a deal's check-ins from 1."""

    no: int
    of: date
    day: date
    owner: PersonId | None = None
    quarterly: bool = False
    state: CheckInState = CheckInState.PLANNED
    outcome: str = ""
    decisions: str = ""
    why: str = ""
    moved_to: date | None = None
    person: PersonId | None = None
    at: datetime | None = None
    version: int = 1


class ReminderCause(StrEnum):
    """What somebody is reminded of."""

    WEEK = "week"
    """A check-in in a week."""
    DAY = "day"
    """A check-in on the next working day."""
    LATE = "late"
    """A check-in whose day has passed, with no word of what became of it."""
    RENEWAL = "renewal"
    NOTICE = "notice"
    WINDOW = "window"
    GATE = "gate"


CHECK_IN_CAUSES = frozenset({ReminderCause.WEEK, ReminderCause.DAY, ReminderCause.LATE})
"""Reminders of a check-in; the others are of a date of the contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Somebody is told on `day` of something on `of`. For a check-in `no` is its number and `rung` how far it has gone:
    0 the owner, then the path's steps. For a window or a gate `no` is its place in the list."""

    day: date
    cause: ReminderCause
    of: date
    no: int = 0
    rung: int = 0
    ahead: int = 0
    """Calendar days before `of` on which it was to be told, where it is a date of the contract."""
    put_off: date | None = None
    """The day on which it was to be told, where that is one that its reader leaves out."""

    @property
    def subject(self) -> tuple[bool, str, int]:
        """What it is about: of one subject only the latest reminder is told."""
        return (
            self.cause in CHECK_IN_CAUSES,
            "" if self.cause in CHECK_IN_CAUSES else self.cause.value,
            self.no,
        )

    @property
    def key(self) -> str:
        """What tells it from every other reminder of the deal, for good."""
        return f"{self.cause}:{self.no}:{self.of}:{self.rung or self.ahead}"


def next_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """The day, or the next working day where nobody works on it."""
    while not is_working_day(day, holidays):
        day += DAY
    return day


def last_working_day(day: date, holidays: AbstractSet[date]) -> date:
    """The day, or the last working day before it where nobody works on it."""
    while not is_working_day(day, holidays):
        day -= DAY
    return day


def add_working_days(day: date, working: int, holidays: AbstractSet[date]) -> date:
    """So many working days after a day."""
    for _ in range(working):
        day = next_working_day(day + DAY, holidays)
    return day


def is_quarterly_check_in(cadence: Cadence, day: date, before: date | None) -> bool:
    """Whether the check-in of that day is a QBR: the first one of a quarter counted from the rhythm's start. `before`
    is the check-in before it by the rhythm."""
    if cadence.quarterly:
        return True
    return before is not None and _quarter(cadence.start, before) < _quarter(cadence.start, day)


def _quarter(start: date, day: date) -> int:
    months = (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)
    return months // 3


def derive_reminders(
    rhythm: Rhythm, checkins: Iterable[CheckIn], holidays: AbstractSet[date]
) -> list[Reminder]:
    """Every reminder of a rhythm and its planned check-ins, by day. All fall on working days."""
    planned = (checkin for checkin in checkins if checkin.state is CheckInState.PLANNED)
    found = [each for checkin in planned for each in _of_checkin(checkin, rhythm, holidays)]
    return sorted([*found, *_of_dates(rhythm, holidays)], key=lambda each: (each.day, each.key))


def _of_checkin(
    checkin: CheckIn, rhythm: Rhythm, holidays: AbstractSet[date]
) -> Iterator[Reminder]:
    """A week before (not where there is one every week: the last one was on that day) and a day before; then, where
    nobody says what became of it, step by step along the path."""
    eve = last_working_day(checkin.day - DAY, holidays)
    if rhythm.cadence is None or not rhythm.cadence.weekly or checkin.quarterly:
        week = last_working_day(checkin.day - WEEK_AHEAD * DAY, holidays)
        yield Reminder(day=week, cause=ReminderCause.WEEK, of=checkin.day, no=checkin.no)
    yield Reminder(day=eve, cause=ReminderCause.DAY, of=checkin.day, no=checkin.no)
    late = FIRST_LATE
    for rung, step in enumerate((None, *rhythm.escalation)):
        late = max(late + (rung > 0), step.after if step else FIRST_LATE)
        day = add_working_days(checkin.day, late, holidays)
        yield Reminder(day=day, cause=ReminderCause.LATE, of=checkin.day, no=checkin.no, rung=rung)


def _of_dates(rhythm: Rhythm, holidays: AbstractSet[date]) -> Iterator[Reminder]:
    dated = [(ReminderCause.RENEWAL, 0, rhythm.renewal), (ReminderCause.NOTICE, 0, rhythm.notice)]
    dated += [(ReminderCause.WINDOW, no, window.closes) for no, window in enumerate(rhythm.windows)]
    dated += [(ReminderCause.GATE, no, gate.day) for no, gate in enumerate(rhythm.gates)]
    for cause, no, day in dated:
        if day is None:
            continue
        for ahead in DATES_AHEAD:
            told = last_working_day(day - ahead * DAY, holidays)
            yield Reminder(day=told, cause=cause, of=day, no=no, ahead=ahead)


class ReaderDays(Protocol):
    """The days on which somebody may be told something."""

    def next_day(self, first: date, /) -> date | None:
        """The first of them from a day on."""

    def last_day(self, before: date, /) -> date | None:
        """The last of them before a day."""


def move_to_reader_days(found: Iterable[Reminder], days: ReaderDays) -> list[Reminder]:
    """The reminders on the days of the one who reads them. What falls on a day that they leave out stands on the last
    one before it, and on the first one after it unless that is too late; whoever tells it does so on one of the two.
    What is late already comes after it."""
    return [own for each in found for own in _on_own_days(each, days)]


def _on_own_days(reminder: Reminder, days: ReaderDays) -> Iterator[Reminder]:
    after_ = days.next_day(reminder.day)
    if after_ == reminder.day:
        yield reminder
        return
    late = reminder.cause is ReminderCause.LATE
    before = None if late else days.last_day(reminder.day)
    if before is not None:
        yield replace(reminder, day=before, put_off=reminder.day)
    if after_ is not None and (late or after_ <= reminder.of):
        yield replace(reminder, day=after_, put_off=reminder.day)


def pick_due_reminders(found: Iterable[Reminder], since: date, today: date) -> list[Reminder]:
    """What is to be told on a day that covers the days since another: of each subject the latest; of those ahead of it
    that share a day the first, since the others may still come. A reminder ahead of something that has passed
    meanwhile is told no more."""
    latest: dict[tuple[bool, str, int], Reminder] = {}
    for reminder in found:
        late = reminder.cause is ReminderCause.LATE
        if not since <= reminder.day <= today or not (late or reminder.of >= today):
            continue
        known = latest.get(reminder.subject)
        if late or known is None or known.day < reminder.day:
            latest[reminder.subject] = reminder
    return list(latest.values())
