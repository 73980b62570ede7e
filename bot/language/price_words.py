"""What a price is called, and what makes it higher or lower: the table `[price_words]` of the word
files."""

from functools import lru_cache

from bot.domain.matching import subject_words
from bot.language.vocabulary import word_table

_TABLE = word_table("price_words")
_RISES = _TABLE.words("rises")
_DEAL_FIGURES = _TABLE.words("deal_figures")
_ABOUT_PRICE = _TABLE.words("about_price")
_KEEPING = _TABLE.words("keeping")

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


def names_deal_figure(issue: str) -> bool:
    """Whether an issue is called as what a deal's own figure is about."""
    return issue.casefold() in _DEAL_FIGURES


@lru_cache(maxsize=1024)
def mentions_price(what: str) -> bool:
    """Whether a wording, or the name of an issue, is about the price among other things."""
    return not _ABOUT_PRICE.isdisjoint(subject_words(what))


@lru_cache(maxsize=1024)
def moves_price(what: str) -> bool:
    """Whether a wording is about the price alone, and changes it: a price hold keeps it."""
    words = subject_words(what)
    return not _ABOUT_PRICE.isdisjoint(words) and _KEEPING.isdisjoint(words)
