"""Backups of an SQLite database: a whole copy made while the bot goes on, and a way back."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from bot.coach.records import PostState
from bot.store.engine import Damaged, Database, DatabaseUnreachable, Journal, NotAFile, connect
from bot.store.schema import SchemaState, load_schema_state
from bot.store.sqlite import sqlite3

PATIENCE = 10
"""Seconds to wait for the database while the bot is at work in it."""

COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file, by the end of its name; a file without them is not the same database."""

VITAL = ("deals", "entries")
"""Tables that hold something as soon as the database was used."""


class NotSqlite(Exception):
    """Only an SQLite database is backed up and restored by giveget. For PostgreSQL use pg_dump and pg_restore."""


class NoSuchFile(Exception):
    """There is no such file."""


class AlreadyThere(Exception):
    """That file exists already. Choose another name for the backup."""


class NotWhole(Exception):
    """The copy is damaged, so it was not kept. The database may be damaged too: giveget doctor looks."""


class NoBackup(Exception):
    """The file is no whole backup of a giveget database. Nothing was changed."""


class TooNew(Exception):
    """The backup was made by a newer giveget. Nothing was changed; please restore it with that one."""


class InUse(Exception):
    """The database is in use. Stop the bot first. Nothing was changed."""


class NotEmpty(Exception):
    """The database already holds deals. Nothing was changed; --force puts it aside and restores all the same."""


def back_up(database: Database, file: Path) -> None:
    """Copies the whole database into a new file, and looks whether the copy is whole. The bot may go on meanwhile.

    Raises `NotSqlite`, `AlreadyThere`, `NotWhole`."""
    if database.journal is None:
        raise NotSqlite
    if file.exists():
        raise AlreadyThere
    growing = file.with_name(f".{file.name}.part")
    growing.unlink(missing_ok=True)
    _private(growing)
    try:
        with closing(_opened(Path(str(database.engine.url.database)))) as source:
            source.execute("VACUUM INTO ?", (str(growing),))
        if not _whole(growing):
            raise NotWhole
        _settled(growing)
        growing.rename(file)
    finally:
        growing.unlink(missing_ok=True)
    _settled(file.parent)


def restore(url: str, file: Path, *, now: datetime, force: bool = False) -> Path | None:
    """Puts the backup where the database is. What was there is put aside; its new place is returned.

    Raises `NotSqlite`, `NoSuchFile`, `NoBackup`, `TooNew`, `InUse`, `NotEmpty`."""
    target = _target(url)
    if not file.is_file():
        raise NoSuchFile
    coming = target.with_name(f".{target.name}.part")
    try:
        _private(coming)
        shutil.copyfile(file, coming)
        _must_be_ours(coming)
        _look_first(coming)
        _settled(coming)
        aside = _put_aside(target, now, force=force)
        coming.rename(target)
    finally:
        coming.unlink(missing_ok=True)
    _settled(target.parent)
    return aside


def _target(url: str) -> Path:
    """The file of the address."""
    if not url.startswith("sqlite"):
        raise NotSqlite
    path = url.partition(":///")[2].partition("?")[0]
    if not path or path == ":memory:":
        raise NotAFile
    return Path(path)


def _must_be_ours(file: Path) -> None:
    """A whole file, with tables that this program can work with or bring up to its version."""
    if not _whole(file):
        raise NoBackup
    state = _state(file)
    if state.newer:
        raise TooNew
    if state.current is None:
        raise NoBackup


def _look_first(file: Path) -> None:
    """What waited to be sent then may have been sent since: it is looked for before it is sent."""
    with closing(_opened(file)) as opened:
        if opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'posts'").fetchone():
            before, after = PostState.PENDING.value, PostState.UNCERTAIN.value
            opened.execute("UPDATE posts SET state = ? WHERE state = ?", (after, before))


def _state(file: Path) -> SchemaState:
    database = connect(f"sqlite:///{file}", threads=1, journal=Journal.DELETE)
    try:
        return load_schema_state(database)
    finally:
        database.close()


def _whole(file: Path) -> bool:
    try:
        with closing(_opened(file)) as opened:
            found = opened.execute("PRAGMA integrity_check(1)").fetchone()
            dangling = opened.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(found == ("ok",) and dangling is None)


def _put_aside(target: Path, now: datetime, *, force: bool) -> Path | None:
    """Moves the database, with what SQLite keeps beside it, while nobody else can have it open."""
    if not target.exists():
        _move_companions(target, target.with_name(_aside(target, now)))
        return None
    aside = target.with_name(_aside(target, now))
    _alone(target, lambda: target.rename(aside), force=force)
    _move_companions(target, aside)
    return aside


def _aside(target: Path, now: datetime) -> str:
    return f"{target.stem}-before-{now:%Y%m%dT%H%M%S}{target.suffix}"


def _move_companions(target: Path, aside: Path) -> None:
    for end in COMPANIONS:
        with suppress(FileNotFoundError):
            target.with_name(target.name + end).rename(aside.with_name(aside.name + end))


def _alone(target: Path, act: Callable[[], object], *, force: bool) -> None:
    """Does it while we alone have the database: in WAL nobody else may have it open then, in the other journal nobody
    may be at work in it. Whoever begins now waits, and then finds another file in its place."""
    if _open_elsewhere(target):
        raise InUse
    try:
        with closing(_opened(target, patience=0)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE").fetchone()
            opened.execute("BEGIN EXCLUSIVE")
            if not force and _holds_something(opened):
                raise NotEmpty
            act()
    except sqlite3.OperationalError as error:
        raise InUse from error
    except sqlite3.DatabaseError as error:
        if not force:
            raise Damaged from error
        act()


def _open_elsewhere(target: Path) -> bool:
    """Whether another program has the file open, as far as this system tells."""
    handles = (
        handle
        for handle in Path("/proc").glob("[0-9]*/fd/*")
        if handle.parts[2] != str(os.getpid())
    )
    return any(_leads_to(handle, str(target.resolve())) for handle in handles)


def _leads_to(handle: Path, file: str) -> bool:
    try:
        return str(handle.readlink()) == file
    except OSError:
        return False


def _holds_something(opened: sqlite3.Connection) -> bool:
    tables = {
        name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    asked = (f"SELECT 1 FROM {name} LIMIT 1" for name in VITAL if name in tables)  # noqa: S608 - names of ours
    return any(opened.execute(question).fetchone() for question in asked)


def _opened(file: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    if not file.exists():
        raise DatabaseUnreachable
    return sqlite3.connect(str(file), isolation_level=None, timeout=patience)


def _private(file: Path) -> None:
    """A new file that only we may read: it holds what people confided."""
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))


def _settled(path: Path) -> None:
    """What was written there is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
