"""Dates as people write them: `30 nov`, `12/4`, `2026-11-30`, `20261231`, `the 15th`, `the 12th of next month`."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.language import day_arithmetic
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("days")
MONTHS = _WORDS.numbers("months")
ORDINALS = _WORDS.numbers("ordinals")
"""Numbers of days in words."""

_COUNTED = _WORDS.words("counted")
_AHEAD = {
    **dict.fromkeys(_WORDS.words("next"), 1),
    **dict.fromkeys(_WORDS.words("this"), 0),
    **dict.fromkeys(_WORDS.words("last"), -1),
}
_MONTH_WORDS = frozenset(
    word for word, period in _WORDS.meanings("periods").items() if period == "month"
)
_LEADING = _WORDS.words("leading") - _WORDS.words("clock_words")
_AFTER_NUMBER = _WORDS.words("after_edge") | {"the"}

AFTER_DAY_NUMBER = MONTHS.keys() | _AFTER_NUMBER | _AHEAD.keys() | {"of"}
"""What may stand behind the number of a day: `4 nov`, `the 4th of next month`."""

_DAY_NUMBER = re.compile(r"(\d{1,2})(st|nd|rd|th)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(20[2-4]\d)(0[1-9]|1[0-2])([0-3]\d)")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_GLUED = re.compile(r"(\d{1,2})-?([a-zäû]{3,9})(?:-(\d{4}|\d{2}))?")
_YEAR = re.compile(r"'?(20\d\d|\d\d)")
# The Philippines write dates as the United States do.
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
    """How a person with this locale types days: month before day in the United States."""
    return DateContext(today, locale.replace("_", "-") in _MONTH_FIRST)


@lru_cache(maxsize=1024)
def may_begin_date(word: str) -> bool:
    """Whether a date may begin with a word that begins with a digit; a year alone is none."""
    if word.isdigit():
        return len(word) < 3 or _COMPACT.fullmatch(word) is not None
    glued = _GLUED.fullmatch(word)
    if glued is not None and glued[2] in MONTHS:
        return True
    # `24-month` is glued to what it counts.
    return any(form.fullmatch(word) for form in (_YEAR_FIRST, _NUMERIC, _DAY_NUMBER))


def parse_ordinal(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`fifth of december`, `the thirtieth`: the number of a day in words, where it can be nothing else."""
    number = _DAY_NUMBER.fullmatch(str(ORDINALS[words.low[i]]))
    return None if number is None else _parse_day_of_month(number, words, i, context)


def is_number_of_day(word: str) -> bool:
    """`7`, `16th`: the number of a day without its month."""
    return _DAY_NUMBER.fullmatch(word) is not None


def parse_from_number(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`2026-11-30`, `20261231`, `12/4`, `30 nov`, `30th of november`, `30-nov`, `the 15th`."""
    word = words.low[i]
    number = _DAY_NUMBER.fullmatch(word)
    if number is not None:
        return _parse_day_of_month(number, words, i, context)
    year_first = _YEAR_FIRST.fullmatch(word) or _COMPACT.fullmatch(word)
    if year_first:
        year, month, day = (int(part) for part in year_first.groups())
        return ParsedDay(day_arithmetic.make_day(year, month, day), i + 1)
    numeric = _NUMERIC.fullmatch(word)
    if numeric:
        return _parse_numeric(numeric, words, i, context)
    return _parse_glued(word, i, context)


def _parse_day_of_month(
    number: re.Match[str], words: WordList, i: int, context: DateContext
) -> ParsedDay | None:
    at_month = i + 2 if words.low[i + 1] == "of" else i + 1
    month = MONTHS.get(words.low[at_month])
    if month:
        year, after = parse_year(words, at_month + 1)
        return ParsedDay(day_of_year(year, month, int(number[1]), context), after)
    of_month = _parse_of_month(words, i + 1, int(number[1]), context)
    if of_month is not None:
        return of_month
    # A bare `30` counts something, `30th` and `the 30` are a day of this month or the next.
    is_ordinal = bool(number[2]) or _follows_article(words, i)
    if is_ordinal and 0 < int(number[1]) < 32:
        day = day_arithmetic.next_day_of_month(int(number[1]), context.today)
        return ParsedDay(day, i + 1)
    return None


def _follows_article(words: WordList, i: int) -> bool:
    """`by the 15`, `bis zum 15.`, where nothing follows that the number could count."""
    is_last = bool(words.gaps[i + 1]) or not words.low[i + 1]
    return i > 0 and is_last and words.low[i - 1] in _LEADING


def _parse_of_month(words: WordList, i: int, number: int, context: DateContext) -> ParsedDay | None:
    """`… of next month`, `… next month`, `… of the month` after the number of a day."""
    at = words.skip(i, _AFTER_NUMBER)
    ahead = _AHEAD.get(words.low[at])
    if ahead is not None and words.low[at + 1] in _MONTH_WORDS:
        day = day_arithmetic.day_of_month_ahead(number, ahead, context.today)
        return ParsedDay(day, at + 2)
    if at > i and words.low[at] in _MONTH_WORDS:
        return ParsedDay(day_arithmetic.next_day_of_month(number, context.today), at + 1)
    return None


def parse_number_of_month(
    words: WordList, i: int, ahead: int, context: DateContext
) -> ParsedDay | None:
    """`12th`, `the 12th`, `on the 12th` after `next month`, which is so many months ahead."""
    at = words.skip(i, _AFTER_NUMBER)
    number = _DAY_NUMBER.fullmatch(words.low[at])
    if number is None or (at == i and not number[2]) or words.gaps[i]:
        return None
    day = day_arithmetic.day_of_month_ahead(int(number[1]), ahead, context.today)
    return ParsedDay(day, at + 1)


def parse_number_of_weekday(
    words: WordList, i: int, weekday: int, context: DateContext
) -> ParsedDay | None:
    """`the 7th`, `16th`, `16` after a weekday; a bare number only where nothing follows that it could count."""
    at = i + 1 if words.low[i] == "the" else i
    number = _DAY_NUMBER.fullmatch(str(ORDINALS.get(words.low[at], words.low[at])))
    if number is None or not 0 < int(number[1]) < 32:
        return None
    is_bare = at == i and not number[2]
    if is_bare and words.low[at + 1] and not words.gaps[at + 1]:
        return None
    day = day_arithmetic.weekday_and_day_of_month(weekday, int(number[1]), context.today)
    return ParsedDay(day, at + 1)


def _parse_glued(word: str, i: int, context: DateContext) -> ParsedDay | None:
    """`30-nov`, `30-nov-26`, `30nov`."""
    match = _GLUED.fullmatch(word)
    month = MONTHS.get(match[2]) if match else None
    if match is None or month is None:
        return None
    day = day_of_year(full_year(match[3]), month, int(match[1]), context)
    return ParsedDay(day, i + 1)


def _parse_numeric(
    match: re.Match[str], words: WordList, i: int, context: DateContext
) -> ParsedDay | None:
    """`12/4` by locale, `30.11.` always day first."""
    first, second = int(match[1]), int(match[3])
    # With a dash only a whole date is one: `10-12` is a range.
    slashed = match[2] == "/" or (match[2] == "-" and match[4] is not None)
    if not words.gaps[i + 1] and words.low[i + 1] in _COUNTED:
        return None  # `3.5 pts` and `1/2 price` are no dates
    if not slashed and not match[4]:
        # `1.5` and `99.9` are figures, `31.1.` is a day.
        is_month = (len(match[3]) == 2 or words.ends_with_stop(i)) and second <= 12
        if not is_month:
            return None
    day, month = first, second
    if context.month_first and slashed:
        day, month = second, first
    if month > 12 >= day:
        # `30/11` in the United States can only be meant the other way round.
        day, month = month, day
    return ParsedDay(day_of_year(full_year(match[4]), month, day, context), i + 1)


def parse_from_month(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`nov 30`, `nov 30th 2026`; `jan` and `jan 2027` are their last day."""
    month = MONTHS[words.low[i]]
    at = i + 2 if words.low[i + 1] == "the" else i + 1
    number = _DAY_NUMBER.fullmatch(words.low[at])
    # `jan, 5 seats` is the end of January; the full stop of `Nov. 30` separates nothing.
    if number and words.gaps[i + 1] in ("", "."):
        day = int(number[1])
        if number[2] or day <= 31:
            year, after = parse_year(words, at + 1)
            return ParsedDay(day_of_year(year, month, day, context), after)
    return end_of_month(month, words, i + 1, context)


def end_of_month(month: int, words: WordList, i: int, context: DateContext) -> ParsedDay:
    """The last day of a month; word `i` may be its year."""
    year, after = parse_year(words, i)
    if year is None:
        return ParsedDay(day_arithmetic.end_of_next_such_month(month, context.today), after)
    return ParsedDay(day_arithmetic.end_of_month(year, month), after)


def parse_year(words: WordList, i: int) -> tuple[int | None, int]:
    """The year at word `i` and the word after it. Two digits are a year only after an apostrophe: in `jan 26 seats`
    they count something."""
    word, gap = words.low[i], words.gaps[i]
    match = _YEAR.fullmatch(word)
    if match is None or gap not in ("", ",", ".", "'"):
        return None, i
    has_apostrophe = word[0] == "'" or gap == "'"
    if len(match[1]) == 2 and not has_apostrophe:
        return None, i
    return full_year(match[1]), i + 1


def full_year(digits: str | None) -> int | None:
    """The year of four digits or two; None for none."""
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def day_of_year(year: int | None, month: int, day: int, context: DateContext) -> date | None:
    """That day of the year named, or the next one to come."""
    if year is None:
        return day_arithmetic.next_day_of_year(month, day, context.today)
    return day_arithmetic.make_day(year, month, day)
