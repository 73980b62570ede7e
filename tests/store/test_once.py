from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.coach.ports import DuplicateSubmission, ProcessedRequest, Store, VersionConflict
from bot.domain.totals import Totals
from tests.store.table import ACME, ANA, NOW, OTHER_TEAM, TEAM, acme, give, recorded

FIRST = ProcessedRequest(deal=ACME, seq=1)


def test_a_request_is_taken_once(store: Store) -> None:
    with store.work() as work:
        assert work.processed_request(TEAM, "trigger") is None
        work.take(TEAM, "trigger", FIRST, NOW)
    with pytest.raises(DuplicateSubmission), store.work() as work:
        work.take(TEAM, "trigger", ProcessedRequest(deal=ACME, seq=2), NOW)
    with store.reading() as work:
        assert work.processed_request(TEAM, "trigger") == FIRST
        assert work.processed_request(OTHER_TEAM, "trigger") is None


def test_the_loser_of_a_duplicate_can_still_see_the_winner(store: Store) -> None:
    with store.work() as work:
        work.take(TEAM, "trigger", FIRST, NOW)
    with store.work() as work:
        with pytest.raises(DuplicateSubmission):
            work.take(TEAM, "trigger", ProcessedRequest(deal=ACME, seq=2), NOW)
        assert work.processed_request(TEAM, "trigger") == FIRST


def test_a_request_that_failed_was_not_taken(store: Store) -> None:
    def fail() -> None:
        with store.work() as work:
            work.take(TEAM, "trigger", FIRST, NOW)
            work.save_deal(acme())

    with pytest.raises(VersionConflict):
        fail()
    with store.work() as work:
        work.take(TEAM, "trigger", FIRST, NOW)


def test_of_parallel_duplicates_one_is_recorded(store: Store) -> None:
    with store.work() as work:
        work.open_deal(acme(), None, ANA)

    def submit(_: int) -> ProcessedRequest:
        try:
            with store.work() as work:
                work.take(TEAM, "trigger", FIRST, NOW)
                work.append(acme(), recorded(1, give()), Totals())
                return FIRST
        except DuplicateSubmission:
            with store.reading() as work:
                taken = work.processed_request(TEAM, "trigger")
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
        assert work.processed_request(TEAM, "7 days ago") == FIRST
        assert work.processed_request(TEAM, "8 days ago") is None
