"""Periods that a reading is of, as people type them: `October`, `Oct 2026`, `Q3`, `KW 40`, `last month`, `2025`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import add_months
from bot.language.vocabulary import word_table

_WORDS = word_table("governance").subtable("readings")
_MONTHS = word_table("days").numbers("months")
_THIS, _LAST = _WORDS.words("this"), _WORDS.words("last")
_UNITS = {
    **dict.fromkeys(_WORDS.words("month"), 1),
    **dict.fromkeys(_WORDS.words("quarter"), 3),
    **dict.fromkeys(_WORDS.words("year"), 12),
}
_WEEK = _WORDS.words("week")
_TOKEN = re.compile(r"\s*([^\s,;]+)")
_QUARTER = re.compile(r"q([1-4])(?:[/-]?(\d{4}|\d{2}))?")
_MONTH_OF_YEAR = re.compile(r"(\d{4})-(\d{2})|(\d{1,2})[/.](\d{4})")
_YEAR = re.compile(r"20\d\d")
_WEEK_NUMBER = re.compile(r"\d{1,2}")
_GLUED_WEEK = re.compile(r"(?:kw|cw|w)(\d{1,2})")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPeriod:
    """A period with its last day, and where the text goes on after it."""

    since: date
    until: date
    after: int


def find_period(text: str, today: date) -> ReadPeriod | None:
    """The period that the text begins with; of a month without a year the latest that has begun. None where it begins
    with none."""
    tokens = list(_TOKEN.finditer(text))[:3]
    if not tokens:
        return None
    words = [token[1].casefold().rstrip(".:") for token in tokens]
    ends = [token.end() for token in tokens]
    words += [""] * (3 - len(words))
    return (
        _find_relative(words, ends, today)
        or _find_month(words, ends, today)
        or _find_quarter(words, ends, today)
        or _find_week(words, ends, today)
        or _find_year(words, ends)
    )


def _months(year: int, month: int, count: int, after: int) -> ReadPeriod | None:
    if not 1 <= month <= 12 or not 2000 <= year <= 2100:
        return None
    since = date(year, month, 1)
    return ReadPeriod(since=since, until=add_months(since, count) - DAY, after=after)


def _find_relative(words: list[str], ends: list[int], today: date) -> ReadPeriod | None:
    """`this month`, `last quarter`, `letztes Jahr`."""
    if words[0] not in _THIS and words[0] not in _LAST:
        return None
    back = 1 if words[0] in _LAST else 0
    if words[1] in _WEEK:
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return ReadPeriod(since=monday, until=monday + 6 * DAY, after=ends[1])
    months = _UNITS.get(words[1])
    if months is None:
        return None
    first = today.replace(day=1, month=(today.month - 1) // months * months + 1)
    since = add_months(first, -months * back)
    return _months(since.year, since.month, months, ends[1])


def _find_month(words: list[str], ends: list[int], today: date) -> ReadPeriod | None:
    """`October`, `Oct 2026`, `2026-10`, `10/2026`."""
    numeric = _MONTH_OF_YEAR.fullmatch(words[0])
    if numeric is not None:
        year, month = numeric[1] or numeric[4], numeric[2] or numeric[3]
        return _months(int(year), int(month), 1, ends[0])
    month = _MONTHS.get(words[0])
    if month is None:
        return None
    if _YEAR.fullmatch(words[1]):
        return _months(int(words[1]), month, 1, ends[1])
    return _months(today.year - (month > today.month), month, 1, ends[0])


def _find_quarter(words: list[str], ends: list[int], today: date) -> ReadPeriod | None:
    """`Q3`, `Q3 2026`, `Q3/26`."""
    quarter = _QUARTER.fullmatch(words[0])
    if quarter is None:
        return None
    month = int(quarter[1]) * 3 - 2
    if quarter[2]:
        year = int(quarter[2]) if len(quarter[2]) == 4 else 2000 + int(quarter[2])
        return _months(year, month, 3, ends[0])
    if _YEAR.fullmatch(words[1]):
        return _months(int(words[1]), month, 3, ends[1])
    return _months(today.year - (month > today.month), month, 3, ends[0])


def _find_week(words: list[str], ends: list[int], today: date) -> ReadPeriod | None:
    """`week 40`, `KW40`: weeks by ISO 8601, the latest that has begun."""
    glued = _GLUED_WEEK.fullmatch(words[0])
    if glued is not None:
        return _make_week(int(glued[1]), ends[0], today)
    if words[0] in _WEEK and _WEEK_NUMBER.fullmatch(words[1]):
        return _make_week(int(words[1]), ends[1], today)
    return None


def _make_week(number: int, after: int, today: date) -> ReadPeriod | None:
    year = today.isocalendar().year
    for each in (year, year - 1):
        try:
            monday = date.fromisocalendar(each, number, 1)
        except ValueError:
            continue
        if monday <= today:
            return ReadPeriod(since=monday, until=monday + 6 * DAY, after=after)
    return None


def _find_year(words: list[str], ends: list[int]) -> ReadPeriod | None:
    if not _YEAR.fullmatch(words[0]):
        return None
    return _months(int(words[0]), 1, 12, ends[0])
