"""What is left after a purge, after a deal is removed and after a person was erased: every table is filled by what the
metadata say of its columns, so that a new table is in these tests without a line of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Integer, Table, Text

from bot.domain.deals import Role
from bot.domain.erasure import make_erased_id
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store import person_rows
from bot.store.engine import Database, connect
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.template import make_database

TEAM, DEAL, GONE_PERSON = TeamId("T0ZEBRA"), DealId("D0ZEBRA"), PersonId("U0ZEBRA7QX")
WORD = "zanzibar"
ONE = "x1"
"""The id of each row that has one, so that those that refer to each other do."""
OF_PEOPLE = frozenset({"person", "owner", "opened_by", "reader", "recipient", "installed_by"})
WITH_TEAM = [table for table in METADATA.sorted_tables if "team" in table.c]
OF_NO_DEAL = frozenset(
    {
        "people",
        "preferences",
        "pending_inputs",
        "digests",
        "tallies",
        "told_lines",
        "own_tradeables",
        "import_columns",
        "workspaces",
        "data_rules",
        "installations",
        "approval_rules",
        "audit_rows",
    }
)
"""Tables whose rows belong to a person or a workspace, and stay where one deal goes."""


def make_row(table: Table) -> dict[str, object]:
    """A row with words in every column that holds words, and a person in every one that names somebody."""
    row: dict[str, object] = {}
    for column in table.c:
        if column.name == "team":
            row[column.name] = TEAM
        elif column.name == "deal" or (table.name == "deals" and column.name == "id"):
            row[column.name] = DEAL
        elif table.name in person_rows.UNDER_THEIR_ID and column.name in ("id", "schedule"):
            row[column.name] = f"digest:{GONE_PERSON}:{ONE}" if table.name == "digests" else ONE
        elif table.name == "roles" and column.name == "role":
            row[column.name] = Role.OWNER.value
        elif column.name in OF_PEOPLE or (table.name == "people" and column.name == "id"):
            row[column.name] = GONE_PERSON
        elif isinstance(column.type, Boolean):
            row[column.name] = False
        elif isinstance(column.type, Integer):
            row[column.name] = 1
        elif isinstance(column.type, Text) and column.type is not table.c["team"].type:
            row[column.name] = f'{{"v":1,"body":["{WORD}","{GONE_PERSON}"]}}'
        else:
            row[column.name] = ONE
    return row


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A file with a row in every table of a workspace."""
    opened = connect(make_database(tmp_path / "giveget.db"), threads=1)
    with opened.engine.connect() as connection:
        for table in WITH_TEAM:
            connection.execute(table.insert().values(**make_row(table)))
        connection.commit()
    yield opened
    opened.close()


def rows_of(database: Database) -> dict[str, str]:
    """The rows of each table that has any, as one text."""
    with database.engine.connect() as connection:
        found = {table.name: connection.execute(table.select()).all() for table in WITH_TEAM}
    return {name: repr(rows) for name, rows in found.items() if rows}


def file_of(database: Database) -> bytes:
    """All that the database keeps in files."""
    path = Path(str(database.engine.url.database))
    SqlStore(database).wipe_deleted()
    files = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_a_purge_leaves_no_row_and_no_word(database: Database) -> None:
    assert set(rows_of(database)) == {table.name for table in WITH_TEAM}
    assert WORD.encode() in file_of(database)
    with SqlStore(database).work() as work:
        work.workspaces.purge(TEAM)
    assert rows_of(database) == {}
    left = file_of(database)
    for word in (WORD, TEAM, DEAL, GONE_PERSON):
        assert word.encode() not in left


def test_a_removed_deal_leaves_what_belongs_to_no_deal(database: Database) -> None:
    with SqlStore(database).work() as work:
        work.deals.remove(TEAM, DEAL)
    left = rows_of(database)
    assert set(left) == OF_NO_DEAL
    assert DEAL not in repr(left)
    assert DEAL.encode() not in file_of(database)


def test_an_erased_person_is_named_nowhere(database: Database) -> None:
    with SqlStore(database).work() as work:
        work.erasure.empty_drafts(TEAM, GONE_PERSON)
        work.erasure.delete_own_rows(TEAM, GONE_PERSON)
        work.erasure.replace_id(TEAM, GONE_PERSON, make_erased_id("0001"))
    left = rows_of(database)
    for name, rows in left.items():
        assert GONE_PERSON not in rows, name
    assert set(left) & set(person_rows.OF_ONE_PERSON) == {"roles", "audit_rows"}
    # Who owned a deal is a role, and whoever did something stands in the audit under the id of the erased.
    assert set(left) & set(person_rows.UNDER_THEIR_ID) == set()
    assert GONE_PERSON.encode() not in file_of(database)
