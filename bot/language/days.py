"""Days as people type them: `30 nov`, `12/4`, `fri`, `next fri`, `eow`, `end of jan`, `tmrw`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("days")
_MONTHS = _WORDS.numbers("months")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday mondays",
            "tue tues tuesday",
            "wed weds wednesday",
            "thu thur thurs thursday",
            "fri friday",
            "sat saturday",
            "sun sunday",
        )
    )
    for name in names.split()
}
_PERIODS = {
    "day": "day", "business": "day", "today": "day", "d": "day", "week": "week", "wk": "week", "month": "month",
    "mth": "month", "quarter": "quarter", "qtr": "quarter", "q": "quarter", "year": "year", "yr": "year",
}  # fmt: skip
_CLOSING = {"close", "cob", "eod", "eob", "noon"}
_HYPHENED = {"end", "mid", "month", "year", "quarter", "week"}
_CLOSE_OF = {
    "cob",
    "eod",
    "eob",
    "noon",
    "midnight",
    "morning",
    "pm",
    "am",
    "latest",
    "sharp",
    "max",
}
_NUMBER_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_QUARTER = re.compile(r"q([1-4])(?:[/'-]?(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?(?:am|pm|h)|\d{1,2}:\d{2}")
_GLUED = re.compile(r"(\d{1,2})-?([a-z]{3,9})(?:-(\d{4}|\d{2}))?")
_YEAR = re.compile(r"'?(20\d\d|\d\d)")
_MONTH_FIRST = {"en-US", "en-PH"}


@dataclass(frozen=True, slots=True)
class DateContext:
    """How days are read: today, and whether `12/4` is the fourth of December."""

    today: date
    month_first: bool


class ParsedDay(NamedTuple):
    """A day found in a line and the word after it; `day` is `None` for a day that does not exist (31 Nov)."""

    day: date | None
    after: int


@lru_cache(maxsize=64)
def date_context(today: date, locale: str) -> DateContext:
    """The calendar of a reader: month before day in the United States."""
    return DateContext(today, locale.replace("_", "-") in _MONTH_FIRST)


def parse_day(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """The day that the words from `i` name, or `None` where they name none."""
    low = words.low
    while low[i] in ("the", "around", "about", "latest"):
        i += 1
    if not _may_begin(low[i]):
        return None
    found = _one_day(words, i, cal) or _close_of_day(words, i, cal)
    if found is None:
        return None
    after = _after_clock(words, found.after)
    return found if after == found.after else ParsedDay(found.day, after)


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    """Whether a day may begin with the word: most words are asked, few do."""
    if word in _BY_WORD or word in _CLOSING or word[:1] == "q":
        return True
    if word.isdigit():
        return len(word) < 3
    if word[:1].isdigit():
        return any(form.fullmatch(word) for form in (_ISO, _NUMERIC, _NUMBER_DAY, _GLUED, _CLOCK))
    return word.partition("-")[0] in _HYPHENED


def _one_day(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    word = words.low[i]
    reader = _BY_WORD.get(word)
    if reader is not None:
        return reader(words, i, cal)
    if word[:1].isdigit():
        return _from_number(words, i, cal)
    if word[:1] == "q" and (quarter := _QUARTER.fullmatch(word)):
        return _quarter(quarter, words, i, cal)
    head, dash, tail = word.partition("-")
    if dash and head in _HYPHENED:
        return _hyphened(head, tail, i, cal)
    return None


def _close_of_day(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """`cob fri`, `close of business friday`, `5pm fri`; a bare `eod` is today."""
    low = words.low
    start = i
    if (
        low[i] in ("close", "end")
        and low[i + 1] == "of"
        and low[i + 2] in ("business", "day", "play")
    ):
        i += 3
    elif low[i] in ("cob", "eod", "eob", "noon") or (
        low[i][:1].isdigit() and _CLOCK.fullmatch(low[i])
    ):
        i += 1
    if i == start:
        return None
    if low[i] in ("on", "of"):
        i += 1
    return _one_day(words, i, cal) or ParsedDay(cal.today, i)


def _after_clock(words: WordList, i: int) -> int:
    low = words.low
    while low[i] in _CLOSE_OF or (low[i][:1].isdigit() and _CLOCK.fullmatch(low[i])):
        i += 1
    if low[i] == "at" and (low[i + 1] == "noon" or _CLOCK.fullmatch(low[i + 1])):
        return i + 2
    if low[i] == "at" and low[i + 1] == "the" and low[i + 2] == "latest":
        return i + 3
    return i


def _from_number(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    word = words.low[i]
    if iso := _ISO.fullmatch(word):
        return ParsedDay(_day(int(iso[1]), int(iso[2]), int(iso[3])), i + 1)
    if numeric := _NUMERIC.fullmatch(word):
        return _numeric(numeric, words, i, cal)
    number = _NUMBER_DAY.fullmatch(word)
    if number is None:
        return _hyphened_date(word, i, cal)
    j = i + 2 if words.low[i + 1] == "of" else i + 1
    month = _MONTHS.get(words.low[j])
    if month:
        year, after = _year_at(words, j + 1)
        return ParsedDay(_on(year, month, int(number[1]), cal), after)
    if number[2]:
        return ParsedDay(_next_numbered(int(number[1]), cal), i + 1)
    return None


def _hyphened_date(word: str, i: int, cal: DateContext) -> ParsedDay | None:
    """`30-nov`, `30-nov-26`, `30nov`."""
    match = _GLUED.fullmatch(word)
    month = _MONTHS.get(match[2]) if match else None
    if match is None or month is None:
        return None
    return ParsedDay(_on(_full_year(match[3]), month, int(match[1]), cal), i + 1)


def _numeric(match: re.Match[str], words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """`12/4` by locale, `30.11.` always day first; `3.5 pts` and `1/2 price` are no dates."""
    first, second = int(match[1]), int(match[3])
    dotted = match[2] != "/"
    goes_on = not words.gaps[i + 1] and words.low[i + 1] in (
        "pts",
        "points",
        "pt",
        "%",
        "percent",
        "of",
        "pp",
        "x",
    )
    if goes_on or (dotted and match[4] is None and not (len(match[3]) == 2 and second <= 12)):
        return None
    day, month = (second, first) if cal.month_first and not dotted else (first, second)
    if month > 12 >= day:
        day, month = month, day
    return ParsedDay(_on(_full_year(match[4]), month, day, cal), i + 1)


def _from_month(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """`nov 30`, `nov 30th 2026`; `jan` and `jan 2027` are their last day."""
    month = _MONTHS[words.low[i]]
    number = _NUMBER_DAY.fullmatch(words.low[i + 1])
    if number and (number[2] or int(number[1]) <= 31) and words.gaps[i + 1] in ("", "."):
        year, after = _year_at(words, i + 2)
        return ParsedDay(_on(year, month, int(number[1]), cal), after)
    year, after = _year_at(words, i + 1)
    return ParsedDay(_end_of_month(month, year, cal), after)


def _from_weekday(words: WordList, i: int, cal: DateContext) -> ParsedDay:
    """The coming one; a date typed after it wins (`fri 27 nov`)."""
    following = words.low[i + 1]
    if following[:1].isdigit() or following in _MONTHS:
        dated = _one_day(words, i + 1, cal)
        if dated is not None and dated.after > i + 1:
            return dated
    ahead = (_WEEKDAYS[words.low[i]] - cal.today.weekday()) % 7 or 7
    return ParsedDay(cal.today + timedelta(days=ahead), i + 1)


def _from_end(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """`end of jan`, `end jan`, `end of next week`, `end of q1`, `end of the year`."""
    low = words.low
    j = i + 1
    while low[j] in ("of", "the", "this", "our", "their"):
        j += 1
    ahead = low[j] == "next"
    j += ahead
    if low[j] in _PERIODS:
        return ParsedDay(_period_end(_PERIODS[low[j]], cal, following=ahead), j + 1)
    if low[j] in _MONTHS:
        year, after = _year_at(words, j + 1)
        return ParsedDay(_end_of_month(_MONTHS[low[j]], year, cal), after)
    quarter = _QUARTER.fullmatch(low[j])
    return _quarter(quarter, words, j, cal) if quarter else None


def _from_mid(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    month = _MONTHS.get(words.low[i + 1])
    return ParsedDay(_on(None, month, 15, cal), i + 2) if month else None


def _from_next(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """`next fri`: that day of the week after this one."""
    word = words.low[i + 1]
    if word in _WEEKDAYS:
        monday = cal.today - timedelta(days=cal.today.weekday())
        return ParsedDay(monday + timedelta(days=7 + _WEEKDAYS[word]), i + 2)
    if word in _PERIODS:
        return ParsedDay(_period_end(_PERIODS[word], cal, following=True), i + 2)
    return None


def _from_this(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    word = words.low[i + 1]
    if word in _WEEKDAYS:
        return _from_weekday(words, i + 1, cal)
    if word in _PERIODS:
        return ParsedDay(_period_end(_PERIODS[word], cal), i + 2)
    return None


def _special(words: WordList, i: int, cal: DateContext) -> ParsedDay:
    return ParsedDay(_SPECIAL[words.low[i]](cal.today), i + 1)


def _hyphened(head: str, tail: str, i: int, cal: DateContext) -> ParsedDay | None:
    """`end-jan`, `mid-jan`, `month-end`, `year-end`."""
    if head in ("end", "mid") and tail in _MONTHS:
        month = _MONTHS[tail]
        return ParsedDay(
            _end_of_month(month, None, cal) if head == "end" else _on(None, month, 15, cal), i + 1
        )
    if tail == "end" and head in _PERIODS:
        return ParsedDay(_period_end(_PERIODS[head], cal), i + 1)
    return None


def _ended(words: WordList, i: int, cal: DateContext) -> ParsedDay | None:
    """`month end`, `year end`, `quarter end`."""
    if words.low[i + 1] == "end":
        return ParsedDay(_period_end(_PERIODS[words.low[i]], cal), i + 2)
    return None


def _quarter(match: re.Match[str], words: WordList, i: int, cal: DateContext) -> ParsedDay:
    year, after = _full_year(match[2]), i + 1
    if year is None:
        year, after = _year_at(words, i + 1)
    return ParsedDay(_end_of_month(int(match[1]) * 3, year, cal), after)


def _year_at(words: WordList, i: int) -> tuple[int | None, int]:
    match = _YEAR.fullmatch(words.low[i])
    if match is None or words.gaps[i] not in ("", ",", ".", "'"):
        return None, i
    if len(match[1]) == 2 and words.low[i][0] != "'" and words.gaps[i] != "'":
        return None, i
    return _full_year(match[1]), i + 1


def _full_year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _on(year: int | None, month: int, day: int, cal: DateContext) -> date | None:
    """That day of the year named, or the next one to come; a 29 February waits for its year."""
    if year is not None:
        return _day(year, month, day)
    this_year = _day(cal.today.year, month, day)
    if this_year is not None and this_year >= cal.today:
        return this_year
    return _day(cal.today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_numbered(day: int, cal: DateContext) -> date | None:
    this_month = _day(cal.today.year, cal.today.month, day)
    if this_month is not None and this_month >= cal.today:
        return this_month
    following = _end_of(cal.today.year, cal.today.month) + timedelta(days=1)
    return _day(following.year, following.month, day)


def _end_of_month(month: int, year: int | None, cal: DateContext) -> date | None:
    if year is None:
        year = cal.today.year + (month < cal.today.month)
    return _end_of(year, month)


def _end_of(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _period_end(period: str, cal: DateContext, *, following: bool = False) -> date:
    """The last day of this period or the following one, by the calendar; a week ends on Friday."""
    today = cal.today
    if period == "day":
        return today + timedelta(days=following)
    if period == "week":
        return _end_of_week(today) + timedelta(days=7 * following)
    if period == "year":
        return date(today.year + following, 12, 31)
    months = today.month if period == "month" else (today.month + 2) // 3 * 3
    months += following * (1 if period == "month" else 3)
    return _end_of(today.year + (months - 1) // 12, (months - 1) % 12 + 1)


def _end_of_week(today: date) -> date:
    return today + timedelta(days=(4 - today.weekday()) % 7)


def _end_of_quarter(today: date) -> date:
    return _end_of(today.year, (today.month + 2) // 3 * 3)


def _end_of_year(today: date) -> date:
    return date(today.year, 12, 31)


def _christmas(today: date) -> date:
    return date(today.year + (today > date(today.year, 12, 25)), 12, 25)


def _thanksgiving(today: date) -> date:
    first = date(today.year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


_SPECIAL: dict[str, Callable[[date], date]] = {
    **dict.fromkeys(("today", "tonight", "tdy"), lambda today: today),
    **dict.fromkeys(("tomorrow", "tmrw", "tmr", "tmw", "tmrow", "tomo", "tomorow", "tommorow", "tommorrow", "2moro"),
                    lambda today: today + timedelta(days=1)),
    "übermorgen": lambda today: today + timedelta(days=2),
    "yesterday": lambda today: today - timedelta(days=1),
    "eow": _end_of_week,
    "eom": lambda today: _end_of(today.year, today.month),
    "eoq": _end_of_quarter,
    "eoy": _end_of_year,
    **dict.fromkeys(("xmas", "christmas"), _christmas),
    **dict.fromkeys(("nye",), _end_of_year),
    "thanksgiving": _thanksgiving,
}  # fmt: skip
DEADLINE_WORDS = frozenset(
    {"tomorrow", "tmrw", "tmr", "tmw", "tomo", "eow", "eom", "eoq", "eoy", "eod", "cob", "eob"}
)
"""Words that are a deadline even without `by`."""

_BY_WORD: dict[str, Callable[[WordList, int, DateContext], ParsedDay | None]] = {
    **dict.fromkeys(_SPECIAL, _special),
    **dict.fromkeys(_MONTHS, _from_month),
    **dict.fromkeys(_WEEKDAYS, _from_weekday),
    **dict.fromkeys(("month", "year", "quarter", "week"), _ended),
    **dict.fromkeys(("next", "following"), _from_next),
    **dict.fromkeys(("this", "coming"), _from_this),
    "end": _from_end,
    "mid": _from_mid,
}
