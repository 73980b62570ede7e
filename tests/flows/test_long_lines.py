"""What is longer than is read at once is said so at the door, by every command, and nothing typed is lost."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from bot.slack.routes import ROUTES
from tests.flows.table import Table, form_of, opened
from tests.flows.test_direct import says

ROOT = Path(__file__).parents[2]
LONG = " ".join(f"word{n}" for n in range(400)) + " the end"


@pytest.mark.parametrize("command", sorted(ROUTES.commands))
def test_every_command_gives_a_long_line_back_whole(
    table: Table, ana: Hands, acme: Channel, command: str
) -> None:
    opened(ana, acme)
    before = table.everything_stored()
    said = ana.types(f"{command} {LONG}", in_=acme)
    assert f"that is {len(LONG):,} characters, and I read 2,000 at once" in said.text
    assert "".join(LONG.split()) in "".join(said.text.split())
    assert table.everything_stored() == before


@pytest.mark.parametrize(
    "line", ["/offer midpoint price ", "/deal note buyer: ", "/giveget coach "]
)
def test_behind_a_word_too_and_with_what_slack_escapes(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    said = ana.types(line + "a & b < c " * 400, in_=acme)
    assert "characters, and I read 2,000 at once" in said.text
    assert said.text.count("a & b < c") >= 390


def test_two_thousand_characters_are_read(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    line = "5% off cost 12k because " + "x" * 1_900
    assert "at once" not in ana.types(f"/concede {line}", in_=acme).text


def test_a_deal_is_not_opened_under_a_name_that_is_too_long(
    table: Table, ana: Hands, acme: Channel
) -> None:
    name = "Acme " + "x" * 76
    said = ana.types(f"/deal open {name} selling 240k EUR", in_=acme)
    assert "The name of a deal may have 80 characters." in said.text
    assert f"{name} selling 240k EUR" in said.text
    assert table.deals() == []
    ana.types(f"/deal open {name[:-1]} selling 240k EUR", in_=acme)
    assert table.deal.name == name[:-1]


def test_the_same_of_a_name_in_german(table: Table, slack: FakeSlack, acme: Channel) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    said = dana.types(f"/deal eröffnen {'y' * 81} Verkauf 240k EUR", in_=acme)
    assert "Der Name eines Deals darf 80 Zeichen haben." in said.text
    assert "y" * 81 in said.text
    assert table.deals() == []


def test_rows_of_a_spreadsheet_have_a_bound_of_their_own(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    rows = "\n".join(f"{n},give,item {n},{n}" for n in range(130))
    form = form_of(ana.types(f"/deal import id,move,what,cost\n{rows}", in_=acme))
    assert form is not None


def test_a_long_message_to_the_bot_is_told_too(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = says(ana, LONG)
    assert f"that is {len(LONG):,} characters" in said.text
    assert "word399" not in said.text


def test_the_same_in_german(table: Table, slack: FakeSlack) -> None:
    dana = slack.person("Dana")
    said = dana.types(f"/coach {LONG}")
    assert "Zeichen, und ich lese 2.000 auf einmal" in said.text


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_files_that_the_program_makes_are_for_whoever_runs_it(tmp_path: Path) -> None:
    path = tmp_path / "giveget.db"
    environment = {
        **os.environ,
        "GIVEGET_DATABASE_URL": f"sqlite:///{path}",
        "GIVEGET_PLANS_IN_CLEAR_TEXT": "yes",
        "PYTHONPATH": str(ROOT),
    }
    subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        cwd=tmp_path,
        env=environment,
        check=True,
        timeout=600,
        umask=0o000,
        capture_output=True,
    )
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
