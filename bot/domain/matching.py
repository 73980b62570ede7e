"""What belongs together: how alike two wordings are, which move a text names, which gives a get may answer."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.domain.deals import Yardstick
from bot.domain.ledger import by_day
from bot.domain.moves import Move

STRONG = 0.7
"""From this likeness on a text is taken to mean a move."""
CLEAR = 0.2
"""By this much the best likeness must exceed the next best for the move to be the only one meant."""
NEAR = Decimal("0.25")
"""A worth and a cost that differ by no more than this share of the larger are near in value."""
SUGGESTED_AT_MOST = 3

_WORD = re.compile(r"(\d+(?:[.,]\d+)*)[ -]?([^\W\d_]+|%)?|([^\W\d_]+)")
_MARKS = re.compile(r"[.,]")
_SILENT = frozenset(
    re.findall(
        r"\w+",
        "a an and any as at be by can do for from get give go got if in into is it its more of off on or our please so "
        "some than that the their them then these they this those to us we when will with would you your extra "
        "free verbal verbally yes no promise promised agreed confirmed "
        "der das dem des ein eine einen einem einer und mit von zu zum zur für sie wir uns ihr ihre ihren unser unsere",
    )
)
_UNITS = {
    spelled: unit
    for unit, spellings in {
        "%": "% percent pct pc",
        "day": "day days d tag tage tagen",
        "week": "week weeks wk wks w woche wochen",
        "month": "month months monthly mo mos mth mths m monat monate monaten",
        "year": "year years yr yrs y annual jahr jahre jahren",
        "k": "k thousand",
        "seat": "seat seats user users licence licences license licenses lizenz lizenzen",
    }.items()
    for spelled in spellings.split(" ")
}
_NUMBERS = {
    name: Decimal(n)
    for n, name in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=1,
    )
}
_SCALES = {"year": (Decimal(12), "month"), "k": (Decimal(1000), "")}
_SAME = {
    "reduction": "discount", "rebate": "discount", "cut": "discount", "refs": "reference", "ref": "reference",
    "referral": "reference", "testimonial": "reference", "pricing": "price", "prices": "price", "contract": "term",
    "commitment": "term", "prepayment": "prepay", "prepaid": "prepay", "upfront": "prepay", "advance": "prepay",
    "rabatt": "discount", "nachlass": "discount", "skonto": "discount", "preis": "price", "laufzeit": "term",
    "vertragslaufzeit": "term", "referenz": "reference", "referenzgespräch": "reference", "vorauszahlung": "prepay",
    "vorkasse": "prepay", "schulung": "train", "fallstudie": "study", "verlängerung": "renewal",
    "unterschrift": "signature", "zahlungsziel": "net",
}  # fmt: skip


_Quantity = tuple[str, Decimal]


class _Wording(NamedTuple):
    words: AbstractSet[str]
    figures: AbstractSet[_Quantity]


@lru_cache(maxsize=4096)
def _wording(text: str) -> _Wording:
    words: set[str] = set()
    figures: set[_Quantity] = set()
    for digits, measured, alone in _WORD.findall(_normal(text)):
        word = measured or alone
        if digits:
            unit = _UNITS.get(measured, "")
            figures.add(_figure(_number(digits), unit))
            word = "" if unit else word
        if word in _NUMBERS:
            figures.add(("", _NUMBERS[word]))
        elif word and word not in _SILENT:
            words.add(_plain(word))
    if "%" in text and " off" in text:
        words.add("discount")
    return _Wording(words, figures)


def _normal(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def _number(digits: str) -> Decimal:
    if digits.isdecimal():
        return Decimal(digits)
    whole, _, rest = digits.rpartition(max(",.", key=digits.rfind))
    return Decimal(_MARKS.sub("", digits) if len(rest) == 3 else f"{_MARKS.sub('', whole)}.{rest}")


def _figure(number: Decimal, unit: str) -> _Quantity:
    scaled = _SCALES.get(unit)
    return (unit, number) if scaled is None else (scaled[1], number * scaled[0])


def _plain(word: str) -> str:
    """The word without its ending: references, reference; onboarding, onboard."""
    word = _SAME.get(word, word)
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def compute_likeness(a: str, b: str) -> float:
    """How surely two wordings name the same thing, 0..1. Figures of the same unit must agree: 5 % is never 8 %, two
    years are 24 months; a wording without a figure agrees with any."""
    return _alike(_wording(a), _wording(b))


def _alike(a: _Wording, b: _Wording) -> float:
    agreed = _agreed(a.figures, b.figures) if a.figures and b.figures else 0
    shared = len(a.words & b.words) + 2 * agreed
    if not shared or (not agreed and _disagree(a.figures, b.figures)):
        return 0.0
    size_a, size_b = len(a.words) + 2 * len(a.figures), len(b.words) + 2 * len(b.figures)
    return min(
        1.0,
        round(0.7 * shared / min(size_a, size_b) + 0.3 * shared / (size_a + size_b - shared), 6),
    )


def _disagree(a: AbstractSet[_Quantity], b: AbstractSet[_Quantity]) -> bool:
    return bool({unit for unit, _ in a} & {unit for unit, _ in b})


def _agreed(a: AbstractSet[_Quantity], b: AbstractSet[_Quantity]) -> int:
    """How many figures agree; a bare number agrees with the same number of any unit."""
    return sum(any(n == m and (u == v or not u or not v) for v, m in b) for u, n in a)


def subject_words(text: str) -> frozenset[str]:
    """What a wording is about, whatever its level: its words and the units of its figures."""
    words, figures = _wording(text)
    return frozenset(words) | {unit for unit, _ in figures if unit}


@lru_cache(maxsize=4096)
def longest_months(text: str) -> Decimal:
    """The longest time in months that the text names, years counted in months; 0 where it names none."""
    return max(
        (number for unit, number in _wording(text).figures if unit == "month"), default=Decimal(0)
    )


def issue_of(move: Move) -> str:
    """The issue of a move: the one it names, else what its wording is about."""
    return move.issue.casefold() or _about(move.what)


@lru_cache(maxsize=4096)
def _about(what: str) -> str:
    return " ".join(sorted(subject_words(what)))


def find_named_move(text: str, moves: Iterable[Move]) -> Move | None:
    """The one move that the text clearly names: alike enough, and no other nearly as much."""
    ranked = _ranked(text, moves)
    if not ranked or ranked[0][0] < STRONG:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= CLEAR else None


def _ranked(text: str, moves: Iterable[Move]) -> list[tuple[float, Move]]:
    wanted = _wording(text)
    if not wanted.words and not wanted.figures:
        return []
    alike = ((_alike(wanted, _wording(move.what)), move) for move in moves)
    return sorted((pair for pair in alike if pair[0]), key=lambda pair: -pair[0])


class Ground(StrEnum):
    """Why a get may answer a give; the first that holds counts."""

    NAMED = "named"
    """The get's words name it."""
    SAME_TRADE = "same_trade"
    """The get answers the ask that was opened for it, or that it waited for."""
    NEAR_IN_VALUE = "near_in_value"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A give that a get may be tied to, and why."""

    move: Move
    why: Ground


def suggest_gives(
    get: Move, open_gives: Sequence[Move], yardstick: Yardstick, asks: Iterable[Move] = ()
) -> list[Suggested]:
    """The open gives that a get most likely answers, at most three: named in its text, of the same trade as the ask it
    answers, near in value, and the oldest. `asks` must hold the ask that the get answers, where it answers one."""
    found = [Suggested(move=g, why=Ground.NAMED) for g in _named_by(get, open_gives)]
    found += [
        Suggested(move=g, why=Ground.SAME_TRADE) for g in open_gives if _same_trade(get, g, asks)
    ]
    found += [
        Suggested(move=g, why=Ground.NEAR_IN_VALUE) for g in _near(get, open_gives, yardstick)
    ]
    found += [Suggested(move=g, why=Ground.OLDEST) for g in sorted(open_gives, key=by_day)[:1]]
    once = {s.move.no: s for s in reversed(found)}
    return sorted(once.values(), key=found.index)[:SUGGESTED_AT_MOST]


def _named_by(get: Move, gives: Sequence[Move]) -> list[Move]:
    return [give for like, give in _ranked(get.for_what, gives) if like >= STRONG]


def _same_trade(get: Move, give: Move, asks: Iterable[Move]) -> bool:
    if get.ref is None:
        return False
    return give.ref == get.ref or any(a.no == get.ref and a.ref == give.no for a in asks)


def _near(get: Move, gives: Sequence[Move], yardstick: Yardstick) -> list[Move]:
    worth = yardstick.amount(get.worth, get.on)
    if not worth:
        return []
    costs = [(yardstick.amount(g.cost, g.on), g) for g in gives]
    near = [
        (abs(c - worth), g)
        for c, g in costs
        if c is not None and abs(c - worth) <= NEAR * max(c, worth)
    ]
    return [g for _, g in sorted(near, key=lambda pair: (pair[0], by_day(pair[1])))]
