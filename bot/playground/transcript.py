"""What a person reads: messages, forms and Home as plain lines, buttons in brackets."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.playground.rich_text import words_of_rich_text
from bot.playground.views import FIELD_OF, interactive_elements
from bot.playground.workspace import Json, JsonValue, Message, View, Workspace

ROW = 110
"""Buttons stand behind the line above them while both fit into this many characters."""

MISSING = "____"


class Names:
    """Shows ids as the names people know; an id without a name stays."""

    def __init__(self, people: Mapping[str, str], channels: Mapping[str, str]) -> None:
        self._people, self._channels = people, channels

    @classmethod
    def of(cls, workspace: Workspace) -> "Names":
        """The names of everybody and every channel of the local Slack."""
        return cls(
            {one.id: one.name for one in workspace.people.values()},
            {one.id: one.name for one in workspace.channels.values()},
        )

    def shown(self, text: str) -> str:
        """Slack's marks turned into what they look like."""
        text = re.sub(
            r"<@(\w+)(?:\|[^>]*)?>", lambda found: f"@{self._people.get(found[1], found[1])}", text
        )
        text = re.sub(r"<#(\w+)(?:\|([^>]*))?>", self._channel, text)
        text = re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", text)
        text = re.sub(r"<!(\w+)(?:\|[^>]*)?>", r"@\1", text)
        return re.sub(r"<[^<>|\s]+\|([^<>]*)>|<(https?://[^<>|]+|mailto:[^<>|]+)>", _link, text)

    def mrkdwn(self, text: str) -> str:
        plain = re.sub(r"(?<!\w)([*_~`])(?=\S)([^\n]*?\S)\1(?!\w)", r"\2", self.shown(text))
        plain = re.sub(r"(?<!\w)([*_~`])(?=\S)([^\n]*?\S)\1(?!\w)", r"\2", plain)
        return html.unescape(plain)

    def _channel(self, found: re.Match[str]) -> str:
        return f"#{self._channels.get(found[1], found[2] or found[1])}"


def _link(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else found[2]


def message_lines(message: Message, names: Names) -> list[str]:
    """A message as it is read; the top-level text only where there are no blocks. Files stand under it."""
    files = [f"[file] {file.name}" for file in message.files]
    if message.blocks:
        return [*block_lines(message.blocks, names), *files]
    if message.files and not message.text:
        return files
    return [*names.mrkdwn(message.text).split("\n"), *files]


def view_lines(view: View, names: Names) -> list[str]:
    """A form with its title, what is in its fields, what is wrong with them, and its two buttons."""
    body = view.body
    lines = block_lines(view.blocks, names, state=view.state, errors=view.errors)
    if body.get("type") == "home":
        return lines
    close = (body.get("close") or {}).get("text", "Cancel")
    ways_out = [body["submit"]["text"], close] if body.get("submit") else [close]
    return [f"— {body['title']['text']} —", *lines, " ".join(f"[{one}]" for one in ways_out)]


def block_lines(
    blocks: Iterable[Json],
    names: Names,
    *,
    state: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        held = (state or {}).get(block.get("block_id", ""), {})
        new = LINES[block["type"]](block, names, held)
        if block["type"] == "actions" and lines and new and len(lines[-1]) + len(new[0]) + 1 <= ROW:
            lines[-1] = f"{lines[-1]} {new.pop(0)}" if lines[-1].strip() else lines[-1]
        lines.extend(new)
        complaint = (errors or {}).get(block.get("block_id", ""))
        if complaint:
            lines.append(f"  ! {complaint}")
    return lines


def words(text: Json | None, names: Names) -> str:
    """A text object as read."""
    if not text:
        return ""
    told = str(text["text"])
    return names.mrkdwn(told) if text["type"] == "mrkdwn" else html.unescape(told)


def _section(block: Json, names: Names, held: Json) -> list[str]:
    lines = words(block.get("text"), names).split("\n") if block.get("text") else []
    for field in block.get("fields") or ():
        lines.append(": ".join(words(field, names).split("\n", 1)))
    if block.get("accessory"):
        lines[-1] = f"{lines[-1]} {element_words(block['accessory'], names, held)}"
    return lines


def _header(block: Json, names: Names, _held: Json) -> list[str]:
    return [words(block["text"], names)]


def _divider(_block: Json, _names: Names, _held: Json) -> list[str]:
    return ["---"]


def _context(block: Json, names: Names, _held: Json) -> list[str]:
    parts = [
        f"[image: {one['alt_text']}]" if one["type"] == "image" else words(one, names)
        for one in block["elements"]
    ]
    return " · ".join(parts).split("\n")


def _actions(block: Json, names: Names, held: Json) -> list[str]:
    return [" ".join(element_words(one, names, held) for one in block["elements"])]


def _image(block: Json, _names: Names, _held: Json) -> list[str]:
    return [f"[image: {block['alt_text']}]"]


def _rich_text(block: Json, names: Names, _held: Json) -> list[str]:
    return names.shown(words_of_rich_text(block)).split("\n")


def _markdown(block: Json, _names: Names, _held: Json) -> list[str]:
    return [re.sub(r"\*\*|__|^#+ ", "", line) for line in str(block["text"]).split("\n")]


def _chart(block: Json, _names: Names, _held: Json) -> list[str]:
    return [f"[chart: {block['title']}]"]


def _table(block: Json, names: Names, _held: Json) -> list[str]:
    """Aligned columns, the first row over a line."""
    cells = [[_cell(cell, names) for cell in row] for row in block["rows"]]
    columns = max(len(row) for row in cells)
    widths = [max(len(row[at]) for row in cells if at < len(row)) for at in range(columns)]
    right = [_is_right(block, at) for at in range(columns)]
    lines = [_aligned(row, widths, right) for row in cells]
    caption = [block["caption"]] if block.get("caption") else []
    return [*caption, lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def _cell(cell: Json, names: Names) -> str:
    told = words_of_rich_text(cell) if cell["type"] == "rich_text" else str(cell["text"])
    return " ".join(names.shown(told).split())


def _is_right(block: Json, column: int) -> bool:
    settings = block.get("column_settings") or []
    if column < len(settings):
        return bool(settings[column]) and settings[column].get("align") == "right"
    return all(
        row[column]["type"] == "raw_number" for row in block["rows"][1:] if column < len(row)
    )


def _aligned(row: list[str], widths: list[int], right: list[bool]) -> str:
    parts = (
        cell.rjust(widths[at]) if right[at] else cell.ljust(widths[at])
        for at, cell in enumerate(row)
    )
    return "  ".join(parts).rstrip()


def _input(block: Json, names: Names, held: Json) -> list[str]:
    label = words(block["label"], names) + (" (optional)" if block.get("optional") else "")
    hint = [f"  {words(block['hint'], names)}"] if block.get("hint") else []
    return [f"{label}: {element_words(block['element'], names, held)}", *hint]


def _alert(block: Json, names: Names, _held: Json) -> list[str]:
    return [f"! {words(block['text'], names)}"]


LINES: dict[str, Callable[[Json, Names, Json], list[str]]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "context_actions": _actions,
    "image": _image,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "table": _table,
    "data_table": _table,
    "data_visualization": _chart,
    "input": _input,
    "alert": _alert,
}


def label_of(element: Json) -> str:
    """What is written on a button."""
    if element["type"] == "feedback_buttons":
        return str(element["positive_button"]["text"]["text"])
    return html.unescape(str(element.get("text", {}).get("text", "")))


def element_words(element: Json, names: Names, held: Json) -> str:
    """One element as read: a button, a menu with what is chosen, a field with what is in it."""
    kind = element["type"]
    value = (held.get(element.get("action_id", "")) or {}).get(FIELD_OF.get(kind, ""))
    match kind:
        case "button" | "icon_button":
            return f"[{label_of(element)}]"
        case "feedback_buttons":
            return " ".join(
                f"[{element[one]['text']['text']}]"
                for one in ("positive_button", "negative_button")
            )
        case "overflow":
            return f"[⋯ {' | '.join(words(one['text'], names) for one in element['options'])}]"
        case "radio_buttons" | "checkboxes":
            return _choices(element, value, names)
        case "image":
            return f"[image: {element['alt_text']}]"
    if kind.endswith("_input"):
        return str(value or element.get("initial_value") or MISSING)
    return f"[{_chosen(element, value, names)} ▾]"


def _choices(element: Json, value: JsonValue, names: Names) -> str:
    chosen = value if isinstance(value, list) else [value]
    chosen = (
        [one for one in chosen if one]
        or element.get("initial_options")
        or [element.get("initial_option")]
    )
    picked = {one["value"] for one in chosen if one}
    return " ".join(
        f"({'x' if one['value'] in picked else ' '}) {words(one['text'], names)}"
        for one in element["options"]
    )


def _chosen(element: Json, value: JsonValue, names: Names) -> str:
    """What a menu shows when closed."""
    first = next((element[name] for name in element if name.startswith("initial_")), None)
    shown = value or first
    if not shown:
        return words(element.get("placeholder"), names) or "Choose"
    parts = shown if isinstance(shown, list) else [shown]
    return ", ".join(
        words(one["text"], names) if isinstance(one, dict) else _name(one, names) for one in parts
    )


def _name(one: object, names: Names) -> str:
    told = str(one)
    mark = {"U": "@", "C": "#", "D": "#"}.get(told[:1])
    return names.shown(f"<{mark}{told}>") if mark else told


def is_menu_of_buttons(element: Json) -> bool:
    """Whether a menu holds the buttons for which a message had no room."""
    return element["type"] == "overflow" and str(element["action_id"]).partition("~")[0] == "more"


def buttons_of(blocks: Iterable[Json]) -> list[str]:
    """The labels of all buttons, in order, with those in a menu for which a message had no room."""
    labels: list[str] = []
    for block in blocks:
        for element in interactive_elements(block):
            if element["type"] in ("button", "icon_button"):
                labels.append(label_of(element))
            elif is_menu_of_buttons(element):
                labels += [html.unescape(option["text"]["text"]) for option in element["options"]]
    return labels
