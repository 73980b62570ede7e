"""What is stored about a person, as a file for them alone."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.main import Bot, build
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.playing import settings_for
from bot.playground.wire import UNHURRIED
from bot.playground.workspace import Channel
from bot.slack.uploads import SCOPE
from tests.flows.table import Table, deactivate, form_of, opened
from tests.flows.test_approvals import limit
from tests.flows.test_document_links import ADDRESS, link_for, press
from tests.flows.test_documents import content_of, sent_to, without_scope
from tests.flows.test_plans import fill_limits


def data_of(table: Table, person: Hands) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content_of(table, person))
    return found


def share_a_deal(ana: Hands, chris: Hands, slack: FakeSlack, acme: Channel) -> None:
    """Ana's deal with a private plan of hers, a draft of hers that nobody sees, and a give of Chris's."""
    slack.joins(chris, acme)
    opened(ana, acme)
    ana.types("/concede a violin cost 31k because of the fair", in_=acme)
    fill_limits(ana, acme)
    chris.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    chris.types("/coach start", in_=acme)
    chris.types("/deal note buyer: went quiet on the date", in_=acme)


@pytest.mark.parametrize(
    "line", ["export me", "export", "export My data", "Export everything about me"]
)
def test_somebody_gets_what_they_recorded_and_chose(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, line: str
) -> None:
    chris = slack.person("Chris")
    share_a_deal(ana, chris, slack, acme)
    said = chris.types(f"/giveget {line}", in_=acme)
    assert "On its way: all that is stored about you and by you" in said.text
    assert said.public == ()
    found = data_of(table, chris)
    assert "All that is stored about you and by you" in sent_to(chris).text
    assert found["name"] == "Chris"
    assert found["own"]["people"][0]["id"] == chris.id
    assert found["own"]["preferences"][0]["digest"] in (1, True)
    (deal,) = found["deals"]
    assert (deal["deal"], deal["role"]) == ("Acme renewal", "member")
    assert "a lantern" in [move["what"] for move in deal["moves"]]
    assert deal["rows"]["signals"][0]["what"] == "went quiet on the date"


def test_nothing_of_others_is_in_it(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    share_a_deal(ana, chris, slack, acme)
    chris.types("/giveget export me", in_=acme)
    text = content_of(table, chris).decode()
    for word in ("violin", "the fair", "walk_away"):
        assert word not in text


def test_the_file_is_the_same_whether_there_is_a_plan_or_not(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    slack.joins(chris, acme)
    opened(ana, acme)
    chris.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    chris.types("/giveget export me", in_=acme)
    before = data_of(table, chris)
    fill_limits(ana, acme)
    chris.types("/giveget export me", in_=acme)
    after = data_of(table, chris)
    assert after["deals"] == before["deals"]


def test_the_owner_gets_their_plan(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/giveget export me", in_=acme)
    (deal,) = data_of(table, ana)["deals"]
    assert deal["plan"]["walk_away"]


def test_deals_that_somebody_left_are_counted_and_not_shown(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    share_a_deal(ana, chris, slack, acme)
    slack.leaves(chris, acme)
    chris.types("/giveget export me")
    found = data_of(table, chris)
    assert found["deals"] == []
    assert found["deals_not_shown"] == 1
    assert "lantern" not in json.dumps(found["deals"])


def test_from_home_by_two_presses(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    privacy = ana.presses("Privacy", on=ana.home())
    assert "How to get it out" in privacy.text
    said = ana.presses("Send me my data", on=privacy)
    assert "On its way" in said.text
    assert data_of(table, ana)["name"] == "Ana"


def test_an_admin_who_was_asked_has_it_sent_to_the_person(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    share_a_deal(ana, chris, slack, acme)
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    said = ben.types("/giveget export @Chris", in_=acme)
    assert "as a direct message" in said.text
    assert data_of(table, chris)["name"] == "Chris"
    assert all(not shown.message.files for shown in ben.sees(ben.dm))


def test_of_somebody_who_left_the_admin_gets_nothing_that_deals_hold(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    share_a_deal(ana, chris, slack, acme)
    form_of(ben.types("/giveget settings")).submit()
    slack.leaves(ben, acme)
    deactivate(slack, chris)
    said = ben.types("/giveget export @Chris")
    assert "has left this workspace" in said.text
    found = data_of(table, ben)
    assert found["own"]["preferences"]
    assert found["deals_not_shown"] == 1
    assert "lantern" not in json.dumps(found)


def test_of_somebody_who_left_the_admin_gets_no_give_that_waited(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    slack.joins(chris, acme)
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    limit(ben, acme, "Ana")
    table.tick()
    ana.presses("I will", on=ana.sees(ana.dm)[-1])
    chris.types("/concede a trumpet cost 12k for 24-month term", in_=acme)
    deactivate(slack, chris)
    ben.types("/giveget export @Chris")
    found = data_of(table, ben)
    assert [deal["deal"] for deal in found["deals"]] == ["Acme renewal"]
    assert "trumpet" not in json.dumps(found)


def test_nobody_else_has_data_of_others_sent(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    said = ana.types("/giveget export @Ben", in_=acme)
    assert "Only who looks after Giveget here can do this" in said.text


def test_what_is_not_understood_comes_back_with_an_example(table: Table, ana: Hands) -> None:
    said = ana.types("/giveget export the lot of Ben")
    assert "export the lot of Ben" in said.text
    assert "/giveget export me" in said.text


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


def test_by_a_link_once_and_without_plans(
    table: Table, bot: Bot, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/giveget export me", in_=acme)
    link = link_for(bot, ana)
    with httpx.Client(transport=httpx.WSGITransport(app=bot.web), base_url=ADDRESS) as browser:
        got = press(browser, link)
        assert got.status_code == 200
        found = json.loads(got.content)
        assert found["name"] == "Ana"
        assert found["has_plans"] is False
        assert found["deals"][0]["plan"] is None
        assert press(browser, link).status_code == 410


def test_the_same_in_german(table: Table, slack: FakeSlack) -> None:
    dana = slack.person("Dana")
    said = dana.types("/giveget exportieren mich")
    assert "Unterwegs: alles, was über Sie und von Ihnen gespeichert ist" in said.text
    assert data_of(table, dana)["name"] == "Dana"
    assert "alles über mich Gespeicherte" in sent_to(dana).message.files[0].name
    privacy = dana.types("/giveget datenschutz")
    assert "So bekommen Sie es" in privacy.text
