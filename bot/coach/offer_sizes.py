"""A bare price that is a thousandth of what is talked about: `21.5` after 21,000 is asked about first."""

from dataclasses import replace
from decimal import Decimal

from bot.coach.answers.offers import ThousandsAsked
from bot.coach.context import DealSession
from bot.coach.offer_changes import list_deal_offers
from bot.coach.requests.offers import RecordOffer
from bot.domain.issues import Bundle, Issue, Value
from bot.domain.offers import list_valid_offers
from bot.language.issue_names import PRICE, kind_of_issue

_CENTS = -2
_THOUSAND = Decimal(1000)
_MULTIPLES = (_THOUSAND, Decimal(1_000_000))
_LEAST, _MOST = Decimal("0.5"), Decimal(2)
"""How many times the deal's size, or the last offer, a price in thousands is at least and at most."""


def ask_about_thousands(session: DealSession, request: RecordOffer) -> ThousandsAsked | None:
    """The question whether a bare price was meant in thousands, or in millions; None where the price is of the size of
    the deal, where nobody knows that size, or where offers before it were as small."""
    for name in request.bare_prices:
        value = request.values.get(name)
        if not isinstance(value, Decimal):
            continue
        multiple = _find_multiple(session, name, value)
        if multiple is None:
            continue
        issue = session.deal.find_issue(name) or Issue(name=name)
        return ThousandsAsked(
            deal=session.deal,
            issue=replace(issue, unit=issue.unit or session.deal.unit),
            value=value,
            in_thousands=_multiply(value, multiple),
            key=request.once,
            typed=request.typed,
        )
    return None


def _find_multiple(session: DealSession, name: str, value: Decimal) -> Decimal | None:
    """By what a price has to be multiplied to be of the size of the deal; None where it is so already, or never."""
    exponent = value.as_tuple().exponent
    if not 0 < value < _THOUSAND or (isinstance(exponent, int) and exponent <= _CENTS):
        # `5.80` is a price to the cent.
        return None
    known = _list_known_amounts(session, name)
    if any(_is_alike(value, amount) for amount in known):
        return None
    for multiple in _MULTIPLES:
        if any(_is_alike(value * multiple, amount) for amount in known):
            return multiple
    return None


def _list_known_amounts(session: DealSession, name: str) -> list[Decimal]:
    """How much the deal is about, and what offers said last under the same name."""
    deal = session.deal
    amounts = []
    if deal.size is not None and deal.size.unit == deal.unit:
        amounts.append(deal.size.amount)
    last: dict[str, Value] = {}
    for offer in list_valid_offers(list_deal_offers(session)):
        if name in offer.values:
            last[offer.by] = offer.values[name]
    amounts.extend(value for value in last.values() if isinstance(value, Decimal))
    return amounts


def _is_alike(value: Decimal, amount: Decimal) -> bool:
    return amount * _LEAST <= value <= amount * _MOST


def multiply_price(session: DealSession, order: RecordOffer) -> RecordOffer:
    """The offer with its small prices as large as they were meant."""
    bundles = [_multiply_prices(session, bundle) for bundle in (order.values, *order.alternatives)]
    return replace(order, values=bundles[0], alternatives=tuple(bundles[1:]))


def _multiply_prices(session: DealSession, bundle: Bundle) -> dict[str, Value]:
    values: dict[str, Value] = dict(bundle)
    for name, value in bundle.items():
        if kind_of_issue(name) != PRICE or not isinstance(value, Decimal):
            continue
        if 0 < value < _THOUSAND:
            # A price of the size that is talked about is as large as it was typed.
            values[name] = _multiply(value, _find_multiple(session, name, value) or Decimal(1))
    return values


def _multiply(value: Decimal, multiple: Decimal) -> Decimal:
    large = value * multiple
    return large.quantize(Decimal(1)) if large == large.to_integral_value() else large
