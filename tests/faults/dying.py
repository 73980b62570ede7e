"""The bot as it is wired, in processes that die at a step of their own choosing."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

import httpx
import orjson

from bot import settings
from bot.clock.system_clock import SystemClock
from bot.coach.ports.store import UnitOfWork
from bot.main import Bot, build
from bot.store.engine import Database, Journal
from bot.store.store import SqlStore, SqlUnitOfWork


class Steps:
    """Counts steps and dies, at once and without a word, at the last one. None at all: lives."""

    def __init__(self) -> None:
        self.left = 0

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class SteppedWork:
    """A transaction with a step before and after every call of its parts."""

    def __init__(self, work: SqlUnitOfWork, steps: Steps) -> None:
        self._work, self._steps = work, steps

    def __getattr__(self, name: str) -> "SteppedPart":
        return SteppedPart(getattr(self._work, name), self._steps)


class SteppedPart:
    """A part of a transaction with a step before and after every call."""

    def __init__(self, part: object, steps: Steps) -> None:
        self._part, self._steps = part, steps

    def __getattr__(self, name: str) -> Callable[..., object]:
        call = getattr(self._part, name)

        def stepped(*given: object, **named: object) -> object:
            self._steps.step()
            found: object = call(*given, **named)
            self._steps.step()
            return found

        return stepped


class SteppedStore(SqlStore):
    """A store with a step before and after every call that may write, and before and after every commit."""

    def __init__(self, database: Database, steps: Steps) -> None:
        super().__init__(database)
        self._steps = steps

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:  # type: ignore[override]
        with super().work() as work:
            yield SteppedWork(work, self._steps)  # type: ignore[misc]
            self._steps.step()
        self._steps.step()


def answer(bot: Bot, asked: dict[str, Any]) -> bytes:
    """What the bot says to one request."""
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        said = client.post("/slack/events", content=asked["body"], headers=asked["headers"])
    return orjson.dumps({"status": said.status_code, "body": said.text})


def in_a_process(act: Callable[[], bytes]) -> bytes:
    """What a process of its own says before it ends; null where it died."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, act())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        said = told.read()
    os.waitpid(child, 0)
    return said or b"null"


def live(talk: Connection, variables: Mapping[str, str], journal: Journal | None) -> None:
    """Answers each request that comes, and with nothing where it died; until nothing more is asked.

    It answers itself where nothing is to die, else in a process that knows the database but has nothing of it open.
    """
    os.environ.update(variables)
    steps = Steps()
    bot = build(
        settings.load(),
        clock=SystemClock(),
        journal=journal,
        keep=lambda database: SteppedStore(database, steps),
    )
    while asked := talk.recv():
        steps.left = asked["step"]
        act = partial(answer, bot, asked)
        if steps.left:
            bot.close()
        talk.send_bytes(in_a_process(act) if steps.left else act())
