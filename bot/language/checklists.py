"""Whether a sentence asks for the checklist of what to do and what to avoid."""

import re
from functools import cache

from bot.language.clean import clean_text
from bot.language.vocabulary import word_table

LONGEST = 90
"""A longer sentence tells of something, and asks for more than the checklist."""


@cache
def _load_pattern() -> re.Pattern[str]:
    return re.compile(word_table("checklist").pattern("asked"), re.IGNORECASE)


def asks_for_checklist(text: str) -> bool:
    """Whether the whole sentence asks what to do and what to avoid: `what should I avoid?`."""
    plain = clean_text(text).strip(" ?!.,")
    return len(plain) <= LONGEST and _load_pattern().fullmatch(plain) is not None
