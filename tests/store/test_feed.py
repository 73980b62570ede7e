"""The feed of all teams' entries: in the order of commits, each entry once and none passed over."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.coach.ports.errors import UnknownCursor
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import EntryCursor, FeedEntry
from bot.domain.deals import Deal
from bot.domain.ids import DealId, TeamId
from bot.domain.totals import Totals
from bot.store.engine import Database
from bot.store.store import SqlStore
from tests.store.table import ACME, ANA, OTHER_TEAM, TEAM, acme, give, recorded

GLOBEX = DealId("D2")
Place = tuple[TeamId, DealId, int]


def open_deals(store: Store) -> None:
    with store.work() as work:
        for deal in (acme(), acme(deal=GLOBEX), acme(OTHER_TEAM)):
            work.deals.insert(deal, None, ANA)


def append(work: UnitOfWork, deal: Deal, seq: int) -> None:
    work.ledger.append_entry(deal, recorded(seq, give(seq)), Totals())


def commit(store: Store, deal: Deal, *seqs: int) -> None:
    for seq in seqs:
        with store.work() as work:
            append(work, deal, seq)


def places(feed: Sequence[FeedEntry]) -> list[Place]:
    return [(found.team, found.deal, found.entry.seq) for found in feed]


def read_on(store: Store, cursor: EntryCursor | None, limit: int = 99) -> Sequence[FeedEntry]:
    with store.reading() as work:
        return work.ledger.entries_since(cursor, limit)


def read_all(store: Store, limit: int) -> Iterator[Place]:
    """As a subscriber reads: so many at a time, from the last cursor it got."""
    cursor: EntryCursor | None = None
    while feed := read_on(store, cursor, limit):
        yield from places(feed)
        cursor = feed[-1].cursor


def test_entries_of_all_deals_come_in_the_order_of_their_commits(store: Store) -> None:
    open_deals(store)
    assert read_on(store, None) == []
    commit(store, acme(), 1)
    commit(store, acme(OTHER_TEAM), 1)
    commit(store, acme(deal=GLOBEX), 1)
    commit(store, acme(), 2)
    expected = [(TEAM, ACME, 1), (OTHER_TEAM, ACME, 1), (TEAM, GLOBEX, 1), (TEAM, ACME, 2)]
    assert places(read_on(store, None)) == expected
    for limit in (1, 2, 3):
        assert list(read_all(store, limit)) == expected
    assert read_on(store, None)[0].entry == recorded(1, give(1))


def test_one_team_gets_its_own_entries_alone(store: Store) -> None:
    open_deals(store)
    commit(store, acme(), 1)
    commit(store, acme(OTHER_TEAM), 1, 2)
    commit(store, acme(), 2)
    with store.reading() as work:
        first = work.ledger.entries_since(None, 1, team=TEAM)
        assert places(first) == [(TEAM, ACME, 1)]
        assert places(work.ledger.entries_since(first[0].cursor, 9, team=TEAM)) == [(TEAM, ACME, 2)]
        assert len(work.ledger.entries_since(None, 9, team=OTHER_TEAM)) == 2


def test_entries_of_one_transaction_stay_in_their_order(store: Store) -> None:
    open_deals(store)
    with store.work() as work:
        append(work, acme(), 1)
        append(work, acme(deal=GLOBEX), 1)
        append(work, acme(), 2)
        assert work.ledger.entries_since(None, 9) == []
    assert places(read_on(store, None)) == [(TEAM, ACME, 1), (TEAM, GLOBEX, 1), (TEAM, ACME, 2)]


def test_a_cursor_stays_good_whatever_happens_after_it(store: Store) -> None:
    open_deals(store)
    commit(store, acme(), 1, 2)
    cursor = read_on(store, None, 1)[0].cursor
    commit(store, acme(OTHER_TEAM), 1)
    with store.work() as work:
        work.workspaces.purge(OTHER_TEAM)
    commit(store, acme(), 3)
    assert places(read_on(store, cursor)) == [(TEAM, ACME, 2), (TEAM, ACME, 3)]


def test_after_a_purge_new_entries_come_after_every_cursor_there_was(store: Store) -> None:
    open_deals(store)
    commit(store, acme(), 1)
    commit(store, acme(OTHER_TEAM), 1, 2)
    cursor = read_on(store, None)[-1].cursor
    with store.work() as work:
        work.workspaces.purge(OTHER_TEAM)
    commit(store, acme(), 2)
    assert places(read_on(store, cursor)) == [(TEAM, ACME, 2)]


def test_what_was_rolled_back_leaves_no_gap_that_is_filled_later(store: Store) -> None:
    open_deals(store)

    def fail() -> None:
        with store.work() as work:
            append(work, acme(), 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    commit(store, acme(), 1)
    assert places(read_on(store, None)) == [(TEAM, ACME, 1)]


@pytest.mark.parametrize("cursor", ["99", "", "x", "-1", "1 OR 1=1"])
def test_a_cursor_of_somewhere_else_is_refused(store: Store, cursor: str) -> None:
    open_deals(store)
    commit(store, acme(), 1)
    with pytest.raises(UnknownCursor):
        read_on(store, EntryCursor(cursor))


@pytest.mark.postgres
def test_an_entry_written_first_and_committed_last_is_not_passed_over(postgres: Database) -> None:
    store = SqlStore(postgres)
    open_deals(store)
    written, go_on = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with store.work() as work:
            append(work, acme(), 1)
            written.set()
            go_on.wait(30)

    with ThreadPoolExecutor(1) as other:
        slow = other.submit(write_slowly)
        written.wait(30)
        commit(store, acme(OTHER_TEAM), 1)
        feed = read_on(store, None)
        assert places(feed) == [(OTHER_TEAM, ACME, 1)]
        go_on.set()
        slow.result()
    assert places(read_on(store, feed[-1].cursor)) == [(TEAM, ACME, 1)]


def test_a_subscriber_beside_many_writers_gets_each_entry_once_and_in_order(store: Store) -> None:
    deals = [acme(deal=DealId(f"D{n}")) for n in range(4)]
    with store.work() as work:
        for deal in deals:
            work.deals.insert(deal, None, ANA)
    each = 25
    writing = threading.Event()
    writing.set()
    seen: list[Place] = []

    def subscribe() -> None:
        cursor: EntryCursor | None = None
        while True:
            last_round = not writing.is_set()
            feed = read_on(store, cursor, 7)
            seen.extend(places(feed))
            cursor = feed[-1].cursor if feed else cursor
            if last_round and not feed:
                return

    with ThreadPoolExecutor(5) as threads:
        subscriber = threads.submit(subscribe)
        writers = [threads.submit(commit, store, deal, *range(1, each + 1)) for deal in deals]
        for writer in writers:
            writer.result()
        writing.clear()
        subscriber.result()
    assert len(seen) == len(set(seen)) == len(deals) * each
    for deal in deals:
        assert [seq for _, of, seq in seen if of == deal.id] == list(range(1, each + 1))
    assert seen == list(read_all(store, 99))
