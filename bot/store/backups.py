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
"""What SQLite keeps beside a file, by the end of its name; a file without them is not the same
database."""

VITAL_TABLES = ("deals", "entries")
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
    """Copies the whole database into a new file, and checks that the copy is whole. The bot may go
    on meanwhile.

    Raises `NotSqlite`, `AlreadyThere`, `NotWhole`.
    """
    if database.journal is None:
        raise NotSqlite
    if file.exists():
        raise AlreadyThere
    # Under another name until it is whole, so that nobody takes half a copy for a backup.
    unfinished = file.with_name(f".{file.name}.part")
    unfinished.unlink(missing_ok=True)
    _create_private(unfinished)
    try:
        with closing(_open_file(Path(str(database.engine.url.database)))) as source:
            source.execute("VACUUM INTO ?", (str(unfinished),))
        if not _is_whole(unfinished):
            raise NotWhole
        _sync_to_disk(unfinished)
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_to_disk(file.parent)


def restore(
    url: str,
    file: Path,
    *,
    now: datetime,
    force: bool = False,
) -> Path | None:
    """Puts the backup where the database is. What was there is put aside; its new place is
    returned.

    Raises `NotSqlite`, `NoSuchFile`, `NoBackup`, `TooNew`, `InUse`, `NotEmpty`.
    """
    target = _find_target(url)
    if not file.is_file():
        raise NoSuchFile
    coming = target.with_name(f".{target.name}.part")
    try:
        _create_private(coming)
        shutil.copyfile(file, coming)
        _check_backup(coming)
        _have_pending_posts_checked(coming)
        _sync_to_disk(coming)
        aside = _put_aside(target, now, force=force)
        coming.rename(target)
    finally:
        coming.unlink(missing_ok=True)
    _sync_to_disk(target.parent)
    return aside


def _find_target(url: str) -> Path:
    if not url.startswith("sqlite"):
        raise NotSqlite
    path = url.partition(":///")[2].partition("?")[0]
    if not path or path == ":memory:":
        raise NotAFile
    return Path(path)


def _check_backup(file: Path) -> None:
    """Raises `NoBackup` or `TooNew` where the tables cannot be brought up to this program's."""
    if not _is_whole(file):
        raise NoBackup
    state = _load_state(file)
    if state.newer:
        raise TooNew
    if state.current is None:
        raise NoBackup


def _have_pending_posts_checked(file: Path) -> None:
    # What waited to be sent when the backup was made may have been sent since: it is looked for in
    # Slack before it is sent.
    with closing(_open_file(file)) as opened:
        if opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'posts'").fetchone():
            states = PostState.UNCERTAIN.value, PostState.PENDING.value
            opened.execute("UPDATE posts SET state = ? WHERE state = ?", states)


def _load_state(file: Path) -> SchemaState:
    database = connect(f"sqlite:///{file}", threads=1, journal=Journal.DELETE)
    try:
        return load_schema_state(database)
    finally:
        database.close()


def _is_whole(file: Path) -> bool:
    try:
        with closing(_open_file(file)) as opened:
            found = opened.execute("PRAGMA integrity_check(1)").fetchone()
            dangling = opened.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(found == ("ok",) and dangling is None)


def _put_aside(target: Path, now: datetime, *, force: bool) -> Path | None:
    """Moves the database, with what SQLite keeps beside it, while nobody else can have it open.
    Returns its new place; None where there was none."""
    name = f"{target.stem}-before-{now:%Y%m%dT%H%M%S}{target.suffix}"
    aside = target.with_name(name)
    if not target.exists():
        # A log that was left without its file would be played into the backup.
        _move_companions(target, aside)
        return None
    _do_while_alone(target, lambda: target.rename(aside), force=force)
    _move_companions(target, aside)
    return aside


def _move_companions(target: Path, aside: Path) -> None:
    for end in COMPANIONS:
        with suppress(FileNotFoundError):
            target.with_name(target.name + end).rename(aside.with_name(aside.name + end))


def _do_while_alone(target: Path, act: Callable[[], object], *, force: bool) -> None:
    """Calls `act` while nobody else has the database open. Raises `InUse`, `NotEmpty`,
    `Damaged`."""
    if _is_open_elsewhere(target):
        raise InUse
    try:
        with closing(_open_file(target, patience=0)) as opened:
            # In WAL the journal can be changed only while nobody else has the file open, and in the
            # other an exclusive lock is given only while nobody is at work in it. Whoever begins
            # now waits, and then finds another file in its place.
            opened.execute("PRAGMA journal_mode=DELETE").fetchone()
            opened.execute("BEGIN EXCLUSIVE")
            if not force and _holds_something(opened):
                raise NotEmpty
            act()
    except sqlite3.OperationalError as error:
        raise InUse from error
    except sqlite3.DatabaseError as error:
        # A damaged file cannot be asked what it holds.
        if not force:
            raise Damaged from error
        act()


def _is_open_elsewhere(target: Path) -> bool:
    """Whether another program has the file open, as far as this system tells."""
    file, ours = str(target.resolve()), str(os.getpid())
    handles = Path("/proc").glob("[0-9]*/fd/*")
    theirs = (handle for handle in handles if handle.parts[2] != ours)
    return any(_leads_to(handle, file) for handle in theirs)


def _leads_to(handle: Path, file: str) -> bool:
    try:
        return str(handle.readlink()) == file
    except OSError:
        # It was closed meanwhile, or belongs to somebody whose files are not ours to see.
        return False


def _holds_something(opened: sqlite3.Connection) -> bool:
    rows = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in rows}
    for name in VITAL_TABLES:
        query = f"SELECT 1 FROM {name} LIMIT 1"  # noqa: S608 - names of ours
        if name in tables and opened.execute(query).fetchone():
            return True
    return False


def _open_file(file: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    if not file.exists():
        raise DatabaseUnreachable
    return sqlite3.connect(str(file), isolation_level=None, timeout=patience)


def _create_private(file: Path) -> None:
    """A new file that only its owner may read: it holds what people confided."""
    os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))


def _sync_to_disk(path: Path) -> None:
    """Returns when the file, or the names in the folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
