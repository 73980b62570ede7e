"""The wheel is whole: it holds what the program reads, and every command runs from it, away from the checkout."""

import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.__main__ import giveget
from bot.playground.fake_slack import FakeSlack
from tests.architecture.sources import ROOT
from tests.ports import free_port

pytestmark = pytest.mark.packaging

SHIPPED = (
    "bot/language/words/en.toml",
    "bot/language/words/de.toml",
    "bot/language/words/questions/en.toml",
    "bot/language/sentences/weights.txt",
    "bot/language/words/concerns/en.toml",
    "bot/language/concern_weights.txt",
    "bot/language/concern_kinds.txt",
    "bot/language/sentences/guesses.txt",
    "bot/playground/static/main.js",
    "bot/playground/stories/renewal.story",
    "bot/py.typed",
    "bot/manifest.yml",
    "bot/manifest-with-names.yml",
    "bot/migrations/env.py",
)
PATIENCE = 900


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "-w", str(folder), "."]
    subprocess.run(build, cwd=ROOT, check=True, timeout=900)
    (wheel,) = folder.glob("giveget-*.whl")
    return wheel


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    """The names of the files in the wheel."""
    return set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("path", SHIPPED)
def test_the_wheel_holds_what_the_program_reads(contents: set[str], path: str) -> None:
    assert path in contents


def test_the_wheel_holds_every_module_and_no_test(contents: set[str]) -> None:
    modules = {str(path.relative_to(ROOT)) for path in (ROOT / "bot").rglob("*.py")}
    assert modules - contents == set()
    assert [name for name in contents if name.startswith(("tests/", "migrations/"))] == []


def test_the_wheel_holds_every_template_and_migration(contents: set[str]) -> None:
    files = {
        f"bot/{path.relative_to(ROOT)}"
        for folder in ("templates", "migrations")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - contents == set()
    assert [name for name in contents if "__pycache__" in name] == []


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel is installed in. What it depends on is that of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--target"]
    subprocess.run([*install, str(folder), str(wheel)], check=True, timeout=900)
    return folder


@pytest.fixture(scope="module")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as slack:
        yield slack


def environment(installed: Path, **settings: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GIVEGET_")}
    return bare | {"PYTHONPATH": str(installed), **settings}


def run(
    installed: Path, folder: Path, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    """A command of the installed program, with these settings alone."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment(installed, **settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_it_is_the_installed_program_that_runs(installed: Path, tmp_path: Path) -> None:
    script = "import bot; print(bot.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(installed),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert told.stdout.startswith(str(installed))


LINES = '{"id": 1, "text": "5% off cost 12k", "command": "/concede"}\n'
TALKS = (
    '{"id": 1, "side": "selling", "before": ["/concede 5% off cost 12k"], "typed": "what now?"}\n'
)
SHEET = "id,move,what,day,cost\ng1,give,a lantern,2026-11-12,2000\n"
DRAFTS = '{"id": 1, "text": "We can do 5% off if you sign by Friday."}\n'


def test_every_command_runs_from_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    """In the order in which an operator meets them."""
    (tmp_path / "lines.jsonl").write_text(LINES)
    (tmp_path / "drafts.jsonl").write_text(DRAFTS)
    (tmp_path / "talks.jsonl").write_text(TALKS)
    database = f"sqlite:///{tmp_path / 'giveget.db'}"
    for arguments, said in (
        (("--version",), "giveget 0."),
        (("migrate",), ""),
        (("tick",), "0 lapsed"),
        (("audit",), ""),
        (("backup", "copy.db"), ""),
        (("restore", "copy.db", "--force"), "Restored"),
        (("read", "--jsonl", "lines.jsonl"), "5% off"),
        (("say", "--jsonl", "drafts.jsonl"), "5% off"),
        (("replay", str(ROOT / "tests/operations/traces.jsonl"), "--json"), "two issues"),
        (("converse", "talks.jsonl", "--json"), "5% off"),
        (("webhook", "list"), ""),
        (("play", "--headless", "--story", "renewal"), "Acme"),
    ):
        done = run(installed, tmp_path, *arguments, GIVEGET_DATABASE_URL=database)
        assert (done.returncode, done.stderr) == (0, ""), (arguments, done.stderr)
        assert said in done.stdout, arguments


@pytest.mark.parametrize(
    ("arguments", "module", "extra"),
    [
        (("play", "--headless", "--story", "renewal"), "starlette", "play"),
        (("migrate",), "psycopg", "postgres"),
    ],
)
def test_a_library_that_is_missing_is_named_with_its_extra(
    installed: Path, tmp_path: Path, arguments: tuple[str, ...], module: str, extra: str
) -> None:
    script = f"import sys; sys.modules[{module!r}] = None; from bot.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=tmp_path,
        env=environment(
            installed, GIVEGET_DATABASE_URL="postgresql+psycopg://giveget@localhost/giveget"
        ),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert f"pip install 'giveget[{extra}]'" in done.stderr


def test_the_doctor_finds_the_files_of_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "doctor")
    assert "is missing. Install" not in done.stdout
    assert "manifest.yml" not in done.stdout


def test_over_a_socket_it_needs_its_two_tokens_and_no_signing_secret(
    installed: Path, slack: FakeSlack, tmp_path: Path
) -> None:
    database = f"sqlite:///{tmp_path / 'giveget.db'}"
    assert run(installed, tmp_path, "migrate", GIVEGET_DATABASE_URL=database).returncode == 0
    settings = {
        "GIVEGET_DATABASE_URL": database,
        "GIVEGET_SLACK_API_URL": f"{slack.url}/api/",
        "GIVEGET_SLACK_BOT_TOKEN": slack.board.tokens.bot,
        "GIVEGET_SLACK_APP_TOKEN": slack.board.tokens.app,
        "GIVEGET_ENCRYPTION_KEY": "A" * 43 + "=",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "socket"],
        cwd=tmp_path,
        env=environment(installed, **settings),
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            slack.connect_socket()
            assert slack.wait_until(lambda: slack.board.sockets.count == 1, seconds=PATIENCE)
            ana, acme = slack.person("Ana"), slack.channel("acme")
            said = ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
            assert "Deal open" in said.text
            assert "Recorded get #1" in ana.types("/got case study worth 5k", in_=acme).text
        finally:
            program.terminate()
    assert program.returncode == 0


def test_over_http_it_needs_a_secret_a_token_and_a_key_and_then_every_other_command_finds_the_deal(
    installed: Path, slack: FakeSlack, tmp_path: Path
) -> None:
    """The database is the one beside it, as the README says."""
    port = free_port()
    needed = {
        "GIVEGET_SLACK_SIGNING_SECRET": slack.board.signing_secret,
        "GIVEGET_SLACK_BOT_TOKEN": slack.board.tokens.bot,
        "GIVEGET_ENCRYPTION_KEY": "A" * 43 + "=",
    }
    here = {"GIVEGET_SLACK_API_URL": f"{slack.url}/api/", "GIVEGET_PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        cwd=tmp_path,
        env=environment(installed, **needed, **here),
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_ready(address)
            slack.connect(address)
            ana, acme = slack.person("Ana"), slack.channel("acme")
            opened = ana.types("/deal open Lantern renewal selling 240k EUR", in_=acme)
            assert "Deal open" in opened.text
        finally:
            program.terminate()
    assert program.returncode == 0
    (tmp_path / "moves.csv").write_text(SHEET)
    for arguments, told in (
        (("import", "moves.csv", "--deal", "Lantern renewal"), "1 move"),
        (("export", "Lantern renewal", "--format", "json"), "a lantern"),
        (("calendar", "--deal", "Lantern renewal"), ""),
        (("reseal",), ""),
        (("audit",), "opened"),
    ):
        done = run(installed, tmp_path, *arguments, **needed)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        assert told in done.stdout, (arguments, done.stdout)


def wait_until_ready(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{address}/health/ready", trust_env=False).raise_for_status()
        except httpx.HTTPError:
            assert time.monotonic() < deadline, "the server did not come up"
            time.sleep(0.1)
        else:
            return


def test_each_command_is_tried_here() -> None:
    source = Path(__file__).read_text()
    assert [name for name in giveget.commands if f'"{name}"' not in source] == []
