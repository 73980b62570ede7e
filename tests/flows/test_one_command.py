"""An app made from manifest.yml has `/giveget` alone: everything is typed after it, and answers say so."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from a2wsgi import WSGIMiddleware

from bot.main import build
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.listening import Listening
from bot.playground.playing import settings_for
from bot.playground.time import StandingClock
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Channel
from tests.faults.house import Winding
from tests.slack.messages import ROOT
from tests.store.template import make_database

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
SHORT = re.compile(r"(?<!/giveget )(?<![\w/])/(?:concede|ask|got|offer|deal|coach)\b")


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[FakeSlack]:
    manifest = ROOT / "manifest.yml"
    clock = StandingClock(MONDAY)
    with FakeSlack(clock=clock, patience=UNHURRIED, manifest=manifest) as slack:
        settings = settings_for(slack.settings(make_database(tmp_path / "one.db")))
        settings = settings.model_copy(update={"bare_commands": False})
        bot = build(settings, clock=clock, stopping=Winding(clock), patience=UNHURRIED)

        def web(environ: Any, start: Any) -> Iterable[bytes]:
            return bot.web(environ, start)

        served = Listening(WSGIMiddleware(web, workers=8), name="bot")
        served.start()
        slack.connect(served.url)
        try:
            yield slack
        finally:
            served.stop()
            bot.close()
        assert slack.violations == []


@pytest.fixture
def ana(slack: FakeSlack) -> Hands:
    return slack.person("Ana")


@pytest.fixture
def acme(slack: FakeSlack) -> Channel:
    return slack.channel("acme")


def test_the_short_names_are_not_there(slack: FakeSlack, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    assert slack.workspace.notices[-1].text == "/deal is not a valid command."


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_whatever_is_answered_names_the_one_command(
    slack: FakeSlack, ana: Hands, acme: Channel, locale: str
) -> None:
    ana.person.locale = locale
    told = [ana.home().text, ana.types("/giveget deal", in_=acme).text]
    told.append(ana.types("/giveget deal open Acme renewal selling 240k EUR", in_=acme).text)
    assert "/giveget concede" in told[-1]
    lines = [
        *("", "help", "deal help", "concede 5% off cost 12k because they pay", "deal log", "coach"),
        *(
            "concede nonsense",
            "deal nonsense",
            "deal settle",
            "offer",
            "coach waiting",
            "deal find",
        ),
    ]
    told += [ana.types(f"/giveget {line}", in_=acme).text for line in lines]
    for text in told:
        assert SHORT.search(text) is None, text
    assert sum("/giveget " in text for text in told) > len(told) / 2


def test_forms_name_it_too(slack: FakeSlack, ana: Hands, acme: Channel) -> None:
    ana.types("/giveget deal open Acme renewal selling 240k EUR", in_=acme)
    form = ana.types("/giveget concede", in_=acme).form
    assert form is not None
    assert SHORT.search(repr(slack.workspace.stack_of(ana.id)[-1].body)) is None
