"""The words that the reader knows, kept as data: one file per language in `words/`.

A table of a file belongs to a concept (`[amounts]`, `[days]`). In it

- a string holds single words, separated by blanks: `estimates = "about roughly"`;
- an array holds phrases or patterns, one each: `leads = ["give them", "throw in"]`;
- a table of strings sorts words under a meaning, its keys: `[days.months]` with `1 = "jan january"`.

The words of all languages are known in every locale, because people mix them (`12 Tsd by Freitag`). A subject with
many words of its own has a folder: `words/speech/en.toml`. Another language is
another file with the tables of `en.toml` that it has words for, and a table `[respelling]` (see `respelling.py`).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

FOLDER = Path(__file__).with_name("words")
_FIRST = "en"
_MISSING = object()

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
        words: set[str] = set()
        for text in self._values(key, str, optional=optional):
            words.update(text.split())
        return frozenset(words)

    def phrases(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """Phrases or patterns in the order of the files."""
        phrases: list[str] = []
        for array in self._values(key, list, optional=optional):
            phrases.extend(array)
        return tuple(phrases)

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
                # `januar` joins `jan january` under 1.
                groups[meaning] = groups.get(meaning, frozenset()) | set(words.split())
        return groups

    def meanings(self, key: str, *, optional: bool = False) -> dict[str, str]:
        """Each word with the meaning that it stands under."""
        meanings: dict[str, str] = {}
        for meaning, words in self.groups(key, optional=optional).items():
            meanings.update(dict.fromkeys(words, meaning))
        return meanings

    def spellings(self, key: str) -> dict[str, str]:
        """Each word or phrase with the text that it stands for."""
        spellings: dict[str, str] = {}
        for table in self._values(key, dict):
            spellings.update(table)
        return spellings

    def numbers(self, key: str) -> dict[str, int]:
        """Each word with the number that it stands under."""
        return {word: int(number) for word, number in self.meanings(key).items()}

    def flag(self, key: str) -> bool:
        """Whether a language says so; False where none says anything."""
        return any(self._values(key, bool, optional=True))

    def subtables(self) -> dict[str, "WordTable"]:
        """The tables within this one by their keys, those of all languages together."""
        return {key: self.subtable(key) for table in self.tables for key in table}

    def subtable(self, key: str) -> "WordTable":
        """The table of that key within this one."""
        return WordTable(f"{self.name}.{key}", tuple(self._values(key, dict)))

    def entries(self, key: str) -> list["WordTable"]:
        """The tables of an array of tables, in their order; none where the key is missing."""
        entries: list[WordTable] = []
        for array in self._values(key, list, optional=True):
            entries.extend(WordTable(f"{self.name}.{key}", (entry,)) for entry in array)
        return entries

    def _values(self, key: str, kind: type[_Value], *, optional: bool = False) -> list[_Value]:
        """What each language has under the key, which must be of that kind in all of them."""
        values: list[_Value] = []
        for table in self.tables:
            value = table.get(key, _MISSING)
            if isinstance(value, kind):
                values.append(value)
            elif value is not _MISSING:
                raise TypeError(f"[{self.name}] {key} is not a {kind.__name__}")
        if not values and not optional:
            raise KeyError(f"No language has [{self.name}] {key}")
        return values


def word_table(name: str) -> WordTable:
    """The table of that name in all languages."""
    tables = [language[name] for language in load_languages().values() if name in language]
    return WordTable(name, tuple(tables))


@cache
def load_languages() -> dict[str, dict[str, dict[str, object]]]:
    """The tables of each language by its code, English first: where an order matters, its words come first."""
    return _load_folder(FOLDER)


@cache
def load_subject(subject: str) -> dict[str, dict[str, dict[str, object]]]:
    """The tables of a subject that has a folder of its own beside those files, by language."""
    return _load_folder(FOLDER / subject)


def _load_folder(folder: Path) -> dict[str, dict[str, dict[str, object]]]:
    languages = {}
    for path in sorted(folder.glob("*.toml"), key=_put_english_first):
        languages[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
    return languages


def _put_english_first(path: Path) -> tuple[bool, str]:
    return path.stem != _FIRST, path.stem
