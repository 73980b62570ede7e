"""Check-ins: the dated occurrences of a rhythm, what became of each, and the days on which somebody
is reminded."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.calendar import DaysOff, add_months
from bot.domain.ids import PersonId
from bot.domain.rhythms import Cadence, ContractDate, DateOutcome, Rhythm

DAY = timedelta(days=1)
WEEK_AHEAD = 7
DATES_AHEAD = (30, 7)
"""Calendar days before a window closes or a gate is due on which it is named."""
ENDS_AHEAD = (30, 7, 1, 0)
"""The same for a renewal and the last day for notice, after which there is no way back."""
BANDS_AHEAD = (7, 0)
"""The same for the day on which an index band is set anew: its index has to be looked up."""
DUE_AHEAD = (1, 0)
"""Calendar days before something is due that followed from a risk event."""
FIRST_LATE = 1
"""Working days after its day on which the owner of a check-in is asked what became of it."""
WEEKLY_ASKS = 4
"""How many times that is asked again a week apart; from then on it is asked once a month."""


class CheckInState(StrEnum):
    """How a check-in stands."""

    PLANNED = "planned"
    HELD = "held"
    MOVED = "moved"
    """It became another one, on the day it was moved to."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One check-in. `no` counts a deal's check-ins from 1.

    `of` is the day it comes from by the rhythm, `day` the working day it is due on; `quarterly`
    makes it a QBR.
    """

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

    @property
    def may_be_reopened(self) -> bool:
        """Whether somebody said that it was held or skipped, which may be taken back."""
        is_settled = self.state in (CheckInState.HELD, CheckInState.SKIPPED)
        return is_settled and self.person is not None


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
    BAND = "band"
    """An index band is set anew."""
    RISK = "risk"
    """What was agreed for something that happened is due."""


CHECK_IN_CAUSES = frozenset({ReminderCause.WEEK, ReminderCause.DAY, ReminderCause.LATE})
"""Reminders of a check-in; the others are of a date of the contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """Somebody is told on `day` of something on `of`.

    For a check-in `no` is its number and `rung` how far it has gone: 0 the owner, then the steps of
    the escalation path. For a window, a gate or a band `no` is its place in the list.
    """

    day: date
    cause: ReminderCause
    of: date
    no: int = 0
    rung: int = 0
    ahead: int = 0
    """Calendar days before `of` on which it was to be told, where it is a date of the contract."""
    again: int = 0
    """How many times it is asked what became of it, after the first time where it is a check-in."""
    put_off: date | None = None
    """The day on which it was to be told, where that is one that its reader leaves out."""

    @property
    def is_late(self) -> bool:
        """Whether it asks what became of something whose day has passed."""
        return self.cause is ReminderCause.LATE or self.again > 0

    @property
    def is_of_check_in(self) -> bool:
        """Whether it is of a check-in; else it is of a date of the contract."""
        return self.cause in CHECK_IN_CAUSES

    @property
    def outlasts_rhythm(self) -> bool:
        """Whether it is told although the rhythm runs no more: a day that binds us, and that has not passed."""
        runs_with_it = self.is_of_check_in or self.cause is ReminderCause.BAND
        return not (self.is_late or runs_with_it)

    @property
    def is_repeated(self) -> bool:
        """Whether it asks once more about something that was asked about before."""
        # Of a day of the contract the first question is number one already.
        first = 0 if self.is_of_check_in else 1
        return self.again > first

    @property
    def subject(self) -> tuple[bool, str, int]:
        """What it is about: of one subject only the latest reminder is told."""
        # Whether a week ahead, a day ahead or late: all are about the same check-in.
        cause = "" if self.is_of_check_in else self.cause.value
        return self.is_of_check_in, cause, self.no

    @property
    def key(self) -> str:
        """What tells it from every other reminder of the deal, for good."""
        asked_before = f":{self.again}" if self.again else ""
        return f"{self.cause}:{self.no}:{self.of}:{self.rung or self.ahead}{asked_before}"


def next_working_day(day: date, days_off: DaysOff) -> date:
    """The day itself, or the next working day where nobody works on it."""
    while day in days_off:
        day += DAY
    return day


def last_working_day(day: date, days_off: DaysOff) -> date:
    """The day itself, or the last working day before it where nobody works on it."""
    while day in days_off:
        day -= DAY
    return day


def add_working_days(day: date, count: int, days_off: DaysOff) -> date:
    """The day that comes so many working days later."""
    for _ in range(count):
        day = next_working_day(day + DAY, days_off)
    return day


def is_quarterly_check_in(cadence: Cadence, day: date, before: date | None) -> bool:
    """Whether the check-in of that day is a QBR: the first one of a quarter counted from the
    rhythm's start.

    `before` is the day of the check-in before it by the rhythm, None for the first of all.
    """
    if cadence.is_quarterly:
        return True
    if before is None:
        return False
    return _quarters_since(cadence.start, before) < _quarters_since(cadence.start, day)


def _quarters_since(start: date, day: date) -> int:
    months = (day.year - start.year) * 12 + day.month - start.month
    if day.day < start.day:
        # The last of these months is not over yet.
        months -= 1
    return months // 3


def list_days_asked_again(first: date, days_off: DaysOff, until: date) -> Iterator[date]:
    """The days on which it is asked again what became of something that was first asked about on
    `first`, up to and including `until`: weekly, four times, then monthly. All are working days.
    """
    for week in range(1, WEEKLY_ASKS + 1):
        day = next_working_day(first + week * 7 * DAY, days_off)
        if day > until:
            return
        yield day
    last_weekly = first + WEEKLY_ASKS * 7 * DAY
    for month in itertools.count(1):
        day = next_working_day(add_months(last_weekly, month), days_off)
        if day > until:
            return
        yield day


def list_unsettled_check_ins(checkins: Iterable[CheckIn], today: date) -> list[CheckIn]:
    """The check-ins whose day has passed without a word of what became of them, oldest first."""
    unsettled = [
        checkin
        for checkin in checkins
        if checkin.state is CheckInState.PLANNED and checkin.day < today
    ]
    return sorted(unsettled, key=lambda checkin: (checkin.day, checkin.no))


def derive_reminders(
    rhythm: Rhythm, checkins: Iterable[CheckIn], days_off: DaysOff, until: date
) -> list[Reminder]:
    """The reminders of a rhythm and its planned check-ins, by day. All fall on working days.

    What nobody settles is asked for again and again, so the list ends with the day `until`.
    """
    reminders = list(_remind_of_dates(rhythm, days_off))
    reminders += _remind_of_bands(rhythm, days_off, until)
    reminders += _remind_of_occurrences(rhythm, days_off)
    reminders += _remind_of_ends(rhythm, days_off, until)
    planned = [checkin for checkin in checkins if checkin.state is CheckInState.PLANNED]
    for checkin in planned:
        reminders += _remind_of_check_in(checkin, rhythm, days_off)
    reminders += _ask_again(planned, days_off, until)
    return sorted(reminders, key=lambda reminder: (reminder.day, reminder.key))


def _remind_of_check_in(checkin: CheckIn, rhythm: Rhythm, days_off: DaysOff) -> Iterator[Reminder]:
    """A week before and a day before; then, while nobody says what became of it, step by step along
    the path."""
    # In a weekly rhythm the check-in before is held on the day a week ahead, so nothing is said
    # then.
    is_weekly = rhythm.cadence is not None and rhythm.cadence.is_weekly
    if checkin.quarterly or not is_weekly:
        week_ahead = last_working_day(checkin.day - WEEK_AHEAD * DAY, days_off)
        yield Reminder(
            day=week_ahead,
            cause=ReminderCause.WEEK,
            of=checkin.day,
            no=checkin.no,
        )
    eve = last_working_day(checkin.day - DAY, days_off)
    yield Reminder(
        day=eve,
        cause=ReminderCause.DAY,
        of=checkin.day,
        no=checkin.no,
    )
    for rung, days_late in enumerate(_list_days_late(rhythm)):
        yield Reminder(
            day=add_working_days(checkin.day, days_late, days_off),
            cause=ReminderCause.LATE,
            of=checkin.day,
            no=checkin.no,
            rung=rung,
        )


def _ask_again(planned: Iterable[CheckIn], days_off: DaysOff, until: date) -> Iterator[Reminder]:
    """Each owner is asked again about the first of their check-ins. The message names the later
    ones too, so that these are asked about once by themselves, and nothing more in that week."""
    of_owner: dict[PersonId | None, list[CheckIn]] = {}
    for checkin in sorted(planned, key=lambda each: (each.day, each.no)):
        of_owner.setdefault(checkin.owner, []).append(checkin)
    for first, *later in of_owner.values():
        asked_first = [add_working_days(each.day, FIRST_LATE, days_off) for each in later]
        weeks_taken = {day.isocalendar()[:2] for day in asked_first}
        since = add_working_days(first.day, FIRST_LATE, days_off)
        for again, day in enumerate(list_days_asked_again(since, days_off, until), start=1):
            if day.isocalendar()[:2] in weeks_taken:
                continue
            yield Reminder(
                day=day,
                cause=ReminderCause.LATE,
                of=first.day,
                no=first.no,
                again=again,
            )


def _list_days_late(rhythm: Rhythm) -> list[int]:
    """Working days after a check-in on which somebody is asked: the owner, then each step of the
    path.

    A step comes at least a day after the one before it, so that nobody is passed over.
    """
    days = [FIRST_LATE]
    for step in rhythm.escalation:
        days.append(max(days[-1] + 1, step.after))
    return days


def _remind_of_ends(rhythm: Rhythm, days_off: DaysOff, until: date) -> Iterator[Reminder]:
    """The renewal and the last day for notice: counted down, named on the day, and then asked about
    until somebody says what happened."""
    for kind in ContractDate:
        of, outcome = rhythm.find_day(kind), rhythm.find_outcome(kind)
        # A renewal of which notice was given is the day on which the contract ends.
        if of is None or outcome is DateOutcome.RENEWED:
            continue
        if outcome is DateOutcome.NOTICE_GIVEN and kind is ContractDate.NOTICE:
            continue
        cause = ReminderCause(kind.value)
        for ahead in ENDS_AHEAD:
            told_on = last_working_day(of - ahead * DAY, days_off)
            yield Reminder(day=told_on, cause=cause, of=of, ahead=ahead)
        if outcome is None:
            first_asked = add_working_days(of, FIRST_LATE, days_off)
            asked = [first_asked, *list_days_asked_again(first_asked, days_off, until)]
            for again, day in enumerate(asked, start=1):
                if kind is ContractDate.NOTICE and rhythm.renewal and day >= rhythm.renewal:
                    break  # from then on it is the renewal that is asked about
                yield Reminder(day=day, cause=cause, of=of, again=again)


def _remind_of_dates(rhythm: Rhythm, days_off: DaysOff) -> Iterator[Reminder]:
    dates: list[tuple[ReminderCause, int, date | None]] = []
    for no, window in enumerate(rhythm.windows):
        dates.append((ReminderCause.WINDOW, no, window.closes))
    for no, gate in enumerate(rhythm.gates):
        if gate.outcome is None:
            dates.append((ReminderCause.GATE, no, gate.day))
    for cause, no, day in dates:
        if day is None:
            continue
        for ahead in DATES_AHEAD:
            told_on = last_working_day(day - ahead * DAY, days_off)
            yield Reminder(
                day=told_on,
                cause=cause,
                of=day,
                no=no,
                ahead=ahead,
            )


def _remind_of_bands(rhythm: Rhythm, days_off: DaysOff, until: date) -> Iterator[Reminder]:
    """Every day on which an index band is set anew, as far as it is told of by the day `until`."""
    for no, band in enumerate(rhythm.bands):
        for day in band.list_recalibrations(until + BANDS_AHEAD[0] * DAY):
            for ahead in BANDS_AHEAD:
                told_on = last_working_day(day - ahead * DAY, days_off)
                yield Reminder(day=told_on, cause=ReminderCause.BAND, of=day, no=no, ahead=ahead)


def _remind_of_occurrences(rhythm: Rhythm, days_off: DaysOff) -> Iterator[Reminder]:
    """What was agreed for what happened: on the day before it is due and on the day itself."""
    for no, occurrence in enumerate(rhythm.occurrences):
        if occurrence.done is not None:
            continue
        for ahead in DUE_AHEAD:
            yield Reminder(
                day=last_working_day(occurrence.due - ahead * DAY, days_off),
                cause=ReminderCause.RISK,
                of=occurrence.due,
                no=no,
                ahead=ahead,
            )


class ReaderDays(Protocol):
    """The days on which somebody may be told something."""

    def next_day(self, first: date, /) -> date | None:
        """The first of them from a day on."""

    def last_day(self, before: date, /) -> date | None:
        """The last of them before a day."""


def move_to_reader_days(reminders: Iterable[Reminder], days: ReaderDays) -> list[Reminder]:
    """The reminders on the days of the person who reads them.

    One on a day that they leave out stands twice: on the last of their days before it, and on the
    first after it unless that is too late; whoever tells it does so on one of the two. What is late
    already comes after it only.
    """
    return [moved for reminder in reminders for moved in _move_to_reader_days(reminder, days)]


def _move_to_reader_days(reminder: Reminder, days: ReaderDays) -> Iterator[Reminder]:
    next_day = days.next_day(reminder.day)
    if next_day == reminder.day:
        yield reminder
        return
    is_late = reminder.is_late
    day_before = None if is_late else days.last_day(reminder.day)
    if day_before is not None:
        yield replace(reminder, day=day_before, put_off=reminder.day)
    if next_day is not None and (is_late or next_day <= reminder.of):
        yield replace(reminder, day=next_day, put_off=reminder.day)


def pick_due_reminders(reminders: Iterable[Reminder], since: date, today: date) -> list[Reminder]:
    """What is to be told today, on a day that covers all days from `since` on: of each subject the
    latest.

    Of those ahead of it that share a day it is the first, since the others may still come. A
    reminder ahead of something that has passed meanwhile is told no more.
    """
    latest: dict[tuple[bool, str, int], Reminder] = {}
    for reminder in reminders:
        is_late = reminder.is_late
        has_passed = reminder.of < today
        if not since <= reminder.day <= today or (has_passed and not is_late):
            continue
        known = latest.get(reminder.subject)
        if is_late or known is None or known.day < reminder.day:
            latest[reminder.subject] = reminder
    return list(latest.values())


def keep_one_late_reminder(reminders: Iterable[Reminder]) -> list[Reminder]:
    """The reminders with only the furthest along of those that ask what became of a check-in: its
    message names the others that nobody reported on."""
    kept: list[Reminder] = []
    furthest: Reminder | None = None
    for reminder in reminders:
        if reminder.cause is not ReminderCause.LATE:
            kept.append(reminder)
        elif furthest is None or (furthest.rung, furthest.of) < (reminder.rung, reminder.of):
            furthest = reminder
    return [furthest, *kept] if furthest is not None else kept
