"""Lines that are longer than is read at once: told at the door, and given back whole."""

from bot.language.clean import LONGEST, decode_markup
from bot.slack.replies import LineTooLong

ESCAPED_WIDTH = {"&": 5, "<": 4, ">": 4}
"""How many characters Slack's escape of a character has."""
TAKES_ROWS = frozenset({"import", "importieren"})
"""Words after which rows of a spreadsheet are pasted, which have a bound of their own."""
LONGEST_PART = 2_500
"""Characters of one part of a long line, with Slack's escapes: a paragraph of Slack's takes 3,000."""
MOST_PARTS = 16
"""What a message of Slack's has room for, which is more than Slack takes in a command."""


def find_too_long(text: str, *, is_command: bool = True) -> LineTooLong | None:
    """The answer to a line that is longer than is read at once, with all that was typed after a command, so that none
    of it is lost; None for every other line. A message stays where it was typed."""
    if len(text) <= LONGEST or not TAKES_ROWS.isdisjoint(text[:40].casefold().split()[:2]):
        return None
    typed = decode_markup(text)
    if len(typed) <= LONGEST:
        return None
    return LineTooLong(count=len(typed), parts=_split_typed(typed) if is_command else ())


def _split_typed(typed: str) -> tuple[str, ...]:
    """A long line in parts that each fit into one paragraph, however much of it Slack wants escaped."""
    parts, size = [""], 0
    for mark in typed:
        width = ESCAPED_WIDTH.get(mark, 1)
        if size + width > LONGEST_PART:
            parts.append("")
            size = 0
        parts[-1] += mark
        size += width
    return tuple(part for part in parts if part.strip())[:MOST_PARTS]
