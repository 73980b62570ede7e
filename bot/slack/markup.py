"""Text on its way into a message: our own words in Slack's mrkdwn, and what people typed, kept to
the letter.

mrkdwn has no escape for `*`, `_`, `~`, backticks and `:emoji:`. What people typed and what holds
one of these is therefore carried between two marks, and a text with marks in it leaves as rich text
or as plain text, where every character stands for itself. `written` is the name for such a text
throughout.
"""

import re
from collections.abc import Iterator
from typing import Any

from jinja2 import Undefined

OPEN, CLOSE = "\ue000", "\ue001"
STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}

# Nearly all that is printed is made of these, and then there is nothing to look for in it.
_ORDINARY = re.compile(r"[A-Za-z0-9 ,.%#()/'\"–-]*")
# What mrkdwn would format: styles, :emoji:, and a quote's > at the start of a line.
_FORMATS = re.compile(r"[*_~`\n]|:[\w+-]+:|^[ \t]*>")
# A line break, but not one between the two marks around what somebody typed.
_LINE_END = re.compile(rf"\n(?![^{OPEN}]*{CLOSE})")
# An escape or a mention of which only the beginning is left after cutting.
_HALF = re.compile(r"(?:&[a-z]{0,3}|<[^>]*)…$")
_MARKED = re.compile(f"[<*_~`{OPEN}]")
# Control characters, marks of direction and width, and the two marks of our own.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ue000\ue001]"
)
_TOKEN = re.compile(
    rf"{OPEN}(?P<typed>[^{CLOSE}]*){CLOSE}|<@(?P<user>[A-Z0-9]+)>|<#(?P<channel>[A-Z0-9]+)>"
    r"|<(?P<link>https?://[^>]+)>|(?P<style>[*_~`])"
)


class Markup(str):
    """mrkdwn of our own making: a mention, a link, a block's empty place; shown as it is."""

    __slots__ = ()


NOTHING = Markup("")


def format_value(value: object) -> str:
    """What a template prints for a value: text to the letter, or a whole number.

    Raises TypeError for anything else: how an amount or a day reads is said by one of the words.
    """
    if isinstance(value, str):
        return value if isinstance(value, Markup) else quote_typed(value)
    # True is an int too, and a template that prints it has forgotten a word.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TypeError(
        f"a template printed a {type(value).__name__}: say how it reads with one of the words"
    )


def finalize_value(value: object) -> str:
    """The same; where a template names what is not there, the error says which name is missing."""
    if isinstance(value, str):
        return value if isinstance(value, Markup) else quote_typed(value)
    return str(value) if isinstance(value, Undefined) else format_value(value)


def quote_typed(text: str) -> str:
    """What a person typed, so that it reads exactly as typed."""
    if _ORDINARY.fullmatch(text):
        return text
    text = strip_invisible(text)
    return f"{OPEN}{text}{CLOSE}" if _FORMATS.search(text) else escape_mrkdwn(text)


def strip_invisible(text: str) -> str:
    """The text without characters that nobody sees and that could reorder or hide the rest."""
    return text if text.isprintable() and text.isascii() else _UNSEEN.sub("", text)


def escape_mrkdwn(text: str) -> str:
    """The text with the three characters escaped that Slack reads as its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_mrkdwn(text: str) -> str:
    """The text that `escape_mrkdwn` had."""
    # Last comes &amp;, so that "&amp;lt;" becomes "&lt;" and no further.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def truncate(text: str, limit: int) -> str:
    """The text within `limit` characters, with … where something was left off."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def split_lines(written: str) -> list[str]:
    """The lines of a template's text, without those left empty; a line break that a person typed
    ends none."""
    ends = written.split("\n") if is_mrkdwn(written) else _LINE_END.split(written)
    return [line for line in map(str.strip, ends) if line]


def join_lines(written: str) -> Markup:
    """What a part of a template wrote, on one line."""
    return Markup(" ".join(split_lines(written)))


def is_bare(written: str) -> bool:
    """Whether there is nothing in this text but words."""
    return _MARKED.search(written) is None


def is_mrkdwn(written: str) -> bool:
    """Whether mrkdwn can carry this text to the letter."""
    return OPEN not in written


def to_plain_text(written: str) -> str:
    """The text without formatting: links by their name, mentions as Slack writes them."""
    return "".join(_spoken(text, kind) for text, kind in split_tokens(written) if kind != "style")


def to_fallback_text(written: str, limit: int) -> str:
    """The text for notifications and screen readers: no formatting, yet safe where Slack reads
    mrkdwn."""
    spoken = written if is_bare(written) else _TOKEN.sub(_speak_token, written)
    if len(spoken) <= limit:
        return spoken
    return _HALF.sub("…", truncate(spoken, limit))


def _speak_token(found: re.Match[str]) -> str:
    """A token as the fallback has it, in which Slack still reads mentions."""
    match found.lastgroup:
        case "user" | "channel":
            return found[0]
        case "style":
            return ""
        case "link":
            return _spoken(found["link"], "link")
    return escape_mrkdwn(found["typed"])


def to_rich_elements(written: str) -> list[dict[str, Any]]:
    """The elements of a rich text section that show this text."""
    styles: set[str] = set()
    elements = []
    for text, kind in split_tokens(written):
        if kind == "style":
            # The same sign opens a style and closes it.
            styles ^= {STYLES[text]}
        elif text:
            element = _make_element(text, kind)
            if styles:
                element["style"] = dict.fromkeys(sorted(styles), True)
            elements.append(element)
    return elements


def split_tokens(written: str) -> Iterator[tuple[str, str]]:
    """The text in runs, each with its kind: typed, user, channel, link, or a style's sign."""
    at = 0
    for found in _TOKEN.finditer(written):
        yield unescape_mrkdwn(written[at : found.start()]), "typed"
        kind = found.lastgroup or "typed"
        yield found[kind], kind
        at = found.end()
    yield unescape_mrkdwn(written[at:]), "typed"


def _spoken(text: str, kind: str) -> str:
    match kind:
        case "user":
            return f"<@{text}>"
        case "channel":
            return f"<#{text}>"
        case "link":
            url, _, name = text.partition("|")
            return name or url
    return text


def _make_element(text: str, kind: str) -> dict[str, Any]:
    match kind:
        case "user" | "channel":
            return {"type": kind, f"{kind}_id": text}
        case "link":
            url, _, name = text.partition("|")
            return {"type": "link", "url": url, "text": unescape_mrkdwn(name) or url}
    return {"type": "text", "text": text}
