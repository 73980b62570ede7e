"""Kills over many lives and everything at once, on each database: `make faults`. Minutes; the suite has the short form.

python -m tests.faults [storm]    all of it, or only everything at once
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bot.playground.fake_slack import FakeSlack
from bot.store.engine import Journal
from tests.faults.conftest import migrated
from tests.faults.storm import Outcome, Size, storm
from tests.faults.test_kills import lives
from tests.faults.test_steps import dying_at_each_step
from tests.store.postgres import empty_database, running_postgres

KILLS, MANY = 25, 60
LONG = Size(posts=2000, submissions=2000, seconds=60, replicas=1, speed=20)
STORMS: tuple[tuple[Journal | None, int, bool], ...] = (
    (Journal.WAL, 1, True),
    (Journal.DELETE, 2, True),
    (None, 4, True),
    (None, 3, False),
)
"""The database, how many replicas, and whether the history may be read."""
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


def killed(slack: FakeSlack, server: str, scratch: Path) -> None:
    """Nothing but kills: at each step of a request, then at random."""
    tell("database", "killed", "acknowledged", "sent again")
    for journal in EVERY:
        with database(journal, server, scratch) as url:
            died = dying_at_each_step(slack, url, journal)
        tell(journal or "postgres", died, 0, died)
    for journal in (Journal.WAL, None):
        slack.reset()
        with database(journal, server, scratch) as url:
            early, late = lives(slack, url, scratch, kills=KILLS, many=MANY)
        tell(journal or "postgres", KILLS, early, late)
    print("Everything that was acknowledged is there once, and nothing by half.")


COLUMNS = ("posts", "submissions", "deliveries", "lost", "doubled", "repeated", "held", "late")


def everything_at_once(server: str, scratch: Path) -> bool:
    """All faults together; whether nothing was lost, and nothing doubled where one can look."""
    well, met = True, Counter[str]()
    print(f"Seed {LONG.seed}; clocks run {LONG.speed:g} times as fast. Repeated posts say so themselves.")
    tell("database", "replicas", "history", "faults", *COLUMNS, "seconds")
    for journal, replicas, readable in STORMS:
        with database(journal, server, scratch) as url:
            size = replace(LONG, replicas=replicas)
            outcome = storm(url, scratch, size, journal=journal, readable=readable)
        counted = [getattr(outcome, column) for column in COLUMNS]
        looked = "read" if readable else "closed"
        tell(journal or "postgres", replicas, looked, outcome.faults.total(), *counted, round(outcome.seconds))
        met += outcome.faults
        well = well and as_promised(outcome, readable=readable)
    for name, times in sorted(met.items()):
        print(f"  {times:>5} {name}")
    return well


def as_promised(outcome: Outcome, *, readable: bool) -> bool:
    """Where the history can be read, nothing is there twice; where it cannot, what is there twice says so."""
    return (outcome.lost, outcome.doubled) == (0, 0) and (not readable or not outcome.repeated)


def main(only: str = "") -> None:
    """What does not hold ends it with the place where it was seen."""
    with tempfile.TemporaryDirectory() as scratch, FakeSlack() as slack, running_postgres(durable=True) as server:
        if only != "storm":
            killed(slack, server, Path(scratch))
        well = everything_at_once(server, Path(scratch))
    sys.exit(0 if well else "Something was lost or doubled.")


if __name__ == "__main__":
    main(*sys.argv[1:])
