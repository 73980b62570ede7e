"""Slack's rules for what an app may show: a second opinion on every message and view the bot sends."""

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

from bot.playground.elements import (
    ELEMENTS,
    ID,
    IMAGE_PARTS,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    plain,
    text,
)
from bot.playground.rich_text import RICH_TEXT, words_of_rich_text
from bot.playground.shapes import (
    Check,
    Findings,
    Shape,
    boolean,
    by_type,
    integer,
    many,
    number,
    one_of,
    positive,
    string,
    typed,
    unique,
)
from bot.playground.workspace import Json, JsonValue, SlackError
from bot.slack import limits_table as limits

NAME: dict[str, Check] = {"block_id": ID}


def _section(value: JsonValue, at: str, found: Findings) -> None:
    parts: dict[str, Check] = {
        "text": text(limits.SECTION_TEXT),
        "fields": many(text(limits.FIELD_TEXT), limits.SECTION_FIELDS),
        "accessory": by_type(ELEMENTS, IN_SECTION),
        "expand": boolean,
    }
    typed("section", None, {**NAME, **parts})(value, at, found)
    if "text" not in value and "fields" not in value:
        found.add(at, "must provide at least one of: text, fields")


def _image(value: JsonValue, at: str, found: Findings) -> None:
    typed(
        "image",
        {"alt_text": string(limits.ALT_TEXT)},
        {**NAME, **IMAGE_PARTS, "title": plain(limits.ALT_TEXT)},
    )(value, at, found)
    if ("image_url" in value) == ("slack_file" in value):
        found.add(at, "must provide exactly one of: image_url, slack_file")


def _elements(kind: str, check: Check, most: int) -> Check:
    """A block whose elements have names of their own."""

    def checked(value: JsonValue, at: str, found: Findings) -> None:
        typed(kind, {"elements": many(check, most)}, NAME)(value, at, found)
        elements = value.get("elements")
        parts = elements if isinstance(elements, list) else []
        names = (one.get("action_id") for one in parts if isinstance(one, dict))
        unique((name for name in names if name), f"{at}/elements", "action_id", found)

    return checked


def _cell_words(cell: JsonValue) -> str:
    if not isinstance(cell, dict):
        return ""
    return (
        words_of_rich_text(cell) if cell.get("type") == "rich_text" else str(cell.get("text") or "")
    )


def _cells(value: JsonValue) -> Iterable[tuple[int, int, Any]]:
    rows = value.get("rows")
    for row, cells in enumerate(rows if isinstance(rows, list) else []):
        for column, cell in enumerate(cells if isinstance(cells, list) else []):
            yield row, column, cell


def _no_empty_cells(value: JsonValue, at: str, found: Findings) -> None:
    for row, column, cell in _cells(value):
        if not _cell_words(cell).strip():
            found.add(f"{at}/rows/{row}/{column}", "must be more than 0 characters")


RAW_TEXT = typed("raw_text", {"text": string(limits.TABLE_CHARACTERS)})
RAW_NUMBER = typed("raw_number", {"value": number, "text": string(limits.TABLE_CHARACTERS)})
TABLE_CELL = by_type({"raw_text": RAW_TEXT, "rich_text": RICH_TEXT})
DATA_CELL = by_type({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT})
COLUMN = Shape(optional={"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _column(value: JsonValue, at: str, found: Findings) -> None:
    if value is not None:
        COLUMN(value, at, found)


def _table(value: JsonValue, at: str, found: Findings) -> None:
    rows = many(many(TABLE_CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS)
    typed(
        "table", {"rows": rows}, {**NAME, "column_settings": many(_column, limits.TABLE_COLUMNS)}
    )(value, at, found)
    _no_empty_cells(value, at, found)


def _data_table(value: JsonValue, at: str, found: Findings) -> None:
    required: dict[str, Check] = {
        "caption": string(limits.TABLE_CAPTION),
        "rows": many(many(DATA_CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS, least=2),
    }
    optional: dict[str, Check] = {
        "page_size": integer(1, limits.TABLE_ROWS),
        "row_header_column_index": integer(0, limits.TABLE_COLUMNS - 1),
    }
    typed("data_table", required, {**NAME, **optional})(value, at, found)
    _no_empty_cells(value, at, found)
    widths = Counter(row for row, _, _ in _cells(value))
    if len(set(widths.values())) > 1:
        found.add(f"{at}/rows", "all rows must have the same number of cells")
    for row, column, cell in _cells(value):
        if row == 0 and isinstance(cell, dict) and cell.get("type") == "rich_text":
            found.add(f"{at}/rows/0/{column}", "rich_text is not allowed in a header")


LABEL = string(limits.CHART_LABEL)
POINT = Shape({"label": LABEL, "value": number})
SERIES = Shape({"name": LABEL, "data": many(POINT, limits.CHART_POINTS)})
AXIS = Shape(
    {"categories": many(LABEL, limits.CHART_POINTS)},
    {"x_label": string(limits.CHART_TITLE), "y_label": string(limits.CHART_TITLE)},
)
PIE = typed(
    "pie", {"segments": many(Shape({"label": LABEL, "value": positive}), limits.CHART_SERIES)}
)


def _plotted(kind: str) -> Check:
    """Bars, areas and lines: each series has one point for each category of the axis."""

    def check(value: JsonValue, at: str, found: Findings) -> None:
        before = len(found.messages)
        typed(kind, {"series": many(SERIES, limits.CHART_SERIES), "axis_config": AXIS})(
            value, at, found
        )
        if len(found.messages) > before:
            return
        categories = value["axis_config"]["categories"]
        unique(categories, f"{at}/axis_config/categories", "category", found)
        unique((one["name"] for one in value["series"]), f"{at}/series", "series name", found)
        for index, one in enumerate(value["series"]):
            if sorted(point["label"] for point in one["data"]) != sorted(categories):
                found.add(f"{at}/series/{index}/data", "labels must match axis_config.categories")

    return check


CHART = by_type({"pie": PIE, **{kind: _plotted(kind) for kind in ("bar", "area", "line")}})

LEVELS = ("default", "info", "warning", "error", "success")

BLOCKS: dict[str, Check] = {
    "section": _section,
    "header": typed("header", {"text": plain(limits.HEADER_TEXT)}, NAME),
    "divider": typed("divider", None, NAME),
    "image": _image,
    "context": _elements(
        "context",
        by_type(
            {
                "image": ELEMENTS["image"],
                "plain_text": text(limits.CONTEXT_TEXT),
                "mrkdwn": text(limits.CONTEXT_TEXT),
            }
        ),
        limits.CONTEXT_ELEMENTS,
    ),
    "actions": _elements("actions", by_type(ELEMENTS, IN_ACTIONS), limits.ACTION_ELEMENTS),
    "input": typed(
        "input",
        {"label": plain(limits.INPUT_LABEL), "element": by_type(ELEMENTS, IN_INPUT)},
        {
            **NAME,
            "hint": plain(limits.INPUT_LABEL),
            "optional": boolean,
            "dispatch_action": boolean,
        },
    ),
    "rich_text": RICH_TEXT,
    "markdown": typed("markdown", {"text": string(limits.MESSAGE_MARKDOWN)}, NAME),
    "table": _table,
    "data_table": _data_table,
    "data_visualization": typed(
        "data_visualization", {"title": string(limits.CHART_TITLE), "chart": CHART}, NAME
    ),
    "context_actions": _elements(
        "context_actions",
        by_type(ELEMENTS, ("feedback_buttons", "icon_button")),
        limits.CONTEXT_ACTIONS,
    ),
    "alert": typed("alert", {"text": text(limits.ALERT_TEXT)}, {**NAME, "level": one_of(*LEVELS)}),
}

ANYWHERE = ("section", "header", "divider", "context", "actions", "image", "input", "rich_text")
IN_MESSAGES = (
    *ANYWHERE,
    "markdown",
    "table",
    "data_table",
    "data_visualization",
    "context_actions",
)
IN_MODALS = (*ANYWHERE, "alert")

MODAL: dict[str, Check] = {
    "submit": plain(limits.VIEW_TITLE),
    "close": plain(limits.VIEW_TITLE),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}
VIEW: dict[str, Check] = {
    "private_metadata": string(limits.VIEW_METADATA, least=0),
    "callback_id": string(limits.ID, least=0),
    "external_id": string(limits.ID, least=0),
}


def check_message(said: Json) -> tuple[str, ...]:
    """What Slack would say against this message; empty when it would show it as meant."""
    found = Findings()
    _check_text(said.get("text"), found)
    blocks = said.get("blocks")
    if blocks is not None:
        many(by_type(BLOCKS, IN_MESSAGES), limits.MESSAGE_BLOCKS)(blocks, "/blocks", found)
        _check_together(blocks, "/blocks", found)
    return tuple(found.messages)


def _check_text(told: JsonValue, found: Findings) -> None:
    if not isinstance(told, str) or not told.strip():
        found.add(
            "/text", "missing required field: text, which notifications and screen readers read"
        )
    elif len(told) > limits.MESSAGE_TEXT_CUT:
        found.add("/text", f"must be less than {limits.MESSAGE_TEXT_CUT + 1} characters")


def check_view(view: JsonValue) -> tuple[str, ...]:
    """What Slack would say against this form or Home tab."""
    found = Findings()
    if not isinstance(view, dict):
        return ("[ERROR] must be an object [json-pointer:/view]",)
    if view.get("type") == "home":
        _check_home(view, found)
    else:
        _check_modal(view, found)
    _check_together(view.get("blocks"), "/view/blocks", found)
    return tuple(found.messages)


def check_view_size(view: Json) -> None:
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        raise SlackError("view_too_large")


def _check_home(view: Json, found: Findings) -> None:
    blocks = many(by_type(BLOCKS, ANYWHERE), limits.VIEW_BLOCKS, least=0)
    typed("home", {"blocks": blocks}, VIEW)(view, "/view", found)


def _check_modal(view: Json, found: Findings) -> None:
    blocks = many(by_type(BLOCKS, IN_MODALS), limits.VIEW_BLOCKS, least=0)
    typed("modal", {"title": plain(limits.VIEW_TITLE), "blocks": blocks}, {**VIEW, **MODAL})(
        view, "/view", found
    )
    if "submit" not in view and any(
        one.get("type") == "input" for one in _known(view.get("blocks"))
    ):
        found.add("/view", "missing required field: submit, as there are input blocks")


def _known(blocks: JsonValue) -> list[Json]:
    return [one for one in blocks if isinstance(one, dict)] if isinstance(blocks, list) else []


def _check_together(blocks: JsonValue, at: str, found: Findings) -> None:
    """Rules that hold for all blocks of a surface together."""
    known = _known(blocks)
    unique((one["block_id"] for one in known if one.get("block_id")), at, "block_id", found)
    kinds = Counter(str(one.get("type")) for one in known)
    if kinds["table"] > limits.MESSAGE_TABLES:
        found.add(at, "only_one_table_allowed")
    if kinds["data_visualization"] > limits.MESSAGE_CHARTS:
        found.add(at, f"no more than {limits.MESSAGE_CHARTS} data_visualization blocks allowed")
    _check_lengths(known, at, found)
    if sum(bool(one.get("focus_on_load")) for one in _all_elements(known)) > 1:
        found.add(at, "only one element can have focus_on_load")


def _check_lengths(known: list[Json], at: str, found: Findings) -> None:
    tables = [one for one in known if one.get("type") in ("table", "data_table")]
    if (
        sum(len(_cell_words(cell)) for one in tables for _, _, cell in _cells(one))
        > limits.TABLE_CHARACTERS
    ):
        found.add(
            at, f"all cells together must be less than {limits.TABLE_CHARACTERS + 1} characters"
        )
    markdown = sum(len(str(one.get("text", ""))) for one in known if one.get("type") == "markdown")
    if markdown > limits.MESSAGE_MARKDOWN:
        found.add(
            at, f"all markdown together must be less than {limits.MESSAGE_MARKDOWN + 1} characters"
        )


def _all_elements(known: list[Json]) -> list[Json]:
    parts = chain.from_iterable(
        [one.get("accessory"), one.get("element"), *(one.get("elements") or ())] for one in known
    )
    return [part for part in parts if isinstance(part, dict)]
