"""Phrases that are looked for at a place in a line."""

from collections.abc import Iterable

from bot.language.word_list import WordList


class PhraseIndex:
    """Phrases by their first word, the longest first."""

    def __init__(self, phrases: Iterable[str]) -> None:
        rests: dict[str, list[list[str]]] = {}
        for phrase in phrases:
            first, *rest = phrase.split()
            rests.setdefault(first, []).append(rest)
        self._rests = {word: sorted(found, key=len, reverse=True) for word, found in rests.items()}
        self.first_words = frozenset(rests)

    def find_end(self, words: WordList, i: int, limit: int | None = None) -> int:
        """The word after the longest phrase that begins at `i` and ends by `limit`; `i` where none does."""
        for rest in self._rests.get(words.low[i], ()):
            end = i + 1 + len(rest)
            fits = limit is None or end <= limit
            if fits and words.low[i + 1 : end] == rest:
                return end
        return i
