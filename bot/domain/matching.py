"""What belongs together: how alike two wordings are, which move a text names, which gives a get may
answer."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.ledger import by_day
from bot.domain.moves import Move

STRONG = 0.7
"""From this likeness on a text is taken to mean a move."""
CLEAR = 0.2
"""By this much the best likeness must exceed the next best for the move to be the only one
meant."""
NEAR = Decimal("0.25")
"""A worth and a cost that differ by no more than this share of the larger are near in value."""

_WORD = re.compile(r"(\d+(?:[.,]\d+)*)[ -]?([^\W\d_]+|%)?|([^\W\d_]+)")
_MARKS = re.compile(r"[.,]")
_SILENT = frozenset(
    """
    a an and any as at be by can do for from get give go got if in into is it its more of off on or
    our please so some than that the their them then these they this those to us we when will with
    would you your extra free verbal verbally yes no promise promised agreed confirmed
    der das dem des ein eine einen einem einer und mit von zu zum zur für sie wir uns ihr ihre ihren
    unser unsere
    """.split()
)
"""Words that name nothing."""


def _by_word(words_by_meaning: Mapping[str, str]) -> dict[str, str]:
    """Each word with what it means."""
    return {word: meaning for meaning, words in words_by_meaning.items() for word in words.split()}


_UNITS = _by_word(
    {
        "%": "% percent pct pc",
        "day": "day days d tag tage tagen",
        "week": "week weeks wk wks w woche wochen",
        "month": "month months monthly mo mos mth mths m monat monate monaten",
        "year": "year years yr yrs y annual jahr jahre jahren",
        "k": "k thousand",
        "seat": "seat seats user users licence licences license licenses lizenz lizenzen",
    }
)
_NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: Decimal(number) for number, word in enumerate(_NUMBER_WORDS, start=1)}
_FIGURE_WORDS = frozenset(
    """
    twice half
    zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zweimal hälfte
    """.split()
)
_SCALES = {"year": (Decimal(12), "month"), "k": (Decimal(1000), "")}
_SAME = _by_word(
    {
        "discount": "reduction rebate cut rabatt nachlass skonto",
        "reference": "refs ref referral testimonial referenz referenzgespräch",
        "price": "pricing prices preis",
        "term": "contract commitment laufzeit vertragslaufzeit",
        "prepay": "prepayment prepaid upfront advance vorauszahlung vorkasse",
        "train": "schulung",
        "study": "fallstudie",
        "renewal": "verlängerung",
        "signature": "unterschrift",
        "net": "zahlungsziel",
    }
)
"""Words that mean the same in a negotiation, by the one that stands for them."""


class _Quantity(NamedTuple):
    """A number and what it counts; "" for a bare number."""

    unit: str
    number: Decimal


class _Reading(NamedTuple):
    """What a wording names: its words without endings, and its figures."""

    words: AbstractSet[str]
    figures: AbstractSet[_Quantity]

    @property
    def size(self) -> int:
        """How much it says; a figure says twice as much as a word."""
        return len(self.words) + 2 * len(self.figures)


@lru_cache(maxsize=4096)
def _read(text: str) -> _Reading:
    words: set[str] = set()
    figures: set[_Quantity] = set()
    for digits, after_digits, alone in _WORD.findall(_normalize(text)):
        word = after_digits or alone
        if digits:
            unit = _UNITS.get(after_digits, "")
            figures.add(_scale(unit, _parse_digits(digits)))
            if unit:
                continue
        if word in _NUMBERS:
            figures.add(_Quantity("", _NUMBERS[word]))
        elif word and word not in _SILENT:
            words.add(_stem(word))
    # "5% off" names no discount, but means one.
    if "%" in text and " off" in text:
        words.add("discount")
    return _Reading(words, figures)


def _normalize(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def _parse_digits(digits: str) -> Decimal:
    """The number of digits with marks: three digits after the last mark are thousands, else it is
    the decimal mark."""
    if digits.isdecimal():
        return Decimal(digits)
    last_mark = max(",.", key=digits.rfind)
    whole, _, rest = digits.rpartition(last_mark)
    if len(rest) == 3:
        return Decimal(_MARKS.sub("", digits))
    return Decimal(f"{_MARKS.sub('', whole)}.{rest}")


def _scale(unit: str, number: Decimal) -> _Quantity:
    """The quantity in the smaller unit that both are compared in: years in months, thousands in
    ones."""
    factor, smaller_unit = _SCALES.get(unit, (Decimal(1), unit))
    return _Quantity(smaller_unit, number * factor)


def _stem(word: str) -> str:
    """The word without its ending, or the one word for all that mean the same: references,
    reference; onboarding, onboard; rebate, discount."""
    word = _SAME.get(word, word)
    if len(word) > 6 and word.endswith("ing"):
        return word[:-3]
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


def compute_likeness(a: str, b: str) -> float:
    """How surely two wordings name the same thing, 0..1. Figures of the same unit must agree: 5 %
    is never 8 %, two years are 24 months; a wording without a figure agrees with any."""
    return _compare(_read(a), _read(b))


def _compare(a: _Reading, b: _Reading) -> float:
    # Figures first: 5 % and 8 % of the same thing are two things, however alike their words.
    agreeing_figures = _count_agreeing(a.figures, b.figures)
    if not agreeing_figures and _share_a_unit(a.figures, b.figures):
        return 0.0
    shared = len(a.words & b.words) + 2 * agreeing_figures
    if not shared:
        return 0.0
    # Mostly how much of the shorter wording is in the longer one, a little how much they have in
    # common in all.
    of_shorter = shared / min(a.size, b.size)
    of_both = shared / (a.size + b.size - shared)
    return min(1.0, round(0.7 * of_shorter + 0.3 * of_both, 6))


class KnownWordings:
    """Many wordings at once, to tell whether others are about what they are about, or as good as the same."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.subjects: set[str] = set()
        """What they are about, whatever its level."""
        # Two wordings are alike only where they have a word or a number in common.
        self._by_part: dict[str | Decimal, list[_Reading]] = {}
        for text in dict.fromkeys(texts):
            reading = _read(text)
            self.subjects |= subject_words(text)
            for part in _parts_of(reading):
                self._by_part.setdefault(part, []).append(reading)

    def has_like(self, text: str) -> bool:
        """Whether any of them is taken to mean the same (`STRONG`)."""
        wanted = _read(text)
        return any(
            _compare(wanted, known) >= STRONG
            for part in _parts_of(wanted)
            for known in self._by_part.get(part, ())
        )


def _parts_of(reading: _Reading) -> set[str | Decimal]:
    return {*reading.words, *(figure.number for figure in reading.figures)}


def _share_a_unit(a: AbstractSet[_Quantity], b: AbstractSet[_Quantity]) -> bool:
    units = {quantity.unit for quantity in a}
    return any(quantity.unit in units for quantity in b)


def _count_agreeing(a: AbstractSet[_Quantity], b: AbstractSet[_Quantity]) -> int:
    """How many figures of the one agree with any of the other."""
    return sum(any(_agree(mine, theirs) for theirs in b) for mine in a)


def _agree(a: _Quantity, b: _Quantity) -> bool:
    """Whether two figures may be the same; a bare number agrees with the same number of any
    unit."""
    if a.number != b.number:
        return False
    return a.unit == b.unit or not a.unit or not b.unit


_TIMES_AND_SHARES = frozenset({"%", "day", "week", "month", "year", "k"})
"""Units that count all kinds of things."""


def is_about_same(one: str, other: str) -> bool:
    """Whether two wordings name the same thing, whatever its level: `5% off` and `15% discount`.
    That both are of two years says nothing."""
    return bool((subject_words(one) & subject_words(other)) - _TIMES_AND_SHARES)


def is_lower_level(part: str, whole: str) -> bool:
    """Whether the first wording names a smaller figure of a unit that both name."""
    numbers = {figure.unit: figure.number for figure in _read(whole).figures}
    return any(
        figure.number < numbers[figure.unit]
        for figure in _read(part).figures
        if figure.unit in numbers
    )


def names_figure(text: str) -> bool:
    """Whether a wording names a figure, in digits or as a word."""
    read = _read(text)
    return bool(read.figures) or not read.words.isdisjoint(_FIGURE_WORDS)


def subject_words(text: str) -> frozenset[str]:
    """What a wording is about, whatever its level: its words and the units of its figures."""
    words, figures = _read(text)
    units = {figure.unit for figure in figures if figure.unit}
    return frozenset(words | units)


@lru_cache(maxsize=4096)
def longest_months(text: str) -> Decimal:
    """The longest time in months that the text names, years counted in months; 0 where it names
    none."""
    months = [figure.number for figure in _read(text).figures if figure.unit == "month"]
    return max(months, default=Decimal(0))


def issue_of(move: Move) -> str:
    """The issue of a move: the one it names, else what its wording is about."""
    return move.issue.casefold() or _join_subject(move.what)


@lru_cache(maxsize=4096)
def _join_subject(what: str) -> str:
    return " ".join(sorted(subject_words(what)))


class _Likely(NamedTuple):
    """A move with how surely a text names it."""

    likeness: float
    move: Move


def find_named_move(text: str, moves: Iterable[Move]) -> Move | None:
    """The one move that the text clearly names: alike enough, and no other nearly as much."""
    ranked = _rank_by_likeness(text, moves)
    if not ranked or ranked[0].likeness < STRONG:
        return None
    if len(ranked) > 1 and ranked[0].likeness - ranked[1].likeness < CLEAR:
        return None
    return ranked[0].move


def _rank_by_likeness(text: str, moves: Iterable[Move]) -> list[_Likely]:
    """The moves that are alike at all, the likest first."""
    wanted = _read(text)
    if not wanted.size:
        return []
    likely = [_Likely(_compare(wanted, _read(move.what)), move) for move in moves]
    alike = [each for each in likely if each.likeness]
    alike.sort(key=attrgetter("likeness"), reverse=True)
    return alike


class Ground(StrEnum):
    """Why a get may answer a give; the first that holds counts."""

    NAMED = "named"
    """The get's words name it."""
    CONDITION = "condition"
    """It waits for something that the get may be."""
    SAME_TRADE = "same_trade"
    """The get answers the ask that was opened for it, or that it waited for."""
    NEAR_IN_VALUE = "near_in_value"
    OLDEST = "oldest"
    OPEN = "open"
    """Nothing but that it is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A give that a get may be tied to, and why."""

    move: Move
    why: Ground


def suggest_gives(
    get: Move, open_gives: Sequence[Move], yardstick: Yardstick, asks: Iterable[Move] = ()
) -> list[Suggested]:
    """The open gives, those that a get most likely answers first: named in its text, of the same
    trade as the ask it answers, near in value, and the oldest. `asks` must hold the ask that the
    get answers, where it answers one."""
    grounds = {
        Ground.NAMED: _find_named(get, open_gives),
        Ground.SAME_TRADE: _find_of_same_trade(get, open_gives, asks),
        Ground.NEAR_IN_VALUE: _find_near_in_value(get, open_gives, yardstick),
        Ground.OLDEST: sorted(open_gives, key=by_day)[:1],
        Ground.OPEN: sorted(open_gives, key=by_day),
    }
    # Each give once, under the first ground that holds for it.
    found: dict[MoveNo, Suggested] = {}
    for why, gives in grounds.items():
        for give in gives:
            found.setdefault(give.no, Suggested(move=give, why=why))
    return list(found.values())


def _find_named(get: Move, gives: Sequence[Move]) -> list[Move]:
    ranked = _rank_by_likeness(get.for_what, gives)
    return [each.move for each in ranked if each.likeness >= STRONG]


def _find_of_same_trade(get: Move, gives: Sequence[Move], asks: Iterable[Move]) -> list[Move]:
    """Gives that wait for the ask which the get answers, or for which that ask was opened."""
    if get.ref is None:
        return []
    asked_for = {ask.ref for ask in asks if ask.no == get.ref}
    return [give for give in gives if give.ref == get.ref or give.no in asked_for]


def _find_near_in_value(get: Move, gives: Sequence[Move], yardstick: Yardstick) -> list[Move]:
    """Gives whose cost is near the get's worth, the nearest first."""
    worth = yardstick.amount(get.worth, get.on)
    if not worth:
        return []
    near = []
    for give in gives:
        cost = yardstick.amount(give.cost, give.on)
        if cost is not None and abs(cost - worth) <= NEAR * max(cost, worth):
            near.append((abs(cost - worth), by_day(give), give))
    return [give for _, _, give in sorted(near, key=itemgetter(0, 1))]
