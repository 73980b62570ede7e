from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.coach.ports import AlreadyTaken, Once, Stale, Store
from bot.domain.standing import Standing
from tests.store.table import ACME, ANA, NOW, OTHER_TEAM, TEAM, acme, give, recorded

FIRST = Once(deal=ACME, seq=1)


def test_a_request_is_taken_once(store: Store) -> None:
    with store.work() as work:
        assert work.once(TEAM, "trigger") is None
        work.take(TEAM, "trigger", FIRST, NOW)
    with pytest.raises(AlreadyTaken), store.work() as work:
        work.take(TEAM, "trigger", Once(deal=ACME, seq=2), NOW)
    with store.reading() as work:
        assert work.once(TEAM, "trigger") == FIRST
        assert work.once(OTHER_TEAM, "trigger") is None


def test_the_loser_of_a_duplicate_can_still_see_the_winner(store: Store) -> None:
    with store.work() as work:
        work.take(TEAM, "trigger", FIRST, NOW)
    with store.work() as work:
        with pytest.raises(AlreadyTaken):
            work.take(TEAM, "trigger", Once(deal=ACME, seq=2), NOW)
        assert work.once(TEAM, "trigger") == FIRST


def test_a_request_that_failed_was_not_taken(store: Store) -> None:
    def fail() -> None:
        with store.work() as work:
            work.take(TEAM, "trigger", FIRST, NOW)
            work.save_deal(acme())

    with pytest.raises(Stale):
        fail()
    with store.work() as work:
        work.take(TEAM, "trigger", FIRST, NOW)


def test_of_parallel_duplicates_one_is_recorded(store: Store) -> None:
    with store.work() as work:
        work.open_deal(acme(), None, ANA)

    def submit(_: int) -> Once:
        try:
            with store.work() as work:
                work.take(TEAM, "trigger", FIRST, NOW)
                work.append(acme(), recorded(1, give()), Standing())
                return FIRST
        except AlreadyTaken:
            with store.reading() as work:
                taken = work.once(TEAM, "trigger")
                assert taken is not None
                return taken

    with ThreadPoolExecutor(4) as four:
        answers = list(four.map(submit, range(12)))
    assert answers == [FIRST] * 12
    with store.reading() as work:
        assert list(work.entries(TEAM, ACME)) == [recorded(1, give())]


def test_old_keys_are_forgotten(store: Store) -> None:
    with store.work() as work:
        for days in range(10):
            work.take(TEAM, f"{days} days ago", FIRST, NOW - timedelta(days=days))
        assert work.forget_taken(NOW - timedelta(days=7)) == 2
        assert work.forget_taken(NOW - timedelta(days=7)) == 0
        assert work.once(TEAM, "7 days ago") == FIRST
        assert work.once(TEAM, "8 days ago") is None
