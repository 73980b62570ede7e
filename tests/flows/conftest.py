"""The whole bot over signed HTTP against the local Slack: one server, a workspace and a ledger for each test."""

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from a2wsgi import WSGIMiddleware
from pydantic import SecretStr

from bot import logs
from bot.main import PATIENCE, Bot, build
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.listening import Listening
from bot.playground.playing import settings_for
from bot.playground.time import StandingClock
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Channel
from bot.settings import Settings
from bot.store.engine import connect
from bot.store.store import SqlStore
from tests.faults.house import Winding
from tests.flows.table import Table
from tests.store.template import make_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture(scope="session")
def local_slack() -> Iterator[FakeSlack]:
    with FakeSlack(clock=StandingClock(MONDAY), patience=UNHURRIED) as slack:
        yield slack


class Door:
    """Where the local Slack finds the bot: one address for the whole session, a bot of its own for each test."""

    bot: Bot | None = None

    def __call__(self, environ: Any, start: Any) -> Iterable[bytes]:
        assert self.bot is not None
        return self.bot.web(environ, start)


@pytest.fixture(scope="session")
def door(local_slack: FakeSlack) -> Iterator[Door]:
    door = Door()
    served = Listening(WSGIMiddleware(door, workers=8), name="bot")
    served.start()
    local_slack.connect(served.url)
    yield door
    served.stop()


@pytest.fixture(scope="session")
def usual_settings(local_slack: FakeSlack) -> Settings:
    """The bot's settings but for its database; reading settings takes as long as a small conversation."""
    return settings_for(local_slack.settings("sqlite://"))


@pytest.fixture
def table(
    local_slack: FakeSlack,
    usual_settings: Settings,
    door: Door,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Table]:
    """A workspace with the bot in it. At the end nothing was sent that Slack would refuse or drop, and what is kept
    of every deal is what its whole ledger says."""
    local_slack.reset(now=MONDAY)
    url = make_database(tmp_path / "ledger.db")
    settings = usual_settings.model_copy(update={"database_url": SecretStr(url)})

    def start() -> None:
        if door.bot is not None:
            door.bot.close()
        # What is said is tested as a whole; what of it stands behind More, in a file of its own.
        door.bot = build(
            settings,
            clock=local_slack.clock,
            stopping=Winding(local_slack.clock),
            patience=PATIENCE if request.node.get_closest_marker("in_time") else UNHURRIED,
            whole_answers=not request.node.get_closest_marker("short_answers"),
        )

    def tick() -> None:
        assert door.bot is not None
        door.bot.tick()

    start()
    database = connect(url, threads=2)
    table = Table(
        slack=local_slack, store=SqlStore(database), tick=tick, database=database, restart=start
    )
    try:
        yield table
        table.check_sums()
    finally:
        if door.bot is not None:
            door.bot.close()
        door.bot = None
        database.close()
    assert local_slack.violations == []


@pytest.fixture(autouse=True)
def log() -> Iterator[StringIO]:
    """What the bot logs; afterwards logging is as pytest left it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    logs.begin(logs.LogLevel.INFO, stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def slack(table: Table) -> FakeSlack:
    return table.slack


@pytest.fixture
def acme(slack: FakeSlack) -> Channel:
    return slack.channel("acme")


@pytest.fixture
def ana(slack: FakeSlack) -> Hands:
    return slack.person("Ana")


@pytest.fixture
def ben(slack: FakeSlack) -> Hands:
    return slack.person("Ben")
