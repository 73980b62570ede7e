"""Agreements: that a party accepted the deal's terms or signed, as part of the entry that says so."""

from collections.abc import Iterable
from dataclasses import replace

from bot.coach.context import DealSession, LedgerChange
from bot.domain.deals import Agreement
from bot.domain.ids import OfferNo, PartyId


def mark_agreed(
    session: DealSession,
    change: LedgerChange,
    parties: Iterable[PartyId] = (),
    *,
    offer: OfferNo | None = None,
) -> LedgerChange:
    """The change with it that these parties agreed today; without parties, everybody at the table did.

    It belongs to the same entry, so that undoing that takes the agreement back too. `offer` is the one that was
    accepted. A signature adds nothing where the party had accepted before: the terms of that offer stand.
    """
    agreed = {agreement.party: agreement for agreement in session.deal.agreed}
    for party in parties or [party.id for party in session.deal.parties]:
        if party not in agreed or offer is not None:
            agreed[party] = Agreement(party=party, on=session.by.today, offer=offer)
    lifecycle = replace(session.deal.lifecycle, agreed=tuple(agreed.values()))
    if lifecycle == session.deal.lifecycle:
        return change
    return replace(change, lifecycle=lifecycle)
