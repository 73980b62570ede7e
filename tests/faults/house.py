"""One bot and one local Slack for many tests: each finds an empty database and a workspace nobody has spoken in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.coach.ports.clock import Clock
from bot.main import Bot, build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.playground.time import WoundClock
from bot.playground.wire import UNHURRIED
from bot.store.engine import Database, connect
from bot.store.session import WriteStatement
from bot.store.store import SqlStore
from bot.store.tables import METADATA

EMPTY = [WriteStatement[tuple[()]](delete(table)) for table in reversed(METADATA.sorted_tables)]


class Winding(threading.Event):
    """Nobody waits for it: the clock is wound instead."""

    def __init__(self, clock: WoundClock) -> None:
        super().__init__()
        self._clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        """Winds the clock by as long as one would have waited."""
        if not self.is_set():
            self._clock.wind(timedelta(seconds=timeout or 0))
        return self.is_set()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A clock that somebody set wrongly."""

    clock: Clock
    by: timedelta

    def now(self) -> datetime:
        return self.clock.now() + self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The bot in this process, over a database that is emptied and not made again. Time that it waits is wound."""

    slack: FakeSlack
    url: str
    bot: Bot
    database: Database
    patience: float

    @property
    def store(self) -> SqlStore:
        return SqlStore(self.database)

    @contextmanager
    def another_bot(
        self, wrong: timedelta = timedelta(), url: str = "", *, only_reads: bool = False
    ) -> Iterator[Bot]:
        """A second program over the same database or another, perhaps with a clock that is wrong, or over a file that
        may only be read."""
        settings = settings_for(self.slack.settings(url or self.url))
        keep = _sealed if only_reads else SqlStore
        bot = build(
            settings,
            clock=Wrong(self.slack.clock, wrong),
            stopping=Winding(self.slack.clock),
            patience=self.patience,
            post_seconds=UNHURRIED,
            keep=keep,
        )
        try:
            yield bot
        finally:
            bot.close()

    def tidy(self) -> None:
        """As if it had just been built, and so much later that nothing is remembered from before."""
        self.bot.stopping.clear()
        self.slack.reset(now=self.slack.clock.now() + timedelta(days=1))
        self.slack.connect(self.bot.web)
        with self.database.transaction(writing=True) as session:
            for each in EMPTY:
                session.write(each)

    def states(self) -> list[str]:
        """What became of each post, in the order they were due."""
        with self.database.engine.connect() as connection:
            return list(
                connection.exec_driver_sql("SELECT state FROM posts ORDER BY due, id").scalars()
            )


def _sealed(database: Database) -> SqlStore:
    def only_read(connection: DBAPIConnection, _record: object) -> None:
        connection.cursor().execute("PRAGMA query_only=ON")

    database.engine.dispose()
    event.listen(database.engine, "connect", only_read)
    return SqlStore(database)


@contextmanager
def built(url: str, patience: float = UNHURRIED) -> Iterator[House]:
    """A house over a database that has its tables, whose bot waits so many seconds for Slack and for the database."""
    with FakeSlack(patience=UNHURRIED) as slack:
        bot = build(
            settings_for(slack.settings(url)),
            clock=slack.clock,
            stopping=Winding(slack.clock),
            patience=patience,
            post_seconds=UNHURRIED,
        )
        database = connect(url, threads=2)
        yield House(slack=slack, url=url, bot=bot, database=database, patience=patience)
        database.close()
        bot.close()
