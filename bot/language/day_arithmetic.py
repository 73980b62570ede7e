"""Days that words stand for, reckoned from today: the next 30 November, the end of the quarter, Thanksgiving."""

from datetime import date, timedelta

MONDAY, _, _, THURSDAY, FRIDAY, _, _ = range(7)
_ONE_WEEK = timedelta(days=7)


def make_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none (31 November)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def next_day_of_year(month: int, day: int, today: date) -> date | None:
    """The next such day from today on. A 29 February is found only from a leap year or the year before."""
    this_year = make_day(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return make_day(today.year + 1, month, day)


def next_day_of_month(day: int, today: date) -> date | None:
    """The next `15th` from today on, in this month or the next one."""
    this_month = make_day(today.year, today.month, day)
    if this_month is not None and this_month >= today:
        return this_month
    following = end_of_month(today.year, today.month) + timedelta(days=1)
    return make_day(following.year, following.month, day)


def next_weekday(weekday: int, today: date) -> date:
    """The coming one, never today: `fri` on a Friday is in a week."""
    days_ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=days_ahead or 7)


def weekday_of_next_week(weekday: int, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    return monday + _ONE_WEEK + timedelta(days=weekday)


def end_of_month(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def end_of_next_such_month(month: int, today: date) -> date:
    """The end of the next January, from this month on."""
    has_passed = month < today.month
    return end_of_month(today.year + has_passed, month)


def end_of_week(today: date, ahead: int = 0) -> date:
    """The Friday of this week, or of the one that many weeks `ahead`; on a weekend the next Friday."""
    return today + timedelta(days=(FRIDAY - today.weekday()) % 7) + ahead * _ONE_WEEK


def end_of_this_month(today: date, ahead: int = 0) -> date:
    months = today.month + ahead - 1
    return end_of_month(today.year + months // 12, months % 12 + 1)


def end_of_quarter(today: date, ahead: int = 0) -> date:
    months_to_go = -today.month % 3
    return end_of_this_month(today, months_to_go + 3 * ahead)


def end_of_year(today: date, ahead: int = 0) -> date:
    return date(today.year + ahead, 12, 31)


def day_ahead(today: date, ahead: int = 0) -> date:
    return today + timedelta(days=ahead)


def christmas(today: date) -> date:
    has_passed = today > date(today.year, 12, 25)
    return date(today.year + has_passed, 12, 25)


def thanksgiving(today: date) -> date:
    """The fourth Thursday of November, also where it has passed."""
    first = date(today.year, 11, 1)
    first_thursday = first + timedelta(days=(THURSDAY - first.weekday()) % 7)
    return first_thursday + 3 * _ONE_WEEK
