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
