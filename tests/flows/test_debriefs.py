"""The debrief: filled in from the ledger, answered in a form, left and taken up again, with nothing of a plan for those
who may not see it."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_plans import fill_limits

TRADES = "Which trades brought more than they cost?"
TRUST = "Where did trust grow, and where did it wear thin?"
NEXT = "What should the next set of equal offers hold?"


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


def negotiate(ana: Hands, acme: Channel) -> None:
    """A deal with a trade that paid, a promise, a signal, and an offer that was accepted."""
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/got 24-month term worth 30k for #1", in_=acme)
    ana.types("/got verbal yes on the case study", in_=acme)
    ana.types("/deal note buyer: went quiet when we named the date", in_=acme)
    ana.types("/ask reference call", in_=acme)
    ana.types("/ask decline reference call", in_=acme)
    ana.types("/offer price 225k, 24 months", in_=acme)
    ana.types("/offer they accepted", in_=acme)


def close_won(ana: Hands, acme: Channel) -> Seen:
    return ana.types("/deal close won", in_=acme)


def test_a_closed_deal_offers_to_look_back_with_what_the_ledger_knows(
    table: Table, ana: Hands, acme: Channel
) -> None:
    negotiate(ana, acme)
    shown = ana.presses("Look back", on=close_won(ana, acme))
    assert "Acme renewal, looking back (won)" in shown.text
    assert "Nobody answered yet: this is what the ledger says." in shown.text
    assert "Most given with nothing back: 12,000 EUR, 12 Nov" in shown.text
    assert "Nothing back at the end: none" in shown.text
    assert "[chart: Given with nothing back yet]" in shown.text
    assert "• 24-month term, worth 30,000 EUR, for 5% off, cost 12,000 EUR" in shown.text
    assert "• Promised, not delivered yet: case study" in shown.text
    assert shown.public == ()
    typed = ana.types("/deal debrief", in_=acme)
    assert "Promised, not delivered yet: case study" in typed.text


def test_answers_are_picked_and_put_better_left_and_taken_up_again(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    negotiate(ana, acme)
    close_won(ana, acme)
    form = form_of(ana.presses("Answer it", on=ana.types("/deal debrief", in_=acme)))
    assert form["A line for everybody's playbook"] == "24-month term: to be had for 5% off"
    form.fill(TRUST, ["buyer: went quiet when we named the date (23 Nov)"])
    saved = form.submit()
    assert "Saved: 2 of 5 questions answered." in saved.text
    assert "• buyer: went quiet when we named the date (23 Nov)" in saved.text
    assert "case study" not in saved.text.split(TRUST)[1].split(TRADES)[0]
    table.wind(days=1)
    again = ben.types("/deal debrief", in_=acme)
    assert "2 of 5 questions answered, last by @Ana on Mon 23 Nov." in again.text
    form = form_of(ben.presses("Go on with it", on=again))
    assert form["A line for everybody's playbook"] == "24-month term: to be had for 5% off"
    moments = "Which check-ins and rules solved something?"
    saved = form.fill(moments, "None, we had none.").submit()
    assert "Saved: 3 of 5 questions answered." in saved.text
    assert "None, we had none." in saved.text


def test_a_debrief_that_somebody_saved_meanwhile_is_not_overwritten(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    negotiate(ana, acme)
    first = form_of(ana.presses("Answer it", on=ana.types("/deal debrief", in_=acme)))
    second = form_of(ben.presses("Answer it", on=ben.types("/deal debrief", in_=acme)))
    first.submit()
    second.fill("Trust, in your words", "They kept their word.").submit()
    assert "Somebody saved answers meanwhile" in second.text
    assert "They kept their word." in second.text


def test_only_who_may_see_the_plan_sees_the_outcome_against_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    negotiate(ana, acme)
    ben.types("/deal", in_=acme)
    bare = ben.types("/deal debrief", in_=acme).text
    fill_limits(ana, acme)
    assert ben.types("/deal debrief", in_=acme).text == bare
    own = ana.types("/deal debrief", in_=acme).text
    assert "• Within the walk-away" in own
    assert "• 5,000 EUR short of the target" in own
    assert "180" not in own
    form_of(ana.presses("Answer it", on=ana.types("/deal debrief", in_=acme))).submit()
    assert "target" not in ben.types("/deal debrief", in_=acme).text


def test_who_only_reads_may_look_but_not_answer(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    negotiate(ana, acme)
    assert "[Answer it]" in ben.types("/deal debrief", in_=acme).text
    shown = ben.types("/deal debrief", in_=acme)
    give_role(ana, acme, "Ben", "Viewer")
    assert "[Answer it]" not in ben.types("/deal debrief", in_=acme).text
    assert "Your role in this deal does not allow this." in ben.presses("Answer it", on=shown).text


def test_a_word_too_many_gets_an_example(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    puzzled = ana.types("/deal debrief everything", in_=acme)
    assert "/deal debrief" in puzzled.text
    assert "everything" in puzzled.text


def test_a_deal_without_moves_is_looked_back_on_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    shown = ana.presses("Look back", on=ana.types("/deal lost too expensive", in_=acme))
    assert "The ledger says nothing about this; what you remember is worth a line:" in shown.text
    assert "• Which trades brought more than they cost?" in shown.text
    form = form_of(ana.presses("Answer it", on=shown))
    saved = form.fill(TRUST, "They wrote to us first.").submit()
    assert "Saved: 1 of 5 questions answered." in saved.text
    assert "They wrote to us first." in saved.text
    assert "Nothing." not in saved.text


def test_looking_back_in_german(table: Table, dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    check = dana.types("/concede 5% Rabatt Kosten 12k am 12. Nov", in_=general)
    dana.presses("Schon gesagt", on=check)
    dana.types("/got 24 Monate Laufzeit Wert 30k für #1", in_=general)
    dana.types("/deal gewonnen", in_=general)
    shown = dana.types("/deal rückblick", in_=general)
    assert "Acme Verlängerung, Rückblick (gewonnen)" in shown.text
    assert "24 Monate Laufzeit, Wert 30.000 EUR, für: 5% Rabatt, Kosten 12.000 EUR" in shown.text
    saved = form_of(dana.presses("Beantworten", on=shown)).submit()
    assert "Gespeichert: 1 von 5 Fragen beantwortet." in saved.text
    assert "24 Monate Laufzeit: zu haben für 5% Rabatt" in saved.text


def test_what_followed_from_an_offer_is_looked_back_on_in_its_readers_words(
    general: Channel, dana: Hands
) -> None:
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/offer Preis 95k, Laufzeit 24 Monate", in_=general)
    dana.types("/offer sie bieten Preis 80k, Laufzeit 12 Monate", in_=general)
    dana.types("/offer sie haben angenommen", in_=general)
    dana.types("/deal gewonnen", in_=general)
    shown = dana.types("/deal rückblick", in_=general)
    assert "Versprochen, noch nicht geliefert: Laufzeit 12 → 24 Monate" in shown.text
    assert "months" not in shown.text
