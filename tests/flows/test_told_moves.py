"""Moves told to the bot in plain sentences: bargains, yeses to a part of what they want, offers and their end."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.mark.parametrize(
    "typed",
    [
        "we can do the deposit if they give us the car park for free",
        "we'll sign 24 months in return for 5% off",
        "I'd throw in the training but only if they sign this month",
    ],
)
def test_a_bargain_is_a_conditional_give(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    asked = ana.types(typed)
    assert table.states() == []
    ana.presses("Yes, Acme renewal", on=asked)
    assert table.states()[0] == "give conditional"


def test_ein_tausch_ist_ein_bedingtes_zugestaendnis(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Spedition Krause Transport Einkauf 200k EUR", in_=general)
    typed = "Wir geben 14 Tage Zahlungsziel, im Gegenzug Maut inklusive"
    dana.presses("Ja, Spedition Krause Transport", on=dana.types(typed))
    assert table.states() == ["give conditional", "ask open"]
    assert (table.move(1).what, table.move(2).what) == ("14 Tage Zahlungsziel", "Maut inklusive")


def test_what_is_fine_with_us_answers_a_part_of_their_ask(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Spedition Krause Transport Einkauf 200k EUR", in_=general)
    wish = dana.types("sie wollen Mindestmenge 20 Paletten")
    dana.presses("Ja, Spedition Krause Transport", on=wish)
    dana.types("15 Paletten sind ok für uns")
    assert table.states() == ["their_ask open", "give draft"] or table.states() == [
        "ask open",
        "give draft",
    ]
    assert table.move(2).what == "15 Paletten"


def test_an_offer_told_is_of_who_made_it_and_a_yes_takes_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Yes, Acme renewal", on=ana.types("we said 230k"))
    theirs = ana.types("they said 210k")
    assert 'Their offer: "they said 210k". Nothing is recorded yet.' in theirs.text
    ana.presses("Record their offer", on=theirs)
    asked = ana.types("they took it")
    assert "Accepted by whom? Nothing is recorded yet." in asked.text, "theirs is newer than ours"
    agreed = ana.presses("They accepted offer 1", on=asked)
    assert "They accepted offer 1, ours." in agreed.text
    assert "Agreed: price 230,000 EUR." in agreed.text


def test_a_thought_is_no_offer(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for typed in ("we could go to 230k", "they want 210k", "we'd pay 230k"):
        ana.types(typed)
    with table.store.reading() as work:
        assert not list(work.offers.list_in_deal(table.deal.team, table.deal.id))


def test_a_no_that_their_ask_is_about_refuses_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Riverside Mill film location buying 25k EUR")
    ana.types("/concede they want no shooting after 10pm", in_=acme)
    ana.types("/concede no shooting after 11pm", in_=acme)
    assert table.states() == ["ask open", "give draft"]
