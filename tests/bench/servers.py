"""The programs that are measured, each in a process of its own on one core, and what the system says of them."""

import os
import shutil
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
PEER = Path(__file__).with_name("peer.cjs")
PEER_PACKAGES = ("@slack/bolt@5", "better-sqlite3@12")
PATIENCE = 120.0
"""Seconds that a server has to come up on a busy machine."""


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
    """Seconds on a processor so far: in nanoseconds where Linux keeps that for each thread, else in its ticks."""
    threads = list(Path(f"/proc/{pid}/task").glob("*/schedstat"))
    if threads:
        spent = [thread.read_text(encoding="ascii").split()[0] for thread in threads]
        return sum(map(int, spent)) / 1e9
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
    deadline = time.monotonic() + PATIENCE
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


def javascript(folder: Path, database: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """How to start the peer in JavaScript, installed in that folder."""
    return ["node", str(folder / PEER.name)], {
        "PEER_DB": str(database),
        "PEER_SECRET": "floor",
        "PEER_PORT": str(port),
    }


def install_javascript(folder: Path) -> bool:
    """Installs the peer with npm; whether that could be done."""
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(PEER, folder)
    install = ["npm", "install", "--no-audit", "--no-fund", "--silent", *PEER_PACKAGES]
    return subprocess.run(install, cwd=folder, check=False, timeout=900).returncode == 0


def giveget(
    database: str, slack: str, secret: str, token: str, port: int
) -> tuple[list[str], dict[str, str]]:
    """How to start the bot over the database at that address."""
    return [sys.executable, "-m", "bot", "serve"], {
        "GIVEGET_DATABASE_URL": database,
        "GIVEGET_SLACK_API_URL": slack,
        "GIVEGET_SLACK_SIGNING_SECRET": secret,
        "GIVEGET_SLACK_BOT_TOKEN": token,
        "GIVEGET_ENCRYPTION_KEY": "A" * 43 + "=",
        "GIVEGET_PORT": str(port),
        "GIVEGET_LOG_LEVEL": "warning",
    }
