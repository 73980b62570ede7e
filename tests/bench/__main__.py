"""`make bench`: what people do every day against the floor, each command in deals of its own of several lengths; Home;
start-up and memory. It ends with a table: target, figure, met or missed.

Servers run on one core, this program on the other. Rounds take turns; quote the ratios, not the figures.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from socket import socket
from time import monotonic, process_time
from typing import Any

from bot.language.clean import LONGEST
from bot.language.grammar import read_line
from bot.language.lines import Command
from bot.operations.database import migrate_database
from bot.playground.cast import ANA, OURS
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.settings import Settings
from bot.store.engine import SQLITE, choose_journal
from bot.store.sqlite import sqlite3
from tests.bench import floor, servers
from tests.bench.deals import CHANNEL, fill_channels, many, name_channel
from tests.bench.load import Sent, Target, commands, home_opened, send
from tests.bench.reader import CORPUS
from tests.bench.ticks import measure_ticks
from tests.bench.verdicts import Verdict, print_table
from tests.store.postgres import empty_database, running_postgres

SERVER_CORE, CLIENT_CORE = 0, 1
MOST_FAILED = 0.2
"""So many may be refused as busy while other programs take the processor; more than that is no measurement."""

WARM_UP = 100
"""Requests before the first round that counts."""

PEER_WARM_UP = 2000
"""Requests after which Node has compiled what it runs."""

CHUNK = 25
"""So many of a warm-up are sent at once."""

WARM_UP_SECONDS, ROUND_SECONDS = 10.0, 5.0
"""What a warm-up and a round take at most, so that the whole bench ends on a busy machine too: whoever is slow is asked
less often. CPU is read to the nanosecond, so that few requests suffice."""

FEWEST = 32
"""Requests of a round at least: two for each of sixteen connections."""

HOT_DEALS = 16

HARD_UNITS = (
    "for ",
    "if we get ",
    "12 000 ",
    "hello on ",
    "Kosten if months . the ",
    "\n ",
    "wait no ",
    "a; ",
)
"""What long lines are made of that took long once."""

HOMES = {50: 7.0, 500: 10.0}
"""Of somebody with so many deals, and how many times the raw floor it may take."""

Line = Callable[[int], tuple[str, str]]
"""The command and the text of the request with that number."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, what its answer holds, and how much it may grow from 10 moves to 1,000 and to 10,000."""

    line: Line
    expect: bytes
    growth: tuple[float, float] = (1.5, 3.0)


def always(command: str, text: str = "") -> Line:
    """Each line names another figure or thing, so that none is the same line again."""
    return lambda no: (command, text.format(12_000 + no))


def in_turn(*lines: tuple[str, str]) -> Line:
    """One after the other, where one takes back what the other did."""
    return lambda no: (lines[no % len(lines)][0], lines[no % len(lines)][1].format(12_000 + no))


LINE = "8% discount cost {} for 24-month term"
PAGES = (2.0, 4.0)
SHARED = "/deal share"
"""It goes into the one channel of which Slack says that it is private."""

COMMANDS = {
    "/concede": Asked(always("/concede", LINE), b"Conditional give"),
    "/ask": Asked(always("/ask", "case study {} worth 3k"), b"Open ask"),
    "/got": Asked(always("/got", "reference call {} worth 5k"), b"get #"),
    "/offer": Asked(always("/offer", "price {}"), b"price"),
    "/deal": Asked(always("/deal"), b"Acme renewal"),
    "give and undo": Asked(in_turn(("/concede", LINE), ("/deal", "undo")), b"#"),
    "unmatch and match": Asked(
        in_turn(("/deal", "unmatch #3 #4"), ("/deal", "match #3 #4")), b"#3"
    ),
    SHARED: Asked(always("/deal", "share"), b"Preview"),
    "/deal log": Asked(always("/deal", "log"), b"the ledger", PAGES),
    "/coach": Asked(always("/coach"), b"", PAGES),
    "/coach brief": Asked(always("/coach", "brief"), b"", PAGES),
    "/coach recap": Asked(always("/coach", "recap"), b"", PAGES),
}


@dataclass(frozen=True)
class Round:
    """One round: p50 and p99 in ms, CPU in µs per request, requests a second."""

    p50: float
    p99: float
    cpu: float
    rate: float


@dataclass
class Measured:
    """A running program, what it is asked (without a line: that somebody opens Home), and what its rounds gave."""

    name: str
    server: servers.Running
    target: Target
    line: Line | None
    expect: bytes
    asked: int = 0
    failed: int = 0
    rate: float = 0.0
    """Requests a second in the last warm-up."""
    rounds: list[Round] = field(default_factory=list)
    channels: Sequence[str] = (CHANNEL,)
    """Where it is typed, in turn."""

    def warm_up(self, connections: int, requests: int = WARM_UP) -> None:
        """Requests that do not count."""
        began = monotonic()
        sent = 0
        while sent < requests and monotonic() - began < WARM_UP_SECONDS:
            self._send(CHUNK, connections)
            sent += CHUNK
        self.rate = sent / (monotonic() - began)
        self.rounds.clear()

    def round(self, most: int, connections: int) -> None:
        """One round that counts, of so many requests or as many as fit into its time."""
        requests = min(most, max(FEWEST, int(self.rate * ROUND_SECONDS)))
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
        numbers = range(self.asked, self.asked + requests)
        self.asked += requests
        if self.line is not None:
            fields: list[dict[str, Any]] = []
            for no in numbers:
                command, text = self.line(no)
                channel = self.channels[no % len(self.channels)]
                fields += commands([text], command, team=OURS.id, person=ANA, channel=channel)
        else:
            fields = list(home_opened(requests, team=OURS.id, person=ANA))
        sent = send(self.target, fields, connections, self.expect)
        if sent.failed > requests * MOST_FAILED:
            raise SystemExit(
                f"{self.name}: {sent.failed} of {requests} requests failed: {sent.sample!r}"
            )
        self.failed += sent.failed
        return sent

    def describe(self, against: "Measured") -> str:
        """The medians over the rounds, and those of the ratios to another program, round by round."""
        mine = {
            name: statistics.median(getattr(r, name) for r in self.rounds)
            for name in ("cpu", "p50", "p99", "rate")
        }
        ratios = ", ".join(
            f"{name} {self.ratio(against, name):.2f}" for name in ("cpu", "p50", "p99", "rate")
        )
        return (
            f"{self.name:<26} CPU {mine['cpu']:5.0f} µs  p50 {mine['p50']:6.2f} ms  p99 {mine['p99']:6.2f} ms "
            f"{mine['rate']:5.0f}/s   × {against.name}: {ratios}"
            + (f"   {self.failed} were refused" if self.failed else "")
        )

    def ratio(self, against: "Measured", name: str) -> float:
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
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=300, help="in each round at most")
    parser.add_argument(
        "--lengths", type=int, nargs="*", default=[10, 1000, 10_000], help="of the deals, in moves"
    )
    parser.add_argument(
        "--peer", default="build/peer", help="the folder into which npm installs the peer"
    )
    parser.add_argument(
        "--november", type=Path, help="a checkout of November 2026, whose reader is measured too"
    )
    parser.add_argument(
        "--no-ticks", action="store_true", help="leave out what is due among a million schedules"
    )
    asked = parser.parse_args()
    servers.stay_on(CLIENT_CORE)
    journal = str(choose_journal(sqlite3.sqlite_version_info))
    print(_versions(journal))
    verdicts: list[Verdict] = []
    with tempfile.TemporaryDirectory() as name, FakeSlack() as slack, ExitStack() as stack:
        bench = Bench(folder=Path(name), slack=slack, journal=journal, asked=asked)
        verdicts += bench.measure_commands(stack)
        verdicts += bench.measure_homes()
        verdicts += bench.measure_peers()
        verdicts += bench.measure_hot_deal()
    verdicts += measure_reading(asked.november)
    if not asked.no_ticks:
        verdicts += measure_ticks()
    print_table(verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is measured, where, and how often."""

    folder: Path
    slack: FakeSlack
    journal: str
    asked: argparse.Namespace

    def measure_commands(self, stack: ExitStack) -> list[Verdict]:
        """Each command in deals of its own, of several lengths, against the floors."""
        floors = {mode: self.start_floor(stack, mode) for mode in ("echo", "row", "raw")}
        raw = floors["raw"]
        running = {length: self.start_with_deals(stack, length) for length in self.asked.lengths}
        verdicts = _judge_first(next(iter(running.values()))[0])
        for place, (command, each) in enumerate(COMMANDS.items(), start=1):
            bots = {
                length: Measured(
                    f"{command}, {length:,} moves",
                    *running[length],
                    each.line,
                    each.expect,
                    channels=[CHANNEL if command == SHARED else name_channel(place)],
                )
                for length in self.asked.lengths
            }
            first = next(iter(bots.values()))
            if command == "/concede":
                for connections in (16, 1):
                    self.take_turns([*floors.values(), *bots.values()], connections, raw)
                    verdicts += _judge_whole(first, raw, connections)
            else:
                self.take_turns([raw, *bots.values()], 1, raw)
            verdicts += _judge_growth(command, each, bots)
            if command == "/deal log" and 1000 in bots:
                page = bots[1000].ratio(raw, "cpu")
                verdicts.append(Verdict("4: /deal log of 1,000 moves, CPU × raw", page, most=10))
        server = next(iter(running.values()))[0]
        verdicts.append(Verdict("8: MiB resident after the load", server.resident_mib()))
        return verdicts

    def measure_homes(self) -> list[Verdict]:
        """Home of people with many deals against the raw floor."""
        verdicts = []
        for deals, most in HOMES.items():
            with ExitStack() as own:
                raw = self.start_floor(own, "raw")
                server, target = self.start(own, f"home-{deals}", partial(many, count=deals))
                home = Measured(f"Home of {deals} deals", server, target, None, b"")
                self.take_turns([raw, home], 1, raw)
                figure = home.ratio(raw, "cpu")
                verdicts.append(Verdict(f"4: Home of {deals} deals, CPU × raw", figure, most=most))
        return verdicts

    def measure_peers(self) -> list[Verdict]:
        """`/concede` against what others build: Bolt for JavaScript with one insert, Bolt with an ORM."""
        verdicts = []
        with ExitStack() as own:
            mapped = self.start_floor(own, "orm")
            line, expect = COMMANDS["/concede"].line, COMMANDS["/concede"].expect
            running, target = self.start_with_deals(own, 10)
            bot = Measured(
                "/concede, 10 moves", running, target, line, expect, channels=[name_channel(0)]
            )
            for connections in (1, 16):
                self.take_turns([mapped, bot], connections, mapped)
                figure = bot.ratio(mapped, "rate")
                name = f"3: requests/s × Bolt with an ORM, {connections} at a time"
                verdicts.append(Verdict(name, figure, least=1))
            scripted = self.start_javascript(own)
            for connections, least in ((1, 0.5), (16, 0.3)):
                name = f"3: requests/s × Bolt for JavaScript, {connections} at a time"
                if scripted is None:
                    why_not = "Node, npm or a package is missing"
                    verdicts.append(Verdict(name, None, least=least, why_not=why_not))
                    continue
                scripted.warm_up(connections, PEER_WARM_UP)
                self.take_turns([scripted, bot], connections, scripted)
                verdicts.append(Verdict(name, bot.ratio(scripted, "rate"), least=least))
        return verdicts

    def measure_hot_deal(self) -> list[Verdict]:
        """Sixteen people at once over PostgreSQL: in one deal, and in a deal of their own each."""
        name = "7: p99 of one hot deal × sixteen deals, PostgreSQL"
        with ExitStack() as own:
            try:
                server = own.enter_context(running_postgres(durable=True))
            except FileNotFoundError:
                return [Verdict(name, None, most=1.5, why_not="PostgreSQL is missing")]
            address = own.enter_context(empty_database(server))
            running, target = self.start(
                own, "", lambda settings: fill_channels(settings, HOT_DEALS, 50), address
            )
            channels = [*map(name_channel, range(HOT_DEALS))]
            line, expect = COMMANDS["/concede"].line, COMMANDS["/concede"].expect
            one = Measured("one deal", running, target, line, expect, channels=channels[:1])
            each = Measured("sixteen deals", running, target, line, expect, channels=channels)
            self.take_turns([each, one], 16, each)
            return [Verdict(name, one.ratio(each, "p99"), most=1.5)]

    def start_floor(self, stack: ExitStack, mode: str) -> Measured:
        """A bare app that does nothing but keep its row."""
        port = _free_port()
        database = self.folder / f"floor-{mode}-{port}.db"
        command, environment = servers.floor(mode, database, self.journal, port)
        server = stack.enter_context(servers.running(command, environment, port, SERVER_CORE, "/"))
        target = Target(port, floor.SECRET)
        return Measured(f"floor, {mode}", server, target, always("/concede", LINE), b"Recorded")

    def start_javascript(self, stack: ExitStack) -> Measured | None:
        """The peer in JavaScript; None where it cannot be installed."""
        packages, port = Path(self.asked.peer), _free_port()
        if not servers.install_javascript(packages):
            return None
        command, environment = servers.javascript(packages, self.folder / "peer.db", port)
        server = stack.enter_context(servers.running(command, environment, port, SERVER_CORE, "/"))
        target = Target(port, floor.SECRET)
        return Measured("JavaScript", server, target, always("/concede", LINE), b"Recorded")

    def start_with_deals(self, stack: ExitStack, length: int) -> tuple[servers.Running, Target]:
        """The bot with a deal of that length for each command, each in a channel of its own."""
        return self.start(
            stack,
            f"deals-{length}",
            lambda settings: fill_channels(settings, len(COMMANDS) + 1, length),
        )

    def start(
        self, stack: ExitStack, name: str, fill: Callable[[Settings], object], address: str = ""
    ) -> tuple[servers.Running, Target]:
        """A bot over a database of its own."""
        port = _free_port()
        database = address or f"sqlite:///{self.folder / name}-{port}.db"
        local = self.slack.settings(database)
        settings = settings_for(local)
        migrate_database(settings)
        fill(settings)
        command, environment = servers.giveget(
            database, local.slack_api_url, local.signing_secret, local.bot_token, port
        )
        server = stack.enter_context(
            servers.running(command, environment, port, SERVER_CORE, "/health/live")
        )
        return server, Target(port, local.signing_secret)

    def take_turns(self, programs: list[Measured], connections: int, against: Measured) -> None:
        """Rounds in which each program has its turn, and their report against one of them."""
        for each in programs:
            # One at a time first: who somebody is, is asked of Slack but once.
            each.warm_up(1)
            if connections > 1:
                each.warm_up(connections)
        for _ in range(self.asked.rounds):
            for each in programs:
                each.round(self.asked.requests, connections)
        print(
            f"\n{connections} at a time, {self.asked.rounds} rounds of at most {self.asked.requests}:"
        )
        for each in programs:
            print(f"  {each.describe(against)}", flush=True)


def measure_reading(november: Path | None) -> list[Verdict]:
    """How long the longest line takes, whatever is in it; and how many lines a second are read, against an earlier
    checkout where one is given."""
    texts = [(unit * LONGEST)[:LONGEST] for unit in HARD_UNITS]
    slowest = max(map(_read_seconds, texts))
    long_line = Verdict("5: a line of 2,000 characters, ms", slowest * 1e3, most=50)
    name = "5: lines read a second × the reader of November 2026"
    if november is None:
        why_not = "needs --november with that checkout"
        return [long_line, Verdict(name, None, least=0.5, why_not=why_not)]
    rates: list[float] = []
    for _ in range(5):
        here, there = (_lines_a_second(folder) for folder in (servers.ROOT, november))
        rates.append(here / there)
    return [long_line, Verdict(name, statistics.median(rates), least=0.5)]


def _lines_a_second(folder: Path) -> float:
    """What the reader bench of this checkout measures in the code of that one."""
    script = Path(__file__).with_name("reader.py")
    printed = subprocess.run(
        [sys.executable, str(script), "--rounds", "7", "--corpus", str(CORPUS), "--rate"],
        check=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
    )
    return float(printed.stdout)


def _read_seconds(text: str) -> float:
    """The best of a few times."""
    took = []
    for _ in range(3):
        begun = process_time()
        read_line(text, command=Command.CONCEDE, locale="de-DE", today=date(2026, 11, 23))
        took.append(process_time() - begun)
    return min(took)


def _judge_first(server: servers.Running) -> list[Verdict]:
    return [
        Verdict("8: seconds from the start to the first answer", server.started, most=1.2),
        Verdict("8: MiB resident, idle", server.resident_mib(), most=140),
    ]


def _judge_whole(concede: Measured, raw: Measured, connections: int) -> list[Verdict]:
    name = f"1: /concede, {connections} at a time"
    return [
        Verdict(f"{name}, CPU × raw", concede.ratio(raw, "cpu"), most=2.5),
        Verdict(f"{name}, p99 × raw", concede.ratio(raw, "p99"), most=3),
    ]


def _judge_growth(command: str, asked: Asked, bots: dict[int, Measured]) -> list[Verdict]:
    shortest = bots.get(10)
    if shortest is None:
        return []
    return [
        Verdict(
            f"2: {command}, 10 → {length:,} moves, CPU",
            bots[length].ratio(shortest, "cpu"),
            most=most,
        )
        for length, most in zip((1000, 10_000), asked.growth, strict=True)
        if length in bots
    ]


def _versions(journal: str) -> str:
    names = ("slack-bolt", "slack-sdk", "SQLAlchemy", "granian")
    others = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()}, SQLite {SQLITE} ({journal}), {others}"


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
