"""Backing up and putting back, as an operator does it, each step in a process of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import CompletedProcess
from threading import Event, Thread

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.store.engine import Journal, connect
from bot.store.store import SqlStore
from tests.faults.programs import running
from tests.operations.running import run
from tests.store.table import ANA, acme
from tests.store.template import make_database

SAVED = "saved.db"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a database that holds one deal."""
    put(tmp_path / "giveget.db", deal=True)
    return tmp_path


def put(path: Path, *, deal: bool) -> None:
    database = connect(make_database(path), threads=1)
    if deal:
        with SqlStore(database).work() as work:
            work.deals.insert(acme(), None, ANA)
    database.close()


def deals(path: Path) -> int:
    database = connect(f"sqlite:///{path}", threads=1)
    try:
        with SqlStore(database).reading() as work:
            return len(list(work.deals.list_all()))
    finally:
        database.close()


def told(done: CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    return line


def test_a_backup_is_restored_where_there_is_nothing_yet(folder: Path) -> None:
    done = run(folder, "backup", SAVED)
    assert (done.returncode, done.stdout) == (0, f"Backed up to {SAVED}; the copy is whole.\n")
    (folder / "giveget.db").unlink()
    done = run(folder, "restore", SAVED)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Restored from {SAVED}.\n", "")
    assert deals(folder / "giveget.db") == 1


def test_a_backup_is_readable_by_its_owner_alone_and_never_replaces_another(folder: Path) -> None:
    run(folder, "backup", SAVED)
    assert (folder / SAVED).stat().st_mode & 0o777 == 0o600
    before = (folder / SAVED).read_bytes()
    assert told(run(folder, "backup", SAVED)).startswith("giveget: That file exists already.")
    assert (folder / SAVED).read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.name.endswith(".part")] == []


@contextmanager
def writing(path: Path, journal: Journal) -> Iterator[None]:
    """Somebody is at work in the database all the time, with hardly a breath between."""
    over, begun = Event(), Event()

    def write() -> None:
        database = connect(f"sqlite:///{path}", threads=1, journal=journal, patience=10)
        count = 0
        while not over.wait(0.002):
            with database.transaction(writing=True) as session:
                session._cursor.execute("UPDATE deals SET name = ?", (f"Acme {count}",))
            count += 1
            begun.set()
        database.close()

    writer = Thread(target=write)
    writer.start()
    begun.wait(10)
    try:
        yield
    finally:
        over.set()
        writer.join()


@pytest.mark.parametrize("journal", Journal)
def test_a_backup_is_whole_while_somebody_writes(folder: Path, journal: Journal) -> None:
    with writing(folder / "giveget.db", journal):
        done = run(folder, "backup", SAVED)
    assert (done.returncode, done.stderr) == (0, "")
    with closing(sqlite3.connect(folder / SAVED)) as saved:
        assert saved.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert deals(folder / SAVED) == 1


def test_a_database_that_holds_deals_is_put_aside_and_only_when_told_so(folder: Path) -> None:
    run(folder, "backup", SAVED)
    refused = told(run(folder, "restore", SAVED))
    assert refused.startswith("giveget: The database already holds deals. Nothing was changed;")
    done = run(folder, "restore", SAVED, "--force")
    [aside] = folder.glob("giveget-before-*.db")
    assert done.stdout == f"Restored from {SAVED}. What was there before is in {aside.name}.\n"
    assert (deals(aside), deals(folder / "giveget.db")) == (1, 1)


def test_an_empty_database_makes_room_by_itself(folder: Path, tmp_path: Path) -> None:
    run(folder, "backup", SAVED)
    (folder / "giveget.db").unlink()
    put(folder / "giveget.db", deal=False)
    assert run(folder, "restore", SAVED).returncode == 0
    assert deals(folder / "giveget.db") == 1


def test_what_is_no_whole_backup_changes_nothing(folder: Path) -> None:
    run(folder, "backup", SAVED)
    whole = (folder / SAVED).read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    for broken in (
        b"",
        b"SQLite format 3\0" * 100,
        whole[: len(whole) // 2],
        whole[:middle] + b"\7" * 8192,
    ):
        (folder / "broken.db").write_bytes(broken)
        line = told(run(folder, "restore", "broken.db", "--force"))
        assert (
            line
            == "giveget: The file is no whole backup of a giveget database. Nothing was changed."
        )
    assert told(run(folder, "restore", "nowhere.db")) == "giveget: There is no such file."
    assert deals(folder / "giveget.db") == 1
    assert list(folder.glob("giveget-before-*")) == []


def test_a_backup_of_a_newer_program_is_refused(folder: Path) -> None:
    run(folder, "backup", SAVED)
    with closing(sqlite3.connect(folder / SAVED)) as saved, saved:
        saved.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "made by a newer giveget" in told(run(folder, "restore", SAVED, "--force"))


def test_a_bot_that_runs_keeps_its_database(folder: Path) -> None:
    run(folder, "backup", SAVED)
    with FakeSlack() as slack, running(slack, f"sqlite:///{folder / 'giveget.db'}", folder):
        line = told(run(folder, "restore", SAVED, "--force"))
    assert line == "giveget: The database is in use. Stop the bot first. Nothing was changed."
    assert deals(folder / "giveget.db") == 1


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_postgresql_has_tools_of_its_own(folder: Path, command: str) -> None:
    address = "postgresql+psycopg://giveget@localhost:1/giveget"
    line = told(run(folder, command, SAVED, GIVEGET_DATABASE_URL=address))
    assert "pg_dump" in line
