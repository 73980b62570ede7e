"""Deliveries of the webhook and its place in the feed, in every store."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coach.ports.store import Store
from bot.coach.records import EntryCursor, WebhookDelivery, WebhookState
from bot.domain.ids import DealId
from tests.store.table import ACME, ANA, NOW, TEAM, acme

GLOBEX = DealId("Z")
FIRST = WebhookDelivery(team=TEAM, deal=ACME, seq=1, id="a1", at=NOW)
SECOND = replace(FIRST, seq=2, id="a2")
OTHER = replace(FIRST, deal=GLOBEX, id="g1")


@pytest.fixture(autouse=True)
def deliveries(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.deals.insert(replace(acme(), id=GLOBEX), None, ANA)
        for delivery in (SECOND, FIRST, OTHER, FIRST):
            work.webhooks.insert(delivery)


def claim(store: Store, *, minutes: float = 0) -> WebhookDelivery | None:
    now = NOW + timedelta(minutes=minutes)
    with store.work() as work:
        return work.webhooks.claim_next(now, now + timedelta(minutes=1))


def settle(store: Store, delivery: WebhookDelivery, state: WebhookState, **wake: float) -> bool:
    moment = NOW + timedelta(**wake) if wake else None
    with store.work() as work:
        return work.webhooks.settle(replace(delivery, state=state), wake=moment)


def test_a_delivery_waits_for_the_one_before_it_in_its_deal(store: Store) -> None:
    first, other = claim(store), claim(store)
    assert first is not None
    assert other is not None
    assert (first.id, other.id) == ("a1", "g1")
    assert claim(store) is None
    assert settle(store, other, WebhookState.SENT)
    assert settle(store, first, WebhookState.PENDING, minutes=30)
    assert claim(store, minutes=29) is None
    again = claim(store, minutes=31)
    assert again is not None
    assert again.id == "a1"
    assert settle(store, again, WebhookState.DEAD)
    second = claim(store, minutes=31)
    assert second is not None
    assert second.id == "a2"


def test_a_claim_that_was_lost_settles_nothing(store: Store) -> None:
    first, other = claim(store), claim(store)
    assert first is not None
    assert other is not None
    settle(store, other, WebhookState.SENT)
    later = claim(store, minutes=2)
    assert later is not None
    assert (first.id, later.id) == ("a1", "a1")
    assert not settle(store, first, WebhookState.SENT)
    assert settle(store, later, WebhookState.SENT)
    assert not settle(store, later, WebhookState.SENT)


def test_dead_ones_are_listed_and_tried_again_and_sent_ones_forgotten(store: Store) -> None:
    first = claim(store)
    assert first is not None
    settle(store, replace(first, attempts=13, why="timeout"), WebhookState.DEAD)
    with store.work() as work:
        (dead,) = work.webhooks.list_by_state(WebhookState.DEAD, 5)
        assert (dead.id, dead.attempts, dead.why) == ("a1", 13, "timeout")
        assert work.webhooks.count_by_state() == {"dead": 1, "pending": 2}
        assert work.webhooks.retry("a1", NOW)
        assert not work.webhooks.retry("a1", NOW)
    again = claim(store)
    assert again is not None
    assert (again.id, again.attempts) == ("a1", 0)
    settle(store, again, WebhookState.SENT)
    with store.work() as work:
        assert work.webhooks.delete_sent_before(NOW + timedelta(days=1), 10) == 1
        assert work.webhooks.count_by_state() == {"pending": 2}


def test_its_place_in_the_feed_is_kept(store: Store) -> None:
    with store.work() as work:
        assert work.webhooks.find_cursor() is None
        assert work.webhooks.find_end() == EntryCursor("0")
        work.webhooks.save_cursor(EntryCursor("7"))
        work.webhooks.save_cursor(EntryCursor("9"))
    with store.reading() as work:
        assert work.webhooks.find_cursor() == EntryCursor("9")
