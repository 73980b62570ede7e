"""What Slack would refuse, found before it is sent.

Short texts are cut where they are written (`blocks`); what is found here could only be mended by
leaving something out, which is the template's or the form's to decide, so it raises.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized

import orjson

from bot.slack import limits_table as limits
from bot.slack.blocks import Block, Element

_MESSAGE_ONLY = {"table", "data_table", "data_visualization", "context_actions", "markdown"}


class TooLong(ValueError):
    """This is more than Slack can show at once."""


def check_message(text: str, blocks: Sequence[Block]) -> None:
    """Raise `TooLong` where Slack would refuse this message."""
    _within("text", text, limits.MESSAGE_TEXT)
    _count("blocks", blocks, 0, limits.MESSAGE_BLOCKS)
    _check_blocks(blocks)
    kinds = [block["type"] for block in blocks]
    too_many_charts = kinds.count("data_visualization") > limits.MESSAGE_CHARTS
    if kinds.count("table") > limits.MESSAGE_TABLES or too_many_charts:
        raise TooLong("one table and two charts a message")


def check_view(view: Block) -> None:
    """Raise `TooLong` where Slack would refuse this form or Home."""
    blocks = view["blocks"]
    _count("blocks", blocks, 1, limits.VIEW_BLOCKS)
    _check_blocks(blocks)
    _within("metadata", view.get("private_metadata", " ") or " ", limits.VIEW_METADATA)
    for place in ("title", "submit", "close"):
        if place in view:
            _within(place, view[place]["text"], limits.VIEW_TITLE)
    kinds = {block["type"] for block in blocks}
    if kinds & _MESSAGE_ONLY:
        raise TooLong(f"only messages hold {', '.join(sorted(kinds & _MESSAGE_ONLY))}")
    if view["type"] == "modal" and "input" in kinds and "submit" not in view:
        raise TooLong("a form with questions needs a button to send it")
    if len(orjson.dumps(view)) > limits.VIEW_BYTES:
        raise TooLong("the form is too large")


def _check_blocks(blocks: Iterable[Block]) -> None:
    ids: list[str] = []
    for block in blocks:
        _BLOCKS[block["type"]](block, ids)
        if "block_id" in block:
            ids.append(f"block {block['block_id']}")
            _within("block_id", block["block_id"], limits.ID)
    if len(set(ids)) != len(ids):
        raise TooLong("two blocks or actions under one id")


def _within(place: str, text: str, longest: int) -> None:
    if not 0 < len(text) <= longest:
        raise TooLong(f"{place}: {len(text)} characters, 1 to {longest} fit")


def _count(place: str, things: Sized, least: int, most: int) -> None:
    if not least <= len(things) <= most:
        raise TooLong(f"{place}: {len(things)}, {least} to {most} fit")


def _text(place: str, element: Element, longest: int) -> None:
    _within(place, element["text"], longest)


def _header(block: Block, _ids: list[str]) -> None:
    _text("header", block["text"], limits.HEADER_TEXT)


def _section(block: Block, ids: list[str]) -> None:
    if "text" in block:
        _text("section", block["text"], limits.SECTION_TEXT)
    for each in block.get("fields", ()):
        _text("field", each, limits.FIELD_TEXT)
    _count("fields", block.get("fields", ()), 0, limits.SECTION_FIELDS)
    if "accessory" in block:
        _element(block["accessory"], ids)


def _context(block: Block, _ids: list[str]) -> None:
    _count("context", block["elements"], 1, limits.CONTEXT_ELEMENTS)
    for each in block["elements"]:
        _text("context", each, limits.CONTEXT_TEXT)


def _actions(block: Block, ids: list[str]) -> None:
    _count("actions", block["elements"], 1, limits.ACTION_ELEMENTS)
    for each in block["elements"]:
        _element(each, ids)


def _rich_text(block: Block, _ids: list[str]) -> None:
    _count("rich text", block["elements"], 1, limits.RICH_TEXT_PARTS)
    for part in block["elements"]:
        _count("rich text", part["elements"], 1, limits.RICH_TEXT_PIECES)


def _input(block: Block, ids: list[str]) -> None:
    _text("label", block["label"], limits.INPUT_LABEL)
    if "hint" in block:
        _text("hint", block["hint"], limits.INPUT_LABEL)
    _element(block["element"], ids)


def _table(block: Block, _ids: list[str]) -> None:
    rows = block["rows"]
    _count("rows", rows, 1, limits.TABLE_ROWS)
    for row in rows:
        _count("columns", row, 1, limits.TABLE_COLUMNS)
    lengths = [_cell_length(cell) for row in rows for cell in row]
    if not min(lengths):
        raise TooLong("a cell of the table is empty")
    if sum(lengths) > limits.TABLE_CHARACTERS:
        raise TooLong("the table's text is too long")


def _cell_length(cell: Element) -> int:
    if cell["type"] == "raw_text":
        return len(cell["text"])
    return sum(
        len(part.get("text", "<@U123456789>"))
        for section in cell["elements"]
        for part in section["elements"]
    )


def _chart(block: Block, _ids: list[str]) -> None:
    _within("title", block["title"], limits.CHART_TITLE)
    drawn = block["chart"]
    _count("series", drawn["series"], 1, limits.CHART_SERIES)
    labels = drawn["axis_config"]["categories"]
    for each in [*labels, *(series["name"] for series in drawn["series"])]:
        _within("label", each, limits.CHART_LABEL)
    for series in drawn["series"]:
        _count("points", series["data"], 1, limits.CHART_POINTS)
        if [point["label"] for point in series["data"]] != labels or len(set(labels)) != len(
            labels
        ):
            raise TooLong("every series of a chart stands over the same labels")


def _divider(_block: Block, _ids: list[str]) -> None:
    """A line across: nothing in it can be too long."""


def _element(element: Element, ids: list[str]) -> None:
    action_id = element["action_id"]
    _within("action_id", action_id, limits.ID)
    ids.append(action_id)
    check = _ELEMENTS.get(element["type"])
    if check:
        check(element)


def _button(element: Element) -> None:
    if (
        0 < len(element["text"]["text"]) <= limits.BUTTON_TEXT
        and 0 < len(element.get("value", " ")) <= limits.BUTTON_VALUE
    ):
        return  # nearly all that messages hold are buttons
    _text("button", element["text"], limits.BUTTON_TEXT)
    _within("value", element.get("value", " "), limits.BUTTON_VALUE)


def _options(most: int, least: int = 1) -> Callable[[Element], None]:
    def check(element: Element) -> None:
        options = element["options"]
        _count("options", options, least, most)
        for each in options:
            if not (
                0 < len(each["text"]["text"]) <= limits.OPTION_TEXT
                and 0 < len(each["value"]) <= limits.OPTION_VALUE
            ):
                _text("option", each["text"], limits.OPTION_TEXT)
                _within("value", each["value"], limits.OPTION_VALUE)
        if len({each["value"] for each in options}) != len(options):
            raise TooLong("two options under one value")

    return check


_ELEMENTS: Mapping[str, Callable[[Element], None]] = {
    "button": _button,
    "overflow": _options(limits.OVERFLOW_OPTIONS),
    "static_select": _options(limits.SELECT_OPTIONS),
    "radio_buttons": _options(limits.CHOICE_OPTIONS),
    "checkboxes": _options(limits.CHOICE_OPTIONS),
    "multi_static_select": _options(limits.SELECT_OPTIONS),
}
_BLOCKS: Mapping[str, Callable[[Block, list[str]], None]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "divider": _divider,
    "actions": _actions,
    "rich_text": _rich_text,
    "input": _input,
    "table": _table,
    "data_visualization": _chart,
}
