"""The database: how it is opened, and what a transaction is on it.

SQLite has one writer at a time, so each write takes its turn under one lock for the whole process:
waiting there is fair and quick, waiting inside SQLite is neither. PostgreSQL locks the rows that a
transaction reads in order to change them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from threading import RLock
from time import sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from bot.coach.ports.errors import DatabaseBusy, DatabaseUnusable
from bot.store.session import Session, Statements
from bot.store.sqlite import sqlite3
from bot.store.trouble import (
    REWRITE_VERSION,
    DatabaseTrouble,
    describe_driver_error,
    find_trouble,
    read_free_bytes,
)

PATIENCE = 1.0
"""Seconds that a request waits for its turn, for a connection, and for a lock of another process.
Slack wants its answer within three."""

CHECK_ATTEMPTS, CHECK_PAUSE = 10, 0.2
"""How often a file that is in use is tried when it is opened, and the seconds in between."""

SPARE_CONNECTIONS = 4
"""Beyond one for each thread: for the tick, the poster, health and a program beside them."""

SQLITE = sqlite3.sqlite_version
"""The version of the SQLite in use."""

SQLITE_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
POSTGRES_IN_USE = frozenset({"55P03", "40P01", "40001", "57P03"})
"""Lock not available, deadlock, serialization failure, still starting."""


class Journal(StrEnum):
    """How SQLite makes a commit last."""

    WAL = "wal"
    DELETE = "delete"


SYNCHRONOUS = {Journal.WAL: "FULL", Journal.DELETE: "EXTRA"}
"""What makes a commit survive a power cut, by journal. A row is committed before Slack is told that
its request was taken, so less than that would lose what somebody was told is recorded."""


class NotAFile(Exception):
    """An SQLite database must be a file, such as sqlite:///giveget.db."""


class Damaged(Exception):
    """The database file is damaged. Stop the bot and restore the last backup."""


class DatabaseUnreachable(Exception):
    """The database cannot be reached."""


class DatabaseFileGone(Exception):
    """The database file is no longer where it was. Put it back or restore the last backup."""


def choose_journal(version: tuple[int, ...]) -> Journal:
    """WAL where this version of SQLite is safe with it, else DELETE."""
    # Before these versions a reset of the write-ahead log could lose a transaction that was
    # committed at the same moment; the mend was brought to two older branches as well.
    if version >= (3, 51, 3):
        return Journal.WAL
    if (3, 50, 7) <= version < (3, 51):
        return Journal.WAL
    if (3, 44, 6) <= version < (3, 45):
        return Journal.WAL
    return Journal.DELETE


class Database:
    """An open database. `journal` is None where it is not SQLite."""

    def __init__(self, engine: Engine, journal: Journal | None, patience: float = PATIENCE) -> None:
        self.engine, self.journal, self.patience = engine, journal, patience
        path = engine.url.database if journal else None
        self._file = _WatchedFile(path) if path else None
        self._statements = Statements.for_dialect(engine.dialect)
        self._failure = engine.dialect.loaded_dbapi.OperationalError
        # Damage is told by the more general error.
        self._any_failure = engine.dialect.loaded_dbapi.DatabaseError
        self.trouble: DatabaseTrouble | None = None
        """What the last use that failed found wrong; None again once a write succeeds."""
        self._turns = RLock()
        if journal:
            # IMMEDIATE: a transaction that reads first and locks later could be refused half-way.
            self._begin_writing, self._begin_reading = "BEGIN IMMEDIATE", "BEGIN"
        else:
            self._begin_writing = "BEGIN"
            # All that one page shows is of the same moment.
            self._begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Session]:
        """A transaction that is kept unless the block raises. Raises `DatabaseBusy` where its turn
        does not come, `DatabaseUnusable`, and `DatabaseFileGone`."""
        self.check_file()
        with self._take_turn(writing=writing):
            connection, cursor = self._begin_or_reconnect(
                self._begin_writing if writing else self._begin_reading
            )
            try:
                session = Session(cursor, self._statements, writing=writing)
                yield session
                session.finish_writing()
                cursor.execute("COMMIT")
                if writing and self.trouble is not None:
                    self._forget_trouble()
            except self._any_failure as error:
                if is_in_use(error):
                    raise DatabaseBusy from error
                self._raise_where_unusable(error, writing=writing)
                raise
            finally:
                # What was not committed is rolled back as the connection returns to the pool.
                connection.close()

    def look_for_trouble(self) -> DatabaseTrouble | None:
        """What is wrong with the database. Where the last write failed it tries one that changes nothing, since nobody
        is sent here to write while we say that we cannot."""
        if self.trouble is None or self.trouble is DatabaseTrouble.DAMAGED:
            return self.trouble
        try:
            with self.engine.begin() as connection:
                connection.execute(REWRITE_VERSION)
        except DBAPIError as error:
            self.trouble = describe_driver_error(error, writing=True) or self.trouble
        else:
            self.trouble = None
        return self.trouble

    def note_failed_read(self, error: DBAPIError) -> None:
        """Remembers what an error that came through SQLAlchemy says. Raises `DatabaseUnusable` where it says so."""
        if isinstance(error.orig, Exception):
            self._raise_where_unusable(error.orig, writing=False)

    def read_free_bytes(self) -> int | None:
        """How much room there is on the disk of an SQLite file; None where it cannot be told."""
        path = self.engine.url.database if self.journal else None
        return read_free_bytes(path) if path else None

    def _raise_where_unusable(self, error: Exception, *, writing: bool) -> None:
        """Remembers what an error of the driver says about the database. Raises `DatabaseUnusable` where it does."""
        found = find_trouble(error, writing=writing)
        if found is None:
            return
        if self.trouble is not DatabaseTrouble.DAMAGED:
            self.trouble = found
        raise DatabaseUnusable from error

    def _forget_trouble(self) -> None:
        # One page that can be written says nothing of those that are damaged.
        if self.trouble is not DatabaseTrouble.DAMAGED:
            self.trouble = None

    def read_time(self) -> datetime | None:
        """The time on the machine of the database; None for SQLite, which runs on this one."""
        if self.journal is not None:
            return None
        try:
            with self.engine.connect() as connection:
                told = connection.exec_driver_sql("SELECT clock_timestamp()").scalar()
        except DBAPIError:
            return None
        return told if isinstance(told, datetime) else None

    def check_file(self) -> None:
        """Raises `DatabaseFileGone` where the file was taken away: SQLite would go on writing to
        what nobody finds again. Another file in its place is opened afresh."""
        if self._file is not None and self._file.was_replaced():
            self.engine.dispose()
            self.trouble = None

    @contextmanager
    def _take_turn(self, *, writing: bool) -> Iterator[None]:
        # In WAL readers disturb nobody; with the other journal a reader keeps a commit waiting.
        waits = self.journal is not None and (writing or self.journal is Journal.DELETE)
        if not waits:
            yield
            return
        if not self._turns.acquire(timeout=self.patience):
            raise DatabaseBusy
        try:
            yield
        finally:
            self._turns.release()

    def _begin_or_reconnect(self, begin: str) -> tuple[PoolProxiedConnection, DBAPICursor]:
        """A connection in a transaction. Those that a restarted server has dropped are replaced,
        once."""
        try:
            return self._begin(begin)
        except _ConnectionDropped:
            self.engine.dispose()
        except self._failure as error:
            if self.journal is None or is_in_use(error):
                raise DatabaseBusy from error
            raise
        except PoolTimeout as error:
            raise DatabaseBusy from error
        try:
            return self._begin(begin)
        except (_ConnectionDropped, self._failure) as error:
            raise DatabaseBusy from error

    def _begin(self, begin: str) -> tuple[PoolProxiedConnection, DBAPICursor]:
        is_writing = begin == self._begin_writing
        try:
            connection = self.engine.raw_connection()
        except self._any_failure as error:
            # The pragmas of a new connection read the file.
            self._raise_where_unusable(error, writing=is_writing)
            raise
        cursor = connection.cursor()
        try:
            cursor.execute(begin)
        except self._any_failure as error:
            if self.engine.dialect.is_disconnect(error, connection, cursor):
                connection.invalidate(error)
                raise _ConnectionDropped from error
            connection.close()
            self._raise_where_unusable(error, writing=is_writing)
            raise
        return connection, cursor

    def truncate_journal(self) -> None:
        """Empties the write-ahead log, in which deleted rows stand until it is written over. Another connection that is
        reading keeps it for the moment; the next call gets it."""
        if self.journal is not Journal.WAL:
            return
        connection = self.engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()

    def close(self) -> None:
        """Closes every connection that is not in use."""
        self.engine.dispose()


class _WatchedFile:
    """The file that the open connections belong to."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._identity: tuple[int, int] | None = None

    def was_replaced(self) -> bool:
        """Whether another file is there than the last time. Raises `DatabaseFileGone` where there
        is none any more."""
        before = self._identity
        try:
            found = os.stat(self._path)  # noqa: PTH116 - once for each transaction, and quicker so
        except FileNotFoundError:
            if before is None:
                return False
            raise DatabaseFileGone from None
        self._identity = found.st_dev, found.st_ino
        return before not in (None, self._identity)


class _ConnectionDropped(Exception):
    """The server has closed this connection."""


def is_in_use(error: Exception) -> bool:
    """Whether the database refused because somebody else is at work in it."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        # The low byte is the primary code: SQLITE_BUSY_SNAPSHOT and its like are BUSY too.
        return code & 0xFF in SQLITE_IN_USE
    return getattr(error, "sqlstate", None) in POSTGRES_IN_USE


def connect(
    url: str,
    *,
    threads: int = 16,
    journal: Journal | None = None,
    patience: float = PATIENCE,
    check: bool = True,
) -> Database:
    """Opens the database at that address for so many threads.

    `journal` overrides the one that is safe with this SQLite. With `check` a damaged SQLite file is
    found now, not later (`Damaged`). Raises `NotAFile`, `DatabaseUnreachable`.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return Database(_create_postgres_engine(address, threads, patience), None, patience)
    if not address.database or address.database == ":memory:":
        raise NotAFile
    chosen = journal or choose_journal(sqlite3.sqlite_version_info)
    engine = _create_sqlite_engine(address, chosen, threads, patience)
    if check:
        _check_integrity(engine)
    return Database(engine, chosen, patience)


def _create_sqlite_engine(address: URL, journal: Journal, threads: int, patience: float) -> Engine:
    engine = create_engine(
        address,
        module=sqlite3,
        poolclass=QueuePool,
        pool_size=threads + SPARE_CONNECTIONS,
        pool_timeout=patience,
        pool_use_lifo=True,  # the connection used last has the most in its cache
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    pragmas = (
        f"busy_timeout={int(patience * 1000)}",
        f"journal_mode={journal}",
        f"synchronous={SYNCHRONOUS[journal]}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        # What was deleted or replaced is overwritten: a purged deal, a plan once kept in clear.
        "secure_delete=ON",
    )

    def set_pragmas(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", set_pragmas)
    return engine


def _create_postgres_engine(address: URL, threads: int, patience: float) -> Engine:
    milliseconds = int(patience * 1000)
    return create_engine(
        address,
        pool_size=threads + SPARE_CONNECTIONS,
        pool_timeout=patience,
        pool_use_lifo=True,
        # Transactions are begun in so many words and places are numbered, as on SQLite.
        isolation_level="AUTOCOMMIT",
        paramstyle="format",
        use_native_hstore=False,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c lock_timeout={milliseconds} -c timezone=UTC",
        },
    )


@contextmanager
def core_connection(engine: Engine) -> Iterator[Connection]:
    """A connection for what is done rarely and through Core: checks and migrations. Raises
    `DatabaseUnreachable`."""
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise DatabaseUnreachable from error
    with connection:
        yield connection


def _check_integrity(engine: Engine) -> None:
    """Raises `Damaged`, or `DatabaseUnreachable`."""
    for attempts_left in reversed(range(CHECK_ATTEMPTS)):
        try:
            with core_connection(engine) as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        except (DatabaseUnreachable, DatabaseError) as error:
            # Another program may be at work in the file, or mend what a third left behind.
            if attempts_left and _was_in_use(error):
                sleep(CHECK_PAUSE)
                continue
            if isinstance(error, DatabaseUnreachable):
                raise
            raise Damaged from error
        if found != "ok":
            raise Damaged
        return


def _was_in_use(error: Exception) -> bool:
    cause = error.__cause__ if isinstance(error, DatabaseUnreachable) else error
    if not isinstance(cause, OperationalError) or cause.orig is None:
        return False
    return is_in_use(cause.orig)
