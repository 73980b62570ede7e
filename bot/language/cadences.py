"""How often people meet, as they type it: `monthly first Tuesday`, `every second week`, `quarterly from 1 March`,
`jeden ersten Dienstag im Monat`, `alle zwei Wochen`."""

import re
from dataclasses import dataclass, field
from datetime import date

from bot.domain.rhythms import CadenceUnit
from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day
from bot.language.patterns import compile_late
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

_WORDS = word_table("cadences")
_WEEKS, _MONTHS = _WORDS.numbers("weeks"), _WORDS.numbers("months")
_DAYS = _WORDS.words("days")
_NTH, _COUNTS = _WORDS.numbers("nth"), _WORDS.numbers("counts")
_FILLERS = _WORDS.words("fillers")
_OTHER_COUNTS = _WORDS.words("other_counts")
_WEEKDAYS = word_table("days").numbers("weekdays") | _WORDS.numbers("weekdays")
_FROM = compile_late(rf"(?<!\S){_WORDS.pattern('from')}\s+(?P<day>\S.*)$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_EDGE = ",;:.()!"
LONGEST_INTERVAL = 60
"""The most weeks or months between two check-ins."""
_LAST_NTH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceRead:
    """How often, as a line says it. `day_of_month` is the day of the month, `start` the day that it begins on, where
    the line names them; `not_read` are words that went into no field."""

    unit: CadenceUnit
    every: int
    weekday: int | None = None
    nth: int | None = None
    day_of_month: int | None = None
    start: date | None = None
    not_read: tuple[str, ...] = ()


@dataclass(slots=True)
class _CadenceParts:
    """What was found so far."""

    unit: CadenceUnit | None = None
    every: int = 1
    weekday: int | None = None
    nth: int | None = None
    day_of_month: int | None = None
    left: list[str] = field(default_factory=list)
    is_out_of_bounds: bool = False

    def set_interval(self, unit: CadenceUnit, every: int) -> bool:
        """Sets how often; False where the line says something else already. The `month` of `first Tuesday of the
        month` says nothing new."""
        if not 1 <= every <= LONGEST_INTERVAL:
            self.is_out_of_bounds = True
            return False
        if self.unit is None:
            self.unit, self.every = unit, every
            return True
        return self.unit is unit and every in (1, self.every)


def read_cadence(text: str, *, locale: str, today: date) -> CadenceRead | None:
    """How often people meet, as the text says it; None where it does not say that, or says what no rhythm has: `twice
    a week`, `every 99 weeks`."""
    text, start = _take_start(clean_text(text), locale, today)
    words = [word.casefold().strip(_EDGE) for word in text.split()]
    if not _OTHER_COUNTS.isdisjoint(words):
        return None
    typed = text.split()
    # `every second Tuesday` is every other one, and that `of the month` one of them.
    has_month = any(word in _MONTHS for word in words)
    found = _CadenceParts()
    at = 0
    while at < len(words):
        taken = _take_at(words, at, found, has_month=has_month)
        if not taken:
            found.left.append(typed[at])
        at += taken or 1
    return None if found.is_out_of_bounds else _finish(found, start)


def _take_start(text: str, locale: str, today: date) -> tuple[str, date | None]:
    """The text without the day that it begins on, and that day."""
    clause = _FROM.search(text)
    if clause is None:
        return text, None
    words = split_words(clause["day"])
    found = parse_day(words, 0, date_context(today, locale))
    if found is None or found.day is None or found.after < words.count or found.day < today:
        return text, None
    return text[: clause.start()], found.day


def _take_at(words: list[str], at: int, found: _CadenceParts, *, has_month: bool) -> int:
    """How many words from there on say something, which is noted; 0 where the first of them says nothing."""
    word = words[at]
    if not word or word in _FILLERS:
        return 1
    if word in _WEEKS:
        return int(found.set_interval(CadenceUnit.WEEKS, _WEEKS[word]))
    if word in _MONTHS:
        return int(found.set_interval(CadenceUnit.MONTHS, _MONTHS[word]))
    if word in _WEEKDAYS:
        if found.weekday is not None:
            return 0
        found.weekday = _WEEKDAYS[word]
        return 1
    return _take_number(words, at, found, has_month=has_month)


def _take_number(words: list[str], at: int, found: _CadenceParts, *, has_month: bool) -> int:
    """The same for a number, with the unit or the weekday behind it: `two weeks`, `second Tuesday`, `15th`."""
    word = words[at]
    digits = _ORDINAL.fullmatch(word)
    number = int(digits[1]) if digits is not None else None
    count = _COUNTS.get(word, number)
    nth = _NTH.get(word, number)
    behind = at + 1
    while behind < len(words) and words[behind] in _FILLERS:
        behind += 1
    following = words[behind] if behind < len(words) else ""
    taken = behind + 1 - at
    if count is not None and following in _DAYS and count % 7 == 0:
        return taken if found.set_interval(CadenceUnit.WEEKS, count // 7) else 0
    if count is not None and following in _WEEKS:
        return taken if found.set_interval(CadenceUnit.WEEKS, count * _WEEKS[following]) else 0
    is_of_month = number is not None and not word.isdecimal()
    if count is not None and following in _MONTHS and not is_of_month:
        return taken if found.set_interval(CadenceUnit.MONTHS, count * _MONTHS[following]) else 0
    if following in _WEEKDAYS and found.weekday is None:
        is_nth = has_month or nth in (1, -1) or found.unit is CadenceUnit.MONTHS
        if is_nth and nth is not None and nth <= _LAST_NTH:
            found.weekday, found.nth = _WEEKDAYS[following], nth
            return taken
        if not is_nth and count is not None and found.set_interval(CadenceUnit.WEEKS, count):
            found.weekday = _WEEKDAYS[following]
            return taken
        return 0
    if number is not None and 1 <= number <= 31 and has_month and found.day_of_month is None:
        found.day_of_month = number
        return 1
    return 0


def _finish(found: _CadenceParts, start: date | None) -> CadenceRead | None:
    unit = found.unit
    if unit is None and found.weekday is None:
        return None
    if unit is None:
        unit = CadenceUnit.WEEKS if found.nth is None else CadenceUnit.MONTHS
    nth = found.nth
    if unit is CadenceUnit.MONTHS and found.weekday is not None and nth is None:
        # `monthly on Tuesday` leaves open which one; the answer names it.
        nth = 1
    if unit is CadenceUnit.WEEKS:
        nth = None
    return CadenceRead(
        unit=unit,
        every=found.every,
        weekday=found.weekday,
        nth=nth,
        day_of_month=found.day_of_month if found.weekday is None else None,
        start=start,
        not_read=(" ".join(found.left),) if found.left else (),
    )
