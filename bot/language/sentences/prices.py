"""Prices named in talk about one thing for sale, and which way a price moves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.language.patterns import pattern_table
from bot.language.sentences.marks import Turn

BUYER, SELLER = "buyer", "seller"
HAGGLERS = frozenset({BUYER, SELLER})
"""Roles in which a bare price is a move."""

SMALLEST_BARE_PRICE = 10
"""Below it a number without a currency counts things: `I take 2`."""

_LOOK_BACK = 40
"""How many characters before a number tell what it is."""

_IN_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"\d+,\d\d?")

_WORDS = pattern_table("sentences.prices")
_NUMBER = _WORDS.expression("number")
_CURRENCY_BEFORE = _WORDS.expression("currency_before")
_CURRENCY_AFTER = _WORDS.expression("currency_after")
_CUE = _WORDS.expression("cue")
_FOLLOW_UP = _WORDS.expression("follow_up")
_UNIT = _WORDS.expression("unit")
_BEFORE_YEAR = _WORDS.expression("before_year")
_NOT_PROPOSED = _WORDS.expression("not_proposed")
_JUDGED = _WORDS.expression("judged")
_OFF = _WORDS.expression("off")
_COMES_UP = _WORDS.expression("comes_up")
_SELLER_MOVES = _WORDS.expression("seller_moves")
_INSISTS = _WORDS.expression("insists")
_YIELDS = _WORDS.expression("yields")
_HAGGLES = _WORDS.expression("haggles")


class PriceDirection(StrEnum):
    """Where a price moves for the side that names it."""

    TOWARD = "toward"
    AWAY = "away"
    """Against the other side, or not at all."""
    SAME = "same"
    """What the other side named."""


@dataclass(frozen=True, slots=True)
class Price:
    """A price that was put forward, and where its words begin and end."""

    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LastPrices:
    """The last price of the speaker and of the other side."""

    mine: float | None = None
    theirs: float | None = None

    def is_near(self, value: float) -> bool:
        """Whether a number is of the same size: half of what was named to twice as much."""
        known = [price for price in (self.mine, self.theirs) if price is not None]
        return any(price / 2 <= value <= price * 2 for price in known)


NO_PRICES = LastPrices()


def find_price(lower: str, *, last: LastPrices = NO_PRICES) -> Price | None:
    """The price that a text in lower case puts forward: the last that it does not reject, compare with, or judge. A
    bare number near one of the last prices is a price."""
    found = None
    for number in _NUMBER.finditer(lower):
        before = lower[max(0, number.start() - _LOOK_BACK) : number.start()]
        price = _read_price(lower, number, before, last)
        if price is not None and _is_proposed(lower, price, before):
            found = price
    return found


def _read_price(lower: str, number: re.Match[str], before: str, last: LastPrices) -> Price | None:
    """The number as a price: with a currency, in thousands, or bare where the words around it say so."""
    value = _value_of(number[1])
    if number[2]:
        value *= 1000
    start, end = number.span()
    currency_before = _CURRENCY_BEFORE.search(before)
    currency_after = _CURRENCY_AFTER.match(lower, end)
    is_money = bool(currency_before or currency_after or number[2])
    if not is_money and not _is_bare_price(value, lower, end, before, last):
        return None
    if currency_before:
        start -= len(currency_before[0])
    if currency_after:
        end = currency_after.end()
    return Price(value, start, end)


def _value_of(number: str) -> float:
    """What a number is worth: `16.000` is sixteen thousand, `4,20` four and a bit."""
    if _IN_THOUSANDS.fullmatch(number):
        return float(number.replace(".", ""))
    if _DECIMAL_COMMA.fullmatch(number):
        return float(number.replace(",", "."))
    return float(number.replace(",", ""))


def _is_bare_price(value: float, lower: str, end: int, before: str, last: LastPrices) -> bool:
    """Whether a number without a currency, which ends there, is a price."""
    if value < SMALLEST_BARE_PRICE:
        return False
    is_cued = last.is_near(value) or _CUE.search(before) or _FOLLOW_UP.match(lower, end)
    if not is_cued or _UNIT.match(lower, end):
        return False
    return not _is_year(value, before)


def _is_year(value: float, before: str) -> bool:
    """`the car is a 2014`."""
    return 1950 <= value <= 2030 and _BEFORE_YEAR.search(before) is not None


def _is_proposed(lower: str, price: Price, before: str) -> bool:
    """Whether a price is put forward: not `more than 400`, `400 is too high`, `400 off`."""
    if _NOT_PROPOSED.search(before):
        return False
    return not (_JUDGED.match(lower, price.end) or _OFF.match(lower, price.end))


def direction_of(
    price: Price, lower: str, role: str, context: Sequence[Turn], last: LastPrices
) -> PriceDirection:
    """Which way a price moves, given what both named before. `role` is one of `HAGGLERS`."""
    value, buys = price.value, role == BUYER
    if last.theirs is not None and (value >= last.theirs if buys else value <= last.theirs):
        return PriceDirection.SAME
    if last.mine is not None:
        is_nearer = value > last.mine if buys else value < last.mine
    elif buys:
        # A buyer's first price is a bid, unless it comes up to something.
        is_nearer = _COMES_UP.search(lower) is not None
    else:
        is_nearer = _comes_down(lower, role, context)
    return PriceDirection.TOWARD if is_nearer else PriceDirection.AWAY


def _comes_down(lower: str, role: str, context: Sequence[Turn]) -> bool:
    """Whether a seller's first price is below the list price: it says so, or answers a buyer who asks for less and does
    not insist."""
    if _YIELDS.search(lower):
        return bool(context)
    if not _SELLER_MOVES.search(lower) or _INSISTS.search(lower):
        return False
    their_words = [turn.words.lower() for turn in context if turn.speaker != role]
    return any(map(_HAGGLES.search, their_words))


def find_last_prices(role: str, context: Sequence[Turn]) -> LastPrices:
    """What both sides named last; `role` is the speaker."""
    last = NO_PRICES
    for turn in context:
        price = find_price(turn.words.lower(), last=last)
        if price is not None:
            side = "mine" if turn.speaker == role else "theirs"
            last = replace(last, **{side: price.value})
    return last
