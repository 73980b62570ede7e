"""Days that words stand for, reckoned from today: the next 30 November, the end of the quarter, Thanksgiving."""

from datetime import date, timedelta

MONDAY, _, WEDNESDAY, THURSDAY, FRIDAY, _, _ = range(7)
_ONE_WEEK = timedelta(days=7)
_FARTHEST_MONTH = 2
"""How many months ahead a day is looked for that is a certain weekday and a certain day of its month."""


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
    return day_of_month_ahead(day, 1, today)


def day_of_month_ahead(day: int, ahead: int, today: date) -> date | None:
    """The `15th` of the month that many months ahead; None where that month has no such day."""
    last = end_of_this_month(today, ahead)
    return make_day(last.year, last.month, day)


def weekday_and_day_of_month(weekday: int, day: int, today: date) -> date | None:
    """`Monday the 7th`: the next 7th that is a Monday, if one is near, else the next 7th, since a day of the month is
    mistaken less often than the day of the week."""
    for ahead in range(_FARTHEST_MONTH + 1):
        found = day_of_month_ahead(day, ahead, today)
        if found is not None and found >= today and found.weekday() == weekday:
            return found
    return next_day_of_month(day, today)


def next_weekday(weekday: int, today: date) -> date:
    """The coming one, never today: `fri` on a Friday is in a week."""
    days_ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=days_ahead or 7)


def weekday_from(weekday: int, day: date) -> date:
    """The first such weekday from that day on, the day itself among them."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def last_weekday_before(weekday: int, day: date) -> date:
    """The last such weekday before that day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7 or 7)


def weekday_of_week(weekday: int, today: date, ahead: int) -> date:
    """That weekday of the week so many weeks ahead of this one; weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday())
    return monday + ahead * _ONE_WEEK + timedelta(days=weekday)


def weekday_of_numbered_week(
    weekday: int, week: int, today: date, year: int | None = None
) -> date | None:
    """That weekday of an ISO week, of this year's or, where it has passed, of next year's; None where that year has no
    such week."""
    if year is not None:
        return _make_iso_day(year, week, weekday)
    this_year = today.isocalendar().year
    found = _make_iso_day(this_year, week, weekday)
    sunday = _make_iso_day(this_year, week, 6)
    has_passed = sunday is not None and sunday < today
    return _make_iso_day(this_year + 1, week, weekday) if has_passed else found


def _make_iso_day(year: int, week: int, weekday: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, weekday + 1)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of that month."""
    last = end_of_this_month(day, months)
    return min(last, date(last.year, last.month, min(day.day, last.day)))


def add_working_days(day: date, days: int) -> date:
    """So many days from Monday to Friday later, or earlier where they are negative."""
    step = timedelta(days=1 if days > 0 else -1)
    left = abs(days)
    while left:
        day += step
        left -= day.weekday() <= FRIDAY
    return day


def last_working_day(day: date) -> date:
    """The day itself, or the Friday before a weekend day."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def first_working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend day."""
    return day if day.weekday() <= FRIDAY else weekday_from(MONDAY, day)


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


def end_of_half(today: date, ahead: int = 0) -> date:
    months_to_go = -today.month % 6
    return end_of_this_month(today, months_to_go + 6 * ahead)


def end_of_year(today: date, ahead: int = 0) -> date:
    return date(today.year + ahead, 12, 31)


def day_ahead(today: date, ahead: int = 0) -> date:
    return today + timedelta(days=ahead)


def start_of_next_month(today: date) -> date:
    return end_of_this_month(today) + timedelta(days=1)


def middle_of_month(today: date) -> date:
    """The 15th of this month or, where it has passed, of the next one."""
    ahead = int(today.day > 15)
    return end_of_this_month(today, ahead).replace(day=15)


def middle_of_week(today: date) -> date:
    """The Wednesday from today on."""
    return weekday_from(WEDNESDAY, today)


def new_year(today: date) -> date:
    return date(today.year + 1, 1, 1)


def next_fixed_day(today: date, *, month: int, day: int) -> date:
    """The next such day of a year that has it every year: Christmas, Halloween."""
    has_passed = (today.month, today.day) > (month, day)
    return date(today.year + has_passed, month, day)


def thanksgiving(today: date) -> date:
    """The fourth Thursday of November, also where it has passed."""
    return weekday_from(THURSDAY, date(today.year, 11, 1)) + 3 * _ONE_WEEK


def black_friday(today: date) -> date:
    return thanksgiving(today) + timedelta(days=1)


def easter(today: date, *, days_after: int = 0) -> date:
    """The next Easter Sunday, or the day so many days after it."""
    this_year = _easter_of(today.year) + timedelta(days=days_after)
    if this_year >= today:
        return this_year
    return _easter_of(today.year + 1) + timedelta(days=days_after)


def _easter_of(year: int) -> date:
    """Easter Sunday by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap_centuries, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    weekday = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
