"""Which words and pieces show that a line may be meant otherwise than it was typed; most lines have none of them."""

import re

from bot.language.vocabulary import word_table

REPAIRING = word_table("line_repairs").words("triggers")
"""Words without one of which, or a piece as below, no line without a bracket is repaired."""
MULTIPLYING = re.compile(r"(?=.*\d).*[x×*@à/]|[x×*@à]$", re.IGNORECASE)
"""A piece that may multiply: `4x75`, `x`, `@350`, `60/piece`."""
