"""The whole bot as an operator runs it: `giveget serve` in processes of its own, to be asked, stopped and killed.

They are forked from one process that has read the bot's code already, since reading it takes most of a start.
"""

import ctypes
import multiprocessing
import os
import runpy
import signal
import ssl
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from subprocess import TimeoutExpired

import httpx

from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import Answer, HttpWire, Sending
from tests.architecture.sources import ROOT
from tests.ports import free_port

PATIENCE = 60.0
C = ctypes.CDLL(None)
NURSERY = multiprocessing.get_context("forkserver")
NURSERY.set_forkserver_preload(
    [
        "tests.program",
        "sqlalchemy.dialects.postgresql.psycopg",
        "tests.faults.dying",
        "tests.faults.programs",
    ]
)
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Made once, since making one takes longer than asking; nothing here speaks TLS."""
ON_OUR_END = 1
"""`PR_SET_PDEATHSIG` of Linux's `prctl`."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process that was started here."""

    _forked: ForkServerProcess

    @property
    def pid(self) -> int:
        return self._forked.pid or 0

    def poll(self) -> int | None:
        """Its exit code; None as long as it runs."""
        return self._forked.exitcode

    def wait(self, seconds: float) -> int:
        """Its exit code, once it has ended. Raises `TimeoutExpired`."""
        self._forked.join(seconds)
        code = self.poll()
        if code is None:
            raise TimeoutExpired("a program", seconds)
        return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One running bot. `log` is where its stderr goes."""

    process: Process
    address: str
    log: Path
    wire: HttpWire

    def send(self, sending: Sending) -> Answer:
        """A signed request, and what came of it within Slack's three seconds."""
        return self.wire.send(sending)

    def ready(self) -> httpx.Response:
        with httpx.Client(trust_env=False, verify=PLAIN, timeout=PATIENCE) as client:
            return client.get(f"{self.address}/health/ready")

    def worker(self) -> int:
        """The process that answers."""
        parent = self.process.pid
        return int(
            Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()[0]
        )

    def kill(self) -> None:
        """Takes the worker away without a word; its parent ends by itself."""
        os.kill(self.worker(), signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> int:
        """Asks it to end; its exit code."""
        os.kill(self.process.pid, signal.SIGTERM)
        return self.process.wait(PATIENCE)


KEY = "A" * 43 + "="
"""A key like any other, the same in every process of a test."""


def environment(slack: FakeSlack, url: str, **more: str) -> dict[str, str]:
    """What an operator sets, and nothing that this machine happens to have set."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GIVEGET_")}
    return bare | {
        "PYTHONPATH": str(ROOT),
        "GIVEGET_DATABASE_URL": url,
        "GIVEGET_SLACK_API_URL": f"{slack.url}/api/",
        "GIVEGET_SLACK_SIGNING_SECRET": slack.board.signing_secret,
        "GIVEGET_SLACK_BOT_TOKEN": slack.board.tokens.bot,
        "GIVEGET_SLACK_APP_TOKEN": slack.board.tokens.app,
        "GIVEGET_ENCRYPTION_KEY": KEY,
        # Whoever stops one here does not want to wait until a proxy has heard of it.
        "GIVEGET_NOTICE_SECONDS": "0",
        **more,
    }


@contextmanager
def starting(
    slack: FakeSlack, url: str, folder: Path, *command: str, log_level: str = "info"
) -> Iterator[Program]:
    """A bot over that database, perhaps not ready yet; killed at the end where the test did not stop it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / f"bot-{port}.log"
    variables = environment(slack, url, GIVEGET_PORT=str(port), GIVEGET_LOG_LEVEL=log_level)
    wire = HttpWire(address, slack.board.signing_secret, slack.board.exchange.patience)
    process = begun(command or ("bot", "serve"), variables, folder, log)
    try:
        yield Program(process=process, address=address, log=log, wire=wire)
    finally:
        wire.close()
        end(process)


def begun(
    command: tuple[str, ...], variables: Mapping[str, str], folder: Path, log: Path
) -> Process:
    """`python -m` with that command, in that folder and with those variables."""
    forked = NURSERY.Process(target=_be, args=(command, dict(variables), folder, log))
    forked.start()
    return Process(forked)


def _be(command: tuple[str, ...], variables: Mapping[str, str], folder: Path, log: Path) -> None:
    multiprocessing.set_start_method("fork", force=True)  # as it is where nobody forks us
    os.setsid()
    if sys.platform == "linux":
        end_with_us()
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    with log.open("wb") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    module, *sys.argv[1:] = command
    # What we are forked from may have been started by tests of the command line, which have read this already.
    for known in (module, f"{module}.__main__"):
        sys.modules.pop(known, None)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def end_with_us() -> None:
    """Asks the system to end this program when the tests that started it are killed."""
    C.prctl(ON_OUR_END, signal.SIGTERM)


def end(process: Process) -> None:
    """Kills a program with all its processes, where it still runs."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (
            ProcessLookupError
        ):  # it has only just been forked and leads no group yet, or has ended
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


@contextmanager
def running(
    slack: FakeSlack, url: str, folder: Path, *command: str, log_level: str = "info"
) -> Iterator[Program]:
    """A bot over that database, ready to answer."""
    with starting(slack, url, folder, *command, log_level=log_level) as program:
        wait_until_ready(program)
        yield program


def wait_until_ready(program: Program) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_ready(program):
        assert program.process.poll() is None, program.log.read_text()
        assert time.monotonic() < deadline, program.log.read_text()
        time.sleep(0.02)


def _is_ready(program: Program) -> bool:
    try:
        return program.ready().status_code == 200
    except httpx.HTTPError:
        return False
