"""`make bench`: the whole `/concede` against the floor, in deals of several lengths; the ledger;
Home; start-up and memory.

Servers run on one core, this program on the other. Rounds take turns; quote the ratios, not the figures.
"""

import argparse
import platform
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from socket import socket

from bot.operations.database import migrate_database
from bot.playground.cast import ANA, OURS
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.store.engine import SQLITE, choose_journal
from bot.store.sqlite import sqlite3
from tests.bench import floor, servers
from tests.bench.deals import CHANNEL, filled, many
from tests.bench.load import Sent, Target, commands, home_opened, send, signed

SERVER_CORE, CLIENT_CORE = 0, 1
WARM_UP = 100
"""Requests before the first round that counts."""

DEALS = 50
"""Of the person whose Home is measured."""

LONGEST_LOG = 1000
"""The ledger's page is measured in deals up to this length; it reads all moves."""


@dataclass(frozen=True)
class Round:
    """One round: p50 and p99 in ms, CPU in µs per request, requests a second."""

    p50: float
    p99: float
    cpu: float
    rate: float


@dataclass
class Measured:
    """A running program, what it is asked (without a command: that somebody opens Home), and what its rounds gave."""

    name: str
    server: servers.Running
    target: Target
    command: str
    text: str
    expect: bytes
    asked: int = 0
    rounds: list[Round] = field(default_factory=list)

    def warm_up(self, connections: int) -> None:
        """Requests that do not count."""
        self._send(WARM_UP, connections)
        self.rounds.clear()

    def round(self, requests: int, connections: int) -> None:
        """One round that counts."""
        before = self.server.cpu()
        sent = self._send(requests, connections)
        cpu = self.server.cpu() - before
        ordered = sorted(sent.seconds)
        self.rounds.append(
            Round(
                p50=statistics.median(ordered) * 1e3,
                p99=ordered[int(len(ordered) * 0.99)] * 1e3,
                cpu=cpu / requests * 1e6,
                rate=requests / sent.whole,
            )
        )

    def _send(self, requests: int, connections: int) -> Sent:
        """Each line names another cost, so that none is the same line again."""
        texts = [self.text.format(12_000 + self.asked + n) for n in range(requests)]
        self.asked += requests
        if self.command:
            fields = commands(texts, self.command, team=OURS.id, person=ANA, channel=CHANNEL)
        else:
            fields = home_opened(requests, team=OURS.id, person=ANA)
        sent = send(
            self.target, [signed(self.target, each) for each in fields], connections, self.expect
        )
        if sent.failed:
            raise SystemExit(
                f"{self.name}: {sent.failed} of {requests} requests failed: {sent.sample!r}"
            )
        return sent

    def line(self, against: "Measured") -> str:
        """The medians over the rounds, and those of the ratios to another program, round by round."""
        mine = {
            name: statistics.median(getattr(r, name) for r in self.rounds)
            for name in ("cpu", "p50", "p99", "rate")
        }
        ratios = ", ".join(
            f"{name} {self._ratio(against, name):.2f}" for name in ("cpu", "p50", "p99", "rate")
        )
        return (
            f"{self.name:<24} CPU {mine['cpu']:5.0f} µs  p50 {mine['p50']:6.2f} ms  p99 {mine['p99']:6.2f} ms "
            f"{mine['rate']:5.0f}/s   × {against.name}: {ratios}"
        )

    def _ratio(self, against: "Measured", name: str) -> float:
        pairs = zip(self.rounds, against.rounds, strict=True)
        ratios: list[float] = [
            getattr(mine, name) / getattr(theirs, name) for mine, theirs in pairs
        ]
        return statistics.median(ratios)


def main() -> None:
    """Measures what the arguments ask for and prints it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=600, help="in each round")
    parser.add_argument(
        "--lengths", type=int, nargs="*", default=[10, 1000, 10_000], help="of the deals, in moves"
    )
    asked = parser.parse_args()
    servers.stay_on(CLIENT_CORE)
    journal = str(choose_journal(sqlite3.sqlite_version_info))
    print(_versions(journal))
    with tempfile.TemporaryDirectory() as folder, FakeSlack() as slack, ExitStack() as stack:
        programs = [_floor(stack, mode, Path(folder), journal) for mode in ("echo", "row")]
        programs += [_bot(stack, Path(folder), slack, length) for length in asked.lengths]
        idle = programs[2].server
        print(
            f"first answer {idle.started:.2f} s after the start; {idle.resident_mib():.0f} MiB resident, idle"
        )
        for connections in (1, 16):
            _take_turns(programs, connections, asked.rounds, asked.requests)
        logs = [
            _log_of(each)
            for each, length in zip(programs[2:], asked.lengths, strict=True)
            if length <= LONGEST_LOG
        ]
        homes = [_home(stack, Path(folder), slack)]
        _take_turns([programs[1], *logs, *homes], 1, asked.rounds, max(asked.requests // 10, 20))
        print(f"\n{idle.resident_mib():.0f} MiB resident after the load")


def _versions(journal: str) -> str:
    names = ("slack-bolt", "slack-sdk", "SQLAlchemy", "granian")
    others = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()}, SQLite {SQLITE} ({journal}), {others}"


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _floor(stack: ExitStack, mode: str, folder: Path, journal: str) -> Measured:
    port = _free_port()
    command, environment = servers.floor(mode, folder / f"floor-{mode}.db", journal, port)
    server = stack.enter_context(servers.running(command, environment, port, SERVER_CORE, "/"))
    target = Target(port, floor.SECRET)
    return Measured(f"floor, {mode}", server, target, "/concede", LINE, b"Recorded")


LINE = "8% discount cost {} for 24-month term"


def _bot(stack: ExitStack, folder: Path, slack: FakeSlack, length: int) -> Measured:
    database, port = folder / f"deal-{length}.db", _free_port()
    local = slack.settings(f"sqlite:///{database}")
    migrate_database(settings_for(local))
    filled(settings_for(local), length)
    command, environment = servers.giveget(
        database, local.slack_api_url, local.signing_secret, local.bot_token, port
    )
    server = stack.enter_context(
        servers.running(command, environment, port, SERVER_CORE, "/health/live")
    )
    target = Target(port, local.signing_secret)
    return Measured(
        f"/concede, {length:,} moves", server, target, "/concede", LINE, b"Conditional give"
    )


def _log_of(concede: Measured) -> Measured:
    """The ledger's first page in the same deal, which by now holds the load's moves as well."""
    name = concede.name.replace("/concede", "/deal log")
    return Measured(name, concede.server, concede.target, "/deal", "log", b"the ledger")


def _home(stack: ExitStack, folder: Path, slack: FakeSlack) -> Measured:
    """Home of somebody with many deals, up to where Slack has taken it."""
    database, port = folder / "home.db", _free_port()
    local = slack.settings(f"sqlite:///{database}")
    migrate_database(settings_for(local))
    many(settings_for(local), DEALS)
    command, environment = servers.giveget(
        database, local.slack_api_url, local.signing_secret, local.bot_token, port
    )
    server = stack.enter_context(
        servers.running(command, environment, port, SERVER_CORE, "/health/live")
    )
    return Measured(
        f"Home of {DEALS} deals", server, Target(port, local.signing_secret), "", "", b""
    )


def _take_turns(programs: list[Measured], connections: int, rounds: int, requests: int) -> None:
    """Rounds in which each program has its turn, and their report against the second floor."""
    for each in programs:
        each.warm_up(connections)
    for _ in range(rounds):
        for each in programs:
            each.round(requests, connections)
    against = next(each for each in programs if each.name == "floor, row")
    print(f"\n{connections} at a time, {rounds} rounds of {requests}:")
    for each in programs:
        print(f"  {each.line(against)}")


main()
