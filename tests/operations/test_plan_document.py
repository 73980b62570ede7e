"""The private plan as a document, for those who may see it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.deals import Role
from bot.domain.plans import Plan
from bot.playground.samples.plans import PLAN
from bot.store.engine import connect
from bot.store.store import SqlStore
from tests.operations.running import run_line
from tests.store.table import ACME, ANA, BEN, TEAM, acme
from tests.store.template import make_database

PRIVATE = "The plan is for the deal's owner and the people the owner names"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a database in which Ana owns a deal, where Ben takes part."""
    database = connect(make_database(tmp_path / "giveget.db"), threads=1)
    with SqlStore(database).work() as work:
        work.deals.insert(acme(), None, ANA)
        work.roles.save(TEAM, ACME, BEN, Role.MEMBER)
    database.close()
    return tmp_path


def plan(folder: Path, plan: Plan) -> None:
    """The deal's plan."""
    database = connect(f"sqlite:///{folder / 'giveget.db'}", threads=1)
    with SqlStore(database).work() as work:
        work.plans.save(TEAM, ACME, plan)
    database.close()


def test_its_owner_gets_all_of_the_plan(folder: Path) -> None:
    plan(folder, replace(PLAN, viewers=frozenset(), hint="*not* below <cost>"))
    done = run_line(folder, f"giveget export 'Acme renewal' --format md --plan-for {ANA}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Private plan: Acme renewal\n")
    for line in (
        "## Alternatives, walk-away and target",
        "- Break-even: 200,000 EUR (205,000 − 15,000 + 10,000). Below it the alternative is better.",
        "- Walk-away: 180,000 EUR",
        "## People on their side",
        "## Planned gives",
        "- Who signs above 200k?",
        r"\*not\* below \<cost\>",
    ):
        assert line in done.stdout
    page = run_line(folder, f"giveget export 'Acme renewal' --format html --plan-for {ANA}")
    assert "<h1>Private plan: Acme renewal</h1>" in page.stdout
    assert "&lt;cost&gt;" in page.stdout
    assert "<script" not in page.stdout


def test_others_are_told_the_same_with_and_without_a_plan(folder: Path) -> None:
    line = f"giveget export 'Acme renewal' --format md --plan-for {BEN}"
    before = run_line(folder, line)
    assert (before.returncode, before.stdout) == (1, "")
    assert PRIVATE in before.stderr
    plan(folder, replace(PLAN, viewers=frozenset()))
    after = run_line(folder, line)
    stranger = run_line(folder, "giveget export 'Acme renewal' --format md --plan-for U9")
    assert (after.stdout, after.stderr) == (before.stdout, before.stderr)
    assert stranger.stderr == before.stderr
    rhythm = run_line(folder, "giveget export 'Acme renewal' --format md")
    assert "180,000" not in rhythm.stdout


def test_a_named_viewer_gets_it_and_only_as_a_page(folder: Path) -> None:
    plan(folder, replace(PLAN, viewers=frozenset({BEN})))
    line = f"giveget export 'Acme renewal' --plan-for {BEN}"
    assert "Walk-away: 180,000 EUR" in run_line(folder, f"{line} --format md").stdout
    assert PRIVATE in run_line(folder, f"{line} --format json").stderr
