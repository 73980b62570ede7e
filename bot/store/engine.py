"""The database: how it is opened, and what a transaction is on it.

SQLite has one writer at a time, so each write takes its turn under one lock for the whole process: waiting there is
fair and quick, waiting inside SQLite is neither. PostgreSQL holds the rows that a transaction reads in order to change.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from threading import RLock
from time import sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from bot.coach.ports import DatabaseBusy
from bot.store.session import Session, Statements
from bot.store.sqlite import sqlite3

PATIENCE = 1.0
"""Seconds that a request waits for its turn, for a connection, and for a lock of another process."""

LOOKS, BREATH = 10, 0.2
"""How often a file that is in use is tried when it is opened, and for how many seconds it is left alone in between."""

SPARE = 4
"""Connections beyond one for each thread: for the tick, the poster, health and a program beside them."""

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


class NotAFile(Exception):
    """An SQLite database must be a file, such as sqlite:///giveget.db."""


class Damaged(Exception):
    """The database file is damaged. Stop the bot and restore the last backup."""


class DatabaseUnreachable(Exception):
    """The database cannot be reached."""


class DatabaseFileGone(Exception):
    """The database file is no longer where it was. Put it back or restore the last backup."""


def safe_journal(version: tuple[int, ...]) -> Journal:
    """WAL where this SQLite no longer loses a transaction when it resets the log; DELETE with any other."""
    fixed = (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )
    return Journal.WAL if fixed else Journal.DELETE


class Database:
    """An open database. `journal` is None where it is not SQLite."""

    def __init__(self, engine: Engine, journal: Journal | None, patience: float = PATIENCE) -> None:
        self.engine, self.journal, self.patience = engine, journal, patience
        self._file = _File(engine.url.database) if journal and engine.url.database else None
        self._statements = Statements(engine.dialect)
        self._failure = engine.dialect.loaded_dbapi.OperationalError
        self._turns = RLock()
        self._begin_writing, self._begin_reading = (
            ("BEGIN IMMEDIATE", "BEGIN")
            if journal
            else ("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        )

    @contextmanager
    def transaction(self, *, writing: bool) -> Iterator[Session]:
        """A transaction that is kept unless the block raises. Raises `Busy` where its turn does not come."""
        self.must_be_there()
        with self._turn(writing=writing):
            connection, cursor = self._begun(
                self._begin_writing if writing else self._begin_reading
            )
            try:
                session = Session(cursor, self._statements, writing=writing)
                yield session
                session.finish_writing()
                cursor.execute("COMMIT")
            except self._failure as error:
                if in_use(error):
                    raise DatabaseBusy from error
                raise
            finally:
                connection.close()

    def must_be_there(self) -> None:
        """Raises `Gone` where the file was taken away: SQLite would go on writing to what nobody finds again. Another
        file in its place is opened afresh."""
        if self._file is not None and self._file.changed():
            self.engine.dispose()

    @contextmanager
    def _turn(self, *, writing: bool) -> Iterator[None]:
        """In WAL, readers disturb nobody; with the other journal a reader keeps a commit waiting."""
        if self.journal is None or not (writing or self.journal is Journal.DELETE):
            yield
        elif not self._turns.acquire(timeout=self.patience):
            raise DatabaseBusy
        else:
            try:
                yield
            finally:
                self._turns.release()

    def _begun(self, begin: str) -> tuple[PoolProxiedConnection, DBAPICursor]:
        """A connection in a transaction. Those that a restarted server has dropped are replaced, once."""
        try:
            return self._begin(begin)
        except _Dropped:
            self.engine.dispose()
        except self._failure as error:
            if self.journal is None or in_use(error):
                raise DatabaseBusy from error
            raise
        except PoolTimeout as error:
            raise DatabaseBusy from error
        try:
            return self._begin(begin)
        except (_Dropped, self._failure) as error:
            raise DatabaseBusy from error

    def _begin(self, begin: str) -> tuple[PoolProxiedConnection, DBAPICursor]:
        connection = self.engine.raw_connection()
        cursor = connection.cursor()
        try:
            cursor.execute(begin)
        except self._failure as error:
            if self.engine.dialect.is_disconnect(error, connection, cursor):
                connection.invalidate(error)
                raise _Dropped from error
            connection.close()
            raise
        return connection, cursor

    def close(self) -> None:
        """Closes every connection that is not in use."""
        self.engine.dispose()


class _File:
    """The file that the open connections belong to."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None

    def changed(self) -> bool:
        """Whether another file is there than the last time. Raises `Gone` where there is none any more."""
        before = self._opened
        try:
            found = os.stat(self._path)  # noqa: PTH116 - once for each transaction, and quicker so
        except FileNotFoundError:
            if before is None:
                return False
            raise DatabaseFileGone from None
        self._opened = found.st_dev, found.st_ino
        return before not in (None, self._opened)


class _Dropped(Exception):
    """The server has closed this connection."""


def in_use(error: Exception) -> bool:
    """Whether the database refused because somebody else is at work in it."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
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
    """Opens the database at that address for so many threads. `journal` overrides the one that is safe with this
    SQLite. With `check` a damaged SQLite file is found now, not later (`Damaged`)."""
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        return Database(_postgres(where, threads, patience), None, patience)
    if not where.database or where.database == ":memory:":
        raise NotAFile
    chosen = journal or safe_journal(sqlite3.sqlite_version_info)
    engine = _sqlite(where, chosen, threads, patience)
    if check:
        _check(engine)
    return Database(engine, chosen, patience)


def _sqlite(where: URL, journal: Journal, threads: int, patience: float) -> Engine:
    engine = create_engine(
        where,
        module=sqlite3,
        poolclass=QueuePool,
        pool_size=threads + SPARE,
        pool_timeout=patience,
        pool_use_lifo=True,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    pragmas = (
        f"busy_timeout={int(patience * 1000)}",
        f"journal_mode={journal}",
        f"synchronous={SYNCHRONOUS[journal]}",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "secure_delete=ON",  # what was deleted or replaced is overwritten: a purged deal, a plan once kept in clear
    )

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    event.listen(engine, "connect", prepare)
    return engine


def _postgres(where: URL, threads: int, patience: float) -> Engine:
    """Statements are numbered rather than named, and transactions begun in so many words, as on SQLite."""
    return create_engine(
        where,
        pool_size=threads + SPARE,
        pool_timeout=patience,
        pool_use_lifo=True,
        isolation_level="AUTOCOMMIT",
        paramstyle="format",
        use_native_hstore=False,
        connect_args={
            "connect_timeout": 5,
            "options": f"-c lock_timeout={int(patience * 1000)} -c timezone=UTC",
        },
    )


@contextmanager
def core(engine: Engine) -> Iterator[Connection]:
    """A connection for what is done rarely and through Core: checks and migrations. Raises `Unreachable`."""
    try:
        connection = engine.connect()
    except OperationalError as error:
        raise DatabaseUnreachable from error
    with connection:
        yield connection


def _check(engine: Engine) -> None:
    """Another program that is at work in the file, or mends what a third left behind, is waited for."""
    for left in reversed(range(LOOKS)):
        try:
            with core(engine) as connection:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        except (DatabaseUnreachable, DatabaseError) as error:
            cause = error.__cause__ if isinstance(error, DatabaseUnreachable) else error
            if (
                left
                and isinstance(cause, OperationalError)
                and cause.orig is not None
                and in_use(cause.orig)
            ):
                sleep(BREATH)
                continue
            if isinstance(error, DatabaseUnreachable):
                raise
            raise Damaged from error
        if found != "ok":
            raise Damaged
        return
