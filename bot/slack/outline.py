"""What an answer says as the parts of a document: by the same templates as in Slack, without buttons and charts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.coach.document_parts import (
    Bullets,
    Paragraph,
    Part,
    Quote,
    Section,
    SmallPrint,
    Table,
    TextLine,
    TextSpan,
    read_line,
)
from bot.slack.blocks import Element
from bot.slack.markup import NOTHING, Markup, format_value, split_lines, split_tokens
from bot.slack.message_builder import Caller, MessageBuilder
from bot.slack.words import LocaleWords


class OutlineBuilder(MessageBuilder):
    """A document under construction: what templates call to say blocks adds parts here. `names` are those of people by
    their ids, since nobody can mention anybody on paper."""

    __slots__ = ("_cells", "_names", "_titled")

    def __init__(self, words: LocaleWords, names: Mapping[str, str]) -> None:
        super().__init__(words, in_message=True)
        self._names = names
        self._cells: list[tuple[TextLine, ...]] = []
        self._titled: list[tuple[str, list[Part]]] = []

    @property
    def sections(self) -> tuple[Section, ...]:
        """What was said, in sections. One begins at a title, and where a line stands alone and in bold."""
        found: list[Section] = []
        for title, parts in self._titled:
            if parts or not found:
                found.append(Section(title=title, parts=tuple(parts)))
            elif title:
                # Nothing stands under it, so that it was no title.
                alone = Paragraph(lines=((TextSpan(text=title, bold=True),),))
                found[-1] = replace(found[-1], parts=(*found[-1].parts, alone))
        return tuple(section for section in found if section.title or section.parts)

    def header(self, title: str) -> Markup:
        """A title opens a section."""
        self._titled.append((title, []))
        return NOTHING

    def section(
        self,
        accessory: Element | None = None,  # noqa: ARG002 - a document has no buttons
        *,
        caller: Caller,
    ) -> Markup:
        """A paragraph; whatever stands beside it is left out."""
        lines = self._read_lines(caller)
        if len(lines) == 1 and _is_title(lines[0]):
            return self.header(read_line(lines[0]))
        return self._put(Paragraph, lines)

    def quote(self, caller: Caller) -> Markup:
        """Words to say."""
        return self._put(Quote, self._read_lines(caller))

    def context(self, caller: Caller) -> Markup:
        """Small print."""
        return self._put(SmallPrint, self._read_lines(caller))

    def evidence(self, caller: Caller) -> Markup:
        """What an advice rests on."""
        return self._put(SmallPrint, self._read_lines(caller))

    def bullets(self, caller: Caller) -> Markup:
        """A list."""
        return self._put(Bullets, self._read_lines(caller))

    def fields(self, caller: Caller) -> Markup:
        """Two columns, as a list."""
        caller()
        pairs, self._fields = self._fields, []
        lines = [self._read_line(f"*{name}*: {value}") for name, value in pairs]
        return self._put(Bullets, lines)

    def table(self, *columns: Element, caller: Caller) -> Markup:
        """A table."""
        caller()
        rows, self._cells = self._cells, []
        if rows:
            self._add_part(
                Table(
                    titles=tuple(str(column["title"]) for column in columns),
                    right=tuple(column["align"] == "right" for column in columns),
                    rows=tuple(rows),
                )
            )
        return NOTHING

    def row(self, *cells: str) -> Markup:
        """One more row, in full."""
        self._cells.append(tuple(self._read_line(format_value(cell)) for cell in cells))
        return NOTHING

    def buttons(
        self,
        *elements: object,  # noqa: ARG002 - nothing can be pressed on paper
        caller: Caller | None = None,  # noqa: ARG002 - the same
    ) -> Markup:
        """Buttons are left out."""
        return NOTHING

    def chart(self, *_: object, **__: object) -> Markup:
        """Charts are left out: they say nothing that is not also in words."""
        return NOTHING

    def _put(self, kind: Callable[..., Part], lines: Sequence[TextLine]) -> Markup:
        if lines:
            self._add_part(kind(lines=tuple(lines)))
        return NOTHING

    def _add_part(self, part: Part) -> None:
        if not self._titled:
            self._titled.append(("", []))
        self._titled[-1][1].append(part)

    def _read_lines(self, caller: Caller) -> list[TextLine]:
        return [self._read_line(line) for line in split_lines(caller())]

    def _read_line(self, written: str) -> TextLine:
        return tuple(self._read_spans(written))

    def _read_spans(self, written: str) -> Iterator[TextSpan]:
        bold = False
        for text, kind in split_tokens(written):
            if kind == "style":
                # Signs of other styles are left out with their style.
                bold ^= text == "*"
            elif kind == "user":
                yield TextSpan(text=self._names.get(text, text), bold=bold)
            elif kind == "link":
                yield TextSpan(text=text.partition("|")[2] or text, bold=bold)
            elif text:
                yield TextSpan(text=text, bold=bold)


def _is_title(line: TextLine) -> bool:
    return all(span.bold or not span.text.strip(" :") for span in line)
