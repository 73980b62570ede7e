"""Where an admin decided so, deals live in private channels only, at every door that puts one into a channel."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

REFUSED = "Deals live in private channels only here"
OPENED = "Deal open"


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    """A public channel with Ana in it."""
    channel = slack.channel("general")
    with slack.workspace.change():
        if slack.person("Ana").id not in channel.members:
            channel.members.append(slack.person("Ana").id)
    return channel


def decide(ben: Hands, channel: Channel, *, only_private: bool = True) -> Seen:
    form = form_of(ben.types("/giveget settings", in_=channel))
    return form.fill(
        "Where deals live", ["In private channels only"] if only_private else []
    ).submit()


def fill_opening(ana: Hands, seen: Seen) -> Seen:
    form = form_of(seen)
    form.fill("Name of the deal", "Globex").fill("Which side are we on?", "Selling")
    return form.submit()


def test_a_typed_deal_is_refused_in_a_public_channel_and_opened_in_a_private_one(
    table: Table, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    assert "Deals are opened in private channels only." in decide(ben, acme).text
    said = ana.types("/deal open Globex selling 10k EUR", in_=general)
    assert REFUSED in said.text
    assert "/invite @Giveget" in said.text
    assert "You typed: Globex selling 10k EUR" in said.text
    assert table.deals() == []
    assert OPENED in ana.types("/deal open Globex selling 10k EUR", in_=acme).text


def test_the_form_is_refused_before_it_is_filled_in_or_where_it_is_sent(
    table: Table, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    before = ana.types("/deal open", in_=general)
    decide(ben, acme)
    assert REFUSED in fill_opening(ana, before).text, "a form from before the decision"
    assert REFUSED in ana.types("/deal open", in_=general).text
    form = form_of(ana.presses("Open a deal", on=ana.home()))
    form.fill("Name of the deal", "Globex").fill("Which side are we on?", "Selling")
    form.fill("Channel of the deal", "#general").submit()
    assert "everybody can look into this one" in form.errors["Channel of the deal"]
    assert form.is_open, "nothing that was typed is lost"
    form.fill("Channel of the deal", "#acme").submit()
    assert [deal.name for deal in table.deals()] == ["Globex"]


def test_a_deal_is_not_brought_into_a_public_channel(
    table: Table, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    opened(ana, acme)
    preview = ana.types("/deal link Acme renewal", in_=general)
    decide(ben, acme)
    assert REFUSED in ana.presses("Bring it here", on=preview).text
    assert REFUSED in ana.types("/deal link Acme renewal", in_=general).text
    with table.store.reading() as work:
        assert work.deals.list_channels(table.deal.team, table.deal.id) == [acme.id]


def test_a_deal_that_is_in_a_public_channel_stays_usable_there(
    table: Table, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    opened(ana, general)
    decide(ben, acme)
    assert "Recorded" in ana.types("/concede 5% off cost 2k", in_=general).text


def test_where_slack_does_not_say_what_the_channel_is_nothing_is_opened(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    decide(ben, acme)
    slack.refuses("conversations.info", "internal_error")
    said = ana.types("/deal open Globex selling 10k EUR", in_=acme)
    assert "Slack did not say whether this one is private" in said.text
    assert table.deals() == []


def test_a_private_channel_that_the_bot_is_not_in_is_private(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    """Of such a channel Slack says that there is none, as it never does of a public one."""
    decide(ben, acme)
    slack.refuses("conversations.info", "channel_not_found")
    assert OPENED in ana.types("/deal open Globex selling 10k EUR", in_=acme).text


def test_without_the_decision_and_after_it_was_taken_back_public_channels_serve(
    table: Table, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    assert OPENED in ana.types("/deal open Globex selling 10k EUR", in_=general).text
    decide(ben, acme)
    assert "private channels only." in ben.types("/giveget overview", in_=acme).text
    decide(ben, acme, only_private=False)
    assert OPENED in ana.types("/deal open Initech selling 10k EUR", in_=general).text


def test_the_same_in_german(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    decide(ben, acme)
    slack.workspace.people[ana.id].locale = "de-DE"
    table.wind(minutes=20)
    said = ana.types("/deal eröffnen Globex Verkauf 10k EUR", in_=general)
    assert "Deals leben hier nur in privaten Channels" in said.text
    assert table.deals() == []
