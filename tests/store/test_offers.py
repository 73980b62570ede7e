from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from bot.coach.ports.store import Store
from bot.domain.deals import Deal
from bot.domain.ids import THEM, ChannelId, DealId, OfferNo, PartyId
from bot.domain.offers import Offer, OfferReply, OfferState
from bot.domain.totals import Totals
from tests.store.table import ACME, ANA, TEAM, TODAY, acme, offer, recorded

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def opened(store: Store, *deals: Deal) -> None:
    with store.work() as work:
        for deal in deals or (acme(),):
            work.deals.insert(deal, C1, ANA)


def test_the_tick_finds_open_offers_past_their_last_day(store: Store) -> None:
    opened(store)
    standing_until = [replace(offer(n), until=TODAY - timedelta(days=1)) for n in (1, 2)]
    with store.work() as work:
        work.ledger.append_entry(
            acme(), replace(recorded(1), offers=(standing_until[0],)), Totals()
        )
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == [(TEAM, ACME)]
        assert list(work.ledger.list_lapsing_deals(TODAY - timedelta(days=1), 9)) == []
    with store.work() as work:
        over = replace(standing_until[0], state=OfferState.LAPSED, version=2)
        work.ledger.append_entry(acme(), replace(recorded(2), offers=(over,)), Totals())
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == []
        work.ledger.append_entry(
            acme(),
            replace(recorded(3), offers=(replace(standing_until[1], until=None),)),
            Totals(),
        )
        assert list(work.ledger.list_lapsing_deals(TODAY, 9)) == []


def test_offers_are_kept_as_they_stand_and_as_entries_told_them(store: Store) -> None:
    opened(store)
    first = replace(
        offer(1),
        alternatives=({"price": Decimal("90000.50")},),
        opened=frozenset({"price"}),
        options=frozenset({("support", "Gold")}),
        until=date(2026, 12, 1),
        rhythm="QBR",
        condition="signed by 30 Nov",
    )
    reply = OfferReply(by=PartyId(THEM), accepted=True, on=TODAY, after=OfferNo(1))
    answered = replace(first, state=OfferState.ACCEPTED, replies=(reply,), leaned=1, version=2)
    entries = (
        replace(recorded(1), offers=(first,)),
        replace(recorded(2), offers=(answered,), offers_before=(first,)),
        replace(recorded(3), offers=(offer(2, "80000"),)),
    )
    with store.work() as work:
        for entry in entries:
            work.ledger.append_entry(acme(), entry, Totals())
    with store.reading() as work:
        assert list(work.offers.list_in_deal(TEAM, ACME)) == [answered, offer(2, "80000")]
        assert list(work.ledger.list_entries(TEAM, ACME)) == list(entries)


def test_a_number_and_an_option_of_the_same_spelling_stay_apart(store: Store) -> None:
    opened(store)
    with store.work() as work:
        work.ledger.append_entry(acme(), replace(recorded(1), offers=(offer(1),)), Totals())
    with store.reading() as work:
        kept: Offer = work.offers.list_in_deal(TEAM, ACME)[0]
    assert kept.values == {"price": Decimal(95000), "car": "95000"}
