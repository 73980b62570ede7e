"""Numbers with their units as they stand in an offer: `24 months`, `24-month`, `60 business days`, `5%`, `95k EUR`."""

import re
from decimal import Decimal
from typing import NamedTuple

from bot.domain.worth import Figure
from bot.language.amounts import Amount, parse_figure
from bot.language.currencies import CODES, UNKNOWN
from bot.language.patterns import compile_late
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("units")
_UNITS = _WORDS.meanings("names")
UNIT_NAMES = frozenset(_UNITS)
"""All words for units, such as `month`."""
_WORKING = _WORDS.words("working")
_PERCENT_POINTS = _WORDS.words("percent_points")

MONEY = CODES | {UNKNOWN}
"""Codes of currencies."""

CONVERTIBLE = (
    {"months": Decimal(1), "quarters": Decimal(3), "years": Decimal(12)},
    {"days": Decimal(1), "weeks": Decimal(7)},
)
"""Units that are turned into each other, with how many of the first of them each is."""

_RATES = _WORDS.meanings("rates")
_RATES_SAID = _WORDS.spellings("rates_said")
_COUNTED_BY = _WORDS.words("counted_by")
_COUNTED_BY_KNOWN = _WORDS.words("counted_by_known")
_YEARLY = _WORDS.words("yearly")
_BEFORE_RATE = compile_late(rf"^(?:/|{_WORDS.pattern('before_rate')}(?!\w))\s*", re.IGNORECASE)
_GLUED = re.compile(r"(?P<number>[-−]?\d+(?:[.,]\d+)*)-?(?P<unit>%|[a-z]+)")


class Number(NamedTuple):
    """A number with its unit, and the word after it. `rate` is what an amount is counted by (`SF` of `$34/SF`).
    `is_range` and `is_unreadable` say why it has no value."""

    value: Decimal
    unit: str
    after: int
    is_range: bool = False
    is_unreadable: bool = False
    rate: str = ""
    is_large: bool = False
    """Whether it is written as amounts are: with a multiple such as `k`."""


def normalize_unit(word: str) -> str:
    """A unit under its one name: `mths` as `months`; what is not known stays as it is."""
    return _UNITS.get(word.casefold(), word)


def is_unit(word: str) -> bool:
    """Whether a word is a unit that is not money: `months`, `%`."""
    return word.casefold() in _UNITS


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """A number of one unit in another: years as months, weeks as days. None where they cannot be turned into each
    other."""
    for factors in CONVERTIBLE:
        if unit in factors and wanted in factors:
            return _without_needless_decimals(value * factors[unit] / factors[wanted])
    return None


def is_yearly(rate: str) -> bool:
    """Whether an amount counted so is one of a year, which is how amounts of a deal are meant anyway."""
    return rate.casefold().replace(".", "").replace(" ", "") in _YEARLY


def normalize_rate(rate: str) -> str:
    """What an amount is counted by under its one name: `monatlich` and `months` as `month`, `desks` as `desk`."""
    word = rate.casefold().strip(" .")
    known = _RATES.get(word.replace(" ", "_"))
    if known is not None:
        return known
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural else word


def say_rate(rate: str) -> str:
    """What an amount is counted by as it is said behind `per`: `monatlich` as *Monat*."""
    return _RATES_SAID.get(rate.casefold(), rate)


def find_rate_behind(words: WordList, i: int, after: int) -> str:
    """What an amount before word `i` is counted by where the words up to `after` say nothing else: `a desk`;
    else ""."""
    if after - i == 1:
        return words.typed(i, after) if words.low[i] in _RATES_SAID else ""
    if after - i != 2 or words.gaps[i + 1]:
        return ""
    opens, thing = words.low[i], words.low[i + 1]
    is_known = thing in _RATES
    if not thing[:1].isalpha() or not (
        opens in _COUNTED_BY or (is_known and opens in _COUNTED_BY_KNOWN)
    ):
        return ""
    return words.typed(i + 1, after)


def units_like(unit: str) -> frozenset[str]:
    """The units that a unit can be turned into, itself among them."""
    for factors in CONVERTIBLE:
        if unit in factors:
            return frozenset(factors)
    return frozenset({unit})


def parse_number(words: WordList, i: int, locale: str) -> Number | None:
    """The number that the words from `i` name, with its unit; None where they name none."""
    glued = _GLUED.fullmatch(words.low[i])
    if glued and (glued["unit"] in _UNITS or glued["unit"] in _PERCENT_POINTS):
        # A word such as `24mo`, which is no amount.
        return _parse_glued(i, glued["number"], glued["unit"], locale)
    amount = parse_figure(words, i, locale)
    if amount is None:
        return None
    figure = amount.worth
    if not isinstance(figure, Figure):
        return _unreadable(amount.after)
    if figure.low is not None:
        return Number(figure.amount, figure.unit, amount.after, is_range=True)
    value = _without_needless_decimals(figure.amount)
    number = Number(
        value, figure.unit, amount.after, rate=_find_rate(words, amount), is_large=amount.named
    )
    return _with_unit_after(words, number)


def _find_rate(words: WordList, amount: Amount) -> str:
    """What an amount is counted by, without the words before it: `SF` of `$34/SF`, `hour` of `90 per hour`."""
    if amount.rate is not None:
        first, after = amount.rate
        typed = words.typed(first, after)
    else:
        # The words are kept in lower case; the rate reads better as typed.
        size = len(amount.glued_rate)
        typed = words.typed(amount.after - 1, amount.after)[-size:] if size else ""
    # `750 each` is the price of one.
    return _BEFORE_RATE.sub("", typed).strip("/ .") or ("unit" if typed else "")


def _parse_glued(i: int, digits: str, unit: str, locale: str) -> Number:
    amount = parse_figure(split_words(digits), 0, locale)
    if amount is None or not isinstance(amount.worth, Figure):
        return _unreadable(i + 1)
    value = _without_needless_decimals(amount.worth.amount)
    return Number(value, _UNITS.get(unit, "%"), i + 1)


def _unreadable(after: int) -> Number:
    return Number(Decimal(0), "", after, is_unreadable=True)


def _with_unit_after(words: WordList, number: Number) -> Number:
    """The number with the unit that stands after it, where it has none of its own."""
    i = number.after
    if number.unit or words.gaps[i] not in ("", "-"):
        return number
    if words.low[i] in _WORKING and _UNITS.get(words.low[i + 1]) == "days":
        return number._replace(unit="days", after=i + 2)
    unit = _UNITS.get(words.low[i])
    if unit is None:
        return number
    return number._replace(unit=unit, after=i + 1)


def _without_needless_decimals(value: Decimal) -> Decimal:
    """A whole number without the decimals that a multiple left: `1.5k` is 1500, not 1500.0."""
    is_whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if is_whole else value
