"""What a draft gives away by its words, and what of it may be said calmly."""

import pytest

from bot.domain.worth import Figure
from bot.language.acceptance import find_accepted_amount
from bot.language.sentences.rewording import can_be_done, can_be_needed
from bot.language.sentences.risks import Risk, find_risks


@pytest.mark.parametrize(
    "text",
    [
        "Fleet cover at 48k or forget it.",
        "12 weeks' notice, full stop.",
        "No more discussions, this is our final proposal.",
        "Either the crane comes on Monday or we walk.",
        "If you can't match that, we'll switch to the other agency.",
        "Not a penny less.",
        "Take it or leave it.",
        "Sonst wird daraus nichts, 60 Tage.",
        "41 Euro pro Kopf, Punkt.",
        "Keine Diskussion.",
        "Mehr ist nicht drin.",
        "Ja oder nein bis Mittag.",
    ],
)
def test_an_ultimatum_is_heard(text: str) -> None:
    assert Risk.ULTIMATUM in find_risks(text)


@pytest.mark.parametrize(
    "text",
    [
        "We can't go any lower than that.",
        "The least we'd take for the van is 7,400.",
        "We top out at 1.2m.",
        "My boss has approved up to 95k.",
        "1.10 a kilo is as low as we go.",
        "We lose money below 88.",
        "Höchstens könnten wir 62 die Stunde zahlen.",
        "Wir können nicht unter 88 gehen.",
        "Freigegeben sind maximal 95.000.",
        "Bis 95.000 darf ich gehen.",
        "Unser Höchstpreis liegt bei 14,50.",
    ],
)
def test_a_limit_of_ours_is_heard(text: str) -> None:
    assert Risk.LIMIT in find_risks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for your final offer, we will look at it.",
        "The final price depends on the volume.",
        "We can deliver on Tuesday or Thursday.",
        "Our liability is capped at 1m.",
        "We can't ship more than 20 pallets a day.",
        "Is 90 the lowest you can go?",
        "Which limit applies to same-day orders?",
        "Danke für Ihr letztes Angebot.",
        "Wir können am Dienstag oder Donnerstag liefern.",
        "Maximal zwei Lieferungen am Tag sind möglich.",
        "Das gilt bis 30. November.",
    ],
)
def test_ordinary_sentences_give_nothing_away(text: str) -> None:
    assert find_risks(text) == ()


@pytest.mark.parametrize(
    ("text", "locale", "amount"),
    [
        ("Agreed, 205k it is", "en-GB", 205_000),
        ("OK, 41,500 EUR works for us", "en-GB", 41_500),
        ("Deal at £980", "en-GB", 980),
        ("Einverstanden, 205.000 passt", "de-DE", 205_000),
        ("Gut, 980 € gehen in Ordnung", "de-DE", 980),
    ],
)
def test_the_money_that_a_yes_is_said_to(text: str, locale: str, amount: int) -> None:
    found = find_accepted_amount(text, locale=locale)
    assert isinstance(found, Figure)
    assert found.amount == amount


@pytest.mark.parametrize(
    "text", ["Agreed, 24 months", "Yes to all three points", "We accept the 12 sites", "Deal"]
)
def test_a_yes_to_something_else_names_no_money(text: str) -> None:
    assert find_accepted_amount(text, locale="en-GB") is None


@pytest.mark.parametrize(
    ("wanted", "locale", "needed", "done"),
    [
        ("24-month term", "en-GB", True, False),
        ("a named planner", "en-GB", True, False),
        ("net 45 days", "en-GB", True, False),
        ("drop the crating charge", "en-GB", False, True),
        ("sign by Friday", "en-GB", False, True),
        ("sign by Friday or Monday", "en-GB", False, False),
        ("the rate is too high", "en-GB", False, False),
        ("cheaper", "en-GB", False, False),
        ("24 Monate Laufzeit", "de-DE", True, False),
        ("die Klausel streichen", "de-DE", False, True),
        ("die Klausel nicht streichen", "de-DE", False, False),
        ("günstiger", "de-DE", False, False),
    ],
)
def test_only_what_makes_a_sentence_is_put_into_one(
    wanted: str, locale: str, needed: bool, done: bool
) -> None:
    assert (can_be_needed(wanted, locale), can_be_done(wanted, locale)) == (needed, done)
