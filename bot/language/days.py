"""Days as people type them: `30 nov`, `next fri`, `5pm Thu CET`, `two days before Christmas`, `two weeks ago`."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bot.language import day_arithmetic
from bot.language.dates import (
    AFTER_DAY_NUMBER,
    DateContext,
    ParsedDay,
    date_context,
    may_begin_date,
)
from bot.language.day_phrases import WEEKDAYS, may_begin_phrase, parse_anchor
from bot.language.spelled_numbers import parse_count
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

__all__ = [
    "DEADLINE_WORDS",
    "DateContext",
    "ParsedDay",
    "date_context",
    "parse_day",
    "parse_days_ahead",
    "parse_distance",
]

_WORDS = word_table("days")
_LEADING = _WORDS.words("leading")
_EACH = _WORDS.words("each")
_MOST_LEADING = 3
"""Words such as `around the` before a day."""

_CLOSES = _WORDS.words("closes")
_CLOSED_THINGS = _WORDS.words("closed_things")
_CLOCK_WORDS = _WORDS.words("clock_words")
_HOUR_WORDS = _WORDS.words("hour_words")
_AT_HOUR = _WORDS.words("at_hour")
_ZONES = _WORDS.words("zones")
_WORKING = _WORDS.words("working")
_COUPLE = _WORDS.words("couple")
_BEFORE, _AFTER = _WORDS.words("before"), _WORDS.words("after")
_FROM, _NOW = _WORDS.words("from"), _WORDS.words("now")
_AGO, _HENCE = _WORDS.words("ago"), _WORDS.words("hence")
_TO_ANCHOR = _WORDS.words("to_anchor")
_COUNTED_DAYS = _WORDS.numbers("counted_days")
_COUNTED_MONTHS = _WORDS.numbers("counted_months")
_COUNTED = _COUNTED_DAYS.keys() | _COUNTED_MONTHS.keys()
_LONGEST_COUNT = 3
"""Digits of the longest number that is a count; dates in one number have eight."""
_BEHIND_COUNT = _COUNTED | _COUPLE | _WORKING
_BEHIND_DAY_OR_HOUR = AFTER_DAY_NUMBER | _HOUR_WORDS
"""What may stand behind the number of a day or an hour: `4 nov`, `5 pm`."""
DEADLINE_WORDS = _WORDS.words("deadlines")
"""Words that are a deadline even without `by`."""

_OF_A_DAY = r"(?:[01]?\d|2[0-4])"
"""`48h` is no hour, but how long."""
_CLOCK = re.compile(rf"{_OF_A_DAY}(?:[:.]\d{{2}})?(?:am|pm|h)|{_OF_A_DAY}:\d{{2}}")
_HOUR = re.compile(rf"{_OF_A_DAY}(?:[:.]\d{{2}})?")


class Distance(NamedTuple):
    """So many days or months, and the word after them; `working` where only Monday to Friday count."""

    days: int
    months: int
    working: bool
    after: int

    def shift(self, day: date, *, back: bool) -> date:
        """The day that far after that day, or before it."""
        sign = -1 if back else 1
        if self.months:
            return day_arithmetic.add_months(day, sign * self.months)
        if self.working:
            return day_arithmetic.add_working_days(day, sign * self.days)
        return day_arithmetic.day_ahead(day, sign * self.days)


def parse_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """The day that the words from `i` name, or `None` where they name none."""
    i = _skip_leading(words, i)
    word = words.low[i]
    if not _may_begin_day(word):
        return None
    if word.isdecimal() and _counts_what_follows(words, i):
        # `10 extra seats` names no day, `10 days before Christmas` one at a distance.
        is_distance = words.low[i + 1] in _BEHIND_COUNT
        found = _parse_shifted_day(words, i, context) if is_distance else None
    else:
        found = _parse_shifted_day(words, i, context) or _parse_own_day(words, i, context)
    if found is None:
        return None
    after = _skip_clock(words, found.after)
    if _recurs(words, after):
        return None
    return found if after == found.after else ParsedDay(found.day, after)


def _recurs(words: WordList, i: int) -> bool:
    """`the 5th of each month`, `friday every week`: no day, but many."""
    at = i + 1 if words.low[i] == "of" else i
    is_each = words.low[at] in _EACH and words.low[at + 1] in _COUNTED
    return is_each and words.gaps[i] in ("", ".")


def _skip_leading(words: WordList, i: int) -> int:
    """The word after `around the`; few stand there, and a long line of them costs no time."""
    last = i + _MOST_LEADING
    while i < last and words.low[i] in _LEADING:
        i += 1
    return i


def _parse_own_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """A day that is no distance from another one."""
    related = _parse_related_weekday(words, i, context)
    return related or _parse_close_of_day(words, i, context)


@lru_cache(maxsize=1024)
def _may_begin_day(word: str) -> bool:
    """Whether a day may begin with the word: most words are asked, few do."""
    if not word:
        return False
    if word[0].isdigit():
        return may_begin_date(word) or _CLOCK.fullmatch(word) is not None or word[-1].isdigit()
    if word in _CLOSES or word in _COUNTED or word in _COUPLE:
        return True
    return may_begin_phrase(word) or parse_count(WordList.of(word), 0) is not None


def _counts_what_follows(words: WordList, i: int) -> bool:
    """Whether the number at a word is no day of a month and no hour, by what stands behind it."""
    following = words.low[i + 1]
    if not following or words.gaps[i + 1] or len(words.low[i]) > _LONGEST_COUNT:
        return False
    return following not in _BEHIND_DAY_OR_HOUR


def parse_distance(words: WordList, i: int) -> Distance | None:
    """`3 weeks`, `a week`, `two working days`, `a couple of days`, `a fortnight`, `day`; None where there is none."""
    low = words.low
    count = parse_count(words, i)
    number, at = (int(count.value), count.after) if count is not None else (1, i)
    if low[at] in _COUPLE:
        number, at = 2, at + 1
        at += low[at] == "of"
    is_working = low[at] in _WORKING
    at += is_working
    unit = low[at]
    # Punctuation ends what is counted; the first word may stand after some.
    if unit not in _COUNTED or (at > i and words.gaps[at]):
        return None
    months = _COUNTED_MONTHS.get(unit, 0)
    if months:
        return Distance(0, number * months, working=False, after=at + 1)
    return Distance(number * _COUNTED_DAYS[unit], 0, working=is_working, after=at + 1)


def parse_days_ahead(words: WordList, i: int, today: date) -> ParsedDay | None:
    """`in 2 weeks`, `in a fortnight`, `within ten days`: only after a word that makes it a deadline, since `in 2 weeks`
    alone may be how long a thing takes."""
    if words.low[i] not in ("in", "within"):
        return None
    distance = parse_distance(words, i + 1)
    if distance is None:
        return None
    after = distance.after
    # `in two weeks' time`
    if words.low[after] == "time":
        after += 1
    return ParsedDay(distance.shift(today, back=False), after)


def _parse_shifted_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`two days before Christmas`, `a week from friday`, `3 days from now`, `two weeks ago`, `day after tomorrow`."""
    distance = parse_distance(words, i)
    if distance is None:
        return None
    low, at = words.low, distance.after
    if words.gaps[at]:
        return None
    if low[at] in _AGO:
        return ParsedDay(distance.shift(context.today, back=True), at + 1)
    if low[at] in _HENCE:
        return ParsedDay(distance.shift(context.today, back=False), at + 1)
    is_before, is_from = low[at] in _BEFORE, low[at] in _FROM
    if not (is_before or is_from or low[at] in _AFTER):
        return None
    if is_from and low[at + 1] in _NOW:
        return ParsedDay(distance.shift(context.today, back=False), at + 2)
    anchor = _parse_own_day(words, words.skip(at + 1, _TO_ANCHOR | _LEADING), context)
    if anchor is None or anchor.day is None:
        return anchor
    return ParsedDay(distance.shift(anchor.day, back=is_before), anchor.after)


def _parse_related_weekday(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """A day; a weekday may be that before or after another one (`the friday before Christmas`)."""
    found = parse_anchor(words, i, context)
    weekday = WEEKDAYS.get(words.low[i])
    relation = words.low[i + 1]
    is_before = relation in _BEFORE
    is_related = not words.gaps[i + 1] and (is_before or relation in _AFTER)
    if weekday is None or not is_related:
        return found
    anchor = parse_anchor(words, words.skip(i + 2, _LEADING), context)
    if anchor is None or anchor.day is None:
        return found
    if is_before:
        return ParsedDay(day_arithmetic.last_weekday_before(weekday, anchor.day), anchor.after)
    day = day_arithmetic.next_weekday(weekday, anchor.day)
    return ParsedDay(day, anchor.after)


def _parse_close_of_day(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`cob fri`, `close of business friday`, `5pm fri CET`; a bare `eod` is today."""
    after = _skip_close(words, i)
    if after == i:
        return None
    at = after + 1 if words.low[after] in ("on", "of") else after
    at = words.skip(at, _LEADING)
    found = parse_anchor(words, at, context)
    if found is None:
        return ParsedDay(context.today, after)
    # `5pm Thu CET`
    return ParsedDay(found.day, _skip_zone(words, found.after, i))


def _skip_close(words: WordList, i: int) -> int:
    low = words.low
    if low[i] in ("close", "end"):
        is_close = low[i + 1] == "of" and low[i + 2] in _CLOSED_THINGS
        return i + 3 if is_close else i
    if low[i] in _CLOSES:
        return i + 1
    return _skip_zone(words, _skip_hour(words, i), i)


def _skip_hour(words: WordList, i: int) -> int:
    """The word after `5pm`, `17:00`, `5 pm`, `17 Uhr`; `i` where no hour begins there."""
    word = words.low[i]
    if not word[:1].isdigit():
        return i
    if words.low[i + 1] in _HOUR_WORDS and _HOUR.fullmatch(word):
        return i + 2
    if _CLOCK.fullmatch(word):
        return i + 2 if words.low[i + 1] in _HOUR_WORDS else i + 1
    return i


def _skip_zone(words: WordList, i: int, hour: int) -> int:
    """The word after the zone of an hour that began at `hour`: `5pm CET`, `5pm UK time`."""
    while i > hour and words.low[i] in _ZONES and not words.gaps[i]:
        i += 1
    return i


def is_hour_alone(words: WordList, i: int, context: DateContext) -> bool:
    """Whether an hour begins at a word and nothing after it says of which day: `5am`, `9 am`."""
    after = _skip_clock(words, i)
    return after > i and parse_day(words, after, context) is None


def _skip_clock(words: WordList, i: int) -> int:
    """The word after the hour of a day: `fri 5pm CET`, `fri at noon`, `fri at the latest`."""
    low = words.low
    while words.gaps[i] in ("", "("):
        after = _skip_zone(words, _skip_hour(words, i), i)
        if after == i and low[i] in _CLOCK_WORDS:
            after = i + 1
        if after == i and low[i] in _AT_HOUR:
            after = _skip_at_hour(words, i)
        if after == i:
            return i
        i = after
    return i


def _skip_at_hour(words: WordList, i: int) -> int:
    low = words.low
    if low[i + 1 : i + 3] == ["the", "latest"]:
        return i + 3
    if low[i + 1] in _CLOSES:
        return i + 2
    after = _skip_hour(words, i + 1)
    return _skip_zone(words, after, i + 1) if after > i + 1 else i
