"""The database is locked, full or gone: people are told in time, nothing is there by half, and it mends itself."""

import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import Answer, Sending
from bot.store.engine import Journal, connect
from tests.faults.budget import BUDGET
from tests.faults.conftest import said
from tests.faults.fingers import Fingers, each, key_of
from tests.faults.house import House
from tests.faults.programs import Program, running
from tests.faults.soundness import reading
from tests.faults.troubles import closed, held, locked, no_room, read_only

NAMES = "carpet lantern teapot ladder violin saddle window pillow basket candle hammer mirror bottle jacket wagon drum"
LINES = [f"/concede a {name} cost 2k for a {name} in return" for name in NAMES.split()]


def reads(answer: Answer) -> str:
    return str(said(answer)["text"])


@contextmanager
def away(folder: Path) -> Iterator[None]:
    """Somebody moved the database to another place, and back."""
    moved = {path: folder / f"away-{path.name}" for path in folder.glob("giveget.db*")}
    for path, other in moved.items():
        path.rename(other)
    yield
    for path, other in moved.items():
        other.rename(path)


@pytest.mark.in_time
@pytest.mark.skipif(sys.platform != "linux", reason="limits what another program may write")
def test_trouble_with_the_file_is_told_in_time_and_passes(
    slack: FakeSlack, ana: Fingers, sqlite_url: str, tmp_path: Path
) -> None:
    with running(slack, sqlite_url, tmp_path) as program, reading(sqlite_url) as ledgers:
        reads(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        deal = ledgers.named("Acme renewal")
        sendings = [ana.types(line) for line in LINES]

        with locked(tmp_path / "giveget.db"):
            answers = each(program.send, sendings)
        assert {reads(answer).splitlines()[0] for answer in answers} == {
            "The ledger is busy right now. Nothing was recorded; please send it again in a moment."
        }
        assert max(answer.seconds for answer in answers) < BUDGET
        assert len(ledgers.entries(deal)) == 1

        with no_room(program.worker(), tmp_path):
            unlucky = next(
                wish for wish in wishes(ana) if not reads(program.send(wish)).startswith("Open ask")
            )
            _told_with_reference(program, program.send(unlucky))
        assert ledgers.taken(key_of(unlucky)) == [None]
        assert "Open ask" in reads(program.send(unlucky))

        with away(tmp_path):
            assert program.ready().status_code == 503
            _told_with_reference(program, program.send(sendings[0]))
            assert list(tmp_path.glob("giveget.db*")) == []
        assert program.ready().status_code == 200
        assert ledgers.taken(*map(key_of, sendings)) == [None] * len(LINES)
        assert "Conditional give" in reads(program.send(sendings[1]))
        ledgers.check()


@pytest.mark.parametrize("journal", Journal)
def test_a_file_that_is_in_use_is_waited_for_when_it_is_opened(
    sqlite_url: str, tmp_path: Path, journal: Journal
) -> None:
    connect(sqlite_url, threads=1, journal=journal).close()
    with ThreadPoolExecutor(1) as pool:
        with locked(tmp_path / "giveget.db"):
            opening = pool.submit(connect, sqlite_url, threads=1, journal=journal, patience=0.2)
            time.sleep(1)
        opening.result(timeout=600).close()


def wishes(ana: Fingers) -> Iterator[Sending]:
    return (ana.types(f"/ask wish {n} of many") for n in range(200))


def _told_with_reference(program: Program, answer: Answer) -> None:
    """An apology with the reference under which the log tells more."""
    text = reads(answer)
    assert "Nothing was recorded" in text or "went wrong" in text
    references = [
        line.partition('"reference":"')[2][:9] for line in program.log.read_text().splitlines()
    ]
    assert any(reference and reference in text for reference in references), text


@pytest.mark.postgres
@pytest.mark.in_time
def test_trouble_with_the_server_is_told_in_time_and_passes(
    slack: FakeSlack, ana: Fingers, postgres_database_url: str, tmp_path: Path
) -> None:
    with (
        running(slack, postgres_database_url, tmp_path) as program,
        reading(postgres_database_url) as ledgers,
    ):
        reads(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        sendings = [ana.types(line) for line in LINES]

        with held(postgres_database_url):
            _nothing_recorded(each(program.send, sendings))

        with closed(postgres_database_url):
            _nothing_recorded(each(program.send, sendings[:4]))
            assert program.ready().status_code == 503
        assert program.ready().status_code == 200

        with read_only(postgres_database_url):
            _told_with_reference(program, program.send(sendings[0]))
            assert "Acme renewal" in reads(program.send(ana.types("/deal")))

        assert all("Conditional give" in reads(answer) for answer in each(program.send, sendings))
        assert len(ledgers.entries(ledgers.named("Acme renewal"))) == 1 + len(LINES)
        ledgers.check()


def _nothing_recorded(answers: Iterable[Answer]) -> None:
    for answer in answers:
        assert "Nothing was recorded" in reads(answer)
        assert answer.seconds < BUDGET


@pytest.mark.usefixtures("log")
def test_a_file_that_may_only_be_read_is_told_and_still_answers(house: House) -> None:
    ana, acme = house.slack.person("Ana"), house.slack.channel("acme")
    with house.another_bot() as bot:
        house.slack.connect(bot.web)
        assert "Deal open" in ana.types("/deal open Acme renewal selling 240k EUR", in_=acme).text
    with house.another_bot(only_reads=True) as bot:
        house.slack.connect(bot.web)
        refused = ana.types("/concede a ladder cost 2k for a lantern", in_=acme).text
        assert "its disk is full or damaged" in refused
        assert "Acme renewal" in ana.types("/deal", in_=acme).text
    house.slack.connect(house.bot.web)
    assert "#1" in ana.types("/concede a ladder cost 2k for a lantern", in_=acme).text
