"""Text as a person meant it: Slack's escapes undone, spaces and invisible characters tidied."""

import re
import unicodedata

from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

LONGEST = 2000
"""The longest line that is read, in characters."""

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Bounded, so that a long line of `<` costs no quadratic time.
_SLACK = re.compile(
    r"<(?:([@#!])|(?=(?:https?|mailto|tel):))([^<>|\s]{1,3000})(?:\|([^<>|]{0,3000}))?>"
)
_ESCAPE = re.compile(r"&(amp|lt|gt);")
_ESCAPED = {"amp": "&", "lt": "<", "gt": ">"}
_CURLY = re.compile("[‘’‛ʼ“”„‟]")
_GLUED = re.compile(r"([,;])(?=[A-Za-z(])")
_GLUED_BRACKET = re.compile(r"(?<=\w)\(")
_WORDS = word_table("cleaning")
_LABELS = _WORDS.pattern("labels")
_ITEM_LABEL = compile_late(
    rf"^\W{{0,3}}{_WORDS.pattern('item_labels')}\s*[:=]\s*(?=\S)", re.IGNORECASE
)
# `5% off | cost 12k | for a case study`: fields between bars; a table has other columns.
_BARS = compile_late(
    rf"^\|?\s*([^|]+?)((?:\s*\|\s*(?:(?:{_LABELS})\b[^|]*|[^\s|\w]?\d[^|]*))+)\s*\|?\s*$",
    re.IGNORECASE,
)
# `cost: 12k` is read as `cost 12k`; `@for:` and `#due` are names.
_LABEL = compile_late(rf"(?<![\w@#])({_LABELS})\s*[:=]\s*(?=\S)", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:&gt;|>)+ ?", re.MULTILINE)
# `*they* want _15%_ off`, but not `2 * 3 * 4` and `snake_case_name`.
_MARKED = re.compile(r"(?<![\w*_~])[*_~]{1,3}(?=\S)([^*_~\n]{1,500})(?<=\S)[*_~]{1,3}(?![\w*_~])")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")


def decode_markup(text: str) -> str:
    """A typed line with Slack's markup undone, in NFC, without invisible and control characters."""
    text = decode_text(text)
    return _undo_fields(text) if "|" in text or "=" in text else text


def strip_formatting(text: str) -> str:
    """A message as it would be typed after a command: without the marks of code, quotes, bold, italic and struck
    text."""
    return _MARKED.sub(r"\1", _QUOTED.sub("", text.replace("`", ""))).strip()


def decode_text(text: str) -> str:
    """A text that is no line, such as a cell of a sheet, decoded in the same way; its bars and equals signs stay."""
    if "<" in text:
        text = _SLACK.sub(_show_mention, text)
    if "&" in text:
        text = _ESCAPE.sub(_unescape, text)
    if not text.isascii():
        visible = _INVISIBLE.sub("", text)
        text = _CURLY.sub(_straighten_quote, unicodedata.normalize("NFC", visible))
    # A line break is kept, since it separates; it is no control character there.
    return text if text.isprintable() else _CONTROL.sub(" ", text.replace("\r", "\n"))


def _undo_fields(text: str) -> str:
    """Fields as a sheet or a form has them (`5% off | cost=12k`), as they would be typed."""
    if "=" in text:
        text = _LABEL.sub(r"\1 ", text)
    bars = _BARS.match(text) if "|" in text else None
    return bars[1] + bars[2].replace("|", ";") if bars else text


def tidy_spaces(text: str) -> str:
    """Decoded text with single spaces, and with spaces where people leave them out before brackets and figures.

    A line break stays at the end of its word, so that it still separates.
    """
    if ":" in text or "=" in text:
        text = _ITEM_LABEL.sub("", _LABEL.sub(r"\1 ", text))
    if _is_tight(text, ",", ", ") or _is_tight(text, ";", "; "):
        text = _GLUED.sub(r"\1 ", text)
    if _is_tight(text, "(", " ("):
        text = _GLUED_BRACKET.sub(" (", text)
    is_tidy = text.isprintable() and "  " not in text
    if not is_tidy:
        text = _SPACES.sub(" ", text)
        text = _LINES.sub("\n ", text)
    return text.strip()


def _is_tight(text: str, mark: str, spaced: str) -> bool:
    """Whether a mark stands somewhere without its space: counting is cheaper than a pattern."""
    return mark in text and text.count(mark) != text.count(spaced)


def clean_text(text: str) -> str:
    """The line with Slack's markup decoded and its spaces tidied."""
    return tidy_spaces(decode_markup(text))


def _show_mention(match: re.Match[str]) -> str:
    """`<@U1|ann>` as `@ann`, `<!subteam^S1|@sales>` as `@sales`, a link by its label or address."""
    kind, target, label = match[1] or "", match[2], match[3]
    if kind == "!":
        name = label or target.partition("^")[0]
        return "@" + name.lstrip("@")
    return kind + (label or target)


def _straighten_quote(match: re.Match[str]) -> str:
    return "'" if match[0] in "‘’‛ʼ" else '"'


def _unescape(match: re.Match[str]) -> str:
    return _ESCAPED[match[1]]
