import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.domain.closing import CloseDecision, CloseStatus, Closing
from bot.domain.ids import ChannelId, CommitmentNo
from bot.domain.rhythms import Exits, Gate, Rhythm, RiskOccurrence
from bot.store.engine import Database
from bot.store.migrate import downgrade, upgrade
from bot.store.store import SqlStore
from tests.store.table import ACME, ANA, BEN, TEAM, TODAY, acme

FULL = Closing(
    decisions=(
        CloseDecision(
            key="move:3",
            said="reference call — one",
            status=CloseStatus.COMMITMENT,
            detail="their PM by 15 Jan",
            commitment=CommitmentNo(2),
            person=ANA,
            on=TODAY,
        ),
        CloseDecision(
            key="term:1:price", said="price 95", status=CloseStatus.CONTRACT, person=BEN, on=TODAY
        ),
    ),
    finished=TODAY,
    finished_by=BEN,
    review="ask for the reference earlier",
    version=1,
)


def opened(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), ChannelId("C1"), ANA)


def test_it_is_kept_version_by_version(store: Store) -> None:
    opened(store)
    with store.work() as work:
        assert work.closings.find(TEAM, ACME) is None
        work.closings.save(TEAM, ACME, FULL)
    later = replace(FULL, review="", version=2)
    with store.work() as work:
        assert work.closings.find(TEAM, ACME) == FULL
        work.closings.save(TEAM, ACME, later)
    with pytest.raises(VersionConflict), store.work() as work:
        work.closings.save(TEAM, ACME, later)
    with store.reading() as work:
        assert work.closings.find(TEAM, ACME) == later


def test_the_stored_form_is_read_as_it_was_written(sqlite: Database) -> None:
    opened(SqlStore(sqlite))
    decision = {
        "key": "move:3",
        "said": "reference call — one",
        "status": "commitment",
        "detail": "their PM by 15 Jan",
        "commitment": 2,
        "person": "U1",
        "on": "2026-11-23",
    }
    bare = {"key": "term:1:price", "said": "price 95", "status": "contract", "person": "U2"}
    body = {
        "decisions": [decision, bare | {"on": "2026-11-23"}],
        "finished": "2026-11-23",
        "finished_by": "U2",
        "review": "ask for the reference earlier",
    }
    with sqlite.engine.connect() as connection:
        connection.execute(
            text("INSERT INTO closings (team, deal, body, version) VALUES ('T1', 'D1', :body, 1)"),
            {"body": json.dumps({"v": 1, "body": body})},
        )
        connection.commit()
    with SqlStore(sqlite).reading() as work:
        assert work.closings.find(TEAM, ACME) == FULL


def test_the_way_back_and_up_again_works_with_a_close_in_it(sqlite: Database) -> None:
    store = SqlStore(sqlite)
    opened(store)
    with store.work() as work:
        work.closings.save(TEAM, ACME, FULL)
    downgrade(sqlite, "0022")
    upgrade(sqlite)
    with store.reading() as work:
        assert work.closings.find(TEAM, ACME) is None
        assert work.deals.find(TEAM, ACME) == acme()


def test_a_close_that_goes_on_is_found_again_after_the_migration(sqlite: Database) -> None:
    store = SqlStore(sqlite)
    opened(store)
    gate = Gate(what="one site", day=TODAY)
    happened = RiskOccurrence(when="outage", then="meet", on=TODAY, due=TODAY - timedelta(days=1))
    with store.work() as work:
        work.closings.save(TEAM, ACME, replace(FULL, finished=None))
        rhythm = Rhythm(gates=(Gate(), gate), occurrences=(happened,), version=1)
        work.rhythms.save(TEAM, ACME, rhythm)
    downgrade(sqlite, "0030")
    upgrade(sqlite)
    with store.reading() as work:
        closes = work.deal_lists.list_begun_closes(TEAM, ANA)
        dues = work.deal_lists.list_with_dues(TEAM, ANA, TODAY - timedelta(days=1))
    assert [closing for _, closing in closes.closes] == [replace(FULL, finished=None)]
    assert [each for _, each in dues.rhythms] == [rhythm]


@pytest.mark.parametrize(
    ("rhythm", "begun"),
    [
        (Rhythm(reminded=frozenset({ANA}), zone="Europe/Berlin", version=1), False),
        (Rhythm(gates=(Gate(), Gate()), exits=Exits(), version=1), False),
        (Rhythm(gates=(Gate(), Gate(passes="uptime is 99%")), version=1), True),
        (Rhythm(exits=Exits(reopen="volume halves"), version=1), True),
        (Rhythm(renewal=TODAY, version=1), True),
    ],
)
def test_a_rhythm_is_begun_after_the_migration_as_before(
    sqlite: Database, rhythm: Rhythm, *, begun: bool
) -> None:
    store = SqlStore(sqlite)
    opened(store)
    with store.work() as work:
        work.rhythms.save(TEAM, ACME, rhythm)
    statement = text("SELECT begun FROM rhythms")
    with sqlite.engine.connect() as connection:
        assert bool(connection.execute(statement).scalar()) is begun
    downgrade(sqlite, "0034")
    upgrade(sqlite)
    with sqlite.engine.connect() as connection:
        assert bool(connection.execute(statement).scalar()) is begun
