"""What the last use of a database found wrong with it, for those who ask whether it can be used.

A page that only reads works on while nothing can be written any more, and a file with damaged pages answers as long as
nobody needs those. So whatever fails is remembered, until a write succeeds again.
"""

import shutil
from enum import StrEnum
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store.sqlite import sqlite3

SQLITE_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
POSTGRES_DAMAGED = frozenset({"XX001", "XX002"})
"""Data corrupted, index corrupted."""
POSTGRES_FULL = frozenset({"53100"})
POSTGRES_READ_ONLY = frozenset({"25006"})

REWRITE_VERSION = text("UPDATE alembic_version SET version_num = version_num")
"""The smallest write that there is: it changes nothing, but has to reach the disk."""


class DatabaseTrouble(StrEnum):
    """What keeps a database from being used, in words for whoever runs it."""

    DAMAGED = "damaged: stop the bot and restore the last backup"
    FULL = "cannot be written: no room on its disk"
    READ_ONLY = "cannot be written: it may only be read"
    UNWRITABLE = "cannot be written"


def find_trouble(error: Exception, *, writing: bool) -> DatabaseTrouble | None:
    """What an error of the driver says about the database; None where it says nothing, as for one row that does not
    fit. While nothing is written only damage counts."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        # The low byte is the primary code: SQLITE_IOERR_WRITE and its like are IOERR too.
        return _find_sqlite_trouble(code & 0xFF, writing=writing)
    state = getattr(error, "sqlstate", None)
    if state in POSTGRES_DAMAGED:
        return DatabaseTrouble.DAMAGED
    if writing and state in POSTGRES_FULL:
        return DatabaseTrouble.FULL
    if writing and state in POSTGRES_READ_ONLY:
        return DatabaseTrouble.READ_ONLY
    return None


def _find_sqlite_trouble(code: int, *, writing: bool) -> DatabaseTrouble | None:
    if code in SQLITE_DAMAGED:
        return DatabaseTrouble.DAMAGED
    if not writing:
        return None
    known = {
        sqlite3.SQLITE_FULL: DatabaseTrouble.FULL,
        sqlite3.SQLITE_READONLY: DatabaseTrouble.READ_ONLY,
        sqlite3.SQLITE_IOERR: DatabaseTrouble.UNWRITABLE,
        sqlite3.SQLITE_CANTOPEN: DatabaseTrouble.UNWRITABLE,
    }
    return known.get(code)


def read_free_bytes(file: str) -> int | None:
    """How many bytes there is room for beside that file; None where its folder cannot be asked."""
    try:
        return shutil.disk_usage(Path(file).absolute().parent).free
    except OSError:
        return None


def describe_driver_error(error: DBAPIError, *, writing: bool) -> DatabaseTrouble | None:
    """The same for an error that came through SQLAlchemy."""
    return find_trouble(error.orig, writing=writing) if isinstance(error.orig, Exception) else None
