"""Lines that record nothing, pasted messages, and words of a line that went into no field."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table

OPENING = "/deal open Acme renewal selling 240k EUR"
GERMAN_OPENING = "/deal eröffnen Kessel Wartung Verkauf 88k EUR"
MAIL = (
    "Hi Ana, thank you for your time yesterday. As discussed we would need a further 3% on the license to get this "
    "through our board. In return we could look at a 3 year term. You promised to waive the setup fee. "
    "Let me know by Friday. Best, Olga"
)
GERMAN_MAIL = (
    "Hallo Frau Weber, vielen Dank für das gute Gespräch gestern. Wie besprochen bräuchten wir noch 3 % Nachlass auf "
    "die Wartung. Im Gegenzug könnten wir uns eine Laufzeit von 36 Monaten vorstellen. Viele Grüße, Jens Koch"
)


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/got lukewarm response", "This says how somebody feels about it"),
        ("/concede never below 90k", "This says how far you would go"),
        ("/concede up to 10% if we must", "This says how far you would go"),
        ("/concede may give 5% later", "This says what you may give later"),
        ("/got might be willing to do 24 months", "This says what they may do"),
        ("/got no way, doesn't cover their fuel", "This says no"),
        ("/concede remember to send the NDA", "This is something to do"),
        ("/got counteroffer 88k", "This is an offer"),
        ("/concede took back the 5%", "This takes back a give"),
        ("/got edit", "This needs the number of an entry"),
    ],
)
def test_what_moves_nothing_records_nothing(
    table: Table, ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    ana.types(OPENING, in_=acme)
    answer = ana.types(typed, in_=acme)
    assert said in answer.text
    assert f"You typed: {typed.partition(' ')[2]}" in answer.text
    assert table.states() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/got lauwarme Reaktion auf die Fallstudie", "Das sagt, wie jemand dazu steht"),
        ("/concede unter 80k gehen wir nicht", "wie weit"),
        ("/concede vielleicht später 2 Schulungstage", "was Sie vielleicht später geben"),
        ("/got sie könnten sich 24 Monate vorstellen", "was die Gegenseite vielleicht tut"),
        ("/concede keine weiteren Nachlässe", "Das ist ein Nein"),
        ("/concede erinnere mich an die Muster", "Das ist etwas zu erledigen"),
    ],
)
def test_what_moves_nothing_records_nothing_in_german(
    table: Table, dana: Hands, general: Channel, typed: str, said: str
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    answer = dana.types(typed, in_=general)
    assert said in answer.text
    # A note may be read by everybody in the deal; a limit belongs into the plan.
    assert ("[Als Notiz behalten]" in answer.text) is (said != "wie weit")
    assert table.states() == []


def test_a_line_that_moves_nothing_can_be_kept_or_recorded_after_all(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    mood = ana.types("/got lukewarm response", in_=acme)
    noted = ana.presses("Keep as note", on=mood)
    assert "lukewarm response" in noted.text
    plan = ana.types("/concede may give 5% later", in_=acme)
    form = ana.presses("Record it as a give", on=plan).form
    assert form is not None
    form.submit()
    assert table.states() == ["give firm"] or table.states() == ["give draft"]


def test_an_offer_typed_after_the_wrong_command_becomes_one(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    answer = ana.types("/concede counteroffer 88k", in_=acme)
    offered = ana.presses("Their offer", on=answer)
    assert "88,000" in offered.text


def test_a_take_back_names_the_give_and_a_refusal_the_ask(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    ana.types("/ask 24-month term worth 30k", in_=acme)
    back = ana.types("/concede took back the 5%", in_=acme)
    assert "Did we take back #1, 5% off?" in back.text
    refused = ana.types("/got no way on the 24-month term", in_=acme)
    assert "Which ask got this no?" in refused.text
    declined = ana.presses("#2 24-month term", on=refused)
    assert "Declined, ask #2" in declined.text


def test_the_number_of_an_ask_grants_it_and_a_verb_shows_its_entry(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    ana.types("/ask 24-month term worth 30k", in_=acme)
    shown = ana.types("/concede show #1", in_=acme)
    assert "24-month term" in shown.text
    agreed = ana.types("/got #1", in_=acme)
    assert "Agreed, ask #1" in agreed.text


def test_a_pasted_message_shows_what_was_found_and_records_what_is_pressed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    found = ana.types(f"/concede {MAIL}", in_=acme)
    assert "This reads like a message, so nothing of it is recorded yet." in found.text
    assert table.states() == []
    assert "[Their ask: a further 3% on the license]" in found.text
    assert "[They offer: a 3 year term]" in found.text
    assert "[We promised: waive the setup fee]" in found.text
    asked = ana.presses("Their ask: a further 3% on the license", on=found)
    assert "a further 3% on the license" in asked.text
    ana.presses("They offer: a 3 year term", on=found)
    assert table.states() == ["ask open", "get promised"]


def test_a_pasted_message_in_german(table: Table, dana: Hands, general: Channel) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    found = dana.types(f"/got {GERMAN_MAIL}", in_=general)
    assert "Das liest sich wie eine Nachricht" in found.text
    assert "[Forderung der Gegenseite: 3 % Nachlass auf die Wartung]" in found.text
    assert "[Die Gegenseite bietet: eine Laufzeit von 36 Monaten]" in found.text
    assert table.states() == []


def test_words_that_went_into_no_field_are_named_and_can_be_kept(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    ana.types("/ask reference call worth 5k", in_=acme)
    given = ana.types("/concede 5% off cost 12k but not on services for a reference call", in_=acme)
    assert 'Not used: "not on services"' in given.text
    noted = ana.presses("Keep as note", on=given)
    assert "not on services" in noted.text
    got = ana.types("/got reference call, Olga is happy", in_=acme)
    assert 'Not used: "Olga is happy"' in got.text


def test_words_that_went_into_no_field_are_named_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    given = dana.types(
        "/concede 4% Rabatt Kosten 5,6k für eine Fallstudie, außer Standort Lyon", in_=general
    )
    assert "Nicht verwendet: „außer Standort Lyon“" in given.text
    assert "[Als Notiz behalten]" in given.text


def test_a_for_that_can_be_read_in_two_ways_is_asked_about_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    asked = ana.types("/concede 5% off for the hotel, cost 12k", in_=acme)
    assert 'Does "the hotel" come back for it, or is it what you give it for?' in asked.text
    assert table.states() == ["give draft"]
    tied = ana.presses("It comes back", on=asked)
    assert "5% off for the hotel" in tied.text
    assert table.states() == ["give conditional", "ask open"]


def test_a_for_that_says_what_it_is_for_is_checked_as_any_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    asked = ana.types("/concede two crane days for the tower cost 12k", in_=acme)
    check = ana.presses("That is what it is for", on=asked)
    assert "Read as: two crane days for the tower, cost 12,000 EUR." in check.text
    assert table.states() == ["give draft"]


def test_a_for_that_names_an_open_ask_needs_no_question(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    ana.types("/ask arena naming worth 20k", in_=acme)
    given = ana.types("/concede net 60 for the arena naming", in_=acme)
    assert "It waits for ask #1." in given.text
    assert table.states() == ["ask open", "give conditional"]


def test_a_for_that_can_be_read_in_two_ways_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    asked = dana.types("/concede 3 Nächte gratis für das Hotel, Kosten 3k", in_=general)
    assert "Kommt „das Hotel“ dafür zurück, oder ist es das, wofür Sie es geben?" in asked.text
    dana.presses("Es kommt zurück", on=asked)
    assert table.states() == ["give conditional", "ask open"]


def test_days_that_have_passed_are_read_as_people_say_them(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    given = ana.types("/concede 5% off cost 12k last week", in_=acme)
    assert "give 5% off, cost 12,000 EUR, on Mon 16 Nov" in given.text
    assert "case study, on Mon 9 Nov" in ana.types("/got case study two weeks ago", in_=acme).text
    assert "logo use, on Thu 12 Nov" in ana.types("/got logo use (12 Nov)", in_=acme).text


def test_days_that_have_passed_are_read_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    given = dana.types("/concede 5% Rabatt Kosten 12k letzte Woche", in_=general)
    assert "5% Rabatt, Kosten 12.000 EUR, am Mo 16. Nov" in given.text
    got = dana.types("/got Fallstudie vor zwei Wochen", in_=general)
    assert "Fallstudie, am Mo 9. Nov" in got.text


def test_what_came_in_part_leaves_the_rest_open(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types(OPENING, in_=acme)
    ana.types("/ask prepay yearly worth 8k", in_=acme)
    partly = ana.types("/got prepay yearly, partly: half now", in_=acme)
    assert "Partly agreed, ask #1: prepay yearly. The rest stays open." in partly.text
    ana.types("/ask 24 months worth 20k", in_=acme)
    less = ana.types("/got 18 months not 24", in_=acme)
    assert "Get #4: 18 months" in less.text
    assert "The rest stays open." in less.text


def test_what_came_in_part_leaves_the_rest_open_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    dana.types("/ask Vorkasse Wert 8k", in_=general)
    partly = dana.types("/got Vorkasse, teilweise: die Hälfte jetzt", in_=general)
    assert "Teilweise zugesagt, Forderung #1: Vorkasse." in partly.text
    dana.types("/ask 24 Monate Wert 20k", in_=general)
    less = dana.types("/got 18 Monate statt 24", in_=general)
    assert "18 Monate" in less.text
    assert "Der Rest bleibt offen." in less.text


def test_an_amount_left_in_the_words_is_asked_about_and_not_said_to_them(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    given = ana.types("/concede 2 free seats 3k for 24 mth term", in_=acme)
    assert "[Cost 3,000 EUR?]" in given.text
    assert 'Say: "We can offer 2 free seats in return for a 24-month term."' in given.text


def test_a_yes_that_does_not_say_to_what_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    ana.types("/ask 24-month term worth 30k", in_=acme)
    asked = ana.types("/got they said yes", in_=acme)
    assert "Which ask was agreed to?" in asked.text
    assert table.states() == ["ask open"]
    agreed = ana.presses("#1 24-month term", on=asked)
    assert "Agreed, ask #1" in agreed.text


def test_a_yes_that_does_not_say_to_what_is_asked_about_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    dana.types("/ask 24 Monate Laufzeit", in_=general)
    asked = dana.types("/got sie haben zugesagt", in_=general)
    assert "[#1 24 Monate Laufzeit]" in asked.text
    assert table.states() == ["ask open"]


def test_a_line_that_corrects_itself_is_read_as_corrected(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(OPENING, in_=acme)
    answer = ana.types("/ask 24 months sorry 36", in_=acme)
    assert "Open ask #1: 36 months" in answer.text
    assert 'Not used: "24; sorry"' in answer.text
    unclear = ana.types("/concede free shipping, no wait free setup", in_=acme)
    assert "This corrects itself halfway" in unclear.text
    assert table.states() == ["ask open"]


def test_a_line_that_corrects_itself_is_read_as_corrected_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(GERMAN_OPENING, in_=general)
    answer = dana.types("/got 5 Tage Schulung, nee 3", in_=general)
    assert "Gegenleistung #1 eingetragen: 3 Tage Schulung" in answer.text
    unclear = dana.types("/concede freie Lieferung, nein Moment freier Einbau", in_=general)
    assert "Die Zeile korrigiert sich selbst" in unclear.text
    assert table.states() == ["get firm"]
