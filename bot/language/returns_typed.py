"""What a line gets tied to by words that name no move of their own: `in return 2 yr term`, `that was for the demo`."""

import re
from dataclasses import dataclass

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("returns_typed")
_LEAD = compile_late(
    rf"(?:{_WORDS.alternatives('leads')})[\s,:–-]+(?:(?:{_WORDS.alternatives('we_want')})\s+)?(?=\S)",
    re.IGNORECASE,
)
_TAIL = compile_late(rf"\s*,?\s+(?:{_WORDS.alternatives('tails')})\s*[.!]*$", re.IGNORECASE)
_ONE = rf"(?P<one>[^,;]{{2,80}}?(?:,\s*(?:{_WORDS.alternatives('figures')})\s[^,;]{{1,20}})?),?"
_OTHER = r"(?P<other>[^;]{2,80}?)"


def _compile_ties(key: str) -> tuple[re.Pattern[str], ...]:
    before = rf"(?:(?:{_WORDS.alternatives('before_thing')})\s+)?"
    patterns: list[re.Pattern[str]] = []
    for expression in _WORDS.expressions(key):
        text = expression.replace("<one>", before + _ONE).replace("<other>", before + _OTHER)
        patterns.append(compile_late(text, re.IGNORECASE))
    return tuple(patterns)


_TIES_OF_LAST = _compile_ties("ties_of_last")
_TIES = _compile_ties("ties")
_TIES_PERHAPS = _compile_ties("ties_perhaps")
_BEHIND = compile_late(
    rf"(?P<head>\S.*?)\s*[,;.–-]+\s+(?:(?:{_WORDS.alternatives('joiners')})\s+)?(?P<tail>(?:{_WORDS.alternatives('begins_tie')})\b.*)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_LONGEST_TIE = 160
"""Characters of a line that says no more than what was for what."""


def find_asked_in_return(text: str) -> str | None:
    """What is asked for in return for what was given last, without the words that say so: `dafür 2 Jahre Laufzeit`.
    None where the line neither begins nor ends so (`a testimonial for that`)."""
    line = clean_text(text[:LONGEST])
    lead = _LEAD.match(line)
    if lead is not None:
        return line[lead.end() :]
    tail = _TAIL.search(line)
    return line[: tail.start()] if tail is not None and tail.start() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedTie:
    """Two things that a line says belong together: `one` was for the `other`; "" for what was typed last. `sure`: the
    line can hardly say anything else, even where nothing is called so."""

    one: str
    other: str
    sure: bool = True

    @property
    def may_name_entry(self) -> bool:
        """Whether the other is called by words: `the discount was for 12 months` says how long."""
        return _FIGURE.match(self.other) is None


def read_tie(text: str) -> TypedTie | None:
    """What a line says belongs together: `that was for the demo`, `das Jobticket war für den Start`; None for any other
    line."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_TIE or "\n" in text.strip() or line.endswith("?") or "#" in line:
        return None
    for pattern in _TIES_OF_LAST:
        found = pattern.fullmatch(line)
        if found is not None:
            return TypedTie(one="", other=found["other"].strip(" ,"))
    for sure, patterns in ((True, _TIES), (False, _TIES_PERHAPS)):
        for pattern in patterns:
            found = pattern.fullmatch(line)
            if found is not None:
                one, other = found["one"].strip(" ,"), found["other"].strip(" ,")
                return TypedTie(one=one, other=other, sure=sure)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class TiedLine:
    """A line with what it says behind the rest of it: what all of that was for."""

    head: str
    tail: str
    tie: TypedTie


def split_off_tie(text: str) -> TiedLine | None:
    """A line whose end says what its beginning was for: `scans yes, that was for the pickup`; None for others."""
    line = clean_text(text[:LONGEST])
    found = _BEHIND.fullmatch(line.rstrip(" .!"))
    if found is None:
        return None
    tie = read_tie(found["tail"])
    if tie is None or tie.one:
        return None
    return TiedLine(head=found["head"].strip(), tail=found["tail"], tie=tie)
