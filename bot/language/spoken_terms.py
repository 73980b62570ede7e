"""How a term of an offer is said: `240,000 EUR for 24 months`, `payment in 30 days`, `premium support`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.issues import Bundle, Issue, Value
from bot.language.directions import is_step_of_service
from bot.language.issue_names import PAYMENT, PRICE, TERM, kind_of_issue
from bot.language.units import MONEY
from bot.language.vocabulary import word_table

_WORDS = word_table("spoken_terms")
_BEFORE = _WORDS.words("before")
_DURATIONS = _WORDS.words("durations")
_YES = _WORDS.words("yes")
_NO = _WORDS.words("no")
_PERIODS = _WORDS.meanings("periods")
_SAID = _WORDS.spellings("said")
"""Names of issues that are short for what is measured: `response` of `response time`."""


class TermKind(StrEnum):
    """How a term is put into a sentence."""

    PRICE = "price"
    """An amount by itself: `240,000 EUR`."""
    RATE = "rate"
    """An amount that is counted by something: `1,800 GBP a month`, `0.95 EUR per km`."""
    TERM = "term"
    """`for 24 months`."""
    PAYMENT = "payment"
    """`payment in 30 days`."""
    MEASURED = "measured"
    """A number in a unit: `a lead time of 3 weeks`."""
    COUNTED = "counted"
    """A number of things: `100 seats`."""
    LEADING = "leading"
    """An option that stands before its name: `premium support`."""
    TRAILING = "trailing"
    """One that stands behind it: `onboarding included`."""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTerm:
    """One term to be said: the issue's name, its value in its unit."""

    kind: TermKind
    name: str
    value: Value
    unit: str

    @property
    def currency(self) -> str:
        """Of a rate: `GBP` of `GBP/month`."""
        return self.unit.partition("/")[0]

    @property
    def counted_by(self) -> str:
        """Of a rate: `month` of `GBP/month`."""
        return self.unit.partition("/")[2]

    @property
    def period(self) -> str:
        """Of a rate by time: `month` of `GBP/pm`; empty for one by the piece."""
        return _PERIODS.get(self.counted_by.casefold(), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenMenu:
    """Several packages to be said: what is only in each, and what is in all of them."""

    packages: tuple[tuple[SpokenTerm, ...], ...]
    common: tuple[SpokenTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenOffer:
    """One package to be said: what we move on, what that takes from them, and all else. Where nothing is given for
    something, everything is in `head`, the price with what it is for, and in `rest`."""

    gives: tuple[SpokenTerm, ...] = ()
    takes: tuple[SpokenTerm, ...] = ()
    head: tuple[SpokenTerm, ...] = ()
    rest: tuple[SpokenTerm, ...] = ()


_ORDER = tuple(TermKind)
"""The price first, then the term it is for, then all else."""


def build_spoken_term(name: str, value: Value, unit: str) -> SpokenTerm:
    """A term as it is said."""
    kind = _find_kind(name, value, unit)
    said = _SAID.get(name.casefold(), name) if kind is TermKind.MEASURED else name
    return SpokenTerm(kind=kind, name=said, value=value, unit=unit)


def build_spoken_menu(issues: Sequence[Issue], bundles: Sequence[Bundle]) -> SpokenMenu:
    """Packages as they are said. What all say alike is said once."""
    common: list[SpokenTerm] = []
    packages: list[list[SpokenTerm]] = [[] for _ in bundles]
    for issue in issues:
        values = [bundle.get(issue.name) for bundle in bundles]
        if len(set(values)) == 1:
            if values[0] is not None:
                common.append(build_spoken_term(issue.name, values[0], issue.unit))
            continue
        for package, value in zip(packages, values, strict=True):
            if value is not None:
                package.append(build_spoken_term(issue.name, value, issue.unit))
    return SpokenMenu(
        packages=tuple(sort_terms(package) for package in packages),
        common=sort_terms(common),
    )


def build_spoken_offer(
    issues: Sequence[Issue], values: Bundle, gives: Collection[str], takes: Collection[str]
) -> SpokenOffer:
    """An offer as it is said; `gives` and `takes` are the issues that it moves on, for us and for them."""
    terms = {
        issue.name: build_spoken_term(issue.name, values[issue.name], issue.unit)
        for issue in issues
        if values.get(issue.name) is not None
    }
    given = sort_terms([term for name, term in terms.items() if name in gives])
    taken = sort_terms([term for name, term in terms.items() if name in takes])
    if given and taken:
        rest = [term for name, term in terms.items() if name not in (*gives, *takes)]
        return SpokenOffer(gives=given, takes=taken, rest=sort_terms(rest))
    ordered = sort_terms(list(terms.values()))
    has_price = any(term.kind in (TermKind.PRICE, TermKind.RATE) for term in ordered)
    leading = (TermKind.PRICE, TermKind.RATE, TermKind.TERM)
    head = tuple(term for term in ordered if has_price and term.kind in leading)
    return SpokenOffer(head=head, rest=tuple(term for term in ordered if term not in head))


def sort_terms(terms: Sequence[SpokenTerm]) -> tuple[SpokenTerm, ...]:
    """Terms in the order in which they are said."""
    leading = (TermKind.PRICE, TermKind.RATE, TermKind.TERM, TermKind.PAYMENT)
    first = sorted((t for t in terms if t.kind in leading), key=lambda t: _ORDER.index(t.kind))
    return (*first, *(t for t in terms if t.kind not in leading))


def _find_kind(name: str, value: Value, unit: str) -> TermKind:
    kind = kind_of_issue(name)
    if isinstance(value, Decimal):
        if unit.partition("/")[0] in MONEY and "/" in unit:
            return TermKind.RATE
        if kind == PRICE:
            return TermKind.PRICE
        if kind == TERM and unit and name.casefold() not in _DURATIONS:
            return TermKind.TERM
        if kind == PAYMENT and unit in ("", "days"):
            return TermKind.PAYMENT
        # `100 seats` are counted; of one word (`a term of 12`) it is said how much it is
        is_plural = name.endswith("s") and not name.endswith("ss")
        return TermKind.MEASURED if unit or not is_plural else TermKind.COUNTED
    word = value.casefold().strip()
    if word in _YES:
        return TermKind.YES
    if word in _NO:
        return TermKind.NO
    if word in _BEFORE or is_step_of_service(word):
        return TermKind.LEADING
    return TermKind.TRAILING
