"""Days: working days between two days, and the next day of a kind. Public holidays come in as values."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

FRIDAY = 4
SATURDAY = 5


def is_working(day: date, holidays: AbstractSet[date] = frozenset()) -> bool:
    """Whether people work on that day: Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days(start: date, end: date, holidays: AbstractSet[date] = frozenset()) -> int:
    """Working days after `start` up to and including `end`; 0 where `end` is not later."""
    span = (end - start).days
    if span <= 0:
        return 0
    if not holidays:
        weeks, rest = divmod(span, 7)
        return weeks * 5 + sum(is_working(start + timedelta(days=n)) for n in range(1, rest + 1))
    return sum(is_working(start + timedelta(days=n), holidays) for n in range(1, span + 1))


def reply_day(today: date) -> date:
    """The Friday by which a reply is asked for: this week's where two working days are left, else the next one's."""
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return friday if (friday - today).days >= 2 else friday + timedelta(days=7)


def month_end(today: date) -> date:
    """The last day of the month, or of the next one where fewer than seven days are left."""
    last = (today.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last if (last - today).days >= 7 else month_end(last + timedelta(days=1))
