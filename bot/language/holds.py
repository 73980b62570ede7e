"""Until when a deal is on hold, as people type it: `until Friday`, `for two weeks, board round`, `bis 4.12.`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.language.clean import clean_text
from bot.language.dates import date_context
from bot.language.days import parse_day, parse_distance
from bot.language.endings import read_reason
from bot.language.patterns import compile_late
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("holds")
_UNTIL = _WORDS.words("until")
_TO = _WORDS.words("to")
_JOINERS = _WORDS.words("joiners")
_OPEN_ENDED = compile_late(rf"(?:\S+ )?{_WORDS.pattern('open_ended')}", re.IGNORECASE)
"""After the word before it: `until further notice`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRead:
    """The first day on which the deal goes on, None where none was named, and why it is held. `not_read` are words that
    name neither."""

    until: date | None = None
    why: str = ""
    not_read: str = ""


def read_hold(text: str, *, locale: str, today: date) -> HoldRead:
    """What was typed after `/deal hold`."""
    words = split_line(clean_text(text), locale)
    if not words.count:
        return HoldRead()
    start = words.skip(0, _UNTIL)
    found = _find_end(words, start, locale, today)
    if found is None:
        return _read_why(words)
    until, after = found
    if until <= today:
        return HoldRead(not_read=words.typed(0, words.count))
    why = words.typed(after, words.count) if after < words.count else ""
    return HoldRead(until=until, why=read_reason(why.split()))


def read_new_day(text: str, *, locale: str, today: date) -> date | None:
    """The day to which something is moved: `17 Dec`, `to next Friday`, `auf den 17.12.`; None where
    no day from today on is named."""
    words = split_line(clean_text(text), locale)
    found = _find_end(words, words.skip(0, _UNTIL | _TO), locale, today)
    return found[0] if found is not None and found[0] >= today else None


def _find_end(words: WordList, i: int, locale: str, today: date) -> tuple[date, int] | None:
    """The day that the words from `i` name, or how far off it is (`two weeks`), and the word after it."""
    if i >= words.count:
        return None
    day = parse_day(words, i, date_context(today, locale))
    if day is not None and day.day is not None:
        return day.day, day.after
    distance = parse_distance(words, i)
    if distance is None:
        return None
    return distance.shift(today, back=False), distance.after


def _read_why(words: WordList) -> HoldRead:
    """Words without a day: a reason where they say so (`because of their reorg`), else nobody knows what they mean."""
    typed = words.typed(0, words.count)
    if _OPEN_ENDED.fullmatch(typed):
        return HoldRead()
    if words.low[0] in _JOINERS:
        return HoldRead(why=read_reason(typed.split()))
    return HoldRead(not_read=typed)
