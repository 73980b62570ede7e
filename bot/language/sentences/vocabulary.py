"""The words and patterns of draft sentences: the tables `[sentences.…]` of the word files.

Beside what `bot/language/vocabulary.py` reads, a string may be one regular expression. In it a line break and the
blanks after it count for nothing, and `{name}` stands for a pattern of the language's `[sentences.fragments]`.
"""

import re
from collections.abc import Mapping
from typing import cast

from bot.language.vocabulary import WordTable, load_languages

_LINE_BREAK = re.compile(r"\n\s*")
_FRAGMENT = re.compile(r"\{([a-z_]+)\}")


class PatternTable(WordTable):
    """A table whose strings may be regular expressions; one that matches in any language matches."""

    __slots__ = ()

    def alternatives(self, key: str) -> str:
        """The expressions of all languages as the alternatives of one."""
        expressions = [str(table[key]) for table in self.tables if key in table]
        if not expressions:
            raise KeyError(f"No language has [sentences.{self.name}] {key}")
        return "|".join(map(join_lines, expressions))

    def expression(self, key: str) -> re.Pattern[str]:
        """The expressions of all languages as one."""
        return re.compile(self.alternatives(key))


def pattern_table(name: str) -> PatternTable:
    """The table `[sentences.<name>]` of all languages."""
    tables = [sentence_section(code, name) for code in load_languages()]
    return PatternTable(name, tuple(table for table in tables if table))


def sentence_section(code: str, name: str) -> Mapping[str, object]:
    """The table `[sentences.<name>]` of one language; empty where it has none."""
    sections = load_languages()[code].get("sentences", {})
    return cast("Mapping[str, object]", sections.get(name, {}))


def join_lines(expression: str) -> str:
    """A regular expression that is written on several lines, on one."""
    return _LINE_BREAK.sub("", expression)


def fill_in_fragments(expression: str, fragments: Mapping[str, object]) -> str:
    """A regular expression on one line, with its fragments written out."""
    joined = join_lines(expression)
    return _FRAGMENT.sub(lambda name: fill_in_fragments(str(fragments[name[1]]), fragments), joined)
