"""Leads: off by default, named by a deal's owner, told, and shown a few sums and no more."""

import pytest

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened
from tests.flows.test_plans import fill_limits

GIVE = "/concede 5% off cost 12k"
EXAMPLE = "/deal open Acme renewal selling 240k EUR"
NONE_HERE = "Deals have no lead in this workspace."


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    """Somebody who is not in #acme."""
    return slack.person("Chris")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def switch_on(admin: Hands, channel: Channel, *, on: bool = True) -> Seen:
    """An admin says whether the workspace has leads."""
    form = form_of(admin.types("/deal settings workspace", in_=channel))
    return form.fill("Leads", ["Owners may name a lead"] if on else []).submit()


def name_lead(owner: Hands, channel: Channel, who: str) -> Seen:
    people = owner.types("/deal people", in_=channel)
    return form_of(owner.presses("Name a lead", on=people)).fill("Who is to be", [who]).submit()


def test_without_an_admins_yes_nobody_is_a_lead(
    table: Table, slack: FakeSlack, ana: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    opened(ana, acme)
    assert "Name a lead" not in ana.types("/deal people", in_=acme).buttons
    assert NONE_HERE in ana.types("/deal lead @Chris", in_=acme).text
    assert NONE_HERE in chris.types("/deal lead", in_=general).text
    assert "Deals you lead" not in chris.home().text


def test_who_is_named_is_told_and_sees_a_few_sums(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    ana.presses("Already said", on=ana.types(GIVE, in_=acme))
    ana.types("/ask 24-month term worth 30k by Friday", in_=acme)
    fill_limits(ana, acme)
    table.wind(days=2)
    chris.types("/coach start", in_=general)
    people = name_lead(ana, acme, "Chris")
    assert "@Chris: lead, sees what is given with nothing back and the next date" in people.text
    table.wind(hours=7)
    (letter,) = chris.sees(chris.dm)
    assert "The owner of Acme renewal named you its lead." in letter.text
    for shown in (chris.types("/deal lead", in_=general), chris.home()):
        assert "Acme renewal" in shown.text
        assert "12,000 EUR" in shown.text
        assert "2 days" in shown.text
        assert "Fri 27 Nov, an ask is due" in shown.text
        for hidden in ("5% off", "24-month", "30,000", "180", "230", "Ana"):
            assert hidden not in shown.text
    assert "In EUR" not in chris.types("/deal lead", in_=general).text


def test_a_lead_gets_no_part_in_the_deal(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    name_lead(ana, acme, "Chris")
    for line in ("/deal", "/deal log", "/coach brief"):
        assert "Acme" not in chris.types(line, in_=chris.dm).text.replace(EXAMPLE, "")
    with table.store.reading() as work:
        assert work.roles.find(table.deal.team, table.deal.id, PersonId(chris.id)) is None


def test_members_see_the_lead_and_only_the_owner_names_one(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    name_lead(ana, acme, "Chris")
    people = ben.types("/deal people", in_=acme)
    assert "@Chris: lead" in people.text
    assert "Name a lead" not in people.buttons
    assert "does not allow" in ben.types("/deal lead @Ben", in_=acme).text
    ana.presses("No lead any more", on=ana.types("/deal people", in_=acme))
    assert "@Chris" not in ana.types("/deal people", in_=acme).text
    ana.types("/deal lead @Chris", in_=acme)
    ana.presses("No lead any more", on=ana.types("/deal people", in_=acme))
    ana.types("/deal lead @Chris", in_=acme)
    assert "does not allow" in forged(slack, ben, user=ben.id).text


def test_a_lead_is_ended_by_the_owner_by_another_name_or_by_themselves(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    chris.types("/coach start", in_=general)
    name_lead(ana, acme, "Chris")
    table.tick()
    table.wind(minutes=5)
    name_lead(ana, acme, "Dana")
    table.wind(hours=7)
    first, second = chris.sees(chris.dm)
    assert "You lead Acme renewal no more" in second.text
    assert "You lead no deal." in chris.types("/deal lead", in_=general).text
    name_lead(ana, acme, "Chris")
    assert "You lead no deal." in chris.presses("I do not want to", on=first).text
    assert "@Chris" not in ana.types("/deal people", in_=acme).text


def test_a_hiring_deal_has_no_lead(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme, "/deal open Head of Data hiring 90k EUR")
    assert "Name a lead" not in ana.types("/deal people", in_=acme).buttons
    said = ana.types("/deal lead @Chris", in_=acme)
    assert "A hiring deal has no lead, so nobody was named." in said.text
    with table.store.work() as work:
        work.roles.set_lead(table.deal.team, table.deal.id, PersonId(chris.id), on=True)
    assert "You lead no deal." in chris.types("/deal lead", in_=general).text


def test_switched_off_again_leads_see_nothing(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    name_lead(ana, acme, "Chris")
    switch_on(ben, acme, on=False)
    assert NONE_HERE in chris.types("/deal lead", in_=general).text
    assert "Deals you lead" not in chris.home().text
    assert "@Chris" not in ana.types("/deal people", in_=acme).text


def test_sums_come_from_five_owners_on(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    for number in range(5):
        ana.types(f"/deal open Renewal {number} selling 240k EUR", in_=general)
        ana.presses("Already said", on=ana.types(GIVE, in_=general))
        ana.types("/deal lead @Chris", in_=general)
    assert "In EUR" not in chris.types("/deal lead", in_=general).text
    with table.store.work() as work:
        for deal, owner in zip(table.deals(), ("U1", "U2", "U3", "U4"), strict=False):
            work.roles.save(deal.team, deal.id, PersonId(owner), Role.OWNER)
    assert "In EUR, 5 deals: 60,000 EUR" in chris.types("/deal lead", in_=general).text


def test_only_full_members_are_named(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    sent = name_lead(ana, acme, "Gus")
    assert list(sent.errors.values()) == ["Please choose a full member of this workspace."]
    ana.types("/deal lead @Gus", in_=acme)
    assert "lead, sees" not in ana.types("/deal people", in_=acme).text


@pytest.mark.parametrize("line", ["/deal lead Ben", "/deal lead the way"])
def test_another_line_gets_an_example(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    opened(ana, acme)
    assert "/deal lead @Ben" in ana.types(line, in_=acme).text


def test_the_plan_changes_nothing_for_a_lead(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    ana.presses("Already said", on=ana.types(GIVE, in_=acme))
    name_lead(ana, acme, "Chris")
    before = chris.types("/deal lead", in_=general).text, chris.home().text
    fill_limits(ana, acme)
    assert (chris.types("/deal lead", in_=general).text, chris.home().text) == before


def test_a_lead_reads_it_in_german(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel, general: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    ana.presses("Already said", on=ana.types(GIVE, in_=acme))
    table.wind(minutes=5)
    dana = slack.person("Dana")
    dana.types("/coach start", in_=general)
    name_lead(ana, acme, "Dana")
    table.wind(minutes=5)
    (letter,) = dana.sees(dana.dm)
    assert "hat Sie als Leitung benannt." in letter.text
    shown = dana.types("/deal leitung", in_=general).text
    assert "Der Deal unter Ihrer Leitung" in shown
    assert "12.000 EUR" in shown
    assert "Inhaber werden nicht genannt" in shown


def test_a_lead_who_never_said_yes_to_messages_sees_it_in_home(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    switch_on(ben, acme)
    opened(ana, acme)
    name_lead(ana, acme, "Chris")
    table.wind(days=1)
    assert chris.sees(chris.dm) == []
    assert "Deals you lead" in chris.home().text
