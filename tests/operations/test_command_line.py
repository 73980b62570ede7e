import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import orjson
import pytest
from click.testing import CliRunner

from bot.__main__ import COMMANDS as LINES
from bot.__main__ import giveget
from bot.language.lines import Command
from tests.architecture.sources import ROOT
from tests.operations.running import run

COMMANDS = sorted(giveget.commands)


def listed(group: click.Group) -> Iterator[tuple[str, str]]:
    """Each command and its help."""
    for name in COMMANDS:
        shown = CliRunner().invoke(group, [name, "--help"])
        assert shown.exit_code == 0
        yield name, shown.output


def test_every_command_shows_examples_of_itself() -> None:
    for name, shown in listed(giveget):
        examples = [
            line
            for line in shown.partition("Examples:")[2].splitlines()
            if f"giveget {name}" in line
        ]
        assert len(examples) >= 2, name
        assert all(line.startswith("  ") for line in examples)


@pytest.mark.parametrize(
    "arguments",
    [
        ["concede"],
        ["play", "--port", "0"],
        ["play", "--headless"],
        ["play", "--story", "renewal"],
        ["export"],
        ["export", "D1", "--format", "docx"],
        ["doctor", "--loud"],
    ],
)
def test_arguments_that_cannot_be_used_exit_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(giveget, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("command", "names"),
    [
        ("serve", ["GIVEGET_SLACK_SIGNING_SECRET", "GIVEGET_SLACK_BOT_TOKEN"]),
        ("socket", ["GIVEGET_SLACK_APP_TOKEN", "GIVEGET_SLACK_BOT_TOKEN"]),
    ],
)
def test_serving_without_secrets_fails_in_one_line_that_names_them(
    tmp_path: Path, command: str, names: list[str]
) -> None:
    done = run(tmp_path, command)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert all(name in line for name in names)


def test_an_address_in_use_is_told_in_one_line(tmp_path: Path) -> None:
    secrets = {
        "GIVEGET_SLACK_SIGNING_SECRET": "0123456789abcdef" * 2,
        "GIVEGET_SLACK_BOT_TOKEN": "xoxb-1",
        "GIVEGET_PLANS_IN_CLEAR_TEXT": "yes",
    }
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(tmp_path, "serve", GIVEGET_PORT=str(port), **secrets)
    assert (done.returncode, done.stderr) == (
        1,
        f"giveget: Cannot listen on 127.0.0.1:{port}: Address already in use.\n",
    )


def test_a_setting_that_cannot_be_used_fails_in_one_line_without_its_value(tmp_path: Path) -> None:
    done = run(tmp_path, "migrate", GIVEGET_DATABASE_URL="mysql://anna:hunter2@db/deals")
    [line] = done.stderr.splitlines()
    assert done.returncode == 1
    assert line.startswith(
        "giveget: GIVEGET_DATABASE_URL must be an SQLite or PostgreSQL address, for example "
    )
    assert "hunter2" not in line


def test_the_doctor_prints_one_json_value_and_nothing_else(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", "--json")
    assert (done.returncode, done.stderr) == (1, "")
    findings = orjson.loads(done.stdout)
    assert {"check", "severity", "seen", "advice"} == set(findings[0])
    assert "GIVEGET_SLACK_BOT_TOKEN is empty." in [finding["seen"] for finding in findings]


def test_the_doctor_reports_settings_that_cannot_be_read(tmp_path: Path) -> None:
    done = run(tmp_path, "doctor", GIVEGET_PORT="seaside")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "problem  settings        GIVEGET_PORT cannot be used. It must be a port from 1"
    )
    assert "seaside" not in done.stdout


def test_a_new_database_is_migrated_and_the_doctor_is_content_with_it(tmp_path: Path) -> None:
    assert "It has no tables yet." in run(tmp_path, "doctor").stdout
    migrated = run(tmp_path, "migrate")
    assert (migrated.returncode, migrated.stderr) == (0, "")
    assert "Its tables are at migration" in run(tmp_path, "doctor").stdout
    assert (tmp_path / "giveget.db").exists()


def test_exporting_an_unknown_deal_fails_in_one_line(tmp_path: Path) -> None:
    run(tmp_path, "migrate")
    done = run(tmp_path, "export", "nowhere")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1


def test_the_command_line_starts_with_little() -> None:
    """Reading a line or asking for help needs neither server nor settings nor database."""
    look = "import sys, bot.__main__, bot.operations.read, bot.operations.say; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    heavy = {
        "granian",
        "jinja2",
        "multiprocessing",
        "prometheus_client",
        "pydantic",
        "slack_bolt",
        "sqlalchemy",
        "structlog",
    }
    assert heavy & set(done.stdout.split()) == set()


def test_the_commands_whose_lines_are_read_are_the_readers_own() -> None:
    assert list(LINES) == [command.value for command in Command]


def rows(output: str) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in output.splitlines()]


def test_one_line_is_read_into_one_json_value() -> None:
    line = "5% off cost 12k for 24-month term by Friday"
    done = CliRunner().invoke(giveget, ["read", "--today", "2026-11-23", "--json", line])
    [row] = rows(done.stdout)
    assert (done.exit_code, row["what"], row["for"], row["due"]) == (
        0,
        "5% off",
        "24-month term",
        "2026-11-27",
    )
    assert row["cost"] == {"amount": "12000", "currency": None, "estimate": False}


def test_rows_are_read_under_their_own_command_and_locale(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text(
        '{"id": "a", "command": "/got", "text": "reference call worth 5k"}\n'
        "\n"
        '{"id": 2, "text": "onboarding cost 1.500,50", "locale": "de-DE"}\n'
        '{"id": "c", "text": "", "locale": null}\n'
    )
    done = CliRunner().invoke(
        giveget, ["read", "--today", "2026-11-23", "--jsonl", str(tmp_path / "lines.jsonl")]
    )
    got, cost, empty = rows(done.stdout)
    assert (got["id"], got["worth"]) == (
        "a",
        {"amount": "5000", "currency": None, "estimate": False},
    )
    assert (cost["id"], cost["cost"]) == (
        2,
        {"amount": "1500.5", "currency": None, "estimate": False},
    )
    assert (empty["id"], empty["refuse"]) == ("c", True)


@pytest.mark.parametrize(
    "row", ["{", "[]", "{}", '{"text": 1}', '{"text": "a", "command": "/offer"}', "\xff"]
)
def test_a_row_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "lines.jsonl").write_bytes(
        b'{"id": 1, "text": "5% off"}\n' + row.encode("latin-1") + b"\n"
    )
    done = run(tmp_path, "read", "--jsonl", "lines.jsonl")
    assert done.returncode == 1
    assert done.stderr == (
        "giveget: Line 2 cannot be used: A row is a JSON object with an id, a text and one of the commands.\n"
    )


@pytest.mark.parametrize(
    "arguments", [[], ["--json", "a", "--jsonl", "-"], ["--json", "a", "--today", "Friday"]]
)
def test_reading_wants_either_a_line_or_rows(arguments: list[str]) -> None:
    assert CliRunner().invoke(giveget, ["read", *arguments]).exit_code == 2
