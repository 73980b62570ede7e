"""Which migrations a database has seen, beside those that this program knows."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect, text

from bot.store.engine import Database, core

MIGRATIONS = Path(__file__).parents[2] / "migrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """`current` is the last migration the database has seen, None where it is empty; `head` the last one known.
    `behind` counts those it has not seen. `newer` where a later program has been at work in it."""

    current: str | None
    head: str
    behind: int
    newer: bool

    @property
    def servable(self) -> bool:
        """Whether this program can work with it: tables are expanded one release before they are contracted."""
        return self.current is not None and not self.newer and self.behind <= 1


class NoMigrations(Exception):
    """The folder migrations/ is missing beside bot/. Install the whole program."""


def revisions() -> list[str]:
    """All migrations that this program knows, by the number that begins their names, oldest first."""
    return sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def schema_state(database: Database) -> SchemaState:
    """How the database's tables stand to this program's."""
    known = revisions()
    if not known:
        raise NoMigrations
    current = _current(database)
    seen = known.index(current) + 1 if current in known else 0
    return SchemaState(
        current=current,
        head=known[-1],
        behind=len(known) - seen,
        newer=current is not None and current not in known,
    )


def _current(database: Database) -> str | None:
    with core(database.engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(
            text("SELECT version_num FROM alembic_version")
        ).scalar_one_or_none()
