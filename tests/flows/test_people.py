"""The people of a deal: roles given by who may, in typed words and by the form; followers; who left the channel."""

import pytest

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_plans import fill_limits


@pytest.fixture
def globex(slack: FakeSlack) -> Channel:
    return slack.channel("globex")


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    return slack.person("Chris")


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Somebody who reads German."""
    return slack.person("Dana")


def role_of(table: Table, person: Hands) -> Role | None:
    with table.store.reading() as work:
        return work.roles.find(table.deal.team, table.deal.id, PersonId(person.id))


def leaves(slack: FakeSlack, person: Hands, channel: Channel) -> None:
    """Somebody leaves a channel, or is removed."""
    channel.members.remove(person.id)
    slack.event(
        "member_left_channel",
        user=person.id,
        channel=channel.id,
        channel_type="C",
        team=slack.workspace.team.id,
    )


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("@Ben co-owner", Role.CO_OWNER),
        ("@Ben is co owner", Role.CO_OWNER),
        ("@Ben Scribe", Role.SCRIBE),
        ("make @Ben a viewer", Role.VIEWER),
        ("@Ben owner", Role.OWNER),
        ("remove @Ben", Role.NOBODY),
        ("@Ben Mitinhaber", Role.CO_OWNER),
        ("@Ben als Protokoll", Role.SCRIBE),
        ("@Ben raus", Role.NOBODY),
    ],
)
def test_a_role_is_given_in_one_line(
    table: Table, ana: Hands, ben: Hands, acme: Channel, words: str, role: Role
) -> None:
    opened(ana, acme)
    ana.types(f"/deal people {words}", in_=acme)
    assert role_of(table, ben) is role


@pytest.mark.parametrize(
    "words", ["@Ben", "co-owner", "@Ben boss", "@Ben @Chris scribe", "Ben scribe"]
)
def test_a_line_that_does_not_say_who_is_what_changes_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel, words: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/deal people {words}", in_=acme).text
    assert "/deal people @Ben co-owner" in said
    assert role_of(table, ben) is None


def test_a_guest_gets_no_role(table: Table, ana: Hands, globex: Channel) -> None:
    opened(ana, globex)
    said = ana.types("/deal people @Gus viewer", in_=globex).text
    assert "Only full members of this workspace can use Giveget." in said
    assert "@Gus" not in ana.types("/deal people", in_=globex).text


def test_a_co_owner_runs_the_deal_but_sees_no_plan_and_names_no_owner(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    assert "@Ben: co-owner" in ben.types("/deal people", in_=acme).text
    # Settings and roles are theirs too.
    form_of(ben.types("/deal settings", in_=acme)).fill("Name of the deal", "Acme 2027").submit()
    assert table.deal.name == "Acme 2027"
    assert "@Chris: viewer" in ben.types("/deal people @Chris viewer", in_=acme).text
    # Who owns it, and the plan, are not.
    only = "Only an owner of Acme 2027 says who owns it, so nothing was changed."
    assert only in ben.types("/deal people @Chris owner", in_=acme).text
    assert only in ben.types("/deal people @Ana member", in_=acme).text
    assert role_of(table, ana) is Role.OWNER
    plan = ben.types("/deal plan", in_=acme).text
    assert "180" not in plan
    assert "230" not in plan


def test_a_member_changes_no_role(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    said = ben.types("/deal people @Ben owner", in_=acme).text
    assert "Your role in this deal does not allow this." in said
    assert role_of(table, ben) is Role.MEMBER


def test_who_follows_is_said_and_when_the_first_line_may_come(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    followed = ben.types("/deal follow", in_=acme)
    assert followed.text.startswith(
        "You follow Acme renewal. Its lines come with your morning message, Tue 24 Nov at 09:00 at the earliest, "
        "where something in it changed or fell due."
    )
    assert "@Ben: member, follows it" in ana.types("/deal people", in_=acme).text
    ended = ben.presses("Unfollow", on=followed)
    assert ended.text.startswith(
        "You no longer follow Acme renewal. You still hear of your own moves"
    )
    assert "follows it" not in ana.types("/deal people", in_=acme).text


def test_following_is_pressed_in_the_list_of_people(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben viewer", in_=acme)
    people = ben.types("/deal people", in_=acme)
    followed = ben.presses("Follow", on=people)
    assert "You follow Acme renewal." in followed.text
    ended = ben.types("/deal unfollow", in_=acme)
    assert "No line of it comes to you any more." in ended.text


def test_following_does_not_undo_a_stop(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/coach stop", in_=acme)
    followed = ben.types("/deal follow", in_=acme)
    assert "Nothing comes at the moment: all your messages are stopped." in followed.text
    assert "Tue 24 Nov" in ben.presses("Start messages", on=followed).text


def test_following_in_german(table: Table, ana: Hands, dana: Hands, acme: Channel) -> None:
    acme.members.append(dana.id)
    opened(ana, acme)
    assert dana.types("/deal folgen", in_=acme).text.startswith("Sie folgen Acme renewal.")
    people = dana.types("/deal leute", in_=acme).text
    assert "@Dana: Mitglied, folgt dem Deal" in people
    said = dana.types("/deal leute @Ben Mitinhaber", in_=acme).text
    assert "Rolle" in said
    ended = dana.types("/deal entfolgen", in_=acme).text
    assert ended.startswith("Sie folgen Acme renewal nicht mehr.")


def test_leaving_the_channel_ends_the_right_that_came_from_it(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    ben.types("/deal follow", in_=acme)
    assert role_of(table, ben) is Role.MEMBER
    leaves(slack, ben, acme)
    assert role_of(table, ben) is None
    assert "Your deals\nNone yet." in ben.home().text
    assert "@Ben" not in ana.types("/deal people", in_=acme).text
    # Their move stays where it is.
    assert table.states() == ["ask open"]


def test_who_comes_back_to_the_channel_and_acts_there_takes_part_again(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    leaves(slack, ben, acme)
    acme.members.append(ben.id)
    ben.types("/ask case study", in_=acme)
    assert role_of(table, ben) is Role.MEMBER


def test_a_role_given_by_hand_stays_when_its_person_leaves_the_channel(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    give_role(ana, acme, "Ben", "Member")
    leaves(slack, ben, acme)
    assert role_of(table, ben) is Role.MEMBER
    leaves(slack, ana, acme)
    assert role_of(table, ana) is Role.OWNER


def test_who_is_still_in_another_channel_of_the_deal_keeps_the_role(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel, globex: Channel
) -> None:
    opened(ana, acme)
    asked = ana.types("/deal link Acme renewal", in_=globex)
    assert "globex" in ana.presses("Bring it here", on=asked).text
    ben.types("/ask reference call", in_=acme)
    leaves(slack, ben, acme)
    assert role_of(table, ben) is Role.MEMBER
    leaves(slack, ben, globex)
    assert role_of(table, ben) is None


def test_archiving_the_channel_ends_nobodys_role(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    slack.event("channel_archive", channel=acme.id, user=ana.id)
    slack.event("group_archive", channel=acme.id, user=ana.id)
    assert role_of(table, ben) is Role.MEMBER


def test_a_viewer_who_follows_gets_the_lines(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben viewer", in_=acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 2 Nov", in_=acme))
    ben.types("/coach start", in_=acme)
    table.wind(days=1)
    assert ben.sees(ben.dm) == []
    ben.types("/deal follow", in_=acme)
    # What somebody else recorded comes with the first message of a week.
    for _ in range(6):
        table.wind(days=1)
    (message,) = ben.sees(ben.dm)
    assert "5% off" in message.text
    # Who follows reads; recording stays what the role allows.
    said = ben.types("/ask reference call", in_=acme).text
    assert "Your role in this deal does not allow this." in said
