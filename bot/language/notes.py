"""A signal noted in a meeting: `buyer: went quiet when we named the date`."""

import re

from bot.language.clean import clean_text
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

LONGEST_NOTE = 500
_ARTICLE = word_table("notes").pattern("articles")
_NOTE_ABOUT = compile_late(
    rf"((?:{_ARTICLE} )?[^\W\d_][\w /&-]{{1,38}}?)\s*[:–—]\s+(\S.*)",
    re.DOTALL,
)


def read_note(text: str) -> tuple[str, str]:
    """Whom a signal is about, by role, and what was seen. Without a role in front of a colon it is about their side."""
    note = " ".join(clean_text(text).split())
    about = _NOTE_ABOUT.fullmatch(note)
    return (about[1], about[2]) if about else ("", note)
