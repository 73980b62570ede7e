import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.engine import Journal, connect
from bot.store.store import SqlStore
from tests.store.dying import LAST_STEP, kept
from tests.store.table import ANA, acme

ROOT = Path(__file__).parents[2]
DYING = (sys.executable, "-m", "tests.store.dying")


@pytest.fixture(params=list(Journal))
def journal(request: pytest.FixtureRequest, sqlite_url: str) -> Journal:
    """Either journal, over a file with one deal in it."""
    chosen = Journal(request.param)
    database = connect(sqlite_url, journal=chosen)
    with SqlStore(database).work() as work:
        work.deals.insert(acme(), None, ANA)
    database.close()
    return chosen


def test_dying_at_any_step_keeps_the_whole_entry_or_nothing_of_it(
    sqlite_url: str, journal: Journal
) -> None:
    done = subprocess.run(
        [*DYING, sqlite_url, journal, "steps"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    left = {int(step): int(entries) for step, entries in map(str.split, done.stdout.splitlines())}
    first = min(step for step, entries in left.items() if entries)
    assert first > 6, "no step before the commit was reached"
    assert left == {step: max(0, step - first + 1) for step in range(1, LAST_STEP + 1)}


@pytest.mark.parametrize("acknowledged", [1, 7, 20])
def test_what_was_acknowledged_survives_a_kill(
    sqlite_url: str, journal: Journal, acknowledged: int
) -> None:
    with subprocess.Popen(
        [*DYING, sqlite_url, journal, "forever"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        told = [int(program.stdout.readline()) for _ in range(acknowledged)]
        program.kill()
        told += [int(line) for line in program.stdout if line.endswith("\n")]
    assert told == list(range(1, len(told) + 1))
    assert len(told) <= kept(sqlite_url, journal) <= len(told) + 1
