"""A document as PDF, set by Typst in the font that comes with it. What people typed reaches it as data and is never
read as its markup."""

import re
from collections.abc import Sequence
from pathlib import Path

import orjson
import typst
from babel.dates import format_date

from bot.coach.document_parts import Part, Section, Table, TextLine, read_line
from bot.documents.document import Document, parse_locale
from bot.language.languages import language_of

LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE"})
"""Where paper is letter-sized; it is A4 everywhere else."""
NARROW = 16
"""Characters of the longest cell of a column that takes no more room than it needs."""
LONGEST_WORD = 24
"""Characters after which a word may be broken anywhere, lest it runs out of its column."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD},}}")
_BREAK = "\u200b"


def write_pdf(document: Document, *, locale: str, templates: Path) -> bytes:
    """The pages."""
    own_locale = parse_locale(locale)
    told = {
        "title": document.title,
        "name": _break_long_words(document.name),
        "day": format_date(document.day, "long", locale=own_locale),
        "note": document.note,
        "empty": document.empty,
        "language": language_of(locale),
        "paper": "us-letter" if own_locale.territory in LETTER else "a4",
        "sections": [_tell_section(section) for section in document.sections],
    }
    content: bytes = typst.compile(
        (templates / "documents" / "document.typ").read_bytes(),
        format="pdf",
        sys_inputs={"document": orjson.dumps(told).decode()},
        ignore_system_fonts=True,
    )
    return content


def _tell_section(section: Section) -> dict[str, object]:
    return {"title": section.title, "parts": [_tell_part(part) for part in section.parts]}


def _tell_part(part: Part) -> dict[str, object]:
    kind = type(part).__name__.casefold()
    if isinstance(part, Table):
        return {
            "kind": kind,
            "titles": list(part.titles),
            "right": list(part.right),
            "widths": _measure_columns(part),
            "rows": [[_tell_line(cell) for cell in row] for row in part.rows],
        }
    return {"kind": kind, "lines": [_tell_line(line) for line in part.lines]}


def _tell_line(line: TextLine) -> list[dict[str, object]]:
    return [{"text": _break_long_words(span.text), "bold": span.bold} for span in line]


def _measure_columns(table: Table) -> list[int]:
    """The share of the width that each column gets; 0 for one that takes what it needs."""
    longest = []
    for column in range(len(table.titles)):
        cells = [read_line(row[column]) for row in table.rows]
        longest.append(max(map(len, cells), default=0))
    if max(longest, default=0) <= NARROW:
        # Nothing fills the page: the widest column does.
        return [1 if length == max(longest) else 0 for length in longest]
    return [0 if length <= NARROW else min(length, 4 * NARROW) for length in longest]


def _break_long_words(text: str) -> str:
    """The text with places in its longest words where a line may end."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(_cut(word[0])), text)


def _cut(word: str) -> Sequence[str]:
    return [word[at : at + LONGEST_WORD // 2] for at in range(0, len(word), LONGEST_WORD // 2)]
