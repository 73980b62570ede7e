"""A message under construction, and the functions that templates make it with.

A template calls block functions; each adds a block to the message, so that no text ever passes
through JSON or HTML and what people typed arrives to the letter.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.moves import Move
from bot.slack import blocks as kit
from bot.slack import limits_table as limits
from bot.slack.blocks import Block, Element
from bot.slack.button_values import ref
from bot.slack.markup import (
    NOTHING,
    Markup,
    format_value,
    join_lines,
    quote_typed,
    split_lines,
    to_fallback_text,
    to_plain_text,
    truncate,
)
from bot.slack.words import LocaleWords

LONGEST_CELL = 200
"""The longest text in a cell of a table, so that a page of the longest moves still fits."""

EVIDENCE = "evidence"
"""What the id of a block with evidence begins with."""
MOST_UNTITLED = 4
"""Columns from which on a table that is shown as a list begins with their titles."""

Caller: TypeAlias = Callable[[], str]
"""Gives what a template wrote between `{% call … %}` and `{% endcall %}`."""
Series: TypeAlias = Sequence[tuple[str, Sequence[tuple[str, Decimal]]]]

BLOCK_FUNCTIONS = (
    "fallback", "header", "section", "quote", "context", "evidence", "bullets", "divider", "fields", "field", "buttons",
    "press", "choices", "table", "row", "chart",
)  # fmt: skip
"""The methods of a message under construction that templates call."""

WORD_FUNCTIONS: Mapping[str, str] = {
    "_": "translate",
    "gettext": "gettext",
    "ngettext": "ngettext",
    "pgettext": "pgettext",
    "npgettext": "npgettext",
    "reads": "reads",
    "number": "format_number",
    "level": "format_level",
    "money": "format_money",
    "term": "format_term",
    "worth": "format_worth",
    "total": "format_total",
    "sum": "format_sum",
    "change": "format_change",
    "percent": "format_percent",
    "day": "format_day",
    "short": "format_short_day",
    "when": "format_when",
    "by": "format_deadline",
    "weekday": "name_weekday",
    "days": "count_days",
    "age": "format_age",
    "nth": "name_nth",
    "day_of_month": "name_day_of_month",
    "move": "format_move_number",
    "moves": "list_move_numbers",
    "kind": "name_kind",
    "stands": "name_state",
    "offer_state": "name_offer_state",
    "deal_state": "name_deal_state",
    "listing": "join_listing",
    "person": "mention_person",
    "channel": "mention_channel",
    "weblink": "link_text",
}
"""What templates call the words of a reader: short, since they stand in the middle of texts."""

ELEMENT_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "button": kit.button_element,
    "confirm": kit.confirm_dialog,
    "option": kit.option_object,
    "overflow": kit.overflow_menu,
    "select": kit.select_menu,
    "column": kit.table_column,
    "ref": ref,
    "joined": join_lines,
}
"""What makes a part of a block, the same for every message."""


COPIED_SENTENCES = frozenset({"sentence.copy", "say.copy", "offer.say"})
"""Buttons beside a paragraph that is a sentence to say and nothing else."""
SENTENCE_BUTTONS = COPIED_SENTENCES | {"card.copy", "meso.say", "say.with"}
"""Buttons that lead to a sentence."""


def _leads_to_sentence(element: Element) -> bool:
    return element.get("action_id") in SENTENCE_BUTTONS


class MessageBuilder:
    """A message under construction. Its methods are the functions that templates call."""

    __slots__ = (
        "_elements",
        "_fallback",
        "_fields",
        "_in_message",
        "_rows",
        "_spoken",
        "_uses",
        "_with_sentences",
        "_words",
        "blocks",
    )

    def __init__(
        self, words: LocaleWords, *, in_message: bool, with_sentences: bool = True
    ) -> None:
        self._words = words
        self._in_message = in_message
        self._with_sentences = with_sentences
        self.blocks: list[Block] = []
        self._spoken: list[str] = []
        self._fallback = ""
        self._elements: list[Element] = []
        self._fields: list[tuple[str, str]] = []
        self._rows: list[list[str]] = []
        self._uses: dict[str, int] = {}

    def template_functions(self, answer: Answer | None) -> dict[str, object]:
        """All that a template can say: the answer (words alone have none), the blocks, the words."""
        blocks = {name: getattr(self, name) for name in BLOCK_FUNCTIONS}
        words = {name: getattr(self._words, method) for name, method in WORD_FUNCTIONS.items()}
        return blocks | words | {"answer": answer}

    def fallback_text(self) -> str:
        """The whole message in words, unless the template gave a shorter fallback."""
        return to_fallback_text(self._fallback or "\n".join(self._spoken), limits.MESSAGE_TEXT)

    def bare_text(self) -> str:
        """The whole message in words, without any markup or escapes."""
        return to_plain_text("\n".join(self._spoken))

    def fallback(self, caller: Caller) -> Markup:
        """What notifications and screen readers say instead of all of the message."""
        self._fallback = "\n".join(split_lines(caller()))
        return NOTHING

    def header(self, title: str) -> Markup:
        """A title."""
        return self._add(kit.header_block(title), quote_typed(title))

    def section(self, accessory: Element | None = None, *, caller: Caller) -> Markup:
        """A paragraph, with a button or a menu beside it where one is given."""
        if accessory and not self._with_sentences:
            if accessory.get("action_id") in COPIED_SENTENCES:
                return NOTHING
            accessory = None if _leads_to_sentence(accessory) else accessory
        beside = self._with_own_id(accessory) if accessory else None
        return self._add_written(lambda written: kit.section_block(written, beside), caller)

    def quote(self, caller: Caller) -> Markup:
        """A sentence to say."""
        if not self._with_sentences:
            return NOTHING
        return self._add_written(kit.quote_block, caller)

    def context(self, caller: Caller) -> Markup:
        """Small print."""
        return self._add_written(kit.context_block, caller)

    def evidence(self, caller: Caller) -> Markup:
        """What a caution or an advice rests on; in a short message it stands behind *More*."""
        self._uses["evidence"] = count = self._uses.get("evidence", 0) + 1
        name = f"{EVIDENCE}{count}"
        return self._add_written(
            lambda written: kit.context_block(written) | {"block_id": name}, caller
        )

    def bullets(self, caller: Caller) -> Markup:
        """A list; each line of its body is one bullet."""
        points = split_lines(caller())
        if not points:
            return NOTHING
        return self._add(kit.bullet_list(points), *(f"• {point}" for point in points))

    def divider(self) -> Markup:
        """A line across the message."""
        return self._add(kit.divider_block())

    def fields(self, caller: Caller) -> Markup:
        """Two columns of the `field`s called in its body."""
        caller()
        pairs, self._fields = self._fields, []
        if not pairs:
            return NOTHING
        return self._add(kit.fields_block(pairs), *(f"{name}: {value}" for name, value in pairs))

    def field(self, name: str, caller: Caller) -> Markup:
        """One more pair for the `fields` around it."""
        self._fields.append((name, "\n".join(split_lines(caller()))))
        return NOTHING

    def buttons(self, *elements: object, caller: Caller | None = None) -> Markup:
        """A row of the buttons given, or of those called in its body; no row where there are none."""
        row = [element for element in elements if isinstance(element, dict)]
        if not self._with_sentences:
            row = [element for element in row if not _leads_to_sentence(element)]
        if caller is not None:
            self._elements = []
            caller()
            row = self._elements
        if not row:
            return NOTHING
        return self._add(kit.actions_block([self._with_own_id(element) for element in row]))

    def press(self, element: Element) -> Markup:
        """One more button for the row around it."""
        if not self._with_sentences and _leads_to_sentence(element):
            return NOTHING
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
        """A row about one move in a message with many of them: buttons by route and label, then a
        menu.

        `more` is the menu's route with its options by word and label; clicking one sends that word
        before `key`. A digest has such a row for each of its moves, so what they have in common is
        made once.
        """
        value = ref(deal, move, other=other or 0, key=key)
        before = value[: len(value) - len(key)]
        row = [
            {
                "type": "button",
                "text": _label(label),
                "action_id": self._own_id(route),
                "value": value,
            }
            for route, label in buttons
        ]
        options = [
            {"text": _label(label), "value": f"{before}{word}:{key}"} for word, label in more[1]
        ]
        menu = {"type": "overflow", "action_id": self._own_id(more[0]), "options": options}
        self.blocks.append({"type": "actions", "elements": [*row, menu]})
        return NOTHING

    def table(self, *columns: Element, caller: Caller) -> Markup:
        """A table of the `row`s called in its body."""
        caller()
        rows, self._rows = self._rows, []
        titles = [str(column["title"]) for column in columns]
        spoken = [" | ".join(cells) for cells in (titles, *rows)]
        if self._in_message:
            return self._add(kit.table_block(columns, rows), *spoken)
        if not rows:
            return NOTHING
        listed = [" · ".join(filter(None, row)) for row in rows]
        if len(titles) >= MOST_UNTITLED:
            # Many cells in a line say nothing without their titles: price · 98,000 · 104,000 · 101,000.
            listed.insert(0, " · ".join(titles))
        return self._add(kit.bullet_list(listed), *spoken)

    def row(self, *cells: str) -> Markup:
        """One more row for the table around it."""
        # `truncate` makes a plain text of our own markup, so it is left alone where nothing is to be cut.
        short = [
            truncate(cell, LONGEST_CELL) if len(cell) > LONGEST_CELL else cell for cell in cells
        ]
        self._rows.append([format_value(cell) for cell in short])
        return NOTHING

    def chart(self, kind: str, title: str, series: Series, *, x: str = "", y: str = "") -> Markup:
        """A bar, line or area chart; the same in words is the template's to say."""
        if not self._in_message:
            return NOTHING
        return self._add(kit.chart_block(kind, title, series, x_label=x, y_label=y))

    def _add_written(self, block: Callable[[str], Block], caller: Caller) -> Markup:
        written = "\n".join(split_lines(caller()))
        return self._add(block(written), written) if written else NOTHING

    def _add(self, block: Block, *spoken: str) -> Markup:
        self.blocks.append(block)
        self._spoken.extend(spoken)
        return NOTHING

    def _with_own_id(self, element: Element) -> Element:
        """The element under an id of its own, where the message already holds one for the same
        route."""
        route = element["action_id"]
        own = self._own_id(route)
        return element if own == route else element | {"action_id": own}

    def _own_id(self, route: str) -> str:
        """The id of one more element for a route in this message."""
        uses = self._uses[route] = self._uses.get(route, 0) + 1
        return route if uses == 1 else f"{route}{kit.REPEAT}{uses}"


@lru_cache(maxsize=1024)
def _label(label: str) -> Element:
    """A label of ours. The same object each time; whoever gets it must not change it."""
    return kit.plain_text(label, limits.BUTTON_TEXT)
