"""[It happened] on a give with a condition: what they did by it is the get that came, and answers an ask for it."""

import pytest

from bot.domain.worth import Figure
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


def see_it_happen(
    person: Hands, channel: Channel, number: int = 1, press: str = "It happened"
) -> str:
    """Shows a give, and says that its condition came true; returns the answer."""
    shown = person.types(f"/deal show #{number}", in_=channel)
    return person.presses(press, on=shown).text


@pytest.mark.parametrize(
    ("condition", "came"),
    [
        ("they confirm 100 guests", "100 guests"),
        ("they confirm 100 guests by Friday", "100 guests"),
        ("she pays 40% upfront", "pays 40% upfront"),
        ("the client takes 2 more rooms", "2 more rooms"),
        ("they send us two photos", "send us two photos"),
    ],
)
def test_what_they_did_is_the_get_that_came(
    table: Table, ana: Hands, acme: Channel, condition: str, came: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types(f"/concede free parking cost 300 if {condition}", in_=acme)
    said = see_it_happen(ana, acme)
    assert f"Recorded for it, get #2: {came}." in said
    assert "No give is open." in said
    assert table.states() == ["give firm", "get firm"]
    assert {(tie.give, tie.get) for tie in table.ledger.ties} == {(1, 2)}
    table.check_sums()


@pytest.mark.parametrize(
    ("condition", "came"),
    [
        ("er das Tor repariert", "das Tor repariert"),
        ("sie 40% anzahlen", "40% anzahlen"),
        ("der Kunde 2 Zimmer mehr nimmt", "2 Zimmer mehr"),
    ],
)
def test_what_they_did_is_the_get_that_came_in_german(
    table: Table, slack: FakeSlack, condition: str, came: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Halle Kessler Einkauf 72k EUR")
    dana.types(f"/concede Stellplatz Kosten 300 wenn {condition}", in_=general)
    said = see_it_happen(dana, general, press="Eingetreten")
    assert f"Dafür eingetragen, Gegenleistung #2: {came}." in said
    assert table.states() == ["give firm", "get firm"]


@pytest.mark.parametrize(
    "condition",
    [
        "they insist",
        "the board agrees",
        "signed by Friday",
        "beans stay at 14/kg",
        "they don't cancel",
        "they agree",
    ],
)
def test_what_is_nothing_that_they_give_leaves_the_give_open(
    table: Table, ana: Hands, acme: Channel, condition: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types(f"/concede free parking cost 300 if {condition}", in_=acme)
    assert "Given with nothing back yet: 300 GBP." in see_it_happen(ana, acme)
    assert table.states() == ["give firm"]


def test_it_answers_the_ask_for_the_same_thing(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/ask 100 guests confirmed worth 400", in_=acme)
    ana.types("/concede free parking cost 300 if they confirm 100 guests", in_=acme)
    see_it_happen(ana, acme, 2)
    assert table.states() == ["ask granted", "give firm", "get firm"]
    worth = table.move(3).worth
    assert isinstance(worth, Figure)
    assert worth.amount == 400


def test_one_undo_takes_all_of_it_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/ask 100 guests confirmed worth 400", in_=acme)
    ana.types("/concede free parking cost 300 if they confirm 100 guests", in_=acme)
    see_it_happen(ana, acme, 2)
    ana.types("/deal undo", in_=acme)
    assert table.states()[:2] == ["ask open", "give conditional"]
    assert table.ledger.ties == frozenset()
    table.check_sums()


def test_what_came_before_it_is_not_recorded_twice(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    ana.types("/concede free parking cost 300 if they confirm 100 guests", in_=acme)
    ana.types("/got 60 of the 100 guests", in_=acme)
    before = len(table.ledger.moves)
    see_it_happen(ana, acme)
    assert len(table.ledger.moves) == before
