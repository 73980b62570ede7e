"""An amount or a number on its own, as typed into a field of a form."""

import re
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.domain.worth import Figure, Worth
from bot.language.amounts import Amount, parse_amount
from bot.language.clean import clean_text
from bot.language.currencies import CURRENCY_WORDS
from bot.language.splitting import split_line, split_words
from bot.language.units import is_unit
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_NUMBER = re.compile(r"[-−]?\d[\d.,'’]*\d|[-−]?\d")
_MINUS = "-−"
_OWN_VALUE = word_table("figures").words("own_value")
_SUMS = word_table("figures").words("sums")
"""What is a sum of money itself: `2k sign-on bonus`."""
_BARE_SUMS = word_table("figures").words("bare_sums")
"""Behind a number they count nothing, so that it is money: `300 discount`; not `300 vouchers`."""
_OFF = word_table("figures").words("off")
LESS = word_table("figures").words("less")
_LESS_OF = word_table("figures").words("less_of")
_BY = word_table("figures").words("by")
_LOWERING = word_table("figures").words("lowering")
_RATES = word_table("figures").words("rates")
_ARTICLES = word_table("figures").words("articles")
_LONGEST_REDUCTION = 12
"""Words of the longest item that is looked through for what a price falls by."""
_LEAST_SUM = 100
"""What is less comes off the price of a piece, and nobody knows of how many."""
_LONGEST_AMOUNT = 4
"""Words of the longest amount that is looked for at the end of an item: `1,5 Mio. €`."""


def read_amount(text: str, locale: str) -> Worth | None:
    """The amount that the whole text names (`12k`, `12,000 EUR`, `10-15k`, `M`), or None where it names none or more
    than that."""
    words = split_line(clean_text(text), locale)
    if not words.count:
        return None
    found = parse_amount(words, 0, locale)
    if found is None or found.after < words.count:
        return None
    return found.worth


def read_figures(text: str, locale: str) -> tuple[Decimal, ...]:
    """All figures that a text names, each as an amount: of `96 is fine, or 24k` 96 and 24,000."""
    words = split_line(clean_text(text), locale)
    figures: list[Decimal] = []
    i = 0
    while i < words.count:
        found = parse_amount(words, i, locale, sized=False) if words.low[i][:1].isdigit() else None
        if found is not None and isinstance(found.worth, Figure):
            figures.append(found.worth.amount)
        i = found.after if found is not None else i + 1
    return tuple(figures)


def read_number(text: str, locale: str) -> Decimal | None:
    """The number that a level names: of `95k` 95,000, of `24 months` 24, of `net 60` 60; None where it names none or
    more than one."""
    worth = read_amount(text, locale)
    if isinstance(worth, Figure):
        return worth.amount
    # `net 60` and `24 months` are no amounts, but have one number.
    numbers = _NUMBER.findall(clean_text(text))
    if len(numbers) != 1:
        return None
    only = read_amount(numbers[0].lstrip(_MINUS), locale)
    if not isinstance(only, Figure):
        return None
    return -only.amount if numbers[0][0] in _MINUS else only.amount


class FigureAtEnd(NamedTuple):
    """An amount of money that ends an item, and the item without it: `3k` and `2 free seats`."""

    rest: str
    figure: Figure


@lru_cache(maxsize=1024)
def read_figure_at_end(what: str, locale: str) -> FigureAtEnd | None:
    """The amount that ends an item and may be what it costs (`2 free seats 3k`); None where there is none, or where it
    belongs to the thing itself: `price cap 95k`, `raise the base to 165k`."""
    words = split_line(clean_text(what), locale)
    for i in range(max(1, words.count - _LONGEST_AMOUNT), words.count):
        found = parse_amount(words, i, locale, sized=False)
        if found is None or found.after < words.count:
            continue
        figure = found.worth
        before = words.low[i - 1]
        # `seats at $12`, `rent 52M -> 48M`
        is_led = words.low[i] in _OWN_VALUE or before in _OWN_VALUE
        is_own = is_led or not before.replace("-", "").isalpha() or bool(words.gaps[i])
        if not isinstance(figure, Figure) or not found.named or found.glued_rate or is_own:
            return None
        return FigureAtEnd(words.typed(0, i), figure)
    return None


@lru_cache(maxsize=1024)
def read_own_figure(what: str, locale: str) -> Figure | None:
    """What a sum of money costs whoever gives it: of `2k sign-on bonus` and `2k off the setup` its amount; None where
    the item is no such sum, or nobody can tell that the number is money."""
    words = split_line(clean_text(what), locale)
    return _read_sum(words, locale) or _read_reduction(words, locale)


def _read_sum(words: WordList, locale: str) -> Figure | None:
    """`2k sign-on bonus`, `a 500 EUR voucher`."""
    first = 1 if words.count and words.low[0] in _ARTICLES else 0
    found = parse_amount(words, first, locale, sized=False) if words.count > first + 1 else None
    figure = _read_money(found) or _read_bare_money(words, found, _BARE_SUMS)
    if found is None or figure is None:
        return None
    rest = words.low[found.after : words.count]
    is_sum = 0 < len(rest) <= _LONGEST_AMOUNT and rest[-1] in _SUMS
    return figure if is_sum and not any(word[:1].isdigit() for word in rest) else None


def _read_reduction(words: WordList, locale: str) -> Figure | None:
    """`2k off the setup`, `setup 2k cheaper`, `drop the price by 3k`, `Preis um 3k senken`."""
    numbers = [i for i in range(words.count) if any(map(str.isdigit, words.low[i]))]
    if not numbers or words.count > _LONGEST_REDUCTION or _names_rate(words):
        return None
    first = (
        numbers[0] - 1 if numbers[0] and words.low[numbers[0] - 1] in CURRENCY_WORDS else numbers[0]
    )
    found = parse_amount(words, first, locale, sized=False)
    figure = _read_money(found) or _read_bare_money(words, found, _OFF)
    if found is None or figure is None or numbers[-1] >= found.after:
        return None
    if figure.amount < _LEAST_SUM:
        return None
    if _is_reduced(words, first, found.after):
        return figure
    return None


def _is_reduced(words: WordList, first: int, after: int) -> bool:
    """Whether the words around an amount say that a price falls by it."""
    low = words.low
    if low[after] in _OFF:
        return True
    if low[after] in LESS:
        # `5k less units` are units.
        return after + 1 >= words.count or low[after + 1] in _LESS_OF
    is_by = first > 0 and low[first - 1] in _BY
    return is_by and (low[0] in _LOWERING or low[words.count - 1] in _LOWERING)


def _names_rate(words: WordList) -> bool:
    """`200 off per seat`, `2k off the monthly fee`: then it is given more than once."""
    if any("/" in word for word in words.low):
        return True
    if not _RATES.isdisjoint(words.low):
        return True
    return any(
        words.low[i] in ("a", "an") and is_unit(words.low[i + 1]) for i in range(words.count)
    )


def _read_money(found: Amount | None) -> Figure | None:
    """The figure of an amount that can be nothing but money."""
    if found is None or not isinstance(found.worth, Figure) or not found.named or found.glued_rate:
        return None
    return found.worth


def _read_bare_money(
    words: WordList, found: Amount | None, following: AbstractSet[str]
) -> Figure | None:
    """A number without a currency that the word right behind it shows to be money: `500 off`, `300 discount`."""
    if found is None or not isinstance(found.worth, Figure) or found.glued_rate or not found.money:
        return None
    is_sum = words.low[found.after] in following and not words.gaps[found.after]
    return found.worth if is_sum and found.worth.amount >= _LEAST_SUM else None


def mentions_amount(text: str, amount: Decimal, locale: str) -> bool:
    """Whether a sentence names that amount, in whatever spelling, alone or as the end of a range."""
    words = split_words(clean_text(text))
    for i in range(words.count):
        found = parse_amount(words, i, locale, sized=False)
        if found is None or not isinstance(found.worth, Figure):
            continue
        figure = found.worth
        if amount in (figure.amount, figure.low, figure.high):
            return True
    return False
