"""What plain sentences to the coach mean, in many trades, in English and German, and sloppy."""

import pytest

from bot.content.load import load_decks
from bot.language.ledger_questions import read_help_subject, read_ledger_question, read_reply
from bot.language.question_parts import (
    find_draft,
    find_objected_thing,
    find_offered_thing,
    find_replied_thing,
    find_thought_give,
    find_told_wish,
)
from bot.language.questions import QuestionReader

READER = QuestionReader(
    {
        card.id: (*card.says, *german.says)
        for card, german in (
            (card, german)
            for card in load_decks()["en"].cards
            for german in load_decks()["de"].cards
            if card.id == german.id
        )
    }
)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("the shipper wants free storage for a month", "their_ask"),
        ("long call today, now they want us to pay the toll", "their_ask"),
        ("the mill is raising its prices by 5%", "their_ask"),
        ("can we throw in a second tasting?", "can_i_give"),
        ("we gave them the samples, can we afford a free week too", "can_i_give"),
        ("what could a caterer give us in return", "what_to_ask"),
        ("ok so what now", "next_step"),
        ("who moved last here", "status"),
        ("what came back for the free month", "status"),
        ("the tenant went quiet two weeks ago", "no_answer"),
        ("shld we take 14.50 a pallet", "accept"),
        ("carrier came down to 1,350", "their_offer"),
        ("the landlord agreed to the break clause", "answered_ask"),
        ("they say we are too expensive for a care home", "objection"),
        ("call w/ the architect in 5 min", "brief"),
        ("write a recap mail for both of us", "recap"),
        ("does this sound too pushy: sign by friday", "say"),
        ("what was our walk-away", "plan"),
        ("how far apart are we on price", "offers"),
        ("set up a monthly call with the tenant", "rhythm"),
        ("they signed, we got the job", "close"),
        ("how do I undo a wrong entry", "help"),
        ("isn't it petty to always want something back", "evidence"),
        (
            "first they asked for 30% off and now only 8, as if it were a gift",
            "card:door-in-the-face",
        ),
        ("the price is only valid until tonight", "card:exploding-offer"),
        ("her partner shouts and then she asks nicely for a bit more", "card:good-cop-bad-cop"),
        ("our own finance team blocks the terms", "card:inside-case"),
        ("meet in the middle, they say", "card:split-the-difference"),
        ("every week another tiny extra", "card:salami"),
        ("they only talk about the hourly rate", "card:single-issue-trap"),
        ("der Vermieter will drei Monate Kaution", "their_ask"),
        ("darf ich noch 2% nachlassen?", "can_i_give"),
        ("was soll ich dafür verlangen", "what_to_ask"),
        ("und jetzt?", "next_step"),
        ("die Bewerberin meldet sich nicht mehr", "no_answer"),
        ("sie sind auf 61 hochgegangen", "their_offer"),
        ("sie finden uns zu teuer", "objection"),
        ("Termin in 10 Minuten, das Wichtigste bitte", "brief"),
        ("wie lösche ich einen Eintrag", "help"),
        ("einer ist nett und der andere knallhart", "card:good-cop-bad-cop"),
        ("nur noch heute gilt der Preis", "card:exploding-offer"),
    ],
)
def test_a_sentence_means_what_people_mean_by_it(typed: str, label: str) -> None:
    best = READER.read(typed).best
    assert best is not None
    assert best.label == label


@pytest.mark.parametrize("typed", ["", "???", "qwxz", "hm, blue", "12"])
def test_a_sentence_about_nothing_means_nothing(typed: str) -> None:
    assert READER.read(typed).best is None


def test_a_typing_error_changes_nothing() -> None:
    best = READER.read("should we acccept the propsal").best
    assert best is not None
    assert best.label == "accept"


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("can I give them 10%?", "10%"),
        ("may I throw in the training", "the training"),
        ("thinking of giving them net 60", "net 60"),
        ("kann ich 10% geben?", "10%"),
        ("what now", ""),
    ],
)
def test_what_would_be_given_is_found(typed: str, what: str) -> None:
    assert find_thought_give(typed) == what


def test_the_parts_of_reports_are_found() -> None:
    assert find_replied_thing("they agreed to the site visit") == "the site visit"
    assert find_offered_thing("they offered 92k and net 30") == "92k and net 30"
    assert find_objected_thing("the tenant says the rent is too high") == "the rent is too high"
    assert find_told_wish("just met them, now they want free parking") == "free parking"
    assert find_told_wish("they want a rebate, what do I say") == "a rebate"
    assert find_draft('is "we can do 3% off" ok') == "we can do 3% off"
    assert find_draft("ok to send: we could pay in 14 days") == "we could pay in 14 days"
    assert find_draft("too harsh?") == ""


@pytest.mark.parametrize(
    ("typed", "kind", "about"),
    [
        ("who moved last?", "last_move", ""),
        ("what have we given so far", "given", ""),
        ("what did we get for the free month?", "got_for", "free month"),
        ("which asks are still open", "asked", ""),
        ("was haben wir bisher gegeben", "given", ""),
        ("wer hat sich zuletzt bewegt", "last_move", ""),
    ],
)
def test_questions_about_the_past_are_told_apart(typed: str, kind: str, about: str) -> None:
    read = read_ledger_question(typed)
    assert read is not None
    assert (read.kind, read.about) == (kind, about)


def test_a_question_about_all_of_it_asks_for_nothing_in_particular() -> None:
    assert read_ledger_question("how does it look") is None


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("how do I log a concession", "log_give"),
        ("how do I record what they gave us", "log_get"),
        ("how do I undo that", "undo"),
        ("can my boss see this", "privacy"),
        ("what does exposure mean", "words"),
        ("wie schalte ich die Erinnerungen ab", "nudges"),
        ("how does this work", "overview"),
    ],
)
def test_what_help_is_asked_for_is_told_apart(typed: str, subject: str) -> None:
    assert read_help_subject(typed) == subject


def test_how_an_ask_was_answered_is_told_apart() -> None:
    assert read_reply("they said yes to the visit") == "granted"
    assert read_reply("they only gave us half of it") == "partly"
    assert read_reply("she turned down the visit") == "declined"
    assert read_reply("sie haben das abgelehnt") == "declined"
