"""Days by their names and by periods: `fri`, `Tuesday next week`, `the day after tomorrow`, `end of jan`, `KW 50`."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from bot.language import day_arithmetic
from bot.language.dates import (
    MONTHS,
    ORDINALS,
    DateContext,
    ParsedDay,
    day_of_year,
    end_of_month,
    full_year,
    is_number_of_day,
    parse_from_month,
    parse_from_number,
    parse_number_of_month,
    parse_number_of_weekday,
    parse_ordinal,
    parse_year,
)
from bot.language.phrase_index import PhraseIndex
from bot.language.spelled_numbers import parse_count
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("days")
WEEKDAYS = _WORDS.numbers("weekdays")
_PERIODS = _WORDS.meanings("periods")
_NAMED_DAYS = _WORDS.meanings("named_days")
NEXT = _WORDS.words("next")
THIS = _WORDS.words("this")
_LAST = _WORDS.words("last")
_FIRST = _WORDS.words("first")
_AFTER_EDGE = _WORDS.words("after_edge") | {"the"}
_START, _MID, _END = _WORDS.words("start"), _WORDS.words("mid"), _WORDS.words("end")
_LEADING = _WORDS.words("leading")
_AFTER = _WORDS.words("after")
_IN = frozenset({"in"})
_STARTS_BEFORE = _WORDS.words("starts_before")
_WORKING = _WORDS.words("working")
_FISCAL = _WORDS.words("fiscal")
_FORTNIGHT = _WORDS.words("fortnight")
_WEEK_NUMBERS = _WORDS.words("week_numbers")
_WEEK_OF = _WORDS.words("week_of")
_PERIODS_WITH_END = _WORDS.words("periods_with_end")
WEEK_WORDS = frozenset(word for word, period in _PERIODS.items() if period == "week")
_WEEKS = frozenset(word for word, days in _WORDS.numbers("counted_days").items() if days == 7)
HYPHENED_HEADS = _PERIODS_WITH_END | _END | _MID | _START
"""Words that begin a day with a hyphen in it: `end-jan`, `mid-jan`, `year-end`."""

_QUARTER = re.compile(r"q([1-4])(?:[/'-]?(\d{4}|\d{2}))?|([1-4])q(?:[/'-]?(\d{4}|\d{2}))?")
_HALF_YEAR = re.compile(r"h([12])(?:[/'-]?(\d{4}|\d{2}))?")
_NUMBERED_WEEK = re.compile(r"(?:kw|cw|wk|w)\.?(\d{1,2})(?:[/'-](\d{4}|\d{2}))?")
_WEEK_NUMBER = re.compile(r"(\d{1,2})(?:[/-](\d{4}|\d{2}))?")
_YEAR = re.compile(r"20\d\d")
_FISCAL_YEAR = re.compile(r"(?:fy|gj)'?\d{2,4}")

_Period = Callable[[date, int], date]
_END_OF_PERIOD: dict[str, _Period] = {
    "day": day_arithmetic.day_ahead,
    "week": day_arithmetic.end_of_week,
    "month": day_arithmetic.end_of_this_month,
    "quarter": day_arithmetic.end_of_quarter,
    "half": day_arithmetic.end_of_half,
    "year": day_arithmetic.end_of_year,
}
_MONTHS_OF_PERIOD = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DAY_BY_NAME: dict[str, Callable[[date], date]] = {
    "today": day_arithmetic.day_ahead,
    "tomorrow": partial(day_arithmetic.day_ahead, ahead=1),
    "day_after_tomorrow": partial(day_arithmetic.day_ahead, ahead=2),
    "yesterday": partial(day_arithmetic.day_ahead, ahead=-1),
    "day_before_yesterday": partial(day_arithmetic.day_ahead, ahead=-2),
    "end_of_week": day_arithmetic.end_of_week,
    "end_of_month": day_arithmetic.end_of_this_month,
    "end_of_quarter": day_arithmetic.end_of_quarter,
    "end_of_year": day_arithmetic.end_of_year,
    "christmas": partial(day_arithmetic.next_fixed_day, month=12, day=25),
    "christmas_eve": partial(day_arithmetic.next_fixed_day, month=12, day=24),
    "boxing_day": partial(day_arithmetic.next_fixed_day, month=12, day=26),
    "saint_nicholas": partial(day_arithmetic.next_fixed_day, month=12, day=6),
    "halloween": partial(day_arithmetic.next_fixed_day, month=10, day=31),
    "new_year": day_arithmetic.new_year,
    "start_of_year": day_arithmetic.new_year,
    "thanksgiving": day_arithmetic.thanksgiving,
    "black_friday": day_arithmetic.black_friday,
    "good_friday": partial(day_arithmetic.easter, days_after=-2),
    "easter": day_arithmetic.easter,
    "easter_monday": partial(day_arithmetic.easter, days_after=1),
    "pentecost": partial(day_arithmetic.easter, days_after=49),
    "mid_month": day_arithmetic.middle_of_month,
    "mid_week": day_arithmetic.middle_of_week,
    "start_of_month": day_arithmetic.start_of_next_month,
}


def _collect_names() -> dict[PhraseIndex, str]:
    table = word_table("named_days")
    return {PhraseIndex(table.phrases(name)): name for part in table.tables for name in part}


_NAMES = _collect_names()
_NAME_STARTS = frozenset[str]().union(*(names.first_words for names in _NAMES))


def may_begin_phrase(word: str) -> bool:
    """Whether a day may begin with a word that is no number."""
    if word in _PARSERS or word in _NAME_STARTS:
        return True
    if word[:1] in "qhwkc" and word[-1:].isdigit():
        return True
    return word.partition("-")[0] in HYPHENED_HEADS


def parse_anchor(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """A day without an hour before it and without a distance to it; None where word `i` begins none."""
    word = words.low[i]
    if word in _NAME_STARTS:
        named = _parse_long_name(words, i, context)
        if named is not None:
            return named
    parser = _PARSERS.get(word)
    if parser is not None:
        return parser(words, i, context)
    if word[:1].isdigit():
        quarter = _parse_quarter(words, i, context) if word[1:2] == "q" else None
        return quarter or parse_from_number(words, i, context)
    if word[-1:].isdigit():
        numbered = _parse_quarter(words, i, context) or _parse_glued_week(words, i, context)
        if numbered is not None:
            return numbered
    return _parse_hyphened(word, i, context)


def _parse_long_name(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`new year's eve`, the longest name that fits."""
    best: ParsedDay | None = None
    for names, name in _NAMES.items():
        after = names.find_end(words, i)
        if after > i and (best is None or after > best.after):
            best = ParsedDay(_DAY_BY_NAME[name](context.today), after)
    return best


def _parse_named_day(words: WordList, i: int, context: DateContext) -> ParsedDay:
    """`tomorrow`, `eow`, `xmas`; `tomorrow week` is a week later."""
    name = _NAMED_DAYS[words.low[i]]
    day = _DAY_BY_NAME[name](context.today)
    # `eow next week`
    period = name.removeprefix("end_of_")
    if words.low[i + 1] in NEXT and _PERIODS.get(words.low[i + 2]) == period != name:
        return ParsedDay(_END_OF_PERIOD[period](context.today, 1), i + 3)
    if name in ("today", "tomorrow"):
        weeks, after = _parse_weeks_on(words, i + 1)
        if weeks:
            return ParsedDay(day_arithmetic.day_ahead(day, 7 * weeks), after)
    return ParsedDay(day, i + 1)


def _parse_weekday(words: WordList, i: int, context: DateContext) -> ParsedDay:
    """The coming one, unless a date or a week follows: `fri 27 nov`, `Monday the 7th`, `Tuesday next week`."""
    weekday = WEEKDAYS[words.low[i]]
    return (
        _parse_date_of_weekday(words, i + 1, weekday, context)
        or _parse_week_of_weekday(words, i + 1, weekday, context)
        or ParsedDay(day_arithmetic.next_weekday(weekday, context.today), i + 1)
    )


def _parse_date_of_weekday(
    words: WordList, i: int, weekday: int, context: DateContext
) -> ParsedDay | None:
    """The date typed after a weekday; after a comma only where it is that weekday: `Friday, 4 Dec`."""
    gap = words.gaps[i]
    if gap not in ("", ".", ",", "("):
        return None
    at = words.skip(i, _LEADING)
    following = words.low[at]
    dated: ParsedDay | None = None
    if following[:1].isdigit():
        dated = _parse_date_on(words, at, weekday, context)
    elif following in MONTHS:
        dated = parse_from_month(words, at, context)
    is_apart = gap in (",", "(")
    has_month = dated is not None and (dated.after > at + 1 or not is_number_of_day(following))
    if not has_month and not is_apart:
        return parse_number_of_weekday(words, i, weekday, context) or dated
    if is_apart and (dated is None or dated.day is None or dated.day.weekday() != weekday):
        return None
    return dated


def _parse_date_on(words: WordList, i: int, weekday: int, context: DateContext) -> ParsedDay | None:
    """A date in digits. Where it is not that weekday with the month first, or last, but is the other way round, it is
    meant so: `Fri 4/12`."""
    dated = parse_from_number(words, i, context)
    if dated is None or (dated.day is not None and dated.day.weekday() == weekday):
        return dated
    other_way = replace(context, month_first=not context.month_first)
    turned = parse_from_number(words, i, other_way)
    if turned is None or turned.day is None or turned.day.weekday() != weekday:
        return dated
    return turned


def _parse_week_of_weekday(
    words: WordList, i: int, weekday: int, context: DateContext
) -> ParsedDay | None:
    """What follows a weekday and says in which week it is."""
    low, today = words.low, context.today
    if words.gaps[i]:
        return None
    at = words.skip(i, _AFTER_EDGE - THIS)
    ahead = _week_ahead(low[at])
    if ahead is not None and low[at + 1] in WEEK_WORDS:
        return ParsedDay(day_arithmetic.weekday_of_week(weekday, today, ahead), at + 2)
    week = _parse_numbered_week(words, at, weekday, context)
    if week is not None:
        return week
    if low[i] in _AFTER and low[i + 1] in NEXT:
        after = i + 3 if low[i + 2] in WEEK_WORDS else i + 2
        return ParsedDay(day_arithmetic.weekday_of_week(weekday, today, 2), after)
    # `friday next`, but not `friday next steps`
    if low[i] in NEXT and (words.gaps[i + 1] or not low[i + 1]):
        return ParsedDay(day_arithmetic.weekday_of_week(weekday, today, 1), i + 1)
    weeks, after = _parse_weeks_on(words, i)
    if not weeks:
        return None
    first = day_arithmetic.weekday_from(weekday, today)
    return ParsedDay(day_arithmetic.day_ahead(first, 7 * weeks), after)


def _week_ahead(word: str) -> int | None:
    if word in NEXT:
        return 1
    if word in THIS:
        return 0
    return -1 if word in _LAST else None


def _parse_weeks_on(words: WordList, i: int) -> tuple[int, int]:
    """How many weeks on `week`, `fortnight` or `in two weeks` after a day is, and the word after it; 0 for none."""
    low = words.low
    if words.gaps[i]:
        return 0, i
    if low[i] in WEEK_WORDS and not low[i + 1][:1].isdigit():
        return 1, i + 1
    if low[i] in _FORTNIGHT:
        return 2, i + 1
    count = parse_count(words, i + 1) if low[i] in _IN else None
    if count is None or low[count.after] not in _WEEKS:
        return 0, i
    return int(count.value), count.after + 1


def _parse_next(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`next fri`: that day of the week after this one; `next month 12th`, `next week tuesday`."""
    return _parse_shifted(words, i + 1, 1, context)


def _parse_this(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    at = words.skip(i + 1, THIS)
    if words.low[at] in WEEKDAYS:
        return _parse_weekday(words, at, context)
    return _parse_shifted(words, at, 0, context)


def _parse_shifted(words: WordList, i: int, ahead: int, context: DateContext) -> ParsedDay | None:
    """The weekday, the month or the end of the period at `i`, so many of them ahead."""
    word, today = words.low[i], context.today
    if words.gaps[i]:
        return None
    if word in WEEKDAYS:
        dated = _parse_date_of_weekday(words, i + 1, WEEKDAYS[word], context)
        day = day_arithmetic.weekday_of_week(WEEKDAYS[word], today, ahead)
        return dated or ParsedDay(day, i + 1)
    if word in MONTHS:
        return parse_from_month(words, i, context)
    period = _PERIODS.get(word)
    if period is None:
        return None
    if period == "week":
        at = words.skip(i + 1, _AFTER_EDGE)
        if words.low[at] in WEEKDAYS and not words.gaps[i + 1]:
            weekday = WEEKDAYS[words.low[at]]
            return ParsedDay(day_arithmetic.weekday_of_week(weekday, today, ahead), at + 1)
    if period == "month":
        dated = parse_number_of_month(words, i + 1, ahead, context)
        if dated is not None:
            return dated
    return ParsedDay(_END_OF_PERIOD[period](today, ahead), i + 1)


def _parse_last(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`last friday`, `last week` (a week ago), `last month`; `last day of jan`, `last friday of the month`."""
    low, today = words.low, context.today
    of_period = _parse_first_or_last(words, i, context, is_last=True)
    if of_period is not None or words.gaps[i + 1]:
        return of_period
    word = low[i + 1]
    if word in WEEKDAYS:
        dated = _parse_date_of_weekday(words, i + 2, WEEKDAYS[word], context)
        day = day_arithmetic.last_weekday_before(WEEKDAYS[word], today)
        return dated or ParsedDay(day, i + 2)
    period = _PERIODS.get(word)
    if period == "week":
        at = words.skip(i + 2, _AFTER_EDGE)
        if low[at] in WEEKDAYS and not words.gaps[i + 2]:
            return ParsedDay(day_arithmetic.weekday_of_week(WEEKDAYS[low[at]], today, -1), at + 1)
        return ParsedDay(day_arithmetic.day_ahead(today, -7), i + 2)
    if period in _MONTHS_OF_PERIOD:
        return ParsedDay(day_arithmetic.add_months(today, -_MONTHS_OF_PERIOD[period]), i + 2)
    return None


def _parse_first(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    return _parse_first_or_last(words, i, context, is_last=False)


def _parse_first_or_last(
    words: WordList, i: int, context: DateContext, *, is_last: bool
) -> ParsedDay | None:
    """`last working day of the month`, `first monday in december`, `first of next month`."""
    low = words.low
    at = words.skip(i + 1, _WORKING)
    weekday = WEEKDAYS.get(low[at])
    names_day = weekday is not None or _PERIODS.get(low[at]) == "day"
    if names_day:
        at += 1
    if at == i + 1 and is_last:
        return None
    edge = words.skip(at, _AFTER_EDGE - THIS)
    if edge == at or words.gaps[at]:
        return None
    span = _parse_span(words, edge, context)
    if span is None:
        return None
    first, last, after = span
    if weekday is not None and is_last:
        day = day_arithmetic.last_weekday_before(weekday, day_arithmetic.day_ahead(last, 1))
    elif weekday is not None:
        day = day_arithmetic.weekday_from(weekday, first)
    elif not _WORKING.isdisjoint(low[i + 1 : at]):
        day = (
            day_arithmetic.last_working_day(last)
            if is_last
            else day_arithmetic.first_working_day(first)
        )
    else:
        day = last if is_last else first
    return ParsedDay(day, after)


def _parse_end(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`end of jan`, `end jan`, `end of next week`, `end of q1`, `end of the year`, `end of KW 2`."""
    at = _skip_to_period(words, i)
    if _PERIODS.get(words.low[at]) == "day":
        # `end of day friday`
        named = parse_anchor(words, words.skip(at + 1, _AFTER_EDGE), context)
        return named or ParsedDay(context.today, at + 1)
    week = _parse_numbered_week(words, at, day_arithmetic.FRIDAY, context)
    if week is not None:
        return week
    span = _parse_span(words, at, context)
    return ParsedDay(span[1], span[2]) if span is not None else None


def _parse_mid(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`mid jan`, `middle of next month`, `mid next week`."""
    at = _skip_to_period(words, i)
    week = _parse_numbered_week(words, at, day_arithmetic.WEDNESDAY, context)
    if week is not None:
        return week
    span = _parse_span(words, at, context)
    return None if span is None else ParsedDay(_middle_of(span[0], span[1], context), span[2])


def _middle_of(first: date, last: date, context: DateContext) -> date:
    """Wednesday of a week, the 15th of a month or of the middle month of a quarter, 30 June."""
    days = (last - first).days
    if days < 7:
        return day_arithmetic.day_ahead(first, 2)
    if days < 32:
        middle = first.replace(day=15)
        has_passed = middle < context.today and last >= context.today
        return day_arithmetic.add_months(middle, 1) if has_passed else middle
    if days < 100:
        return day_arithmetic.add_months(first, 1).replace(day=15)
    return day_arithmetic.end_of_this_month(first, 5 if days > 200 else 2)


def names_start(words: WordList, i: int) -> bool:
    """`start in January`: something that begins then, where `start of January` is only a day."""
    return words.low[i] in _START and words.low[i + 1] in _STARTS_BEFORE


def _parse_start(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`beginning of next week`, `start of january`, `start of the month`: its first day, the next one to come."""
    at = _skip_to_period(words, i)
    week = _parse_numbered_week(words, at, day_arithmetic.MONDAY, context)
    if week is not None:
        return week
    span = _parse_span(words, at, context)
    if span is None:
        return None
    first, last, after = span
    if first < context.today <= last:
        first = day_arithmetic.day_ahead(last, 1)
    return ParsedDay(first, after)


def _skip_to_period(words: WordList, i: int) -> int:
    return words.skip(i + 1, _AFTER_EDGE - THIS)


def _parse_span(words: WordList, i: int, context: DateContext) -> tuple[date, date, int] | None:
    """The first and the last day of the period that begins at `i` (`next week`, `january 2027`, `q1`, `2027`), and the
    word after it. Weeks end on Friday."""
    low, today = words.low, context.today
    ahead = 0
    at = i
    if low[at] in NEXT:
        ahead, at = 1, at + 1
    elif low[at] in THIS:
        at += 1
    at = words.skip(at, _AFTER_EDGE - THIS)
    period = _PERIODS.get(low[at])
    if period == "day" or words.gaps[at]:
        return None
    if period is not None:
        if low[at + 1] in _FISCAL:
            return None
        # `end of the month after next`
        if low[at + 1] in _AFTER and low[at + 2] in NEXT:
            last = _END_OF_PERIOD[period](today, 2)
            return _first_of_span(last, period), last, at + 3
        last = _END_OF_PERIOD[period](today, ahead)
        return _first_of_span(last, period), last, at + 1
    if low[at] in MONTHS:
        month = end_of_month(MONTHS[low[at]], words, at + 1, context)
        return (month.day.replace(day=1), month.day, month.after) if month.day else None
    quarter = _parse_quarter(words, at, context)
    if quarter is not None and quarter.day is not None:
        months = 6 if low[at][0] == "h" else 3
        first = day_arithmetic.add_months(quarter.day.replace(day=1), 1 - months)
        return first, quarter.day, quarter.after
    if _YEAR.fullmatch(low[at]):
        year = int(low[at])
        return date(year, 1, 1), date(year, 12, 31), at + 1
    return None


def _first_of_span(last: date, period: str) -> date:
    if period == "week":
        return day_arithmetic.day_ahead(last, -4)
    return day_arithmetic.add_months(last.replace(day=1), 1 - _MONTHS_OF_PERIOD[period])


def _parse_hyphened(word: str, i: int, context: DateContext) -> ParsedDay | None:
    """`end-jan`, `mid-jan`, `month-end`, `year-end`."""
    head, _, tail = word.partition("-")
    if head in _END and tail in MONTHS:
        end = day_arithmetic.end_of_next_such_month(MONTHS[tail], context.today)
        return ParsedDay(end, i + 1)
    if head in _MID and tail in MONTHS:
        return ParsedDay(day_of_year(None, MONTHS[tail], 15, context), i + 1)
    if head in _MID and tail in WEEK_WORDS:
        return ParsedDay(day_arithmetic.middle_of_week(context.today), i + 1)
    if head in _MID and _PERIODS.get(tail) == "month":
        return ParsedDay(day_arithmetic.middle_of_month(context.today), i + 1)
    span = _parse_span(WordList.of(tail), 0, context) if tail[-1:].isdigit() else None
    if span is not None and head in _END:
        return ParsedDay(span[1], i + 1)
    if span is not None and head in _MID:
        return ParsedDay(_middle_of(span[0], span[1], context), i + 1)
    if tail in _END and head in _PERIODS_WITH_END:
        return ParsedDay(_END_OF_PERIOD[_PERIODS[head]](context.today, 0), i + 1)
    return None


def _parse_period(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`month end`, `year end`; `week 50`, `KW 50`, `the week of 7 Dec`, `the week after next`."""
    low = words.low
    if low[i + 1] in _END and low[i] in _PERIODS and not words.gaps[i + 1]:
        return ParsedDay(_END_OF_PERIOD[_PERIODS[low[i]]](context.today, 0), i + 2)
    if low[i] not in WEEK_WORDS | _WEEK_NUMBERS:
        return None
    week = _parse_numbered_week(words, i, day_arithmetic.FRIDAY, context)
    if week is not None:
        return week
    if low[i + 1] in _AFTER and low[i + 2] in NEXT:
        return ParsedDay(day_arithmetic.end_of_week(context.today, 2), i + 3)
    if low[i + 1] not in _WEEK_OF:
        return None
    found = parse_anchor(words, words.skip(i + 2, _AFTER_EDGE), context)
    if found is None or found.day is None:
        return None
    friday = day_arithmetic.weekday_of_week(day_arithmetic.FRIDAY, found.day, 0)
    return ParsedDay(friday, found.after)


def _parse_calendar(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """`calendar week 50`."""
    return _parse_numbered_week(words, i + 1, day_arithmetic.FRIDAY, context)


def _parse_numbered_week(
    words: WordList, i: int, weekday: int, context: DateContext
) -> ParsedDay | None:
    """A weekday of `week 50`, `KW 50 2027`, `kw50`, `wk 2/27`."""
    low = words.low
    if words.gaps[i]:
        return None
    number = _WEEK_NUMBER.fullmatch(low[i + 1]) if low[i] in _WEEK_NUMBERS else None
    glued = _NUMBERED_WEEK.fullmatch(low[i]) if number is None else None
    found = number or glued
    if found is None or (words.gaps[i + 1] not in ("", ".") and number is not None):
        return None
    after = i + 2 if number is not None else i + 1
    year = full_year(found[2])
    if year is None:
        year, after = parse_year(words, after)
    day = day_arithmetic.weekday_of_numbered_week(weekday, int(found[1]), context.today, year)
    return ParsedDay(day, after)


def _parse_glued_week(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    return _parse_numbered_week(words, i, day_arithmetic.FRIDAY, context)


def _parse_quarter(words: WordList, i: int, context: DateContext) -> ParsedDay | None:
    """The end of `q1`, `1Q27`, `h1 2027`. A fiscal one is no date, since nobody knows when that year begins."""
    low = words.low
    quarter, half = _QUARTER.fullmatch(low[i]), _HALF_YEAR.fullmatch(low[i])
    if quarter is not None:
        month = int(quarter[1] or quarter[3]) * 3
        year = full_year(quarter[2] or quarter[4])
    elif half is not None:
        month, year = int(half[1]) * 6, full_year(half[2])
    else:
        return None
    following = low[i + 1]
    is_fiscal = following in _FISCAL or _FISCAL_YEAR.fullmatch(following) is not None
    if is_fiscal or (i and low[i - 1] in _FISCAL):
        return None
    if year is None:
        ahead = _week_ahead(following)
        if ahead and _PERIODS.get(low[i + 2]) == "year":
            day = day_arithmetic.end_of_month(context.today.year + ahead, month)
            return ParsedDay(day, i + 3)
        return end_of_month(month, words, i + 1, context)
    return ParsedDay(day_arithmetic.end_of_month(year, month), i + 1)


_DayParser = Callable[[WordList, int, DateContext], ParsedDay | None]
_PARSERS: dict[str, _DayParser] = {
    **dict.fromkeys(_PERIODS_WITH_END | _WEEK_NUMBERS, _parse_period),
    "calendar": _parse_calendar,
    **dict.fromkeys(_NAMED_DAYS, _parse_named_day),
    **dict.fromkeys(MONTHS, parse_from_month),
    **dict.fromkeys(WEEKDAYS, _parse_weekday),
    **dict.fromkeys(NEXT, _parse_next),
    **dict.fromkeys(THIS, _parse_this),
    **dict.fromkeys(_LAST, _parse_last),
    **dict.fromkeys(_FIRST, _parse_first),
    **dict.fromkeys(_END, _parse_end),
    **dict.fromkeys(_MID, _parse_mid),
    **dict.fromkeys(_START, _parse_start),
    **dict.fromkeys(ORDINALS, parse_ordinal),
}
