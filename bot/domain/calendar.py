"""Days: working days between two days, and the next day of a kind. Weekends and public holidays
come in as values."""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

FRIDAY = 4
SATURDAY = 5
WEEKEND = frozenset({SATURDAY, SATURDAY + 1})
"""The weekend of most countries, as weekdays; 0 is Monday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff:
    """The days on which people in one place do not work: the weekdays of their weekend, and public
    holidays within the span that was asked for."""

    weekend: frozenset[int] = WEEKEND
    holidays: AbstractSet[date] = frozenset()

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekend or day in self.holidays


USUAL_DAYS_OFF = DaysOff()
"""Where no country is known: Saturdays and Sundays."""


def count_working_days(start: date, end: date, days_off: DaysOff = USUAL_DAYS_OFF) -> int:
    """Working days after `start` up to and including `end`; 0 where `end` is not later."""
    if end <= start:
        return 0
    weekend = days_off.weekend
    free = [day for day in days_off.holidays if start < day <= end and day.weekday() not in weekend]
    return _weekdays_until(end, weekend) - _weekdays_until(start, weekend) - len(free)


def _weekdays_until(day: date, weekend: frozenset[int]) -> int:
    """Days outside the weekend up to and including the day, from the first day of the calendar, a
    Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    worked_of_rest = sum(weekday not in weekend for weekday in range(rest))
    return weeks * (7 - len(weekend)) + worked_of_rest


def working_days_ago(today: date, days: int) -> date:
    """The last day from which `count_working_days` to today are at least so many, public holidays
    aside."""
    day_of_week = min(today.weekday(), FRIDAY)
    last_working_day = today - timedelta(days=today.weekday() - day_of_week)
    weeks, rest = divmod(days, 5)
    over_a_weekend = 2 if rest > day_of_week else 0
    day = last_working_day - timedelta(days=weeks * 7 + rest + over_a_weekend)
    if day.weekday() != FRIDAY:
        return day
    # From Friday, Saturday and Sunday there are equally many working days; the last of them counts.
    return min(today, day + timedelta(days=2))


def choose_reply_day(today: date, days_off: DaysOff = USUAL_DAYS_OFF) -> date:
    """The Friday by which a reply is asked for: this week's where two working days are left, else
    the next one's; the working day after it where that Friday is a day off."""
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    if (friday - today).days < 2:
        friday += timedelta(days=7)
    return _next_working_day(friday, days_off)


def choose_day_to_say(due: date | None, today: date, days_off: DaysOff = USUAL_DAYS_OFF) -> date:
    """The day by which something that was due then is asked for: a day that has passed is the next
    reply day, a day off the working day before it."""
    if due is None or due < today:
        return choose_reply_day(today, days_off)
    if due == today:
        # Nobody who reads it this evening could still say so *by today*.
        return _next_working_day(today + timedelta(days=1), days_off)
    if not _is_off(due, days_off):
        return due
    before = _last_working_day(due, days_off)
    return before if before > today else _next_working_day(due, days_off)


def add_months(day: date, months: int) -> date:
    """The day so many months later, or earlier where negative; the month's last day where it is
    shorter. Raises `OverflowError` outside the calendar."""
    month = day.year * 12 + day.month - 1 + months
    year, month_of_year = divmod(month, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(months)
    longest = monthrange(year, month_of_year + 1)[1]
    return date(year, month_of_year + 1, min(day.day, longest))


def choose_month_end(today: date, days_off: DaysOff = USUAL_DAYS_OFF) -> date:
    """The last working day of the month, or of the next one where fewer than seven days are left."""
    # Four days after the 28th it is the next month in every month, February included.
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    last = next_month - timedelta(days=1)
    if (last - today).days < 7:
        return choose_month_end(next_month, days_off)
    return _last_working_day(last, days_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """The day it is where somebody reads, and the days on which people there do not work."""

    today: date
    days_off: DaysOff = USUAL_DAYS_OFF

    def choose_reply_day(self) -> date:
        """The working day by which a reply is asked for."""
        return choose_reply_day(self.today, self.days_off)

    def choose_day_to_say(self, due: date | None) -> date:
        """The working day by which something that was due then is asked for."""
        return choose_day_to_say(due, self.today, self.days_off)

    def choose_month_end(self) -> date:
        """The last working day of the month, or of the next one where little of it is left."""
        return choose_month_end(self.today, self.days_off)


HARDLY_WORKED = frozenset(((12, 25), (12, 26), (1, 1)))
"""Month and day on which next to nobody answers, wherever they are."""


def _is_off(day: date, days_off: DaysOff) -> bool:
    return day in days_off or (day.month, day.day) in HARDLY_WORKED


def _next_working_day(day: date, days_off: DaysOff) -> date:
    """The day itself, or the first one after it on which people work."""
    while _is_off(day, days_off):
        day += timedelta(days=1)
    return day


def _last_working_day(day: date, days_off: DaysOff) -> date:
    """The day itself, or the last one before it on which people work."""
    while _is_off(day, days_off):
        day -= timedelta(days=1)
    return day
