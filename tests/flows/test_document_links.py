"""Documents by link, where a workspace does not let the bot send files: one person, once, ten minutes."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from io import StringIO
from urllib.parse import urlsplit

import httpx
import pytest

from bot.main import Bot, build
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.playing import settings_for
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Channel
from bot.slack.uploads import SCOPE
from tests.flows.table import Table, give_role, opened
from tests.flows.test_documents import GIVE, sent_to, without_scope
from tests.flows.test_plans import fill_limits

ADDRESS = "https://giveget.example.com"


@pytest.fixture
def bot(table: Table, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """The bot at an address that people reach, in a workspace that lets it send no files."""
    without_scope(slack, monkeypatch, SCOPE)
    settings = settings_for(slack.settings(str(table.database.engine.url)))
    built = build(
        settings.model_copy(update={"public_url": ADDRESS}), clock=slack.clock, patience=UNHURRIED
    )
    yield built
    built.close()


@pytest.fixture
def browser(bot: Bot) -> Iterator[httpx.Client]:
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url=ADDRESS) as client:
        yield client


def link_for(bot: Bot, person: Hands) -> str:
    """The address behind the button in the last direct message."""
    bot.tick()
    (button,) = [
        element
        for block in sent_to(person).blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    return str(button["url"])


def key_of(link: str) -> str:
    return urlsplit(link).fragment


def press(browser: httpx.Client, link: str) -> httpx.Response:
    """The button on the page behind the link."""
    parts = urlsplit(link)
    return browser.post(f"{parts.path}?{parts.query}", data={"key": key_of(link)})


def test_a_link_opens_a_page_whose_button_brings_the_file_once(
    bot: Bot, browser: httpx.Client, ana: Hands, acme: Channel, log: StringIO
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types("/deal export csv", in_=acme)
    link = link_for(bot, ana)
    assert link.startswith(f"{ADDRESS}/documents?en#")
    assert "once, within ten minutes" in sent_to(ana).text

    page = browser.get(urlsplit(link).path + "?" + urlsplit(link).query)
    assert page.status_code == 200
    assert "Your document is ready" in page.text
    assert "Acme" not in page.text
    for name, value in (("cache-control", "no-store"), ("referrer-policy", "no-referrer")):
        assert page.headers[name] == value
    assert "default-src 'none'" in page.headers["content-security-policy"]

    file = press(browser, link)
    assert file.status_code == 200
    assert "5% off" in file.content.decode("utf-8-sig")
    assert file.headers["cache-control"] == "no-store"
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''Acme%20")

    again = press(browser, link)
    assert again.status_code == 410
    assert "This link was used already" in again.text
    assert key_of(link) not in log.getvalue()


def test_a_link_works_for_ten_minutes(
    table: Table, bot: Bot, browser: httpx.Client, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal export csv", in_=acme)
    link = link_for(bot, ana)
    table.wind(minutes=10, seconds=1)
    late = press(browser, link)
    assert (late.status_code, "This link is too old" in late.text) == (410, True)


def test_nobody_can_make_a_link_of_their_own(
    bot: Bot, browser: httpx.Client, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal export csv", in_=acme)
    link = link_for(bot, ana)
    body, _, signature = key_of(link).partition(".")
    for key in ("", ".", "x.y", f"{body}x.{signature}", f"{body}.{signature[:-1]}", "ä.ö"):
        assert browser.post("/documents?en", data={"key": key}).status_code == 410, key


def test_a_link_names_nothing_of_the_deal(bot: Bot, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal export xlsx", in_=acme)
    body = key_of(link_for(bot, ana)).partition(".")[0]
    told = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert "Acme" not in json.dumps(told)
    assert told["request"]["person"] == ana.person.id


def test_who_was_taken_out_meanwhile_gets_nothing_by_link(
    bot: Bot, browser: httpx.Client, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/deal export csv", in_=acme)
    link = link_for(bot, ben)
    give_role(ana, acme, "Ben", "Nobody")
    refused = press(browser, link)
    assert (refused.status_code, "Nothing to download" in refused.text) == (403, True)


def test_a_plan_never_goes_by_link(bot: Bot, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal plan pdf", in_=acme)
    bot.tick()
    said = sent_to(ana)
    assert "by no other way" in said.text
    assert "http" not in json.dumps(said.blocks)


def test_the_page_is_german_for_german_readers(
    bot: Bot, browser: httpx.Client, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/deal exportieren als csv", in_=general)
    link = link_for(bot, dana)
    assert "/documents?de#" in link
    assert "Das Dokument ist bereit" in browser.get("/documents?de").text
    assert "Das Dokument ist bereit" not in browser.get("/documents?<script>").text
    press(browser, link)
    assert "Dieser Link wurde schon benutzt" in press(browser, link).text


def test_a_long_body_and_other_methods_are_refused(browser: httpx.Client, bot: Bot) -> None:
    assert browser.post("/documents", content="key=" + "x" * 9000).status_code == 413
    assert browser.put("/documents").status_code == 405


def test_without_an_address_nothing_is_served_there(
    table: Table, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_for(slack.settings(str(table.database.engine.url)))
    plain = build(settings, clock=slack.clock, patience=UNHURRIED)
    socket = build(
        settings.model_copy(update={"public_url": ADDRESS}),
        clock=slack.clock,
        patience=UNHURRIED,
        over_http=False,
    )
    for built in (plain, socket):
        with httpx.Client(transport=httpx.WSGITransport(app=built.web), base_url=ADDRESS) as client:
            assert client.get("/documents").status_code == 404
        built.close()
