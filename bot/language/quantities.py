"""Quantities with the issue they are about (`12% off`, `net 60`, `24 months`), so that two can be compared."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_LONGEST = 300
"""Characters of an item that are looked through."""

_WORDS = word_table("quantities")
_IN_DAYS = _WORDS.numbers("days")
_IN_MONTHS = _WORDS.numbers("months")
# `24 months` alone is the term, as `24-month commitment` is.
_TERM_WORDS = _WORDS.words("term") | {""}
_SMALL_WORDS = _WORDS.words("small")
_SPAN_UNIT = "|".join(_IN_DAYS.keys() | _IN_MONTHS.keys())
_PERCENT = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s?(?:%|pct\b|percent\b)")
_NET = re.compile(r"\bnet[ -]?(\d{1,4})\b|\b(?:payment|pay|paid)\b.{0,20}?\b(\d{1,4}) days\b")
_SPAN = compile_late(rf"\b(\d{{1,4}}(?:[.,]\d{{1,2}})?)[ -]?({_SPAN_UNIT})\b")
_COUNT = compile_late(
    r"\b(\d{1,3}(?:[.,]\d{3})+|\d{1,9})"
    rf"(?: {_WORDS.pattern('before_counted')})? ([a-z][a-z-]{{2,}})"
)
_ADDED = compile_late(rf"\b{_WORDS.pattern('added')}\b")
_PRICE_WORDS = compile_late(rf"\b{_WORDS.pattern('price')}\b")
_WORD = re.compile(r"[a-z][a-z'/-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity of an issue: `amount` in `unit` (`%`, `days`, `months` or a counted noun); `issue` in lower case.

    Two levels with the same unit and issue are on one scale; then `12% off` after `10% off` may mean 12 in all or
    12 more. Years and quarters are counted in months, weeks in days. `added` where the words say `more` or `extra`.
    """

    amount: Decimal
    unit: str
    issue: str
    added: bool

    def same_scale(self, other: "Quantity") -> bool:
        return self.unit == other.unit and self.issue == other.issue


@lru_cache(maxsize=1024)
def find_quantity(what: str) -> Quantity | None:
    """The quantity that the item names, with its issue; `None` where it names none."""
    text = what.lower()[:_LONGEST]
    return _find_percent(text) or _find_net_days(text) or _find_span(text) or _find_count(text)


def _find_percent(text: str) -> Quantity | None:
    match = _PERCENT.search(text)
    if match is None:
        return None
    issue = "price" if _PRICE_WORDS.search(text) else _name_issue(text, match)
    return _make_quantity(match[1], "%", issue or "price", text)


def _find_net_days(text: str) -> Quantity | None:
    """`net 60`, `payment within 60 days`."""
    match = _NET.search(text)
    if match is None:
        return None
    return _make_quantity(match[1] or match[2], "days", "payment", text)


def _find_span(text: str) -> Quantity | None:
    match = _SPAN.search(text)
    if match is None:
        return None
    number, unit = match[1], match[2]
    issue = _name_issue(text, match)
    if issue in _TERM_WORDS:
        issue = "term"
    if unit in _IN_MONTHS:
        return _make_quantity(number, "months", issue, text, times=_IN_MONTHS[unit])
    return _make_quantity(number, "days", issue, text, times=_IN_DAYS[unit])


def _find_count(text: str) -> Quantity | None:
    """`1,200 seats`, `2 more sites`."""
    match = _COUNT.search(text)
    if match is None:
        return None
    digits, noun = re.sub("[,.]", "", match[1]), match[2]
    return _make_quantity(digits, noun, noun, text)


def _make_quantity(number: str, unit: str, issue: str, text: str, *, times: int = 1) -> Quantity:
    return Quantity(
        amount=Decimal(number.replace(",", ".")) * times,
        unit=unit,
        issue=issue,
        added=_ADDED.search(text) is not None,
    )


def _name_issue(text: str, quantity: re.Match[str]) -> str:
    """The words around a quantity that say what it is of."""
    around = f"{text[: quantity.start()]} {text[quantity.end() :]}"
    return " ".join(word for word in _WORD.findall(around) if word not in _SMALL_WORDS)
