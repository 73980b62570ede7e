"""The words by which a clause shows who gives what: pronouns, helping verbs, verbs that give, want, take or only talk.

They stand in `[sentences.clauses]` of each word file. A verb is listed in its plain form; its regular forms are made by
the endings of its language, so that `waive` stands for `waives`, `waived` and `waiving`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from bot.language.patterns import compile_late, expand, table_of_language
from bot.language.vocabulary import WordTable

_NEVER = re.compile(r"(?!)")


MOST_WORDS_KNOWN = 2048
"""Words of which is remembered which phrases may hold them."""


LISTS_OF_PHRASES = (
    *("agreeing", "agreeing_questions", "threatening"),
    *("stating", "wanting", "granting", "granting_by_not"),
)
SHORT = 3
"""Letters of a word that is looked for as a whole: `in` is a part of too many."""


class Phrases:
    """Patterns that are looked for one after the other, each only where one of its words stands in a clause: most do
    not, and that is found out much sooner. What is given or wanted is the group `part` of a pattern."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        """Each row has the words of which one stands in all that fits it, a longer one as a part of a word too, and the
        pattern."""
        self._patterns: list[re.Pattern[str]] = []
        self._words: list[tuple[str, ...]] = []
        for words, pattern in rows:
            self._patterns.append(compile_late(pattern))
            self._words.append(tuple(words.split()))
        self._places_of_word = lru_cache(MOST_WORDS_KNOWN)(self._find_places)

    def search(self, text: str, words: Iterable[str]) -> re.Match[str] | None:
        """The first pattern that is found in a text, in the order of the word file; `words` are those of the text."""
        places: set[int] = set()
        for word in words:
            places.update(self._places_of_word(word))
        for place in sorted(places) if len(places) > 1 else places:
            found = self._patterns[place].search(text)
            if found is not None:
                return found
        return None

    def may_hold(self, word: str) -> bool:
        """Whether a text with that word may fit any of the patterns."""
        return bool(self._places_of_word(word))

    def _find_places(self, word: str) -> tuple[int, ...]:
        """The patterns that a text with that word may fit."""
        return tuple(
            place for place, parts in enumerate(self._words) if any(part in word for part in parts)
        )


class ClauseGrammar:
    """The clause words of one language, looked up by their keys."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._section = table_of_language(code, "sentences.clauses")
        self.verbs_anywhere = self._section.get("verbs_anywhere") is True
        """Whether a verb may stand anywhere in its clause, as in German."""
        self._words: dict[tuple[str, ...], frozenset[str]] = {}
        self._verbs: dict[tuple[str, ...], frozenset[str]] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._phrases: dict[str, Phrases] = {}
        self._lists_of_word = lru_cache(MOST_WORDS_KNOWN)(self._find_lists)

    @property
    def is_known(self) -> bool:
        """Whether the language has clause words at all."""
        return bool(self._section)

    def words(self, *keys: str) -> frozenset[str]:
        """The words under any of the keys; none where the language has none."""
        try:
            return self._words[keys]
        except KeyError:
            written = " ".join(str(self._section.get(key, "")) for key in keys)
            return self._words.setdefault(keys, frozenset(written.split()))

    def verbs(self, *keys: str) -> frozenset[str]:
        """The verbs under any of the keys in all their forms, the irregular ones of `<key>_forms` too."""
        if keys not in self._verbs:
            forms: set[str] = set()
            for key in keys:
                forms.update(self.words(f"{key}_forms"))
                for verb in self.words(key):
                    forms.update(self.inflect(verb))
            self._verbs[keys] = frozenset(forms)
        return self._verbs[keys]

    def pattern(self, key: str) -> re.Pattern[str]:
        """The expression under a key, one that never matches where the language has none."""
        if key not in self._patterns:
            written = self._section.get(key)
            if written is None:
                self._patterns[key] = _NEVER
            else:
                self._patterns[key] = compile_late(expand(str(written), self._section))
        return self._patterns[key]

    def any_of(self, key: str) -> re.Pattern[str]:
        """The patterns of a list as one, where whole words fit it."""
        name = f"{key}|"
        if name not in self._patterns:
            written = [expand(each, self._section) for each in _strings(self._section.get(key))]
            joined = "|".join(written)
            self._patterns[name] = (
                compile_late(rf"(?<![\w-])(?:{joined})(?!\w)") if joined else _NEVER
            )
        return self._patterns[name]

    def phrases(self, key: str) -> Phrases:
        """The patterns of a list, each with the words of which one stands in all that fits it."""
        if key not in self._phrases:
            rows = cast("Sequence[tuple[str, str]]", self._section.get(key, ()))
            self._phrases[key] = Phrases(
                (words, expand(pattern, self._section)) for words, pattern in rows
            )
        return self._phrases[key]

    def lists_of_phrases(self, words: Iterable[str]) -> set[str]:
        """The keys of the lists of which a phrase may stand in a clause with these words."""
        keys: set[str] = set()
        for word in words:
            keys.update(self._lists_of_word(word))
        return keys

    def _find_lists(self, word: str) -> tuple[str, ...]:
        return tuple(key for key in LISTS_OF_PHRASES if self.phrases(key).may_hold(word))

    def meanings(self, key: str) -> Mapping[str, str]:
        """Each word of a table with the word that it stands under; none where the language has no such table."""
        section = self._section.get(key)
        if not isinstance(section, dict):
            return {}
        return WordTable(self.code, ({key: section},)).meanings(key)

    def inflect(self, verb: str) -> Iterator[str]:
        """The regular forms of a verb, and some that nobody says."""
        yield verb
        stem = verb
        for ending in sorted(self.words("infinitive_endings"), key=len, reverse=True):
            stem = stem.removesuffix(ending) if stem == verb else stem
        stems = {stem, stem.removesuffix("e"), f"{stem}{stem[-1]}"}
        if stem.endswith("y"):
            stems.add(f"{stem[:-1]}i")
            stems.add(f"{stem[:-1]}ie")
        for each in stems:
            for ending in self.words("endings"):
                yield f"{each}{ending}"
        for prefix in self.words("participle_prefix"):
            yield f"{prefix}{stem}t"
            yield f"{prefix}{verb}"


def _strings(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list) else ()


@cache
def load_clause_grammar(code: str) -> ClauseGrammar:
    """The clause words of the language with that code."""
    return ClauseGrammar(code)
