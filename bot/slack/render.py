"""From an answer to a message: `GiveRecorded` is said by the template `give_recorded.j2`, in whatever folder it is.

A template calls block functions; each adds a block to the message under construction (a `Pen`), so that no text ever
passes through JSON or HTML and what people typed arrives to the letter.
"""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.runtime import Context

from bot.domain.deals import Deal
from bot.domain.moves import Move
from bot.language.languages import ENGLISH, LANGUAGES, language_of
from bot.language.speech import load_speech
from bot.slack import blocks as kit
from bot.slack import limits_table as limits
from bot.slack import markup, templating
from bot.slack.blocks import Block, Element
from bot.slack.button_values import ref
from bot.slack.limits import check_message
from bot.slack.markup import (
    NOTHING,
    Markup,
    finalize_value,
    format_value,
    join_lines,
    quote_typed,
    split_lines,
    to_fallback_text,
    to_plain_text,
    truncate,
)
from bot.slack.move_names import name_moves
from bot.slack.templating import PlainCodeGenerator, TemplateCache
from bot.slack.words import LocaleWords, number_format, number_locale
from bot.translations import Catalogue, load_catalogue

OVERRIDES = "overrides"
CELL = 200
"""The longest text in a cell of a table, so that a page of the longest moves still fits."""

Caller = Callable[[], str]
Series = Sequence[tuple[str, Sequence[tuple[str, Decimal]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent: blocks, and the same in words for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]


def template_name(answer: type) -> str:
    """`give_recorded` for `GiveRecorded`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", answer.__name__).lower()


class PlainContext(Context):
    """Which names are Jinja's globals matters only to templates that import each other; ours include."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, object],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, object] | None = None,  # noqa: A002, ARG002 - Jinja's name for it
    ) -> None:
        super().__init__(environment, parent, name, blocks)


class Writing(Environment):
    """Jinja, set up for messages."""

    context_class = PlainContext
    code_generator_class = PlainCodeGenerator


def open_template_cache(folder: Path) -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept between starts, as Python keeps its own; None where there can be no such place.

    Jinja knows them by their source alone, so the name says which version of this code compiled them.
    """
    kept = folder / "__pycache__"
    try:
        kept.mkdir(exist_ok=True)
    except OSError:
        return None
    code = b"".join(
        Path(str(path)).read_bytes() for path in (__file__, markup.__file__, templating.__file__)
    )
    compiler = sha256(code).hexdigest()[:12]
    return TemplateCache(str(kept), f"{compiler}-%s.bin")


class Renderer:
    """Turns answers into messages with the templates of one folder, all compiled when it is made.

    Every language has the same templates, whose words stand in its catalog. Where a language needs another structure,
    a template under `overrides/<language>` stands instead of the one of the same path.
    """

    def __init__(self, folder: Path) -> None:
        self._globals: dict[str, dict[str, object]] = {}
        self._templates: dict[str, dict[str, Template]] = {}
        self._numbers: dict[str, Callable[[Decimal], str]] = {}
        self.catalogues: dict[str, Catalogue] = {}
        for language in LANGUAGES:
            environment = _environment(folder, language)
            speech = load_speech(language)
            phrases = {name: getattr(speech, name) for name in SPEECH}
            self._globals[language] = environment.globals | _ELEMENTS | phrases
            self._templates[language] = dict(_templates(environment))
            self.catalogues[language] = load_catalogue(folder, language)

    @property
    def names(self) -> frozenset[str]:
        """The names of all templates; every language has the same."""
        return frozenset(self._templates[ENGLISH])

    def catalogue(self, locale: str) -> Catalogue:
        """How our own words read to somebody with this locale."""
        return self.catalogues[language_of(locale)]

    def render(self, answer: object, *, locale: str, today: date) -> Message:
        """The message that says `answer` to a reader with this locale, for whom it is `today`.

        Raises `TooLong` where it would not fit into one message.
        """
        builder = self._write(answer, locale, today, in_message=True)
        message = Message(text=builder.text(), blocks=tuple(builder.blocks))
        check_message(message.text, message.blocks)
        return message

    def blocks(self, answer: object, *, locale: str, today: date) -> list[Block]:
        """The blocks that say `answer` in a form or in Home, where tables read as lists and charts are left out."""
        return self._write(answer, locale, today, in_message=False).blocks

    def plain(self, answer: object, *, locale: str, today: date) -> str:
        """What `answer` says as bare text, to be copied."""
        return self._write(answer, locale, today, in_message=True).bare()

    def words(self, locale: str, today: date, language: str | None = None) -> LocaleWords:
        """How figures, days and counts read to somebody with this locale, for whom it is `today`."""
        spoken = language or language_of(locale)
        return LocaleWords(self._number(locale), today, self.catalogues[spoken])

    def _write(
        self, answer: object, locale: str, today: date, *, in_message: bool
    ) -> "MessageBuilder":
        name, language = template_name(type(answer)), language_of(locale)
        template = self._templates[language][name]
        words = self.words(locale, today, language)
        builder = MessageBuilder(words, in_message=in_message)
        # One dict of our own instead of `template.render`, which copies Jinja's globals name by name every time.
        context = template.new_context(
            self._globals[language] | builder.vocabulary(name_moves(answer, words)), shared=True
        )
        rest = "".join(template.root_render_func(context))
        if rest.strip():
            raise ValueError(f"{template.name} has words outside its blocks: {rest.strip()[:40]!r}")
        return builder

    def _number(self, locale: str) -> Callable[[Decimal], str]:
        if locale not in self._numbers:
            self._numbers[locale] = number_format(number_locale(locale))
        return self._numbers[locale]


def _environment(folder: Path, language: str) -> Environment:
    """Jinja for the messages of one language."""
    environment = Writing(
        loader=FileSystemLoader([folder / OVERRIDES / language, folder]),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        undefined=StrictUndefined,
        finalize=finalize_value,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=open_template_cache(folder),
        autoescape=False,  # this is HTML's; `shown` does Slack's, for every value printed
    )
    # What stands in the gaps of a message goes to `gettext` itself, which writes it to the letter.
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the extension adds it
    return environment


def _templates(environment: Environment) -> Iterator[tuple[str, Template]]:
    """Every template by its name, which is that of its file."""
    names: set[str] = set()
    for path in environment.list_templates(extensions=["j2"]):
        if path.startswith(f"{OVERRIDES}/"):
            continue
        name = Path(path).stem
        if name in names:
            raise ValueError(f"two templates are called {name}")
        names.add(name)
        yield name, environment.get_template(path)


class MessageBuilder:
    """A message under construction. Its methods are the functions that templates call."""

    __slots__ = (
        "_aloud",
        "_elements",
        "_fallback",
        "_fields",
        "_in_message",
        "_rows",
        "_uses",
        "_words",
        "blocks",
    )

    def __init__(self, words: LocaleWords, *, in_message: bool) -> None:
        self._words = words
        self._in_message = in_message
        self.blocks: list[Block] = []
        self._aloud: list[str] = []
        self._fallback = ""
        self._elements: list[Element] = []
        self._fields: list[tuple[str, str]] = []
        self._rows: list[list[str]] = []
        self._uses: dict[str, int] = {}

    def vocabulary(self, answer: object) -> dict[str, object]:
        """All that a template can say: the answer, the blocks, the words."""
        blocks = {name: getattr(self, name) for name in BLOCK_FUNCTIONS}
        words = {name: getattr(self._words, name) for name in WORDS}
        return blocks | words | {"_": self._words.translate, "answer": answer}

    def text(self) -> str:
        """The whole message in words, unless the template gave a shorter fallback."""
        return to_fallback_text(self._fallback or "\n".join(self._aloud), limits.MESSAGE_TEXT)

    def bare(self) -> str:
        """The whole message in words, without any markup or escapes."""
        return to_plain_text("\n".join(self._aloud))

    def fallback(self, caller: Caller) -> Markup:
        """What notifications and screen readers say instead of all of the message."""
        self._fallback = "\n".join(split_lines(caller()))
        return NOTHING

    def header(self, title: str) -> Markup:
        return self._add(kit.header(title), quote_typed(title))

    def section(self, accessory: Element | None = None, *, caller: Caller) -> Markup:
        beside = self._counted(accessory) if accessory else None
        return self._write(lambda written: kit.section(written, beside), caller)

    def quote(self, caller: Caller) -> Markup:
        """A sentence to say."""
        return self._write(kit.quote, caller)

    def context(self, caller: Caller) -> Markup:
        """Small print."""
        return self._write(kit.context, caller)

    def bullets(self, caller: Caller) -> Markup:
        """A list; each line of its body is one bullet."""
        points = split_lines(caller())
        return (
            self._add(kit.bullets(points), *(f"• {point}" for point in points))
            if points
            else NOTHING
        )

    def divider(self) -> Markup:
        return self._add(kit.divider())

    def fields(self, caller: Caller) -> Markup:
        """Two columns of the `field`s called in its body."""
        caller()
        pairs, self._fields = self._fields, []
        return (
            self._add(kit.fields(pairs), *(f"{name}: {value}" for name, value in pairs))
            if pairs
            else NOTHING
        )

    def field(self, name: str, caller: Caller) -> Markup:
        self._fields.append((name, "\n".join(split_lines(caller()))))
        return NOTHING

    def buttons(self, *elements: object, caller: Caller | None = None) -> Markup:
        """A row of the buttons given, or of those called in its body; no row where there are none."""
        row = [element for element in elements if isinstance(element, dict)]
        if caller is not None:
            self._elements = []
            caller()
            row = self._elements
        return (
            self._add(kit.actions([self._counted(element) for element in row])) if row else NOTHING
        )

    def press(self, element: Element) -> Markup:
        """One more button for the row around it."""
        self._elements.append(element)
        return NOTHING

    def choices(
        self,
        deal: Deal,
        move: Move,
        key: str,
        buttons: Sequence[tuple[str, str]],
        more: tuple[str, Sequence[tuple[str, str]]],
        other: Move | None = None,
    ) -> Markup:
        """A row about one move in a message with many: buttons by route and label, then a menu whose options are each
        known by a word before `key`. What all such rows have in common is made once."""
        value = ref(deal, move, other=other or 0, key=key)
        before = value[: len(value) - len(key)]
        row = [
            {"type": "button", "text": _label(label), "action_id": self._own(route), "value": value}
            for route, label in buttons
        ]
        options = [
            {"text": _label(label), "value": f"{before}{word}:{key}"} for word, label in more[1]
        ]
        menu = {"type": "overflow", "action_id": self._own(more[0]), "options": options}
        self.blocks.append({"type": "actions", "elements": [*row, menu]})
        return NOTHING

    def table(self, *columns: Element, caller: Caller) -> Markup:
        """A table of the `row`s called in its body."""
        caller()
        rows, self._rows = self._rows, []
        said = [
            " | ".join(str(column["title"]) for column in columns),
            *(" | ".join(row) for row in rows),
        ]
        if self._in_message:
            return self._add(kit.table(columns, rows), *said)
        return (
            self._add(kit.bullets([" · ".join(filter(None, row)) for row in rows]), *said)
            if rows
            else NOTHING
        )

    def row(self, *cells: str) -> Markup:
        self._rows.append(
            [format_value(truncate(cell, CELL) if len(cell) > CELL else cell) for cell in cells]
        )
        return NOTHING

    def chart(self, kind: str, title: str, series: Series, *, x: str = "", y: str = "") -> Markup:
        """A bar, line or area chart; the same in words is the template's to say."""
        if not self._in_message:
            return NOTHING
        return self._add(kit.chart(kind, title, series, x_label=x, y_label=y))

    def _write(self, block: Callable[[str], Block], caller: Caller) -> Markup:
        written = "\n".join(split_lines(caller()))
        return self._add(block(written), written) if written else NOTHING

    def _add(self, block: Block, *said: str) -> Markup:
        self.blocks.append(block)
        self._aloud.extend(said)
        return NOTHING

    def _counted(self, element: Element) -> Element:
        """The element under an id of its own, where the message already holds one for the same route."""
        route = element["action_id"]
        own = self._own(route)
        return element if own == route else element | {"action_id": own}

    def _own(self, route: str) -> str:
        """The id of one more element for a route in this message."""
        uses = self._uses[route] = self._uses.get(route, 0) + 1
        return route if uses == 1 else f"{route}{kit.REPEAT}{uses}"


@lru_cache(maxsize=1024)
def _label(label: str) -> Element:
    """A label of ours, made once; nobody changes it."""
    return kit.words(label, limits.BUTTON_TEXT)


BLOCK_FUNCTIONS = (
    "fallback", "header", "section", "quote", "context", "bullets", "divider", "fields", "field", "buttons", "press",
    "choices", "table", "row", "chart",
)  # fmt: skip
WORDS = (
    "gettext", "ngettext", "pgettext", "npgettext",
    "number", "money", "worth", "weekday", "day_of_month", "kind", "offer_state",
    "total", "sum", "change", "percent", "day", "short", "when", "by", "days", "age",
    "nth", "move", "moves", "stands", "listing", "person", "channel", "reads", "term",
)  # fmt: skip
_ELEMENTS = {
    "button": kit.button, "confirm": kit.confirm, "option": kit.option, "overflow": kit.overflow,
    "select": kit.select, "column": kit.column, "ref": ref, "joined": join_lines,
}  # fmt: skip
SPEECH = ("do", "need", "if_", "said", "the", "return_for", "because")
"""Turns of phrase for what is said to the other side."""
