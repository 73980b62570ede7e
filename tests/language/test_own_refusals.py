"""What we plainly do not give is no give, in whatever words of giving it is said."""

import pytest

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.concerns import find_concerns
from bot.language.sentences.own_refusals import (
    cut_whom_to_tell,
    find_behind_refusal,
    refuses_plainly,
)
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label

REFUSALS = (
    "tell them we won't cover delivery",
    "We can't take over line 7.",
    "let them know we are not able to include the cushions",
    "we are not paying for the crane",
    "to them we don't give discounts",
    "inform them that we cannot extend the warranty",
    "tell them we will never train their staff for free",
    "sorry, we can't throw in the footstool",
    "we no longer deliver to islands",
    "tell them no discount from us",
    "we offer no further rebates",
    "sag ihnen dass wir die Montage nicht übernehmen",
    "ihnen dass wir die Montage nicht übernehmen",
    "wir geben keinen Rabatt",
    "schreib ihnen, dass wir keine Schulung machen",
    "teil ihnen mit dass wir den Kran nicht bezahlen",
    "wir können die Altgeräte nicht zurücknehmen",
    "leider können wir keine Muster mitliefern",
    "sag ihm dass ich am Wochenende nicht liefere",
    "Mehr Rabatt können wir nicht geben.",
    "keine Gratislieferung von uns",
    "wir liefern nicht am Sonntag",
)
NO_REFUSALS = (
    "we won't charge for delivery",
    "we don't do a price rise this year",
    "tell them we won't raise the price",
    "we won't cover delivery unless they order two",
    "we can't deliver before Friday",
    "can't we cover delivery?",
    "we will cover delivery",
    "they won't cover delivery",
    "we won't give this price to anyone else",
    "tell them we give 5% off",
    "wir berechnen die Lieferung nicht",
    "sag ihnen dass wir den Preis nicht erhöhen",
    "wir liefern nicht vor Freitag",
    "wir geben keinen Rabatt ohne Unterschrift",
    "sollen wir die Montage nicht übernehmen?",
    "sie übernehmen die Montage nicht",
    "wir stellen keine Rechnung für die Anfahrt",
    "sag ihnen wir geben 5 % Rabatt",
)


@pytest.mark.parametrize("text", REFUSALS)
def test_a_plain_no_is_no_give(text: str) -> None:
    assert refuses_plainly(text)
    reading = read_sentence(text)
    assert reading.label is Label.OTHER
    assert reading.give == reading.get == ""


@pytest.mark.parametrize("text", NO_REFUSALS)
def test_what_gives_asks_or_hangs_on_something_is_no_plain_no(text: str) -> None:
    assert not refuses_plainly(text)


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("we won't deliver if they don't pay", "if they don't pay"),
        ("we don't take over the crane, they get 5% off", "they get 5% off"),
        ("we won't cover delivery but you get free assembly", "but you get free assembly"),
        ("wir liefern nicht wenn sie nicht zahlen", "wenn sie nicht zahlen"),
        ("wir übernehmen die Montage nicht, dafür 5 % Rabatt", "dafür 5 % Rabatt"),
        ("we won't deliver", ""),
        ("we won't deliver, unless they pay", None),
        ("wir liefern nicht, bevor sie zahlen", None),
        ("we cover delivery if they don't pay late", None),
    ],
)
def test_what_follows_a_no_is_found(text: str, behind: str | None) -> None:
    assert find_behind_refusal(text) == behind


@pytest.mark.parametrize(
    "text",
    [
        "we won't cover delivery but you get free assembly",
        "we won't do the paintwork, you get free assembly",
        "wir geben keinen Rabatt, aber die Lieferung ist frei",
    ],
)
def test_what_is_given_behind_a_no_is_the_give(text: str) -> None:
    reading = read_sentence(text)
    assert reading.label is Label.GIVE
    assert reading.give in ("free assembly", "die Lieferung")


@pytest.mark.parametrize(
    "text",
    [
        "wir übernehmen die Montage nicht, dafür bekommen Sie 5 % Rabatt",
        "we won't deliver if they don't pay",
        "we don't extend the lease, if they pay late",
    ],
)
def test_what_is_refused_is_never_what_is_given(text: str) -> None:
    assert read_sentence(text).give in ("", "5 % Rabatt")


def test_whom_to_tell_is_no_part_of_what_is_said() -> None:
    assert cut_whom_to_tell("tell them that we can't") == "we can't"
    assert cut_whom_to_tell("sag ihnen, dass wir können") == "wir können"
    assert cut_whom_to_tell("tell them the price") == "tell them the price"


@pytest.mark.parametrize(
    "text",
    [
        "tell them we won't cover delivery",
        "tell them we can't lend the van",
        "schreib ihnen, dass wir keine Schulung machen",
    ],
)
def test_a_no_claims_nothing_that_could_be_untrue(text: str) -> None:
    assert find_concerns(text, Side.SELLING) == ()


def test_a_no_that_hides_something_untrue_is_asked_about() -> None:
    assert find_concerns("tell them we have another buyer, which is not true", Side.SELLING)


@pytest.mark.parametrize(
    "text",
    [
        "tell them we don't need the extended warranty",
        "tell them we have no room in March",
        "tell them we cover delivery if they order two",
        "let them know we got their invoice",
        "sag ihnen wir haben im März keinen Platz",
    ],
)
def test_that_it_is_to_be_told_raises_no_question(text: str) -> None:
    assert find_concerns(text, Side.SELLING) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tell them we have another buyer but nobody asked", Concern.FALSE_CLAIM),
        ("tell them we can't deliver before May though we can", Concern.FALSE_CLAIM),
        ("sag ihnen wir haben noch ein Angebot, gibt es gar nicht", Concern.FALSE_CLAIM),
        ("tell them we do not hire anyone over 50", Concern.PROTECTED_TRAIT),
        ("tell them we will leak their prices if they don't sign", Concern.THREAT),
        ("sag ihm wir schenken ihm eine Uhr wenn er zusagt", Concern.GIFT),
    ],
)
def test_what_is_to_be_told_is_still_looked_at(text: str, kind: Concern) -> None:
    assert find_concerns(text, Side.SELLING) == (kind,)
