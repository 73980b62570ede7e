"""Migrations: run in one transaction each time, by one program at a time."""

from collections.abc import Callable
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.store.engine import Database, core
from bot.store.schema import MIGRATIONS

PATIENCE: Final = 60
"""Seconds to wait until another program has finished migrating."""

TURN: Final = 0x61766567
"""The advisory lock under which PostgreSQL is migrated."""


class Dangling(Exception):
    """The migration would leave rows that refer to nothing. Nothing was changed."""


def upgrade(database: Database, to: str = "head") -> None:
    """Brings the database to that migration."""
    _alone(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str) -> None:
    """Takes the database back to that migration, or to `base`: empty."""
    _alone(database, lambda config: command.downgrade(config, to))


def _alone(database: Database, migrate: Callable[[Config], None]) -> None:
    begin, end = (
        (_begin_sqlite, _end_sqlite) if database.journal else (_begin_postgres, _end_postgres)
    )
    with core(database.engine) as connection:
        begin(connection)
        migrate(_config(connection))
        end(connection)
        connection.commit()


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _begin_sqlite(connection: Connection) -> None:
    """Rebuilding a table that others refer to is possible only while nobody checks; the check comes at the end, and
    the connection is not used again."""
    connection.detach()
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE * 1000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _end_sqlite(connection: Connection) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise Dangling


def _begin_postgres(connection: Connection) -> None:
    connection.execution_options(isolation_level="READ COMMITTED")
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": TURN})


def _end_postgres(_connection: Connection) -> None:
    """PostgreSQL checks as it goes."""
