import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import MetaData, text

from bot.coach.ports.store import Store
from bot.domain.commitments import (
    Commitment,
    CommitmentOrigin,
    CommitmentSide,
    CommitmentState,
)
from bot.domain.ids import ChannelId, CommitmentNo, DealId, MoveNo
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import State
from bot.domain.totals import Totals
from bot.store.deals import DEAL
from bot.store.engine import Database, connect
from bot.store.migrate import downgrade, upgrade
from bot.store.move_groups import MOVE
from bot.store.store import SqlStore
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, TODAY, acme, get

FULL = Commitment(
    no=CommitmentNo(1),
    side=CommitmentSide.OURS,
    what="deliver onboarding — all of it",
    at=NOW,
    person=BEN,
    owner=ANA,
    role="their project lead",
    due=TODAY,
    where="MSA 4.2",
    state=CommitmentState.WAIVED,
    proof="they do without it",
    origin=CommitmentOrigin.CLOSE,
    source=MoveNo(3),
    settled=TODAY,
    typed="we deliver onboarding",
    version=3,
)
PLAIN = Commitment(no=CommitmentNo(2), side=CommitmentSide.THEIRS, what="pay", at=NOW, person=ANA)
ENTRY = Entry(
    seq=1,
    at=NOW,
    person=BEN,
    verb=Verb.WAIVED,
    commitments=(FULL, PLAIN),
    commitments_before=(replace(FULL, state=CommitmentState.OPEN, settled=None, version=2),),
)
PILOT = DealId("D2")


def test_an_entry_writes_its_commitments_and_keeps_how_they_stood(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), ChannelId("C1"), ANA)
        work.ledger.append_entry(acme(), ENTRY, Totals())
    with store.reading() as work:
        assert work.commitments.list_in_deal(TEAM, ACME) == [FULL, PLAIN]
        assert work.ledger.find_entry(TEAM, ACME, 1) == ENTRY
    done = replace(PLAIN, state=CommitmentState.DELIVERED, version=2)
    with store.work() as work:
        work.ledger.append_entry(acme(), replace(ENTRY, seq=2, commitments=(done,)), Totals())
    with store.reading() as work:
        assert work.commitments.list_in_deal(TEAM, ACME) == [FULL, done]


def test_open_ones_are_found_by_deal(store: Store) -> None:
    pilot = acme(deal=PILOT)
    with store.work() as work:
        for deal in (acme(), pilot):
            work.deals.insert(deal, ChannelId("C1"), ANA)
        work.ledger.append_entry(acme(), ENTRY, Totals())
        work.ledger.append_entry(pilot, replace(ENTRY, commitments=(FULL,)), Totals())
    with store.reading() as work:
        found = work.commitments.list_open_in_deals(TEAM, [ACME, PILOT])
    assert dict(found) == {ACME: [PLAIN]}


def test_the_stored_form_is_read_as_it_was_written(sqlite: Database) -> None:
    with SqlStore(sqlite).work() as work:
        work.deals.insert(acme(), None, ANA)
    body = {"what": "pay", "at": "2026-11-23T09:00:00.000000+00:00", "person": "U1"}
    with sqlite.engine.connect() as connection:
        connection.execute(
            text(
                "INSERT INTO commitments (team, deal, no, side, state, due, owner, body, version)"
                " VALUES ('T1', 'D1', 2, 'theirs', 'open', NULL, NULL, :body, 1)"
            ),
            {"body": json.dumps({"v": 1, "body": body})},
        )
        connection.commit()
    with SqlStore(sqlite).reading() as work:
        assert work.commitments.list_in_deal(TEAM, ACME) == [PLAIN]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def at_0017(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of before commitments were kept: a promised get, and one that has come."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'earlier.db'}"
    else:
        url = str(request.getfixturevalue("empty_postgres_url"))
    database = connect(url)
    upgrade(database, "0017")
    # As that version wrote them: columns that came later are not there yet.
    of_deal = DEAL.dump(acme()) | {"entries": 0}
    promised = replace(get(1), state=State.PROMISED, due=TODAY)
    with database.engine.connect() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        deals, moves = metadata.tables["deals"], metadata.tables["moves"]
        known = {name: held for name, held in of_deal.items() if name in deals.c}
        connection.execute(deals.insert().values(**known))
        for move in (promised, get(2)):
            row = {"team": TEAM, "deal": ACME, **MOVE.dump(move)}
            row |= {"open": True, "since": move.on.isoformat()}
            known = {name: held for name, held in row.items() if name in moves.c}
            connection.execute(moves.insert().values(**known))
        connection.commit()
    yield database
    database.close()


def test_promised_gets_of_before_become_commitments_and_survive_the_way_back(
    at_0017: Database,
) -> None:
    upgrade(at_0017)
    store = SqlStore(at_0017)
    promised = Commitment(
        no=CommitmentNo(1),
        side=CommitmentSide.THEIRS,
        what="reference call",
        at=NOW,
        person=ANA,
        due=TODAY,
        origin=CommitmentOrigin.GET,
        source=MoveNo(1),
    )
    delivered = replace(
        promised, state=CommitmentState.DELIVERED, proof="the minutes", settled=TODAY, version=2
    )
    with store.work() as work:
        assert work.commitments.list_in_deal(TEAM, ACME) == [promised]
        entry = replace(
            ENTRY, seq=1, commitments=(delivered, PLAIN), commitments_before=(promised,)
        )
        work.ledger.append_entry(acme(), entry, Totals())
    downgrade(at_0017, "0017")
    upgrade(at_0017)
    with store.reading() as work:
        assert work.commitments.list_in_deal(TEAM, ACME) == [delivered, PLAIN]
        entry_of_then = work.ledger.find_entry(TEAM, ACME, 1)
    assert entry_of_then is not None
    assert entry_of_then.commitments == (delivered, PLAIN)
