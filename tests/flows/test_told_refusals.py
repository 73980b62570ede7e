"""What we do not give, told to the coach or typed as a give: nothing of it is recorded as given."""

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


def test_a_no_to_them_records_nothing(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Sofa Ltd selling 24k EUR", in_=acme)
    told = ana.types("/coach tell them we won't cover delivery", in_=acme)
    assert "A no: nothing is given by it, and nothing is recorded." in told.text
    assert told.buttons == ["A kind no"]
    assert "Reversible test" in ana.presses("A kind no", on=told).text
    said = ana.types("/coach say we can't throw in the footstool", in_=acme)
    assert "A no: nothing is given by it" in said.text
    refused = ana.types("/concede we won't deliver if they don't pay", in_=acme)
    assert "This says no, so nothing is recorded as given." in refused.text
    assert "Keep as note" in refused.buttons
    assert table.ledger.moves == {}
    given = ana.types("/concede we won't do the paintwork, they get free assembly", in_=acme)
    assert "we won't" not in given.text.split("Not used")[0].split("You typed")[0]
    assert all("won't" not in move.what for move in table.ledger.moves.values())
    ana.types("/concede free delivery cost 500", in_=acme)
    gives = [move.what for move in table.ledger.moves.values() if move.kind is Kind.GIVE]
    assert "free delivery" in gives


def test_a_german_no_to_them_records_nothing(table: Table, dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Möbel Roth Verkauf 24k EUR", in_=general)
    told = dana.types("/coach sag ihnen dass wir die Montage nicht übernehmen", in_=general)
    assert "Ein Nein: Damit ist nichts gegeben, und nichts ist eingetragen." in told.text
    assert told.buttons == ["Freundlich ablehnen"]
    for line in (
        "/coach teil ihnen mit dass wir den Kran nicht bezahlen",
        "/coach wir können die Altgeräte nicht zurücknehmen",
    ):
        assert "Ein Nein" in dana.types(line, in_=general).text
    for line in (
        "/concede sag ihnen dass wir den Kran nicht stellen",
        "/concede keine Gratislieferung von uns",
        "/concede wir übernehmen die Montage nicht, dafür bekommen sie 5 % Rabatt",
    ):
        assert "Das ist ein Nein" in dana.types(line, in_=general).text
    assert table.ledger.moves == {}
