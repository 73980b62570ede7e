"""Marks: the words of a sentence that show who moves what, and what is tied to what."""

import re
from collections.abc import Iterable
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


class FoundMark(NamedTuple):
    """A mark where it stands: from its first character to the end of its words."""

    mark: Mark
    start: int
    end: int


class Turn(NamedTuple):
    """What somebody said before."""

    speaker: str
    words: str


class MarkPattern(NamedTuple):
    """One way to show a mark: the words it may begin with, and a pattern without groups for what follows them."""

    mark: Mark
    first_words: tuple[str, ...]
    rest: str


_SENTENCE_ENDS = frozenset(".!;\n?")
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|\?|[.!;]+(?=\s|$)|\n|&|\$")


class _Continuation:
    """What may follow a word. Its patterns are compiled when the word is first met, not on import."""

    def __init__(self, patterns: tuple[MarkPattern, ...]) -> None:
        self._patterns = patterns

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """One expression for all patterns, each of them a group."""
        return re.compile("|".join(f"({pattern.rest})(?!\\w)" for pattern in self._patterns))

    def match(self, text: str, at: int) -> tuple[Mark, int] | None:
        """The mark that the text from there shows, and where its words end."""
        found = self.expression.match(text, at)
        if found is None or found.lastindex is None:
            return None
        return self._patterns[found.lastindex - 1].mark, found.end()


class MarkTable:
    """The marks of a language. Where several patterns fit at a word, the first in the table counts."""

    def __init__(self, patterns: Iterable[MarkPattern]) -> None:
        by_first_word: dict[str, list[MarkPattern]] = {}
        for pattern in patterns:
            for word in pattern.first_words:
                by_first_word.setdefault(word, []).append(pattern)
        # `can` and `could` open the same patterns: these are compiled once.
        shared: dict[tuple[MarkPattern, ...], _Continuation] = {}
        self.continuations: dict[str, _Continuation] = {}
        for word, several in by_first_word.items():
            key = tuple(several)
            self.continuations[word] = shared.setdefault(key, _Continuation(key))

    def scan(self, text: str) -> list[FoundMark]:
        """The marks of a text in lower case, in their order."""
        found: list[FoundMark] = []
        end_of_last = 0
        for token in _TOKEN.finditer(text):
            word = token[0]
            ends_sentence = word[0] in _SENTENCE_ENDS
            continuation = self.continuations.get(word)
            if continuation is None and not ends_sentence:
                continue
            start, end = token.span()
            if start < end_of_last:
                continue
            shown = continuation.match(text, end) if continuation else None
            if shown is not None:
                mark, end_of_last = shown
                found.append(FoundMark(mark, start, end_of_last))
            elif ends_sentence:
                found.append(FoundMark(Mark.QUESTION if word == "?" else Mark.STOP, start, end))
        return found
