"""A local Slack, databases of either kind that have their tables, and the bot over them."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import logs
from bot.main import Bot
from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import UNHURRIED, Answer
from bot.playground.workspace import Json
from bot.store.engine import connect
from bot.store.migrate import upgrade
from tests.faults.fingers import Fingers
from tests.faults.house import House, built
from tests.faults.programs import Program, running
from tests.faults.soundness import Ledgers, reading
from tests.store.postgres import empty_database
from tests.store.template import make_database


@pytest.fixture(scope="session")
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(patience=UNHURRIED) as slack:
        yield slack


@pytest.fixture
def ana(slack: FakeSlack) -> Fingers:
    return Fingers(slack=slack)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged in this process, as lines of JSON; afterwards logging is as pytest left it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    logs.begin(logs.LogLevel.DEBUG, out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)


def migrated(url: str) -> str:
    """The address of a database that now has its tables."""
    database = connect(url, threads=1)
    upgrade(database)
    database.close()
    return url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return make_database(tmp_path / "giveget.db")


@pytest.fixture
def postgres_database_url(postgres_url: str) -> Iterator[str]:
    with empty_database(postgres_url) as url:
        yield migrated(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    """A database of either kind, with its tables and nothing in them."""
    wanted = {"sqlite": "sqlite_url", "postgres": "postgres_database_url"}[request.param]
    return str(request.getfixturevalue(wanted))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A bot that serves, two of them where they share a PostgreSQL, and the ledgers behind."""

    programs: tuple[Program, ...]
    ledgers: Ledgers
    slack: FakeSlack

    @property
    def program(self) -> Program:
        return self.programs[0]

    def opened(self, ana: Fingers) -> None:
        """A deal in her channel, where there is none yet."""
        said(self.program.send(ana.types("/deal open Acme renewal selling 240k EUR")))


def said(answer: Answer) -> Json:
    """What the person reads; every request is answered."""
    assert answer.ok, answer
    return answer.said or {}


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("replicas", marks=pytest.mark.postgres)]
)
def table(
    request: pytest.FixtureRequest, slack: FakeSlack, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Table]:
    """One bot over an SQLite file, or two over one PostgreSQL database."""
    folder = tmp_path_factory.mktemp("table")
    if request.param == "sqlite":
        url = make_database(folder / "giveget.db")
        with running(slack, url, folder, log_level="debug") as program, reading(url) as ledgers:
            yield Table(programs=(program,), ledgers=ledgers, slack=slack)
        return
    with empty_database(request.getfixturevalue("postgres_url")) as url:
        migrated(url)
        with (
            running(slack, url, folder, log_level="debug") as one,
            running(slack, url, folder, log_level="debug") as other,
            reading(url) as ledgers,
        ):
            yield Table(programs=(one, other), ledgers=ledgers, slack=slack)


@pytest.fixture(scope="session")
def built_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with built(make_database(tmp_path_factory.mktemp("house") / "giveget.db")) as house:
        yield house


@pytest.fixture
def house(built_house: House) -> House:
    """The bot in this process, over an empty database."""
    built_house.tidy()
    return built_house


@pytest.fixture
def local(house: House) -> FakeSlack:
    """A Slack in which nobody has spoken yet."""
    return house.slack


@pytest.fixture
def bot(house: House, log: io.StringIO) -> Bot:
    return house.bot
