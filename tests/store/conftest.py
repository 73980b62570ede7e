import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.coach.ports.store import Store
from bot.store.engine import Database, connect
from bot.store.migrate import upgrade
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.postgres import empty_database


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated and otherwise empty SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "giveget.db"
    database = connect(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """The URL of an SQLite file of the test's own."""
    return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'giveget.db')}"


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    database = connect(sqlite_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Database]:
    with empty_database(postgres_url) as url:
        database = connect(url)
        upgrade(database)
        yield database
        database.close()


@pytest.fixture
def postgres(migrated_postgres: Database) -> Database:
    """The server's database, emptied."""
    with migrated_postgres.engine.connect() as connection:
        connection.execute(text(f"TRUNCATE {', '.join(METADATA.tables)}"))
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
