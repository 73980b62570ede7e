"""The admin's page: numbers and settings, and nothing of what any deal is about."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


@pytest.mark.parametrize("line", ["/giveget overview", "/giveget admin", "/deal overview"])
def test_an_admin_sees_numbers_and_no_word_of_a_deal(
    table: Table, ana: Hands, ben: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    ana.types("/deal people @Ben nobody", in_=acme)
    said = ben.types(line, in_=acme)
    assert "Deals: 1 open, 0 closed" in said.text
    assert "entries by 1 person" in said.text
    assert "No give waits for approval here." in said.text
    for word in ("Acme renewal", "lantern", "12,000", "24-month"):
        assert word not in said.text
    assert form_of(ben.presses("Settings", on=said))["Who looks after Giveget here"]


def test_nobody_else_sees_it(table: Table, ana: Hands, acme: Channel) -> None:
    said = ana.types("/giveget overview", in_=acme)
    assert "Deals:" not in said.text
    assert "Nobody looks after Giveget here yet." in said.text


def test_samples_and_deleted_deals_are_not_counted(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal undo", in_=acme)
    assert "Deals: 0 open, 0 closed" in ben.types("/giveget overview", in_=acme).text


def test_the_same_in_german(table: Table, slack: FakeSlack, ben: Hands, acme: Channel) -> None:
    slack.workspace.people[ben.id].locale = "de-DE"
    said = ben.types("/giveget überblick", in_=acme)
    assert "Deals: 0 offen, 0 abgeschlossen" in said.text


def look_after(ben: Hands, acme: Channel) -> None:
    """Ben, an admin of Slack, makes himself the one who looks after Giveget."""
    assert form_of(ben.types("/giveget settings", in_=acme)).submit() is not None


def test_all_is_well_where_nothing_is_wrong(table: Table, ben: Hands, acme: Channel) -> None:
    assert "All is well: messages arrive" in ben.types("/giveget overview", in_=acme).text


def test_an_admin_sees_what_did_not_arrive_and_not_whose_it_was(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    look_after(ben, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/concede a lantern cost 12k", in_=acme)
    slack.refuses("chat.postMessage", "messages_tab_disabled")
    table.wind(days=1, hours=1)
    said = ben.types("/giveget overview", in_=acme)
    problem = "1 message did not arrive, due on Tue 24 Nov: the app's Messages tab is switched off in Slack"
    assert problem in said.text
    assert "Kept until that is changed." in said.text
    assert "All is well" not in said.text
    assert "@Ana" not in said.text.partition("*What is set*")[0]
    assert "lantern" not in said.text
    assert problem in ben.home().text


def test_an_admin_sees_what_waits_too_long(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    look_after(ben, acme)
    table.disturb(
        "INSERT INTO posts (team, id, recipient, body, due, tries, state, wake) "
        f"VALUES ('{table.deal.team}', 'x', 'U', '{{}}', '2026-11-23T07:00:00+00:00', 0, 'pending', "
        "'2999-01-01T00:00:00+00:00')"
    )
    said = ben.types("/giveget overview", in_=acme)
    assert "1 message has been waiting for more than a quarter of an hour." in said.text


def test_home_says_to_admins_alone_whether_it_works(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Giveget in this workspace" not in ben.home().text
    look_after(ben, acme)
    home = ben.home()
    assert "Giveget in this workspace" in home.text
    assert "All is well" in home.text
    assert "All is well" not in ana.home().text
    assert "Deals: 1 open" in ben.presses("In numbers", on=home).text
    slack.workspace.people[ben.id].locale = "de-DE"
    table.wind(minutes=20)
    assert "Alles läuft" in ben.home().text


def test_deals_are_told_apart_by_how_much_they_are_used(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    ana.types("/deal people @Ben nobody", in_=acme)
    look_after(ben, acme)
    said = ben.types("/giveget overview deals", in_=acme)
    assert f"deal {table.deal.id[:8]}, opened on Mon 23 Nov; owner: @Ana; " in said.text
    assert " lately" in said.text
    for word in ("Acme renewal", "lantern", "12,000"):
        assert word not in said.text
    ana.types("/deal people @Ben viewer", in_=acme)
    assert "Acme renewal, opened on" in ben.types("/giveget overview deals", in_=acme).text
    assert "lately" not in ana.types("/giveget overview deals", in_=acme).text
    slack.workspace.people[ben.id].locale = "de-DE"
    table.wind(minutes=20)
    assert "eröffnet am" in ben.types("/giveget überblick je deal", in_=acme).text


def test_more_deals_than_a_page_has_are_turned(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    for number in range(13):
        ana.types(f"/deal open Deal{number} selling 10k EUR", in_=acme)
    look_after(ben, acme)
    first = ben.presses("Deal by deal", on=ben.types("/giveget overview", in_=acme))
    assert "Page 1 of 2." in first.text
    second = ben.presses("Next", on=first)
    assert "Page 2 of 2." in second.text
    assert second.text.count("opened on") == 1


def test_with_the_works_council_switch_owners_are_roles(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    look_after(ben, acme)
    form = form_of(ben.types("/giveget settings data", in_=acme))
    form.fill("For works councils", ["People are shown as roles to everybody else"]).submit()
    assert "@Ana" not in ben.types("/giveget overview deals", in_=acme).text
