"""What a line gets tied to by words that name no move of their own: `in return 2 yr term`, `that was for the demo`."""

import re

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import pattern_table

_WORDS = pattern_table("returns_typed")
_LEAD = re.compile(
    rf"(?:{_WORDS.alternatives('leads')})[\s,:–-]+(?:(?:{_WORDS.alternatives('we_want')})\s+)?(?=\S)",
    re.IGNORECASE,
)
_WAS_FOR = re.compile(
    rf"(?:{_WORDS.alternatives('was_for')})\s+(?P<give>\S.{{1,100}})", re.IGNORECASE
)


def find_asked_in_return(text: str) -> str | None:
    """What is asked for in return for what was given last, without the words that say so: `dafür 2 Jahre Laufzeit`.
    None where the line does not begin so."""
    line = clean_text(text[:LONGEST])
    lead = _LEAD.match(line)
    return line[lead.end() :] if lead is not None else None


def find_give_answered(text: str) -> str | None:
    """The give that a line says the last get was for: `that was for the demo`; None for any other line."""
    found = _WAS_FOR.fullmatch(clean_text(text[:LONGEST]).rstrip(" .!"))
    return found["give"] if found is not None else None
