"""Two weeks of a story over replicas that are killed and started again at random: what people are told, and on which
day, is what one undisturbed program would have told them.

python -m tests.faults.days FILE SINCE    one replica, whose clock is the one in that file
"""

import mmap
import random
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from subprocess import TimeoutExpired
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx

from bot import server, settings
from bot.jobs.heartbeat import Heartbeat
from bot.main import build
from bot.playground.cast import ANA, OPENING
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.playing import settings_for
from bot.playground.switchboard import Switchboard, read_manifest
from bot.playground.time import WoundClock
from bot.playground.transcript import Names, message_lines
from bot.playground.wire import UNHURRIED
from bot.store.engine import Database
from bot.worker_group import WorkerGroup
from tests.faults.house import Winding
from tests.faults.programs import PATIENCE, PLAIN, Program, end, starting, wait_until_ready
from tests.faults.soundness import reading
from tests.faults.storm import Replicas
from tests.flows.test_checkins import reminded
from tests.flows.test_rhythm import add_measure, set_cadence, set_owner, step
from tests.flows.year import coming

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

BEAT = 0.2
"""Seconds between two beats, by the wall's clock."""
STUCK = 0.5
"""Seconds without anything done after which the clock is wound on: somebody died with a claim."""
SLOW = 6.0
"""The same where nobody died: on a busy machine whoever has the claim may only be slow, and would lose it."""
ON = timedelta(seconds=60)
LENGTH = timedelta(days=11, hours=8)
CALM = timedelta(minutes=5)
"""So long after a moment nothing is due that began at it."""
BASE = struct.Struct("d")
HALF = 0.5
SOON = 0.4
"""Seconds within which a replica that is about to die does so."""

AGAIN = "This message may be there twice: Slack did not say whether the first one arrived."

Said = tuple[str, str, str]
"""To whom, on which of their days, and what."""


class WrittenClock(WoundClock):
    """A clock in a file: whoever reads it sees at once that it was wound."""

    def __init__(self, file: Path, began: float) -> None:
        super().__init__(OPENING)
        self.file, self.began = file, began
        with file.open("r+b") as opened:
            self._page = mmap.mmap(opened.fileno(), BASE.size)

    def wind(self, by: timedelta) -> datetime:
        with self._lock:
            self._write(self._now() + by)
            return self._now()

    def wind_to(self, instant: datetime) -> datetime:
        with self._lock:
            self._write(instant)
            return self._now()

    def _write(self, instant: datetime) -> None:
        BASE.pack_into(self._page, 0, instant.timestamp() - (time.monotonic() - self.began))

    def _now(self) -> datetime:
        (base,) = BASE.unpack_from(self._page)
        return datetime.fromtimestamp(base + time.monotonic() - self.began, UTC)


def begun(folder: Path) -> WrittenClock:
    """A new clock in that folder."""
    file = folder / "clock"
    file.write_bytes(BASE.pack(OPENING.timestamp()))
    return WrittenClock(file, time.monotonic())


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """What is killed and started again, and by whom requests are answered."""

    ready: Callable[[], object]
    """Somebody answers now."""
    due: Callable[[], object]
    """Something is due from now on."""
    trouble: Callable[[], object]
    """Something may happen to one of them, or not."""
    beat: Callable[[], object]
    """Time for what is due to be done."""
    patience: Callable[[], float]
    """Seconds to wait for it before the clock is wound on."""


@dataclass(slots=True, kw_only=True)
class Days:
    """The story, from one thing that is due to the next."""

    slack: FakeSlack
    database: Database
    replica: Replica
    people: tuple[str, ...] = ("Ana", "Ben", "Chris")

    def pass_by(self) -> Counter[Said]:
        """All of it; what was said."""
        ana, ben, chris = (self.slack.person(name) for name in self.people)
        for at, act in _acts(self.slack, ana, ben, chris):
            self._until(at)
            self.replica.ready()
            act()
        self._until(OPENING.astimezone(UTC) + LENGTH)
        return said(self.slack)

    def _until(self, moment: datetime) -> None:
        clock = self.slack.clock
        while clock.now() < moment:
            clock.wind_to(min(moment, max(coming(self.database) or moment, clock.now())))
            self._calm()

    def _calm(self) -> None:
        """Until nothing is due any more, nor on its way."""
        clock, deadline = self.slack.clock, time.monotonic() + PATIENCE * 2
        began, before = time.monotonic(), coming(self.database)
        self.replica.due()
        while (due := coming(self.database)) is not None and due < clock.now() + CALM:
            self.replica.trouble()
            self.replica.beat()
            assert time.monotonic() < deadline, f"still due at {clock.now()}: {due}"
            if due != before:
                began, before = time.monotonic(), due
            elif time.monotonic() - began > self.replica.patience():
                self._heard()
                clock.wind(ON)
                began = time.monotonic()

    def _heard(self) -> None:
        """What reached Slack before this, of somebody who died meanwhile, has been taken."""
        httpx.post(
            f"{self.slack.settings().slack_api_url}api.test",
            trust_env=False,
            verify=PLAIN,
            timeout=PATIENCE,
        )


def said(slack: FakeSlack) -> Counter[Said]:
    """Everything that came unasked, so often. In a channel, whose history the bot may not read, what is sent again
    after an attempt that ended unclear says so, and counts as the same."""
    found: Counter[Said] = Counter()
    for channel in slack.workspace.channels.values():
        reader = slack.workspace.people[channel.partner or ANA]
        for message in channel.messages:
            if ((message.metadata or {}).get("event_payload") or {}).get("id"):
                day = message.at.astimezone(ZoneInfo(reader.zone)).date().isoformat()
                *lines, last = message_lines(message, Names.of(slack.workspace))
                again = not channel.is_dm and last == AGAIN
                one = (
                    channel.partner or channel.name,
                    day,
                    "\n".join(lines if again else [*lines, last]),
                )
                found[one] += not (again and one in found)
    return found


def _acts(
    slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands
) -> Iterator[tuple[datetime, Callable[[], object]]]:
    """What people do: on the first morning, and now and then."""
    acme, globex = slack.channel("acme"), slack.channel("globex")

    def at(days: int) -> datetime:
        return (OPENING + timedelta(days=days, hours=1)).astimezone(UTC)

    yield at(0), lambda: _begin(slack, ana, ben, chris)
    yield at(2), lambda: ana.types("/ask 24-month term for #1 by Friday", in_=acme)
    yield at(4), lambda: ben.types("/deal measure uptime 99.2", in_=acme)
    yield at(7), lambda: chris.types("/got list of attendees worth 5k for #1", in_=globex)
    yield at(8), lambda: ana.types("/ask again about 24-month term by 3 December", in_=acme)


def _begin(slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands) -> None:
    acme, globex = slack.channel("acme"), slack.channel("globex")
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/concede 5% off cost 2k because they plan early", in_=acme)
    ana.types("/concede net 30 cost 9k", in_=acme)
    ana.types("/concede net 60 cost 3k if they sign by 26 November", in_=acme)
    ben.types("/deal", in_=acme)
    for person in (ana, ben):
        person.types("/coach start", in_=acme)
    ana.types("/deal digest here on", in_=acme)
    set_cadence(ana, acme, "Every week", start="2026-12-02", agenda="what is late")
    set_owner(ana, acme, "Ana")
    form = step(ana, acme, "Escalation").fill("First: one of us", ["Ben"])
    form.fill("First: after how many working days", "2").submit()
    add_measure(ana, acme, unit="%")
    for person in (ana, ben):
        reminded(person, acme)
    chris.types("/deal open Globex partnership partnering 100k USD", in_=globex)
    chris.types("/concede joint webinar cost 2k because they bring the audience", in_=globex)
    chris.types("/coach start", in_=globex)
    set_cadence(chris, globex, "Every quarter (QBR)", start="2026-12-02")
    set_owner(chris, globex, "Chris")
    reminded(chris, globex)


def _board(clock: WrittenClock) -> Switchboard:
    """Slack, which waits for an answer as long as a busy machine needs."""
    return Switchboard(manifest=read_manifest(None), clock=clock, patience=UNHURRIED)


def undisturbed(url: str, folder: Path) -> Counter[Said]:
    """One program that nothing happens to, in this process."""
    clock = begun(folder)
    with (
        FakeSlack(board=_board(clock)) as slack,
        reading(url) as ledgers,
    ):
        bot = build(
            settings_for(slack.settings(url)),
            clock=clock,
            stopping=Winding(clock),
            patience=UNHURRIED,
        )
        slack.connect(bot.web)
        idle: Callable[[], object] = lambda: None  # noqa: E731 - nothing to do
        try:
            replica = Replica(
                ready=idle, due=idle, trouble=idle, beat=bot.tick, patience=lambda: STUCK
            )
            return Days(slack=slack, database=ledgers.database, replica=replica).pass_by()
        finally:
            bot.close()


@dataclass(slots=True, kw_only=True)
class Troubled:
    """Replicas over one database, one of which is killed now and then while something is due."""

    slack: FakeSlack
    replicas: Replicas
    chance: random.Random
    killed: int = 0
    has_lost_one: bool = False
    """Whether one was killed since the last thing became due."""
    next: float = float("inf")

    def ready(self) -> None:
        """The first one answers requests."""
        wait_until_ready(self.replicas.programs[0])
        self.slack.connect(self.replicas.programs[0].address)

    def due(self) -> None:
        """Every other time one of them will die of it."""
        self.has_lost_one = False
        soon = time.monotonic() + self.chance.uniform(0, SOON)
        self.next = soon if self.chance.random() < HALF else float("inf")

    def trouble(self) -> None:
        """Takes one away in the middle of what it does, and starts it again."""
        if time.monotonic() < self.next:
            return
        self.next = float("inf")
        slot = self.chance.randrange(len(self.replicas.programs))
        with suppress(OSError, IndexError, TimeoutExpired):
            self.replicas.programs[slot].kill()
            self.replicas.again(slot)
            self.killed += 1
            self.has_lost_one = True

    def patience(self) -> float:
        """Long, unless one died."""
        return STUCK if self.has_lost_one else SLOW

    def beat(self) -> None:
        """The replicas beat by themselves."""
        time.sleep(0.02)


def troubled(url: str, folder: Path, seed: int, replicas: int = 2) -> tuple[Counter[Said], int]:
    """The same over replicas in processes of their own; what was said, and how often one was killed."""
    clock = begun(folder)
    command = ("tests.faults.days", str(clock.file), str(clock.began))
    with (
        FakeSlack(board=_board(clock)) as slack,
        reading(url) as ledgers,
    ):

        def start(_slot: int) -> Iterator[Program]:
            with starting(slack, url, folder, *command) as program:
                yield program
                end(program.process)

        running = Replicas(start)
        try:
            for _ in range(replicas):
                running.add()
            there = Troubled(slack=slack, replicas=running, chance=random.Random(seed))
            replica = Replica(
                ready=there.ready,
                due=there.due,
                trouble=there.trouble,
                beat=there.beat,
                patience=there.patience,
            )
            told = Days(slack=slack, database=ledgers.database, replica=replica).pass_by()
            return told, there.killed
        finally:
            running.close()


class Hurried(Winding):
    """As `Winding`, and set as soon as the program is told to stop."""

    def __init__(self, clock: WoundClock, draining: threading.Event) -> None:
        super().__init__(clock)
        self._draining = draining

    def is_set(self) -> bool:
        return self._draining.is_set()


@contextmanager
def serving(
    chosen: settings.Settings, clock: WrittenClock, draining: threading.Event, _group: WorkerGroup
) -> Iterator["WSGIApplication"]:
    # Whoever is told "Slack did not answer" on a busy machine would do something else than in the undisturbed story.
    bot = build(chosen, clock=clock, stopping=Hurried(clock, draining), patience=UNHURRIED)
    heartbeat = Heartbeat(bot.tick, every_seconds=BEAT)
    heartbeat.start()
    try:
        yield bot.web
    finally:
        heartbeat.stop()
        bot.close()


def main(file: str, began: str) -> None:
    clock = WrittenClock(Path(file), float(began))
    chosen = settings.load().ready_to_serve()
    server.serve(
        partial(serving, chosen, clock),
        host=chosen.host,
        port=chosen.port,
        threads=8,
        log_level=chosen.log_level,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
