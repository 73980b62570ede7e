"""An early give as a test: what is given, the reply hoped for, and the day to judge it."""

import re
from datetime import date

from bot.domain.calendar import choose_reply_day
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine, Reading, UnreadableLine

EXAMPLE = "/concede small pilot as a test hoping for their data by Friday"
NO_HOPE = "An early give as a test says which reply is hoped for, and by when."
_TEST = re.compile(
    r"[,;]?\s*\b(?:as an?(?: early| small)? test|als (?:einen? )?(?:kleinen? |frühe[nr]? )?test)\b[,;:]?\s*"
    r"(?:(?:and\s+|und\s+)?(?:hoping for|we hope for|hope for|in der hoffnung auf|erhofft(?: wird)?:?|hoffen auf)\s+"
    r"(?P<hoped>.+))?$",
    re.IGNORECASE | re.DOTALL,
)


def read_trial(text: str, *, locale: str, today: date) -> Reading | None:
    """The line of an early give as a test: goodwill with what is hoped for in `for_what` and the day to judge it in
    `review`, the next reply day where none is named. None where the text is no such line."""
    found = _TEST.search(clean_text(text))
    if found is None:
        return None
    typed = clean_text(text)
    given = read_line(typed[: found.start()], command=Command.CONCEDE, locale=locale, today=today)
    if not isinstance(given, ParsedLine):
        return given
    hoped = (
        read_line(found["hoped"], command=Command.ASK, locale=locale, today=today)
        if found["hoped"]
        else None
    )
    if not isinstance(hoped, ParsedLine):
        return UnreadableLine(hint=NO_HOPE, example=EXAMPLE, typed=typed)
    return given._replace(
        cost=given.cost or hoped.cost,
        worth=given.worth or hoped.worth,
        goodwill=True,
        for_what=hoped.what,
        due=None,
        review=hoped.due or choose_reply_day(today),
    )
