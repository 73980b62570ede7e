"""`they say it is too expensive`: how what they object to begins, by the table `[objections]` of
the word files."""

import re

from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_TABLE = word_table("objections")
_SAID = compile_late(
    rf"{_TABLE.pattern('said')}\b[ ,:]*(?:{_TABLE.pattern('that')}\b)?", re.IGNORECASE
)
_WANTED = compile_late(_TABLE.pattern("wanted"), re.IGNORECASE)


def is_objection(rest: str) -> bool:
    """Whether what follows `they` tells what they object to. What they say they want is an ask all
    the same."""
    return _SAID.match(rest) is not None and _WANTED.search(rest) is None


def what_is_objected(text: str) -> str | None:
    """What stands after *say that*; None where the text does not begin so."""
    said = _SAID.match(text)
    return None if said is None else text[said.end() :]
