"""Closed deals that are deleted for their age, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

from bot.coach.ports.store import Store
from bot.domain.deals import DealOutcome, Side
from bot.domain.ids import ChannelId
from bot.domain.ledger import Verb
from bot.domain.retention import PlannedDeletion
from bot.domain.totals import Totals
from tests.store.table import ACME, ANA, NOW, OTHER_TEAM, TEAM, acme, give, recorded

PLANNED = PlannedDeletion(
    team=TEAM, deal=ACME, announced_on=date(2026, 11, 1), last_day=date(2026, 12, 1)
)


def fill(store: Store, outcome: DealOutcome = DealOutcome.LOST) -> None:
    """A closed deal in one team, an open one in another."""
    with store.work() as work:
        closed = replace(acme(TEAM), closed_at=NOW, outcome=outcome)
        work.deals.insert(closed, ChannelId("C1"), ANA)
        work.deals.insert(acme(OTHER_TEAM), ChannelId("C1"), ANA)
        entry = recorded(1, give(1, "a lantern"))
        work.ledger.append_entry(closed, entry, Totals(gives=1))


def test_closed_deals_are_found_until_they_are_announced(store: Store) -> None:
    fill(store)
    with store.work() as work:
        (found,) = work.retention.list_closed()
        assert (found.team, found.deal, found.side, found.closed_at) == (
            TEAM,
            ACME,
            Side.SELLING,
            NOW,
        )
        work.retention.save(PLANNED)
    with store.reading() as work:
        assert work.retention.list_closed() == []
        assert work.retention.list_planned() == [PLANNED]
        assert work.retention.find(TEAM, ACME) == PLANNED
        assert work.retention.find_last_days(TEAM, [ACME]) == {ACME: PLANNED.last_day}
        assert work.retention.find_last_days(OTHER_TEAM, [ACME]) == {}
        participations = work.deals.list_governed_participations(TEAM, [ANA])
        assert [each.deal.id for each in participations] == [ACME]


def test_one_that_was_deleted_by_its_owner_is_none_of_them(store: Store) -> None:
    fill(store, DealOutcome.DELETED)
    with store.reading() as work:
        assert work.retention.list_closed() == []


def test_the_last_end_is_the_last_time_that_somebody_closed_it(store: Store) -> None:
    fill(store)
    with store.work() as work:
        assert work.retention.find_last_end(TEAM, ACME) is None
        deal = work.deals.find(TEAM, ACME)
        assert deal is not None
        for seq in (2, 3):
            entry = replace(recorded(seq), verb=Verb.CLOSED, at=NOW + timedelta(days=seq))
            work.ledger.append_entry(deal, entry, Totals(gives=1))
        assert work.retention.find_last_end(TEAM, ACME) == NOW + timedelta(days=3)


def test_removing_a_deal_leaves_nothing_of_it_and_all_of_the_others(store: Store) -> None:
    fill(store)
    with store.work() as work:
        work.retention.save(PLANNED)
        work.deals.remove(TEAM, ACME)
    with store.reading() as work:
        assert work.retention.list_planned() == []
        assert work.deals.find(TEAM, ACME) is None
        assert work.deals.find(OTHER_TEAM, ACME) is not None


def test_taken_back_the_deal_is_found_again(store: Store) -> None:
    fill(store)
    with store.work() as work:
        work.retention.save(PLANNED)
        work.retention.delete(TEAM, ACME)
        assert len(work.retention.list_closed()) == 1
