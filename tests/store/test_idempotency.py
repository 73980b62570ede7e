from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.coach.ports.errors import DuplicateSubmission, VersionConflict
from bot.coach.ports.store import Store
from bot.coach.records import ProcessedRequest
from bot.domain.totals import Totals
from tests.store.table import ACME, ANA, NOW, OTHER_TEAM, TEAM, acme, give, recorded

FIRST = ProcessedRequest(deal=ACME, seq=1)


def test_a_request_is_taken_once(store: Store) -> None:
    with store.work() as work:
        assert work.keys.find_processed(TEAM, "trigger") is None
        work.keys.mark_processed(TEAM, "trigger", FIRST, NOW)
    with pytest.raises(DuplicateSubmission), store.work() as work:
        work.keys.mark_processed(TEAM, "trigger", ProcessedRequest(deal=ACME, seq=2), NOW)
    with store.reading() as work:
        assert work.keys.find_processed(TEAM, "trigger") == FIRST
        assert work.keys.find_processed(OTHER_TEAM, "trigger") is None


def test_the_loser_of_a_duplicate_can_still_see_the_winner(store: Store) -> None:
    with store.work() as work:
        work.keys.mark_processed(TEAM, "trigger", FIRST, NOW)
    with store.work() as work:
        with pytest.raises(DuplicateSubmission):
            work.keys.mark_processed(TEAM, "trigger", ProcessedRequest(deal=ACME, seq=2), NOW)
        assert work.keys.find_processed(TEAM, "trigger") == FIRST


def test_a_request_that_failed_was_not_taken(store: Store) -> None:
    def fail() -> None:
        with store.work() as work:
            work.keys.mark_processed(TEAM, "trigger", FIRST, NOW)
            work.deals.update(acme())

    with pytest.raises(VersionConflict):
        fail()
    with store.work() as work:
        work.keys.mark_processed(TEAM, "trigger", FIRST, NOW)


def test_of_parallel_duplicates_one_is_recorded(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)

    def submit(_: int) -> ProcessedRequest:
        try:
            with store.work() as work:
                work.keys.mark_processed(TEAM, "trigger", FIRST, NOW)
                work.ledger.append_entry(acme(), recorded(1, give()), Totals())
                return FIRST
        except DuplicateSubmission:
            with store.reading() as work:
                taken = work.keys.find_processed(TEAM, "trigger")
                assert taken is not None
                return taken

    with ThreadPoolExecutor(4) as four:
        answers = list(four.map(submit, range(12)))
    assert answers == [FIRST] * 12
    with store.reading() as work:
        assert list(work.ledger.list_entries(TEAM, ACME)) == [recorded(1, give())]


def test_old_keys_are_forgotten(store: Store) -> None:
    with store.work() as work:
        for days in range(10):
            work.keys.mark_processed(TEAM, f"{days} days ago", FIRST, NOW - timedelta(days=days))
        assert work.keys.delete_before(NOW - timedelta(days=7)) == 2
        assert work.keys.delete_before(NOW - timedelta(days=7)) == 0
        assert work.keys.find_processed(TEAM, "7 days ago") == FIRST
        assert work.keys.find_processed(TEAM, "8 days ago") is None
