"""Phrases of a word file, found in a text by the words that they begin with.

Thousands of phrases are looked for in every line, so a phrase is tried only where its first word stands, and its
expression is compiled when that happens for the first time.

A phrase is words between blanks, in lower case. `word*` begins so and `*word` ends so, `a|b` is either, `[a]` may be
missing, `~` stands for up to four words of the same sentence and `~~` for up to nine, `#` is a figure, and `<name>` is
any phrase of that name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.language.patterns import compile_late

_WORD = r"[^ .;!?]+"
_GAPS = {"~": f"(?: {_WORD}){{0,4}}?", "~~": f"(?: {_WORD}){{0,9}}?"}
_FIGURE = r"\d[\d.,]*(?:k|m|bn|tsd|mio)?"
_STEM = 3
"""How many letters of `word*` it is looked up by."""
_ENDING = 4
"""How many letters of `*word` it is looked up by."""


@dataclass(frozen=True, slots=True)
class PhraseSpan:
    """Where a phrase stands: from word `start` up to, not including, word `end`."""

    start: int
    end: int


@dataclass(slots=True)
class _Bucket:
    """All phrases of one name that begin with the same word."""

    name: str
    phrases: list[str] = field(default_factory=list)
    expression: re.Pattern[str] | None = None
    is_one_word: bool = False
    """Whether the word that they begin with is one of them, so that it is always found."""

    def add(self, phrase: str) -> None:
        self.phrases.append(phrase)
        self.is_one_word |= " " not in phrase


class PhraseFinder:
    """Finds the phrases of all names in a text."""

    def __init__(self, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases
        self._classes: dict[str, str] = {}
        self._words: dict[str, dict[str, _Bucket]] = defaultdict(dict)
        self._stems: dict[str, dict[tuple[str, str], _Bucket]] = defaultdict(dict)
        self._endings: dict[str, dict[tuple[str, str], _Bucket]] = defaultdict(dict)
        for name, listed in phrases.items():
            for phrase in listed:
                for first in self._first_words(phrase):
                    self._file(name, first, phrase)

    def find(self, words: Sequence[str]) -> dict[str, list[PhraseSpan]]:
        """Where the phrases of each name stand, in their order. `words` are in lower case, punctuation among them."""
        text = f"{' '.join(words)} "
        found: dict[str, list[PhraseSpan]] = {}
        ends = {}
        start = 0
        for i, word in enumerate(words):
            start += len(word) + 1
            ends[start - 1] = i + 1
        start = 0
        for i, word in enumerate(words):
            for bucket in self._buckets(word):
                if bucket.is_one_word:
                    found.setdefault(bucket.name, []).append(PhraseSpan(i, i + 1))
                    continue
                expression = bucket.expression
                if expression is None:
                    expression = bucket.expression = self._compile(bucket)
                match = expression.match(text, start)
                if match is not None:
                    found.setdefault(bucket.name, []).append(PhraseSpan(i, ends[match.end()]))
            start += len(word) + 1
        return found

    def _buckets(self, word: str) -> Iterator[_Bucket]:
        if word in self._words:
            yield from self._words[word].values()
        if word[0].isdigit():
            yield from self._words["#"].values()
        for (stem, _), bucket in self._stems.get(word[:_STEM], _NONE).items():
            if word.startswith(stem):
                yield bucket
        for (ending, _), bucket in self._endings.get(word[-_ENDING:], _NONE).items():
            if word.endswith(ending):
                yield bucket

    def _first_words(self, phrase: str) -> Iterator[str]:
        first = phrase.split(maxsplit=1)[0]
        if not first.startswith("<"):
            yield from first.split("|")
            return
        for name in _split_names(first):
            for each in self._phrases[name]:
                yield from self._first_words(each)

    def _file(self, name: str, first: str, phrase: str) -> None:
        """Puts a phrase where its first word is looked up."""
        if first.endswith("*"):
            stem = first[:-1]
            buckets, key = self._stems[stem[:_STEM]], (stem, name)
        elif first.startswith("*"):
            ending = first[1:]
            buckets, key = self._endings[ending[-_ENDING:]], (ending, name)
        else:
            self._words[first].setdefault(name, _Bucket(name)).add(phrase)
            return
        buckets.setdefault(key, _Bucket(name)).add(phrase)

    def _compile(self, bucket: _Bucket) -> re.Pattern[str]:
        alternatives = dict.fromkeys(self._expand(phrase) for phrase in bucket.phrases)
        return compile_late(f"(?:{'|'.join(alternatives)})(?= )")

    def _expand(self, phrase: str) -> str:
        """A phrase as a regular expression."""
        parts: list[str] = []
        for part in phrase.split():
            if part in _GAPS:
                parts.append(_GAPS[part])
                continue
            blank = " " if parts else ""
            if part.startswith("["):
                parts.append(f"(?:{blank}{self._expand_word(part[1:-1])})?")
            else:
                parts.append(blank + self._expand_word(part))
        return "".join(parts)

    def _expand_word(self, part: str) -> str:
        if part.startswith("<"):
            return self._expand_class(part)
        if part == "#":
            return _FIGURE
        alternatives = [self._expand_one(each) for each in part.split("|")]
        return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"

    def _expand_one(self, word: str) -> str:
        if word == "#":
            return _FIGURE
        escaped = re.escape(word.strip("*"))
        return (
            (r"\w*" if word.startswith("*") else "")
            + escaped
            + (r"\w*" if word.endswith("*") else "")
        )

    def _expand_class(self, part: str) -> str:
        if part not in self._classes:
            phrases = [each for name in _split_names(part) for each in self._phrases[name]]
            self._classes[part] = f"(?:{'|'.join(self._expand(each) for each in phrases)})"
        return self._classes[part]


_NONE: dict[tuple[str, str], _Bucket] = {}


def _split_names(part: str) -> list[str]:
    """The names in `<a|b>`."""
    return part[1:-1].split("|")
