"""Tables of the word files whose strings are regular expressions.

In such a string a line break and the blanks after it count for nothing, and `{name}` stands for the expression of that
name in the same table. An expression of all languages matches where that of any language does.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from bot.language.vocabulary import WordTable, load_languages

_LINE_BREAK = re.compile(r"\n\s*")
_NAME = re.compile(r"\{([a-z_]+)\}")


_MINDS_CASE = "(?-i:"
"""A part that minds capitals cannot be looked for in small letters."""
_LOOKS = ("match", "fullmatch", "search")
_KEPT_AS_IT_IS = re.compile(r"\\.|\(\?P", re.DOTALL)
"""What has another meaning in small letters: `\\S`, `(?P<name>`."""


class LateExpression:
    """A regular expression that is compiled when it is first asked for something. Hundreds of them are for lines that
    few people type, and compiling them all took a fifth of the time that the bot takes to start.

    One that ignores case looks in the text in small letters first, with an expression that does not: most texts have
    nothing that it finds, and that is told several times as fast, since alternatives are chosen by their first letter.
    """

    def __init__(self, expression: str, flags: re.RegexFlag) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> object:
        ignores_case = bool(self._flags & re.IGNORECASE) and _MINDS_CASE not in self._expression
        if ignores_case and name in _LOOKS:
            found: object = self._look_first(name)
        elif ignores_case and name == "sub":
            found = self._substitute_where_found
        else:
            found = getattr(self._compile(), name)
        # From now on it is found here, as fast as that of the compiled one.
        setattr(self, name, found)
        return found

    def _compile(self) -> re.Pattern[str]:
        if "_compiled" not in vars(self):
            self._compiled = re.compile(self._expression, self._flags)
        return self._compiled

    def _compile_small(self) -> re.Pattern[str]:
        if "_small" not in vars(self):
            small = in_small_letters(self._expression)
            self._small = re.compile(small, self._flags & ~re.IGNORECASE)
        return self._small

    def _look_first(self, method: str) -> Callable[..., re.Match[str] | None]:
        """The method of that name, which looks in small letters before it looks at the text as it stands."""
        finds_small = getattr(self._compile_small(), method)

        def look(text: str, *at: int) -> re.Match[str] | None:
            small = text.lower()
            # A letter that is two in lower case moves all places behind it.
            if finds_small(small, *at) is None and len(small) == len(text):
                return None
            return cast("re.Match[str] | None", getattr(self._compile(), method)(text, *at))

        return look

    def _substitute_where_found(
        self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0
    ) -> str:
        small = text.lower()
        if self._compile_small().search(small) is None and len(small) == len(text):
            return text
        return self._compile().sub(put, text, count)


def in_small_letters(expression: str) -> str:
    """The expression that finds in a text in small letters what this one finds in any case; a few letters of other
    alphabets that have two small forms, such as `ſ`, aside."""
    parts, at = [], 0
    for kept in _KEPT_AS_IT_IS.finditer(expression):
        parts += [expression[at : kept.start()].lower(), kept[0]]
        at = kept.end()
    return "".join([*parts, expression[at:].lower()])


def compile_late(expression: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """The expression, compiled when it is first used. A mistake in it shows only then; a test uses each."""
    return cast("re.Pattern[str]", LateExpression(expression, flags))


class PatternTable(WordTable):
    """A table whose strings may be regular expressions, or words as in any other table."""

    __slots__ = ()

    def alternatives(self, key: str) -> str:
        """The expressions of all languages as the alternatives of one, to be put in a group."""
        expressions = [expand(str(table[key]), table) for table in self.tables if key in table]
        if not expressions:
            raise KeyError(f"No language has [{self.name}] {key}")
        # `ok` stands in several languages. Written twice within a repeated group, each would double the ways to match.
        return "|".join(
            dict.fromkeys(each for one in expressions for each in split_alternatives(one))
        )

    def expressions(self, key: str) -> tuple[str, ...]:
        """The expressions in the arrays of that name, of all languages, in their order."""
        found: list[str] = []
        for table in self.tables:
            found += [expand(each, table) for each in cast("Sequence[str]", table.get(key, ()))]
        return tuple(found)

    def expression(self, key: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
        """The expressions of all languages as one, compiled when it is first asked for a match."""
        return compile_late(self.alternatives(key), flags)


def split_alternatives(expression: str) -> list[str]:
    """The alternatives of a regular expression, parted at each `|` that stands in no group and no class."""
    parts, depth, in_class, first, at = [], 0, False, 0, 0
    while at < len(expression):
        sign = expression[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
            # A bracket that closes nothing may stand first: `[]x]`, `[^]x]`.
            at += expression.startswith(("[^]", "[]"), at) + expression.startswith("[^]", at)
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append(expression[first:at])
            first = at + 1
        at += 1
    return [*parts, expression[first:]]


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
