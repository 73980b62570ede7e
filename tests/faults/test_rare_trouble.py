"""Trouble that comes one at a time: an answer that cannot be shown, requests that are slow, a disk that is full, clocks
two minutes apart, an outage of days."""

import io
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.coach.answers.base import Answer
from bot.content.load import TEMPLATES
from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.playing import settings_for
from bot.slack.render import Message, Renderer
from tests.faults.budget import BUDGET
from tests.faults.conftest import said
from tests.faults.fingers import Fingers
from tests.faults.house import House, Winding
from tests.faults.programs import PATIENCE, running
from tests.faults.soundness import reading
from tests.faults.test_database_trouble import wishes
from tests.faults.troubles import no_room


class BrokenRenderer(Renderer):
    """Renders everything but what was recorded."""

    broken = False

    def render(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> Message:
        if (
            self.broken
            and "Recorded" in type(answer).__name__
            and "Unshown" not in (type(answer).__name__)
        ):
            raise RuntimeError("broken")
        return super().render(answer, locale=locale, today=today, with_sentences=with_sentences)

    def blocks(
        self, answer: Answer, *, locale: str, today: date, with_sentences: bool = True
    ) -> list[dict[str, object]]:
        return list(
            self.render(answer, locale=locale, today=today, with_sentences=with_sentences).blocks
        )


@pytest.fixture
def broken(house: House, log: io.StringIO) -> Iterator[BrokenRenderer]:
    """The bot with a renderer that can be broken."""
    renderer = BrokenRenderer(TEMPLATES)
    bot = build(
        settings_for(house.slack.settings(house.url)),
        clock=house.slack.clock,
        stopping=Winding(house.slack.clock),
        renderer=renderer,
    )
    house.slack.connect(bot.web)
    yield renderer
    house.slack.connect(house.bot.web)
    bot.close()


def recorded(house: House) -> list[str]:
    """What each recorded move says."""
    with house.store.reading() as work:
        return [
            move.what
            for deal in work.deals.list_all()
            for entry in work.ledger.list_entries(deal.team, deal.id)
            for move in entry.moves
        ]


def opened(house: House) -> Hands:
    ana = house.slack.person("Ana")
    ana.types("/deal open Acme renewal selling 240k EUR", in_=house.slack.channel("acme"))
    return ana


def test_what_is_recorded_and_cannot_be_shown_says_that_it_is_recorded(
    house: House, broken: BrokenRenderer
) -> None:
    ana, acme = opened(house), house.slack.channel("acme")
    form = ana.types("/got", in_=acme).form
    broken.broken = True
    typed = ana.types("/ask reference call", in_=acme)
    assert "Recorded, but I cannot show it" in typed.text
    assert "/deal log" in typed.text
    assert form is not None
    sent = form.fill("What", "training").submit()
    assert "Recorded, but I cannot show it" in sent.text
    broken.broken = False
    assert recorded(house) == ["reference call", "training"]
    log = ana.types("/deal log", in_=acme)
    assert "reference call" in log.text
    assert "training" in log.text


def test_what_fails_before_it_is_recorded_does_not_say_that_it_is(
    house: House, broken: BrokenRenderer
) -> None:
    ana, acme = house.slack.person("Ana"), house.slack.channel("acme")
    broken.broken = True
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    with house.database.engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE moves RENAME TO moves_away")
    try:
        seen = ana.types("/ask reference call", in_=acme)
    finally:
        with house.database.engine.connect() as connection:
            connection.exec_driver_sql("ALTER TABLE moves_away RENAME TO moves")
    assert "Sorry, that went wrong on our side." in seen.text
    assert "Recorded" not in seen.text
    assert recorded(house) == []


def test_a_german_reads_that_it_is_recorded(house: House, broken: BrokenRenderer) -> None:
    dana, general = house.slack.person("Dana"), house.slack.channel("general")
    dana.types("/deal eröffnen Rechenzentrum Einkauf 60k EUR", in_=general)
    broken.broken = True
    seen = dana.types("/ask 3% Skonto", in_=general)
    assert "Eingetragen, kann aber nicht angezeigt werden" in seen.text


@pytest.mark.in_time
@pytest.mark.skipif(sys.platform != "linux", reason="limits what another program may write")
def test_on_a_full_disk_health_answers_and_what_is_read_is_still_shown(
    slack: FakeSlack, ana: Fingers, sqlite_url: str, tmp_path: Path
) -> None:
    with running(slack, sqlite_url, tmp_path) as program, reading(sqlite_url) as ledgers:
        said(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        with no_room(program.worker(), tmp_path):
            refused = [
                answer
                for answer in map(program.send, (next(asks) for asks in [wishes(ana)] * 60))
                if not said(answer)["text"].startswith("Open ask")
            ]
            assert refused
            began = time.monotonic()
            assert program.ready().status_code in (200, 503)
            assert time.monotonic() - began < BUDGET
            assert "Acme renewal" in said(program.send(ana.types("/deal")))["text"]
        assert program.ready().status_code == 200
        assert "Open ask" in said(program.send(ana.types("/ask one more call")))["text"]
        ledgers.check()


def test_while_many_send_slowly_others_are_answered(
    slack: FakeSlack, ana: Fingers, sqlite_url: str, tmp_path: Path
) -> None:
    """Forty connections that send one byte and then nothing keep nobody from working, nor health from answering."""
    with running(slack, sqlite_url, tmp_path) as program:
        said(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        host, port = program.address.removeprefix("http://").split(":")
        slow = [socket.create_connection((host, int(port)), timeout=PATIENCE) for _ in range(40)]
        try:
            for each in slow:
                each.sendall(
                    b"POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Length: 5000\r\n\r\na"
                )
            began = time.monotonic()
            assert program.ready().status_code == 200
            with ThreadPoolExecutor(4) as fingers:
                lines = [ana.types(f"/ask call number {n}") for n in range(8)]
                answers = list(fingers.map(program.send, lines))
            assert time.monotonic() - began < PATIENCE
            assert all("Open ask" in said(answer)["text"] for answer in answers)
        finally:
            for each in slow:
                each.close()


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("minutes", [-2, 2])
def test_of_replicas_two_minutes_apart_comes_one_message(house: House, minutes: int) -> None:
    ana, acme = opened(house), house.slack.channel("acme")
    for n in range(1, 6):
        due = house.slack.clock.now().date() + timedelta(days=n)
        ana.types(f"/ask call number {n} by {due.isoformat()}", in_=acme)
    ana.types("/coach start", in_=acme)
    # Each hour once: just before it for the one whose clock is ahead, just after it for the other.
    at = 59 if minutes > 0 else 1
    house.slack.clock.wind(timedelta(minutes=(at - house.slack.clock.now().minute) % 60))
    with house.another_bot(wrong=timedelta(minutes=minutes)) as other:
        for _ in range(8 * 24):
            house.slack.clock.wind(timedelta(hours=1))
            house.bot.tick()
            other.tick()
    days = [shown.message.at.date() for shown in ana.sees(ana.dm)]
    assert days
    assert len(days) == len(set(days))


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("days", [3, 92])
def test_an_outage_of_days_is_caught_up_with_in_one_message(house: House, days: int) -> None:
    ana, acme = opened(house), house.slack.channel("acme")
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    ana.types("/coach start", in_=acme)
    house.bot.tick()
    before = len(ana.sees(ana.dm))
    house.slack.clock.wind(timedelta(days=days))
    # The first working morning after it; a message waits for its reader's hour.
    for _ in range(4 * 24):
        house.slack.clock.wind(timedelta(hours=1))
        house.bot.tick()
        if len(ana.sees(ana.dm)) > before:
            break
    house.bot.tick()
    assert len(ana.sees(ana.dm)) == before + 1
