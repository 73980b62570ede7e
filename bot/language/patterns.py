"""Tables of the word files whose strings are regular expressions.

In such a string a line break and the blanks after it count for nothing, and `{name}` stands for the expression of that
name in the same table. An expression of all languages matches where that of any language does.
"""

import re
from collections.abc import Mapping, Sequence
from typing import cast

from bot.language.vocabulary import WordTable, load_languages

_LINE_BREAK = re.compile(r"\n\s*")
_NAME = re.compile(r"\{([a-z_]+)\}")


class PatternTable(WordTable):
    """A table whose strings may be regular expressions, or words as in any other table."""

    __slots__ = ()

    def alternatives(self, key: str) -> str:
        """The expressions of all languages as the alternatives of one, to be put in a group."""
        expressions = [expand(str(table[key]), table) for table in self.tables if key in table]
        if not expressions:
            raise KeyError(f"No language has [{self.name}] {key}")
        return "|".join(expressions)

    def expressions(self, key: str) -> tuple[str, ...]:
        """The expressions in the arrays of that name, of all languages, in their order."""
        found: list[str] = []
        for table in self.tables:
            found += [expand(each, table) for each in cast("Sequence[str]", table.get(key, ()))]
        return tuple(found)

    def expression(self, key: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        """The expressions of all languages as one."""
        return re.compile(self.alternatives(key), flags)


def pattern_table(name: str) -> PatternTable:
    """The table of that name, such as `sentences.prices`, in all languages."""
    tables = [table_of_language(code, name) for code in load_languages()]
    return PatternTable(name, tuple(table for table in tables if table))


def table_of_language(code: str, name: str) -> Mapping[str, object]:
    """The table of that name in one language; empty where it has none."""
    table: Mapping[str, object] = load_languages()[code]
    for part in name.split("."):
        table = cast("Mapping[str, object]", table.get(part, {}))
    return table


def expand(expression: str, named: Mapping[str, object]) -> str:
    """A regular expression on one line, with the named ones that it refers to written out."""
    joined = _LINE_BREAK.sub("", expression)
    return _NAME.sub(lambda name: expand(str(named[name[1]]), named), joined)
