"""The words of one language that sentences are built with: what things are called, what people do, what is private."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from bot.language.patterns import compile_late
from bot.language.vocabulary import WordTable, load_subject

SUBJECT = "speech"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """Which words of what was typed are for us alone."""

    private: re.Pattern[str]
    """From here on nothing may be said."""
    blocked: re.Pattern[str]
    """Where these words are, nothing may be said at all."""
    not_listed: re.Pattern[str]
    """What says nothing in a list that is sent: `half of it`, `scaffolding no way`."""

    def cut(self, text: str) -> str:
        """The text without what is meant for us alone; empty where nothing of it may be said."""
        kept = self.private.sub("", text).strip(" ,;:–—-")
        return "" if self.blocked.search(kept) else kept


@cache
def load_remarks(language: str) -> Remarks:
    """The remarks of a language."""
    table = speech_table(language, "remarks")
    return Remarks(
        private=compile_pattern(table.pattern("private")),
        blocked=compile_pattern(table.pattern("blocked")),
        not_listed=compile_pattern(table.pattern("not_listed")),
    )


@cache
def speech_table(language: str, name: str) -> WordTable:
    """A table of the words that sentences are built with."""
    return WordTable(f"{SUBJECT}.{name}", (load_subject(SUBJECT)[language][name],))


def load_words(language: str, table: str, key: str) -> frozenset[str]:
    """The words and phrases of an array, in lower case."""
    return frozenset(word.lower() for word in speech_table(language, table).phrases(key))


def load_texts(language: str, table: str) -> dict[str, str]:
    """Each key of a table with its text."""
    (entries,) = speech_table(language, table).tables
    return {key: str(text) for key, text in entries.items()}


@cache
def load_increase(language: str) -> re.Pattern[str]:
    """How the coach calls a give that comes on top of an earlier one."""
    return compile_pattern(str(speech_table(language, "words").tables[0]["increase"]))


def list_alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern, whatever the case of the letters."""
    return compile_late(pattern, re.IGNORECASE)
