"""What people type: `/giveget deal`, or `/deal` where the app has the short names too.

Our texts name the short ones. Where the app has `/giveget` alone, each is written out as it is shown.
"""

import re

from bot.slack import limits_table as limits
from bot.slack.blocks import Part

SHORT_NAMES = ("concede", "ask", "got", "offer", "deal", "coach")
_SHORT = re.compile(rf"(?<![\w/<>.:])/(?=(?:{'|'.join(SHORT_NAMES)})(?![\w/-]))")
SHORT_PLACES: dict[tuple[Part, str], int] = {
    ("header", "text"): limits.HEADER_TEXT,
    ("button", "text"): limits.BUTTON_TEXT,
    ("option", "text"): limits.OPTION_TEXT,
    ("option", "description"): limits.OPTION_TEXT,
    ("dialog", "title"): limits.CONFIRM_TITLE,
    ("dialog", "text"): limits.CONFIRM_TEXT,
    ("dialog", "confirm"): limits.CONFIRM_BUTTON,
    ("dialog", "deny"): limits.CONFIRM_BUTTON,
    ("modal", "title"): limits.VIEW_TITLE,
    ("modal", "submit"): limits.VIEW_TITLE,
    ("modal", "close"): limits.VIEW_TITLE,
}
"""Where Slack shows only a short text: what holds it, and under which name."""


def write_out(text: str) -> str:
    """The text with each command under the one name that the app has."""
    return _SHORT.sub("/giveget ", text) if "/" in text else text


def write_out_part(part: Part, limit: int = limits.SECTION_TEXT) -> Part:
    """A part of blocks, or of a form, with the texts that people read written out. What buttons carry stays, and so
    does a text that would be longer than its place takes."""
    if isinstance(part, list):
        return [write_out_part(each, limit) for each in part]
    if isinstance(part, tuple):
        return tuple(write_out_part(each, limit) for each in part)
    if not isinstance(part, dict):
        return part
    written = {name: write_out_part(each, _find_limit(part, name)) for name, each in part.items()}
    text = part.get("text")
    if isinstance(text, str):
        longer = write_out(text)
        written["text"] = longer if len(longer) <= limit else text
    return written


def _find_limit(holder: dict[str, Part], name: str) -> int:
    """How long the text may be that stands under this name of a block or an element."""
    if name == "placeholder":
        return limits.PLACEHOLDER
    kind = holder.get("type", "")
    if not kind:
        # Options and dialogs are the only ones without a type of their own.
        kind = "option" if "value" in holder else "dialog"
    return SHORT_PLACES.get((kind, name), limits.SECTION_TEXT)
