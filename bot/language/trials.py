"""An early give as a test: what is given, the reply hoped for, and the day to judge it."""

import re
from datetime import date

from bot.domain.calendar import choose_reply_day
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine, Reading, UnreadableLine
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

EXAMPLE = "/concede small pilot as a test hoping for their data by Friday"
NO_HOPE = "An early give as a test says which reply is hoped for, and by when."
_WORDS = word_table("trials")
_TEST = compile_late(
    rf"[,;]?\s*\b{_WORDS.pattern('as_a_test')}\b[,;:]?\s*"
    rf"(?:(?:{_WORDS.pattern('joiners')}\s+)?{_WORDS.pattern('hoping_for')}\s+(?P<hoped>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


def read_trial(text: str, *, locale: str, today: date) -> Reading | None:
    """The line of an early give as a test: goodwill with what is hoped for in `for_what` and the day to judge it in
    `review`, the next reply day where none is named. None where the text is no such line."""
    typed = clean_text(text)
    found = _TEST.search(typed)
    if found is None:
        return None
    given = read_line(typed[: found.start()], command=Command.CONCEDE, locale=locale, today=today)
    if not isinstance(given, ParsedLine):
        return given
    hoped = _read_hope(found["hoped"], locale, today)
    # Without a reply to hope for it could not be judged, and is no test.
    if hoped is None:
        return UnreadableLine(hint=NO_HOPE, example=EXAMPLE, typed=typed)
    return given._replace(
        cost=given.cost or hoped.cost,
        worth=given.worth or hoped.worth,
        goodwill=True,
        for_what=hoped.what,
        due=None,
        review=hoped.due or choose_reply_day(today),
    )


def _read_hope(text: str | None, locale: str, today: date) -> ParsedLine | None:
    """What is hoped for, which is an ask."""
    if not text:
        return None
    hoped = read_line(text, command=Command.ASK, locale=locale, today=today)
    return hoped if isinstance(hoped, ParsedLine) else None
