"""Which way of an issue is better for our side, where everybody at a table would say the same."""

import re
from collections.abc import Sequence
from functools import cache

from bot.domain.deals import Side
from bot.language.issue_names import PAYMENT, TERM, kind_of_issue, normalize_name
from bot.language.price_words import PRICES, REBATES
from bot.language.units import MONEY
from bot.language.vocabulary import word_table

_WORDS = word_table("directions")
_PER = _WORDS.words("per")
_PAID = _WORDS.words("paid")
_CHARGES = _WORDS.words("charges")
_NAME_PART = re.compile(r"[\s/-]+")
_SHORTEST_TAIL = 6
"""Letters of the shortest name that is found at the end of a longer word: `Mindestabnahmemenge` is a
`menge`, but no `ge`."""


def _names(key: str) -> frozenset[str]:
    return frozenset(map(normalize_name, _WORDS.phrases(key)))


_SELLER = _names("seller")
_BUYER = _names("buyer")
_EMPLOYER = _names("employer")
_EMPLOYEE = _names("employee")
_OFTEN = _names("often")
_STEPS = ("service", "charge", "consent")


def find_direction(name: str, side: Side, unit: str = "") -> bool | None:
    """Whether more of that issue is better for us; None where nobody can say without asking.

    `unit` is what its values are counted in: `freight 300 EUR` is a charge to who buys.
    """
    if side is Side.PARTNERING:
        return None
    we_pay = side in (Side.BUYING, Side.HIRING)
    is_for_payer = _is_for_payer(name, unit, is_hiring=side is Side.HIRING)
    if is_for_payer is None:
        return None
    return is_for_payer if we_pay else not is_for_payer


def is_often_wanted(name: str, side: Side) -> bool:
    """Whether the direction of an issue is only the usual one: a buyer who wants the price to stay asks for a longer
    term."""
    return side is Side.BUYING and (kind_of_issue(name) == TERM or normalize_name(name) in _OFTEN)


def _is_for_payer(name: str, unit: str, *, is_hiring: bool) -> bool | None:
    """Whether more of an issue is better for who pays, a buyer or an employer."""
    for_payer, for_paid = (_EMPLOYER, _EMPLOYEE) if is_hiring else (_BUYER, _SELLER)
    whole = normalize_name(name)
    head = _find_head(name)
    if not is_hiring:
        if unit in MONEY and _is_one_of(head, _CHARGES):
            return False
        kind = kind_of_issue(name)
        if kind in (PAYMENT, TERM):
            # Who buys wants to pay late, who sells to be sure of the customer for long.
            return kind == PAYMENT
    if whole in for_payer:
        return True
    if whole in for_paid:
        return False
    if _is_one_of(head, REBATES):
        return True
    if _is_one_of(head, PRICES):
        return False
    if _is_tail(head, for_payer):
        return True
    if _is_tail(head, for_paid):
        return False
    return None


def _is_tail(head: str, names: frozenset[str]) -> bool:
    """Whether the word that says what an issue is, or the end of it, is one of the names."""
    word = normalize_name(head)
    if word in names:
        return True
    return any(word[at:] in names for at in range(1, len(word) - _SHORTEST_TAIL + 1))


@cache
def _load_steps(kind: str) -> dict[str, int]:
    """The place of each known value of a kind, from what gives least."""
    table = _WORDS.subtable(kind)
    places: dict[str, int] = {}
    for place, key in enumerate(table.tables[0]):
        for value in table.phrases(key):
            places.setdefault(value, place)
    return places


def sort_options(options: Sequence[str]) -> tuple[str, ...] | None:
    """The options in the order of what they give, least first; None where they are no steps of one kind."""
    kind = _find_steps(options)
    if kind is None:
        return None
    places = _load_steps(kind)
    return tuple(sorted(options, key=lambda option: places[option.casefold().strip()]))


def find_option_direction(name: str, options: Sequence[str], side: Side) -> bool | None:
    """Whether options further down are better for us, once they are in the order of what they give; None where nobody
    can say without asking."""
    kind = _find_steps(options)
    if kind is None or side is Side.PARTNERING:
        return None
    if kind == "consent" or side is Side.HIRING:
        return find_direction(name, side)
    # More service, or less to pay for it, is better for who buys, whatever it is.
    return side is Side.BUYING


def _find_steps(options: Sequence[str]) -> str | None:
    """The kind of steps that all of the options are; of one option alone, the first that knows it."""
    for kind in _STEPS:
        places = _load_steps(kind)
        known = [places[o.casefold().strip()] for o in options if o.casefold().strip() in places]
        if len(known) == len(options) and len(set(known)) == len(known):
            return kind
    return None


def is_step_of_service(option: str) -> bool:
    """Whether an option says how much service there is: `premium`."""
    return option in _load_steps("service")


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
