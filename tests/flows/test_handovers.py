"""Hand-over: an owner hands a deal over, leaves, or is away; who is next in line is told, and nobody is written to
twice before they said yes."""

from datetime import date

import pytest

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, form_of, opened
from tests.flows.test_people import role_of
from tests.flows.test_plans import fill_limits


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    return slack.person("Chris")


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Somebody who reads German."""
    return slack.person("Dana")


def told(person: Hands) -> list[Shown]:
    """What came unasked."""
    return person.sees(person.dm)


def claim(admin: Hands, channel: Channel) -> None:
    """Somebody looks after Giveget here."""
    form_of(admin.types("/giveget settings", in_=channel)).submit()


def test_the_owner_hands_the_deal_over_and_everybody_in_it_hears_of_it(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.types("/deal people @Chris viewer", in_=acme)
    ben.types("/coach start", in_=acme)
    chris.types("/coach start", in_=chris.dm)
    asked = ana.types("/deal owner @Ben", in_=acme)
    assert asked.text.startswith("Hand over Acme renewal to somebody else? It goes to @Ben.")
    assert "plan" not in asked.text
    done = ana.presses("Hand over", on=asked)
    assert "Acme renewal belongs to somebody else from now on: @Ben." in done.text
    assert (role_of(table, ben), role_of(table, ana)) == (Role.OWNER, Role.MEMBER)
    table.wind(days=1)
    assert "Acme renewal is yours from now on." in told(ben)[0].text
    assert "Acme renewal belongs to somebody else from now on: @Ben." in told(chris)[-1].text
    assert f"owner:{ben.id}" in [entry.why for entry in table.entries()]


def test_only_somebody_of_the_deal_can_own_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/deal owner @Chris", in_=acme).text
    assert "Only somebody who takes part in the deal can own it." in said
    assert role_of(table, ana) is Role.OWNER


@pytest.mark.parametrize(
    "line", ["/deal owner Ben", "/deal owner @Ben @Chris", "/deal owner @Ben soon"]
)
def test_a_line_that_does_not_say_who_hands_nothing_over(
    table: Table, ana: Hands, ben: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    assert "/deal owner @Ben" in ana.types(line, in_=acme).text
    assert role_of(table, ana) is Role.OWNER


def test_the_plan_goes_with_the_deal_only_if_the_owner_says_so(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    asked = ana.types("/deal owner @Ben", in_=acme)
    assert "Hand over without it" in asked.buttons
    ana.presses("Hand over with the plan", on=asked)
    assert "230" in ben.types("/deal plan", in_=acme).text
    assert "230" not in ana.types("/deal plan", in_=acme).text


def test_a_plan_that_stays_behind_is_seen_by_nobody_and_may_be_passed_on(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    done = ana.presses("Hand over without it", on=ana.types("/deal owner @Ben", in_=acme))
    assert "It is deleted on Wed 23 Dec" in done.text
    assert "230" not in ben.types("/deal plan", in_=acme).text
    kept = ana.types("/deal plan", in_=acme)
    assert "Your plan of Acme renewal is kept until Wed 23 Dec" in kept.text
    assert "230" not in kept.text
    assert (
        "Your plan was passed on to the owner of the deal: @Ben."
        in ana.presses("Pass it on", on=kept).text
    )
    assert "230" in ben.types("/deal plan", in_=acme).text


def test_a_plan_that_stays_behind_is_deleted_after_its_days(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form = form_of(ben.types("/giveget settings", in_=acme))
    form.fill("Plans of owners who left are deleted after (days)", "7").submit()
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.presses("Hand over without it", on=ana.types("/deal owner @Ben", in_=acme))
    table.wind(days=6)
    assert "Your plan of Acme renewal is kept until" in ana.types("/deal plan", in_=acme).text
    table.wind(days=2)
    assert "Your plan of" not in ana.types("/deal plan", in_=acme).text
    with table.store.reading() as work:
        assert list(work.plans.list_former(table.deal.team, table.deal.id)) == []


def test_the_former_owner_deletes_a_plan_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.presses("Hand over without it", on=ana.types("/deal owner @Ben", in_=acme))
    kept = ana.types("/deal plan", in_=acme)
    assert "Nothing of the plan is left." in ana.presses("Delete it now", on=kept).text
    assert "for the deal's owner" in ana.types("/deal plan", in_=acme).text


def test_a_co_owner_takes_over_a_deal_whose_owner_left(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    fill_limits(ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    ben.types("/coach start", in_=acme)
    deactivate(slack, ana)
    table.tick()
    (message,) = told(ben)
    assert "has no owner in this workspace any more. It was owned by @Ana." in message.text
    assert "by taking it over you own it." in message.text
    taken = ben.presses("Take over", on=message)
    assert "Acme renewal is yours." in taken.text
    assert role_of(table, ben) is Role.OWNER
    # The plan passes by nobody's act but the old owner's.
    assert "230" not in ben.types("/deal plan", in_=acme).text
    whys = [entry.why for entry in table.entries()]
    assert f"owner_left:{ana.id}" in whys
    assert f"owner:{ben.id}" in whys


def test_an_admin_names_an_owner_and_sees_nothing_else_of_the_deal(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    globex = slack.channel("globex")
    claim(ben, acme)
    opened(ana, globex)
    ana.types("/deal people @Chris member", in_=globex)
    chris.types("/coach start", in_=globex)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=globex))
    deactivate(slack, ana)
    table.wind(hours=9)
    (message,) = told(ben)
    assert message.text.startswith("A deal has no owner any more: opened on Mon 23 Nov by @Ana, in")
    assert "In it: @Chris (member)." in message.text
    home = ben.home().text
    assert "A deal has no owner any more" in home
    for hidden in ("Acme", "5% off", "12,000"):
        assert hidden not in message.text
        assert hidden not in home.replace("/deal open Acme renewal selling 240k EUR", "")
    # A member asks for it; the admin makes them the owner by one press.
    asked = chris.presses("Take over", on=told(chris)[0])
    assert "Who owns it is for an admin to say; asked: @Ben." in asked.text
    table.wind(days=1)
    wanted = told(ben)[-1]
    assert "@Chris would take it over." in wanted.text
    done = ben.presses("Make them the owner", on=wanted)
    assert "The deal has an owner again, whom you named: @Chris." in done.text
    assert role_of(table, chris) is Role.OWNER
    # Naming an owner lets nobody in.
    assert role_of(table, ben) is None


def test_an_admin_names_nobody_while_an_owner_is_there(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    claim(ben, acme)
    opened(ana, acme)
    ana.types("/deal people @Chris member", in_=acme)
    said = ben.types("/deal owner @Chris", in_=acme).text
    assert (
        "The deal has an owner who is here, and hands it over with /deal owner @Ben: @Ana." in said
    )
    assert role_of(table, ana) is Role.OWNER


def test_an_owner_who_has_been_away_for_ten_working_days_is_replaced(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    claim(ben, acme)
    opened(ana, acme)
    ana.types("/deal people @Chris member", in_=acme)
    form = form_of(ana.types("/coach nudges", in_=acme))
    form.fill("Away from", "2026-11-24").fill("Away until", "2027-01-15").submit()
    table.wind(days=11)  # Friday, 4 December: nine working days
    assert "has an owner who is here" in ben.types("/deal owner @Chris", in_=acme).text
    table.wind(days=3)
    assert "whom you named: @Chris." in ben.types("/deal owner @Chris", in_=acme).text
    assert (role_of(table, chris), role_of(table, ana)) == (Role.OWNER, Role.MEMBER)


def test_who_is_no_admin_and_no_owner_names_nobody(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    deactivate(slack, ana)
    said = ben.types("/deal owner @Ben", in_=acme).text
    assert "says who owns it, so nothing was changed." in said
    assert role_of(table, ben) is Role.MEMBER


def test_who_never_said_yes_is_asked_once_for_good(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    ben.home()
    opened(ana, acme)
    opened(ana, acme, "/deal open Globex pilot selling 40k EUR")
    for deal in table.deals():
        with table.store.work() as work:
            work.roles.save(deal.team, deal.id, PersonId(ben.id), Role.CO_OWNER)
    deactivate(slack, ana)
    for _ in range(30):
        table.wind(days=1)
    (message,) = told(ben)
    assert "This is the one message that asks; no other comes before you say yes." in message.text
    # What was not asked by a message stands in Home.
    home = ben.home().text
    assert "You were asked to take over" in home
    assert "has no owner any more." in home


def test_who_was_taken_out_since_is_asked_no_more(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    slack.joins(chris, acme)
    opened(ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    ana.types("/deal people @Chris co-owner", in_=acme)
    deactivate(slack, ana)
    table.wind(hours=8)
    assert "You were asked to take over Acme renewal" in ben.home().text
    chris.types("/deal people remove @Ben", in_=acme)
    assert role_of(table, ben) is Role.NOBODY
    assert "You were asked to take over" not in ben.home().text


def test_not_me_asks_the_next_one_and_no_more_ends_it(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    ana.types("/deal people @Chris co-owner", in_=acme)
    deactivate(slack, ana)
    table.wind(hours=8)
    (first,) = told(ben)
    assert told(chris) == []
    assert "Then somebody else is asked." in ben.presses("Not me", on=first).text
    table.wind(days=1)
    (second,) = told(chris)
    assert "No message comes unasked any more." in chris.presses("No more", on=second).text
    table.wind(days=1)
    assert len(told(ben)) == 1
    assert len(told(chris)) == 1


def test_an_owner_who_left_and_comes_back_is_a_member(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    ben.types("/coach start", in_=acme)
    deactivate(slack, ana)
    table.tick()
    ben.presses("Take over", on=told(ben)[0])
    assert role_of(table, ana) is Role.MEMBER


def test_a_hand_over_in_german(
    table: Table, slack: FakeSlack, ana: Hands, dana: Hands, acme: Channel
) -> None:
    acme.members.append(dana.id)
    opened(dana, acme)
    dana.types("/deal leute @Ana Mitinhaberin", in_=acme)
    asked = dana.types("/deal inhaber @Ana", in_=acme)
    assert asked.text.startswith("Acme renewal übergeben? Der Deal geht an @Ana.")
    done = dana.presses("Übergeben", on=asked)
    assert "Acme renewal gehört ab jetzt jemand anderem: @Ana." in done.text
    assert role_of(table, ana) is Role.OWNER


def test_a_deactivated_owner_in_german(
    table: Table, slack: FakeSlack, ana: Hands, dana: Hands, acme: Channel
) -> None:
    acme.members.append(dana.id)
    opened(ana, acme)
    ana.types("/deal people @Dana co-owner", in_=acme)
    dana.types("/coach beginnen", in_=acme)
    deactivate(slack, ana)
    table.tick()
    (message,) = told(dana)
    assert "Acme renewal hat in diesem Workspace keinen Inhaber mehr. Das war @Ana." in message.text
    assert "Acme renewal gehört Ihnen." in dana.presses("Übernehmen", on=message).text
    assert table.slack.clock.now().date() == date(2026, 11, 23)
