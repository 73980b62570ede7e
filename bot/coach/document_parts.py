"""What a document is made of, whatever file it becomes: sections with paragraphs, lists, tables and small print. Every
text in them stands for itself; nothing in it formats."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSpan:
    """A run of text in one style."""

    text: str
    bold: bool = False


TextLine = tuple[TextSpan, ...]
"""One line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words to say."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallPrint:
    """Small print."""

    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under titles; `right` says which columns hold figures and stand at the right."""

    titles: tuple[str, ...]
    right: tuple[bool, ...]
    rows: tuple[tuple[TextLine, ...], ...]


Part = Paragraph | Bullets | Quote | SmallPrint | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Parts under a title; the first section of a document may have none."""

    title: str
    parts: tuple[Part, ...]


def plain_line(text: str) -> TextLine:
    """The text as a line in one style."""
    return (TextSpan(text=text),)


def read_line(line: TextLine) -> str:
    """A line as plain text."""
    return "".join(span.text for span in line)
