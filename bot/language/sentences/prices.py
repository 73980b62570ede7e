"""Prices named in talk about one thing for sale, and which way a price moves."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

BUYER, SELLER = "buyer", "seller"
HAGGLERS = frozenset({BUYER, SELLER})
"""Roles in which a bare price is a move."""

_NUMBER = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)( ?(?:k|grand)\b(?! miles))?")
_CURRENCY_BEFORE = re.compile(r"(?:[$€£]|\b(?:usd|eur)) ?$")
_CURRENCY_AFTER = re.compile(r" ?(?:[$€£]|(?:dollars?|bucks|usd|eur|euros?)\b)")
_CUE = re.compile(
    r"(?:^|\w, |\b(?:take|do|for|about|bout|offer|accept|pay|go|you|at|consider|around|is|to|price|asking|maybe|say"
    r"|just|only|give|of|was|if|than|and|or|on|then|it|full|have|got|need|seeking|thinking|want|ok"
    r"|okay|well|like|with"
    r"|would|does|middle|get|least|halfway at|us)[ ,]+)$"
)
_FOLLOWS = re.compile(
    r" (?:(?:could|would|might|can|will) work|is (?:as|the|my|our|good|fine|ok|perfect|firm|final)|works|firm|obo"
    r"|it is)\b"
)
_UNIT = re.compile(
    r" ?(?:%|percent|inch|in\b(?! (?:cash|hand))|[\"x/:-]|miles|mi\b|years?|yrs?|months?|mo\b"
    r"|days?|weeks?|hours?|hrs?|min|am\b|pm\b|th\b|st\b|nd\b"
    r"|rd\b|gb\b|tb\b|mm\b|cm\b|lbs?\b|pounds|ft\b|feet|sq|bed|bath|people|times|speed|mp[hg]|kids|of (?:the|them"
    r"|these)\b"
    r"|degrees|watts?|model|pieces?|items?|different|other|more|blocks?|seats?|units?|users?)|[\w]"
)
_NOT_PROPOSED = re.compile(
    r"(?:you(?:'re| are)? (?:want|wanted|ask|asked|asking)(?: (?:to|for|me|sell|it))*"
    r"|(?:more|less|lower|higher|better) (?:than|then)|under|over|below|above|instead of|not|n't(?: \w+)?|n't be"
    r"|paid|worth|cost|costs"
    r"|retail\w*|originally|new (?:for|is|at)|goes? for|sells? for|selling for|listed (?:at|for)|found \w+ (?:for|at)"
    r"|too|another|mileage(?: is)?"
    r"|(?:offer|offers) (?:for|of|at))(?: (?:pay|for|take|do|go|accept|around|about|of|than|that|it|a|at|the|much))*"
    r" ?[$€£]? ?$"
)
_JUDGED = re.compile(
    r" ?(?:is|was|seems?|sounds?|feels?)(?! as low)(?: \w+){0,3} (?:high|steep|much|low|lot|pricey"
    r"|expensive|out of)\b"
)
_OFF = re.compile(r" ?(?:\w+ )?off\b")
_UP = re.compile(
    r"\b(?:come|go|going|bump|raise|move|meet|stretch)(?:\w+)?(?: it| you| that)?(?: (?:up|as high|higher|in the"
    r" middle))"
)
_MOVES = re.compile(
    r"\b(?:can|could|would|will|willing|i'?ll|how about|what about|what if|come down|go down|let you|lower|knock|drop"
    r"|for you|deal"
    r"|meet|split|maybe|then|since you|ok|okay|fine|alright|make it|call it)\b"
)
_INSISTS = re.compile(
    r"\b(?:asking|selling (?:it|this|them)|price is|listed|firm|lowest|can'?t|cannot|couldn'?t|not (?:able|willing)"
    r"|need|stick|stay|minimum|at"
    r" least)\b"
)


FIRM = re.compile(
    r"(?:i'm|we're|i am|we are|it's|is|staying|pretty|very) firm\b(?! (?:mattress|bed|cushion|seat))"
    r"|\btake it or leave it\b"
)
"""Words that hold on to a price."""
_YIELDS = re.compile(
    r"\b(?:willing|happy) to (?:take|do|go|accept|include|sell|drop|lower|come|meet)\b|\b(?:come|go)"
    r" down\b"
)
_HAGGLES = re.compile(
    r"\d{2}|\b(?:low|lower|less|price|pricing|offers?|negotia\w+|afford|high|steep|much|budget|discount|cheap\w*|deal"
    r"|flexib\w+"
    r"|expensive|wiggle|down|better|special)\b"
)


class Way(StrEnum):
    """Where a price moves for the side that names it."""

    TOWARD = "toward"
    AWAY = "away"
    """Against the other side, or not at all."""
    SAME = "same"
    """What the other side named."""


@dataclass(frozen=True, slots=True)
class Price:
    """A price that was put forward."""

    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LastPrices:
    """The last price of the speaker and of the other side."""

    mine: float | None = None
    theirs: float | None = None

    def near(self, value: float) -> bool:
        """Whether a number is of the same size: half of what was named to twice as much."""
        return any(
            each is not None and each / 2 <= value <= each * 2 for each in (self.mine, self.theirs)
        )


NOTHING = LastPrices()


def proposed(low: str, *, near: LastPrices = NOTHING) -> Price | None:
    """The price that a text in lower case puts forward: the last that it does not reject, compare with, or judge. A
    bare number near a standing price is a price."""
    found = None
    for each in _NUMBER.finditer(low):
        before = low[max(0, each.start() - 40) : each.start()]
        price = _price(low, each, before, near)
        if price is not None and not _rejected(low, price, before):
            found = price
    return found


def _price(low: str, number: re.Match[str], before: str, near: LastPrices) -> Price | None:
    """The number as a price: with a currency, in thousands, or bare where the words around it say so."""
    value = float(number[1].replace(",", "")) * (1000 if number[2] else 1)
    start, end = number.span()
    sign, after = _CURRENCY_BEFORE.search(before), _CURRENCY_AFTER.match(low, end)
    money = bool(sign or after or number[2])
    if not money and (
        value < 10
        or not (near.near(value) or _CUE.search(before) or _FOLLOWS.match(low, end))
        or _UNIT.match(low, end)
        or _year(value, before)
    ):
        return None
    start -= len(sign[0]) if sign else 0
    return Price(value, start, after.end() if after else end)


def _year(value: float, before: str) -> bool:
    return 1950 <= value <= 2030 and before.endswith(("is a ", "of ", "in ", "since "))


def _rejected(low: str, price: Price, before: str) -> bool:
    return bool(
        _NOT_PROPOSED.search(before) or _JUDGED.match(low, price.end) or _OFF.match(low, price.end)
    )


def way_of(
    price: Price, low: str, role: str, said: Sequence[tuple[str, str]], stands: LastPrices
) -> Way:
    """Which way a price moves, given what both named before. Nobody's first price from a buyer is a bid; a seller's is
    below the list price unless the words insist on it."""
    mine, theirs = stands.mine, stands.theirs
    if theirs is not None and (price.value >= theirs if role == BUYER else price.value <= theirs):
        return Way.SAME
    if mine is not None:
        toward = price.value > mine if role == BUYER else price.value < mine
        return Way.TOWARD if toward else Way.AWAY
    if role == BUYER:
        return Way.TOWARD if _UP.search(low) else Way.AWAY
    if _YIELDS.search(low):
        return Way.TOWARD if said else Way.AWAY
    asked = any(_HAGGLES.search(text.lower()) for who, text in said if who != role)
    return Way.TOWARD if asked and _MOVES.search(low) and not _INSISTS.search(low) else Way.AWAY


def standing(role: str, said: Iterable[tuple[str, str]]) -> LastPrices:
    """What both sides named last."""
    mine = theirs = None
    for who, text in said:
        price = proposed(text.lower(), near=LastPrices(mine, theirs))
        if price is not None and who == role:
            mine = price.value
        elif price is not None:
            theirs = price.value
    return LastPrices(mine, theirs)
