"""Plain sentences to the coach, after its command and in the bot's direct message, in the words people type."""

import pytest

from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the haulier wants a fuel surcharge of 4%", "Their ask #1: a fuel surcharge of 4%"),
        ("purchasing insists on consignment stock", "Their ask #1: consignment stock"),
        ("can we give them another week?", "Before you give another week"),
        ("may I throw in the onboarding", "Before you give the onboarding"),
        ("what could they do for us in return", "Ask for one specific thing"),
        ("so what now", "Next: ask for"),
        ("two weeks and no reply from them", "The choices, for the day it happens"),
        ("should we take 205k?", "205,000 EUR"),
        ("they came down to 210k", "Their offer: “they came down to 210k”"),
        ("they find it too expensive", "about the price"),
        ("call with them in 5 min", "Acme renewal"),
        ("show me our plan", "plan"),
        ("where will this land", "offer"),
        ("how often should we meet after signing", "Rhythm of Acme renewal"),
        ("we got the deal!", "How did Acme renewal end?"),
        ("how do I log a concession", "What we gave: /concede"),
        ("isn't it rude to want something back every time?", "What is known:"),
        ("every week another little extra, it adds up", "Salami slices"),
        ("we shook hands and now they want one more small thing", "Nibble guard"),
        ("her boss plays the hard one and she is the nice one", "Good cop, bad cop"),
        ("they gave us until friday", "Exploding offer"),
        ("they want an answer today or they walk", "Exploding offer"),
        ("they want a response time of 4h", "Their ask #1: a response time of 4h"),
        ("they want an answer within 4h to every ticket", "Their ask #1: an answer within"),
    ],
)
def test_a_sentence_is_answered_as_what_it_means(
    table: Table, ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    opened(ana, acme)
    text = ana.types(f"/coach {typed}", in_=acme).text
    assert said in text.replace('"', "“", 1).replace('"', "”", 1) or said in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("der Spediteur will einen Dieselzuschlag", "einen Dieselzuschlag"),
        ("darf ich noch zwei Wochen dazugeben?", "Bevor Sie"),
        ("was können wir dafür verlangen", "24 Monate"),
        ("seit zwei Wochen keine Antwort", "Alternative"),
        ("sie sind auf 210k runtergegangen", "Angebot der Gegenseite"),
        ("wie trage ich ein Zugeständnis ein", "Was wir geben"),
        ("jede Woche noch eine Kleinigkeit", "Salami"),
        ("sie wollen bis morgen eine Entscheidung", "Platzendes Angebot"),
        ("sie geben uns nur bis Freitag", "Platzendes Angebot"),
        ("wer hat sich zuletzt bewegt?", "Noch hat sich niemand bewegt"),
    ],
)
def test_german_sentences_are_answered_too(
    ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    ana.person.locale = "de-DE"
    opened(ana, acme)
    assert said in ana.types(f"/coach {typed}", in_=acme).text


def test_what_records_nothing_leaves_the_ledger_alone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = table.entries()
    for typed in (
        "can I give them 10%?",
        "they offered 205k",
        "they agreed to the reference call",
        "they push us hard on the date",
        "hm, blue",
    ):
        ana.types(f"/coach {typed}", in_=acme)
    assert table.entries() == before


def test_an_offer_that_was_told_is_recorded_by_its_button(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach they came down to 210k", in_=acme)
    assert "Nothing is recorded yet." in said.text
    ana.presses("Record their offer", on=said)
    assert "210,000 EUR" in ana.types("/offer log", in_=acme).text


def test_a_yes_that_was_told_answers_the_ask_it_names(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call worth 5k", in_=acme)
    said = ana.types("/coach they said yes to the reference call", in_=acme)
    assert "A yes to #1, reference call?" in said.text
    ana.presses("They agreed", on=said)
    assert table.states()[0] == "ask granted"


def test_questions_about_the_past_are_answered_from_the_ledger(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% discount cost 12k", in_=acme))
    assert (
        "We moved last: give #1, 5% discount" in ana.types("/coach who moved last?", in_=acme).text
    )
    assert (
        "nothing came back yet"
        in ana.types("/coach what did we get for the discount?", in_=acme).text
    )
    assert (
        "Given so far: 12,000 EUR in 1 give."
        in ana.types("/coach what have we given so far", in_=acme).text
    )


def test_what_is_not_understood_offers_three_things_to_choose_from(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach hm, blue", in_=acme)
    assert 'What do you mean by "hm, blue"? Nothing is recorded.' in said.text
    assert len(said.buttons) == 3
    assert "does not know" not in said.text


def test_a_sentence_is_answered_as_what_somebody_chose(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach hm, blue", in_=acme)
    assert "Nothing is recorded." in said.text
    chosen = ana.presses(said.buttons[0], on=said)
    assert "What do you mean by" not in chosen.text


def test_a_sentence_goes_on_behind_a_word_of_the_coach(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Anchor with a reason" in ana.types("/coach start high or low?", in_=acme).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/concede they offer 15k for the film rights", "Nothing is recorded yet."),
        ("/concede can we do 8% if they take both floors?", "nothing is recorded by asking"),
        ("/ask who moved last?", "Nobody moved yet"),
    ],
)
def test_what_was_told_behind_the_wrong_command_is_answered(
    table: Table, ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    opened(ana, acme)
    before = table.entries()
    assert said in ana.types(typed, in_=acme).text
    assert table.entries() == before


def test_no_answer_offers_what_they_want_as_a_whole(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for typed in (
        "they want 15% off",
        "how do I give but only against something",
        "how do I put a condition on what we give",
    ):
        said = ana.types(f"/coach {typed}", in_=acme).text
        assert "can do 15% off" not in said
        assert "could look at 15% off" not in said


@pytest.mark.parametrize(
    "typed", ["no wait it was 2 years", "scratch that", "sorry, it was 4 not 3"]
)
def test_a_correction_without_its_entry_is_asked_about(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    assert f'What do you mean by "{typed}"?' in ana.types(f"/coach {typed}", in_=acme).text


def test_a_second_meaning_that_is_a_question_ends_with_one_mark(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach they only do 5% off, ok for us?", in_=acme).text
    assert "??" not in said
