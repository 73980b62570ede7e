"""Readings of measures as people type them: `uptime 99.2`, `tickets 12 on 3 May`, `uptime 98.9 for October`,
`CPI 4.6%`, `correct uptime 99.6 for October`, `uptime 99,6 statt 98,9`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rapidfuzz import fuzz, process

from bot.domain.levels import LevelOutOfBounds
from bot.language.clean import clean_text
from bot.language.day_arithmetic import make_day
from bot.language.days import date_context, parse_day
from bot.language.levels import LevelFound, find_level
from bot.language.patterns import compile_late
from bot.language.periods import ReadPeriod, find_period
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

_WORDS = word_table("measurements")
_MORE = word_table("governance").subtable("readings")
_STANDS_AT = compile_late(rf"(?:^|(?<=\s)){_WORDS.pattern('stands_at')}(?!\S)", re.IGNORECASE)
_ON = compile_late(rf"(?:^|\s){_WORDS.pattern('on')}\s+(?P<day>\S.*)$", re.IGNORECASE)
_FOR_PERIOD = compile_late(rf"(?:^|(?<=\s)){_MORE.pattern('for_period')}\s+(?=\S)", re.IGNORECASE)
_CORRECTS = compile_late(rf"(?<!\w){_MORE.pattern('corrects')}(?!\w)[:,]?", re.IGNORECASE)
_WITHDRAW = compile_late(rf"(?<!\w){_MORE.pattern('withdraw')}(?!\w)", re.IGNORECASE)
_OF_READING = compile_late(rf"^\s*{_MORE.pattern('of_reading')}(?!\w)\s*", re.IGNORECASE)
_INSTEAD_OF = compile_late(rf"[\s,]+{_MORE.pattern('instead_of')}\s+(?=[-−]?\d)", re.IGNORECASE)
_VALUE = re.compile(r"(?<!\S)[-−+]?\d")
_EDGE = " ,;:.=–—"
_ALIKE = 80
"""How alike, of 100, a misspelled name is to the one it is taken for."""


class ReadingFlaw(StrEnum):
    """Why a line tells no reading."""

    NO_NUMBER = "no_number"
    NUMBERS = "numbers"
    """More than one number may be the reading."""
    NO_NAME = "no_name"
    TO_COME = "to_come"
    """Its day or period has not begun."""
    OUT_OF_BOUNDS = "out_of_bounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A measure by the name that was typed, what it stood at, and on which day; `since` where it is that of a whole
    period until then.

    `corrects` where the line says that an earlier reading was wrong: that of `instead_of`, where it names one;
    `withdrawn` where nothing takes its place, and `value` is None. `not_read` are words that went into no field, `flaw`
    says why it tells no reading.
    """

    name: str
    value: Decimal | None = None
    on: date
    unit: str = ""
    since: date | None = None
    corrects: bool = False
    instead_of: Decimal | None = None
    withdrawn: bool = False
    dated: bool = False
    not_read: tuple[str, ...] = ()
    flaw: ReadingFlaw | None = None


def read_measurement(text: str, locale: str, today: date, names: Sequence[str] = ()) -> Measurement:
    """The reading that a line tells. `names` are those of the measures that there are: one of them may stand anywhere
    in the line and be misspelled, any other name stands before its number."""
    text = clean_text(text)
    name, rest = _take_name(text, names)
    read = Measurement(name=name, on=today)
    rest, read = _take_deed(rest, read)
    rest, read = _take_day(rest, read, locale, today)
    if read.flaw is not None:
        return read
    try:
        return _read_value(rest, read, locale)
    except LevelOutOfBounds:
        return replace(read, flaw=ReadingFlaw.OUT_OF_BOUNDS)


def _take_name(text: str, names: Sequence[str]) -> tuple[str, str]:
    """The known name that stands in the text, the longest one, and the text without it; else what stands before the
    first number."""
    for name in sorted(names, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
        if found is not None:
            return name, f"{text[: found.start()]} {text[found.end() :]}".strip(" :,=")
    number = _VALUE.search(text)
    typed = text[: number.start()] if number is not None else text
    deed = _CORRECTS.match(typed) or _WITHDRAW.match(typed)
    before = typed[: deed.end()] if deed is not None else ""
    after = text[number.start() :] if number is not None else ""
    own = _STANDS_AT.sub("", typed[len(before) :])
    if number is None and (period := _FOR_PERIOD.search(own)) is not None:
        own, after = own[: period.start()], own[period.start() :]
    if deed is not None:
        own = _OF_READING.sub("", own)
    own = own.strip(_EDGE)
    return find_similar_name(own, names) or own, f"{before} {after}".strip()


def find_similar_name(typed: str, names: Sequence[str]) -> str:
    """The one name that was meant: the only one that begins like that, or the only one that is spelled much like it; ""
    where none or several are."""
    wanted = typed.casefold()
    if not wanted:
        return ""
    begins = [name for name in names if name.casefold().startswith(wanted)]
    if len(begins) == 1:
        return begins[0]
    similar = process.extract(
        wanted, [name.casefold() for name in names], scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return names[similar[0][2]] if len(similar) == 1 and not begins else ""


def _take_deed(text: str, read: Measurement) -> tuple[str, Measurement]:
    """The text without the words that say that it corrects a reading or takes one away."""
    withdraws = _WITHDRAW.match(text)
    if withdraws is not None:
        rest = _OF_READING.sub("", text[withdraws.end() :]).strip()
        return rest, replace(read, withdrawn=True, corrects=True)
    corrects = _CORRECTS.search(text)
    if corrects is None:
        return text, read
    rest = f"{text[: corrects.start()]} {text[corrects.end() :]}".strip()
    return rest, replace(read, corrects=True)


def _take_day(text: str, read: Measurement, locale: str, today: date) -> tuple[str, Measurement]:
    """The text without its day or period. A day that cannot be read stays in the text."""
    for mark in _FOR_PERIOD.finditer(text):
        period = find_period(text[mark.end() :], today)
        if period is not None:
            rest = f"{text[: mark.start()].strip()} {text[mark.end() + period.after :].strip()}"
            return rest.strip(), _with_period(read, period, today)
    dated = _ON.search(text)
    if dated is None:
        return _take_bare_day(text, read, locale, today)
    day = _read_past_day(dated["day"], locale, today)
    if day is None:
        return text, replace(read, flaw=ReadingFlaw.TO_COME)
    return text[: dated.start()].strip(), replace(read, on=day, dated=True)


def _take_bare_day(
    text: str, read: Measurement, locale: str, today: date
) -> tuple[str, Measurement]:
    """The same where nothing announces it: `99.2 last month`, `KW 40 98,9`, `99.2 yesterday`."""
    for word in re.finditer(r"(?<!\S)[^\W\d]\S*", text):
        period = find_period(text[word.start() :], today)
        if period is not None:
            rest = f"{text[: word.start()].strip()} {text[word.start() + period.after :].strip()}"
            return rest.strip(), _with_period(read, period, today)
        day = _read_past_day(text[word.start() :], locale, today)
        if day is not None:
            return text[: word.start()].strip(), replace(read, on=day, dated=True)
    return text, read


def _with_period(read: Measurement, period: ReadPeriod, today: date) -> Measurement:
    if period.since > today:
        return replace(read, flaw=ReadingFlaw.TO_COME)
    # Of a period that is not over yet it tells how things stand until today.
    return replace(read, since=period.since, on=min(period.until, today), dated=True)


def _read_value(text: str, read: Measurement, locale: str) -> Measurement:
    instead = _INSTEAD_OF.search(f" {text}")
    if instead is not None:
        other = find_level(f" {text}", locale, instead.end())
        if other is not None:
            text = f" {text}"[: instead.start()] + f" {text}"[other.after :]
            read = replace(read, instead_of=other.level.value, corrects=True)
    number = _VALUE.search(text)
    if number is None:
        left = _STANDS_AT.sub("", text).strip(_EDGE)
        if not read.withdrawn:
            return replace(read, flaw=ReadingFlaw.NO_NUMBER, not_read=(left,) if left else ())
        return replace(read, not_read=(left,) if left else ())
    found = find_level(text, locale, number.start())
    if found is None:
        return replace(read, flaw=ReadingFlaw.NO_NUMBER)
    if _VALUE.search(text, found.after):
        return replace(read, flaw=ReadingFlaw.NUMBERS)
    return _with_level(read, text, number.start(), found)


def _with_level(read: Measurement, text: str, at: int, found: LevelFound) -> Measurement:
    left = [_STANDS_AT.sub("", text[:at]).strip(_EDGE), text[found.after :].strip(_EDGE)]
    read = replace(read, not_read=tuple(filter(None, left)))
    if not read.name:
        return replace(read, flaw=ReadingFlaw.NO_NAME)
    if read.withdrawn:
        # `remove uptime 98.9`: the number says which one.
        return replace(read, instead_of=found.level.value)
    return replace(read, value=found.level.value, unit=found.level.unit)


def _read_past_day(text: str, locale: str, today: date) -> date | None:
    """The day that the whole text names, the latest one where no year is named; None for a day to come."""
    words = split_words(text)
    found = parse_day(words, 0, date_context(today, locale)) if words.count else None
    if found is None or found.day is None or found.after < words.count:
        return None
    if found.day <= today:
        return found.day
    # `4 Dec` in November is that of last year, `4 Dec 2026` is to come.
    if str(found.day.year) in text:
        return None
    year_before = make_day(found.day.year - 1, found.day.month, found.day.day)
    has_passed = year_before is not None and year_before <= today
    return year_before if has_passed else None
