"""Who gave or promised what is never turned round, whatever command it is typed after; and how they feel is no move."""

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
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    dana.types("/deal eröffnen Grundschule Nord IT-Support Einkauf 36k EUR", in_=general)
    return table


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/got we gave them a dedicated driver, cost 300", "a dedicated driver"),
        ("/got we promised them a reference, costs 500", "a reference"),
        ("/ask I promised a free pallet, cost 90", "a free pallet"),
        ("/got we waived the setup fee, cost 400", "waive the setup fee"),
        ("/got yesterday we gave the buyer 2 extra pallets, cost 200", "2 extra pallets"),
    ],
)
def test_what_we_gave_is_our_give(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    opened(ana, acme)
    ana.types(typed, in_=acme)
    assert table.states() == ["give firm"]
    assert table.move(1).what == what


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/got wir haben ihnen ne Referenz versprochen, kosten 500", "ne Referenz"),
        ("/ask ich hab ihnen 2 Schulungstage zugesagt, Kosten 300", "2 Schulungstage"),
        ("/got gestern haben wir ihnen die Anfahrt erlassen, Kosten 90", "die Anfahrt erlassen"),
    ],
)
def test_was_wir_gaben_ist_unser_zugestaendnis(
    german_deal: Table, dana: Hands, general: Channel, typed: str, what: str
) -> None:
    dana.types(typed, in_=general)
    assert german_deal.states() == ["give firm"]
    assert german_deal.move(1).what == what


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("/concede they gave us a reference worth 2k", "get firm"),
        ("/concede she promised 3 references by Friday", "get promised"),
        ("/ask they promised to send the case study", "get promised"),
        ("/ask the supplier threw in spare parts worth 2k", "get firm"),
    ],
)
def test_what_they_gave_is_asked_about_and_is_theirs(
    table: Table, ana: Hands, acme: Channel, typed: str, state: str
) -> None:
    opened(ana, acme)
    asked = ana.types(typed, in_=acme)
    assert table.states() == []
    ana.presses("Record it as a get", on=asked)
    assert table.states() == [state]


@pytest.mark.parametrize(
    ("typed", "what", "state"),
    [
        ("/concede sie haben uns Ersatzgeräte versprochen", "Ersatzgeräte", "get promised"),
        ("/concede sie haben uns 5% gegeben", "5%", "get firm"),
        (
            "/ask er hat uns nen Monat gratis versprochen, wert 1k",
            "nen Monat gratis",
            "get promised",
        ),
    ],
)
def test_was_sie_gaben_ist_ihres(
    german_deal: Table, dana: Hands, general: Channel, typed: str, what: str, state: str
) -> None:
    asked = dana.types(typed, in_=general)
    assert german_deal.states() == []
    dana.presses("Als Gegenleistung eintragen", on=asked)
    assert german_deal.states() == [state]
    assert german_deal.move(1).what == what


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("they seem really happy", "They are pleased."),
        ("she's disappointed", "They are upset."),
        ("they're getting really impatient", "They are impatient."),
        ("they're hesitant", "They are unsure."),
        ("they seem bored", "They are reserved."),
        ("they are fuming about the late trucks", "Trust repair"),
    ],
)
def test_a_mood_gets_an_answer_of_its_own(
    table: Table, ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    opened(ana, acme)
    told = ana.types(f"/coach {typed}", in_=acme)
    assert told.lines[0] == said or told.lines[0].startswith(f"{said} ")
    assert table.states() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sie freuen sich riesig", "Die Gegenseite ist zufrieden."),
        ("sie sind genervt", "Die Gegenseite ist verärgert."),
        ("sie werden ungeduldig", "Die Gegenseite ist ungeduldig."),
        ("sie wirken unsicher", "Die Gegenseite ist unsicher."),
        ("die Stimmung ist im Keller", "Die Gegenseite ist verärgert."),
    ],
)
def test_eine_stimmung_ist_kein_zug(
    german_deal: Table, dana: Hands, general: Channel, typed: str, said: str
) -> None:
    assert dana.types(f"/coach {typed}", in_=general).lines[0].startswith(said)
    assert german_deal.states() == []


def test_a_good_mood_leads_to_what_can_be_asked_for(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 2 pallets free, cost 300", in_=acme)
    told = ana.types("/coach they seem really happy", in_=acme)
    assert "Open is #1, 2 pallets free, with nothing back." in told.text
    assert ana.presses("What to ask for", on=told).text


@pytest.mark.parametrize("line", ["they give us keys on Monday", "she gives us a reference"])
def test_what_they_are_to_give_is_asked_for(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types(f"/ask {line}", in_=acme)
    assert table.states() == ["ask open"]


@pytest.mark.parametrize("line", ["the deposit is not here yet", "deposit hasnt come yet"])
def test_what_is_missing_is_no_get(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
    ana.types("/ask deposit 30%", in_=acme)
    ana.types(f"/got {line}", in_=acme)
    assert table.states() == ["ask open"]


@pytest.mark.parametrize(
    ("typed", "what", "state"),
    [
        ("/concede gave em a spare key cost 20", "a spare key", "give firm"),
        ("/concede gave them 2 extra days cost 100", "2 extra days", "give firm"),
        ("/coach gave 'em free taps cost 200", "free taps", "give firm"),
        ("/got gave us a free week", "a free week", "get firm"),
    ],
)
def test_who_gave_is_known_by_whom_it_was_for(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str, state: str
) -> None:
    opened(ana, acme)
    ana.types(typed, in_=acme)
    assert table.states() == [state]
    assert table.move(1).what == what


@pytest.mark.parametrize(
    ("typed", "what", "state"),
    [
        ("/concede hab ihnen die Montage geschenkt kostet 300", "die Montage", "give firm"),
        ("/coach hab ihnen die Armaturen geschenkt kostet 200", "die Armaturen", "give firm"),
        ("/got haben uns eine Woche geschenkt", "eine Woche", "get firm"),
    ],
)
def test_wer_gab_sagt_wer_es_bekam(
    german_deal: Table, dana: Hands, general: Channel, typed: str, what: str, state: str
) -> None:
    dana.types(typed, in_=general)
    assert german_deal.states() == [state]
    assert german_deal.move(1).what == what
