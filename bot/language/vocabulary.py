"""The words that the reader knows, kept as data: one file per language in `words/`.

A table of a file belongs to a concept (`[amounts]`, `[days]`). In it

- a string holds single words, separated by blanks: `estimates = "about roughly"`;
- an array holds phrases or patterns, one each: `leads = ["give them", "throw in"]`;
- a table of strings sorts words under a meaning, its keys: `[days.months]` with `1 = "jan january"`.

The words of all languages are known in every locale, because people mix them (`12 Tsd by Freitag`). Another language is
another file with the tables of `en.toml` that it has words for, and a table `[respelling]` (see `respelling.py`).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).with_name("words")
_FIRST = "en"

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of one concept: its table in the file of each language that has it, English first.

    A key that no language has is a KeyError, unless it is asked for as `optional`.
    """

    name: str
    tables: tuple[Mapping[str, object], ...]

    def words(self, key: str, *, optional: bool = False) -> frozenset[str]:
        """Single words, without order."""
        texts = self._values(key, str, optional=optional)
        return frozenset(word for text in texts for word in text.split())

    def phrases(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Phrases or patterns in the order of the files."""
        arrays = self._values(key, list, optional=optional)
        return tuple(phrase for array in arrays for phrase in array)

    def pattern(self, key: str, *, optional: bool = False) -> str:
        """The patterns as one regular expression that matches any of them; earlier ones are tried first. Without
        any it matches nothing."""
        patterns = self.phrases(key, optional=optional)
        return f"(?:{'|'.join(patterns)})" if patterns else "(?!)"

    def groups(self, key: str, *, optional: bool = False) -> dict[str, frozenset[str]]:
        """The words under each meaning."""
        groups: dict[str, frozenset[str]] = {}
        for table in self._values(key, dict, optional=optional):
            for meaning, words in table.items():
                groups[meaning] = groups.get(meaning, frozenset()) | set(words.split())
        return groups

    def meanings(self, key: str, *, optional: bool = False) -> dict[str, str]:
        """Each word with the meaning that it stands under."""
        groups = self.groups(key, optional=optional)
        return {word: meaning for meaning, words in groups.items() for word in words}

    def numbers(self, key: str) -> dict[str, int]:
        """Each word with the number that it stands under."""
        return {word: int(number) for word, number in self.meanings(key).items()}

    def flag(self, key: str) -> bool:
        """Whether a language says so; False where none says anything."""
        return any(self._values(key, bool, optional=True))

    def subtables(self) -> dict[str, "WordTable"]:
        """The tables within this one by their keys, those of all languages together."""
        keys = dict.fromkeys(key for table in self.tables for key in table)
        return {
            key: WordTable(f"{self.name}.{key}", tuple(self._values(key, dict))) for key in keys
        }

    def entries(self, key: str) -> list["WordTable"]:
        """The tables of an array of tables, in their order; none where the key is missing."""
        name = f"{self.name}.{key}"
        arrays = self._values(key, list, optional=True)
        return [WordTable(name, (entry,)) for array in arrays for entry in array]

    def _values(self, key: str, kind: type[_Value], *, optional: bool = False) -> Iterator[_Value]:
        values = [table[key] for table in self.tables if key in table]
        if not values and not optional:
            raise KeyError(f"No language has [{self.name}] {key}")
        for value in values:
            if not isinstance(value, kind):
                raise TypeError(f"[{self.name}] {key} is not a {kind.__name__}")
            yield value


def word_table(name: str) -> WordTable:
    """The table of that name in all languages."""
    tables = [language[name] for language in load_languages().values() if name in language]
    return WordTable(name, tuple(tables))


@cache
def load_languages() -> dict[str, dict[str, dict[str, object]]]:
    """The tables of each language by its code, English first: where an order matters, its words come first."""
    paths = sorted(FOLDER.glob("*.toml"), key=lambda path: (path.stem != _FIRST, path.stem))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}
