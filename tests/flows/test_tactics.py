"""Cards, playbooks, being stuck, and whether the coach suits a deal, in the words people type."""

import pytest

from bot.domain.deals import Side
from bot.domain.styles import Unsuited
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


def test_a_card_is_filled_from_the_deal(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/ask 24-month term by Friday", in_=acme)
    ana.types("/coach they want 15% off by Friday", in_=acme)
    said = ana.types("/coach card conditional give", in_=acme)
    assert "Give on a condition" in said.text
    assert (
        "On 15% off we can do [a part of it]. In return we need a 24-month term, "
        "and I would ask you to confirm by Friday." in said.text
    )
    assert "Stop when:" in said.text
    assert "E12" in said.text
    assert said.public == ()


def test_what_the_deal_does_not_know_stays_a_blank(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach card conditional-give", in_=acme)
    assert (
        "On [what they ask for] we can do [a part of it]. In return we need [what we ask for]"
        in said.text
    )
    assert "because" not in said.text


def test_a_card_sentence_can_be_copied(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.presses("Copy", on=ana.types("/coach card splitdiff", in_=acme)))
    assert (
        form["Say"]
        == "We are not far apart. What is still missing on your side to close everything by Friday?"
    )


@pytest.mark.parametrize(
    "typed", ["split-the-difference", "split the difference", "splitdiff", "Split The Diference"]
)
def test_a_card_is_found_by_its_name_however_it_is_typed(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    assert ana.types(f"/coach card {typed}", in_=acme).text.startswith("Split the difference")


def test_a_card_is_found_by_its_situation(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Ask, then wait" in ana.types("/coach card they are silent", in_=acme).text


def test_several_cards_are_offered_to_choose_from(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach card price", in_=acme)
    assert "Which card? You typed: price" in said.text
    assert "What to say" in ana.presses("Open", on=said).text


def test_a_card_that_is_not_there_is_answered_with_an_example(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach card xyzzy <!channel>", in_=acme)
    assert "No card is near to: xyzzy" in said.text
    assert "/coach card split-the-difference" in said.text


def test_a_tactic_to_recognise_says_what_to_answer(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach card door in the face", in_=acme)
    assert "to recognise, not to use" in said.text
    assert "What to answer" in said.text


def test_the_cards_are_listed_by_pages_and_phases(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    first = ana.types("/coach cards", in_=acme)
    assert "Cards for selling, page 1 of 4" in first.text
    second = ana.presses("More", on=first)
    assert "page 2 of 4" in second.text
    assert "page 1 of 4" in ana.presses("Back", on=second).text
    assert "phase: after" in ana.presses("After", on=ana.types("/coach cards", in_=acme)).text
    assert "phase: middle" in ana.types("/coach cards middle", in_=acme).text
    assert "page 4 of 4" in ana.types("/coach cards 99", in_=acme).text


@pytest.mark.parametrize("side", Side)
def test_every_card_and_every_phase_of_every_side_is_shown(
    table: Table, ana: Hands, acme: Channel, side: Side
) -> None:
    opened(ana, acme, f"/deal open Acme {side}")
    for phase in ("prepare", "open", "middle", "close", "after"):
        assert (
            f"Playbook, {side}: {phase.capitalize()}"
            in ana.types(f"/coach playbook {phase}", in_=acme).text
        )


def test_the_playbook_guesses_the_phase_and_offers_the_others(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "Prepare (so the ledger looks)" in ana.types("/coach playbook", in_=acme).text
    ana.types("/ask 24-month term", in_=acme)
    assert "Open (so the ledger looks)" in ana.types("/coach playbook", in_=acme).text
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/got reference call", in_=acme)
    middle = ana.types("/coach playbook", in_=acme)
    assert "Middle (so the ledger looks)" in middle.text
    assert "You have our 5% off. What can you do on a 24-month term by Friday?" in middle.text
    assert "Playbook, selling: Close" in ana.presses("Close", on=middle).text


def test_a_phase_that_does_not_exist_is_answered_with_an_example(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert "/coach playbook close" in ana.types("/coach playbook yesterday", in_=acme).text


def test_who_is_stuck_is_asked_two_questions_and_gets_three_cards(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    first = ana.types("/coach stuck", in_=acme)
    assert "What is happening?" in first.text
    second = ana.presses("No answer", on=first)
    assert "And what matters most now?" in second.text
    said = ana.presses("Get movement", on=second)
    assert "Three cards for: no answer, get movement" in said.text
    assert said.buttons.count("Open") == 3
    assert "Looked at: 1 open give, no ask past its day" in said.text
    assert "What to say" in ana.presses("Open", on=said).text
    other = ana.presses(
        "Protect the price", on=ana.presses("Only price", on=ana.types("/coach stuck", in_=acme))
    )
    assert other.text != said.text


def test_the_ledger_says_what_is_likely(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "looks most like" not in ana.types("/coach stuck", in_=acme).text
    ana.types("/concede 5% off cost 2k", in_=acme)
    table.wind(days=7)
    assert "The ledger looks most like: no answer" in ana.types("/coach stuck", in_=acme).text


def test_whether_it_suits_is_answered_honestly_and_kept(
    table: Table, ana: Hands, acme: Channel
) -> None:
    form = form_of(ana.presses("Does this suit?", on=opened(ana, acme)))
    said = form.fill("Is there nothing to trade but the price?", "Yes").submit()
    assert "It helps in part." in said.text
    assert "one clean figure with its evidence" in said.text
    assert table.deal.style.doubts == {Unsuited.PRICE_ONLY}
    form = form_of(ana.types("/coach suits", in_=acme))
    form = form.fill("Are they known to take and return nothing?", "Yes")
    assert "It helps little here" in form.submit().text
    assert table.deal.style.doubts == {Unsuited.PRICE_ONLY, Unsuited.ONE_WAY}
    form = form_of(ana.types("/coach suits", in_=acme))
    for question in (
        "Is there nothing to trade but the price?",
        "Are they known to take and return nothing?",
    ):
        form = form.fill(question, "No")
    assert "It suits." in form.submit().text
    assert table.deal.style.doubts == frozenset()


def test_cards_are_for_people_in_the_deal(
    table: Table, ana: Hands, acme: Channel, slack: FakeSlack
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    said = slack.person("Ben").types("/coach card label", in_=slack.channel("general"))
    assert "5% off" not in said.text


def test_cards_playbook_and_being_stuck_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/concede 5% Rabatt Kosten 2k", in_=general)
    said = dana.types("/coach karte Das Zugeständnis benennen", in_=general)
    assert "Von uns haben Sie: 5 % Rabatt. Das war ein Schritt auf Sie zu" in said.text
    assert "[was wir fordern]" in said.text
    assert "In der Mitte treffen" in dana.types("/coach karte in der mitte", in_=general).text
    assert (
        "Leitfaden, Verkauf: Eröffnung (so sieht der Verlauf aus)"
        in dana.types("/coach leitfaden", in_=general).text
    )
    second = dana.presses("Ablehnung", on=dana.types("/coach festgefahren", in_=general))
    assert (
        "Drei Karten für: Ablehnung, Zeit gewinnen" in dana.presses("Zeit gewinnen", on=second).text
    )
    form = form_of(dana.types("/coach passt", in_=general))
    assert (
        "Es hilft zum Teil."
        in form.fill("Gibt es außer dem Preis nichts zu tauschen?", "Ja").submit().text
    )


def test_a_hold_and_a_test_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    line = (
        "/concede kleiner Pilot Kosten 2k als Test in der Hoffnung auf Nutzungszahlen bis Freitag"
    )
    said = dana.types(line, in_=general)
    assert "Test #1: kleiner Pilot, Kosten 2.000 EUR." in said.text
    assert "Erhofft: Nutzungszahlen, bis Fr 27. Nov." in said.text
    assert (
        "Ein frühes Zugeständnis als Test sagt, welche Antwort"
        in dana.types("/concede Pilot als Test", in_=general).text
    )
    assert (
        "Vor jedem weiteren Zugeständnis wird gefragt"
        in dana.types("/deal pause", in_=general).text
    )
    assert (
        "Trotzdem geben?" in dana.types("/concede Zahlungsziel 60 Tage Kosten 3k", in_=general).text
    )
    assert "geht weiter" in dana.types("/deal weiter", in_=general).text
