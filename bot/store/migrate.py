"""Migrations: run in one transaction each time, by one program at a time."""

from collections.abc import Callable
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.store.engine import Database, core_connection
from bot.store.schema import MIGRATIONS

PATIENCE: Final = 60
"""Seconds to wait until another program has finished migrating."""

ADVISORY_LOCK: Final = 0x61766567
"""The lock under which PostgreSQL is migrated: any number that nothing else in the database
uses."""


class Dangling(Exception):
    """The migration would leave rows that refer to nothing. Nothing was changed."""


def upgrade(database: Database, to: str = "head") -> None:
    """Brings the database to that migration. Raises `Dangling`."""
    _migrate_alone(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str) -> None:
    """Takes the database back to that migration, or to `base`: empty. Raises `Dangling`."""
    _migrate_alone(database, lambda config: command.downgrade(config, to))


def _migrate_alone(database: Database, migrate: Callable[[Config], None]) -> None:
    with core_connection(database.engine) as connection:
        if database.journal:
            _begin_on_sqlite(connection)
        else:
            _begin_on_postgres(connection)
        migrate(_build_config(connection))
        if database.journal:
            _check_references(connection)
        connection.commit()


def _build_config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    # A percent sign begins an interpolation there.
    folder = str(MIGRATIONS).replace("%", "%%")
    config.set_main_option("script_location", folder)
    return config


def _begin_on_sqlite(connection: Connection) -> None:
    # To rebuild a table that others refer to, references must go unchecked; they are checked at the
    # end. That cannot be switched back within a transaction, so this connection is not used again.
    connection.detach()
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE * 1000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _check_references(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise Dangling


def _begin_on_postgres(connection: Connection) -> None:
    connection.execution_options(isolation_level="READ COMMITTED")
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})
