"""What a purchase saves: its baseline less what was agreed, or what is offered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.deals import Deal
from bot.domain.ids import OfferNo, PartyId
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Plan
from bot.domain.walkaway import find_deal_amount
from bot.domain.wordings import WordingReader
from bot.domain.worth import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingRow:
    """What an offer of a supplier comes to. `saved` is the baseline less its amount, `above` its
    amount less the should-cost; both None where nobody can tell. Below 0 it costs more, or is below
    the should-cost."""

    party: PartyId
    offer: OfferNo
    amount: Decimal
    agreed: bool
    saved: Decimal | None = None
    above: Decimal | None = None


def measure_savings(
    plan: Plan, deal: Deal, offers: Sequence[Offer], wordings: WordingReader, today: date
) -> tuple[SavingRow, ...]:
    """What the latest offer that stands, or was agreed, of each supplier comes to."""
    baseline = _amount_of(plan.baseline, deal, today)
    should_cost = _amount_of(plan.should_cost, deal, today)
    rows = []
    for party in deal.parties:
        offer = _find_standing(offers, party.id)
        if offer is None:
            continue
        amount = find_deal_amount(offer.with_pick_first.values, deal, wordings)
        if amount is None:
            continue
        rows.append(
            SavingRow(
                party=party.id,
                offer=offer.no,
                amount=amount,
                agreed=offer.state is OfferState.ACCEPTED,
                saved=None if baseline is None else baseline - amount,
                above=None if should_cost is None else amount - should_cost,
            )
        )
    return tuple(rows)


def _amount_of(figure: Figure | None, deal: Deal, today: date) -> Decimal | None:
    return deal.yardstick.amount(figure, today)


def _find_standing(offers: Iterable[Offer], party: PartyId) -> Offer | None:
    """What was agreed with a supplier, whoever offered it; else their latest offer."""
    agreed, latest = None, None
    for offer in offers:
        is_yes = any(reply.by == party and reply.accepted for reply in offer.replies)
        if offer.state is OfferState.ACCEPTED and (offer.by == party or is_yes):
            agreed = offer
        if offer.by == party and offer.state not in (OfferState.VOID, OfferState.WITHDRAWN):
            latest = offer
    return agreed or latest
