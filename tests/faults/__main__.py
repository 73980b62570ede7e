"""Kills over many lives and everything at once, on each database: `make faults`. Under 25 minutes on two cores, with a
verdict at the end; the suite has the short form.

python -m tests.faults [storm]    all of it, or only everything at once
"""

import logging
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.playground.fake_slack import FakeSlack
from bot.store.engine import Journal
from tests.faults.conftest import migrated
from tests.faults.storm import Outcome, Size, storm
from tests.faults.test_kills import lives
from tests.faults.test_steps import dying_at_each_step
from tests.store.postgres import empty_database, running_postgres

KILLS, MANY = 12, 60
LONG = Size(posts=1200, submissions=1200, seconds=60, replicas=1, speed=20)
LONGEST = 25 * 60
"""Seconds after which it ends whatever happens, with a verdict that says so."""
ALONE = ("test_rare_trouble.py", "test_naive_ledger.py", "test_health.py")
EVERY = (Journal.WAL, Journal.DELETE, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Where everything goes wrong at once, and whether Slack's history may be read there."""

    journal: Journal | None
    replicas: int
    readable: bool = True

    @property
    def name(self) -> str:
        kept = f"sqlite {self.journal}" if self.journal else "postgres"
        return f"{kept} ×{self.replicas}{'' if self.readable else ' closed'}"


RUNS = (
    Run(journal=Journal.WAL, replicas=1),
    Run(journal=Journal.DELETE, replicas=2),
    Run(journal=None, replicas=1),
    Run(journal=None, replicas=4),
    Run(journal=None, replicas=3, readable=False),
)


@contextmanager
def database(journal: Journal | None, server: str, scratch: Path) -> Iterator[tuple[str, Path]]:
    """A new database, in a folder of its own or on the server where there is no journal to choose."""
    folder = scratch / str(time.monotonic_ns())
    folder.mkdir()
    if journal is not None:
        yield migrated(f"sqlite:///{folder / 'giveget.db'}"), folder
        return
    with empty_database(server) as url:
        yield migrated(url), folder


def tell(*columns: object, wide: int = 20) -> None:
    first, *others = columns
    print(f"{first!s:<{wide}}", *(f"{column!s:>12}" for column in others), flush=True)


def killed(slack: FakeSlack, server: str, scratch: Path) -> None:
    """Nothing but kills: at each step of a request, then at random."""
    tell("database", "killed", "acknowledged", "sent again")
    for journal in EVERY:
        with database(journal, server, scratch) as (url, _):
            died = dying_at_each_step(slack, url, journal)
        tell(journal or "postgres", died, 0, died)
    for journal in (Journal.WAL, None):
        slack.reset()
        with database(journal, server, scratch) as (url, folder):
            early, late = lives(slack, url, folder, kills=KILLS, many=MANY)
        tell(journal or "postgres", KILLS, early, late)
    print("Everything that was acknowledged is there once, and nothing by half.\n")


def one_at_a_time() -> bool:
    """Trouble that comes alone, as the suite has it; whether all of it went as promised."""
    print("Trouble that comes one at a time", flush=True)
    cases = [str(Path(__file__).with_name(name)) for name in ALONE]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *cases]
    return subprocess.run(command, check=False).returncode == 0


COLUMNS = (
    "posts",
    "acknowledged",
    "reads",
    "changes",
    "deliveries",
    "lost",
    "doubled",
    "repeated",
    "held",
    "late",
)


def everything_at_once(server: str, scratch: Path) -> bool:
    """All faults together; whether all went as promised."""
    print(
        f"Seed {LONG.seed}. Clocks run {LONG.speed:g} times as fast, every other one two minutes ahead. Repeated "
        "messages say so themselves; held ones are kept with a reason; late ones came over five minutes late."
    )
    tell("database ×replicas", "faults", *COLUMNS, "seconds", "invariants")
    outcomes = [_told(run, server, scratch) for run in RUNS]
    _tell_kinds(outcomes)
    return all(
        as_promised(outcome, readable=run.readable)
        for run, outcome in zip(RUNS, outcomes, strict=True)
    )


def _told(run: Run, server: str, scratch: Path) -> Outcome:
    with database(run.journal, server, scratch) as (url, folder):
        outcome = _blown(run, url, folder)
    counted = [getattr(outcome, column) for column in COLUMNS]
    held = "all hold" if not outcome.broken else f"broken: {', '.join(outcome.broken)}"
    tell(run.name, outcome.faults.total(), *counted, round(outcome.seconds), held)
    for invariant, how in outcome.broken.items():
        print(f"    {invariant}: {how}", flush=True)
    return outcome


def _blown(run: Run, url: str, folder: Path) -> Outcome:
    try:
        return storm(
            url,
            folder,
            replace(LONG, replicas=run.replicas),
            journal=run.journal,
            readable=run.readable,
        )
    except AssertionError as broken:
        return Outcome(broken={"it did not end": str(broken).partition("\n")[0]})


def _tell_kinds(outcomes: Sequence[Outcome]) -> None:
    print("\nFaults injected, by kind")
    tell("", *(run.name.split(" closed")[0].removeprefix("sqlite ") for run in RUNS), wide=48)
    for kind in sorted({kind for outcome in outcomes for kind in outcome.faults}):
        tell(kind, *(outcome.faults[kind] for outcome in outcomes), wide=48)


def as_promised(outcome: Outcome, *, readable: bool) -> bool:
    """Where the history can be read, nothing is there twice; where it cannot, what is there twice says so."""
    kept = (outcome.lost, outcome.doubled) == (0, 0) and not outcome.broken
    return kept and outcome.posts == LONG.posts and (not readable or not outcome.repeated)


def main(only: str = "") -> None:
    """What does not hold is told, and ends it with 1."""
    began = time.monotonic()
    watchdog = threading.Timer(LONGEST, _give_up)
    watchdog.daemon = True
    watchdog.start()
    logging.getLogger("uvicorn.error").addFilter(
        lambda _: False
    )  # the local Slack breaks connections on purpose
    with (
        tempfile.TemporaryDirectory() as scratch,
        FakeSlack() as slack,
        running_postgres(durable=True) as server,
    ):
        well = True
        if only != "storm":
            well = one_at_a_time()
            killed(slack, server, Path(scratch))
        well = everything_at_once(server, Path(scratch)) and well
    watchdog.cancel()
    minutes = (time.monotonic() - began) / 60
    if not well:
        print(f"VERDICT after {minutes:.1f} minutes: something was lost, doubled or broken.")
        sys.exit(1)
    print(
        f"VERDICT after {minutes:.1f} minutes: nothing lost, nothing doubled, all invariants hold."
    )


def _give_up() -> None:
    print(f"VERDICT: it did not end within {LONGEST // 60} minutes.", flush=True)

    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
