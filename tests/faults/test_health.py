"""Whether a bot is ready says what it can still do."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.clock.system_clock import SystemClock
from bot.coach.ports.errors import DatabaseUnusable
from bot.health import Vitals, examine_health
from bot.jobs.clock_watch import ClockWatch
from bot.jobs.connection_watch import ConnectionWatch
from bot.jobs.heartbeat import SILENCE_SECONDS, Liveness
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.playing import settings_for
from bot.store.engine import connect
from tests.faults.conftest import said
from tests.faults.fingers import Fingers
from tests.faults.house import House, Wrong
from tests.faults.programs import PATIENCE, running
from tests.faults.troubles import no_room, read_only

HOW_TO_GO_ON = (
    "differs, 2880 minutes ahead: nothing is sent; "
    "set the machine's clock, then it goes on by itself"
)


def test_a_bot_whose_heart_stopped_is_not_ready_until_it_beats_again(
    local: FakeSlack, sqlite_url: str
) -> None:
    bot = build(settings_for(local.settings(sqlite_url)), clock=local.clock)
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        bot.liveness.record_beat()
        assert client.get("/health/ready").status_code == 200
        bot.liveness.record_beat(seconds_ago=SILENCE_SECONDS + 1)
        stopped = client.get("/health/ready")
        assert (stopped.status_code, stopped.json()) == (
            503,
            {"ready": False, "database": "ok", "heartbeat": "stopped"},
        )
        assert client.get("/health/live").status_code == 200
        local.connect(bot.web)
        said = local.person("Ben").types("/giveget overview", in_=local.channel("acme")).text
        assert "What is due is not looked for, and so nobody is reminded." in said
        bot.liveness.record_beat()
        assert client.get("/health/ready").status_code == 200
    bot.close()


def test_a_bot_whose_clock_is_not_slacks_sends_nothing_and_says_how_to_go_on(
    local: FakeSlack, sqlite_url: str
) -> None:
    """The local Slack tells the real time in its answers; a clock that is two days ahead of it is wrong."""
    right = SystemClock()
    wrong = Wrong(right, timedelta(days=2))
    bot = build(settings_for(local.settings(sqlite_url)), clock=wrong)
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        assert not bot.clock_watch.check()
        told = client.get("/health/ready")
        assert (told.status_code, told.json()["clock"]) == (
            503,
            HOW_TO_GO_ON,
        )
    local.connect(bot.web)
    said = local.person("Ben").types("/giveget overview", in_=local.channel("acme")).text
    assert "the clock of Giveget's machine is wrong" in said
    assert "It is 2,880 minutes ahead." in said
    bot.close()
    bot = build(settings_for(local.settings(sqlite_url)), clock=right)
    assert bot.clock_watch.check()
    bot.close()


PAGE = 4096


def damage(path: Path) -> None:
    """Overwrites all pages of a file with noise but the first, which says that it is a database."""
    with path.open("r+b") as file:
        file.seek(PAGE)
        file.write(os.urandom(path.stat().st_size - PAGE))


@pytest.mark.usefixtures("log")
def test_a_damaged_file_makes_a_bot_unready_for_good_and_says_so(
    local: FakeSlack, sqlite_url: str, tmp_path: Path
) -> None:
    bot = build(settings_for(local.settings(sqlite_url)), clock=local.clock)
    local.connect(bot.web)
    ana, acme = local.person("Ana"), local.channel("acme")
    assert "Deal open" in ana.types("/deal open Acme renewal selling 240k EUR", in_=acme).text
    bot.close()  # its connections: they would remember the pages as they were
    damage(tmp_path / "giveget.db")
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url="http://bot") as client:
        text = ana.types("/deal log", in_=acme).text
        assert "its disk is full or damaged" in text
        for _ in range(2):
            told = client.get("/health/ready")
            assert told.status_code == 503
            assert told.json()["database"] == "damaged: stop the bot and restore the last backup"
        assert "giveget_database_usable 0.0" in client.get("/metrics").text
    bot.close()


@pytest.mark.usefixtures("log")
def test_a_file_that_may_only_be_read_makes_a_bot_unready(house: House) -> None:
    ana, acme = house.slack.person("Ana"), house.slack.channel("acme")
    assert "Deal open" in ana.types("/deal open Acme renewal selling 240k EUR", in_=acme).text
    # Asked now, so that nothing about him has to be stored later.
    assert "All is well" in house.slack.person("Ben").types("/giveget overview", in_=acme).text
    with house.another_bot(only_reads=True) as bot:
        house.slack.connect(bot.web)
        transport = httpx.WSGITransport(app=bot.web)
        with httpx.Client(transport=transport, base_url="http://bot") as client:
            ana.types("/concede a ladder cost 2k for a lantern", in_=acme)
            told = client.get("/health/ready")
            assert told.status_code == 503
            assert told.json()["database"] == "cannot be written: it may only be read"
            said = house.slack.person("Ben").types("/giveget overview", in_=acme).text
            assert "Nothing can be recorded: the database cannot be written." in said
    house.slack.connect(house.bot.web)


@pytest.mark.skipif(sys.platform != "linux", reason="limits what another program may write")
def test_a_full_disk_makes_a_bot_unready_until_there_is_room_again(
    slack: FakeSlack, ana: Fingers, sqlite_url: str, tmp_path: Path
) -> None:
    with running(slack, sqlite_url, tmp_path) as program:
        said(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        with no_room(program.worker(), tmp_path):
            texts, told = [], program.ready()
            for number in range(200):
                texts.append(said(program.send(ana.types(f"/ask wish {number} of many")))["text"])
                told = program.ready()
                if told.status_code == 503:
                    break
            assert told.status_code == 503
            assert told.json()["database"].startswith("cannot be written")
            assert any("Nothing was recorded" in text for text in texts)
        assert program.ready().status_code == 200
        assert "Open ask" in said(program.send(ana.types("/ask a wish with room")))["text"]


@pytest.mark.postgres
def test_a_server_that_takes_no_writes_makes_a_bot_unready_until_it_does(
    slack: FakeSlack, ana: Fingers, postgres_database_url: str, tmp_path: Path
) -> None:
    with running(slack, postgres_database_url, tmp_path) as program:
        said(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        with read_only(postgres_database_url):
            assert "Nothing was recorded" in said(program.send(ana.types("/ask a wish")))["text"]
            told = program.ready()
            assert (told.status_code, told.json()["database"]) == (
                503,
                "cannot be written: it may only be read",
            )
        deadline = time.monotonic() + PATIENCE
        while program.ready().status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)


@pytest.fixture
def vitals(sqlite_url: str) -> Iterator[Vitals]:
    with closing(connect(sqlite_url)) as database:
        yield Vitals(
            database=database,
            stopping=threading.Event(),
            liveness=Liveness(),
            clock_watch=ClockWatch(SystemClock().now),
            connection_watch=ConnectionWatch(),
        )


def test_a_disk_that_is_nearly_full_is_told_while_everything_still_works(vitals: Vitals) -> None:
    assert examine_health(vitals).parts == {"database": "ok"}
    greedy = Vitals(
        database=vitals.database,
        stopping=vitals.stopping,
        liveness=vitals.liveness,
        clock_watch=vitals.clock_watch,
        connection_watch=vitals.connection_watch,
        least_free_bytes=1 << 62,
    )
    told = examine_health(greedy)
    assert told.ready
    assert told.parts["disk"].startswith("nearly full: ")


def test_a_socket_that_stays_away_makes_a_bot_unready_and_one_that_is_renewed_does_not(
    vitals: Vitals,
) -> None:
    connected = True
    vitals.connection_watch.watch(lambda: connected)
    assert examine_health(vitals).ready
    connected = False
    assert examine_health(vitals).ready
    impatient = replace(vitals, connection_watch=ConnectionWatch(patience_seconds=0))
    impatient.connection_watch.watch(lambda: connected)
    told = examine_health(impatient)
    assert (told.ready, told.parts["socket"]) == (False, "not connected to Slack")
    connected = True
    assert examine_health(impatient).ready


def test_one_row_that_does_not_fit_says_nothing_about_the_database(vitals: Vitals) -> None:
    with (
        pytest.raises(Exception, match="no such table") as failed,
        vitals.database.transaction(writing=True) as session,
    ):
        session._cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert not isinstance(failed.value, DatabaseUnusable)
    assert examine_health(vitals).ready
