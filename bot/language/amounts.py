"""Amounts as people type them: `12k`, `€12.000,50`, `10-15k`, `20 grand`, `C$ 5k`, `20 pts`, sizes."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("amounts")
_NUMBER = r"\d+(?:[.,'’]\d+)*"
_TIMES = r"k|mm|mn|mio|mil|m|bn|b|tsd|l|cr"
_SIGNS = r"[a-z]{0,2}\$|€|£|¥|₹"
_CODES = {
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "usd": "USD", "dollar": "USD", "dollars": "USD", "bucks": "USD",
    "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "quid": "GBP", "chf": "CHF", "franc": "CHF", "francs": "CHF",
    "fr": "CHF", "sfr": "CHF", "cad": "CAD", "aud": "AUD", "nzd": "NZD", "hkd": "HKD", "sgd": "SGD", "jpy": "JPY",
    "yen": "JPY", "cny": "CNY", "rmb": "CNY", "inr": "INR", "rs": "INR", "rupees": "INR", "sek": "SEK", "nok": "NOK",
    "dkk": "DKK", "pln": "PLN", "zł": "PLN", "zl": "PLN", "czk": "CZK", "huf": "HUF", "brl": "BRL", "mxn": "MXN",
    "zar": "ZAR", "aed": "AED", "ils": "ILS", "krw": "KRW", "try": "TRY", "thb": "THB", "ron": "RON", "bgn": "BGN",
    "€": "EUR", "$": "USD", "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD",
    "hk$": "HKD", "s$": "SGD", "r$": "BRL", "mx$": "MXN", "£": "GBP", "¥": "JPY", "₹": "INR",
}  # fmt: skip
_GLUED_CODES = "eur|usd|gbp|chf|cad|aud|nzd|hkd|sgd|jpy|inr|sek|nok|dkk|pln|czk|euros?"
_ONE = rf"(?:{_SIGNS}|{_GLUED_CODES})?[-−]?{_NUMBER}(?:{_TIMES})?(?:{_SIGNS}|{_GLUED_CODES})?"
_PER = r"/(?:yr|year|y|mo|month|mth|m|qtr|quarter|wk|week|day|user|seat|pc|unit)|pa"
_MONEY = re.compile(
    rf"(?P<about>[~≈]|c\.|ca\.)?(?P<minus>[-−])?(?P<sign>{_SIGNS}|{_GLUED_CODES})?(?P<minus2>[-−])?"
    rf"(?P<number>{_NUMBER})(?P<times>{_TIMES})?(?P<sign2>{_SIGNS}|{_GLUED_CODES})?"
    rf"(?:(?:-|–|—)(?P<top>{_ONE}))?(?P<ish>-?ish|\+)?(?:{_PER})?"
)
_TIMES_BY = _WORDS.numbers("multiples")
_SIZES = {word: Size(size) for word, size in _WORDS.meanings("sizes").items()}
_NONE_AT_ALL = _WORDS.words("zero")
ESTIMATE_WORDS = _WORDS.words("estimates")
"""Words before an amount that make it an estimate."""

_SKIPPED = ESTIMATE_WORDS | _WORDS.words("skipped")
_BROKEN = re.compile(r"[-+]?(?:nan|inf|infinity)|[-+]?\d[\d.,]*e[-+]?\d+|0x[0-9a-f]+")
_COMMA_DECIMAL = {
    "de",
    "fr",
    "es",
    "it",
    "nl",
    "pt",
    "pl",
    "da",
    "sv",
    "nb",
    "no",
    "fi",
    "cs",
    "tr",
    "ru",
    "el",
    "hu",
}
_LARGEST = Decimal(10) ** 13
_TAILS = frozenset(
    "p.a pa annually yearly monthly total each est max tops estimated approx roughly ish /yr /year /mo p/a once "
    "one-off overall per a in all or".split()
)
_SECOND = {
    "per": {
        "year",
        "yr",
        "month",
        "mo",
        "annum",
        "quarter",
        "qtr",
        "week",
        "wk",
        "user",
        "seat",
        "unit",
    },
    "a": {"year", "yr", "month", "mo", "quarter", "piece"},
    "in": {"total", "all"},
    "all": {"in", "up", "told"},
    "or": {"so", "thereabouts"},
}


class Amount(NamedTuple):
    """An amount found in a line and the word after it.

    `worth` is `None` for what is no amount although it wants to be one (negative, `1e9`, `NaN`); `why` then says so.
    `money`: beyond doubt an amount, even without a word such as `cost` before it.
    """

    worth: Worth | None
    after: int
    money: bool = False
    why: str = ""


def parse_amount(words: WordList, i: int, locale: str, *, sized: bool = True) -> Amount | None:
    """The amount that the words from `i` name, or `None` where they name none."""
    low = words.low
    about = False
    while low[i] in _SKIPPED:
        about = about or low[i] in ESTIMATE_WORDS
        i += 1
    if sized:
        special = _size_or_zero(words, i)
        if special is not None:
            return special
    if low[i] in ("minus", "negative") and low[i + 1][:1].isdigit():
        return Amount(None, i + 2, why="negative")
    if low[i] == "between":
        i += 1
    found = _figure(words, i, locale)
    if found is None or not isinstance(found.worth, Figure):
        return found
    return _with_tail(words, found, found.worth, about=about)


def _size_or_zero(words: WordList, i: int) -> Amount | None:
    word = words.low[i]
    if word == "size":
        i, word = i + 1, words.low[i + 1]
    if word in _SIZES:
        return Amount(_SIZES[word], i + 1)
    if word in _NONE_AT_ALL and words.low[i + 1] not in _TIMES_BY:
        return Amount(Figure(amount=Decimal(0)), i + 1)
    return None


def _figure(words: WordList, i: int, locale: str) -> Amount | None:
    """A number with its sign, thousands, currency and, after a dash or `to`, the top of its range."""
    following = words.low[i + 1]
    if following in _GOING_ON or _NUMERIC.match(following) or words.gaps[i + 1] in _DASHES:
        return _long_figure(words, i, locale)
    if following in _UP_TO and _money(words.low[i + 2]):
        return _long_figure(words, i, locale)
    alone = _one_word(words.low[i], locale)
    return alone and Amount(alone.worth, i + alone.after, alone.money, alone.why)


@lru_cache(maxsize=2048)
def _one_word(word: str, locale: str) -> Amount | None:
    """The amount that a word names where nothing after it goes on with it."""
    plain = _SIMPLE.fullmatch(word)
    if plain:
        value = _value(plain[1], plain[2], locale)
        if value <= _LARGEST:
            return Amount(Figure(amount=value), 1, bool(plain[2]) or _thousands(plain[1], value))
    return _long_figure(WordList.of(word), 0, locale)


def _long_figure(words: WordList, i: int, locale: str) -> Amount | None:
    prefix = _CODES.get(words.low[i], "") if words.low[i + 1][:1] in _NUMERIC_STARTS else ""
    if prefix:
        i += 1
    if _BROKEN.fullmatch(words.low[i]):
        return Amount(None, i + 1, why="number")
    match = _money(words.low[i])
    if match is None:
        return None
    if match["minus"] or match["minus2"]:
        return Amount(
            None,
            i + 1,
            bool(match["times"] or match["sign"] or len(match["number"]) > 2),
            "negative",
        )
    return _read(words, i, match, prefix, locale)


@lru_cache(maxsize=2048)
def _money(word: str) -> re.Match[str] | None:
    return _MONEY.fullmatch(word)


def _read(words: WordList, i: int, match: re.Match[str], prefix: str, locale: str) -> Amount:
    digits, j = _grouped(words, i, match)
    about, _, sign, _, _, times, sign2, glued, ish = match.groups()
    if not times:
        times, j = _times_at(words, j)
    value = _value(digits, times, locale)
    top, j, units, top_times = _top(words, j, glued, locale, times)
    if sign or sign2 or prefix:
        units |= {_unit(each) for each in (sign, sign2) if each} | ({prefix} if prefix else set())
    units, j = _units_after(words, j, units)
    if len(units) > 1:
        return Amount(None, j, why="currencies")
    if top_times and not times:
        value *= top_times
    if max(value, top or value) > _LARGEST:
        return Amount(None, j, why="number")
    unit = units.pop() if units else ""
    money = (
        bool(unit and unit != POINTS)
        or bool(times or top_times or about)
        or _thousands(digits, value)
    )
    if top is not None:
        return Amount(Figure.between(min(value, top), max(value, top), unit), j, money)
    return Amount(Figure(amount=value, unit=unit, estimate=bool(about or ish)), j, money)


def _units_after(words: WordList, j: int, units: set[str]) -> tuple[set[str], int]:
    """The currencies named so far with the one that follows as a word, or points."""
    if words.gaps[j]:
        return units, j
    code = _CODES.get(words.low[j])
    if code:
        return units | {code}, j + 1
    if not units and words.low[j] in ("pts", "points", "pt", "point"):
        return {POINTS}, j + 1
    return units, j


def _thousands(number: str, value: Decimal) -> bool:
    return value >= 100 and not (number.isdigit() and len(number) == 4 and 1900 <= value <= 2100)


def _grouped(words: WordList, i: int, match: re.Match[str]) -> tuple[str, int]:
    """The digits with those of the groups that follow after a space (`12 000`)."""
    digits, j = match["number"], i + 1
    if match["times"] or match["sign2"] or match["top"] or len(digits) > 3 or not digits.isdigit():
        return digits, j
    while not words.gaps[j] and _GROUP.fullmatch(words.low[j]):
        digits, j = digits + words.low[j], j + 1
    return digits, j


def _times_at(words: WordList, j: int) -> tuple[str | None, int]:
    word = words.low[j]
    if (
        not words.gaps[j]
        and word in _TIMES_BY
        and not (word in ("l", "b", "g") and words.low[j + 1])
    ):
        return word, j + 1
    if not words.gaps[j] and len(word) == 2 and word[0] in "km" and word[1] in "€£$":
        words.low[j] = word[1]
        return word[0], j
    return None, j


def _top(
    words: WordList, j: int, glued: str | None, locale: str, times: str | None
) -> tuple[Decimal | None, int, set[str], int]:
    """The top of a range, the word after it, its currency, and its multiple."""
    text = glued
    if text is None and (words.low[j] in _UP_TO or words.gaps[j] in ("-", "–", "—")):
        at = j if words.gaps[j] in ("-", "–", "—") else j + 1
        if _money(words.low[at]) and (
            words.low[j] != "and" or words.low[max(j - 2, 0)] == "between"
        ):
            text, j = words.low[at], at + 1
    match = _money(text) if text else None
    if match is None or match["minus"] or match["minus2"]:
        return None, j, set(), 0
    own, j = (match["times"], j) if match["times"] else _times_at(words, j)
    units = {_unit(s) for s in (match["sign"], match["sign2"]) if s}
    return _value(match["number"], own or times, locale), j, units, _TIMES_BY[own] if own else 0


def _value(digits: str, times: str | None, locale: str) -> Decimal:
    return Decimal(_plain(digits, times, locale)) * (_TIMES_BY[times] if times else 1)


def _plain(digits: str, times: str | None, locale: str) -> str:
    """Digits with one decimal point. Three digits after a lone separator are thousands: money has no thousandths."""
    if digits.isdigit():
        return digits
    digits = digits.replace("'", "").replace("’", "")
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma < 0 and point < 0:
        return digits
    mark = "," if comma > point else "."
    if comma >= 0 and point >= 0:
        return _with_point(digits, mark)
    if digits.count(mark) > 1:
        return digits.replace(mark, "")
    tail = len(digits) - max(comma, point) - 1
    decimal = "," if locale[:2] in _COMMA_DECIMAL and locale != "de-CH" else "."
    if tail == 3 and not (times and mark == decimal):
        return digits.replace(mark, "")
    return _with_point(digits, mark)


def _with_point(digits: str, mark: str) -> str:
    whole, _, rest = digits.rpartition(mark)
    return whole.replace(",", "").replace(".", "") + "." + rest


def _unit(sign: str) -> str:
    return _CODES.get(sign, "XXX" if sign.endswith("$") else "")


def _with_tail(words: WordList, found: Amount, figure: Figure, *, about: bool) -> Amount:
    """Take in what follows an amount and changes it little: `per year`, `or so`, `est`, `in total`."""
    low, j = words.low, found.after
    while (
        low[j] in _TAILS
        and words.gaps[j] in ("", "(")
        and (low[j] not in _SECOND or low[j + 1] in _SECOND[low[j]])
    ):
        about = about or low[j] in ESTIMATE_WORDS or low[j] in ("or", "ish")
        j += 2 if low[j] in _SECOND else 1
    if about and not figure.estimate:
        figure = replace(figure, estimate=True)
    return Amount(figure, j, found.money or about) if about or j != found.after else found


_NUMERIC_STARTS = tuple("0123456789-~−")
_SIMPLE = re.compile(r"(\d+(?:[.,]\d+)*)(k|m)?")
_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_UP_TO = ("to", "and", "bis")
_NUMERIC = re.compile(r"[-~−\d]")
_DASHES = ("-", "–", "—")
_GOING_ON = (
    frozenset(_CODES)
    | frozenset(_TIMES_BY)
    | frozenset("pts points pt point k€ k£ k$ m€ m£ m$".split())
)
CURRENCY_WORDS = frozenset(_GLUED_CODES.replace("?", "").split("|"))
"""Currencies as words, where a second one is looked for."""


def names_one_currency(pieces: list[str], unit: str) -> bool:
    """A cheap look: whether the text names one currency at most, `unit` where there is one already."""
    named = {unit} if unit else set()
    for piece in pieces:
        named |= _named_in(piece)
    return len(named) < 2 and "XXX" not in named


@lru_cache(maxsize=4096)
def _named_in(piece: str) -> frozenset[str]:
    return frozenset(map(_unit, _NAMED.findall(piece.lower())))


_NAMED = re.compile(f"{_SIGNS}|{_GLUED_CODES}")


def find_currencies(text: str) -> set[str]:
    """The currencies named beside a number anywhere in the text."""
    return {_unit(a or b) for a, b in _SIGNED.findall(text.lower())}


_SIGNED = re.compile(
    rf"(?:(?<![a-z])({_SIGNS}|(?:{_GLUED_CODES})(?![a-z]))\s?[-−]?\d)|\d(?:[\d.,]*\d)?\s?(?:{_TIMES})?\s?({_SIGNS}(?!\d)|(?:{_GLUED_CODES})\b)"
)
