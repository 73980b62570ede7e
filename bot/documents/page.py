"""Documents as HTML that prints on one sheet and as Markdown. What people typed is escaped."""

import re
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from bot.coach.document_parts import Part, Section, Table, TextLine
from bot.documents.document import Document, parse_locale
from bot.language.languages import language_of
from bot.translations import load_catalogue

_MARKS = re.compile(r"([\\`*_\[\]<>#|~!&])")
_LEADING = re.compile(r"^([-+]|\d+[.)])(?=\s)")


def write_document(document: Document, *, form: str, locale: str, templates: Path) -> bytes:
    """The document in a form, `html` or `md`."""
    language = language_of(locale)
    catalogue = load_catalogue(templates, language)
    environment = Environment(
        loader=FileSystemLoader(templates / "documents"),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),  # Markdown has escapes of its own
        finalize=None if form == "html" else escape_markdown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    own_locale = parse_locale(locale)
    template = environment.get_template(f"page.{form}")
    return template.render(
        document=document,
        day=format_date(document.day, "long", locale=own_locale),
        kind_of=_kind_of,
        has_table=_has_table,
        write_line=_write_html if form == "html" else _write_markdown,
        markup=Written,
        language=language,
        _=catalogue.translate,
    ).encode()


def _kind_of(part: Part) -> str:
    return type(part).__name__.casefold()


def _has_table(section: Section) -> bool:
    """Whether it needs the whole width of a page."""
    return any(isinstance(part, Table) for part in section.parts)


def _write_html(line: TextLine) -> Markup:
    """A line as HTML, escaped."""
    return Markup("").join(
        Markup("<b>{}</b>").format(span.text) if span.bold else Markup("{}").format(span.text)
        for span in line
    )


class Written(str):
    """Markdown of our own making, which is not escaped again."""

    __slots__ = ()


def _write_markdown(line: TextLine) -> Written:
    """A line as Markdown, escaped."""
    parts = []
    for span in line:
        text = _MARKS.sub(r"\\\1", " ".join(span.text.split("\n")))
        parts.append(f"**{text.strip()}**" if span.bold and text.strip() else text)
    return Written(_escape_leading(" ".join("".join(parts).split())))


def escape_markdown(value: object) -> str:
    """Words that Markdown shows to the letter, in one line."""
    if isinstance(value, Written):
        return value
    # A mark in the middle of a line formats; a hyphen, a plus or a number formats at its start alone.
    return _escape_leading(_MARKS.sub(r"\\\1", " ".join(str(value).split())))


def _escape_leading(text: str) -> str:
    return _LEADING.sub(lambda mark: f"{mark[1][:-1]}\\{mark[1][-1]}", text)
