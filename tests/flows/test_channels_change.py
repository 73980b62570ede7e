"""Channels change under a deal: before anything is shown there Slack is asked anew."""

import pytest

from bot.domain.ids import ChannelId
from bot.playground import deeds
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened

MAY = "Post it to the channel"


def test_a_guest_who_comes_in_ends_sharing_at_once(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call worth 5k", in_=acme)
    assert MAY in ana.types("/deal share", in_=acme).buttons
    gus = slack.workspace.people[slack.person("Gus").id]
    deeds.join(slack.board, gus, acme, on=True)
    assert MAY not in ana.types("/deal share", in_=acme).buttons
    deeds.join(slack.board, gus, acme, on=False)
    assert MAY in ana.types("/deal share", in_=acme).buttons


def test_a_guest_whose_coming_nobody_told_of_is_found_before_it_is_posted(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call worth 5k", in_=acme)
    previewed = ana.types("/deal share", in_=acme)
    with slack.workspace.change():
        acme.members.append(slack.person("Gus").id)
    said = ana.presses(MAY, on=previewed)
    assert not said.public
    assert "reference call" not in "".join(each.text for each in ana.sees(acme) if not each.private)


@pytest.mark.parametrize("name", ["globex", "acme"])
def test_a_renamed_channel_is_asked_about_again(
    table: Table, slack: FakeSlack, ana: Hands, name: str
) -> None:
    channel = slack.channel(name)
    opened(ana, channel)
    ana.types("/deal share", in_=channel)
    deeds.rename(slack.board, channel, f"{name}-2027")
    ana.types("/deal share", in_=channel)
    with table.store.reading() as work:
        known = work.channels.find(table.deal.team, ChannelId(channel.id))
    assert known is not None
    assert known.name == f"{name}-2027"


def test_opening_in_a_public_channel_says_who_can_read_it(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    warning = "Everybody of this workspace can come into this public channel and read the deal."
    assert warning in opened(ana, slack.channel("globex"), "/deal open Globex selling 10k EUR").text
    assert warning not in opened(ana, acme).text


def test_the_bot_that_was_taken_out_of_a_channel_shows_nothing_there(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call worth 5k", in_=acme)
    previewed = ana.types("/deal share", in_=acme)
    with slack.workspace.change():
        acme.members.remove(slack.workspace.bot.id)
    slack.event("group_left", channel=acme.id, actor_id=ana.id)
    assert not ana.presses(MAY, on=previewed).public


def test_somebody_new_is_known_from_the_first_day(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    user = {"id": "U0000NEW1", "team_id": table.slack.workspace.teams[0].id, "name": "New"}
    slack.event("team_join", user=user | {"profile": {}, "tz": "Europe/Berlin"})
    assert "U0000NEW1" in table.everything_stored()
