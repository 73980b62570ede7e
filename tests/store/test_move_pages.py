"""What is read of a long deal by index is what its whole ledger says, on either database."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.ports.store import Store
from bot.domain.ids import DealId, MoveNo, OfferNo
from bot.domain.ledger import Ledger, by_day
from bot.domain.moves import (
    COUNTED,
    EXCHANGED_STATES,
    MUTUAL_STATES,
    TELLING_STATES,
    Kind,
    Move,
    State,
)
from bot.domain.totals import compute_totals, open_move_numbers
from tests.store.table import ANA, BEN, TEAM, TODAY, acme
from tests.store.test_ledger import made_up, opened
from tests.strategies import entries

WEEK = TODAY - timedelta(days=7)


def is_mutual(ledger: Ledger, move: Move) -> bool:
    if move.state is State.GOODWILL:
        return bool(ledger.ties_of(move.no))
    return move.state in MUTUAL_STATES


def day_of_change(move: Move) -> tuple[date, MoveNo]:
    return move.settled or move.on, move.no


def check_pages(store: Store, ledger: Ledger, deal: DealId) -> None:
    """Holds each page to the whole ledger."""
    latest = sorted(ledger.moves.values(), key=lambda m: (m.on, m.no), reverse=True)
    with store.reading() as work:
        pages, key = work.move_pages, (TEAM, deal)
        for person in (ANA, BEN):
            seen = [m for m in latest if m.state is not State.DRAFT or m.person == person]
            assert pages.list_page(*key, person, skip=0, most=2) == seen[:2]
            assert pages.list_page(*key, person, skip=2, most=3) == seen[2:5]
        mutual = [m for m in latest if is_mutual(ledger, m)]
        assert pages.list_mutual(*key, 3) == mutual[:3]
        assert pages.count_not_mutual(*key) == len(latest) - len(mutual)
        for kind in (Kind.GIVE, Kind.GET):
            exchanged = [m for m in latest if m.kind is kind and m.state in EXCHANGED_STATES]
            assert pages.list_exchanged(*key, kind, 2) == exchanged[:2]
            assert pages.count_exchanged(*key, kind) == len(exchanged)
        changed = [m for m in latest if m.state in TELLING_STATES and day_of_change(m)[0] > WEEK]
        changed.sort(key=day_of_change, reverse=True)
        assert pages.list_latest_changes(*key, WEEK, 3) == changed[:3]
        gets = [m for m in ledger.moves.values() if m.kind is Kind.GET and m.state in COUNTED]
        without_cost = [get for get in gets if get.cost is None]
        last = max(without_cost, key=by_day, default=None)
        assert pages.find_last_get_without_cost(*key) == last
        of_offers = [m.no for m in ledger.moves.values() if m.offer is not None]
        assert pages.list_numbers_of_offers(*key) == sorted(of_offers)


@given(data=st.data())
@settings(made_up, max_examples=12)
def test_pages_read_by_index_are_those_of_the_whole_ledger(
    store: Store, data: st.DataObject
) -> None:
    deal = opened(store)
    ledger = Ledger(yardstick=acme().yardstick)
    for seq in range(1, 9):
        entry = data.draw(entries(ledger, seq))
        offers = st.sampled_from([None, OfferNo(1)])
        moves = tuple(replace(move, offer=data.draw(offers)) for move in entry.moves)
        entry = replace(entry, moves=moves)
        ledger = ledger.after(entry)
        totals, open_moves = compute_totals(ledger, TODAY), open_move_numbers(ledger, TODAY)
        with store.work() as work:
            work.ledger.append_entry(acme(deal=deal), entry, totals, open_moves)
        check_pages(store, ledger, deal)
