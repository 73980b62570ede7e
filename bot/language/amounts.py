"""Amounts as people type them: `12k`, `€12.000,50`, `10-15k`, `20 grand`, `C$ 5k`, `20 pts`, sizes."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.language.currencies import CURRENCIES, GLUED, MULTIPLE, code_of_currency
from bot.language.hints import HintReason
from bot.language.numerals import parse_decimal
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("amounts")
ESTIMATE_WORDS = _WORDS.words("estimates")
"""Words before an amount that make it an estimate."""

_SKIPPED = ESTIMATE_WORDS | _WORDS.words("skipped")
_ZERO = _WORDS.words("zero")
_SIZES = {word: Size(size) for word, size in _WORDS.meanings("sizes").items()}
_POINTS = _WORDS.words("points")
_NEGATIVE = _WORDS.words("negative")
_RANGE_WORDS = _WORDS.words("range")
_TAILS = _WORDS.words("tails")
_TAIL_PAIRS = _WORDS.groups("tail_pairs")
_ESTIMATING_TAILS = ESTIMATE_WORDS | _WORDS.words("estimating_tails")

_MULTIPLES = _WORDS.numbers("multiples")
_NEEDS_LINE_END = frozenset({"l", "b", "g"})
"""Letters that are a multiple only where the line ends: `5 g of gold`."""

_SIGNED_MULTIPLE = re.compile(r"([km])([€£$])")
_DASHES = ("-", "–", "—")
_LARGEST = Decimal(10) ** 13

_NUMBER = r"\d+(?:[.,'’]\d+)*"
_RANGE_TOP = rf"(?:{GLUED})?[-−]?{_NUMBER}(?:{MULTIPLE})?(?:{GLUED})?"
_MONEY = re.compile(
    rf"(?P<about>[~≈]|c\.|ca\.)?(?P<minus>[-−])?(?P<sign>{GLUED})?(?P<minus2>[-−])?"
    rf"(?P<number>{_NUMBER})(?P<times>{MULTIPLE})?(?P<sign2>{GLUED})?"
    rf"(?:(?:-|–|—)(?P<top>{_RANGE_TOP}))?(?P<ish>-?ish|\+)?(?:{_WORDS.pattern('glued_periods')})?"
)
_SIMPLE = re.compile(r"(\d+(?:[.,]\d+)*)(k|m)?")
_DIGIT_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_NO_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)|[-+]?\d[\d.,]*e[-+]?\d+|0x[0-9a-f]+")
_STARTS_NUMBER = re.compile(r"[-~−\d]")
_CONTINUES_FIGURE = (
    CURRENCIES.keys() | _MULTIPLES.keys() | _POINTS | {"k€", "k£", "k$", "m€", "m£", "m$"}
)


class Amount(NamedTuple):
    """An amount found in a line and the word after it.

    `worth` is `None` for what is no amount although it wants to be one (negative, `1e9`, `NaN`); `problem` then says
    so. `money`: beyond doubt an amount, even without a word such as `cost` before it.
    """

    worth: Worth | None
    after: int
    money: bool = False
    problem: HintReason | None = None


class _Multiple(NamedTuple):
    """The word for a multiple or "", the currency signs beside the number and beside it, and the word after it."""

    word: str
    signs: tuple[str | None, ...]
    after: int


class _RangeTop(NamedTuple):
    """The upper end of a range, the word after it, its currencies, and its multiple or 1. `value` is `None` where
    there is no range, or a negative number instead."""

    value: Decimal | None
    after: int
    units: frozenset[str] = frozenset()
    multiple: int = 1


def parse_amount(words: WordList, i: int, locale: str, *, sized: bool = True) -> Amount | None:
    """The amount that the words from `i` name, or `None` where they name none."""
    low = words.low
    start = words.skip(i, _SKIPPED)
    about = start > i and not ESTIMATE_WORDS.isdisjoint(low[i:start])
    if sized:
        named = _parse_size_or_zero(words, start)
        if named is not None:
            return named
    if low[start] in _NEGATIVE and low[start + 1][:1].isdigit():
        return Amount(None, start + 2, problem=HintReason.NEGATIVE)
    if low[start] == "between":
        start += 1
    found = _parse_figure(words, start, locale)
    if found is None or not isinstance(found.worth, Figure):
        return found
    return _with_tail(words, found, found.worth, about=about)


def _parse_size_or_zero(words: WordList, i: int) -> Amount | None:
    if words.low[i] == "size":
        i += 1
    word = words.low[i]
    if word in _SIZES:
        return Amount(_SIZES[word], i + 1)
    if word in _ZERO and words.low[i + 1] not in _MULTIPLES:
        return Amount(Figure(amount=Decimal(0)), i + 1)
    return None


def _parse_figure(words: WordList, i: int, locale: str) -> Amount | None:
    """A number with its sign, multiple, currency and, after a dash or `to`, the top of its range."""
    if _continues_figure(words, i + 1):
        return _parse_long_figure(words, i, locale)
    alone = _parse_one_word(words.low[i], locale)
    if alone is None:
        return None
    return Amount(alone.worth, i + alone.after, alone.money, alone.problem)


def _continues_figure(words: WordList, i: int) -> bool:
    word = words.low[i]
    if word in _CONTINUES_FIGURE or words.gaps[i] in _DASHES:
        return True
    if word in _RANGE_WORDS:
        return _match_money(words.low[i + 1]) is not None
    return _STARTS_NUMBER.match(word) is not None


@lru_cache(maxsize=2048)
def _parse_one_word(word: str, locale: str) -> Amount | None:
    """The amount that a word names where nothing after it continues it."""
    simple = _SIMPLE.fullmatch(word)
    if simple:
        digits, multiple = simple[1], simple[2]
        value = _parse_value(digits, multiple, locale)
        if value <= _LARGEST:
            is_money = bool(multiple) or _is_likely_money(digits, value)
            return Amount(Figure(amount=value), 1, is_money)
    return _parse_long_figure(WordList.of(word), 0, locale)


def _parse_long_figure(words: WordList, i: int, locale: str) -> Amount | None:
    prefix = ""
    if _STARTS_NUMBER.match(words.low[i + 1]):
        prefix = words.low[i] if words.low[i] in CURRENCIES else ""
    if prefix:
        i += 1
    if _NO_NUMBER.fullmatch(words.low[i]):
        return Amount(None, i + 1, problem=HintReason.NO_NUMBER)
    match = _match_money(words.low[i])
    if match is None:
        return None
    if match["minus"] or match["minus2"]:
        is_money = bool(match["times"] or match["sign"] or len(match["number"]) > 2)
        return Amount(None, i + 1, is_money, HintReason.NEGATIVE)
    return _parse_money(words, i, match, prefix, locale)


@lru_cache(maxsize=2048)
def _match_money(word: str) -> re.Match[str] | None:
    return _MONEY.fullmatch(word)


def _parse_money(words: WordList, i: int, match: re.Match[str], prefix: str, locale: str) -> Amount:
    """The figure whose number is word `i`; `prefix` is the currency that stands before it as a word."""
    digits, after = _join_digit_groups(words, i, match)
    multiple = _parse_multiple(words, after, match)
    value = _parse_value(digits, multiple.word, locale)
    top = _parse_range_top(words, multiple.after, match["top"], multiple.word, locale)
    if not multiple.word:
        # The multiple of `10-15k` counts for both ends.
        value *= top.multiple
    units = top.units | _units_of(prefix, *multiple.signs)
    units, after = _parse_unit_after(words, top.after, units)
    largest = value if top.value is None else max(value, top.value)
    if len(units) > 1:
        return Amount(None, after, problem=HintReason.TWO_CURRENCIES)
    if largest > _LARGEST:
        return Amount(None, after, problem=HintReason.NO_NUMBER)
    unit = next(iter(units), "")
    has_currency = unit not in ("", POINTS)
    has_mark = bool(multiple.word or match["about"]) or top.multiple > 1
    is_money = has_currency or has_mark or _is_likely_money(digits, value)
    if top.value is not None:
        figure = Figure.between(min(value, top.value), largest, unit)
    else:
        figure = Figure(amount=value, unit=unit, estimate=bool(match["about"] or match["ish"]))
    return Amount(figure, after, is_money)


def _units_of(*marks: str | None) -> frozenset[str]:
    return frozenset(code_of_currency(mark) for mark in marks if mark)


def _parse_unit_after(words: WordList, i: int, units: frozenset[str]) -> tuple[frozenset[str], int]:
    """The currencies named so far with the one that follows as a word, or points."""
    if words.gaps[i]:
        return units, i
    code = CURRENCIES.get(words.low[i])
    if code:
        return units | {code}, i + 1
    if words.low[i] in _POINTS and not units:
        return frozenset({POINTS}), i + 1
    return units, i


def _is_likely_money(digits: str, value: Decimal) -> bool:
    """From 100 on a bare number counts as money; 1900 to 2100 in four digits is a year."""
    if value < 100:
        return False
    is_year = digits.isdigit() and len(digits) == 4 and 1900 <= value <= 2100
    return not is_year


def _join_digit_groups(words: WordList, i: int, match: re.Match[str]) -> tuple[str, int]:
    """The digits with those of the groups that follow after a space (`12 000`)."""
    digits, after = match["number"], i + 1
    is_complete = match["times"] or match["sign2"] or match["top"]
    if is_complete or len(digits) > 3 or not digits.isdigit():
        return digits, after
    while not words.gaps[after] and _DIGIT_GROUP.fullmatch(words.low[after]):
        digits += words.low[after]
        after += 1
    return digits, after


def _parse_multiple(words: WordList, i: int, match: re.Match[str]) -> _Multiple:
    """The multiple of a number, glued to it or as the next word `i`, and the signs beside both."""
    signs = (match["sign"], match["sign2"])
    if match["times"]:
        return _Multiple(match["times"], signs, i)
    if words.gaps[i]:
        return _Multiple("", signs, i)
    word = words.low[i]
    if word in _MULTIPLES:
        is_thing = word in _NEEDS_LINE_END and words.low[i + 1]
        return _Multiple("", signs, i) if is_thing else _Multiple(word, signs, i + 1)
    glued = _SIGNED_MULTIPLE.fullmatch(word)
    if glued:
        return _Multiple(glued[1], (*signs, glued[2]), i + 1)
    return _Multiple("", signs, i)


def _parse_range_top(
    words: WordList, i: int, glued: str | None, multiple: str, locale: str
) -> _RangeTop:
    """The upper end of a range: `glued` to the number by a dash, or from word `i` on after a dash or `to`. `multiple`
    is that of the lower end and counts for both where the upper has none."""
    if glued:
        return _as_range_top(words, i, glued, multiple, locale)
    at = _find_range_top(words, i)
    if at is None:
        return _RangeTop(None, i)
    return _as_range_top(words, at + 1, words.low[at], multiple, locale)


def _as_range_top(words: WordList, after: int, text: str, multiple: str, locale: str) -> _RangeTop:
    match = _match_money(text)
    if match is None or match["minus"] or match["minus2"]:
        return _RangeTop(None, after)
    own = _parse_multiple(words, after, match)
    value = _parse_value(match["number"], own.word or multiple, locale)
    return _RangeTop(value, own.after, _units_of(*own.signs), _MULTIPLES.get(own.word, 1))


def _find_range_top(words: WordList, i: int) -> int | None:
    """Where the upper end of a range stands as a word of its own, if it does. An `and` makes a range only
    after `between`."""
    if words.gaps[i] in _DASHES:
        at = i
    elif words.low[i] in _RANGE_WORDS:
        at = i + 1
    else:
        return None
    if words.low[i] == "and" and words.low[max(i - 2, 0)] != "between":
        return None
    return at if _match_money(words.low[at]) else None


def _parse_value(digits: str, multiple: str | None, locale: str) -> Decimal:
    number = parse_decimal(digits, locale, shortened=bool(multiple))
    return number * _MULTIPLES[multiple] if multiple else number


def _with_tail(words: WordList, found: Amount, figure: Figure, *, about: bool) -> Amount:
    """Take in what follows an amount and changes it little: `per year`, `or so`, `est`, `in total`."""
    after = found.after
    while length := _tail_length(words, after):
        about = about or words.low[after] in _ESTIMATING_TAILS
        after += length
    if about and not figure.estimate:
        figure = replace(figure, estimate=True)
    if not about and after == found.after:
        return found
    return Amount(figure, after, found.money or about)


def _tail_length(words: WordList, i: int) -> int:
    """How many words of a tail begin at `i`: `total` is one, `per year` two, `per` alone none."""
    word = words.low[i]
    if word not in _TAILS or words.gaps[i] not in ("", "("):
        return 0
    if word not in _TAIL_PAIRS:
        return 1
    return 2 if words.low[i + 1] in _TAIL_PAIRS[word] else 0
