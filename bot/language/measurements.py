"""Readings of measures as people type them: `uptime 99.2`, `tickets 12 on 3 May`, `uptime 99,2 %`."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day
from bot.language.limits import read_number
from bot.language.splitting import split_words

_READING = re.compile(
    r"(?P<name>.*?\S)\s*(?:[:=]|\b(?:is|at|was|ist|liegt bei)\b)?\s+(?P<value>[-−]?\d\S*)(?P<rest>.*)"
)
_ON = re.compile(r"\s(?:on|am)\s+(?P<day>\S.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A measure by the name that was typed, what it stood at, and on which day."""

    name: str
    value: Decimal
    on: date


def read_measurement(text: str, locale: str, today: date) -> Measurement | None:
    """The reading that a line tells; None where it names no measure, not one number, or a day to come."""
    text = clean_text(text)
    on = today
    found = _ON.search(text)
    if found:
        day = _day(found["day"], locale, today)
        if day is None or day > today:
            return None
        text, on = text[: found.start()], day
    parts = _READING.fullmatch(text)
    value = read_number(parts["value"] + parts["rest"], locale) if parts else None
    return (
        Measurement(name=parts["name"], value=value, on=on) if parts and value is not None else None
    )


def _day(text: str, locale: str, today: date) -> date | None:
    """The day, the latest one where no year is named."""
    words = split_words(text)
    found = parse_day(words, 0, date_context(today, locale)) if words.count else None
    if found is None or found.day is None or found.after < words.count:
        return None
    late = found.day > today and str(found.day.year) not in text
    return found.day.replace(year=found.day.year - 1) if late else found.day
