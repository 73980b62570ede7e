"""Rich text: the one block in which what a person typed shows exactly as typed."""

from bot.playground.elements import ID, URL
from bot.playground.shapes import (
    Check,
    Findings,
    Shape,
    boolean,
    by_type,
    integer,
    many,
    one_of,
    string,
    typed,
)
from bot.playground.workspace import Json, JsonValue
from bot.slack import limits_table as limits

LONGEST = 40_000
MARKS = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
STYLE = Shape(optional=dict.fromkeys(MARKS, boolean))
STYLED: dict[str, Check] = {"style": STYLE}

INLINE: dict[str, Check] = {
    "text": typed("text", {"text": string(LONGEST, least=0)}, STYLED),
    "link": typed("link", {"url": URL}, {**STYLED, "text": string(LONGEST), "unsafe": boolean}),
    "user": typed("user", {"user_id": ID}, STYLED),
    "usergroup": typed("usergroup", {"usergroup_id": ID}, STYLED),
    "channel": typed("channel", {"channel_id": ID}, STYLED),
    "team": typed("team", {"team_id": ID}, STYLED),
    "emoji": typed(
        "emoji",
        {"name": string(limits.ID)},
        {**STYLED, "unicode": string(limits.ID), "skin_tone": integer(1, 6)},
    ),
    "date": typed(
        "date",
        {"timestamp": integer(0, 2**40), "format": string(limits.ID)},
        {**STYLED, "url": URL, "fallback": string(LONGEST)},
    ),
    "broadcast": typed("broadcast", {"range": one_of("here", "channel", "everyone")}, STYLED),
    "color": typed("color", {"value": string(16)}, STYLED),
}


def _filled(check: Check) -> Check:
    """A text of no letters is refused, one of blanks only is not."""

    def checked(value: JsonValue, at: str, found: Findings) -> None:
        check(value, at, found)
        if isinstance(value, dict) and value.get("type") == "text" and value.get("text") == "":
            found.add(f"{at}/text", "must be more than 0 characters")

    return checked


INLINES = many(
    _filled(by_type({**INLINE, "text": typed("text", {"text": string(LONGEST, least=0)}, STYLED)})),
    5000,
)
BORDER = one_of(0, 1)
SECTION = typed("rich_text_section", {"elements": INLINES})
PARTS: dict[str, Check] = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": typed(
        "rich_text_preformatted", {"elements": INLINES}, {"border": BORDER, "language": string(64)}
    ),
    "rich_text_quote": typed("rich_text_quote", {"elements": INLINES}, {"border": BORDER}),
    "rich_text_list": typed(
        "rich_text_list",
        {
            "style": one_of("bullet", "ordered"),
            "elements": many(by_type({"rich_text_section": SECTION}), 1000),
        },
        {"indent": integer(0, 8), "offset": integer(0, 10_000), "border": BORDER},
    ),
}
RICH_TEXT = typed(
    "rich_text", {"elements": many(by_type(PARTS), limits.RICH_TEXT_PIECES)}, {"block_id": ID}
)

SHOWN_BY = {
    "text": "text",
    "user": "user_id",
    "channel": "channel_id",
    "usergroup": "usergroup_id",
    "color": "value",
}


def words_of_rich_text(block: Json) -> str:
    """What a person reads in it, line by line."""
    return "\n".join(_words_of_part(part) for part in block.get("elements") or ())


def _words_of_part(part: Json) -> str:
    elements = part.get("elements") or ()
    if part.get("type") != "rich_text_list":
        return "".join(words_of_inline(one) for one in elements)
    first = int(part.get("offset") or 0) + 1
    ordered, indent = part.get("style") == "ordered", "  " * int(part.get("indent") or 0)
    marks = (f"{first + index}." if ordered else "•" for index in range(len(elements)))
    return "\n".join(
        f"{indent}{mark} {_words_of_part(one)}" for mark, one in zip(marks, elements, strict=True)
    )


def words_of_inline(element: Json) -> str:
    kind = str(element.get("type"))
    match kind:
        case "emoji":
            return f":{element.get('name')}:"
        case "broadcast":
            return f"@{element.get('range')}"
        case "date":
            return str(element.get("fallback") or element.get("timestamp"))
        case "link":
            return str(element.get("text") or element.get("url"))
        case "user":
            return f"<@{element.get('user_id')}>"
        case "channel":
            return f"<#{element.get('channel_id')}>"
    return str(element.get(SHOWN_BY.get(kind, "text")) or "")
