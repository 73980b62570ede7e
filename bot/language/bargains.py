"""What we would give, told as a sentence without a command: in exchange for something (`wir geben 14 Tage Zahlungsziel,
im Gegenzug Maut inklusive`), or as a yes to a part of what they want (`15 Paletten sind ok für uns`)."""

import re

from bot.language.clean import clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("bargains")
_LONGEST = 250
"""Characters of a line that is looked at."""
_BARGAIN = compile_late(
    rf"(?:(?:{_WORDS.alternatives('first')})[,\s]+)*(?:{_WORDS.alternatives('we_give')})\s+"
    rf"(?!(?:{_WORDS.alternatives('no_bargain')})(?!\w)).+?(?:{_WORDS.alternatives('for_what')})\s+\S.*",
    re.IGNORECASE | re.DOTALL,
)
_FINE_BEHIND = compile_late(
    rf"(?P<what>\S.*?),?\s+(?:{_WORDS.alternatives('fine_behind')})[\s.!]*", re.IGNORECASE
)
_FINE_BEFORE = compile_late(
    rf"(?:{_WORDS.alternatives('fine_before')})\s+(?P<what>\S.*?)(?:\s+(?:{_WORDS.alternatives('fine_end')}))?[\s.!]*",
    re.IGNORECASE,
)
_TOLD_YES = tuple(compile_late(each, re.IGNORECASE) for each in _WORDS.expressions("told_yes"))
_NO_THING = compile_late(rf"(?:{_WORDS.alternatives('no_bargain')})", re.IGNORECASE)


def is_bargain(text: str) -> bool:
    """Whether a sentence says what we give for something of theirs, and asks nothing."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or "?" in typed:
        return False
    return _BARGAIN.fullmatch(typed) is not None


def find_fine_with_us(text: str) -> str:
    """What a sentence says is fine with us; "" for any other."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or "?" in typed:
        return ""
    for pattern in (_FINE_BEHIND, _FINE_BEFORE):
        found = pattern.fullmatch(typed)
        if found is not None and _NO_THING.fullmatch(found["what"]) is None:
            return found["what"].strip(" ,")
    return ""


def find_told_yes(text: str) -> str:
    """The line of a give that a sentence tells we said yes to, under a condition: `drawers if they sign this week` of
    `told them drawers ok if …`; "" for any other."""
    typed = clean_text(text[: _LONGEST * 4]).rstrip(" .!")
    if len(typed) > _LONGEST or "?" in typed:
        return ""
    for pattern in _TOLD_YES:
        found = pattern.fullmatch(typed)
        if found is not None and _NO_THING.fullmatch(found["what"]) is None:
            return f"{found['what'].strip(' ,')} {found['condition'].strip()}".strip()
    return ""
