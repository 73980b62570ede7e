"""Conditions that say what they do, and gets that say that it is done: in another form of the verb, or without it."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def open_and_trade(person: Hands, channel: Channel, opening: str, give: str) -> None:
    opened(person, channel, opening)
    person.types(f"/concede {give}", in_=channel)


@pytest.mark.parametrize(
    ("opening", "give", "got"),
    [
        ("selling 24k EUR", "5% off if they pay 40% up front", "40% paid this morning"),
        ("selling 24k EUR", "5% off if they pay a deposit of 30%", "deposit paid"),
        ("selling 24k EUR", "5% off if they pay the deposit by friday", "got the deposit"),
        ("selling 24k EUR", "5% off if they sort the parking", "parking sorted"),
        ("selling 24k EUR", "5% off if they collect it themselves", "they collect"),
        ("selling 24k EUR", "free training if they go for the 3 year contract", "3 years"),
        ("selling 24k EUR", "weekend install if they empty the hall first", "hall is empty"),
        ("buying 24k EUR", "we pay in 14 days if they include delivery", "delivery included"),
        ("buying 24k EUR", "longer lease if she fixes the roof", "roof fixed at last"),
        ("hiring 90k EUR", "a bonus of 2k if she moves to Leeds", "she moved to Leeds"),
    ],
)
def test_what_is_done_meets_the_condition(
    table: Table, ana: Hands, acme: Channel, opening: str, give: str, got: str
) -> None:
    open_and_trade(ana, acme, f"/deal open Fern {opening}", give)
    assert table.states() == ["give conditional"]
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["give firm", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2)}
    table.check_sums()


@pytest.mark.parametrize(
    ("opening", "give", "got"),
    [
        ("Verkauf 24k EUR", "3% Nachlass wenn sie 40% anzahlen", "40% angezahlt"),
        ("Verkauf 24k EUR", "3% Nachlass wenn sie 40% anzahlen", "Anzahlung 40% ist da"),
        ("Verkauf 24k EUR", "gratis Lieferung wenn sie uns empfehlen", "sie haben uns empfohlen"),
        ("Verkauf 24k EUR", "Schulung wenn sie das Gerüst stellen", "Gerüst steht"),
        ("Verkauf 24k EUR", "3% Nachlass wenn sie die Halle räumen", "Halle leer"),
        ("Einkauf 24k EUR", "Vorkasse wenn sie den Preis halten", "Preis bleibt"),
        ("Einkauf 24k EUR", "längere Laufzeit wenn er den Keller ausräumt", "Keller ausgeräumt"),
        ("Einkauf 24k EUR", "Vorkasse wenn sie die Fracht zahlen", "Fracht bezahlt"),
        ("Einstellung 90k EUR", "3 Tage Urlaub wenn sie am 1. Februar anfängt", "Start 1. Februar"),
    ],
)
def test_what_is_done_meets_the_condition_in_german(
    table: Table, slack: FakeSlack, opening: str, give: str, got: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    open_and_trade(dana, general, f"/deal eröffnen Fern {opening}", give)
    dana.types(f"/got {got}", in_=general)
    assert table.states() == ["give firm", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2)}


@pytest.mark.parametrize(
    ("give", "got"),
    [
        ("5% off if they order 40 pallets", "they ordered 30 pallets"),
        ("5% off if they pay 40% up front", "30% paid up front"),
        ("free training if they go for the 3 year contract", "2 years"),
        ("5% off if they give us 2 references", "1 reference given"),
        ("5% off if they clear the yard", "half the yard cleared"),
    ],
)
def test_less_than_the_condition_is_a_part_of_it(
    table: Table, ana: Hands, acme: Channel, give: str, got: str
) -> None:
    open_and_trade(ana, acme, "/deal open Fern selling 24k EUR", give)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == ["give conditional", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2)}


@pytest.mark.parametrize(
    ("give", "got"),
    [
        ("5% off if they paint the unit", "unit cleaned"),
        ("5% off if they extend the contract to 3 years", "contract extended by a year"),
        ("5% off if they drop the penalty clause", "penalty clause softened"),
        ("5% off if they collect it themselves", "self collection"),
        ("5% off if they start in february", "start 3 feb"),
        ("5% off if they clear the yard", "yard confirmed"),
        ("5% off if they sort the yard", "yard cleared"),
    ],
)
def test_what_may_be_the_condition_is_asked_about(
    table: Table, ana: Hands, acme: Channel, give: str, got: str
) -> None:
    """Nothing is thanked for before, and one press says that it is."""
    open_and_trade(ana, acme, "/deal open Fern selling 24k EUR", give)
    said = ana.types(f"/got {got}", in_=acme)
    assert "Is this what the give waits for?" in said.text
    assert "Thank you" not in said.text
    assert table.states() == ["give conditional", "get firm"]
    assert table.ledger.ties == frozenset()
    ana.presses("#1 5% off", on=said)
    assert table.states() == ["give firm", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2)}
    table.check_sums()


def test_what_may_be_the_condition_is_asked_about_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    give = "3% Nachlass wenn sie die Halle räumen"
    open_and_trade(dana, general, "/deal eröffnen Fern Verkauf 24k EUR", give)
    said = dana.types("/got Halle gereinigt", in_=general)
    assert "Ist das die Bedingung des Zugeständnisses?" in said.text
    assert "zählt nur, wenn sie die Halle räumen" in said.text
    dana.presses("Keines", on=said)
    assert table.states() == ["give conditional", "get firm"]


@pytest.mark.parametrize(
    ("give", "got"),
    [
        ("5% off if they pay 40% up front", "reference call"),
        ("5% off if they order 40 pallets", "logo on the website"),
        ("5% off if they take 40 pallets", "40 crates"),
        ("5% off if they sign by friday", "deposit paid"),
    ],
)
def test_something_else_is_neither_it_nor_asked_about(
    table: Table, ana: Hands, acme: Channel, give: str, got: str
) -> None:
    open_and_trade(ana, acme, "/deal open Fern selling 24k EUR", give)
    said = ana.types(f"/got {got}", in_=acme)
    assert "waits for?" not in said.text
    assert table.states() == ["give conditional", "get firm"]
    assert table.ledger.ties == frozenset()


@pytest.mark.parametrize(
    ("ask", "got", "state"),
    [
        ("they pay 40% up front", "40% paid this morning", "ask granted"),
        ("paint the unit", "unit painted", "ask granted"),
        ("approve the budget", "budget approved", "ask granted"),
        ("order 40 pallets", "they ordered 30 pallets", "ask partly"),
        ("paint the unit", "unit cleaned", "ask open"),
    ],
)
def test_what_is_done_answers_an_ask(
    table: Table, ana: Hands, acme: Channel, ask: str, got: str, state: str
) -> None:
    opened(ana, acme, "/deal open Fern selling 24k EUR")
    ana.types(f"/ask {ask}", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    assert table.states() == [state, "get firm"]


@pytest.mark.parametrize(
    ("ask", "got", "state"),
    [
        ("40% Anzahlung", "40% angezahlt", "ask granted"),
        ("40% Anzahlung", "sie zahlen 30% an", "ask partly"),
        ("Keller ausräumen", "Keller ausgeräumt", "ask granted"),
        ("Keller ausräumen", "er räumt den Keller aus", "ask granted"),
        ("Reparatur der Heizung", "Heizung repariert", "ask granted"),
        ("Freigabe der Zeichnung", "Zeichnung ist freigegeben", "ask granted"),
        ("Start 1. Februar", "sie fängt am 1. Februar an", "ask granted"),
        ("Keller ausräumen", "Keller gereinigt", "ask open"),
    ],
)
def test_what_is_done_answers_an_ask_in_german(
    table: Table, slack: FakeSlack, ask: str, got: str, state: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Fern Verkauf 24k EUR")
    dana.types(f"/ask {ask}", in_=general)
    dana.types(f"/got {got}", in_=general)
    assert table.states() == [state, "get firm"]
    assert got.endswith(table.move(2).what)


def test_a_sum_to_be_reached_is_met_by_that_sum_alone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede early payment cost 50 if they drop to 7300", in_=acme)
    assert "It happened" not in ana.types("/coach they only dropped to 7450", in_=acme).text
    asked = ana.types("/coach dropped to 7300", in_=acme)
    ana.presses("It happened", on=asked)
    assert table.states() == ["give firm"]
