"""Everything at once: replicas that are killed, stopped and put to sleep, a Slack that fails in every way it knows, and
people who send each thing again until they are answered. Afterwards everything is counted."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as hour
from os import kill
from pathlib import Path
from subprocess import TimeoutExpired
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.coach.ports import Post, PostState
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.schedules import Occasion, Schedule
from bot.playground.cast import ANA, BOT, OURS, ZONE
from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.switchboard import Switchboard, read_manifest
from bot.playground.wire import Answer, Sending
from bot.playground.workspace import Channel, Kind, Person
from bot.slack.poster import AUDIT_AFTER, LATER, LEASE, WORKSPACE_CLOSED
from bot.slack.reopening import EVERY
from bot.store.engine import Journal
from bot.store.rows import POST, PostRow
from bot.store.rows import post as read_post
from bot.store.sql import Query
from bot.store.store import SqlStore
from bot.store.tables import posts as table
from tests.faults.fingers import Fingers, key_of
from tests.faults.programs import PATIENCE, Program, end, starting, wait_until_ready
from tests.faults.replica import QuickClock
from tests.faults.soundness import Ledgers, each_once, reading
from tests.faults.test_kills import recorded, text_of
from tests.store.table import acme

TEAM = TeamId(OURS.id)
POST_MESSAGE, HISTORY = "chat.postMessage", "conversations.history"
CANARY = "Nightingale"
"""The name of another team's deal, which nobody here may ever read."""
LATE_AFTER = timedelta(minutes=5)
TYPED = ("/concede {} cost 2k for {} in return", "/concede {} cost 9k", "/ask {}", "/got {} worth 4k")
EVERY_POST = Query[PostRow](select(*POST))
WAITING = Query[tuple[str, str]](select(table.c.id, table.c.state).where(table.c.wake.is_not(None)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of everything: clocks run `speed` times as fast as the wall's."""

    posts: int
    submissions: int
    seconds: float
    replicas: int
    speed: float
    people: int = 100
    deals: int = 20
    seed: int = 7


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What was done to it, and what became of everything. `repeated` are there twice and say so themselves."""

    faults: Counter[str] = field(default_factory=Counter)
    posts: int = 0
    submissions: int = 0
    deliveries: int = 0
    lost: int = 0
    doubled: int = 0
    repeated: int = 0
    held: int = 0
    late: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Replicas:
    """Programs over one database, each started again whenever it ended."""

    start: Callable[[], Iterator[Program]]
    stacks: list[ExitStack] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)
    logs: list[Path] = field(default_factory=list)

    def add(self) -> None:
        self.stacks.append(ExitStack())
        self.programs.append(self._begin(len(self.stacks) - 1))

    def _begin(self, slot: int) -> Program:
        program = self.stacks[slot].enter_context(contextmanager(self.start)())
        self.logs.append(program.log)
        return program

    def again(self, slot: int) -> None:
        self.stacks[slot].close()
        self.stacks[slot] = ExitStack()
        self.programs[slot] = self._begin(slot)

    def close(self) -> None:
        for stack in self.stacks:
            stack.close()


def opening(size: Size, *, readable: bool) -> FakeSlack:
    """A Slack with many people and many deals' channels, on a clock that runs quickly."""
    noon = datetime.now(ZoneInfo(ZONE)).replace(hour=12, minute=0, second=0, microsecond=0)
    clock = QuickClock(size.speed, noon, time.monotonic())
    manifest = read_manifest(None)
    if not readable:
        manifest = replace(manifest, scopes=tuple(one for one in manifest.scopes if one != "im:history"))
    slack = FakeSlack(board=Switchboard(manifest=manifest, clock=clock))
    for n in range(size.people):
        person = Person(id=f"U{n:08}", name=f"Person {n}", kind=Kind.MEMBER, team=OURS.id)
        slack.workspace.people[person.id] = person
    for n in range(size.deals):
        channel = Channel(id=f"CDEAL{n:04}", name=f"deal-{n}", members=[ANA, BOT], private=True)
        slack.workspace.channels[channel.id] = channel
    return slack


@dataclass(slots=True, kw_only=True)
class Storm:
    """One run."""

    slack: FakeSlack
    clock: QuickClock
    ledgers: Ledgers
    replicas: Replicas
    size: Size
    outcome: Outcome = field(default_factory=Outcome)
    over: threading.Event = field(default_factory=threading.Event)

    HARMS: ClassVar[Sequence[tuple[int, Fault]]] = (
        (3, Fault(harm=Harm.RATE_LIMITED, method=POST_MESSAGE, seconds=3)),
        (1, Fault(harm=Harm.RATE_LIMITED, method=POST_MESSAGE, seconds=0)),
        (3, Fault(harm=Harm.BROKEN_BEFORE, method=POST_MESSAGE)),
        (4, Fault(harm=Harm.BROKEN_AFTER, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.CUT, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.NOT_JSON, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.SLOW_AFTER, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.LATE, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.ERROR, method=POST_MESSAGE, error="fatal_error")),
        (1, Fault(harm=Harm.ERROR, method=POST_MESSAGE, error="invalid_blocks")),
        (1, Fault(harm=Harm.ERROR, method=POST_MESSAGE, error="is_archived")),
        (1, Fault(harm=Harm.ERROR, method=POST_MESSAGE, error="token_revoked")),
        (2, Fault(harm=Harm.BROKEN_BEFORE, method=HISTORY)),
        (1, Fault(harm=Harm.RATE_LIMITED, method=HISTORY, seconds=3)),
        (1, Fault(harm=Harm.ERROR, method=HISTORY, error="token_revoked")),
        (1, Fault(harm=Harm.BROKEN_BEFORE, method="chat.delete")),
    )

    def run(self) -> Outcome:
        """Lets it blow, waits until it is calm, and counts."""
        began = time.monotonic()
        self._set_up()
        with ThreadPoolExecutor(2) as pool:
            typing, trouble = pool.submit(self._submitted), pool.submit(self._trouble_slack)
            try:
                self._trouble_replicas(lambda: typing.done() and self._has_blown(time.monotonic() - began))
            finally:
                self.over.set()
            sent = typing.result()
            trouble.result()
        self._calm()
        self._count_posts()
        self._count_submissions(sent)
        self._nothing_told()
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    def _has_blown(self, seconds: float) -> bool:
        """Long enough, and over most posts where they take no more than three times as long."""
        met = len(self.slack.board.api.called(POST_MESSAGE)) > 0.9 * self.size.posts
        return seconds > self.size.seconds and (met or seconds > 3 * self.size.seconds)

    def _set_up(self) -> None:
        """Deals, one of another team in the same channel, and all that is to come round, spread over the time."""
        store, now = SqlStore(self.ledgers.database), self.clock.now()
        for n in range(self.size.deals):
            opened = self._until_answered(self._ana(n).types(f"/deal open Deal {n} selling 240k EUR"))
            assert opened
        there = self.clock.now().astimezone(ZoneInfo(ZONE))
        minutes = max(1, int(self.size.seconds * self.size.speed * 0.6 / 60))
        with store.work() as work:
            foreign = replace(acme(TeamId("TOTHER"), DealId("DOTHER")), name=CANARY, opened_at=now)
            work.open_deal(foreign, None, PersonId(ANA))
            for n in range(self.size.posts):
                at = there + timedelta(minutes=n * minutes / self.size.posts)
                work.save_schedule(self._schedule(n, at))

    def _schedule(self, n: int, at: datetime) -> Schedule:
        return Schedule(
            team=TEAM,
            id=f"s{n:05}",
            occasion=Occasion.DIGEST,
            key=f"U{n % self.size.people:08}",
            zone=ZONE,
            hour=hour(at.hour, at.minute),
            day=at.date(),
            wake=at,
        )

    def _ana(self, n: int) -> Fingers:
        return Fingers(slack=self.slack, channel=f"deal-{n % self.size.deals}")

    def _submitted(self) -> list[Sending]:
        """Everything that people type, each by somebody who sends it again until it is acknowledged, and now and then
        once more."""

        def each(n: int) -> Sending:
            text = f"part {n} of many"
            sending = self._ana(n).types(TYPED[n % len(TYPED)].format(text, text))
            self._until_answered(sending)
            return sending

        with ThreadPoolExecutor(6) as people:
            return list(people.map(each, range(self.size.submissions)))

    def _until_answered(self, sending: Sending) -> bool:
        chance = random.Random(key_of(sending))
        deadline = time.monotonic() + PATIENCE * 2
        again, answer = chance.choice((0, 0, 1, 2)), Answer(status=None)
        while time.monotonic() < deadline and not self.over.is_set():
            answer = _sent(chance.choice(self.replicas.programs), sending)
            self.outcome.deliveries += 1
            assert CANARY.encode() not in answer.body
            if acknowledged(answer):
                if not again:
                    return True
                again -= 1
            else:
                time.sleep(0.05)
        raise AssertionError(f"Nobody took {sending.payload}; the last answer was {answer}")

    def _trouble_slack(self) -> None:
        """About every fourth call meets a fault."""
        chance = random.Random(self.size.seed)
        faults = [one for weight, one in self.HARMS for _ in range(weight)]
        calls = self.slack.board.api.calls
        later = len(calls)
        while not self.over.wait(0.02):
            if len(calls) < later:
                continue
            later = len(calls) + chance.randint(1, 8)
            fault = replace(chance.choice(faults), times=1)
            if fault.harm in (Harm.SLOW_AFTER, Harm.LATE):
                fault.seconds = chance.choice((15, 25)) / self.size.speed
            self.slack.board.faults.next(fault)
            self.slack.workspace.history_lag = timedelta(seconds=chance.choice((0, 0, 20, 70)))
            self.outcome.faults[_name(fault)] += 1
        self.slack.board.faults.clear()
        self.slack.workspace.history_lag = timedelta()

    def _trouble_replicas(self, over: Callable[[], bool]) -> None:
        """From the thread that starts them, since they end with it."""
        chance = random.Random(self.size.seed + 1)
        while not over():
            slot = chance.randrange(self.size.replicas)
            wait_until_ready(self.replicas.programs[slot])
            time.sleep(chance.uniform(1.0, 5.0) / self.size.replicas)
            deed = chance.choice((self._killed, self._killed, self._asleep, self._told_to_stop))
            with suppress(OSError, IndexError, TimeoutExpired):
                deed(slot)
                self.outcome.faults[deed.__name__.strip("_")] += 1

    def _killed(self, slot: int) -> None:
        self.replicas.programs[slot].kill()
        self.replicas.again(slot)

    def _told_to_stop(self, slot: int) -> None:
        self.replicas.programs[slot].stop()
        self.replicas.again(slot)

    def _asleep(self, slot: int) -> None:
        """Past the end of whatever lease it holds, and then it goes on."""
        worker = self.replicas.programs[slot].worker()
        kill(worker, signal.SIGSTOP)
        time.sleep(LEASE.total_seconds() * 1.3 / self.size.speed)
        kill(worker, signal.SIGCONT)

    def _calm(self) -> None:
        """All replicas are there and nothing waits any more."""
        for slot, program in enumerate(self.replicas.programs):
            if program.process.poll() is not None:
                self.replicas.again(slot)
            wait_until_ready(self.replicas.programs[slot])
        waits = (AUDIT_AFTER + EVERY + 10 * LATER + 2 * LEASE).total_seconds() / self.size.speed
        deadline = time.monotonic() + waits * 2 + PATIENCE * 2
        while not self._is_calm():
            assert time.monotonic() < deadline, self._waiting()
            time.sleep(0.3)

    def _is_calm(self) -> bool:
        return not self._waiting()

    def _waiting(self) -> list[str]:
        """Whatever somebody still has to do: I4."""
        with SqlStore(self.ledgers.database).reading() as work:
            late = work.overdue_schedules(self.clock.now() + timedelta(days=1))
        with self.ledgers.database.transaction(writing=False) as session:
            waits = [" ".join(row) for row in session.all(WAITING)]
        closed = [one.id for one in self._read() if one.state is PostState.BLOCKED and one.why in WORKSPACE_CLOSED]
        return [*(["schedules"] if late else []), *waits, *closed]

    def _read(self) -> list[Post]:
        with self.ledgers.database.transaction(writing=False) as session:
            return [read_post(row) for row in session.all(EVERY_POST)]

    def _count_posts(self) -> None:
        """I2 and I3: each schedule came round once, and what it said is there once, or held with a reason."""
        with SqlStore(self.ledgers.database).reading() as work:
            for n in range(self.size.posts):
                assert len(work.occurrences(TEAM, f"s{n:05}")) == 1
        there: dict[str, list[datetime]] = {}
        for channel in self.slack.workspace.channels.values():
            for said in channel.messages:
                payload = (said.metadata or {}).get("event_payload") or {}
                if payload:
                    there.setdefault(payload["id"], []).append(said.at)
        found = [one for one in self._read() if one.id.startswith("s")]
        self.outcome.posts = len(found)
        for post in found:
            copies = sorted(there.get(post.id, ()))
            held = post.state in (PostState.BLOCKED, PostState.DEAD) and bool(post.why)
            self.outcome.held += held
            self.outcome.lost += not copies and not held
            self.outcome.doubled += len(copies) > 1 and not post.marked
            self.outcome.repeated += len(copies) > 1 and post.marked
            self.outcome.late += bool(copies) and copies[0] - post.due > LATE_AFTER
        self.outcome.lost += self.size.posts - len(found)

    def _count_submissions(self, sent: Sequence[Sending]) -> None:
        """I1: each is there once, under its key, and every ledger is whole."""
        self.outcome.submissions = len(sent)
        self.ledgers.check()
        self.outcome.lost += sum(one is None for one in self.ledgers.taken(*map(key_of, sent)))
        texts = [text for deal in self.ledgers.deals() for text in self.ledgers.texts(deal)]
        each_once(texts, map(text_of, sent))
        assert len(texts) == len(sent)

    def _nothing_told(self) -> None:
        """I5 and I6: nothing of another team in any message, nothing secret and nothing of a deal in any log."""
        for channel in self.slack.workspace.channels.values():
            assert not any(CANARY in said.text for said in channel.messages)
        secrets = (self.slack.board.tokens.bot, self.slack.board.signing_secret, "of many", CANARY, "Announcement")
        for log in self.replicas.logs:
            told = log.read_text(errors="replace")
            assert [secret for secret in secrets if secret in told] == []


def _sent(program: Program, sending: Sending) -> Answer:
    """Nobody answers where the program was just taken away."""
    try:
        return program.send(sending)
    except RuntimeError as closed:
        return Answer(status=None, problem=str(closed))


def acknowledged(answer: Answer) -> bool:
    """Whether the person was told that it was taken, and not why it was not."""
    return recorded(answer) and b"could not check with Slack" not in answer.body and b"went wrong" not in answer.body


def _name(fault: Fault) -> str:
    return f"{fault.method}: {fault.error if fault.harm is Harm.ERROR else fault.harm}"


def storm(url: str, folder: Path, size: Size, *, journal: Journal | None = None, readable: bool = True) -> Outcome:
    """One run over that database. Where the history is not readable, posts may be repeated and say so."""
    with opening(size, readable=readable) as slack, reading(url, journal) as ledgers:
        clock = slack.clock
        assert isinstance(clock, QuickClock)
        command = ("tests.faults.replica", *clock.told(), *([journal.value] if journal else []))

        def start() -> Iterator[Program]:
            with starting(slack, url, folder, *command) as program:
                yield program
                end(program.process)

        replicas = Replicas(start)
        try:
            for _ in range(size.replicas):
                replicas.add()
            for program in replicas.programs:
                wait_until_ready(program)
            return Storm(slack=slack, clock=clock, ledgers=ledgers, replicas=replicas, size=size).run()
        finally:
            replicas.close()
