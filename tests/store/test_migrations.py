import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from bot.store.engine import Database, connect
from bot.store.migrate import Dangling, downgrade, upgrade
from bot.store.schema import (
    MIGRATIONS,
    OLDEST_SERVABLE,
    SchemaState,
    list_revisions,
    load_schema_state,
)
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.table import ACME, ANA, TEAM, acme

ROOT = Path(__file__).parents[2]
HEAD = list_revisions()[-1]
ADDS = re.compile(r"\.(?:add_column|create_table)\(")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database in which there is nothing yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


def names(engine: Engine) -> set[str]:
    """The tables and indices there are."""
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
        "postgresql": "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace",
    }
    with engine.connect() as connection:
        return set(connection.execute(text(listed[engine.dialect.name])).scalars())


def test_migrations_go_up_and_down_and_up_again(empty_url: str) -> None:
    database = connect(empty_url)
    upgrade(database)
    there = names(database.engine)
    assert set(METADATA.tables) <= there
    downgrade(database, "base")
    assert names(database.engine) - {"alembic_version", "alembic_version_pkc"} == set()
    upgrade(database)
    assert names(database.engine) == there
    with SqlStore(database).work() as work:
        work.deals.insert(acme(), None, ANA)
    upgrade(database)
    with SqlStore(database).reading() as work:
        assert work.deals.find(TEAM, ACME) == acme()
    database.close()


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    with database.engine.connect() as connection:
        found = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), METADATA
        )
    assert found == []


def described(connection: Connection) -> set[str]:
    """Every table and index in SQLite's own words, without the ways of writing them down."""
    listed = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> 'alembic_version'"
    )
    # SQLite quotes the name of a table that was renamed, as one is that a migration copied.
    named = (
        re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", each) for each in listed.scalars()
    )
    return {re.sub(r"\s+", " ", statement) for statement in named}


def test_they_agree_in_what_alembic_does_not_compare(sqlite: Database, tmp_path: Path) -> None:
    straight = connect(f"sqlite:///{tmp_path / 'straight.db'}")
    METADATA.create_all(straight.engine)
    with sqlite.engine.connect() as migrated, straight.engine.connect() as made:
        assert described(migrated) == described(made)
    straight.close()


def test_migrations_are_numbered_in_their_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    history = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert history[::-1] == list_revisions() == [f"{n:04}" for n in range(1, len(history) + 1)]


def test_the_state_of_a_schema_says_whether_it_can_be_served(empty_url: str) -> None:
    database = connect(empty_url)
    empty = load_schema_state(database)
    assert empty == SchemaState(current=None, head=HEAD, behind=len(list_revisions()), newer=False)
    assert not empty.servable
    upgrade(database)
    assert load_schema_state(database) == SchemaState(
        current=HEAD, head=HEAD, behind=0, newer=False
    )
    assert load_schema_state(database).servable
    with database.engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = load_schema_state(database)
    assert (newer.current, newer.newer, newer.servable) == ("9999", True, False)
    database.close()


@pytest.mark.parametrize(("later", "servable"), [(-1, False), (0, True), (1, True)])
def test_tables_from_before_all_bodies_were_rewritten_are_not_served(
    later: int, servable: bool
) -> None:
    current = f"{int(OLDEST_SERVABLE) + later:04}"
    assert SchemaState(current=current, head=HEAD, behind=1, newer=False).servable is servable


def test_tables_without_a_column_that_the_program_reads_are_not_served() -> None:
    """What only makes something quicker, such as an index, may be missing."""
    adds = {
        path.name.split("_")[0]
        for path in (MIGRATIONS / "versions").glob("[0-9]*.py")
        if ADDS.search(path.read_text(encoding="utf-8").partition("def downgrade")[0])
    }
    assert max(adds) == OLDEST_SERVABLE


MIGRATE = """
import sys
from bot.store.engine import connect
from bot.store.migrate import upgrade
database = connect(sys.argv[1])
with database.engine.connect():
    print("ready", flush=True)
sys.stdin.readline()
upgrade(database)
"""


def test_three_programs_may_migrate_at_once(empty_url: str) -> None:
    command = [sys.executable, "-c", MIGRATE, empty_url]
    three = [
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for program in three:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in three:
        assert program.stdin is not None
        program.stdin.write("go\n")
        program.stdin.flush()
    for program in three:
        program.communicate(timeout=600)
    assert [program.returncode for program in three] == [0, 0, 0]
    database = connect(empty_url)
    assert load_schema_state(database).behind == 0
    database.close()


def test_a_migration_may_leave_no_row_that_refers_to_nothing(sqlite: Database) -> None:
    with sqlite.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("INSERT INTO ties VALUES ('T1', 'no such deal', 1, 2)")
        connection.invalidate()
    with pytest.raises(Dangling):
        upgrade(sqlite)


def test_alembics_own_command_line_finds_nothing_to_add() -> None:
    alembic = Path(sys.executable).with_name("alembic")
    done = subprocess.run(
        [alembic, "check"], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "No new upgrade operations detected.")
