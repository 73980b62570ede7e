"""The audit as an operator reads it: over one database that was used, from end to end."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.coach.feed import deliver_entries
from bot.coach.records import EntryCursor, FeedEntry
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.playground.wire import UNHURRIED
from bot.store.engine import connect
from bot.store.store import SqlStore
from tests.operations.running import run
from tests.store.template import make_database
from tests.texts import without_chance

SECRET = "confidential rebate"
LINES = [
    "/deal open Acme renewal selling 240k EUR",
    f"/concede {SECRET} cost 12k for 24-month term",
    f"/ask {SECRET}",
    "/deal undo",
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with the database of a bot that was used."""
    with FakeSlack(patience=UNHURRIED) as slack:
        settings = settings_for(slack.settings(make_database(tmp_path / "giveget.db")))
        bot = build(settings, clock=slack.clock, patience=UNHURRIED)
        slack.connect(bot.web)
        for line in LINES:
            slack.person("Ana").types(line, in_=slack.channel("acme"))
        bot.close()
        yield tmp_path


def audit(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run(folder, "audit", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_audit_says_who_did_what_and_nothing_of_the_deal(folder: Path) -> None:
    lines = audit(folder)
    assert [line["verb"] for line in lines] == ["opened", "recorded", "recorded", "undone"]
    assert {line["person"] for line in lines} == {"U000000ANA"}
    assert lines[1]["moves"][0] == {"no": 1, "kind": "give", "state": "conditional", "version": 1}
    assert lines[3]["moves"][0]["state"] == "void"
    assert lines[3]["before"][0]["state"] == "open"
    assert all(datetime.fromisoformat(line["at"]).tzinfo for line in lines)
    told = without_chance(json.dumps(lines))
    assert SECRET not in told
    assert "Acme" not in told
    assert "12000" not in told


def test_the_audit_goes_on_where_it_stopped(folder: Path) -> None:
    lines = audit(folder)
    assert audit(folder, "--since", lines[1]["cursor"]) == lines[2:]
    assert audit(folder, "--since", lines[-1]["cursor"]) == []


def test_a_cursor_of_nobody_is_refused_in_a_sentence(folder: Path) -> None:
    done = run(folder, "audit", "--since", "nonsense")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("giveget: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_subscriber_that_fails_gets_the_same_entries_again(folder: Path) -> None:
    store = SqlStore(connect(f"sqlite:///{folder / 'giveget.db'}", threads=1))
    taken: list[EntryCursor] = []

    def fail(_entries: object) -> None:
        raise OSError("the other side is away")

    def take(entries: Sequence[FeedEntry]) -> None:
        taken.extend(each.cursor for each in entries)

    with pytest.raises(OSError, match="away"):
        deliver_entries(fail, since=None, store=store)
    last = deliver_entries(take, since=None, store=store)
    assert len(taken) == len(LINES)
    assert last == taken[-1]
    assert deliver_entries(take, since=last, store=store) == last
    assert len(taken) == len(LINES)


def list_acts(folder: Path) -> list[tuple[str, str, str]]:
    """The acts of the operator, without those of reading them."""
    acts = [json.loads(line) for line in run(folder, "audit", "--acts").stdout.splitlines()]
    assert {(act["kind"], act["person"]) for act in acts} == {("operator", "operator")}
    assert SECRET not in json.dumps(acts)
    assert "Acme" not in json.dumps(acts)
    found = [(act["detail"], act["deal_id"] or "", act["whom"]) for act in acts]
    return [act for act in found if act[0] != "audit.acts"]


def test_each_command_that_reads_or_changes_is_one_act(folder: Path) -> None:
    (deal,) = {line["deal"] for line in audit(folder)}
    (folder / "moves.csv").write_text("we give,cost\ntraining,3000\n")
    for command in (
        ("export", "Acme renewal", "--format", "csv"),
        ("export", "Acme renewal", "--format", "md", "--plan-for", "U000000BEN"),
        ("import", "moves.csv", "--deal", "Acme renewal", "--dry-run"),
        ("import", "moves.csv", "--deal", "Acme renewal"),
        ("backup", "copy.db"),
        ("calendar", "--deal", "Acme renewal"),
        ("tick", "--at", "2026-11-24T09:00+01:00"),
        ("webhook", "retry"),
        ("webhook", "list"),
    ):
        run(folder, *command)
    assert list_acts(folder) == [
        ("audit", "", ""),
        ("export.csv", deal, ""),
        ("export.plan.md", deal, "U000000BEN"),
        ("import", deal, ""),
        ("backup", "", ""),
        ("calendar", deal, ""),
        ("tick.at", "", ""),
        ("webhook.retry", "", ""),
    ]


def test_a_backup_that_is_put_back_says_so(folder: Path) -> None:
    assert run(folder, "backup", "copy.db").returncode == 0
    assert run(folder, "restore", "copy.db", "--force").returncode == 0
    assert [act[0] for act in list_acts(folder)] == ["backup", "restore"]


def test_acts_are_written_as_a_whole(folder: Path) -> None:
    done = run(folder, "audit", "--acts", "--since", "0")
    assert done.returncode == 2
    assert "--since goes without it" in done.stderr
