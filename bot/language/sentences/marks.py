"""Marks: the words of a sentence that show who moves what, and what is tied to what."""

import re
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple


class Mark(StrEnum):
    """What a few words of a sentence show."""

    IF = "if"
    UNLESS = "unless"
    EXCHANGE = "exchange"
    """`in return`, `in exchange`: what stands on its two sides is tied."""
    SWAP = "swap"
    """`trade my X for your Y`: a give and a get in one."""
    FOR = "for"
    """`X for Y`; ties only what else would be a give or a price."""
    BUT = "but"
    AND = "and"
    SUGGEST = "suggest"
    """`how about`: what follows is put forward."""
    YIELD = "yield"
    """The speaker would give."""
    HAND = "hand"
    """The speaker would hand something over: a give whose counterpart in the same breath is its price."""
    WANT = "want"
    """The speaker would get."""
    CLAIM = "claim"
    """The speaker must get: a condition where it follows a give."""
    REQUEST = "request"
    """The other side is asked to do something."""
    LOWER = "lower"
    """A price is wanted lower: an ask from who buys."""
    AGREE = "agree"
    NOD = "nod"
    """`yes`, `sounds good`: agreement only where something was proposed."""
    REFUSE = "refuse"
    IDLE = "idle"
    """Words that look like a mark and are none: `if that is ok`, `let me know`."""
    STOP = "stop"
    """The end of a sentence."""
    QUESTION = "question"


class Found(NamedTuple):
    """A mark where it stands: from its first character to the end of its words."""

    mark: Mark
    start: int
    end: int


Turn = tuple[str, str]
"""Who said what before."""

Way = tuple[Mark, str, str]
"""One way to show a mark: the mark, the words it may begin with, and a pattern for what follows them."""

_ENDING = frozenset(".!;\n?")
_WORD = re.compile(r"[^\W\d_]+|\d[\d.,]*|\?|[.!;]+(?=\s|$)|\n|&|\$")


class _Alike:
    """What may follow some words. Its pattern is compiled when one of them is first met, not on import."""

    def __init__(self, ways: tuple[tuple[Mark, str], ...]) -> None:
        self._ways = ways

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({rest})(?!\\w)" for _, rest in self._ways))

    def mark_of(self, fits: re.Match[str]) -> Mark:
        """The mark of the way that fits; no way has groups of its own."""
        return self._ways[(fits.lastindex or 1) - 1][0]


class Marks:
    """The marks of a language. Where several fit at a word, the first in the table counts."""

    __slots__ = ("_ways",)

    def __init__(self, *ways: Way) -> None:
        after: dict[str, list[tuple[Mark, str]]] = {}
        for mark, words, rest in ways:
            for word in words.split():
                after.setdefault(word, []).append((mark, rest))
        alike = {some: _Alike(some) for some in map(tuple, after.values())}
        self._ways = {word: alike[tuple(some)] for word, some in after.items()}

    def scan(self, text: str) -> list[Found]:
        """The marks of a text in lower case, in their order."""
        found: list[Found] = []
        known, after = self._ways.get, 0
        for each in _WORD.finditer(text):
            word = each[0]
            alike = known(word)
            if alike is None and word[0] not in _ENDING:
                continue
            start, end = each.span()
            if start < after:
                continue
            fits = alike.pattern.match(text, end) if alike else None
            if alike is not None and fits is not None:
                after = fits.end()
                found.append(Found(alike.mark_of(fits), start, after))
            elif word[0] in _ENDING:
                found.append(Found(Mark.QUESTION if word == "?" else Mark.STOP, start, end))
        return found
