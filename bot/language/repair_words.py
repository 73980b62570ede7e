"""Which words and pieces show that a line may be meant otherwise than it was typed; most lines have none of them."""

import re

from bot.language.vocabulary import word_table

REPAIRING = word_table("line_repairs").words("triggers")
"""Words without one of which, or a piece as below, no line without a bracket is repaired."""
MULTIPLYING = re.compile(
    r"(?=.*\d).*(?:[x×*@à/]|each|apiece|je|at\W)|[x×*@à]$|(?:no|nope|nah|nein|nee|nö|ne)\W+[\w$€£]",
    re.IGNORECASE,
)
"""A piece that may multiply, or take back what comes first: `4x75`, `x`, `@350`, `60/piece`, `60each`, `no,5%`."""
