from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.coach.ports.store import Store
from bot.store.engine import Database, connect
from bot.store.migrate import upgrade
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.postgres import empty_database
from tests.store.template import make_database

UNHURRIED = 60.0
"""Seconds in which even a busy machine lets go of a lock that somebody holds for a moment."""


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file of the test's own."""
    return make_database(tmp_path / "giveget.db")


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    database = connect(sqlite_url, patience=UNHURRIED)
    yield database
    database.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Database]:
    with empty_database(postgres_url) as url:
        database = connect(url, patience=UNHURRIED)
        upgrade(database)
        yield database
        database.close()


@pytest.fixture
def postgres(migrated_postgres: Database) -> Database:
    """The server's database, emptied."""
    # TRUNCATE makes new files for each table and index, which takes ten times as long as deleting a few rows.
    emptying = "; ".join(f"DELETE FROM {table.name}" for table in reversed(METADATA.sorted_tables))
    with migrated_postgres.engine.connect() as connection:
        connection.exec_driver_sql(emptying)
    return migrated_postgres


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database of either kind, empty."""
    found: Database = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> Store:
    """A store on either kind of database, empty."""
    return SqlStore(request.getfixturevalue(request.param))
