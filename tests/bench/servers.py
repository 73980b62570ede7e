"""The programs that are measured, each in a process of its own on one core, and what the system says of them."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Running:
    """A server and how long it took to answer first."""

    pid: int
    port: int
    started: float

    def cpu(self) -> float:
        """Seconds of user and system time so far, of the process and its children."""
        return sum(_cpu(pid) for pid in family(self.pid))

    def resident_mib(self) -> float:
        """Resident memory of the process and its children."""
        return sum(_resident(pid) for pid in family(self.pid)) / 1024


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in family(int(child)))]


def stay_on(core: int) -> None:
    """Keeps this process on one core."""
    os.sched_setaffinity(0, {core})


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE_KIB


@contextmanager
def running(
    command: list[str], environment: Mapping[str, str], port: int, core: int, path: str
) -> Iterator[Running]:
    """Starts a server on that core, waits until it answers, and stops it in the end."""
    began = time.perf_counter()
    process = subprocess.Popen(
        ["taskset", "-c", str(core), *command], env=os.environ | dict(environment), cwd=ROOT
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield Running(process.pid, port, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise SystemExit(f"The server at {url} did not answer.")


def floor(mode: str, database: Path, journal: str, port: int) -> tuple[list[str], dict[str, str]]:
    """How to start the floor."""
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--factory", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "16", "--no-ws", "--log-level", "warning",
        "tests.bench.floor:build",
    ]  # fmt: skip
    return command, {
        "FLOOR_MODE": mode,
        "FLOOR_DB": str(database),
        "FLOOR_JOURNAL": journal,
        "PYTHONPATH": str(ROOT),
    }


def giveget(
    database: Path, slack: str, secret: str, token: str, port: int
) -> tuple[list[str], dict[str, str]]:
    """How to start the bot."""
    return [sys.executable, "-m", "bot", "serve"], {
        "GIVEGET_DATABASE_URL": f"sqlite:///{database}",
        "GIVEGET_SLACK_API_URL": slack,
        "GIVEGET_SLACK_SIGNING_SECRET": secret,
        "GIVEGET_SLACK_BOT_TOKEN": token,
        "GIVEGET_ENCRYPTION_KEY": "A" * 43 + "=",
        "GIVEGET_PORT": str(port),
        "GIVEGET_LOG_LEVEL": "warning",
    }
