"""`make bench`: the whole `/concede` against the floor, in deals of several lengths, start-up and memory.

Servers run on one core, this program on the other. Rounds take turns; quote the ratios, not the figures.
"""

import argparse
import platform
import socket
import statistics
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bot import wiring
from bot.playground.cast import ANA, OURS
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.store.engine import SQLITE, safe_journal
from bot.store.sqlite import sqlite3
from tests.bench import floor, servers
from tests.bench.deals import filled
from tests.bench.load import Target, commands, send, signed

SERVER_CORE, CLIENT_CORE = 0, 1


@dataclass
class Figures:
    """What the rounds of one program gave: medians of p50, p99 in ms, CPU in µs per request, requests a second."""

    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)

    def line(self, name: str, floor_: "Figures | None") -> str:
        cpu, p50, p99, rate = (statistics.median(each) for each in (self.cpu, self.p50, self.p99, self.rate))
        ratio = ""
        if floor_ is not None:
            ratios = [statistics.median(a / b for a, b in zip(x, y, strict=True)) for x, y in (
                (self.cpu, floor_.cpu), (self.p50, floor_.p50), (self.p99, floor_.p99))]
            ratio = "  × floor: CPU {:.2f}, p50 {:.2f}, p99 {:.2f}".format(*ratios)
        return f"{name:<34} CPU {cpu:6.0f} µs  p50 {p50:7.2f} ms  p99 {p99:7.2f} ms  {rate:6.0f}/s{ratio}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Measured:
    """A running program, how it is spoken to, and its figures."""

    server: servers.Running
    target: Target
    texts: Callable[[int], list[str]]
    channel: str
    expect: bytes
    figures: Figures = field(default_factory=Figures)

    def round(self, requests: int, connections: int) -> None:
        fields = commands(self.texts(requests), "/concede", team=OURS.id, person=ANA, channel=self.channel)
        prepared = [signed(self.target, each) for each in fields]
        before = self.server.cpu()
        sent = send(self.target, prepared, connections, self.expect)
        cpu = self.server.cpu() - before
        if sent.failed:
            raise SystemExit(f"{self.target.name}: {sent.failed} of {requests} requests failed.")
        ordered = sorted(sent.seconds)
        self.figures.p50.append(statistics.median(ordered) * 1e3)
        self.figures.p99.append(ordered[int(len(ordered) * 0.99)] * 1e3)
        self.figures.cpu.append(cpu / requests * 1e6)
        self.figures.rate.append(requests / sent.whole)


class Lines:
    """The measured line, each time with another cost, so that none is the same line again."""

    def __init__(self) -> None:
        self._n = 0

    def __call__(self, count: int) -> list[str]:
        first, self._n = self._n, self._n + count
        return [f"8% discount cost {12_000 + n} for 24-month term" for n in range(first, first + count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--lengths", type=int, nargs="*", default=[10, 1000, 10_000])
    asked = parser.parse_args()
    servers.os.sched_setaffinity(0, {CLIENT_CORE})
    journal = safe_journal(sqlite3.sqlite_version_info)
    names = ("slack-bolt", "slack-sdk", "SQLAlchemy", "granian")
    print(f"Python {platform.python_version()}, SQLite {SQLITE} ({journal}), "
          + ", ".join(f"{name} {version(name)}" for name in names))
    with tempfile.TemporaryDirectory() as folder, FakeSlack() as slack, ExitStack() as stack:
        against_floor(Path(folder), slack, stack, asked, str(journal))


def start_floor(stack: ExitStack, mode: str, folder: Path, journal: str) -> Measured:
    port = free_port()
    command, environment = servers.floor(mode, folder / f"floor-{mode}.db", journal, port)
    server = stack.enter_context(servers.running(command, environment, port, SERVER_CORE, "/"))
    return Measured(server, Target(f"floor {mode}", port, floor.SECRET), Lines(), "C0000ACME", b"Recorded")


def start_bot(stack: ExitStack, folder: Path, slack: FakeSlack, length: int) -> Measured:
    database = folder / f"deal-{length}.db"
    local = slack.settings(f"sqlite:///{database}")
    wiring.migrate(settings_for(local))
    channel = filled(settings_for(local), length)
    port = free_port()
    command, environment = servers.giveget(database, local.slack_api_url, local.signing_secret, local.bot_token, port)
    server = stack.enter_context(servers.running(command, environment, port, SERVER_CORE, "/health/live"))
    target = Target(f"/concede, {length:,} moves", port, local.signing_secret)
    return Measured(server, target, Lines(), channel, b"Conditional give")


def against_floor(folder: Path, slack: FakeSlack, stack: ExitStack, asked: argparse.Namespace, journal: str) -> None:
    floors = [start_floor(stack, mode, folder, journal) for mode in ("echo", "row")]
    bots = [start_bot(stack, folder, slack, length) for length in asked.lengths]
    print(f"first answer after {bots[0].server.started:.2f} s; resident {bots[0].server.resident_mib():.0f} MiB idle")
    for connections in (1, 16):
        everyone = [*floors, *bots]
        for each in everyone:
            each.figures.__init__()  # type: ignore[misc] # the same program, from nothing again
            each.round(100, connections)
            each.figures.__init__()  # type: ignore[misc] # what was measured while warming up does not count
        for _ in range(asked.rounds):
            for each in everyone:
                each.round(asked.requests, connections)
        print(f"\n{connections} connection{'s' if connections > 1 else ''}, {asked.rounds} rounds of {asked.requests}:")
        for each in everyone:
            print(" ", each.figures.line(each.target.name, floors[1].figures if each is not floors[1] else None))
    print(f"\nresident {bots[0].server.resident_mib():.0f} MiB after the load")


main()
