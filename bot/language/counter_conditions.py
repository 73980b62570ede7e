"""What they want for a yes, behind a *but*: `the certificate but we pay half`, `ja, aber sie wollen 2 Jahre dafür`."""

import re
from dataclasses import dataclass

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("counter_conditions")
_WE_DO = _WORDS.expression("we_do", re.IGNORECASE)
_WE_MUST = _WORDS.expression("we_must", re.IGNORECASE)
_THEY_WANT = _WORDS.expression("they_want", re.IGNORECASE)
_VERB_SECOND = _WORDS.expression("verb_second", re.IGNORECASE)
_VERB_FIRST = _WORDS.expression("verb_first", re.IGNORECASE)
_VERB_LAST = _WORDS.expression("verb_last", re.IGNORECASE)
_THEY_WANT_VERB_LAST = _WORDS.expression("they_want_verb_last", re.IGNORECASE)


_GRANTS = tuple(compile_late(each, re.IGNORECASE) for each in _WORDS.expressions("grants"))
_LONGEST_LINE = 120
"""Characters of a line that says no more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalYes:
    """What they would do for something of ours; `thing` is "" where the line does not name it."""

    thing: str
    condition: str


def read_conditional_yes(text: str) -> ConditionalYes | None:
    """A yes of theirs that hangs on what we do: `they'll do the extra set if we pay the hotel`; None for any other."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE or line.endswith("?"):
        return None
    for pattern in _GRANTS:
        found = pattern.fullmatch(line)
        if found is not None:
            thing = found.groupdict().get("thing") or ""
            return ConditionalYes(thing=thing.strip(" ,"), condition=found["condition"])
    return None


def read_counter_condition(text: str) -> str:
    """The part behind a *but* as a clause of a condition, in its own language (`if we pay half`, `wenn wir die Hälfte
    zahlen`); "" where it sets none."""
    for pattern in (_WE_DO, _WE_MUST):
        found = pattern.fullmatch(text)
        if found is not None:
            return f"if we {found['deed']}"
    wanted = _THEY_WANT.fullmatch(text)
    if wanted is not None:
        return f"if they get {wanted['wanted'] or wanted['included']}"
    for pattern in (_VERB_SECOND, _VERB_FIRST):
        found = pattern.fullmatch(text)
        if found is not None:
            return f"wenn wir {found['rest']} {found['verb']}"
    last = _VERB_LAST.fullmatch(text)
    if last is not None:
        return f"wenn wir {last['rest']}"
    wanted = _THEY_WANT_VERB_LAST.fullmatch(text)
    if wanted is None:
        return ""
    return f"wenn sie {wanted['wanted'] or wanted['included']} bekommen"
