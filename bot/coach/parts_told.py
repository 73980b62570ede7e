"""How far they go towards an ask of ours, told as a figure alone: asked about with the ask that it may answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from bot.coach.actors import Actor
from bot.coach.context import DealSession, session_for_reading
from bot.coach.deeds import is_part_of_deed
from bot.coach.likeness import find_named, our_open_asks
from bot.coach.offer_changes import list_deal_offers
from bot.coach.plans import NEAR_PRICE
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.moves import Move
from bot.domain.worth import Figure
from bot.language.figures import read_number
from bot.language.told_parts import ToldPart

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
THOUSAND = 1000
LEAST_SHARE = Decimal("0.2")
"""What is smaller than that beside what was asked for is about something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfAsk:
    """The ask that a figure may answer, and what would come in its words."""

    deal: Deal
    ask: Move
    part: str


def find_part_told(
    actor: Actor, deal: DealId, told: ToldPart, *, services: Services
) -> PartOfAsk | None:
    """The one open ask of ours that wants more of the same than the figure says; None where none or several do, and
    where the figure may be a price."""
    with session_for_reading(services, actor, deal) as session:
        came = read_number(told.digits, actor.locale)
        asks = list(our_open_asks(session))
        if told.thing:
            named = find_named(told.thing, asks, actor.locale)
            asks = [named] if named is not None else []
        if came is None or (not told.thing and _may_be_price(session, came)):
            return None
        found = [
            PartOfAsk(deal=session.deal, ask=ask, part=_FIGURE.sub(told.digits, ask.what, count=1))
            for ask in asks
            if _is_near(ask, came, actor.locale)
        ]
        # Of some things less is more: a buyer asks for a low deposit.
        less = [each for each in found if is_part_of_deed(session, each.ask.what, each.part)]
        return less[0] if len(less) == 1 else None


def may_be_price(actor: Actor, deal: DealId, told: ToldPart, *, services: Services) -> bool:
    """Whether the figure that they go to, of nothing that is named, is about as large as a price on the table."""
    with session_for_reading(services, actor, deal) as session:
        came = read_number(told.digits, actor.locale)
        if came is None or told.thing:
            return False
        # People leave out the thousands: `23` of a deal of 22,000.
        return _may_be_price(session, came) or _may_be_price(session, came * THOUSAND)


def _is_near(ask: Move, came: Decimal, locale: str) -> bool:
    """Whether an ask names one figure, and another one of about that size."""
    figures = _FIGURE.findall(ask.what)
    wanted = read_number(figures[0], locale) if len(figures) == 1 else None
    return wanted is not None and wanted * LEAST_SHARE <= came <= wanted / LEAST_SHARE


def _may_be_price(session: DealSession, came: Decimal) -> bool:
    return any(price / NEAR_PRICE <= came <= price * NEAR_PRICE for price in _prices(session))


def _prices(session: DealSession) -> Iterable[Decimal]:
    """What the deal is about in money, and the prices that were put on the table."""
    size = session.deal.size
    if isinstance(size, Figure) and size.amount:
        yield size.amount
    for offer in list_deal_offers(session):
        yield from (
            value for value in offer.values.values() if isinstance(value, Decimal) and value
        )
