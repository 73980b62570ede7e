"""A message as lines of text, buttons in brackets: for stories in a terminal, and for tests of what was said."""

from collections.abc import Callable, Iterable, Mapping

from bot.slack.blocks import Block, Element
from bot.slack.markup import plain


def transcript(blocks: Iterable[Block]) -> str:
    """Everything a reader sees, top to bottom."""
    return "\n".join(_LINES[block["type"]](block) for block in blocks)


def _text(element: Element) -> str:
    text: str = element["text"]
    return plain(text) if element["type"] == "mrkdwn" else text


def _section(block: Block) -> str:
    parts = [_text(block["text"])] if "text" in block else []
    parts += [_text(each).replace("\n", ": ", 1) for each in block.get("fields", ())]
    text = "\n".join(parts)
    return f"{text} {_element(block['accessory'])}" if "accessory" in block else text


def _element(element: Element) -> str:
    match element["type"]:
        case "button":
            return f"[{element['text']['text']}]"
        case "static_select" | "overflow":
            return f"[{' / '.join(each['text']['text'] for each in element['options'])} ▾]"
    return f"[{element['type']}]"


def _rich_text(block: Block) -> str:
    return "\n".join(_rich_part(part) for part in block["elements"])


def _rich_part(part: Element) -> str:
    if part["type"] == "rich_text_list":
        return "\n".join(f"• {_spans(entry)}" for entry in part["elements"])
    return ("> " if part["type"] == "rich_text_quote" else "") + _spans(part)


def _spans(part: Element) -> str:
    return "".join(_span(span) for span in part["elements"])


def _span(span: Element) -> str:
    match span["type"]:
        case "user":
            return f"<@{span['user_id']}>"
        case "channel":
            return f"<#{span['channel_id']}>"
    text: str = span["text"]
    return text


def _table(block: Block) -> str:
    return "\n".join(" | ".join(_cell(cell) for cell in row) for row in block["rows"])


def _cell(cell: Element) -> str:
    text: str = cell["text"] if cell["type"] == "raw_text" else _rich_text(cell)
    return text


def _chart(block: Block) -> str:
    series = block["chart"]["series"]
    points = [f"{p['label']} {p['value']}" for each in series for p in each["data"]]
    return f"[chart: {block['title']}: {', '.join(points)}]"


def _input(block: Block) -> str:
    hint = f" ({block['hint']['text']})" if "hint" in block else ""
    optional = " (optional)" if block["optional"] else ""
    return f"{block['label']['text']}{optional}: {_value(block['element'])}{hint}"


def _value(element: Element) -> str:
    if "options" in element:
        first = [element["initial_option"]] if "initial_option" in element else []
        picked = {each["value"] for each in element.get("initial_options", first)}
        return " ".join(f"({'x' if o['value'] in picked else ' '}) {o['text']['text']}" for o in element["options"])
    return f"[{element.get('initial_value') or element.get('initial_date') or ''}]"


_LINES: Mapping[str, Callable[[Block], str]] = {
    "header": lambda block: f"# {block['text']['text']}",
    "section": _section,
    "context": lambda block: "\n".join(f"({_text(each)})" for each in block["elements"]),
    "divider": lambda _block: "---",
    "actions": lambda block: " ".join(_element(each) for each in block["elements"]),
    "rich_text": _rich_text,
    "input": _input,
    "table": _table,
    "data_visualization": _chart,
}
