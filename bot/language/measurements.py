"""Readings of measures as people type them: `uptime 99.2`, `tickets 12 on 3 May`, `uptime 99,2 %`."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.language.clean import clean_text
from bot.language.day_arithmetic import make_day
from bot.language.days import date_context, parse_day
from bot.language.figures import read_number
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

_WORDS = word_table("measurements")
_READING = re.compile(
    rf"(?P<name>.*?\S)\s*(?:[:=]|\b{_WORDS.pattern('stands_at')}\b)?"
    r"\s+(?P<value>[-−]?\d\S*)(?P<rest>.*)"
)
_ON = re.compile(rf"\s{_WORDS.pattern('on')}\s+(?P<day>\S.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A measure by the name that was typed, what it stood at, and on which day."""

    name: str
    value: Decimal
    on: date


def read_measurement(text: str, locale: str, today: date) -> Measurement | None:
    """The reading that a line tells; None where it names no measure, not one number, or a day to come."""
    text = clean_text(text)
    on: date | None = today
    dated = _ON.search(text)
    if dated:
        on = _read_past_day(dated["day"], locale, today)
        text = text[: dated.start()]
    parts = _READING.fullmatch(text)
    if on is None or parts is None:
        return None
    value = read_number(parts["value"] + parts["rest"], locale)
    if value is None:
        return None
    return Measurement(name=parts["name"], value=value, on=on)


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
