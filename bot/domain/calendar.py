"""Days: working days between two days, and the next day of a kind. Public holidays come in as values."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

FRIDAY = 4
SATURDAY = 5


def is_working_day(day: date, holidays: AbstractSet[date] = frozenset()) -> bool:
    """Whether people work on that day: Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def count_working_days(start: date, end: date, holidays: AbstractSet[date] = frozenset()) -> int:
    """Working days after `start` up to and including `end`; 0 where `end` is not later."""
    if end <= start:
        return 0
    worked = _weekdays_until(end) - _weekdays_until(start)
    return (
        worked - sum(start < day <= end and is_working_day(day) for day in holidays)
        if holidays
        else worked
    )


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays up to and including the day, from the first day of the calendar, a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def working_days_ago(today: date, days: int) -> date:
    """The last day from which `working_days` to today are at least so many, public holidays aside."""
    back = today - timedelta(days=max(today.weekday() - FRIDAY, 0))
    weeks, rest = divmod(days, 5)
    day = back - timedelta(days=weeks * 7 + rest + (2 if rest > back.weekday() else 0))
    return min(today, day + timedelta(days=2)) if day.weekday() == FRIDAY else day


def choose_reply_day(today: date) -> date:
    """The Friday by which a reply is asked for: this week's where two working days are left, else the next one's."""
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return friday if (friday - today).days >= 2 else friday + timedelta(days=7)


def choose_month_end(today: date) -> date:
    """The last day of the month, or of the next one where fewer than seven days are left."""
    last = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last if (last - today).days >= 7 else choose_month_end(last + timedelta(days=1))
