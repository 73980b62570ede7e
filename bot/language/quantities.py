"""Quantities with the issue they are about (`12% off`, `net 60`, `24 months`), so that two can be compared."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache


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


_PERCENT = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s?(?:%|pct\b|percent\b)")
_NET = re.compile(r"\bnet[ -]?(\d{1,4})\b|\b(?:payment|pay|paid)\b.{0,20}?\b(\d{1,4}) days\b")
_SPAN = re.compile(
    r"\b(\d{1,4}(?:[.,]\d{1,2})?)[ -]?(days?|d|weeks?|wks?|months?|mos?|mths?|quarters?|qtrs?|years?|yrs?"
    r"|tagen?|tage|wochen?|monat(?:en?)?|jahr(?:en?)?)\b"
)
_COUNT = re.compile(
    r"\b(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?: (?:more|extra|additional|free|new|add'l))? ([a-z][a-z-]{2,})"
)
_ADDED = re.compile(r"\b(?:more|extra|additional|another|further|add'l|on top)\b")
_PRICE_WORDS = re.compile(
    r"\b(?:off|disc|disct|discount|discounts|price cut|reduction|rebate|cheaper|rabatt|nachlass|skonto)\b"
)
_WORD = re.compile(r"[a-z][a-z'/-]+")
_SMALL = frozenset(
    "the a an of on in to for from at by more extra additional another further add'l top with our their up all "
    "flat about approx free new".split()
)
_IN_MONTHS = {"y": 12, "j": 12, "q": 3, "m": 1}
_IN_DAYS = {"w": 7, "d": 1, "t": 1}


@lru_cache(maxsize=4096)
def find_quantity(what: str) -> Quantity | None:
    """The quantity that the item names, with its issue; `None` where it names none."""
    text = what.lower()[:300]
    return _percent(text) or _net(text) or _span(text) or _count(text)


def _percent(text: str) -> Quantity | None:
    match = _PERCENT.search(text)
    if match is None:
        return None
    issue = (
        "price"
        if _PRICE_WORDS.search(text)
        else _issue(text[: match.start()] + " " + text[match.end() :])
    )
    return _level(match[1], "%", issue or "price", text)


def _net(text: str) -> Quantity | None:
    match = _NET.search(text)
    return _level(match[1] or match[2], "days", "payment", text) if match else None


def _span(text: str) -> Quantity | None:
    match = _SPAN.search(text)
    if match is None:
        return None
    initial = match[2][0]
    months = initial in _IN_MONTHS
    times = _IN_MONTHS[initial] if months else _IN_DAYS[initial]
    issue = _issue(text[: match.start()] + " " + text[match.end() :])
    found = _level(match[1], "months" if months else "days", _TERMS.get(issue, issue), text)
    return Quantity(
        amount=found.amount * times, unit=found.unit, issue=found.issue, added=found.added
    )


_TERMS = dict.fromkeys(
    ("", "commitment", "contract", "deal", "lease", "commit", "lock-in", "renewal", "laufzeit"),
    "term",
)


def _count(text: str) -> Quantity | None:
    match = _COUNT.search(text)
    return (
        _level(match[1].replace(",", "").replace(".", ""), match[2], match[2], text)
        if match
        else None
    )


def _level(digits: str, unit: str, issue: str, text: str) -> Quantity:
    return Quantity(
        amount=Decimal(digits.replace(",", ".")),
        unit=unit,
        issue=issue,
        added=_ADDED.search(text) is not None,
    )


def _issue(text: str) -> str:
    """The words that say what the quantity is of."""
    return " ".join(word for word in _WORD.findall(text) if word not in _SMALL)
