"""Slack's blocks and elements as plain dicts, one function each; Slack's limits on short texts are
kept by cutting.

A `written` text is one from `markup`; every other text stands for itself.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from bot.slack import limits_table as limits
from bot.slack.markup import (
    is_bare,
    is_mrkdwn,
    strip_invisible,
    to_plain_text,
    to_rich_elements,
    truncate,
    unescape_mrkdwn,
)

Block: TypeAlias = dict[str, Any]
Element: TypeAlias = dict[str, Any]
Part: TypeAlias = "str | float | bool | list[Part] | tuple[Part, ...] | dict[str, Part] | None"
"""Anything that blocks consist of."""

REPEAT = "~"
"""Parts an action's route from a number, where one message holds the same action more than once."""

EMPTY_CELL = "–"


def route_of(action_id: str) -> str:
    """The route a click belongs to, `ask.open` for `ask.open~2`."""
    return action_id.partition(REPEAT)[0]


def plain_text(text: str, limit: int = limits.SECTION_TEXT) -> Element:
    """Plain text, cut to the limit of the place it stands in."""
    return {"type": "plain_text", "text": truncate(strip_invisible(text), limit), "emoji": False}


def mrkdwn(written: str) -> Element:
    return {"type": "mrkdwn", "text": written, "verbatim": True}


def text_object(written: str, limit: int = limits.SECTION_TEXT) -> Element:
    """The text as mrkdwn where that shows it to the letter, else as plain text."""
    return (
        mrkdwn(written)
        if is_mrkdwn(written) and len(written) <= limit
        else plain_text(to_plain_text(written), limit)
    )


def header_block(title: str) -> Block:
    return {"type": "header", "text": plain_text(title, limits.HEADER_TEXT)}


def section_block(written: str, accessory: Element | None = None) -> Block:
    """A paragraph; rich text where it quotes something that mrkdwn would reformat."""
    if accessory is None and not is_mrkdwn(written) and len(written) <= limits.SECTION_TEXT:
        return rich_text(written)
    block: Block = {"type": "section", "text": text_object(written)}
    return block if accessory is None else block | {"accessory": accessory}


def rich_text(written: str) -> Block:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": to_rich_elements(written)}],
    }


def quote_block(written: str) -> Block:
    """A sentence to say, set apart."""
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": to_rich_elements(written)}],
    }


def bullet_list(lines: Iterable[str]) -> Block:
    """A list of written lines, one bullet each."""
    entries = [{"type": "rich_text_section", "elements": to_rich_elements(line)} for line in lines]
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_list", "style": "bullet", "elements": entries}],
    }


def fields_block(pairs: Iterable[tuple[str, str]]) -> Block:
    """Names with written values, in two columns."""
    return {
        "type": "section",
        "fields": [text_object(f"*{name}*\n{value}", limits.FIELD_TEXT) for name, value in pairs],
    }


def context_block(*lines: str) -> Block:
    """Small print, one element per written line."""
    return {
        "type": "context",
        "elements": [text_object(line, limits.CONTEXT_TEXT) for line in lines],
    }


def divider_block() -> Block:
    return {"type": "divider"}


def actions_block(elements: Sequence[Element], block_id: str = "") -> Block:
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button_element(
    label: str,
    action_id: str,
    value: str = "",
    *,
    style: str = "",
    confirm: Element | None = None,
    url: str = "",
    spoken: str = "",
) -> Element:
    """A button; `style` is "primary" or "danger", `spoken` what a screen reader says where the
    label is too short."""
    element: Element = {
        "type": "button",
        "text": plain_text(label, limits.BUTTON_TEXT),
        "action_id": action_id,
    }
    for name, extra in (("value", value), ("style", style), ("confirm", confirm), ("url", url)):
        if extra:
            element[name] = extra
    if spoken:
        element["accessibility_label"] = truncate(strip_invisible(spoken), limits.BUTTON_SPOKEN)
    return element


def confirm_dialog(title: str, question: str, *, yes: str, no: str) -> Element:
    """What a click asks before it counts."""
    return {
        "title": plain_text(title, limits.CONFIRM_TITLE),
        "text": plain_text(question, limits.CONFIRM_TEXT),
        "confirm": plain_text(yes, limits.CONFIRM_BUTTON),
        "deny": plain_text(no, limits.CONFIRM_BUTTON),
    }


def option_object(label: str, value: str, description: str = "") -> Element:
    chosen: Element = {"text": plain_text(label, limits.OPTION_TEXT), "value": value}
    return (
        chosen | {"description": plain_text(description, limits.OPTION_TEXT)}
        if description
        else chosen
    )


def overflow_menu(action_id: str, options: Sequence[Element]) -> Element:
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def select_menu(
    action_id: str, placeholder: str, options: Sequence[Element], chosen: str = ""
) -> Element:
    element: Element = {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER),
        "options": list(options),
    }
    return element | _initial("initial_option", options, [chosen], one=True)


def radio_buttons(action_id: str, options: Sequence[Element], chosen: str = "") -> Element:
    element: Element = {"type": "radio_buttons", "action_id": action_id, "options": list(options)}
    return element | _initial("initial_option", options, [chosen], one=True)


def checkboxes(action_id: str, options: Sequence[Element], chosen: Sequence[str] = ()) -> Element:
    element: Element = {"type": "checkboxes", "action_id": action_id, "options": list(options)}
    return element | _initial("initial_options", options, chosen, one=False)


def multi_select_menu(
    action_id: str, placeholder: str, options: Sequence[Element], chosen: Sequence[str] = ()
) -> Element:
    """A list to choose any number from."""
    element: Element = {
        "type": "multi_static_select",
        "action_id": action_id,
        "placeholder": plain_text(placeholder, limits.PLACEHOLDER),
        "options": list(options),
    }
    return element | _initial("initial_options", options, chosen, one=False)


def _initial(name: str, options: Sequence[Element], chosen: Sequence[str], *, one: bool) -> Element:
    picked = [each for each in options if each["value"] in chosen]
    if not picked:
        return {}
    return {name: picked[0] if one else picked}


def text_input(
    action_id: str,
    value: str = "",
    *,
    placeholder: str = "",
    longest: int = limits.INPUT_TEXT,
    lines: bool = False,
) -> Element:
    element: Element = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": lines,
        "max_length": longest,
    }
    if placeholder:
        element["placeholder"] = plain_text(placeholder, limits.PLACEHOLDER)
    return (
        element | {"initial_value": truncate(strip_invisible(value), longest)} if value else element
    )


def date_input(action_id: str, day: str = "") -> Element:
    """`day` as ISO, 2026-11-30."""
    element: Element = {"type": "datepicker", "action_id": action_id}
    return element | {"initial_date": day} if day else element


def people_input(action_id: str, people: Sequence[str] = (), *, most: int = 0) -> Element:
    element: Element = {"type": "multi_users_select", "action_id": action_id}
    extras = {"initial_users": list(people), "max_selected_items": most}
    return element | {name: extra for name, extra in extras.items() if extra}


def channel_input(action_id: str, channel: str = "") -> Element:
    """A channel of the workspace, one that the person is in."""
    element: Element = {
        "type": "conversations_select",
        "action_id": action_id,
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return element | {"initial_conversation": channel} if channel else element


def input_block(
    name: str, label: str, element: Element, *, hint: str = "", optional: bool = False
) -> Block:
    """One question of a form with its input; `name` is the block's id."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, limits.INPUT_LABEL),
        "element": element,
        "optional": optional,
    }
    return block | {"hint": plain_text(hint, limits.INPUT_LABEL)} if hint else block


def table_cell(written: str) -> Element:
    """A table's cell; rich text where the text has formatting of ours or a mention, never empty."""
    if is_bare(written):
        return {"type": "raw_text", "text": unescape_mrkdwn(written) or EMPTY_CELL}
    parts = to_rich_elements(written)
    # Slack shows raw text in one font; rich text is for what has a style or a mention in it.
    if all(part["type"] == "text" and "style" not in part for part in parts):
        return {"type": "raw_text", "text": "".join(part["text"] for part in parts) or EMPTY_CELL}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def table_column(title: str, align: str = "left", *, wrapped: bool = False) -> Element:
    return {"title": title, "align": align, "is_wrapped": wrapped}


def table_block(columns: Sequence[Element], rows: Sequence[Sequence[str]]) -> Block:
    """A table of written cells under its columns' titles."""
    settings = [{"align": each["align"], "is_wrapped": each["is_wrapped"]} for each in columns]
    head = [{"type": "raw_text", "text": each["title"]} for each in columns]
    return {
        "type": "table",
        "column_settings": settings,
        "rows": [head, *([table_cell(c) for c in row] for row in rows)],
    }


def chart_block(
    kind: str,
    title: str,
    series: Sequence[tuple[str, Sequence[tuple[str, Decimal]]]],
    *,
    x_label: str = "",
    y_label: str = "",
) -> Block:
    """A bar, line or area chart: series of (label, value), every series over the same labels."""
    categories = [truncate(label, limits.CHART_LABEL) for label, _ in series[0][1]]
    axis = {
        "categories": categories,
        "x_label": truncate(x_label, limits.CHART_TITLE),
        "y_label": truncate(y_label, limits.CHART_TITLE),
    }
    drawn = {
        "type": kind,
        "series": [
            {"name": truncate(name, limits.CHART_LABEL), "data": _points(points)}
            for name, points in series
        ],
        "axis_config": {name: part for name, part in axis.items() if part},
    }
    return {
        "type": "data_visualization",
        "title": truncate(title, limits.CHART_TITLE),
        "chart": drawn,
    }


def _points(points: Sequence[tuple[str, Decimal]]) -> list[Element]:
    return [
        {"label": truncate(label, limits.CHART_LABEL), "value": _number(value)}
        for label, value in points
    ]


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _named(block: Block, block_id: str) -> Block:
    return block | {"block_id": block_id} if block_id else block
