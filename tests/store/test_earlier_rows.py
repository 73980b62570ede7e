"""Rows that earlier versions wrote, read by this one after the migrations.

`earlier/0006.json` holds rows of every table as they were at that migration: with every field set (T1),
with nothing in a body that could be left out (T2), and with figures of every form and words that were
once composed in English (T3).
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import MetaData

from bot.domain.deals import Party, Yardstick
from bot.domain.ids import THEM, DealId, MoveNo, OfferNo, PartyId, TeamId
from bot.domain.issues import Issue
from bot.domain.moves import Increase
from bot.domain.plans import Plan
from bot.domain.policy import Policy
from bot.domain.rhythms import Rhythm
from bot.domain.totals import Totals
from bot.domain.worth import Figure, Size
from bot.store.engine import Database, connect
from bot.store.migrate import downgrade, upgrade
from bot.store.plans import EARLIER_SEALED
from bot.store.resealing import reseal_all
from bot.store.seals import Keys
from bot.store.store import SqlStore
from tests.store import rich
from tests.store.table import ACME, ANA, TEAM, TODAY

EARLIER = Path(__file__).parent / "earlier"
PLAIN, PLAIN_DEAL = TeamId("T2"), DealId("D2")
WORDS, WORDS_DEAL = TeamId("T3"), DealId("D3")
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def at_0006(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database as an earlier version left it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'earlier.db'}"
    else:
        url = str(request.getfixturevalue("empty_postgres_url"))
    database = connect(url)
    upgrade(database, "0006")
    insert(database, json.loads((EARLIER / "0006.json").read_text(encoding="utf-8")))
    yield database
    database.close()


def insert(database: Database, rows: Rows) -> None:
    with database.engine.connect() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            for row in rows.get(table.name, []):
                connection.execute(table.insert().values(**row))
        connection.commit()


def rows_of(database: Database) -> Rows:
    """Every row of every table, bodies as what they say."""
    with database.engine.connect() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        return {
            table.name: sorted(
                ({name: parsed(held) for name, held in row.items()} for row in found), key=str
            )
            for table in metadata.sorted_tables
            for found in [connection.execute(table.select()).mappings()]
        }


def parsed(held: object) -> object:
    if isinstance(held, str) and held.startswith(("{", "[")):
        return json.loads(held)
    return held


def test_rows_with_everything_in_them_are_read_as_they_were_written(at_0006: Database) -> None:
    upgrade(at_0006)
    store = SqlStore(at_0006)
    with store.reading() as work:
        rich.check(work)
    with store.work() as work:
        rich.check_pending(work)


def test_what_a_body_left_out_is_what_it_is_without_it(at_0006: Database) -> None:
    upgrade(at_0006)
    with SqlStore(at_0006).reading() as work:
        deal = work.deals.find(PLAIN, PLAIN_DEAL)
        assert deal is not None
        assert deal.yardstick == Yardstick(unit="EUR")
        assert deal.parties == (Party(id=PartyId(THEM), name=""),)
        assert (deal.issues, deal.policy) == ((Issue(name="term"),), Policy())
        assert work.ledger.load_totals(PLAIN, PLAIN_DEAL) == Totals(last=MoveNo(1))
        (entry,) = work.ledger.list_entries(PLAIN, PLAIN_DEAL)
        assert entry.moves == tuple(work.ledger.load(PLAIN, PLAIN_DEAL).moves.values())
        assert entry.offers == tuple(work.offers.list_in_deal(PLAIN, PLAIN_DEAL))
        assert entry.offers[0].values == {"price": Decimal(95000), "car": "95000"}
        assert work.plans.find(PLAIN, PLAIN_DEAL) == Plan()
        assert work.rhythms.find(PLAIN, PLAIN_DEAL) == Rhythm(version=2)
        (checkin,) = work.rhythms.list_checkins(PLAIN, PLAIN_DEAL)
        assert (checkin.of, checkin.day, checkin.owner) == (TODAY, TODAY, None)
        workspace = work.workspaces.find(PLAIN)
        assert workspace is not None
        assert workspace.policy == Policy()
        digest = work.digests.find(PLAIN, "d")
        assert digest is not None
        assert (digest.day, digest.lines) == (TODAY, ())
        assert work.preferences.find_many(PLAIN, [ANA])[ANA].quiet == frozenset()


def eur(amount: str) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR")


FIGURES = [
    Size.XL,
    eur("12000"),
    replace(eur("12000.50"), estimate=True),
    Figure.between(Decimal(10000), Decimal(15000), "EUR"),
    Figure(amount=Decimal(20), unit="pts"),
    Figure(amount=Decimal(20)),
    eur("-0.1"),
    replace(eur("7"), estimate=True, low=Decimal(1), high=Decimal(9)),
    Figure(amount=Decimal(7), low=Decimal("0.5")),
    replace(eur("7"), high=Decimal(9)),
]


def test_figures_of_every_form_are_read(at_0006: Database) -> None:
    upgrade(at_0006)
    with SqlStore(at_0006).reading() as work:
        deal = work.deals.find(WORDS, WORDS_DEAL)
        assert deal is not None
        assert deal.size == Figure(amount=Decimal(240000), unit="EUR", estimate=True)
        assert deal.policy == Policy(small_share=Decimal("0.05"), speaking=frozenset())
        moves = work.ledger.load(WORDS, WORDS_DEAL).moves
        assert [moves[MoveNo(no)].cost for no in range(11, 21)] == FIGURES
        entry = work.ledger.find_entry(WORDS, WORDS_DEAL, 2)
        assert entry is not None
        assert [move.cost for move in entry.moves] == FIGURES
        entry = work.ledger.find_entry(WORDS, WORDS_DEAL, 1)
        assert entry is not None
        assert (entry.before[0].cost, entry.before[0].worth) == (FIGURES[7], Size.M)


def test_english_words_in_what_was_given_become_increases(at_0006: Database) -> None:
    upgrade(at_0006)
    with SqlStore(at_0006).reading() as work:
        moves = list(work.ledger.load(WORDS, WORDS_DEAL).moves.values())[:4]
        entry = work.ledger.find_entry(WORDS, WORDS_DEAL, 1)
    assert [(move.what, move.increase) for move in moves] == [
        ("12% Rabatt", Increase(step=Decimal(2), unit="%")),
        ("14% Rabatt", Increase()),
        ("3.5 months support", Increase(step=Decimal("0.5"), unit="months")),
        ("training more", None),
    ]
    assert entry is not None
    assert list(entry.moves) == moves
    assert entry.before[0].what == "12% Rabatt"


def test_the_way_back_leaves_what_the_earlier_version_reads(at_0006: Database) -> None:
    upgrade(at_0006)
    with SqlStore(at_0006).work() as work:
        saved = work.ledger.find_entry(TEAM, ACME, 1)
        assert saved is not None
        work.ledger.append_entry(rich.DEAL, replace(saved, seq=3), rich.TOTALS)
    downgrade(at_0006, "0006")
    back = rows_of(at_0006)
    assert back["entries"][-1]["body"] != {}
    upgrade(at_0006)
    with SqlStore(at_0006).reading() as work:
        assert work.ledger.find_entry(TEAM, ACME, 3) == replace(saved, seq=3)
        assert work.plans.find(TEAM, ACME) == rich.PLAN
        assert work.rhythms.find(TEAM, ACME) == rich.RHYTHM
        assert work.deals.find(TEAM, ACME) == replace(rich.DEAL, version=2)
        assert work.preferences.find_many(TEAM, [ANA]) == {ANA: rich.PREFERENCES}
    with SqlStore(at_0006).work() as work:
        rich.check_pending(work)


def test_an_earlier_release_finds_the_readings_that_count(at_0006: Database) -> None:
    upgrade(at_0006)
    right = replace(rich.READING, no=2, value=Decimal("99.9"), corrects=1)
    wrong = replace(rich.READING, no=3, value=Decimal(9))
    gone = replace(wrong, no=4, corrects=3, withdrawn=True)
    with SqlStore(at_0006).work() as work:
        for reading in (right, wrong, gone):
            work.rhythms.insert_reading(TEAM, ACME, reading)
        work.rhythms.take_back_firing(TEAM, ACME, rich.FIRING.reading, by=2)
    downgrade(at_0006, "0019")
    upgrade(at_0006)
    with SqlStore(at_0006).reading() as work:
        assert list(work.rhythms.list_readings(TEAM, ACME)) == [replace(right, corrects=None)]
        assert list(work.rhythms.list_firings(TEAM, ACME)) == []


def test_up_and_down_again_changes_no_row_but_the_words(at_0006: Database) -> None:
    before = rows_of(at_0006)
    upgrade(at_0006)
    downgrade(at_0006, "0006")
    back = rows_of(at_0006)
    assert back.keys() == before.keys()
    for table, rows in before.items():
        if table not in DEFAULTS_FILLED:
            assert back[table] == rows, table


DEFAULTS_FILLED = {
    "alembic_version",
    "waiting",
    "deals",
    "moves",
    "entries",
    "offers",
    "checkins",
    "rhythms",
}
"""What was left out in T2 may be written out afterwards, and what was written out be left out. Of what
waits only command lines still know their channel, which the others never needed."""


def test_a_plan_sealed_before_bodies_had_versions_is_read_and_saved(at_0006: Database) -> None:
    key = Fernet.generate_key().decode()
    seal = Keys([key])
    with at_0006.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT body FROM plans WHERE team = 'T1'").scalar_one()
        # As releases sealed before texts were bound to their places.
        sealed = EARLIER_SEALED + Fernet(key).encrypt(found.encode()).decode()
        connection.exec_driver_sql(f"UPDATE plans SET body = '{sealed}' WHERE team = 'T1'")
        connection.commit()
    upgrade(at_0006)
    reseal_all(at_0006, seal)
    store = SqlStore(at_0006, seal)
    with store.work() as work:
        plan = work.plans.find(TEAM, ACME)
        assert plan == rich.PLAN
        work.plans.save(TEAM, ACME, replace(plan, hint="", version=2))
    with store.reading() as work:
        assert work.plans.find(TEAM, ACME) == replace(rich.PLAN, hint="", version=2)


def test_entries_of_before_have_their_place_in_the_feed(at_0006: Database) -> None:
    upgrade(at_0006)
    with SqlStore(at_0006).reading() as work:
        feed = work.ledger.entries_since(None, 99)
        assert {(found.team, found.entry.seq) for found in feed} == {
            (TEAM, 1),
            (TEAM, 2),
            (PLAIN, 1),
            (WORDS, 1),
            (WORDS, 2),
        }
        assert work.ledger.entries_since(feed[-1].cursor, 99) == []
        assert OfferNo(1) in {offer.no for found in feed for offer in found.entry.offers}
