"""Kills over many lives, on each database: `make faults`. Minutes; the suite has the short form."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.playground.fake_slack import FakeSlack
from bot.store.engine import Journal
from tests.faults.conftest import migrated
from tests.faults.test_kills import lives
from tests.faults.test_steps import dying_at_each_step
from tests.store.postgres import empty_database, running_postgres

KILLS, MANY = 25, 60
EVERY = (Journal.WAL, Journal.DELETE, None)


@contextmanager
def database(journal: Journal | None, server: str, folder: Path) -> Iterator[str]:
    """A new database: an SQLite file, or one on the server where there is no journal to choose."""
    if journal is not None:
        yield migrated(f"sqlite:///{folder / f'{time.monotonic_ns()}.db'}")
        return
    with empty_database(server) as url:
        yield migrated(url)


def tell(*columns: object) -> None:
    print(*(f"{column!s:<12}" for column in columns), flush=True)


def main() -> None:
    """What does not hold ends it with the place where it was seen."""
    with tempfile.TemporaryDirectory() as scratch, FakeSlack() as slack, running_postgres(durable=True) as server:
        tell("database", "killed", "acknowledged", "sent again")
        for journal in EVERY:
            with database(journal, server, Path(scratch)) as url:
                died = dying_at_each_step(slack, url, journal)
            tell(journal or "postgres", died, 0, died)
        for journal in (Journal.WAL, None):
            slack.reset()
            with database(journal, server, Path(scratch)) as url:
                early, late = lives(slack, url, Path(scratch), kills=KILLS, many=MANY)
            tell(journal or "postgres", KILLS, early, late)
    print("Everything that was acknowledged is there once, and nothing by half.")


if __name__ == "__main__":
    main()
