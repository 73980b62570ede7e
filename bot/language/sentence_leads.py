"""What a sentence begins with that says nothing of the matter: `then they asked for drawers`, `forgot: …`."""

import re

from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("sentence_leads")
_LEADS = compile_late(
    rf"\s*(?:(?:{_WORDS.alternatives('leads')})(?!\w)\s*[,:–-]*\s*)+"
    rf"(?!(?:{_WORDS.alternatives('no_sentence')})(?!\w))(?=\w+\W+\w)",
    re.IGNORECASE,
)


def leave_out_lead(text: str) -> str:
    """The sentence without its lead; as it is where it has none, is a question, or would be no sentence without it."""
    found = None if "?" in text else _LEADS.match(text)
    return text if found is None else text[found.end() :]
