"""A bot in a process of its own, deals full of words that appear nowhere else, and everything that it tells Slack."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus

from starlette.applications import Starlette
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.domain.deals import Deal
from bot.playground.faces import slack_routes
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.switchboard import Switchboard, read_manifest
from bot.playground.time import WoundClock
from bot.playground.wire import UNHURRIED
from tests.architecture.sources import ROOT
from tests.faults.conftest import said
from tests.faults.fingers import Fingers
from tests.faults.programs import Program, running
from tests.faults.soundness import Ledgers, reading

OF_THE_HEARTBEAT = "urgent_checks"
"""Its rows come from entries, which are looked at themselves, and change and go by the clock."""
CANARIES = tuple(
    "quixworth zeppelin harpsichord trampoline submarine carousel xylophone gondola".split()
)
"""Words of the deal that strangers must never read, wherever it is told."""

TARGET = "Quixworth renewal"
LINES = (
    f"/deal open {TARGET} selling 240k EUR",
    "/concede zeppelin ride cost 43k for harpsichord lessons",
    "/concede trampoline access cost 1k",
    "/ask submarine tour worth 7k by Friday",
    "/got carousel ticket worth 5k",
    "/offer price 91k, 24 months until Friday",
    "/offer they offered 80k",
    "/deal commit they send the xylophone study by 15 Jan",
    "/deal note buyer: gondola, went quiet on the date",
    "/deal gate pilot passed",
    "/deal renewal 31 Dec 2027 notice 3 months auto-renews 12 months",
    "/deal ref QUIXWORTH-4711 https://crm.example.com/quixworth",
    "/deal baseline 1.2m",
    "/deal follow",
)
SLACKS = re.compile(r"SlackApiError|TimeoutError|URLError")
"""Errors that tell of the local Slack: what it refused, or was too busy to answer in a second."""
ATTEMPTS = 5
SLOWEST = 1.0
"""Seconds within which an ordinary command is answered, whatever else goes on."""


@dataclass(slots=True)
class Recorder:
    """Stands before the local Slack and keeps the body of everything that the bot sends there."""

    app: ASGIApp
    told: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes one request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        parts: list[bytes] = []

        async def receive_and_keep() -> Message:
            message = await receive()
            parts.append(message.get("body", b""))
            return message

        await self.app(scope, receive_and_keep, send)
        self.told.append(
            f"{scope['path']} {unquote_plus(b''.join(parts).decode(errors='replace'))}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The bot, its Slack, and what the ledger holds."""

    slack: FakeSlack
    recorder: Recorder
    program: Program
    ledgers: Ledgers

    @property
    def target(self) -> Deal:
        """The deal that strangers are after."""
        return self.ledgers.named(TARGET)

    def person(self, name: str) -> Hands:
        return self.slack.person(name)

    def types(self, name: str, channel: str, line: str) -> Seen:
        return self.person(name).types(line, in_=self.slack.channel(channel))

    def rows(self) -> dict[str, set[str]]:
        """Every row of every table, as text."""
        with self.ledgers.database.engine.connect() as connection:
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).scalars()
            return {
                name: {
                    repr(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
                }
                for name in list(names)
            }

    def told_since(self, mark: int) -> str:
        """All that the bot sent to Slack after so many messages, in small letters."""
        return "\n".join(self.recorder.told[mark:]).lower()

    def failures(self) -> list[str]:
        """The lines of the log that tell of something nobody foresaw. That the local Slack, which shares this machine,
        took too long is not the bot's fault."""
        lines = map(json.loads, self.program.log.read_text().splitlines())
        return [
            f"{line['kind']} {line['error']} at {' < '.join(reversed(line['frames'][-4:]))}"
            for line in lines
            if line["event"] == "unexpected" and not SLACKS.search(line["error"])
        ]


@contextmanager
def staged(empty: Path, folder: Path) -> Iterator[Stage]:
    """A bot over a copy of an empty database."""
    url = f"sqlite:///{folder / 'giveget.db'}"
    (folder / "giveget.db").write_bytes(empty.read_bytes())
    board = Switchboard(manifest=read_manifest(None), clock=WoundClock(), patience=UNHURRIED)
    recorder = Recorder(Starlette(routes=slack_routes(board)))
    with (
        FakeSlack(board=board, app=recorder) as slack,
        running(slack, url, folder) as program,
        reading(url) as ledgers,
    ):
        slack.connect(program.address)
        yield Stage(slack=slack, recorder=recorder, program=program, ledgers=ledgers)


def set_scene(stage: Stage, name: str = "Ana", channel: str = "acme") -> None:
    """The deal that strangers are after, with something in it of every kind."""
    opening, *lines = LINES
    for _ in range(ATTEMPTS):
        # On a busy machine the local Slack may not say in time who asks.
        if stage.types(name, channel, opening).text.startswith("Deal open"):
            break
    for line in lines:
        seen = stage.types(name, channel, line)
        if "Already said" in seen.buttons:
            stage.person(name).presses("Already said", on=seen)
    assert stage.target.name == TARGET


@dataclass(slots=True)
class Bystander:
    """Somebody who works on while others attack, and what that was like."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    health: list[int] = field(default_factory=list)

    def check(self) -> None:
        """Each command was answered in time, and the process was live throughout."""
        assert set(self.statuses) == {200}, Counter(self.statuses)
        assert set(self.health) == {200}, Counter(self.health)
        # The attackers share this machine with the bot: one in fifty may have met a busy one.
        slow = [each for each in self.seconds if each >= SLOWEST]
        assert len(slow) <= 1 + len(self.seconds) // 50, sorted(self.seconds)[-5:]


@contextmanager
def bystander(stage: Stage) -> Iterator[Bystander]:
    """Lets Ben type `/deal` again and again, and asks whether the process lives."""
    seen = Bystander()
    typed = Fingers(slack=stage.slack, name="Ben", channel="acme").types("/deal")
    said(stage.program.send(typed))
    command = [sys.executable, "-m", "tests.hostile.bystanding", stage.program.address]
    told = {"command": typed.payload, "secret": stage.slack.board.signing_secret}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps(told) + "\n")
        process.stdin.flush()
        try:
            yield seen
        finally:
            out, _ = process.communicate(timeout=600)
    found = json.loads(out)
    seen.seconds, seen.statuses, seen.health = (
        found["seconds"],
        found["statuses"],
        found["health"],
    )


def leaked(text: str) -> list[str]:
    """The words of the target that stand in a text."""
    small = text.lower()
    return [word for word in CANARIES if word in small]
