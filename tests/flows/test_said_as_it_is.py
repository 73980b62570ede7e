"""What an answer says is what happened: an undo names what it undid, a recap has what is still open, names keep their
form, and a wish behind a give is not lost."""

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


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    opened(ana, acme, "/deal open Riverside Mill buying 25k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Loft Nord Verkauf 40k EUR")
    return table


def test_an_undone_no_is_not_an_undone_offer(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/offer they want 26k", in_=acme)
    ana.types("/offer we said no", in_=acme)
    said = ana.types("/deal undo", in_=acme)
    assert "Undone: the no to offer 1, which is on the table again." in said.text
    assert "Undone: offer 1." in ana.types("/deal undo", in_=acme).text


def test_an_undone_yes_is_not_an_undone_offer(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/offer we offered 24k", in_=acme)
    ana.types("/offer they accepted", in_=acme)
    assert "Undone: the yes to offer 1" in ana.types("/deal undo", in_=acme).text


def test_an_undone_no_is_said_in_german(german_deal: Table, dana: Hands, general: Channel) -> None:
    dana.types("/offer sie wollen 38k", in_=general)
    dana.types("/offer wir lehnen ab", in_=general)
    said = dana.types("/deal rückgängig", in_=general)
    assert "Rückgängig gemacht: das Nein zu Angebot 1" in said.text


@pytest.mark.parametrize(
    ("ask", "got", "rest"),
    [
        ("40 crowns a month", "35 crowns", "40 crowns a month"),
        ("12 demos for the crew", "8 demos for the crew", "12 demos for the crew"),
        ("6 parking spots", "4 parking spots", "6 parking spots"),
    ],
)
def test_the_recap_has_the_rest_of_what_was_partly_agreed(
    deal: Table, ana: Hands, acme: Channel, ask: str, got: str, rest: str
) -> None:
    ana.types(f"/ask {ask} worth 4k", in_=acme)
    ana.types(f"/got {got}", in_=acme)
    recap = ana.types("/coach recap", in_=acme)
    assert f"For us: the rest of {rest}" in recap.text
    assert "4,000" not in recap.text


def test_the_german_recap_has_the_rest_too(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask 12 Paletten", in_=general)
    dana.types("/got 8 Paletten", in_=general)
    assert "Für uns: der Rest von 12 Paletten" in dana.types("/coach recap", in_=general).text


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask Start zum 1.1. und Probezeit 6 Monate", "Start zum 1.1."),
        ("/ask Übergabe am 15.12. im Lager", "Übergabe am 15.12. im Lager"),
    ],
)
def test_a_german_date_keeps_its_dot(
    german_deal: Table, dana: Hands, general: Channel, typed: str, what: str
) -> None:
    dana.types(typed, in_=general)
    assert german_deal.move(1).what == what


@pytest.mark.parametrize("typed", ["a testimonial for that", "a testimonial in return"])
def test_what_is_asked_for_in_return_is_called_without_it(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/concede night shoot cost 200", in_=acme)
    said = ana.types(f"/ask {typed}", in_=acme)
    assert "Open ask #2: a testimonial for #1" in said.text
    assert deal.move(2).what == "a testimonial"


def test_what_is_asked_for_in_return_is_called_without_it_in_german(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede Stellplatz gratis Kosten 200", in_=general)
    dana.types("/ask ein Referenzgespräch dafür", in_=general)
    assert german_deal.move(2).what == "ein Referenzgespräch"
    assert german_deal.move(2).ref == 1


def test_their_wish_behind_a_give_can_be_recorded(deal: Table, ana: Hands, acme: Channel) -> None:
    said = ana.types("/concede night shoot cost 200, he wants the deposit back tho", in_=acme)
    assert 'Not used: "he wants the deposit back' in said.text
    noted = ana.presses("They ask for: the deposit back", on=said)
    assert "Their ask #2: the deposit back" in noted.text


def test_their_wish_behind_a_german_give_can_be_recorded(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    said = dana.types("/concede 3 Jahre Garantie Kosten 300, er will aber noch ne Schulung", in_=general)  # fmt: skip
    noted = dana.presses("Sie fordern: ne Schulung", on=said)
    assert "Forderung der Gegenseite #2: ne Schulung" in noted.text


def test_a_sum_for_all_leaves_no_word_over(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    line = "/concede Lieferung vor 5 Uhr und Rückgabe voller Säcke, kostet uns ca. 2k zusammen"
    said = dana.types(line, in_=general)
    assert "Kosten etwa 2.000 EUR" in said.text
    assert "Nicht verwendet" not in said.text


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/concede extra set 30 min if they cover the van", "an extra set for 30 minutes if"),
        ("/got setup 45 min earlier", "setup 45 minutes earlier"),
        ("/concede 5% off if they start in february", "if you start in February."),
        ("/concede free delivery if they move in january", "if you move in January."),
        ("/ask order of 200 kg min", "an order of 200 kg minimum"),
    ],
)
def test_minutes_and_months_are_said_as_such(
    table: Table, ana: Hands, acme: Channel, line: str, said: str
) -> None:
    opened(ana, acme, "/deal open Wembley stage band selling 6500 GBP")
    assert said in ana.types(line, in_=acme).text
