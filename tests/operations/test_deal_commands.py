"""The commands around a running bot, as an operator types them: over one database, from end to end."""

import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from xlsxwriter import Workbook

from bot.__main__ import giveget
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import fold_entries
from bot.domain.moves import Move
from bot.domain.plans import Plan
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.playground.wire import UNHURRIED
from bot.store.engine import connect
from bot.store.store import SqlStore
from tests.architecture.sources import ROOT
from tests.operations.running import run_line
from tests.store.table import ANA, acme
from tests.store.template import make_database

CONVERSATION = (
    '{"id": 1, "deal": "/deal open Acme selling 9k EUR", '
    '"lines": [{"on": "2026-11-23", "by": "ana", "typed": "/ask a logo"}]}'
)
QUESTION = '{"id": 1, "side": "selling", "typed": "/coach they want 5% off"}'

LINES = [
    "/deal open Acme renewal selling 240k EUR",
    "/concede 5% off cost 12,345.67 worth 20k for 24-month term because they commit volume",
    "/concede a training day cost 10-15k",
    "/got reference call worth 5k for #1",
    "/ask a logo on the site by 3 Dec",
    "/deal undo",
]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(patience=UNHURRIED) as slack:
        yield slack


@pytest.fixture
def folder(slack: FakeSlack, tmp_path: Path) -> Path:
    """A folder with the database of a bot that was used."""
    settings = settings_for(slack.settings(make_database(tmp_path / "giveget.db")))
    bot = build(settings, clock=slack.clock, patience=UNHURRIED)
    slack.connect(bot.web)
    ana, acme_channel = slack.person("Ana"), slack.channel("acme")
    for line in LINES:
        ana.types(line, in_=acme_channel)
    bot.close()
    return tmp_path


def moves_of(folder: Path) -> Mapping[MoveNo, Move]:
    database = connect(f"sqlite:///{folder / 'giveget.db'}", threads=1)
    with SqlStore(database).reading() as work:
        (deal,) = work.deals.list_all()
        moves = fold_entries(work.ledger.list_entries(deal.team, deal.id), deal.yardstick).moves
    database.close()
    return moves


def test_an_export_holds_every_move_and_every_entry_with_exact_amounts(folder: Path) -> None:
    done = run_line(folder, "giveget export 'acme RENEWAL' --format json")
    assert (done.returncode, done.stderr) == (0, "")
    exported = json.loads(done.stdout, parse_float=Decimal)
    stored = moves_of(folder)
    assert [move["no"] for move in exported["moves"]] == sorted(stored)
    for told in exported["moves"]:
        move = stored[told["no"]]
        assert (told["what"], told["state"], told["typed"]) == (move.what, move.state, move.typed)
        assert told["on"] == move.on.isoformat()
    costs = [move["cost"] for move in exported["moves"]]
    assert costs[0]["amount"] == "12345.67"
    assert not list(floats(exported))
    assert [entry["verb"] for entry in exported["entries"]][-1] == "undone"
    assert [entry["seq"] for entry in exported["entries"]] == list(range(1, len(LINES) + 1))


def floats(value: object, path: str = "") -> Iterator[str]:
    """Where a JSON value holds a number with a fraction, which is no longer exact in most readers."""
    if isinstance(value, Decimal | float):
        yield path
    for name, each in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield from floats(each, f"{path}/{name}")


def test_three_operators_may_migrate_at_once_and_once_more(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as three:
        done = list(three.map(lambda _: run_line(tmp_path, "giveget migrate"), range(3)))
    assert [(one.returncode, one.stdout, one.stderr) for one in done] == [(0, "", "")] * 3
    again = run_line(tmp_path, "giveget migrate")
    assert (again.returncode, again.stderr) == (0, "")


def test_the_doctor_finds_nothing_in_the_way_of_a_bot_that_can_serve(
    slack: FakeSlack, folder: Path
) -> None:
    good = {
        "GIVEGET_SLACK_API_URL": f"{slack.url}/api/",
        "GIVEGET_SLACK_SIGNING_SECRET": slack.board.signing_secret,
        "GIVEGET_SLACK_BOT_TOKEN": slack.board.tokens.bot,
        "GIVEGET_SLACK_APP_TOKEN": slack.board.tokens.app,
        "GIVEGET_ENCRYPTION_KEY": "A" * 43 + "=",
    }
    well = run_line(folder, "giveget doctor --json", **good)
    assert [one for one in json.loads(well.stdout) if one["severity"] == "problem"] == []
    assert well.returncode == 0
    ill = run_line(
        folder, "giveget doctor", **(good | {"GIVEGET_SLACK_BOT_TOKEN": "xoxb-somebody-elses"})
    )
    assert ill.returncode == 1
    assert "Slack did not accept the bot token" in ill.stdout
    assert "somebody" not in ill.stdout + ill.stderr


def test_a_story_is_told_without_a_browser(tmp_path: Path) -> None:
    told = run_line(tmp_path, "giveget play --headless --story renewal")
    assert (told.returncode, told.stderr) == (0, "")
    assert "Deal open: Acme renewal" in told.stdout
    assert list(tmp_path.iterdir()) == []
    unknown = run_line(tmp_path, "giveget play --headless --story nosuch")
    assert unknown.returncode == 1
    assert unknown.stdout == ""
    assert (
        unknown.stderr
        == "giveget: There is no story 'nosuch'; there are buying, hiring, partnering, renewal.\n"
    )


ENDLESS = {"serve", "socket"}


def examples() -> list[str]:
    """What `--help` of each command says one may type, apart from what runs until it is stopped."""
    shown = [
        CliRunner().invoke(giveget, [name, "--help"]).output
        for name in giveget.commands
        if name not in ENDLESS
    ]
    lines = [line.strip() for text in shown for line in text.partition("Examples:")[2].splitlines()]
    typed = [line for line in lines if "giveget" in line]
    return [
        line for line in typed if "--headless" in line or not re.search(r"giveget play\b", line)
    ]


def write_tracker(path: Path) -> None:
    """A spreadsheet of gives with a heading that has to be explained."""
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Item", "Cost to us"])
        sheet.write_row(1, 0, ["spare parts kit", "3,000 EUR"])


def test_there_are_examples_to_try() -> None:
    assert len(examples()) > 8
    assert isinstance(giveget, click.Group)


def test_every_example_of_the_help_works(tmp_path: Path) -> None:
    path = tmp_path / "giveget.db"
    database = connect(make_database(path), threads=1)
    with SqlStore(database).work() as work:
        work.deals.insert(acme(deal=DealId("0198c2f4")), None, ANA)
    database.close()
    traces = (ROOT / "tests/operations/traces.jsonl").read_text()
    for name, text in {
        "lines.jsonl": '{"id": 1, "text": "5% off for 24-month term"}\n',
        "sentences.jsonl": '{"id": 1, "text": "We can do 10% off"}\n',
        "moves.csv": "deal,move,what\nAcme renewal,give,5% off\n",
        "job_interview.traces.jsonl": traces,
        "some.traces.jsonl": traces,
        "conversations.jsonl": CONVERSATION,
        "questions.jsonl": QUESTION,
    }.items():
        (tmp_path / name).write_text(text)
    write_tracker(tmp_path / "tracker.xlsx")
    elsewhere = (
        "postgresql",
        "doctor",
        "giveget play",
        "/var/backups",
        "--plan-for",
        "reseal",
        "giveget webhook",
    )
    tried = [line for line in examples() if not any(word in line for word in elsewhere)]
    restores = [line for line in tried if " restore " in line]
    # One after the other: an import does not wait long for somebody else who writes.
    imports = [line for line in tried if " import " in line]
    with ThreadPoolExecutor(2) as two:
        done = list(
            two.map(
                lambda line: run_line(tmp_path, line),
                [line for line in tried if line not in (*restores, *imports)],
            )
        )
    done += [run_line(tmp_path, line) for line in imports]
    path.unlink()
    done += [run_line(tmp_path, line) for line in restores]
    assert len(restores) == 2
    assert [(one.args[-1], one.stderr) for one in done if one.returncode] == []


def test_plans_are_sealed_anew_under_a_first_key(tmp_path: Path) -> None:
    database = connect(make_database(tmp_path / "giveget.db"), threads=1)
    with SqlStore(database).work() as work:
        work.deals.insert(acme(deal=DealId("0198c2f4")), None, ANA)
        work.plans.save(acme().team, DealId("0198c2f4"), Plan(hint="a lantern"))
    database.close()
    refused = run_line(tmp_path, "giveget reseal")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "GIVEGET_ENCRYPTION_KEY is empty" in refused.stderr
    old, new = "A" * 43 + "=", "B" * 43 + "="
    first = run_line(tmp_path, "giveget reseal", GIVEGET_ENCRYPTION_KEY=old)
    assert first.stdout == "Sealed with the first key: 1. Do not open: 0.\n"
    wrong = run_line(tmp_path, "giveget reseal", GIVEGET_ENCRYPTION_KEY=new)
    assert (wrong.returncode, wrong.stdout) == (
        1,
        "Sealed with the first key: 0. Do not open: 1.\n",
    )
    both = run_line(tmp_path, "giveget reseal", GIVEGET_ENCRYPTION_KEY=f"{new},{old}")
    assert both.stdout == first.stdout
