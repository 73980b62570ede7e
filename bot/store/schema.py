"""Which migrations a database has seen, beside those that this program knows."""

from dataclasses import dataclass

from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from bot.shipped import shipped_path
from bot.store.engine import Database, core_connection

MIGRATIONS = shipped_path("migrations")

OLDEST_SERVABLE = "0044"
"""The oldest migration whose tables this program can work with: the one that added the last column
that it reads. A migration that only adds lets programs before and after it work at the same time, so
that replicas are replaced one by one once it has run. One that rewrites or removes what is stored,
as 0007 did with every body and 0011 with weekdays, does not: everybody stops, the database is
migrated, everybody starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """How a database's tables stand to this program's.

    `current` is the last migration the database has seen, None where it is empty; `head` the last
    one known. `behind` counts those it has not seen. `newer` where a later program has been at work
    in it.
    """

    current: str | None
    head: str
    behind: int
    newer: bool

    @property
    def servable(self) -> bool:
        """Whether this program can work with the tables as they are."""
        return self.current is not None and not self.newer and self.current >= OLDEST_SERVABLE


class NoMigrations(Exception):
    """The folder migrations/ is missing. Install the whole program."""


def list_revisions() -> list[str]:
    """All migrations that this program knows, by the number that begins their names, oldest
    first."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def load_schema_state(database: Database) -> SchemaState:
    """How the database's tables stand to this program's. Raises `NoMigrations`, and `DatabaseUnusable` where it is
    damaged."""
    known = list_revisions()
    if not known:
        raise NoMigrations
    current = _load_current(database)
    seen = known.index(current) + 1 if current in known else 0
    return SchemaState(
        current=current,
        head=known[-1],
        behind=len(known) - seen,
        newer=current is not None and current not in known,
    )


def _load_current(database: Database) -> str | None:
    try:
        return _read_current(database)
    except DBAPIError as error:
        database.note_failed_read(error)
        raise


def _read_current(database: Database) -> str | None:
    with core_connection(database.engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        query = text("SELECT version_num FROM alembic_version")
        return connection.execute(query).scalar_one_or_none()
