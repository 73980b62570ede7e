"""A signal noted in a meeting: `buyer: went quiet when we named the date`."""

import re

from bot.language.clean import clean_text

LONGEST_NOTE = 500
_ROLE = re.compile(
    r"((?:their |the |our |ihr |ihre |der |die )?[^\W\d_][\w /&-]{1,38}?)\s*[:–—]\s+(\S.*)",
    re.DOTALL,
)


def read_note(text: str) -> tuple[str, str]:
    """Whom a signal is about, by role, and what was seen. Without a role in front of a colon it is about their side."""
    said = " ".join(clean_text(text).split())
    found = _ROLE.fullmatch(said)
    return (found[1], found[2]) if found else ("", said)
