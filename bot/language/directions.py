"""Which way of an issue is better for our side, where everybody at a table would say the same."""

import re

from bot.domain.deals import Side
from bot.language.issue_names import PAYMENT, TERM, kind_of_issue
from bot.language.price_words import PRICES, REBATES
from bot.language.vocabulary import word_table

_WORDS = word_table("directions")
_PER = _WORDS.words("per")
_PAID = _WORDS.words("paid")
_WARRANTIES = _WORDS.words("warranties")
_NAME_PART = re.compile(r"[\s/-]+")


def find_direction(name: str, side: Side) -> bool | None:
    """Whether more of that issue is better for us; None where nobody can say without asking.

    Known are prices and rebates, days until payment, warranties, and the term for who sells.
    """
    if side is Side.PARTNERING:
        return None
    we_pay = side in (Side.BUYING, Side.HIRING)
    head = _find_head(name)
    if _is_one_of(head, REBATES):
        return we_pay
    if _is_one_of(head, PRICES):
        return not we_pay
    if side is Side.HIRING:
        return None
    kind = kind_of_issue(name)
    if kind == PAYMENT or _is_one_of(head, _WARRANTIES):
        # Who buys wants to pay late and to be covered long.
        return side is Side.BUYING
    if kind == TERM and side is Side.SELLING:
        return True
    return None


def is_price(name: str) -> bool:
    """Whether an issue is a price by whatever name: `salary`, `annual fee`, `Stückpreis`."""
    return _is_one_of(_find_head(name), PRICES)


def is_paid(name: str) -> bool:
    """Whether an issue may be an amount of money, though no price: `sign-on bonus`, `deposit`."""
    return _is_one_of(_find_head(name), _PAID)


def _find_head(name: str) -> str:
    """The word that says what an issue is: of `price per seat` that is price, of `price hold` hold."""
    words = [word for word in _NAME_PART.split(name.casefold()) if word]
    for place, word in enumerate(words):
        if word in _PER and place:
            return words[place - 1]
    return words[-1] if words else ""


def _is_one_of(head: str, names: frozenset[str]) -> bool:
    """Whether a word is one of the names, also in the plural or, as in German, at the end of a longer one:
    `Stückpreis`."""
    singular = head[:-1] if len(head) > 3 and head.endswith("s") else head
    if head in names or singular in names:
        return True
    return any(len(name) > 4 and head.endswith(name) for name in names)
