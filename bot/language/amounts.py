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


class _Number(NamedTuple):
    """A word with a number in it, taken apart: `~€12k`, `5-10k`, `-5k`. `top` is the part after its dash."""

    digits: str
    multiple: str
    units: frozenset[str]
    top: str
    begins_with_sign: bool
    ends_with_sign: bool
    negative: bool
    about: bool
    ish: bool


class _Multiple(NamedTuple):
    """The word for a multiple or "", the currencies beside it and its number, and the word after."""

    word: str
    units: frozenset[str]
    after: int


class _RangeTop(NamedTuple):
    """The upper end of a range, its currencies, its multiple or 1, and the word after it. `value` is `None` where
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
    """Whether a figure goes on with word `i`: its multiple, its currency, the top of its range."""
    word = words.low[i]
    if word in _CONTINUES_FIGURE or words.gaps[i] in _DASHES:
        return True
    if word in _RANGE_WORDS:
        return _parse_number(words.low[i + 1]) is not None
    return _STARTS_NUMBER.match(word) is not None


@lru_cache(maxsize=2048)
def _parse_one_word(word: str, locale: str) -> Amount | None:
    """The amount that a word names where nothing after it continues it."""
    simple = _SIMPLE.fullmatch(word)
    if simple:
        digits, multiple = simple[1], simple[2] or ""
        value = _parse_value(digits, multiple, locale)
        if value <= _LARGEST:
            is_money = bool(multiple) or _is_likely_money(digits, value)
            return Amount(Figure(amount=value), 1, is_money)
    return _parse_long_figure(WordList.of(word), 0, locale)


def _parse_long_figure(words: WordList, i: int, locale: str) -> Amount | None:
    """The figure that begins with word `i`: its number, or the currency before it (`CHF 5k`)."""
    prefix = _parse_prefix(words, i)
    if prefix:
        i += 1
    if _NO_NUMBER.fullmatch(words.low[i]):
        return Amount(None, i + 1, problem=HintReason.NO_NUMBER)
    number = _parse_number(words.low[i])
    if number is None:
        return None
    if number.negative:
        # `-5k` is money below zero; `-5 seats` may be a bullet, `shipping -5€` says how much less.
        is_money = number.begins_with_sign or bool(number.multiple) or len(number.digits) > 2
        return Amount(None, i + 1, is_money, HintReason.NEGATIVE)
    return _finish_figure(words, i, number, prefix, locale)


def _parse_prefix(words: WordList, i: int) -> frozenset[str]:
    if not _STARTS_NUMBER.match(words.low[i + 1]):
        return frozenset()
    code = CURRENCIES.get(words.low[i])
    return frozenset({code}) if code else frozenset()


@lru_cache(maxsize=2048)
def _parse_number(word: str) -> _Number | None:
    match = _MONEY.fullmatch(word)
    if match is None:
        return None
    signs = (match["sign"], match["sign2"])
    return _Number(
        digits=match["number"],
        multiple=match["times"] or "",
        units=frozenset(code_of_currency(sign) for sign in signs if sign),
        top=match["top"] or "",
        begins_with_sign=bool(match["sign"]),
        ends_with_sign=bool(match["sign2"]),
        negative=bool(match["minus"] or match["minus2"]),
        about=bool(match["about"]),
        ish=bool(match["ish"]),
    )


def _finish_figure(
    words: WordList, i: int, number: _Number, prefix: frozenset[str], locale: str
) -> Amount:
    """The figure whose number is word `i`; `prefix` is the currency before it."""
    digits, after = _join_digit_groups(words, i, number)
    multiple = _parse_multiple(words, after, number)
    value = _parse_value(digits, multiple.word, locale)
    top = _parse_range_top(words, multiple.after, number.top, multiple.word, locale)
    if not multiple.word:
        # The multiple of `10-15k` counts for both ends.
        value *= top.multiple
    units = prefix | multiple.units | top.units
    units, after = _parse_unit_after(words, top.after, units)
    if len(units) > 1:
        return Amount(None, after, problem=HintReason.TWO_CURRENCIES)
    if max(value, top.value or value) > _LARGEST:
        return Amount(None, after, problem=HintReason.NO_NUMBER)
    unit = next(iter(units), "")
    is_money = (
        bool(multiple.word)
        or top.multiple > 1
        or unit not in ("", POINTS)
        or number.about
        or _is_likely_money(digits, value)
    )
    estimate = number.about or number.ish
    return Amount(_make_figure(value, top.value, unit, estimate=estimate), after, is_money)


def _make_figure(value: Decimal, top: Decimal | None, unit: str, *, estimate: bool) -> Figure:
    """A figure, or a range where there is a `top`; people also type `15k - 10k`."""
    if top is None:
        return Figure(amount=value, unit=unit, estimate=estimate)
    return Figure.between(min(value, top), max(value, top), unit)


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
    is_year = 1900 <= value <= 2100 and digits.isdigit()
    return not is_year


def _join_digit_groups(words: WordList, i: int, number: _Number) -> tuple[str, int]:
    """The digits with those of the groups that follow after a space (`12 000`)."""
    digits, after = number.digits, i + 1
    if len(digits) > 3 or not digits.isdigit():
        return digits, after
    # Nothing goes on after `12k`, `12€` or `10-15`.
    if number.multiple or number.top or number.ends_with_sign:
        return digits, after
    while not words.gaps[after] and _DIGIT_GROUP.fullmatch(words.low[after]):
        digits += words.low[after]
        after += 1
    return digits, after


def _parse_multiple(words: WordList, i: int, number: _Number) -> _Multiple:
    """The multiple of a number, glued to it or as the next word `i`."""
    if number.multiple or words.gaps[i]:
        return _Multiple(number.multiple, number.units, i)
    word = words.low[i]
    if word in _NEEDS_LINE_END and words.low[i + 1]:
        return _Multiple("", number.units, i)
    if word in _MULTIPLES:
        return _Multiple(word, number.units, i + 1)
    signed = _SIGNED_MULTIPLE.fullmatch(word)
    if signed:
        units = number.units | {code_of_currency(signed[2])}
        return _Multiple(signed[1], units, i + 1)
    return _Multiple("", number.units, i)


def _parse_range_top(words: WordList, i: int, glued: str, multiple: str, locale: str) -> _RangeTop:
    """The upper end of a range: `glued` to the number by a dash, or from word `i` on after a dash or `to`. `multiple`
    is that of the lower end and counts for both where the upper has none."""
    if glued:
        return _parse_top(words, i, glued, multiple, locale)
    at = _find_range_top(words, i)
    if at is None:
        return _RangeTop(None, i)
    return _parse_top(words, at + 1, words.low[at], multiple, locale)


def _parse_top(words: WordList, after: int, text: str, multiple: str, locale: str) -> _RangeTop:
    number = _parse_number(text)
    if number is None or number.negative:
        return _RangeTop(None, after)
    own = _parse_multiple(words, after, number)
    return _RangeTop(
        value=_parse_value(number.digits, own.word or multiple, locale),
        after=own.after,
        units=own.units,
        multiple=_MULTIPLES.get(own.word, 1),
    )


def _find_range_top(words: WordList, i: int) -> int | None:
    """Where the upper end of a range stands as a word of its own, if it does."""
    is_dash = words.gaps[i] in _DASHES
    if not is_dash and words.low[i] not in _RANGE_WORDS:
        return None
    # `setup 5k and 3k` are two amounts, `between 3k and 5k` is one.
    if words.low[i] == "and" and words.low[max(i - 2, 0)] != "between":
        return None
    at = i if is_dash else i + 1
    return at if _parse_number(words.low[at]) else None


def _parse_value(digits: str, multiple: str, locale: str) -> Decimal:
    number = parse_decimal(digits, locale, shortened=multiple != "")
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
