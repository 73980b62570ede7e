"""Everything at once: replicas that are killed, stopped and put to sleep and whose clocks differ, a Slack that fails in
every way it knows, a database that is locked, full, closed or crashes, and people who send each thing again until they
are answered. Afterwards everything is counted, and what must hold is looked at."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as hour
from functools import partial
from os import kill
from pathlib import Path
from subprocess import TimeoutExpired
from typing import ClassVar
from zoneinfo import ZoneInfo

import psycopg
from sqlalchemy import make_url, or_, select

from bot.coach.records import Post, PostState
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.schedules import Schedule, ScheduleKind
from bot.playground.cast import ANA, BOT, OURS, ZONE
from bot.playground.fake_slack import FakeSlack
from bot.playground.faults import Fault, Harm
from bot.playground.switchboard import Switchboard, read_manifest
from bot.playground.wire import Answer, Sending
from bot.playground.workspace import Channel, Kind, Message, Person
from bot.slack.errors import WORKSPACE_CLOSED
from bot.slack.poster import AUDIT_AFTER, LEASE, RETRY_AFTER
from bot.slack.reopening import CHECK_EVERY
from bot.store.engine import Journal
from bot.store.outbox import POST
from bot.store.session import ReadStatement, Row
from bot.store.store import SqlStore
from bot.store.tables import posts as table
from tests.faults.fingers import Fingers, at_once, key_of
from tests.faults.programs import PATIENCE, Program, end, starting, wait_until_ready
from tests.faults.replica import QuickClock
from tests.faults.soundness import Ledgers, reading
from tests.faults.test_kills import recorded, text_of
from tests.faults.troubles import closed, crash, drop_everyone, held, locked, no_room
from tests.store.table import acme

TEAM = TeamId(OURS.id)
POST_MESSAGE, HISTORY = "chat.postMessage", "conversations.history"
CANARY = "Nightingale"
"""The name of another team's deal, which nobody here may ever read."""
SETTLED = (PostState.SENT, PostState.BLOCKED, PostState.DEAD)
APART = timedelta(minutes=2)
"""How far the clock of every other replica is ahead."""
COPIES, OFTEN = 4, 1 / 12
"""How many copies of a request come at once, and how often."""
LATE_AFTER = timedelta(minutes=5)
TYPED = (
    "/concede {} cost 2k for {} in return",
    "/concede {} cost 9k",
    "/ask {}",
    "/got {} worth 4k",
)
READS = ("/deal", "/deal log", "/deal #1", "/coach brief", "/deal find deal", "/ask list")
CHANGES = ("/deal undo", "/deal edit #{} cost {}k")
CHANGED = ("Undone", "Changed")
"""What the person reads whose change is recorded."""
EVERY_POST = ReadStatement[Row](select(*POST.columns))
WAITING = ReadStatement[tuple[str, str]](
    select(table.c.id, table.c.state).where(
        or_(table.c.wake.is_not(None), table.c.state.not_in([state.value for state in SETTLED]))
    )
)


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
    """What was done to it, and what became of everything. `repeated` are there twice and say so themselves, `held` are
    kept with a reason, `late` came more than five minutes after they were due; `broken` are the invariants that were,
    and how."""

    faults: Counter[str] = field(default_factory=Counter)
    broken: dict[str, str] = field(default_factory=dict)
    posts: int = 0
    acknowledged: int = 0
    deliveries: int = 0
    reads: int = 0
    changes: int = 0
    lost: int = 0
    doubled: int = 0
    repeated: int = 0
    held: int = 0
    late: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Replicas:
    """Programs over one database, each started again whenever it ended."""

    start: Callable[[int], Iterator[Program]]
    stacks: list[ExitStack] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)
    logs: list[Path] = field(default_factory=list)

    def add(self) -> None:
        self.stacks.append(ExitStack())
        self.programs.append(self._begin(len(self.stacks) - 1))

    def _begin(self, slot: int) -> Program:
        program = self.stacks[slot].enter_context(contextmanager(self.start)(slot))
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
        manifest = replace(
            manifest, scopes=tuple(one for one in manifest.scopes if one != "im:history")
        )
    slack = FakeSlack(board=Switchboard(manifest=manifest, clock=clock))
    for n in range(size.people):
        person = Person(id=f"U{n:08}", name=f"Person {n}", kind=Kind.MEMBER, team=OURS.id)
        slack.workspace.people[person.id] = person
    for n in range(size.deals):
        channel = Channel(id=f"CDEAL{n:04}", name=f"deal-{n}", members=[ANA, BOT], private=True)
        slack.workspace.channels[channel.id] = channel
    return slack


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that happens to the database, for so many seconds of the quick clock."""

    name: str
    seconds: float
    happens: Callable[["Storm"], AbstractContextManager[None]]


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
    told_canary: bool = False
    told: dict[str, str] = field(default_factory=dict)
    """What the person read who took each request for recorded."""
    changed: list[Sending] = field(default_factory=list)
    """Requests to undo or change something, all answered."""

    database_troubles: Sequence[Trouble] = ()

    HARMS: ClassVar[Sequence[tuple[int, Fault]]] = (
        (3, Fault(harm=Harm.RATE_LIMITED, method=POST_MESSAGE, seconds=3)),
        (1, Fault(harm=Harm.RATE_LIMITED, method=POST_MESSAGE, seconds=0)),
        (3, Fault(harm=Harm.BROKEN_BEFORE, method=POST_MESSAGE)),
        (4, Fault(harm=Harm.BROKEN_AFTER, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.CUT, method=POST_MESSAGE)),
        (2, Fault(harm=Harm.TORN, method=POST_MESSAGE)),
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
        (1, Fault(harm=Harm.ERROR, method=POST_MESSAGE, error="not_in_channel")),
        (1, Fault(harm=Harm.BROKEN_BEFORE, method="chat.delete")),
        (1, Fault(harm=Harm.RATE_LIMITED, method="users.info", seconds=3)),
        (1, Fault(harm=Harm.BROKEN_BEFORE, method="auth.test")),
    )

    def run(self) -> Outcome:
        """Lets it blow, waits until it is calm, and counts."""
        began = time.monotonic()
        self._set_up()
        with ThreadPoolExecutor(3) as pool:
            typing = pool.submit(self._submitted)
            troubles = [pool.submit(each) for each in (self._trouble_slack, self._trouble_database)]
            try:
                self._trouble_replicas(
                    lambda: typing.done() and self._has_blown(time.monotonic() - began)
                )
            finally:
                self.over.set()
            sent = typing.result()
            for trouble in troubles:
                trouble.result()
        self._judge("I4", self._calm)
        self._judge("I1", partial(self._count_submissions, sent))
        self._judge("I2", self._came_round_once)
        self._judge("I3", self._count_posts)
        self._judge("I5", self._nothing_of_others_told)
        self._judge("I6", self._nothing_secret_logged)
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    def _judge(self, invariant: str, looks: Callable[[], object]) -> None:
        try:
            looks()
        except AssertionError as broken:
            self.outcome.broken[invariant] = str(broken).partition("\n")[0] or looks.__qualname__

    def _has_blown(self, seconds: float) -> bool:
        """Long enough, and over most posts where they take no more than three times as long."""
        met = len(self.slack.board.api.called(POST_MESSAGE)) > 0.9 * self.size.posts
        return seconds > self.size.seconds and (met or seconds > 3 * self.size.seconds)

    def _set_up(self) -> None:
        """Deals, one of another team in the same channel, and all that is to come round, spread over the time."""
        store, now = SqlStore(self.ledgers.database), self.clock.now()
        for n in range(self.size.deals):
            opened = self._until_answered(
                self._ana(n).types(f"/deal open Deal {n} selling 240k EUR")
            )
            assert opened
        there = self.clock.now().astimezone(ZoneInfo(ZONE))
        minutes = max(1, int(self.size.seconds * self.size.speed / 60))
        with store.work() as work:
            foreign = replace(acme(TeamId("TOTHER"), DealId("DOTHER")), name=CANARY, opened_at=now)
            work.deals.insert(foreign, None, PersonId(ANA))
            for n in range(self.size.posts):
                at = there + timedelta(minutes=n * minutes / self.size.posts)
                work.schedules.save(self._schedule(n, at))

    def _schedule(self, n: int, at: datetime) -> Schedule:
        return Schedule(
            team=TEAM,
            id=f"s{n:05}",
            occasion=ScheduleKind.DIGEST,
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
            if n % 5 == 2:
                self._read_something(n)
            if n % 7 == 3:
                self._change_something(n)
            return sending

        with ThreadPoolExecutor(6) as people:
            return list(people.map(each, range(self.size.submissions)))

    def _read_something(self, n: int) -> None:
        """What is only read is answered too, whatever else goes on."""
        self._until_answered(self._ana(n).types(READS[n // 5 % len(READS)]))
        self.outcome.reads += 1

    def _change_something(self, n: int) -> None:
        """Somebody takes their last move back, or changes the cost of an early one."""
        line = CHANGES[n // 7 % len(CHANGES)].format(n // 7 % 5 + 1, n % 9 + 1)
        sending = self._ana(n).types(line)
        self._until_answered(sending)
        self.changed.append(sending)

    def _until_answered(self, sending: Sending) -> bool:
        chance = random.Random(key_of(sending))
        deadline = time.monotonic() + PATIENCE * 2
        again, answer = chance.choice((0, 0, 1, 2)), Answer(status=None)
        while time.monotonic() < deadline and not self.over.is_set():
            copies = COPIES if chance.random() < OFTEN else 1
            programs = chance.choices(self.replicas.programs, k=copies)
            answers = at_once(*(partial(_sent, program, sending) for program in programs))
            self.outcome.deliveries += copies
            self.told_canary |= any(CANARY.encode() in answer.body for answer in answers)
            answer = answers[0]
            taken = next(filter(acknowledged, answers), None)
            if taken is not None:
                self.told.setdefault(key_of(sending), taken.body.decode(errors="replace"))
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
        later, waiting = len(calls), list[Fault]()
        while not self.over.wait(0.02):
            if len(calls) < later:
                continue
            later = len(calls) + chance.randint(1, 8)
            fault = replace(chance.choice(faults), times=1)
            if fault.harm in (Harm.SLOW_AFTER, Harm.LATE):
                fault.seconds = chance.choice((15, 25)) / self.size.speed
            self.slack.board.faults.next(fault)
            waiting.append(fault)
            self.slack.workspace.history_lag = timedelta(seconds=chance.choice((0, 0, 20, 70)))
        self.slack.board.faults.clear()
        self.slack.workspace.history_lag = timedelta()
        self.outcome.faults.update(_name(fault) for fault in waiting if not fault.times)

    def _trouble_database(self) -> None:
        """Now and then, for as long as half a minute takes on the quick clock."""
        chance = random.Random(self.size.seed + 2)
        while self.database_troubles and not self.over.wait(chance.uniform(3, 8)):
            trouble = chance.choice(self.database_troubles)
            with (
                suppress(OSError, IndexError, AssertionError, psycopg.Error),
                trouble.happens(self),
            ):
                self.outcome.faults[trouble.name] += 1
                self.over.wait(trouble.seconds / self.size.speed)

    def _trouble_replicas(self, over: Callable[[], bool]) -> None:
        """From the thread that starts them, since they end with it."""
        chance = random.Random(self.size.seed + 1)
        while not over():
            slot = chance.randrange(self.size.replicas)
            wait_until_ready(self.replicas.programs[slot])
            time.sleep(chance.uniform(2.0, 8.0) / self.size.replicas)
            deed = chance.choice((self._killed, self._killed, self._asleep, self._told_to_stop))
            with suppress(OSError, IndexError, TimeoutExpired):
                deed(slot)
                self.outcome.faults[f"replica {deed.__name__.strip('_').replace('_', ' ')}"] += 1

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
        waits = (
            AUDIT_AFTER + CHECK_EVERY + 10 * RETRY_AFTER + 2 * LEASE
        ).total_seconds() / self.size.speed
        deadline = time.monotonic() + waits * 2 + PATIENCE * 2
        while not self._is_calm():
            assert time.monotonic() < deadline, self._waiting()
            time.sleep(0.3)

    def _is_calm(self) -> bool:
        return not self._waiting()

    def _waiting(self) -> list[str]:
        """Whatever somebody still has to do, and whatever waits without anybody coming back to it: I4."""
        with SqlStore(self.ledgers.database).reading() as work:
            late = work.schedules.count_overdue(self.clock.now() + timedelta(days=1))
        with self.ledgers.database.transaction(writing=False) as session:
            waits = [" ".join(row) for row in session.read_all(WAITING)]
        closed = [
            one.id
            for one in self._read()
            if one.state is PostState.BLOCKED and one.why in WORKSPACE_CLOSED
        ]
        return [*(["schedules"] if late else []), *waits, *closed]

    def _read(self) -> list[Post]:
        with self.ledgers.database.transaction(writing=False) as session:
            return [POST.load(row) for row in session.read_all(EVERY_POST)]

    def _came_round_once(self) -> None:
        """I2: each schedule came round once."""
        with SqlStore(self.ledgers.database).reading() as work:
            for n in range(self.size.posts):
                assert len(work.schedules.list_occurrences(TEAM, f"s{n:05}")) == 1, f"s{n:05}"

    def _count_posts(self) -> None:
        """I3: what came round is there once, or held with a reason; where nobody can look, twice where it says so."""
        there: dict[str, list[datetime]] = {}
        for said in self._messages():
            payload = (said.metadata or {}).get("event_payload") or {}
            if payload:
                there.setdefault(payload["id"], []).append(said.at)
        found = [one for one in self._read() if one.id.startswith("s")]
        self.outcome.posts = len(found)
        before = self.outcome.lost, self.outcome.doubled
        self.outcome.lost += self.size.posts - len(found)
        for post in found:
            self._count_post(post, sorted(there.get(post.id, ())))
        lost, doubled = self.outcome.lost - before[0], self.outcome.doubled - before[1]
        assert (lost, doubled) == (0, 0), f"{lost} lost, {doubled} doubled"

    def _count_post(self, post: Post, copies: Sequence[datetime]) -> None:
        held = post.state in (PostState.BLOCKED, PostState.DEAD) and bool(post.why)
        self.outcome.held += held
        self.outcome.lost += not copies and not held
        self.outcome.doubled += len(copies) > 1 and not post.marked
        self.outcome.repeated += len(copies) > 1 and post.marked
        self.outcome.late += bool(copies) and copies[0] - post.due > LATE_AFTER

    def _messages(self) -> list[Message]:
        return [
            said for channel in self.slack.workspace.channels.values() for said in channel.messages
        ]

    def _count_submissions(self, sent: Sequence[Sending]) -> None:
        """I1: each that was acknowledged is there once, under its key, with its entry, and every ledger is whole."""
        self.outcome.acknowledged = len(sent)
        keys = [key_of(one) for one in sent]
        lost = [
            key for key, found in zip(keys, self.ledgers.taken(*keys), strict=True) if found is None
        ]
        texts = Counter(text for deal in self.ledgers.deals() for text in self.ledgers.texts(deal))
        self.outcome.lost += sum(not texts[text_of(one)] for one in sent)
        self.outcome.doubled += sum(times - 1 for times in texts.values())
        assert not lost, (
            f"{len(lost)} lost, such as the one answered {self.told.get(lost[0], '')[:300]}"
        )
        assert texts == Counter(map(text_of, sent))
        self._count_changes()
        self.ledgers.check()

    def _count_changes(self) -> None:
        """Each change that somebody was told of is one entry, and there is none besides."""
        keys = [key_of(one) for one in self.changed]
        found = dict(zip(keys, self.ledgers.taken(*keys), strict=True))
        told = [key for key in keys if any(word in self.told[key] for word in CHANGED)]
        missing = [key for key in told if found[key] is None]
        assert not missing, f"{len(missing)} changes lost"
        there = self.ledgers.changes()
        made = {(one.deal, one.seq) for one in found.values() if one is not None}
        self.outcome.changes = len(made)
        assert made == set(there), f"{len(there)} changes of {len(made)}"

    def _nothing_of_others_told(self) -> None:
        """I5: nothing of another team in any answer or message."""
        assert not self.told_canary
        assert not any(CANARY in f"{said.text}{said.blocks}" for said in self._messages())

    def _nothing_secret_logged(self) -> None:
        """I6: nothing secret and nothing of a deal in any log."""
        secrets = (
            self.slack.board.tokens.bot,
            self.slack.board.signing_secret,
            "of many",
            CANARY,
            "Announcement",
        )
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
    return (
        recorded(answer)
        and b"could not check with Slack" not in answer.body
        and b"went wrong" not in answer.body
    )


def _name(fault: Fault) -> str:
    return f"{fault.method}: {fault.error if fault.harm is Harm.ERROR else fault.harm}"


def troubles_of(url: str) -> Sequence[Trouble]:
    """What may happen to a database of that kind."""
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        path = Path(where.database or "")
        return (
            Trouble(name="database locked", seconds=30, happens=lambda _: locked(path)),
            Trouble(
                name="database disk full",
                seconds=30,
                happens=lambda storm: _no_room(storm, path.parent),
            ),
        )
    return (
        Trouble(name="database table locked", seconds=20, happens=lambda _: held(url)),
        Trouble(name="database closed", seconds=30, happens=lambda _: closed(url)),
        Trouble(
            name="database connections dropped",
            seconds=0,
            happens=lambda _: _done(drop_everyone, url),
        ),
        Trouble(name="database crashed", seconds=0, happens=lambda _: _done(crash, url)),
    )


def _no_room(storm: "Storm", folder: Path) -> AbstractContextManager[None]:
    return no_room(storm.replicas.programs[0].worker(), folder)


@contextmanager
def _done(deed: Callable[[str], object], url: str) -> Iterator[None]:
    deed(url)
    yield


def storm(
    url: str, folder: Path, size: Size, *, journal: Journal | None = None, readable: bool = True
) -> Outcome:
    """One run over that database. Where the history is not readable, posts may be repeated and say so."""
    with opening(size, readable=readable) as slack, reading(url, journal) as ledgers:
        clock = slack.clock
        assert isinstance(clock, QuickClock)

        def start(slot: int) -> Iterator[Program]:
            told = clock.told(ahead=APART * (slot % 2))
            command = ("tests.faults.replica", *told, *([journal.value] if journal else []))
            with starting(slack, url, folder, *command) as program:
                yield program
                end(program.process)

        replicas = Replicas(start)
        try:
            for _ in range(size.replicas):
                replicas.add()
            for program in replicas.programs:
                wait_until_ready(program)
            return Storm(
                slack=slack,
                clock=clock,
                ledgers=ledgers,
                replicas=replicas,
                size=size,
                database_troubles=troubles_of(url),
            ).run()
        finally:
            replicas.close()
