"""The words that the reader knows, kept as data: one file per language in `words/`.

A table of a file belongs to a concept (`[amounts]`, `[days]`). In it

- a string holds single words, separated by blanks: `estimates = "about roughly"`;
- an array holds phrases or patterns, one each: `leads = ["give them", "throw in"]`;
- a table of strings sorts words under a meaning, its keys: `[days.months]` with `1 = "jan january"`.

The words of all languages are known in every locale, because people mix them (`12 Tsd by Freitag`). Another language is
another file with the tables of `en.toml` that it has words for.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("words")
_FIRST = "en"


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of one concept: its table in the file of each language that has it, English first."""

    name: str
    tables: tuple[Mapping[str, object], ...]

    def words(self, key: str) -> frozenset[str]:
        """Single words, without order."""
        return frozenset(word for text in self._strings(key) for word in text.split())

    def phrases(self, key: str) -> tuple[str, ...]:
        """Phrases or patterns in the order of the files."""
        return tuple(phrase for array in self._arrays(key) for phrase in array)

    def pattern(self, key: str) -> str:
        """The patterns as one regular expression that matches any of them; earlier ones are tried first."""
        return f"(?:{'|'.join(self.phrases(key))})"

    def meanings(self, key: str) -> dict[str, str]:
        """Each word with the meaning that it stands under."""
        return {
            word: meaning
            for words_by_meaning in self._subtables(key)
            for meaning, words in words_by_meaning.items()
            for word in words.split()
        }

    def numbers(self, key: str) -> dict[str, int]:
        """Each word with the number that it stands under."""
        return {word: int(meaning) for word, meaning in self.meanings(key).items()}

    def _strings(self, key: str) -> Iterator[str]:
        for value in self._values(key):
            if not isinstance(value, str):
                raise TypeError(f"[{self.name}] {key} is not a string of words")
            yield value

    def _arrays(self, key: str) -> Iterator[list[str]]:
        for value in self._values(key):
            if not isinstance(value, list):
                raise TypeError(f"[{self.name}] {key} is not an array of phrases")
            yield value

    def _subtables(self, key: str) -> Iterator[dict[str, str]]:
        for value in self._values(key):
            if not isinstance(value, dict):
                raise TypeError(f"[{self.name}] {key} is not a table of words")
            yield value

    def _values(self, key: str) -> list[object]:
        values = [table[key] for table in self.tables if key in table]
        if not values:
            raise KeyError(f"No language has [{self.name}] {key}")
        return values


def word_table(name: str) -> WordTable:
    """The table of that name in all languages."""
    tables = [language[name] for language in load_languages().values() if name in language]
    return WordTable(name, tuple(tables))


@cache
def load_languages() -> dict[str, dict[str, dict[str, object]]]:
    """The tables of each language by its code, English first: where an order matters, its words come first."""
    paths = sorted(FOLDER.glob("*.toml"), key=lambda path: (path.stem != _FIRST, path.stem))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
