"""What people type: `/giveget deal`, or `/deal` where the app has the short names too.

Our texts name the short ones. Where the app has `/giveget` alone, each is written out as it is shown.
"""

import re

from bot.slack.blocks import Part

SHORT_NAMES = ("concede", "ask", "got", "offer", "deal", "coach")
_SHORT = re.compile(rf"(?<![\w/<>.:])/(?=(?:{'|'.join(SHORT_NAMES)})(?![\w/-]))")
PLAIN_LIMITS = (75, 150)
"""Lengths that Slack sets to the plain text of a button or an option, and of a header or a placeholder."""


def write_out(text: str) -> str:
    """The text with each command under the one name that the app has."""
    return _SHORT.sub("/giveget ", text) if "/" in text else text


def write_out_part(part: Part) -> Part:
    """A part of blocks, or of a form, with the texts that people read written out. What buttons carry stays."""
    if isinstance(part, list):
        return [write_out_part(each) for each in part]
    if isinstance(part, tuple):
        return tuple(write_out_part(each) for each in part)
    if not isinstance(part, dict):
        return part
    written = {name: write_out_part(each) for name, each in part.items()}
    text = part.get("text")
    if isinstance(text, str):
        written["text"] = _fit(text, is_plain=part.get("type") == "plain_text")
    return written


def _fit(text: str, *, is_plain: bool) -> str:
    """The text written out, unless it would be too long for its place then."""
    longer = write_out(text)
    limit = next((limit for limit in PLAIN_LIMITS if len(text) <= limit), None)
    if is_plain and limit is not None and len(longer) > limit:
        return text
    return longer
