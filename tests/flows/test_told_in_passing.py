"""Sentences as people jot them down after a call: with a lead, without a subject, with a condition at the end."""

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
    ("typed", "what"),
    [
        ("then they asked for soft close drawers", "soft close drawers"),
        ("btw they want a longer warranty", "a longer warranty"),
        ("oh, they want parking", "parking"),
    ],
)
def test_a_lead_is_no_part_of_what_they_want(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    opened(ana, acme, "/deal open Kitchen refit selling 32k GBP")
    ana.types(f"/coach {typed}", in_=acme)
    assert table.states() == ["ask open"]
    assert (table.move(1).what, table.move(1).ours) == (what, False)


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("gave them a saturday slot instead of sunday", "a saturday slot instead of sunday"),
        ("gave her 2 more days", "2 more days"),
        ("we offered them a free month", "a free month"),
        ("then we threw in the cover", "the cover"),
    ],
)
def test_what_we_gave_is_told_without_a_figure(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    opened(ana, acme, "/deal open Kitchen refit selling 32k GBP")
    said = ana.types(f"/coach {typed}", in_=acme)
    assert "Not a give yet: nothing comes back for it so far." in said.text
    assert table.states() == ["give draft"]
    assert table.move(1).what == what


@pytest.mark.parametrize(
    "typed",
    [
        "gave them the contract to sign",
        "gave her my number",
        "gave him a call",
        "gave it some thought",
        "we already gave the training, can we afford another day",
    ],
)
def test_what_moves_nothing_is_no_give(table: Table, ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme, "/deal open Kitchen refit selling 32k GBP")
    ana.types(f"/coach {typed}", in_=acme)
    assert table.states() == []


def test_who_left_out_the_subject_did_it_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Dach Müller Verkauf 45k EUR")
    dana.types("/coach hab die anfahrt erlassen", in_=general)
    assert table.states() == ["give draft"]
    dana.types("/coach haben die uns die Anfahrt erlassen", in_=general)
    assert table.states() == ["give draft"]


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("told them drawers ok if they sign this week", "they sign this week"),
        ("we told her drawers are fine if she prepays", "she prepays"),
        ("said drawers are possible when they order by May", "they order by May"),
    ],
)
def test_a_yes_on_a_condition_that_we_told_them_is_a_conditional_give(
    table: Table, ana: Hands, acme: Channel, typed: str, condition: str
) -> None:
    opened(ana, acme, "/deal open Kitchen refit selling 32k GBP")
    ana.types(f"/coach {typed}", in_=acme)
    assert table.states() == ["give conditional"]
    assert (table.move(1).what, table.move(1).condition) == ("drawers", condition)


def test_a_yes_on_a_condition_that_we_told_them_is_a_conditional_give_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Küche Meier Verkauf 32k EUR")
    dana.types(
        "/coach hab ihnen gesagt Auszüge gehen klar wenn sie diese Woche bestellen", in_=general
    )
    assert table.states() == ["give conditional"]
    assert table.move(1).what == "Auszüge"


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("asked them for a reference", "a reference"),
        ("we asked for 10% off", "10% off"),
        ("asked if they can pack the kitchen", "pack the kitchen"),
        ("they should throw in the setup", "the setup"),
        ("the lock is a must for us", "lock"),
    ],
)
def test_what_we_asked_for_is_one_press_from_an_ask(
    table: Table, ana: Hands, acme: Channel, typed: str, thing: str
) -> None:
    opened(ana, acme, "/deal open Office move buying 18k GBP")
    said = ana.types(f"/coach {typed}", in_=acme)
    assert f"Open an ask: {thing}? Nothing is recorded yet." in said.text
    ana.presses("Open the ask", on=said)
    assert table.states() == ["ask open"]
    assert table.move(1).ours


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("Gerüst soll er drauflegen", "Gerüst"),
        ("sie sollen die Anfahrt übernehmen", "die Anfahrt übernehmen"),
        ("wir haben nach 3% Skonto gefragt", "3% Skonto"),
    ],
)
def test_what_we_asked_for_is_one_press_from_an_ask_in_german(
    dana: Hands, general: Channel, typed: str, thing: str
) -> None:
    opened(dana, general, "/deal eröffnen Dach Müller Einkauf 45k EUR")
    said = dana.types(f"/coach {typed}", in_=general)
    assert f"Soll das eine Forderung werden: {thing}?" in said.text


@pytest.mark.parametrize("typed", ["asked him to think about it", "asked them to wait till friday"])
def test_a_request_that_moves_nothing_is_no_ask(ana: Hands, acme: Channel, typed: str) -> None:
    opened(ana, acme, "/deal open Office move buying 18k GBP")
    assert "Open an ask" not in ana.types(f"/coach {typed}", in_=acme).text


@pytest.mark.parametrize(
    "typed",
    ["she said 630 if 3 month notice", "quote was 610, 3 days", "their offer is 640 plus travel"],
)
def test_their_price_is_an_offer_with_what_it_hangs_on(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Dev Marta buying 600 GBP")
    said = ana.types(f"/coach {typed}", in_=acme)
    assert f'Their offer: "{typed}". Nothing is recorded yet.' in said.text
    assert table.states() == []


@pytest.mark.parametrize(
    "typed", ["Angebot ist 45.200 ohne Gerüst", "sie wollen 46 mit Aufbau", "dann 44,5 sagen sie"]
)
def test_their_price_is_an_offer_in_german(dana: Hands, general: Channel, typed: str) -> None:
    opened(dana, general, "/deal eröffnen Dach Müller Einkauf 45k EUR")
    said = dana.types(f"/coach {typed}", in_=general)
    assert "Angebot der Gegenseite:" in said.text
    assert "Noch ist nichts erfasst." in said.text


def test_both_halves_of_a_german_verb_are_one_word(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Dach Müller Einkauf 45k EUR")
    dana.types("/coach wir zahlen 30% an wenn er im März anfängt", in_=general)
    dana.types("/concede legen 200 Blatt drauf, wenn sie abholen", in_=general)
    assert [move.what for move in table.ledger.moves.values()] == [
        "30% anzahlen",
        "200 Blatt drauflegen",
    ]


def test_what_they_throw_in_is_a_get_to_confirm(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Van lease buying 36k GBP")
    said = ana.types("/coach forgot: they also throw in winter tyres", in_=acme)
    ana.presses("Record it as a get", on=said)
    assert table.states() == ["get firm"]
    assert table.move(1).what == "winter tyres"


def test_what_stands_in_the_contract_has_come(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Van lease buying 36k GBP")
    ana.types("/ask 1000 more miles", in_=acme)
    said = ana.types("/coach miles are in the contract", in_=acme)
    assert "#1" in said.text


@pytest.mark.parametrize(
    ("typed", "what", "condition"),
    [
        (
            "said we'd keep the price if they stay at 200 seats",
            "keep the price",
            "they stay at 200 seats",
        ),
        ("5 years is fine if she replaces the boiler", "5 years", "she replaces the boiler"),
    ],
)
def test_what_we_would_do_for_theirs_is_a_conditional_give(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str, condition: str
) -> None:
    opened(ana, acme, "/deal open Practice lease buying 96k EUR")
    ana.types(f"/coach {typed}", in_=acme)
    assert table.states() == ["give conditional"]
    assert (table.move(1).what, table.move(1).condition) == (what, condition)


def test_a_bare_yes_may_be_to_what_a_give_waits_for(
    table: Table, ana: Hands, acme: Channel, dana: Hands, general: Channel
) -> None:
    opened(ana, acme, "/deal open Van lease buying 36k GBP")
    ana.types("/concede 2 year term cost 900 if they fix the heating", in_=acme)
    said = ana.types("/coach they said yes", in_=acme)
    assert "Our give #1: 2 year term, if they fix the heating [It happened]" in said.text


def test_a_bare_yes_may_be_to_what_a_give_waits_for_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    opened(dana, general, "/deal eröffnen Praxis Miete Einkauf 96k EUR")
    dana.types("/coach 5 Jahre sind ok wenn er die Heizung erneuert", in_=general)
    assert table.states() == ["give conditional"]
    for typed in ("er sagt zu", "er stimmt zu"):
        said = dana.types(f"/coach {typed}", in_=general)
        assert (
            "Unser Zugeständnis #1: 5 Jahre, wenn er die Heizung erneuert [Eingetreten]"
            in said.text
        )


@pytest.mark.parametrize(
    "typed", ["he'll do the drains for free", "she does the setup free of charge"]
)
def test_what_they_do_for_free_is_a_get_to_confirm(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Barn builder buying 210k GBP")
    assert "[Record it as a get]" in ana.types(f"/coach {typed}", in_=acme).text
    assert table.states() == []


def test_what_they_would_take_is_an_offer_of_theirs(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open SaaS renewal selling 96k USD")
    said = ana.types("/coach they'd take 180 seats at 430 each", in_=acme)
    assert "Their offer:" in said.text
    assert table.states() == []


@pytest.mark.parametrize("typed", ["heizung kommt im mai", "we moved the table a bit"])
def test_what_is_told_of_nothing_that_is_open_is_asked_about(
    ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open SaaS renewal selling 96k USD")
    assert "What do you mean by" in ana.types(f"/coach {typed}", in_=acme).text
