"""A cleaned line as words, each with its place in the text and the punctuation before it."""

import re
from collections.abc import Container
from dataclasses import dataclass

AHEAD = 6
"""How many empty words stand after the last one, so that looking ahead needs no check."""

NO_WORDS = [""] * AHEAD
NO_GAPS = ["."] * AHEAD
"""What stands after the last word."""

MARKS, FILLS, DENIES, FORCES, RETURNS, PRICES, SIGNS, LOOKS_ODD = (1 << bit for bit in range(8))
"""What a word does: it may open a clause, only greets or urges, says that there is nothing, that we
must or that less came, names a currency, begins with a sign, or asks for a closer look at where the
text comes from. Plain integers, since an `IntFlag` costs more than all else that is done to a word."""

TRANSLATED = 1 << 9
"""A word was read as an English one: the line is in another language."""

VERB_LAST = 1 << 10
"""The line is in a language whose dependent clauses end with their verb."""


CORRECTS = 1 << 12
"""A word with which people correct what they typed: `sorry`, `no wait`."""

SUMS = 1 << 13
"""A word that may say that a sum is for all that was named: `together`."""

SHORTENED = 1 << 14
"""A word typed in shorthand: `wld`."""

REPAIRS = 1 << 15
"""A word or a figure without which a line is read as it was typed: `each`, `4x75`."""

FIRST_HINT = 1 << 16
"""The first of the flags of words that may show that the line moves nothing (`never`, `maybe`, `remind`): one for each
thing that it may be instead, in `not_moves`."""

_ENDS_WITH_DAY = re.compile(
    r"\b(?:am|zum|ab|bis|vom|den|dem|seit)\s[0-3]?\d\.[01]?\d$", re.IGNORECASE
)
_NO_EDGES = (0, 0)


@dataclass(slots=True)
class WordList:
    """The words of a line.

    `low` holds them in lower case, `gaps` the punctuation before each ("" where there is none; "."
    past the end). A word stands in the piece of the text that `place` names, between as many
    characters of punctuation as `edges` says; both are empty for most lines. `stops` are the words
    that may open a clause, begin with a sign or have a gap before them; `flags` is what any of the
    words does.
    """

    text: str
    pieces: list[str]
    low: list[str]
    gaps: list[str]
    count: int
    place: list[int]
    edges: dict[int, tuple[int, int]]
    stops: list[int]
    flags: int

    @classmethod
    def of(cls, word: str) -> "WordList":
        """A line of one word."""
        return cls(word, [word], [word, *NO_WORDS], ["", *NO_GAPS], 1, [], {}, [], 0)

    def skip(self, i: int, skipped: Container[str]) -> int:
        """The first word from `i` on that is none of `skipped`, which must not hold ""."""
        while self.low[i] in skipped:
            i += 1
        return i

    def ends_with_stop(self, i: int) -> bool:
        """Whether a full stop was typed right behind word `i`."""
        place = self.place[i] if self.place else i
        return self.pieces[place].endswith(".")

    def typed(self, first: int, after: int) -> str:
        """The words from `first` up to, not including, `after`, as typed."""
        start, stop = first, after - 1
        if self.place:
            start, stop = self.place[start], self.place[stop]
        part = self.pieces[start] if start == stop else " ".join(self.pieces[start : stop + 1])
        if self.edges and (start in self.edges or stop in self.edges):
            part = self._without_edges(part, start, stop)
        return " ".join(part.split()) if "\n" in part else part

    def _without_edges(self, part: str, start: int, stop: int) -> str:
        """The part without the punctuation at its ends; a bracket that closes one within stays."""
        lead, _ = self.edges.get(start, _NO_EDGES)
        _, trail = self.edges.get(stop, _NO_EDGES)
        # `support (24/7)` keeps its bracket, `(support)` and `support)` lose theirs.
        if trail and part[-trail] == ")":
            opened = part.count("(", lead)
            closed = part.count(")", lead, len(part) - trail)
            if opened > closed:
                trail -= 1
        elif trail and part[-trail] == "." and _ENDS_WITH_DAY.search(part[:-trail]) is not None:
            # `Start zum 1.1.`
            trail -= 1
        return part[lead : len(part) - trail]
