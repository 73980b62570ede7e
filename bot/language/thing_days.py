"""Days that limit a thing: `until March`, `by 4 Jan`, `bis Ende Januar`, `am 4. Januar`."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from bot.domain.bounds import Bound, BoundKind, MonthDue
from bot.language.patterns import compile_late
from bot.language.thing_words import fold_text, phrase_meanings, phrases_of, stem_word
from bot.language.vocabulary import word_table

_WORDS = word_table("things")
_BOUNDS = {phrase: BoundKind(kind) for phrase, kind in phrase_meanings(_WORDS, "bounds").items()}
_MONTHS = {fold_text(word): month for word, month in word_table("days").numbers("months").items()}
_ENDS = phrases_of(_WORDS, "ends")
_MIDDLES = phrases_of(_WORDS, "middles")
_BEGINNINGS = phrases_of(_WORDS, "beginnings")
_YEAR_ENDS = phrases_of(_WORDS, "year_ends")
_SKIPPED = frozenset({"of", "the", "des", "der", "dem", "den", "st", "nd", "rd", "th"})
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""What `until March` means; of February it is always the 28th."""
_END = 31

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?")
_DAY = re.compile(r"\d{1,2}")
_YEAR = re.compile(r"20\d\d")
_QUARTER = re.compile(r"[1-4]")
_BY = "|".join(
    sorted(re.escape(" ".join(phrase)) for phrase, kind in _BOUNDS.items() if kind is BoundKind.BY)
)
_HOUR = rf"[\d:.]+\s*(?:{'|'.join(map(re.escape, _WORDS.words('clock')))})\b"
"""*vor 5 Uhr*, `before 9am`: an hour, and no day."""
_DUE = compile_late(
    rf"\b(?:{_BY}|bis)\s+(?:\w+\s+){{0,2}}?(?!{_HOUR})(?:(?<!\d)\d|{'|'.join(word_table('days').numbers('weekdays'))})",
    re.IGNORECASE,
)
_MONTH_DUE = compile_late(
    rf"\b(?:{_BY}|bis)\s+(?P<end>(?:the\s+)?(?:end\s+of|late|ende|ende\s+des)\s+)?"
    rf"(?P<month>{'|'.join(word_table('days').numbers('months'))})\b\.?(?!\s*\d{{1,2}}\b)",
    re.IGNORECASE,
)
_DUE_HOUR = compile_late(rf"\b(?:{_BY}|bis)\s+{_HOUR}", re.IGNORECASE)
_MONTH_FIRST = ("en-US", "en-PH")


def names_hour_due(text: str) -> bool:
    """Whether a line names an hour by which something is due: `setup by 9am`, *Aufbau bis 9 Uhr*."""
    return _DUE_HOUR.search(text) is not None


def names_day_due(text: str) -> bool:
    """Whether a line names a day by which something is due: `by friday`, *bis Freitag*."""
    return _DUE.search(text) is not None


def find_month_due(text: str, due: date | None) -> MonthDue | None:
    """How a line names the month of which `due` is the last day; None where it names a day or none at all."""
    if due is None or due.day != monthrange(due.year, due.month)[1]:
        return None
    found = _MONTH_DUE.search(text)
    if found is None or _MONTHS.get(fold_text(found["month"])) != due.month:
        return None
    return MonthDue.BY_END if found["end"] else MonthDue.BY


class BoundWord(NamedTuple):
    """A word that a day follows, and how many tokens it takes; no kind where there is no such word."""

    kind: BoundKind | None
    length: int


class ParsedBound(NamedTuple):
    """A day, and the place after it."""

    bound: Bound
    after: int


class _Day(NamedTuple):
    month: int
    day: int
    year: int | None
    after: int


def find_bound_word(tokens: list[str], i: int) -> BoundWord:
    """The word at token `i` that a day may follow."""
    for length in (2, 1):
        kind = _BOUNDS.get(tuple(map(stem_word, tokens[i : i + length])))
        if kind is not None and i + length < len(tokens):
            return BoundWord(kind, length)
    return BoundWord(None, 0)


def parse_bound(tokens: list[str], i: int, word: BoundWord, locale: str) -> ParsedBound | None:
    """The day that the tokens from `i` name, after such a word or without one; None where they name none."""
    start = _skip(tokens, i + word.length)
    day = _parse_day(tokens, start, locale, after_word=word.kind is not None)
    if day is None:
        return None
    bound = Bound(kind=word.kind or BoundKind.ON, month=day.month, day=day.day, year=day.year)
    return ParsedBound(bound, day.after)


def _skip(tokens: list[str], i: int) -> int:
    while i < len(tokens) and tokens[i] in _SKIPPED:
        i += 1
    return i


def _parse_day(tokens: list[str], i: int, locale: str, *, after_word: bool) -> _Day | None:
    if i >= len(tokens):
        return None
    token = tokens[i]
    iso = _ISO.fullmatch(token)
    if iso:
        return _check(int(iso[2]), int(iso[3]), int(iso[1]), i + 1)
    dotted = _DOTTED.fullmatch(token)
    if dotted:
        return _check(int(dotted[2]), int(dotted[1]), _full_year(dotted[3]), i + 1)
    slashed = _SLASHED.fullmatch(token) if after_word else None
    if slashed:
        return _parse_slashed(slashed, i, locale)
    return _parse_worded(tokens, i, after_word=after_word)


def _parse_slashed(match: re.Match[str], i: int, locale: str) -> _Day | None:
    first, second = int(match[1]), int(match[2])
    if locale.replace("_", "-") in _MONTH_FIRST and first <= 12:
        first, second = second, first
    return _check(second, first, _full_year(match[3]), i + 1)


def _parse_worded(tokens: list[str], i: int, *, after_word: bool) -> _Day | None:
    """`4 Jan`, `Jan 4`, `end of January`, `mid Feb`, `March`, `Q1`, `2027`."""
    stem = (stem_word(tokens[i]),)
    if stem in _YEAR_ENDS:
        return _Day(12, _END, None, i + 1)
    for words, day in ((_ENDS, _END), (_MIDDLES, 15), (_BEGINNINGS, 1)):
        if stem in words:
            return _parse_month(tokens, _skip(tokens, i + 1), day)
    if _DAY.fullmatch(tokens[i]):
        return _parse_month(tokens, _skip(tokens, i + 1), int(tokens[i]))
    if tokens[i] == "q" and i + 1 < len(tokens) and _QUARTER.fullmatch(tokens[i + 1]):
        year, after = _parse_year(tokens, i + 2)
        return _check(int(tokens[i + 1]) * 3, _END, year, after)
    if after_word and _YEAR.fullmatch(tokens[i]):
        return _Day(12, _END, int(tokens[i]), i + 1)
    return _parse_from_month(tokens, i, after_word=after_word)


def _parse_from_month(tokens: list[str], i: int, *, after_word: bool) -> _Day | None:
    """`Jan 4`, `January`; `may` and `mar` alone are no months."""
    if tokens[i] not in _MONTHS:
        return None
    following = tokens[i + 1] if i + 1 < len(tokens) else ""
    if _DAY.fullmatch(following) and 0 < int(following) <= _END:
        year, after = _parse_year(tokens, _skip(tokens, i + 2))
        return _check(_MONTHS[tokens[i]], int(following), year, after)
    if not after_word and len(tokens[i]) < 4:
        return None
    return _parse_month(tokens, i, _END)


def _parse_month(tokens: list[str], i: int, day: int) -> _Day | None:
    if i >= len(tokens) or tokens[i] not in _MONTHS:
        return None
    year, after = _parse_year(tokens, i + 1)
    return _check(_MONTHS[tokens[i]], day, year, after)


def _parse_year(tokens: list[str], i: int) -> tuple[int | None, int]:
    if i < len(tokens) and _YEAR.fullmatch(tokens[i]):
        return int(tokens[i]), i + 1
    return None, i


def _full_year(digits: str | None) -> int | None:
    if not digits:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _check(month: int, day: int, year: int | None, after: int) -> _Day | None:
    if not 0 < month <= 12 or not 0 < day <= _END:
        return None
    return _Day(month, min(day, _LAST_DAYS[month - 1]), year, after)
