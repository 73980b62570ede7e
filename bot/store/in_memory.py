"""Stores that live no longer than the process: for replaying negotiations and for tests."""

from collections.abc import Callable
from functools import cache

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bot.store.engine import Database, Journal
from bot.store.migrate import upgrade
from bot.store.sqlite import sqlite3
from bot.store.store import SqlStore

TEMPLATE = "file:giveget-template?mode=memory&cache=shared"
"""Shared within the process: a migration closes the connection it worked on, and without another
one that is open its database would be gone."""


def in_memory_store() -> SqlStore:
    """An empty store in memory. Its one connection serves one transaction at a time, so a
    transaction inside another one fails."""
    return SqlStore(in_memory_database())


def in_memory_database() -> Database:
    """An empty database in memory that has its tables."""
    connection = _connect(":memory:")
    _template().backup(connection)
    return _database(lambda: connection)


@cache
def _template() -> sqlite3.Connection:
    """A migrated, empty database: to migrate takes a thousand times as long as to copy the
    result."""
    connection = _connect(TEMPLATE)
    upgrade(_database(lambda: _connect(TEMPLATE)))
    return connection


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def _database(connect: Callable[[], sqlite3.Connection]) -> Database:
    engine = create_engine("sqlite://", module=sqlite3, poolclass=StaticPool, creator=connect)
    return Database(engine, Journal.DELETE)
