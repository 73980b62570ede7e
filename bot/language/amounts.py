"""Amounts as people type them: `12k`, `€12.000,50`, `10-15k`, `20 grand`, `30 TEUR`, `two thousand dollars`, sizes."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.domain.levels import count_decimals
from bot.domain.worth import LARGEST_TYPED, MOST_TYPED_DECIMALS, POINTS, Figure, Size, Worth
from bot.language.currencies import (
    CODES_AT_END,
    CURRENCY_MARKS,
    CURRENCY_NOUNS,
    GLUED,
    MULTIPLE,
    SCALED,
    SCALED_MARKS,
    SIGN,
    UNKNOWN,
    currency_of_country,
    find_long_name,
    is_mark,
    needs_capitals,
    resolve_marks,
)
from bot.language.estimates import skip_lead
from bot.language.found_amount import Amount as Amount  # noqa: PLC0414 - readers take it from here
from bot.language.found_amount import take_in_tail
from bot.language.hints import HintReason
from bot.language.numerals import parse_decimal
from bot.language.patterns import compile_late
from bot.language.spelled_numbers import SpelledNumber, parse_spelled_number
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("amounts")
_ZERO = _WORDS.words("zero")
_SIZES = {word: Size(size) for word, size in _WORDS.meanings("sizes").items()}
_POINTS = _WORDS.words("points")
_NEGATIVE = _WORDS.words("negative")
_RANGE_WORDS = _WORDS.words("range")
_COUNTED_TIMES = _WORDS.words("counted_times")
_COUNTED = _WORDS.words("counted")
_HUNDREDTHS = _WORDS.meanings("hundredths")
_TIMES = _WORDS.words("times")

_MULTIPLES = _WORDS.numbers("multiples") | SCALED
_MULTIPLE_WORDS = _MULTIPLES.keys() - SCALED.keys()
_NEEDS_LINE_END = frozenset({"l", "b", "g"})
"""Letters that are a multiple only where the line ends: `5 g of gold`."""

_DASHES = ("-", "–", "—")
_NO_CENTS = re.compile(r"[.,][-–—]{1,2}")
"""`5.500,-` and `5'500.--`: no cents, and no punctuation."""

_OR = frozenset({"or", "oder"})
_LARGE = (100, 1_000, 1_000_000)
"""What numbers in words count."""


_NUMBER = r"(?:\d+(?:[.,'’]\d+)*|[.,]\d+)"
_RANGE_TOP = rf"(?:{GLUED})?[-−]?{_NUMBER}(?:{MULTIPLE})?(?:{GLUED})?"
_MONEY = compile_late(
    rf"(?P<about>[~≈<>≤≥]|c\.|ca\.)?(?P<minus>[-−])?(?P<sign>{GLUED})?(?P<minus2>[-−])?"
    rf"(?P<number>{_NUMBER})(?:[.,][-–—]{{1,2}})?(?P<times>{MULTIPLE})?\.?(?P<sign2>{GLUED})?"
    rf"(?:(?:-|–|—)(?P<top>{_RANGE_TOP}))?(?P<ish>-?ish|\+)?"
    rf"(?P<rate>(?:/[^\W\d_][^\W_.²³]*[²³.]?[^\W_]*)+|{_WORDS.pattern('glued_rates')})?"
)
_K_WITHIN = re.compile(r"(?<![\d.,])(\d{1,3})k(\d)(?!\d)")
_SIMPLE = re.compile(r"(\d+(?:[.,]\d+)*)(k|m)?")
_DIGIT_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_NO_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)|[-+]?\d[\d.,]*e[-+]?\d+|0x[0-9a-f]+")
_STARTS_NUMBER = compile_late(rf"[-~−<>\d]|[.,]\d|(?:{SIGN})[-−]?[.,]?\d")
_CONTINUES_FIGURE = (
    CURRENCY_MARKS
    | _MULTIPLE_WORDS
    | _POINTS
    | _HUNDREDTHS.keys()
    | SCALED_MARKS.keys()
    | SCALED.keys()
    | _WORDS.meanings("country_marks").keys()
)


class _Number(NamedTuple):
    """A word with a number in it, taken apart: `~€12k`, `5-10k`, `-5k`. `top` is the part after its dash, `marks` are
    its currencies as they are written."""

    digits: str
    multiple: str
    marks: frozenset[str]
    top: str
    begins_with_sign: bool
    ends_with_sign: bool
    negative: bool
    about: bool
    ish: bool
    rate: str


class _Prefix(NamedTuple):
    """The currency before a number (`CHF 5k`, `TEUR 30`), its multiple or "", and the word after it."""

    marks: frozenset[str]
    multiple: str
    after: int


class _Multiple(NamedTuple):
    """The word for a multiple or "", the currencies beside it and its number, and the word after."""

    word: str
    marks: frozenset[str]
    after: int


class _RangeTop(NamedTuple):
    """The upper end of a range, its currencies, its multiple or 1, and the word after it. `value` is `None` where
    there is no range, or a negative number instead."""

    value: Decimal | None
    after: int
    marks: frozenset[str] = frozenset()
    multiple: int = 1
    rate: str = ""


def parse_amount(words: WordList, i: int, locale: str, *, sized: bool = True) -> Amount | None:
    """The amount that the words from `i` name, or `None` where they name none: a number with another unit than money
    (`36 months`, `500 seats`) is no amount."""
    start, about = skip_lead(words, i)
    if sized:
        named = _parse_size_or_zero(words, start)
        if named is not None:
            return named
    found = _parse_product(words, start, locale) or _parse_signed(words, start, locale)
    if found is None or _counts_things(words, found):
        return None
    return take_in_tail(words, found, about=about)


def parse_figure(words: WordList, i: int, locale: str) -> Amount | None:
    """The number that the words from `i` name, with its currency, whatever it counts: in `36 months` that is 36."""
    start, about = skip_lead(words, i)
    found = _parse_product(words, start, locale) or _parse_signed(words, start, locale)
    return None if found is None else take_in_tail(words, found, about=about)


def _parse_product(words: WordList, i: int, locale: str) -> Amount | None:
    """`2 x 4,500 EUR`: as many times an amount of money."""
    count = words.low[i]
    at = i + 1
    if count[-1:] in _TIMES:
        # `2x €1,150`
        count = count[:-1]
    elif words.low[at] in _TIMES:
        at += 1
    else:
        return None
    if not count.isdecimal() or len(count) > 3:
        return None
    found = _parse_signed(words, at, locale)
    if found is None or not found.named or not isinstance(found.worth, Figure):
        return None
    figure = found.worth
    if figure.low is not None:
        return None
    return found._replace(worth=replace(figure, amount=figure.amount * Decimal(count)))


def _parse_signed(words: WordList, i: int, locale: str) -> Amount | None:
    low = words.low
    if low[i] in _NEGATIVE and low[i + 1][:1].isdigit():
        return Amount(None, i + 2, problem=HintReason.NEGATIVE)
    if low[i] == "between":
        i += 1
    return _parse_figure(words, i, locale)


def _parse_size_or_zero(words: WordList, i: int) -> Amount | None:
    if words.low[i] == "size":
        i += 1
    word, following = words.low[i], words.low[i + 1]
    if word in _SIZES and not following[:1].isdigit():
        return Amount(_SIZES[word], i + 1)
    if word in _ZERO and following not in _MULTIPLE_WORDS:
        return Amount(Figure(amount=Decimal(0)), i + 1)
    return None


def _counts_things(words: WordList, found: Amount) -> bool:
    """`500 seats`, `36 months`, `2 x 120k`: a number with a unit of its own."""
    figure, word = found.worth, words.low[found.after]
    if not isinstance(figure, Figure) or figure.unit or words.gaps[found.after] not in ("", "-"):
        return False
    if word in _COUNTED_TIMES:
        # `worth 30k year one` counts no years.
        return not found.named or word[0] in "x%"
    return word in _COUNTED


def _parse_figure(words: WordList, i: int, locale: str) -> Amount | None:
    """A number with its sign, multiple, currency and, after a dash or `to`, the top of its range."""
    if _continues_figure(words, i + 1):
        return _parse_long_figure(words, i, locale)
    alone = _parse_one_word(words.low[i], locale)
    if alone is None:
        spelled = parse_spelled_number(words, i)
        return None if spelled is None else _finish_spelled(words, spelled, locale)
    # Much faster than `_replace`, and nearly every amount comes by here.
    return Amount(
        alone.worth,
        i + alone.after,
        alone.money,
        alone.problem,
        alone.named,
        alone.rate,
        alone.glued_rate,
    )


def _continues_figure(words: WordList, i: int) -> bool:
    """Whether a figure goes on with word `i`: its multiple, its currency, the top of its range."""
    word = words.low[i]
    if word in _CONTINUES_FIGURE or words.gaps[i] in _DASHES:
        return True
    if word in _RANGE_WORDS:
        return _parse_number(words.low[i + 1]) is not None
    if "/" in word and word.partition("/")[0] in _CONTINUES_FIGURE:
        return True
    # `5k Swiss francs`
    if words.low[i + 1] in CURRENCY_NOUNS or words.low[i + 2] in CURRENCY_NOUNS:
        return True
    return _STARTS_NUMBER.match(word) is not None


@lru_cache(maxsize=2048)
def _parse_one_word(word: str, locale: str) -> Amount | None:
    """The amount that a word names where nothing after it continues it."""
    simple = _SIMPLE.fullmatch(word)
    if simple:
        digits, multiple = simple[1], simple[2] or ""
        value = _parse_value(digits, multiple, locale)
        if _is_typed_figure(value):
            is_money = bool(multiple) or _is_likely_money(digits, value)
            return Amount(Figure(amount=value), 1, is_money, named=bool(multiple))
    return _parse_long_figure(WordList.of(word), 0, locale)


def _parse_long_figure(words: WordList, i: int, locale: str) -> Amount | None:
    """The figure that begins with word `i`: its number, or the currency before it (`CHF 5k`)."""
    prefix = _parse_prefix(words, i, locale)
    i = prefix.after
    if _NO_NUMBER.fullmatch(words.low[i]):
        return Amount(None, i + 1, problem=HintReason.NO_NUMBER)
    number = _parse_number(words.low[i])
    if number is None:
        spelled = parse_spelled_number(words, i)
        return None if spelled is None else _finish_spelled(words, spelled, locale, prefix)
    if number.negative:
        # `-5k` is money below zero; `-5 seats` may be a bullet, `shipping -5€` says how much less.
        is_money = number.begins_with_sign or bool(number.multiple) or len(number.digits) > 2
        return Amount(None, i + 1, is_money, HintReason.NEGATIVE)
    return _finish_figure(words, i, number, prefix, locale)


def _parse_prefix(words: WordList, i: int, locale: str) -> _Prefix:
    """The currency before a number; `kr. 500` and `Fr. 500` may have a full stop."""
    none = _Prefix(frozenset(), "", i)
    word, gap = words.low[i], words.gaps[i + 1]
    is_number_next = _STARTS_NUMBER.match(words.low[i + 1]) is not None
    if not is_number_next and _parse_number(words.low[i + 1]) is None:
        return none
    is_dotted = gap == "." and len(word) < 4
    if gap and not is_dotted:
        return none
    if word in SCALED_MARKS:
        scale, mark = SCALED_MARKS[word]
        return _Prefix(frozenset({mark}), scale, i + 1)
    if _is_mark_at(words, i, locale):
        return _Prefix(frozenset({word}), "", i + 1)
    return none


def _is_mark_at(words: WordList, i: int, locale: str) -> bool:
    """Whether word `i` names a currency: `all` and `top` only in capitals, in a line that has other letters too."""
    word = words.low[i]
    if not word or not is_mark(word, locale):
        return False
    if not needs_capitals(word):
        return True
    if word in CODES_AT_END and _ends_large_amount(words, i):
        return True
    return words.typed(i, i + 1).isupper() and not words.text.isupper()


def _ends_large_amount(words: WordList, i: int) -> bool:
    """Whether word `i` stands alone behind a number with a multiple."""
    if not i or words.gaps[i] or not words.gaps[i + 1]:
        return False
    number = _parse_number(words.low[i - 1])
    return words.low[i - 1] in _MULTIPLE_WORDS or (number is not None and number.multiple != "")


@lru_cache(maxsize=2048)
def _parse_number(word: str) -> _Number | None:
    # `2k5` is 2.5k.
    match = _MONEY.fullmatch(_K_WITHIN.sub(r"\1.\2k", word))
    if match is None:
        return None
    signs = (match["sign"], match["sign2"])
    return _Number(
        digits=match["number"],
        multiple=match["times"] or "",
        marks=frozenset(sign for sign in signs if sign),
        top=match["top"] or "",
        begins_with_sign=bool(match["sign"]),
        ends_with_sign=bool(match["sign2"]),
        negative=bool(match["minus"] or match["minus2"]),
        about=bool(match["about"]),
        ish=bool(match["ish"]),
        rate=match["rate"] or "",
    )


def _finish_figure(
    words: WordList, i: int, number: _Number, prefix: _Prefix, locale: str
) -> Amount:
    """The figure whose number is word `i`; `prefix` is the currency before it."""
    digits, after = _join_digit_groups(words, i, number)
    multiple = _parse_multiple(words, after, number)
    times = multiple.word or prefix.multiple
    value = _parse_value(digits, times, locale)
    top = _parse_range_top(words, multiple.after, number, times, locale)
    if not times:
        # The multiple of `10-15k` counts for both ends.
        value *= top.multiple
    marks = prefix.marks | multiple.marks | top.marks
    rate = number.rate or top.rate
    if not marks and not times and top.value is None and not rate:
        hundredths = _parse_hundredths(words, after, value, locale)
        if hundredths is not None:
            return hundredths
    unit_after = _parse_unit_after(words, top.after, marks, locale) if not rate else None
    if unit_after is not None:
        marks, rate = unit_after.marks, unit_after.rate
    after = unit_after.after if unit_after is not None else top.after
    is_named = bool(times) or top.multiple > 1 or bool(marks - {POINTS})
    is_money = is_named or number.about or _is_likely_money(digits, value)
    estimate = number.about or number.ish
    worth, problem = _make_worth(value, top.value, marks, locale, estimate=estimate)
    return Amount(worth, after, is_money, problem, is_named, glued_rate=rate)


def _parse_hundredths(words: WordList, i: int, value: Decimal, locale: str) -> Amount | None:
    """`3 cents a piece`, `8 ct/kWh`, `50 pence`: a hundredth of the currency."""
    word, slash, rate = words.low[i].partition("/")
    unit = _HUNDREDTHS.get(word)
    if unit is None or words.gaps[i]:
        return None
    # Whose cents they are says the country; the deal's currency is meant where it has none.
    code = (currency_of_country(locale) if unit == "own" else unit) or ""
    figure = Figure(amount=value / 100, unit=code)
    return Amount(figure, i + 1, money=True, named=True, glued_rate=slash + rate)


def _finish_spelled(
    words: WordList, spelled: SpelledNumber, locale: str, prefix: _Prefix | None = None
) -> Amount | None:
    """A number in words is an amount with a currency or a multiple: `twelve thousand`, `fifty bucks`, `five k`."""
    top = _parse_spelled_top(words, spelled)
    value, after = spelled.value, spelled.after
    is_round = spelled.is_round
    if top is not None:
        # `ten to twelve grand`: the multiple counts for both ends.
        value, after, is_round = value * top.multiple, top.after, True
    if words.low[after] in _MULTIPLE_WORDS and not words.gaps[after]:
        value *= _MULTIPLES[words.low[after]]
        after, is_round = after + 1, True
    marks = prefix.marks if prefix is not None else frozenset[str]()
    unit_after = _parse_unit_after(words, after, marks, locale)
    if not is_round and not unit_after.marks - {POINTS}:
        return None
    end = top.value if top is not None else None
    worth, problem = _make_worth(value, end, unit_after.marks, locale, estimate=False)
    after, rate = unit_after.after, unit_after.rate
    return Amount(worth, after, money=True, problem=problem, named=True, glued_rate=rate)


def _parse_spelled_top(words: WordList, spelled: SpelledNumber) -> _RangeTop | None:
    """The upper end of a range in words, after a number that has no multiple of its own."""
    if spelled.is_round or words.low[spelled.after] not in _RANGE_WORDS | _OR:
        return None
    top = parse_spelled_number(words, spelled.after + 1)
    if top is None or not top.is_round or top.value <= spelled.value:
        return None
    fitting = [times for times in _LARGE if top.value >= times and top.value % times == 0]
    return _RangeTop(top.value, top.after, multiple=max(fitting, default=1))


def _make_worth(
    value: Decimal, top: Decimal | None, marks: frozenset[str], locale: str, *, estimate: bool
) -> tuple[Worth | None, HintReason | None]:
    """The figure in its unit, or a range where there is a `top`, people also type `15k - 10k`; else why it is none."""
    units = marks if not marks or POINTS in marks else resolve_marks(marks, locale)
    if len(units) > 1:
        return None, HintReason.TWO_CURRENCIES
    unit = next(iter(units), "")
    if unit == UNKNOWN:
        return None, HintReason.UNKNOWN_CURRENCY
    if not _is_typed_figure(value) or not (top is None or _is_typed_figure(top)):
        return None, HintReason.NO_NUMBER
    if top is None:
        return Figure(amount=value, unit=unit, estimate=estimate), None
    return Figure.between(min(value, top), max(value, top), unit), None


def _is_typed_figure(value: Decimal) -> bool:
    """Whether a number is neither larger nor finer than people type."""
    return value <= LARGEST_TYPED and count_decimals(value) <= MOST_TYPED_DECIMALS


class _UnitAfter(NamedTuple):
    """The currencies named so far with the one that follows, what is glued to it (`€/Jahr`), and the word after."""

    marks: frozenset[str]
    after: int
    rate: str = ""


def _parse_unit_after(words: WordList, i: int, marks: frozenset[str], locale: str) -> _UnitAfter:
    """The currencies named so far with the one that follows as a word, or points."""
    word = words.low[i]
    if not goes_on(words, i):
        return _UnitAfter(marks, i)
    if "/" in word[1:]:
        head, _, rate = word.partition("/")
        is_typed_so = words.typed(i, i + 1)[: len(head)].isupper()
        if head and is_mark(head, locale) and (is_typed_so or not needs_capitals(head)):
            return _UnitAfter(marks | {head}, i + 1, f"/{rate}")
        return _UnitAfter(marks, i)
    long_name = find_long_name(words, i)
    if long_name is not None:
        return _UnitAfter(marks | {long_name[0].lower()}, long_name[1])
    # `$5k all in`: in front a currency is enough, and a word is a word.
    if _is_mark_at(words, i, locale) and not _begins_next_amount(words, i, marks):
        return _UnitAfter(marks | {word}, i + 1)
    if word in _POINTS and not marks:
        return _UnitAfter(frozenset({POINTS}), i + 1)
    return _UnitAfter(marks, i)


def _begins_next_amount(words: WordList, i: int, marks: frozenset[str]) -> bool:
    """`€5k $3k`, `CHF 5k EUR 3k`: the currency is that of the amount after it."""
    return bool(marks) and not words.gaps[i + 1] and words.low[i + 1][:1].isdigit()


def goes_on(words: WordList, i: int) -> bool:
    """Whether nothing separates word `i` from the number before it: `1,5 Mio. €` and `5.500,- €` have marks that do
    not."""
    gap = words.gaps[i]
    if not gap:
        return True
    if _NO_CENTS.fullmatch(gap):
        return True
    before = words.low[i - 1] if i else ""
    return gap == "." and (before in _MULTIPLE_WORDS or before[:1].isdigit())


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
    if number.multiple or number.top or number.ends_with_sign or number.rate:
        return digits, after
    while not words.gaps[after] and _DIGIT_GROUP.fullmatch(words.low[after]):
        digits += words.low[after]
        after += 1
    return digits, after


def _parse_multiple(words: WordList, i: int, number: _Number) -> _Multiple:
    """The multiple of a number, glued to it or as the next word `i`."""
    if number.multiple or number.rate or not goes_on(words, i):
        return _Multiple(number.multiple, number.marks, i)
    word = words.low[i]
    if word in _NEEDS_LINE_END and words.low[i + 1]:
        return _Multiple("", number.marks, i)
    if word in _MULTIPLE_WORDS:
        return _Multiple(word, number.marks, i + 1)
    if word in SCALED_MARKS:
        scale, mark = SCALED_MARKS[word]
        return _Multiple(scale, number.marks | {mark}, i + 1)
    # `26,5 T EUR`
    if word in SCALED and words.low[i + 1] in CURRENCY_MARKS and not words.gaps[i + 1]:
        return _Multiple(word, number.marks, i + 1)
    return _Multiple("", number.marks, i)


def _parse_range_top(
    words: WordList, i: int, number: _Number, multiple: str, locale: str
) -> _RangeTop:
    """The upper end of a range: glued to the number by a dash, or from word `i` on after a dash or `to`. `multiple`
    is that of the lower end and counts for both where the upper has none."""
    if number.top:
        return _parse_top(words, i, number.top, multiple, locale)
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
        marks=own.marks,
        multiple=_MULTIPLES.get(own.word, 1),
        rate=number.rate,
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
