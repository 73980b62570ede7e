"""What they answer to a condition of ours (`net 60 if they take 20 pallets`): less of it, a yes with a reserve, a bare
yes; and a yes that has a condition of theirs."""

import pytest

from bot.domain.moves import Kind
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def find_tied(table: Table) -> list[tuple[int, int]]:
    """The gives and the gets that are tied, by number."""
    return [(tie.give, tie.get) for tie in table.ledger.ties]


@pytest.mark.parametrize(
    ("given", "came"),
    [
        ("fuel cap at 4%, but only if they take 20 trucks a week", "18 trucks, not 20"),
        ("fuel cap at 4% if they take 20 trucks a week", "20 trucks too many, 15 ok"),
        ("free hotline if they sign for 2 years", "they'd do 2 yrs"),
        (
            "18 months instead of 12 if they throw in 2 meeting rooms",
            "they said yes to the meeting rooms, but only one",
        ),
        (
            "double deposit if they give us the car park",
            "they agreed to the car park but not on saturday",
        ),
        ("double deposit if they give us the car park", "car park, not on saturday"),
    ],
)
def test_less_than_the_condition_is_tied_and_the_give_waits(
    table: Table, ana: Hands, acme: Channel, given: str, came: str
) -> None:
    ana.types("/deal open Freight lane Hamburg selling 150k EUR", in_=acme)
    ana.types(f"/concede {given}", in_=acme)
    answer = ana.types(f"/got {came}", in_=acme)
    assert "still counts only if" in answer.text
    assert table.states() == ["give conditional", "get firm"]
    assert find_tied(table) == [(1, 2)]
    ana.presses("Undo", on=answer)
    assert find_tied(table) == []


@pytest.mark.parametrize(
    ("given", "came"),
    [
        (
            "Lieferung vor 5 Uhr, wenn sie uns das ganze Roggenmehl abnehmen",
            "Roggenmehl ja aber nur die Hälfte",
        ),
        ("2% Rabatt wenn sie 3 Jahre unterschreiben", "2 Jahre würden sie machen"),
        ("längere Laufzeit, wenn wir die Rampe bekommen", "Rampe ja, aber nicht am Wochenende"),
    ],
)
def test_less_than_the_condition_is_tied_in_german(
    table: Table, dana: Hands, general: Channel, given: str, came: str
) -> None:
    dana.types("/deal eröffnen Bäckerei Huber Mehllieferung Verkauf 70k EUR", in_=general)
    dana.types(f"/concede {given}", in_=general)
    dana.types(f"/got {came}", in_=general)
    assert table.states() == ["give conditional", "get firm"]
    assert find_tied(table) == [(1, 2)]


def test_what_answers_an_ask_is_no_part_of_a_condition(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Bäckerei Huber Mehllieferung Verkauf 70k EUR", in_=general)
    dana.types("/concede Schulung, wenn sie uns das ganze Roggenmehl abnehmen", in_=general)
    dana.types("/ask Abnahme von 4 Tonnen im Monat", in_=general)
    dana.types("/got 4 Tonnen zu viel, 3 gingen", in_=general)
    assert table.states()[1] == "ask partly"
    assert find_tied(table) == []


@pytest.mark.parametrize("typed", ["they said yes", "they agreed"])
def test_a_bare_yes_may_be_to_a_condition(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/deal open Fleet selling 50k EUR", in_=acme)
    ana.types("/concede free delivery cost 300 if they take 20 pallets", in_=acme)
    answer = ana.types(f"/got {typed}", in_=acme)
    assert "What did they say yes to?" in answer.text
    assert table.states() == ["give conditional"]
    ana.presses("#1 if they take 20 pallets", on=answer)
    assert table.states() == ["give firm", "get firm"]
    assert table.move(2).what == "20 pallets"


def test_a_bare_yes_may_be_to_a_condition_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Lager Verkauf 50k EUR", in_=general)
    dana.types("/concede 2% Rabatt wenn sie 20 Paletten abnehmen", in_=general)
    dana.types("/ask Referenzgespräch", in_=general)
    answer = dana.types("/got sie haben ja gesagt", in_=general)
    assert "Oder galt das Ja einer Bedingung von uns?" in answer.text
    assert table.states() == ["give conditional", "ask open"]


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("she'll do the certificate but we pay half", "we pay half"),
        ("certificate yes, but we have to book the course", "we book the course"),
        ("certificate ok but she wants 2 days off for it", "they get 2 days off"),
    ],
)
def test_a_yes_on_a_condition_of_theirs_grants_nothing_yet(
    table: Table, ana: Hands, acme: Channel, typed: str, condition: str
) -> None:
    ana.types("/deal open Ward nurse Kim hiring 52k EUR", in_=acme)
    ana.types("/ask she does the wound care certificate", in_=acme)
    ana.types(f"/got {typed}", in_=acme)
    assert table.states() == ["ask open", "get conditional"]
    (get,) = [move for move in table.ledger.moves.values() if move.kind is Kind.GET]
    assert get.condition == condition


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("Zertifikat ja, aber wir zahlen die Hälfte", "wir die Hälfte zahlen"),
        ("Zertifikat macht er, aber dafür müssen wir den Kurs buchen", "wir den Kurs buchen"),
        ("Zertifikat ja, aber er will 2 Tage frei dafür", "sie 2 Tage frei bekommen"),
    ],
)
def test_a_yes_on_a_condition_of_theirs_grants_nothing_yet_in_german(
    table: Table, dana: Hands, general: Channel, typed: str, condition: str
) -> None:
    dana.types("/deal eröffnen Pfleger Einstellung 52k EUR", in_=general)
    dana.types("/ask Zertifikat", in_=general)
    dana.types(f"/got {typed}", in_=general)
    assert table.states() == ["ask open", "get conditional"]
    (get,) = [move for move in table.ledger.moves.values() if move.kind is Kind.GET]
    assert get.condition == condition
