"""What people type once a deal is agreed or closed, beside another deal, and what the other side asks for twice."""

import pytest

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


@pytest.fixture
def two_flats(table: Table, ana: Hands, acme: Channel) -> Table:
    """The second of two deals was won a moment ago."""
    ana.types("/deal open flat A selling 30k EUR", in_=acme)
    ana.types("/deal open flat B selling 40k EUR", in_=acme)
    ana.types("/deal close won", in_=acme)
    return table


def commitments(table: Table, name: str) -> list[str]:
    (deal,) = (deal for deal in table.deals() if deal.name == name)
    with table.store.reading() as work:
        return [each.what for each in work.commitments.list_in_deal(deal.team, deal.id)]


def test_what_follows_a_close_is_for_the_deal_just_closed(
    two_flats: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/deal commit we send keys by 1 dec", in_=acme)
    assert said.text.startswith("flat B")
    assert "Another deal" in said.buttons
    assert commitments(two_flats, "flat B") == ["send keys"]
    assert commitments(two_flats, "flat A") == []
    for line in ("/deal close terms", "/coach recap", "/deal rhythm", "/deal checkins"):
        assert "flat B" in ana.types(line, in_=acme).text.splitlines()[0]
    given = ana.types("/concede parking space cost 900", in_=acme)
    assert given.text.startswith("flat A")
    assert "Another deal" in given.buttons


def test_whoever_chooses_the_other_deal_stays_there(
    two_flats: Table, ana: Hands, acme: Channel
) -> None:
    shown = ana.types("/deal rhythm", in_=acme)
    choice = ana.presses("Another deal", on=shown)
    assert {"flat A", "flat B"} <= set(choice.buttons)
    ana.presses("flat A", on=choice)
    ana.types("/deal commit we send keys by 1 dec", in_=acme)
    assert commitments(two_flats, "flat A") == ["send keys"]
    assert commitments(two_flats, "flat B") == []


def test_after_a_while_the_open_deal_is_meant(two_flats: Table, ana: Hands, acme: Channel) -> None:
    two_flats.wind(hours=13)
    said = ana.types("/deal commit we send keys by 1 dec", in_=acme)
    assert not said.text.startswith("flat B")
    assert commitments(two_flats, "flat A") == ["send keys"]


def test_a_deal_opened_after_the_close_is_meant(
    two_flats: Table, ana: Hands, acme: Channel
) -> None:
    two_flats.wind(minutes=5)
    ana.types("/deal open flat C selling 20k EUR", in_=acme)
    ana.types("/deal commit we send keys by 1 dec", in_=acme)
    assert commitments(two_flats, "flat B") == []
    assert commitments(two_flats, "flat C") == ["send keys"]


def test_in_german_a_close_goes_on_in_the_deal_just_closed(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Halle Süd Verkauf 30k EUR", in_=general)
    dana.types("/deal eröffnen Halle Nord Verkauf 40k EUR", in_=general)
    dana.types("/deal abschluss gewonnen", in_=general)
    said = dana.types("/deal zusage wir übergeben die Schlüssel bis 1. Dez", in_=general)
    assert said.text.startswith("Halle Nord")
    assert "Anderer Deal" in said.buttons
    assert len(commitments(table, "Halle Nord")) == 1


def test_what_they_ask_for_twice_stays_theirs(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open combine buying 118k EUR", in_=acme)
    ana.types("/coach they want us to take their old baler for 6k", in_=acme)
    for line in ("they want us to take their old baler for 6k", "they want us to take the baler"):
        table.wind(minutes=5)
        again = ana.types(f"/coach {line}", in_=acme)
        assert "They ask again, #1" in again.text
        assert "our question" not in again.text
        assert "We agree" in again.buttons
    assert table.states() == ["ask open"]


def test_in_german_what_they_ask_for_twice_stays_theirs(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Reinigung Praxis Einkauf 16k EUR", in_=general)
    line = "/coach die wollen dass wir die Putzmittel stellen"
    dana.types(line, in_=general)
    table.wind(minutes=5)
    again = dana.types(line, in_=general)
    assert "Sie fordern es wieder, #1" in again.text
    assert "Wir sagen zu" in again.buttons


def test_an_agreed_deal_shows_what_was_agreed(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open nurses clinic selling 36k USD", in_=acme)
    ana.types("/offer we 30k, 60 days guarantee", in_=acme)
    ana.types("/offer they accepted", in_=acme)
    log = ana.types("/deal log", in_=acme).text
    assert "Agreed" in log
    assert "guarantee 60 days" in log
    assert "Nothing yet" not in log
    recap = ana.types("/coach recap", in_=acme).text
    assert "• guarantee 60 days" in recap


def test_in_german_an_agreed_deal_shows_what_was_agreed(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/deal eröffnen Wartung Heizung Verkauf 9.000 EUR", in_=general)
    dana.types("/offer wir 8.500, 24 Monate", in_=general)
    dana.types("/offer sie haben angenommen", in_=general)
    assert "Vereinbart" in dana.types("/deal log", in_=general).text
    assert "Vereinbart" in dana.types("/coach recap", in_=general).text


def test_a_default_of_the_coach_is_no_agreement(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open clinic cleaning selling 60k EUR", in_=acme)
    ana.types("/deal measure complaints max 2 per month", in_=acme)
    said = ana.types("/deal measure complaints 4 in nov", in_=acme).text
    assert "Suggested, unless you have agreed on something else: both owners meet" in said
    assert "Agreed:" not in said


def test_in_a_won_deal_what_is_left_to_do_is_named(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open Fassade selling 40k EUR", in_=acme)
    ana.types("/deal commit we send the contract by 10 Dec", in_=acme)
    ana.types("/deal close won", in_=acme)
    said = ana.types("/coach what now", in_=acme)
    assert "c1 We: send the contract" in said.text
    ana.presses("Delivered", on=said)
    assert "nothing waits" in ana.types("/coach what now", in_=acme).text


@pytest.mark.parametrize("line", ["thanks", "ok", "ok great", "got it, thanks"])
def test_thanks_are_no_question(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    ana.types("/deal open Fassade selling 40k EUR", in_=acme)
    assert "Hello!" not in ana.types(line).text
    ana.types("/deal close won", in_=acme)
    assert "Hello!" not in ana.types(line).text


@pytest.mark.parametrize("line", ["danke", "ok", "alles klar, danke dir"])
def test_german_thanks_are_no_question(
    table: Table, dana: Hands, general: Channel, line: str
) -> None:
    dana.types("/deal eröffnen Fassade Verkauf 40k EUR", in_=general)
    assert dana.types(line).text.startswith("Gern.")


@pytest.mark.parametrize("line", ["wie kündige ich", "bis wann muss ich kündigen?"])
def test_how_to_end_a_contract_is_answered_with_its_days(
    table: Table, dana: Hands, general: Channel, line: str
) -> None:
    dana.types("/deal eröffnen Reinigung Verkauf 40k EUR", in_=general)
    dana.types("/deal renewal 1. Okt 2028", in_=general)
    said = dana.types(line).text
    assert "Kündigung" in said
    assert "2028" in said
