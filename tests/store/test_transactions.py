import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.coach.ports.errors import DatabaseBusy
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import Mute, ProcessedRequest
from bot.domain.deals import Role
from bot.domain.ids import ChannelId, MoveNo
from bot.domain.totals import Totals
from bot.store.engine import (
    Damaged,
    Database,
    DatabaseUnreachable,
    Journal,
    NotAFile,
    choose_journal,
    connect,
)
from bot.store.schema import load_schema_state
from bot.store.session import ReadOnly
from bot.store.store import SqlStore
from tests.store.table import ACME, ANA, NOW, TEAM, acme, give, recorded


def test_nothing_is_kept_of_a_block_that_raises(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)

    def fail() -> None:
        with store.work() as work:
            work.ledger.append_entry(acme(), recorded(1, give()), Totals(gives=1))
            work.deals.update(replace(acme(), name="Globex", version=2))
            work.roles.save(TEAM, ACME, ANA, Role.NOBODY)
            work.cautions.set_muted(TEAM, ACME, Mute(person=ANA, rule="drip"), on=True)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading() as work:
        snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
        assert snapshot is not None
        assert (snapshot.deal, snapshot.entries, snapshot.totals) == (acme(), 0, Totals())
        assert (snapshot.role, snapshot.recent, snapshot.mutes) == (Role.OWNER, (), frozenset())


def test_a_block_sees_what_it_wrote_and_others_only_what_was_kept(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
    with store.work() as work:
        work.ledger.append_entry(acme(), recorded(1, give()), Totals())
        assert work.ledger.find_move(TEAM, ACME, MoveNo(1)) == give()
        with store.reading() as beside:
            assert beside.ledger.find_move(TEAM, ACME, MoveNo(1)) is None
    with store.reading() as work:
        assert work.ledger.find_move(TEAM, ACME, MoveNo(1)) == give()


WRITES: dict[str, Callable[[UnitOfWork], object]] = {
    "open_deal": lambda work: work.deals.insert(acme(), None, ANA),
    "append": lambda work: work.ledger.append_entry(acme(), recorded(1, give()), Totals()),
    "take": lambda work: work.keys.mark_processed(
        TEAM, "key", ProcessedRequest(deal=ACME, seq=1), NOW
    ),
    "claim": lambda work: work.outbox.claim_due(NOW, NOW, 1),
    "purge": lambda work: work.workspaces.purge(TEAM),
    "rebind": lambda work: work.deals.move_channel(TEAM, ChannelId("C1"), ChannelId("C2")),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_reading_cannot_write(store: Store, write: Callable[[UnitOfWork], object]) -> None:
    with pytest.raises(ReadOnly), store.reading() as work:
        write(work)


def test_parallel_moves_in_one_deal_all_count_once(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)

    def concede(_: int) -> None:
        with store.work() as work:
            snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
            assert snapshot is not None
            no = snapshot.totals.last + 1
            after = replace(snapshot.totals, last=MoveNo(no), gives=snapshot.totals.gives + 1)
            work.ledger.append_entry(snapshot.deal, recorded(snapshot.entries + 1, give(no)), after)

    with ThreadPoolExecutor(4) as four:
        list(four.map(concede, range(24)))
    with store.reading() as work:
        assert [entry.seq for entry in work.ledger.list_entries(TEAM, ACME)] == list(range(1, 25))
        assert sorted(work.ledger.load(TEAM, ACME).moves) == list(range(1, 25))
        assert work.ledger.load_totals(TEAM, ACME) == Totals(last=MoveNo(24), gives=24)


def test_whoever_waits_too_long_is_told_that_the_ledger_is_busy(
    database: Database,
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    hasty = connect(url, patience=0.2)
    store = SqlStore(hasty)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
    ready, done = threading.Event(), threading.Event()

    def sit_on_it() -> None:
        with store.work() as work:
            work.deals.find(TEAM, ACME)
            ready.set()
            done.wait(30)

    with ThreadPoolExecutor(1) as other:
        sitting = other.submit(sit_on_it)
        ready.wait(30)
        with pytest.raises(DatabaseBusy), store.work() as work:
            work.ledger.append_entry(acme(), recorded(1, give()), Totals())
        done.set()
        sitting.result()
    with SqlStore(database).work() as work:
        work.ledger.append_entry(acme(), recorded(1, give()), Totals())
    hasty.close()


def test_another_program_at_work_in_the_file_makes_it_busy(
    sqlite: Database, sqlite_url: str
) -> None:
    hasty = SqlStore(connect(sqlite_url, patience=0.05))
    with SqlStore(sqlite).work() as work:
        work.deals.insert(acme(), None, ANA)
        with pytest.raises(DatabaseBusy), hasty.work():
            pass
    with hasty.work() as work:
        assert work.deals.find(TEAM, ACME) == acme()


OTHERS = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"


@pytest.mark.postgres
def test_connections_that_a_restarted_server_dropped_are_replaced(postgres: Database) -> None:
    store = SqlStore(postgres)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
    with postgres.engine.connect() as connection:
        connection.execute(text(f"SELECT pg_terminate_backend(pid) {OTHERS}"))
    with store.work() as work:
        assert work.deals.find(TEAM, ACME) == acme()


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_busy_for_a_request_and_unreachable_for_the_operator() -> (
    None
):
    database = connect("postgresql+psycopg://nobody@/nowhere?host=/nonexistent")
    with pytest.raises(DatabaseUnreachable):
        load_schema_state(database)
    with pytest.raises(DatabaseBusy), SqlStore(database).work():
        pass


@pytest.mark.parametrize("journal", list(Journal))
def test_either_journal_can_be_chosen(sqlite_url: str, journal: Journal) -> None:
    database = connect(sqlite_url, journal=journal)
    with database.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    synchronous = {Journal.WAL: 2, Journal.DELETE: 3}[journal]
    assert found == {
        "journal_mode": journal,
        "synchronous": synchronous,
        "foreign_keys": 1,
        "busy_timeout": 1000,
    }
    store = SqlStore(database)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        with store.reading() as beside:
            assert beside.deals.find(TEAM, ACME) is None
    database.close()


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), Journal.DELETE),
        ((3, 44, 5), Journal.DELETE),
        ((3, 44, 6), Journal.WAL),
        ((3, 45, 0), Journal.DELETE),
        ((3, 50, 6), Journal.DELETE),
        ((3, 50, 7), Journal.WAL),
        ((3, 51, 0), Journal.DELETE),
        ((3, 51, 2), Journal.DELETE),
        ((3, 51, 3), Journal.WAL),
        ((3, 52, 0), Journal.WAL),
    ],
)
def test_wal_is_chosen_only_where_it_is_safe(version: tuple[int, ...], journal: Journal) -> None:
    assert choose_journal(version) is journal


def test_a_damaged_file_is_found_at_the_start(
    tmp_path: Path, sqlite: Database, sqlite_url: str
) -> None:
    store = SqlStore(sqlite)
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, *(give(no) for no in range(1, 400))), Totals())
    sqlite.close()
    path = tmp_path / "giveget.db"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * 8192 + whole[len(whole) // 2 + 8192 :])
    with pytest.raises(Damaged):
        connect(sqlite_url)


def test_a_file_that_is_no_database_is_found_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Acme wants 15 % off.\n" * 100)
    with pytest.raises(Damaged):
        connect(f"sqlite:///{tmp_path / 'notes.db'}")


def test_a_folder_that_is_not_there_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnreachable):
        connect(f"sqlite:///{tmp_path / 'missing' / 'giveget.db'}")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_would_vanish_is_refused(url: str) -> None:
    with pytest.raises(NotAFile):
        connect(url)


def test_a_moment_of_any_zone_comes_back_as_the_same_moment(store: Store) -> None:
    cairo = NOW.astimezone().replace(microsecond=1)
    with store.work() as work:
        work.deals.insert(replace(acme(), opened_at=cairo), None, ANA)
        found = work.deals.find(TEAM, ACME)
    assert found is not None
    assert found.opened_at - NOW == timedelta(microseconds=1)
