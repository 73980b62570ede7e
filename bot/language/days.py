"""Days as people type them: `30 nov`, `12/4`, `fri`, `next fri`, `eow`, `end of jan`, `tmrw`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

from bot.language import day_arithmetic
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("days")
_LEADING = _WORDS.words("leading")
_MONTHS = _WORDS.numbers("months")
_WEEKDAYS = _WORDS.numbers("weekdays")
_PERIODS = _WORDS.meanings("periods")
_NAMED_DAYS = _WORDS.meanings("named_days")
_CLOSES = _WORDS.words("closes")
_CLOSED_THINGS = _WORDS.words("closed_things")
_CLOCK_WORDS = _WORDS.words("clock_words")
_COUNTED = _WORDS.words("counted")
_PERIODS_WITH_END = _WORDS.words("periods_with_end")
_HYPHENED_HEADS = _PERIODS_WITH_END | {"end", "mid"}
DEADLINE_WORDS = _WORDS.words("deadlines")
"""Words that are a deadline even without `by`."""

_DAY_NUMBER = re.compile(r"(\d{1,2})(st|nd|rd|th)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_QUARTER = re.compile(r"q([1-4])(?:[/'-]?(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?(?:am|pm|h)|\d{1,2}:\d{2}")
_GLUED = re.compile(r"(\d{1,2})-?([a-z]{3,9})(?:-(\d{4}|\d{2}))?")
_YEAR = re.compile(r"'?(20\d\d|\d\d)")
# The Philippines write dates as the United States do.
_MONTH_FIRST = {"en-US", "en-PH"}

_END_OF_PERIOD: dict[str, Callable[[date, int], date]] = {
    "day": day_arithmetic.day_ahead,
    "week": day_arithmetic.end_of_week,
    "month": day_arithmetic.end_of_this_month,
    "quarter": day_arithmetic.end_of_quarter,
    "year": day_arithmetic.end_of_year,
}
_DAY_BY_NAME: dict[str, Callable[[date], date]] = {
    "today": day_arithmetic.day_ahead,
    "tomorrow": partial(day_arithmetic.day_ahead, ahead=1),
    "day_after_tomorrow": partial(day_arithmetic.day_ahead, ahead=2),
    "yesterday": partial(day_arithmetic.day_ahead, ahead=-1),
    "end_of_week": day_arithmetic.end_of_week,
    "end_of_month": day_arithmetic.end_of_this_month,
    "end_of_quarter": day_arithmetic.end_of_quarter,
    "end_of_year": day_arithmetic.end_of_year,
    "christmas": day_arithmetic.christmas,
    "thanksgiving": day_arithmetic.thanksgiving,
}


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
    """How a person with this locale types days: month before day in the United States."""
    return DateContext(today, locale.replace("_", "-") in _MONTH_FIRST)


def parse_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """The day that the words from `i` name, or `None` where they name none."""
    i = words.skip(i, _LEADING)
    if not _may_begin_day(words.low[i]):
        return None
    found = _parse_plain_day(words, i, context) or _parse_close_of_day(words, i, context)
    if found is None:
        return None
    after = _skip_clock(words, found.after)
    return found if after == found.after else ParsedDay(found.day, after)


@lru_cache(maxsize=4096)
def _may_begin_day(word: str) -> bool:
    """Whether a day may begin with the word: most words are asked, few do."""
    if word in _PARSERS or word in _CLOSES or word[:1] == "q":
        return True
    if word.isdigit():
        # `30 nov`; a year alone is no day.
        return len(word) < 3
    if word[:1].isdigit():
        forms = (_ISO, _NUMERIC, _DAY_NUMBER, _GLUED, _CLOCK)
        return any(form.fullmatch(word) for form in forms)
    return word.partition("-")[0] in _HYPHENED_HEADS


def _parse_plain_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """A day without the hour or `close of business` before it."""
    word = words.low[i]
    parser = _PARSERS.get(word)
    if parser is not None:
        return parser(words, i, context)
    if word[:1].isdigit():
        return _parse_from_number(words, i, context)
    if word[:1] == "q":
        quarter = _QUARTER.fullmatch(word)
        return _end_of_quarter(quarter, words, i, context) if quarter else None
    return _parse_hyphened(word, i, context)


def _parse_close_of_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`cob fri`, `close of business friday`, `5pm fri`; a bare `eod` is today."""
    after = _skip_close(words, i)
    if after == i:
        return None
    if words.low[after] in ("on", "of"):
        after += 1
    return _parse_plain_day(words, after, context) or ParsedDay(context.today, after)


def _skip_close(words: WordList, i: int) -> int:
    low = words.low
    if low[i] in ("close", "end"):
        is_close = low[i + 1] == "of" and low[i + 2] in _CLOSED_THINGS
        return i + 3 if is_close else i
    return i + 1 if low[i] in _CLOSES or _is_hour(low[i]) else i


def _is_hour(word: str) -> bool:
    """`5pm`, `17:00`."""
    return word[:1].isdigit() and _CLOCK.fullmatch(word) is not None


def _skip_clock(words: WordList, i: int) -> int:
    """The word after the hour of a day: `fri 5pm`, `fri at noon`, `fri at the latest`."""
    low = words.low
    while low[i] in _CLOCK_WORDS or _is_hour(low[i]):
        i += 1
    if low[i] != "at":
        return i
    if low[i + 1] == "noon" or _is_hour(low[i + 1]):
        return i + 2
    if low[i + 1 : i + 3] == ["the", "latest"]:
        return i + 3
    return i


def _parse_from_number(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`2026-11-30`, `12/4`, `30 nov`, `30th of november`, `30-nov`, `the 15th`."""
    word = words.low[i]
    iso = _ISO.fullmatch(word)
    if iso:
        day = day_arithmetic.make_day(int(iso[1]), int(iso[2]), int(iso[3]))
        return ParsedDay(day, i + 1)
    numeric = _NUMERIC.fullmatch(word)
    if numeric:
        return _parse_numeric(numeric, words, i, context)
    number = _DAY_NUMBER.fullmatch(word)
    if number is None:
        return _parse_glued(word, i, context)
    return _parse_day_of_month(number, words, i, context)


def _parse_day_of_month(
    number: re.Match[str], words: WordList, i: int, context: DateContext
) -> ParsedDay | None:
    at_month = i + 2 if words.low[i + 1] == "of" else i + 1
    month = _MONTHS.get(words.low[at_month])
    if month:
        year, after = _parse_year(words, at_month + 1)
        return ParsedDay(_day_of_year(year, month, int(number[1]), context), after)
    if number[2]:
        # A bare `30` counts something, `30th` is a day of this month or the next.
        day = day_arithmetic.next_day_of_month(int(number[1]), context.today)
        return ParsedDay(day, i + 1)
    return None


def _parse_glued(word: str, i: int, context: DateContext) -> ParsedDay | None:
    """`30-nov`, `30-nov-26`, `30nov`."""
    match = _GLUED.fullmatch(word)
    month = _MONTHS.get(match[2]) if match else None
    if match is None or month is None:
        return None
    day = _day_of_year(_full_year(match[3]), month, int(match[1]), context)
    return ParsedDay(day, i + 1)


def _parse_numeric(
    match: re.Match[str], words: WordList, i: int, context: DateContext
) -> ParsedDay | None:
    """`12/4` by locale, `30.11.` always day first."""
    first, second = int(match[1]), int(match[3])
    slashed = match[2] == "/"
    if not words.gaps[i + 1] and words.low[i + 1] in _COUNTED:
        return None  # `3.5 pts` and `1/2 price` are no dates
    if not slashed and not match[4]:
        is_month = len(match[3]) == 2 and second <= 12
        if not is_month:
            # `1.5` and `99.9` are figures.
            return None
    day, month = first, second
    if context.month_first and slashed:
        day, month = second, first
    if month > 12 >= day:
        # `30/11` in the United States can only be meant the other way round.
        day, month = month, day
    return ParsedDay(_day_of_year(_full_year(match[4]), month, day, context), i + 1)


def _parse_from_month(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`nov 30`, `nov 30th 2026`; `jan` and `jan 2027` are their last day."""
    month = _MONTHS[words.low[i]]
    number = _DAY_NUMBER.fullmatch(words.low[i + 1])
    # `jan, 5 seats` is the end of January; the full stop of `Nov. 30` separates nothing.
    if number and words.gaps[i + 1] in ("", "."):
        day = int(number[1])
        if number[2] or day <= 31:
            year, after = _parse_year(words, i + 2)
            return ParsedDay(_day_of_year(year, month, day, context), after)
    return _end_of_month(month, words, i + 1, context)


def _end_of_month(month: int, words: WordList, i: int, context: DateContext) -> ParsedDay:
    """The last day of a month; word `i` may be its year."""
    year, after = _parse_year(words, i)
    if year is None:
        return ParsedDay(day_arithmetic.end_of_next_such_month(month, context.today), after)
    return ParsedDay(day_arithmetic.end_of_month(year, month), after)


def _parse_weekday(words: WordList, i: int, context: DateContext) -> ParsedDay:
    """The coming one; a date typed after it wins (`fri 27 nov`)."""
    following = words.low[i + 1]
    if following[:1].isdigit() or following in _MONTHS:
        dated = _parse_plain_day(words, i + 1, context)
        if dated is not None:
            return dated
    weekday = _WEEKDAYS[words.low[i]]
    return ParsedDay(day_arithmetic.next_weekday(weekday, context.today), i + 1)


def _parse_from_end(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`end of jan`, `end jan`, `end of next week`, `end of q1`, `end of the year`."""
    low = words.low
    at = words.skip(i + 1, _AFTER_END)
    ahead = int(low[at] == "next")
    at += ahead
    if low[at] in _PERIODS:
        return ParsedDay(_end_of_period(low[at], context, ahead), at + 1)
    if low[at] in _MONTHS:
        return _end_of_month(_MONTHS[low[at]], words, at + 1, context)
    quarter = _QUARTER.fullmatch(low[at])
    return _end_of_quarter(quarter, words, at, context) if quarter else None


_AFTER_END = _WORDS.words("after_end")


def _parse_from_mid(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    month = _MONTHS.get(words.low[i + 1])
    return ParsedDay(_day_of_year(None, month, 15, context), i + 2) if month else None


def _parse_from_next(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`next fri`: that day of the week after this one."""
    word = words.low[i + 1]
    if word in _WEEKDAYS:
        day = day_arithmetic.weekday_of_next_week(_WEEKDAYS[word], context.today)
        return ParsedDay(day, i + 2)
    if word in _PERIODS:
        return ParsedDay(_end_of_period(word, context, 1), i + 2)
    return None


def _parse_from_this(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    word = words.low[i + 1]
    if word in _WEEKDAYS:
        return _parse_weekday(words, i + 1, context)
    if word in _PERIODS:
        return ParsedDay(_end_of_period(word, context), i + 2)
    return None


def _parse_named_day(words: WordList, i: int, context: DateContext) -> ParsedDay:
    name = _NAMED_DAYS[words.low[i]]
    return ParsedDay(_DAY_BY_NAME[name](context.today), i + 1)


def _parse_hyphened(word: str, i: int, context: DateContext) -> ParsedDay | None:
    """`end-jan`, `mid-jan`, `month-end`, `year-end`."""
    head, _, tail = word.partition("-")
    if head == "end" and tail in _MONTHS:
        end = day_arithmetic.end_of_next_such_month(_MONTHS[tail], context.today)
        return ParsedDay(end, i + 1)
    if head == "mid" and tail in _MONTHS:
        return ParsedDay(_day_of_year(None, _MONTHS[tail], 15, context), i + 1)
    if tail == "end" and head in _PERIODS_WITH_END:
        return ParsedDay(_end_of_period(head, context), i + 1)
    return None


def _parse_period_end(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`month end`, `year end`, `quarter end`."""
    if words.low[i + 1] != "end":
        return None
    return ParsedDay(_end_of_period(words.low[i], context), i + 2)


def _end_of_period(word: str, context: DateContext, ahead: int = 0) -> date:
    """The last day of this period or of one `ahead`, by the calendar; a week ends on Friday."""
    return _END_OF_PERIOD[_PERIODS[word]](context.today, ahead)


def _end_of_quarter(
    match: re.Match[str], words: WordList, i: int, context: DateContext
) -> ParsedDay:
    month = int(match[1]) * 3
    year = _full_year(match[2])
    if year is None:
        return _end_of_month(month, words, i + 1, context)
    return ParsedDay(day_arithmetic.end_of_month(year, month), i + 1)


def _parse_year(words: WordList, i: int) -> tuple[int | None, int]:
    """The year at word `i` and the word after it. Two digits are a year only after an apostrophe: in `jan 26 seats`
    they count something."""
    word, gap = words.low[i], words.gaps[i]
    match = _YEAR.fullmatch(word)
    if match is None or gap not in ("", ",", ".", "'"):
        return None, i
    has_apostrophe = word[0] == "'" or gap == "'"
    if len(match[1]) == 2 and not has_apostrophe:
        return None, i
    return _full_year(match[1]), i + 1


def _full_year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _day_of_year(year: int | None, month: int, day: int, context: DateContext) -> date | None:
    """That day of the year named, or the next one to come."""
    if year is None:
        return day_arithmetic.next_day_of_year(month, day, context.today)
    return day_arithmetic.make_day(year, month, day)


_DayParser = Callable[[WordList, int, DateContext], ParsedDay | None]
_PARSERS: dict[str, _DayParser] = {
    **dict.fromkeys(_NAMED_DAYS, _parse_named_day),
    **dict.fromkeys(_MONTHS, _parse_from_month),
    **dict.fromkeys(_WEEKDAYS, _parse_weekday),
    **dict.fromkeys(_PERIODS_WITH_END, _parse_period_end),
    **dict.fromkeys(_WORDS.words("next"), _parse_from_next),
    **dict.fromkeys(_WORDS.words("this"), _parse_from_this),
    "end": _parse_from_end,
    "mid": _parse_from_mid,
}
