"""Wordings: what the words of a move or an offer give away, by patterns of all languages.

Patterns, not understanding. They are narrow on purpose: a warning too few is found in the
contract's review, a warning too many is never read again.
"""

import re
from collections import defaultdict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

from bot.domain.moves import Move
from bot.domain.wordings import Wording
from bot.language import price_words
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_UNSAID = frozenset(
    {Wording.RENEWAL, Wording.SILENCE, Wording.CREDIT, Wording.GIFT, Wording.TENDER}
)
"""Wordings that say the opposite where they are called off: `no auto-renewal`."""

_QUALIFIED = frozenset({Wording.REFERENCE, Wording.CREDIT, Wording.LOCKED_IN, Wording.RENEWAL})
_QUALIFIERS = frozenset({Wording.DISCLOSED, Wording.BOTH_WAYS, Wording.WAY_OUT})
"""In a move these matter only beside one of the qualified."""

_OF_OFFERS = frozenset({Wording.VAGUE, Wording.CADENCE, Wording.TENDER})
_OF_MOVES = frozenset(Wording) - _QUALIFIERS - _OF_OFFERS
_AS_TYPED = frozenset({Wording.UNWRITTEN, Wording.ON_TOP})
"""What only the line tells as it was typed: it is left out of what moves."""

_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\{([a-z_]+)\}")

_STEM = 4
"""A needed word of so many letters or more is also met by any word that begins like it."""


@dataclass(frozen=True, slots=True)
class _Stem:
    """The beginning of words that a wording needs."""

    beginning: str
    wording: Wording


class PatternReader:
    """Finds wordings by their patterns. Each is tried only where a word that it needs occurs, since
    most moves hold none of these words and every command reads several moves."""

    def __init__(self) -> None:
        patterns, parts, needs = (
            word_table(name) for name in ("wordings", "wording_parts", "wording_needs")
        )

        def expand(pattern: str) -> re.Pattern[str]:
            return compile_late(_PART.sub(lambda part: parts.pattern(part[1]), pattern))

        self._patterns = {each: expand(patterns.pattern(each.value)) for each in Wording}
        # What stands shortly before a wording, in the same clause: then it is taken out, not put
        # in.
        self._called_off = compile_late(rf"\b{parts.pattern('called_off')}\b[^.;]{{0,20}}$")
        self._words: dict[str, set[Wording]] = defaultdict(set)
        self._stems: dict[str, list[_Stem]] = defaultdict(list)
        for wording in Wording:
            for word in needs.words(wording.value):
                if len(word) < _STEM:
                    self._words[word].add(wording)
                else:
                    self._stems[word[:_STEM]].append(_Stem(word, wording))

    @cached_property
    def fingerprint(self) -> str:
        """Says which patterns there are: what was found with others may differ."""
        texts = [f"{name} {found.pattern}" for name, found in self._patterns.items()]
        return sha256("\n".join([*texts, self._called_off.pattern]).encode()).hexdigest()

    def find_in_move(self, move: Move) -> frozenset[Wording]:
        """What a move's words say: what moves, for what, if what, and because what. Whether it was
        agreed by word of mouth, or comes on top, only the line tells as it was typed."""
        return _find_in_parts(
            self, move.what, move.for_what, move.condition, move.reason, move.typed
        )

    def find_in_text(self, text: str) -> frozenset[Wording]:
        """All that a text says, as far as its words give it away."""
        return _find_in_text(self, text)

    def find_among(self, text: str, wanted: AbstractSet[Wording]) -> frozenset[Wording]:
        """Which of the wanted wordings a text says."""
        low = text.lower()
        possible = self._find_possible(low) & wanted
        return frozenset(wording for wording in possible if self._says(wording, low))

    def names_deal_figure(self, issue: str) -> bool:
        return price_words.names_deal_figure(issue)

    def mentions_price(self, text: str) -> bool:
        return price_words.mentions_price(text)

    def moves_price(self, what: str) -> bool:
        return price_words.moves_price(what)

    def _find_possible(self, low: str) -> set[Wording]:
        """The wordings that one of the words may belong to."""
        possible: set[Wording] = set()
        for word in _WORD.findall(low):
            possible |= self._words.get(word, set())
            for stem in self._stems.get(word[:_STEM], ()):
                if word.startswith(stem.beginning):
                    possible.add(stem.wording)
        return possible

    def _says(self, wording: Wording, low: str) -> bool:
        for match in self._patterns[wording].finditer(low):
            if wording not in _UNSAID or not self._called_off.search(low, 0, match.start()):
                return True
        return False


@lru_cache(maxsize=1024)
def _find_in_text(reader: PatternReader, text: str) -> frozenset[Wording]:
    return reader.find_among(text, frozenset(Wording))


@lru_cache(maxsize=1024)
def _find_in_parts(
    reader: PatternReader, what: str, for_what: str, condition: str, reason: str, typed: str
) -> frozenset[Wording]:
    text = "; ".join(part for part in (what, for_what, condition, reason) if part)
    found = reader.find_among(text, _OF_MOVES)
    if found & _QUALIFIED:
        found |= reader.find_among(text, _QUALIFIERS)
    return found | reader.find_among(typed, _AS_TYPED)


WORDINGS = PatternReader()
"""The reader of all languages' wordings."""
