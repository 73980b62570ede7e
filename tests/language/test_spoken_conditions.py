"""Conditions as people type them in a hurry, behind an *if* to the other side: articles and capitals where they
belong, and no sentence where nobody knows them."""

from datetime import date

import pytest

from bot.coach.answers import Sentence, SentenceKind
from bot.language.speaking.german_capitals import names_thing_small, write_nouns_large
from tests.slack.messages import renderer

TODAY = date(2026, 11, 23)


def say_if(condition: str, locale: str) -> str:
    give = "5 % Rabatt" if locale == "de-DE" else "5% off"
    sentence = Sentence(kind=SentenceKind.OFFER_IF, give=give, condition=condition)
    return renderer().plain(sentence, locale=locale, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("they send us dentures", "if you send us dentures."),
        ("they lend us trailer", "if you lend us a trailer."),
        ("they lend us the van", "if you lend us the van."),
        ("they get us tickets", "if you get us tickets."),
        ("they give us testimonial as well", "if you give us a testimonial as well."),
        ("they send photo too", "if you send a photo too."),
        ("they let us use trailer", "if you let us use a trailer."),
        ("they cover cost of crane", "if you cover the cost of the crane."),
        ("they cover part of rent", "if you cover part of rent."),
        ("they throw in dj", "if you throw in a DJ."),
    ],
)
def test_an_english_condition_has_its_articles(typed: str, said: str) -> None:
    assert say_if(typed, "en-GB").endswith(said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("sie die anzahlung zahlen", "wenn Sie die Anzahlung zahlen."),
        ("sie binnen 10 tagen zahlen", "wenn Sie binnen 10 Tagen zahlen."),
        ("sie die kosten fürs porto tragen", "wenn Sie die Kosten fürs Porto tragen."),
        ("sie 500 flaschen abnehmen", "wenn Sie 500 Flaschen abnehmen."),
        ("sie den alten ofen mitnehmen", "wenn Sie den alten Ofen mitnehmen."),
        ("sie bis märz bestellen", "wenn Sie bis März bestellen."),
        ("sie freitag liefern", "wenn Sie am Freitag liefern."),
        ("sie bescheid geben", "wenn Sie Bescheid geben."),
        ("sie rahmenvertrag unterschreiben", "wenn Sie den Rahmenvertrag unterschreiben."),
        ("sie Kran stellen", "wenn Sie einen Kran stellen."),
        ("sie referenz geben", "wenn Sie eine Referenz geben."),
        ("sie miete vorab zahlen", "wenn Sie die Miete vorab zahlen."),
        ("sie feste menge abnehmen", "wenn Sie die feste Menge abnehmen."),
        ("sie vor ort abholen", "wenn Sie vor Ort abholen."),
        ("sie in raten zahlen", "wenn Sie in Raten zahlen."),
        ("der Fahrer zu spät kommt", "wenn der Fahrer zu spät kommt."),
        ("der vertrag verlängert wird", "wenn der Vertrag verlängert wird."),
    ],
)
def test_a_german_condition_has_its_capitals_and_articles(typed: str, said: str) -> None:
    assert say_if(typed, "de-DE").endswith(said)


@pytest.mark.parametrize(
    "typed",
    [
        "sie kühlhaus nutzen",
        "sie parkplatz mitbenutzen",
        "sie für die frobeln zahlen",
        "sie 500 dazuliefern",
    ],
)
def test_what_may_be_wrong_is_not_said(typed: str) -> None:
    assert say_if(typed, "de-DE").startswith("Diese Wörter passen in keinen Satz")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ein fester Ansprechpartner", "ein fester Ansprechpartner"),
        ("die automatische Verlängerung", "die automatische Verlängerung"),
        ("eine Lösung mit festen Preisen", "eine Lösung mit festen Preisen"),
        ("den alten stoff", "den alten Stoff"),
        ("die Miete um 5 % runtergeht", "die Miete um 5 % runtergeht"),
        ("5000 kanister", "5000 Kanister"),
        ("bis donnerstag früh", "bis Donnerstag früh"),
    ],
)
def test_only_nouns_get_a_capital_letter(typed: str, written: str) -> None:
    words = write_nouns_large(typed.split(), ends_with_verb=False).words
    assert " ".join(words) == written


def test_a_word_that_is_a_verb_or_a_noun_is_doubtful() -> None:
    assert names_thing_small("sie die zahlen liefern")
    assert not names_thing_small("sie bis Freitag zahlen")
