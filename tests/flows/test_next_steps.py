"""What the coach proposes next, from the state of a deal: each state in English and in German, selling and buying."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_plans import add_give

SELLING = "/deal open Acme renewal selling 240k EUR"
BUYING = "/deal open Acme supply buying 240k EUR"
VERKAUF = "/deal eröffnen Acme Verlängerung Verkauf 240k EUR"
EINKAUF = "/deal eröffnen Acme Lieferung Einkauf 240k EUR"

IN_ENGLISH = pytest.mark.parametrize("deal", [SELLING, BUYING])
IN_GERMAN = pytest.mark.parametrize("deal", [VERKAUF, EINKAUF])

GIVEN = "/concede 5% off cost 4k because they commit volume"
GEGEBEN = "/concede 5% Rabatt Kosten 4k weil sie Menge zusagen"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def after(person: Hands, channel: Channel, *lines: str) -> Seen:
    """What is answered to the last of the lines."""
    for line in lines[:-1]:
        person.types(line, in_=channel)
    return person.types(lines[-1], in_=channel)


# They gave, and something of ours is open


@IN_ENGLISH
def test_what_they_gave_is_credited_and_can_be_tied_and_nothing_more_is_offered(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    said = after(ana, acme, deal, GIVEN, "/got reference call worth 15k")
    assert "It counts as an answer to #1, 5% off, only once it is tied" in said.text
    assert "Thank you for agreeing to the reference call." in said.text
    assert "could offer" not in said.text
    assert "You can have" not in said.text
    tied = ana.presses("#1 5% off", on=said)
    assert "Matched: give #1, 5% off, with get #2" in tied.text


@IN_GERMAN
def test_in_german_it_is_credited_and_can_be_tied(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    said = after(dana, general, deal, GEGEBEN, "/got Referenzgespräch Wert 15k")
    assert "Als Antwort auf #1, 5% Rabatt, zählt sie erst, wenn sie zugeordnet ist" in said.text
    assert "anbieten" not in said.text
    assert "Zugeordnet" in dana.presses("#1 5% Rabatt", on=said).text


@IN_ENGLISH
def test_what_is_left_of_the_give_is_asked_for(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    said = after(ana, acme, deal, GIVEN, "/got reference call worth 1k for #1")
    assert "3,000 EUR of it still open" in said.text
    assert "Ask for the rest:" in said.text
    # Nobody spoke of the proposals yet, so none stands in the sentence.
    assert '"Thank you for agreeing to the reference call. We appreciate it."' in said.text


def test_what_was_planned_for_the_rest_is_asked_for_in_the_sentence(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types(SELLING, in_=acme)
    add_give(ana, acme, "5% off", ask="a case study")
    said = after(ana, acme, GIVEN, "/got reference call worth 1k")
    rest = "As we have given you 5% off, we would also like a case study."
    tied = ana.presses("#1 5% off", on=said)
    assert rest in tied.text
    assert "Ask for the rest:" in tied.text
    assert rest in form_of(ana.presses("Copy", on=tied)).text


@IN_GERMAN
def test_in_german_what_is_left_of_the_give_is_asked_for(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    said = after(dana, general, deal, GEGEBEN, "/got Referenzgespräch Wert 1k für #1")
    assert "Für den Rest fordern:" in said.text
    thanks = "Danke, dass Sie uns das Referenzgespräch zugesagt haben. Das wissen wir zu schätzen."
    assert thanks in said.text.partition("Sagen:")[2]


# They gave, and nothing of ours is open


@IN_ENGLISH
def test_with_nothing_open_it_is_answered_with_no_more_than_it_is_worth(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    after(ana, acme, deal, "/coach they want faster delivery")
    said = ana.types("/got monthly forecast worth 15k", in_=acme)
    assert "Thank you for agreeing to the monthly forecast. In return we could offer " in said.text
    assert "What it would cost us is not known in figures" in said.text
    offer = said.text.partition("In return we could offer ")[2].partition('"')[0]
    assert not any(letter.isdecimal() for letter in offer)


@IN_GERMAN
def test_in_german_with_nothing_open_it_is_answered(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    after(dana, general, deal, "/coach sie wollen schnellere Lieferung")
    said = dana.types("/got monatliche Vorschau Wert 15k", in_=general)
    assert "Was es uns kosten würde, ist nicht in Zahlen bekannt" in said.text


def test_in_a_transaction_credit_is_enough(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/deal style", in_=acme))
    form.fill("What matters more in this deal?", "This transaction").submit()
    said = ana.types("/got monthly forecast worth 15k", in_=acme)
    assert "Thank you for agreeing to the monthly forecast." in said.text
    assert "In return" not in said.text


@IN_ENGLISH
@pytest.mark.parametrize("line", ["/got monthly forecast", "/got monthly forecast worth 0"])
def test_for_what_is_worth_nothing_or_nobody_knows_nothing_is_offered(
    table: Table, ana: Hands, acme: Channel, deal: str, line: str
) -> None:
    said = after(ana, acme, deal, line)
    assert "In return we could offer" not in said.text


@IN_ENGLISH
def test_what_is_worth_nothing_is_asked_about_and_not_thanked(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    said = after(ana, acme, deal, "/got extended warranty worth 0")
    assert "What did you have in mind?" in said.text
    assert "Thank you" not in said.text
    assert "as a step" not in said.text


@IN_GERMAN
def test_in_german_what_is_worth_nothing_is_asked_about(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    said = after(dana, general, deal, "/got längere Garantie Wert 0")
    assert "Woran hatten Sie dabei gedacht?" in said.text
    assert "Danke" not in said.text


# They ask

ASKS = [
    (SELLING, "15% off", "What are you comparing our price with?"),
    (BUYING, "8% price increase", "Which of your costs have changed, and by how much?"),
]
FORDERUNGEN = [
    (VERKAUF, "15% Rabatt", "Womit vergleichen Sie unseren Preis?"),
    (EINKAUF, "8% Preiserhöhung", "Welche Ihrer Kosten haben sich geändert, und um wie viel?"),
]


@pytest.mark.parametrize(("deal", "ask", "question"), ASKS)
def test_what_they_have_is_named_then_a_question_and_never_the_whole_demand(
    table: Table, ana: Hands, acme: Channel, deal: str, ask: str, question: str
) -> None:
    said = after(ana, acme, deal, GIVEN, f"/coach they want {ask}")
    assert "They already have #1, 5% off, 4,000 EUR of it with nothing back." in said.text
    first = said.text.partition("Ask first:")[2].partition("Then")[0]
    assert "5% off" in first
    assert question in first
    assert (
        'Then, on what comes back: "If we moved on this, what could you offer us in return?"'
        in said.text
    )
    assert "so we cannot agree to that as it stands." in said.text
    assert " if you " in said.text
    for offer in ("could look at", "can talk about", "can do", "could offer"):
        assert f"{offer} {ask}" not in said.text


@pytest.mark.parametrize(("deal", "ask", "question"), FORDERUNGEN)
def test_in_german_what_they_have_is_named_then_a_question(
    table: Table, dana: Hands, general: Channel, deal: str, ask: str, question: str
) -> None:
    said = after(dana, general, deal, GEGEBEN, f"/coach sie wollen {ask}")
    assert "Von uns haben sie schon #1, 5% Rabatt" in said.text
    first = said.text.partition("Erst fragen:")[2].partition("Dann")[0]
    assert "Rabatt" in first
    assert question in first
    assert "„Wenn wir uns hier bewegen, was könnten Sie uns dafür anbieten?“" in said.text
    assert f"Über {ask} können wir reden" not in said.text


def test_how_large_their_ask_is_is_said(table: Table, ana: Hands, acme: Channel) -> None:
    said = after(ana, acme, BUYING, "/coach they want a price increase of 8%")
    assert "It comes to about 19,200 EUR, 8 % of the deal." in said.text
    assert (
        "What it would cost us is not known yet."
        in after(ana, acme, "/coach they want unlimited liability").text
    )


def test_for_a_risk_nothing_is_traded_before_the_question_is_answered(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = after(ana, acme, SELLING, "/coach they want unlimited liability")
    assert 'Ask first: "Which risk do you want covered, and how likely is it?"' in said.text
    assert "In return, ask for" not in said.text
    assert "We cannot promise" not in said.text


def test_a_question_about_their_ask_can_be_copied_and_looked_at_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = after(ana, acme, SELLING, "/coach they want 15% off")
    form = form_of(ana.presses("Copy", on=said))
    assert "Perhaps we can offer a smaller scope" in form.text
    status = ana.types("/deal", in_=acme)
    assert "It is our turn." in status.text
    again = ana.presses("How to answer", on=status)
    assert "What are you comparing our price with?" in again.text
    assert "Why: no level of ours was typed" in ana.presses("Why this?", on=again).text


# They declined, or are silent


@IN_ENGLISH
def test_after_a_no_one_specific_thing_is_asked_for(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    said = after(
        ana, acme, deal, GIVEN, "/ask 24-month term by Friday", "/ask decline 24-month term"
    )
    assert "24-month term was declined, and #1, 5% off, is open." in said.text
    assert "5% off. In return we need " in said.text
    assert "what can you do for us" not in said.text.casefold()
    form = form_of(ana.presses("Copy", on=said))
    assert "5% off. In return we need " in form.text


@IN_GERMAN
def test_in_german_after_a_no_one_specific_thing_is_asked_for(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    lines = (GEGEBEN, "/ask 24 Monate Laufzeit bis Freitag", "/ask abgelehnt 24 Monate Laufzeit")
    said = after(dana, general, deal, *lines)
    assert "5% Rabatt" in said.text
    assert "Dafür" in said.text
    assert any(button.startswith("Fordern: ") for button in said.buttons)


@IN_ENGLISH
def test_after_silence_the_deal_says_what_to_ask_for(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    after(ana, acme, deal, GIVEN)
    table.wind(days=7)
    said = ana.types("/deal", in_=acme)
    assert "It is their turn." in said.text
    assert "#1, 5% off, has had nothing back for 5 working days. Next: ask for " in said.text
    why = ana.presses("Why this?", on=said)
    assert "Why: it is open for longer than they usually take." in why.text


@IN_GERMAN
def test_in_german_after_silence_the_deal_says_what_to_ask_for(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    after(dana, general, deal, GEGEBEN)
    table.wind(days=7)
    said = dana.types("/coach next", in_=general)
    assert "Die Gegenseite ist am Zug." in said.text
    assert "ist seit 5 Arbeitstagen ohne Gegenleistung. Als Nächstes: dafür einmal " in said.text
    assert "Warum: es ist länger offen" in dana.presses("Warum das?", on=said).text


# We think of a give, a yes is near, it is signed


@IN_ENGLISH
def test_a_give_that_is_thought_of_says_what_it_adds_and_what_to_ask_for(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    said = after(ana, acme, deal, GIVEN, "/concede 3% off cost 7k")
    assert "Given with nothing back yet would rise from 4,000 to 11,000 EUR." in said.text
    assert "Or give it in return for:" in said.text
    assert "If signed by 30 Nov" in said.buttons


@IN_GERMAN
def test_in_german_a_give_that_is_thought_of_says_what_it_adds(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    said = after(dana, general, deal, GEGEBEN, "/concede 3% Rabatt Kosten 7k")
    assert "stiege von 4.000 auf 11.000 EUR" in said.text
    assert "Oder im Gegenzug für:" in said.text


@IN_ENGLISH
def test_near_a_yes_their_offer_is_looked_at_in_private_first(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    said = after(ana, acme, deal, GIVEN, "/offer price 230k", "/offer they offered 225k", "/deal")
    assert "Next: look at their offer 2 in private, then answer it." in said.text
    looked = ana.presses("Look first", on=said)
    assert "Still open before a yes:" in looked.text


@IN_GERMAN
def test_in_german_near_a_yes_their_offer_is_looked_at_first(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    lines = ("/offer Preis 230k", "/offer sie bieten 225k", "/coach next")
    said = after(dana, general, deal, *lines)
    assert "Als Nächstes: ihr Angebot 2 für sich ansehen, dann antworten." in said.text
    assert "Vor der Annahme" in dana.presses("Erst ansehen", on=said).text


@IN_ENGLISH
def test_after_the_signature_comes_the_close_and_no_gift(
    table: Table, ana: Hands, acme: Channel, deal: str
) -> None:
    lines = ("/concede 5% off cost 4k if signed by 30 Nov", "/got signed")
    said = after(ana, acme, deal, *lines)
    assert "5% off now counts (#1)." in said.text
    status = ana.types("/deal", in_=acme)
    assert "settle what is open, then close" in status.text
    assert "Ask for:" not in status.text
    assert "Why: all have agreed." in ana.presses("Why this?", on=status).text


@IN_GERMAN
def test_in_german_after_the_signature_comes_the_close(
    table: Table, dana: Hands, general: Channel, deal: str
) -> None:
    lines = ("/concede 5% Rabatt Kosten 4k wenn unterschrieben bis 30. Nov", "/got unterschrieben")
    after(dana, general, deal, *lines)
    assert "klären, was offen ist, dann abschließen" in dana.types("/deal", in_=general).text


# A plan changes nothing for those who may not see it


def test_the_plan_changes_no_step_for_those_who_may_not_see_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben.types(GIVEN, in_=acme)
    ben.types("/coach they want 15% off", in_=acme)
    lines = ("/deal", "/coach next", "/coach brief", "/coach menu", "/coach")
    before = [ben.types(line, in_=acme).text for line in lines]
    advised = ben.presses("How to answer", on=ben.types("/deal", in_=acme)).text
    add_give(ana, acme, "8% off", ask="our logo on the wall")
    assert [ben.types(line, in_=acme).text for line in lines] == before
    assert ben.presses("How to answer", on=ben.types("/deal", in_=acme)).text == advised
    planned = ana.presses("How to answer", on=ana.types("/deal", in_=acme)).text
    assert "We could look at 8% off in return for our logo on the wall." in planned
    assert (
        "Why: a part of it was prepared"
        in ana.presses(
            "Why this?", on=ana.presses("How to answer", on=ana.types("/deal", in_=acme))
        ).text
    )


def test_a_planned_ask_stands_in_the_morning_of_those_who_see_the_plan_alone(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_give(ana, acme, "5% off", ask="our logo on the wall")
    ana.types(GIVEN, in_=acme)
    ana.types("/deal digest here on", in_=acme)
    ben.types("/deal follow", in_=acme)
    for person in (ana, ben):
        person.types("/coach start", in_=acme)
    for _ in range(8):
        table.wind(days=1)
    (mine,) = [each.text for each in ana.sees(ana.dm) if "5% off" in each.text]
    assert "5% off. In return we need our logo on the wall." in mine
    (bens,) = [each.text for each in ben.sees(ben.dm) if "5% off" in each.text]
    in_channel = [each.text for each in ben.sees(acme) if "open today" in each.text]
    assert len(in_channel) == 1
    # Of what a colleague wrote he hears how it stands, and no sentence to say.
    assert "our logo on the wall" not in bens
    assert "5% off. In return we need " in in_channel[0]
    assert "our logo on the wall" not in in_channel[0]


# What they object to, and what the coach asks for in a style


def test_an_objection_names_first_what_they_have(table: Table, ana: Hands, acme: Channel) -> None:
    said = after(ana, acme, SELLING, GIVEN, "/coach they say it's too expensive")
    named, asked, _ = said.text.partition("Ask first:")
    assert asked
    assert "They already have #1, 5% off, with nothing back. Name that first." in named


def test_a_relationship_acknowledges_and_a_transaction_names_the_value(
    table: Table, ana: Hands, acme: Channel
) -> None:
    after(
        ana, acme, SELLING, GIVEN, "/got reference call worth 4k for #1", "/concede net 60 cost 3k"
    )
    said = ana.types("/coach next", in_=acme)
    assert "Next: acknowledge #2, reference call, then ask for " in said.text
    form = form_of(ana.types("/deal style", in_=acme))
    form.fill("What matters more in this deal?", "This transaction").submit()
    said = ana.types("/coach next", in_=acme)
    assert "in return for #3, net 60; 3,000 EUR of it has nothing back." in said.text


@pytest.mark.parametrize("line", ["/coach card conditional give", "/coach card pilot"])
def test_a_card_says_what_is_open(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    assert "They already have" not in after(ana, acme, SELLING, line).text
    said = after(ana, acme, GIVEN, line)
    assert "They already have #1, 5% off, with nothing back." in said.text
