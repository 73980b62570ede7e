"""What a price is called, and what makes it higher or lower: the table `[price_words]` of the word
files."""

from bot.language.vocabulary import word_table

_TABLE = word_table("price_words")
_RISES = _TABLE.words("rises")

PRICES = _TABLE.words("prices")
"""Names of issues of which less is better for a buyer."""
REBATES = _TABLE.words("rebates")
"""Names of issues of which less is better for a seller."""


def names_rise(what: str) -> bool:
    """Whether a wording speaks of a rise, also within a longer word such as *Preiserhöhung*."""
    lower = what.lower()
    return any(word in lower for word in _RISES)


def names_price(what: str) -> bool:
    """Whether a wording speaks of a price or of something off it, also within a longer word such as *Preisnachlass*."""
    lower = what.lower()
    words = set(lower.split())
    return any(word in words or (len(word) > 4 and word in lower) for word in PRICES | REBATES)
