"""The database around a running bot: its tables, a backup, and a backup put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.clock.system_clock import SystemClock
from bot.main import build_keys
from bot.operations.acts import note_command
from bot.settings import Settings, variable
from bot.store import backups
from bot.store.engine import Database, connect
from bot.store.resealing import SealState, examine_seals, reseal_all
from bot.store.schema import load_schema_state


class UnusableDatabase(Exception):
    """The database does not suit this program."""


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The database of the settings, for one command; it is closed afterwards."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    try:
        yield database
    finally:
        database.close()


def require_usable_database(settings: Settings) -> None:
    """Gives a new SQLite file its tables. Raises `UnusableDatabase` where the tables of any other do not fit.

    Tables of the release before still fit, so that a server can be upgraded while another one runs.
    """
    with open_database(settings) as database:
        schema = load_schema_state(database)
        if schema.current is None and database.journal is not None:
            _upgrade(database)
        elif schema.newer:
            raise UnusableDatabase(
                "The database was made by a newer giveget; please start that one."
            )
        elif not schema.servable:
            raise UnusableDatabase("The database's tables are too old; please run: giveget migrate")


class UnusableKey(Exception):
    """What is stored does not open under the keys that are set."""


def require_usable_keys(settings: Settings) -> None:
    """Opens every private plan once. Raises `UnusableKey` where one does not open as it should."""
    with open_database(settings) as database:
        state = examine_seals(database, build_keys(settings))
    problem = settings.describe_key_problem(closed=state.closed, to_reseal=state.to_reseal)
    if problem:
        raise UnusableKey(problem)


def reseal_database(settings: Settings) -> SealState:
    """Seals every private plan under the first key. Raises `UnusableKey` where no key is set."""
    keys = build_keys(settings)
    if keys is None:
        raise UnusableKey(f"{variable('encryption_key')} is empty; there is nothing to seal with.")
    with open_database(settings) as database:
        note_command(database, "reseal")
        return reseal_all(database, keys)


def migrate_database(settings: Settings) -> None:
    """Brings the database up to this version."""
    with open_database(settings) as database:
        _upgrade(database)


def _upgrade(database: Database) -> None:
    # a serving process needs no migrations library where the tables fit already
    from bot.store.migrate import upgrade  # noqa: PLC0415

    upgrade(database)


def back_up_database(settings: Settings, file: Path) -> None:
    """Copies the database into a new file (`bot.store.backups` says what it raises)."""
    with open_database(settings) as database:
        if database.journal is not None:
            # PostgreSQL is refused in the next line; the note of an SQLite backup stands in its copy too.
            note_command(database, "backup")
        backups.back_up(database, file)


def restore_database(settings: Settings, file: Path, *, force: bool) -> Path | None:
    """Puts a backup where the database is; where the one before it went, if there was one."""
    url = settings.database_url.get_secret_value()
    aside = backups.restore(url, file, now=SystemClock().now(), force=force)
    with open_database(settings) as database:
        note_command(database, "restore")
    return aside
