"""Numbered things in one line: `1) deposit 2) photos`."""

import re

from bot.language.patterns import compile_late

_LONGEST_LINE = 300
"""Characters of a line in which a numbering is looked for."""
_MOST = 9
_WITH_BRACKETS = [
    compile_late(rf"(?:(?<=\s)|^)\(?{mark}\)\s*(?=\S)") for mark in range(1, _MOST + 1)
]
_WITH_DOTS = [compile_late(rf"(?:(?<=\s)|^){mark}\.\s+(?=[^\W\d])") for mark in range(1, _MOST + 1)]
_WITH_LETTERS = [compile_late(rf"(?:(?<=\s)|^)\(?{mark}\)\s*(?=\S)") for mark in "abcdefghi"]
_LEAST, _LEAST_WITH_DOTS = 2, 3
"""So many things in order make a numbering. Two with dots may be days: `1. rate on the 2. May`."""


def cut_numbering(text: str) -> str:
    """The things of a numbered line with semicolons between them; any other line as it is."""
    if len(text) > _LONGEST_LINE or "\n" in text:
        return text
    for marks, least in (
        (_WITH_BRACKETS, _LEAST),
        (_WITH_LETTERS, _LEAST),
        (_WITH_DOTS, _LEAST_WITH_DOTS),
    ):
        parts = _cut(text.strip(), marks)
        if len(parts) >= least:
            return "; ".join(part.strip(" ,;.") for part in parts)
    return text


def _cut(text: str, marks: list[re.Pattern[str]]) -> list[str]:
    """The texts behind the marks, which stand in their order and begin the line."""
    first = marks[0].match(text)
    if first is None:
        return []
    parts, start = [], first.end()
    for mark in marks[1:]:
        found = mark.search(text, start)
        if found is None:
            break
        parts.append(text[start : found.start()])
        start = found.end()
    return [*parts, text[start:]]
