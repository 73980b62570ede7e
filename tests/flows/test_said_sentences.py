"""What people type in a hurry, as the sentence that somebody copies to the other side."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def selling(ana: Hands, acme: Channel) -> Hands:
    ana.types("/deal open Alder pumps selling 150k EUR", in_=acme)
    return ana


@pytest.fixture
def verkauf(dana: Hands, general: Channel) -> Hands:
    dana.types("/deal eröffnen Pumpen Nord Verkauf 150k EUR", in_=general)
    return dana


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/concede free side loader for 2 weeks cost 3k for 12-month term",
         "We can offer a free side loader for 2 weeks in return for a 12-month term."),
        ("/concede net 60 cost 3k if season ends before april",
         "We can do net 60 if the season ends before April."),
        ("/concede freight to site on us cost 3k for 2yr term",
         "We can cover the freight to site in return for a 2-year term."),
        ("/ask logo on their trucks", "We would like you to show our logo on your trucks."),
        ("/ask Alder signs by friday", "We would like you to sign."),
        ("/concede Alder gets 5% off cost 7k for 24 mo contract",
         "We can do 5% off in return for a 24-month contract."),
        ("/ask deliveries before 5am", "We would like deliveries before 5am. Can you confirm by Friday?"),
        ("/ask no setup fee", "We would like you to waive the setup fee."),
        ("/got they pay the crane worth 3k", "Thank you for paying for the crane."),
    ],
)  # fmt: skip
def test_a_sloppy_line_makes_a_sentence(
    table: Table, selling: Hands, acme: Channel, typed: str, said: str
) -> None:
    assert said in selling.types(typed, in_=acme).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/concede 10 Lizenzen gratis Kosten 4k für 3 J. Laufzeit", "Dafür bräuchten wir 3 Jahre Laufzeit."),
        ("/ask 24 Monate mindestlaufzeit", "Wir bräuchten von Ihnen 24 Monate Mindestlaufzeit."),
        ("/concede Seitenlader 2 Wochen gratis Kosten 3k für 12 Monate Vertrag",
         "einen Seitenlader für 2 Wochen gratis anbieten. Dafür bräuchten wir einen Vertrag über 12 Monate."),
        ("/ask Logo auf ihrer Website", "Es würde uns helfen, wenn Sie unser Logo auf Ihrer Website zeigen."),
        ("/ask Vertragsstrafe max 5%", "Wir bräuchten von Ihnen eine Vertragsstrafe von maximal 5 %."),
        ("/ask Dieselzuschlag gedeckelt auf 6%", "wenn Sie den Dieselzuschlag auf 6 % deckeln."),
        ("/ask keine Einrichtungsgebühr", "wenn Sie die Einrichtungsgebühr erlassen."),
        ("/got 5% niedrigerer Preis Wert 4k", "Danke, dass Sie uns den um 5 % niedrigeren Preis zugesagt haben."),
        ("/concede Einrichtung erlassen Kosten 3k wenn Vorauszahlung",
         "Wir können die Einrichtung erlassen, wenn Sie im Voraus zahlen."),
    ],
)  # fmt: skip
def test_a_sloppy_german_line_makes_a_sentence(
    table: Table, verkauf: Hands, general: Channel, typed: str, said: str
) -> None:
    assert said in verkauf.types(typed, in_=general).text


def test_a_part_is_thanked_for_with_a_question_about_the_rest(
    table: Table, selling: Hands, acme: Channel
) -> None:
    selling.types("/ask 24-month term worth 30k", in_=acme)
    got = selling.types("/got 18 months", in_=acme)
    said = "Thank you for committing to 18 months. What would it take to make it 24 months?"
    assert said in got.text
    assert said in form_of(selling.presses("Copy", on=got)).text


def test_of_a_list_only_what_is_missing_is_asked_for(
    table: Table, selling: Hands, acme: Channel
) -> None:
    selling.types("/ask spare parts kit and operator training worth 9k", in_=acme)
    got = selling.types("/got operator training", in_=acme)
    assert "What would you need to say yes to the spare parts kit as well?" in got.text


def test_a_part_is_thanked_for_in_german(table: Table, verkauf: Hands, general: Channel) -> None:
    verkauf.types("/ask 24 Monate Laufzeit Wert 30k", in_=general)
    got = verkauf.types("/got 18 Monate Laufzeit", in_=general)
    said = (
        "Danke, dass Sie uns die Laufzeit von 18 Monaten zugesagt haben. "
        "Was bräuchten Sie, damit es 24 Monate werden?"
    )
    assert said in got.text


def test_a_give_that_takes_back_its_get_makes_no_sentence(
    table: Table, selling: Hands, acme: Channel
) -> None:
    given = selling.types("/concede net 45 cost 4k for prepayment", in_=acme)
    assert "Conditional give #1: net 45 for prepayment" in given.text
    assert "Say:" not in given.text


def test_a_candidate_is_spoken_to_in_the_condition_too(
    table: Table, ana: Hands, acme: Channel, dana: Hands, general: Channel
) -> None:
    ana.types("/deal open welder hiring 62k EUR", in_=acme)
    given = ana.types("/concede sign-on bonus cost 3k if he takes the late shift", in_=acme)
    assert "We can offer a sign-on bonus if you take the late shift." in given.text
    dana.types("/deal eröffnen Schweißer Einstellung 62k EUR", in_=general)
    dana.types("/deal anrede du", in_=general)
    given = dana.types(
        "/concede Antrittsprämie Kosten 3k wenn er die Spätschicht übernimmt", in_=general
    )
    assert (
        "Wir können dir eine Antrittsprämie anbieten, wenn du die Spätschicht übernimmst."
        in given.text
    )


def test_german_words_never_stand_in_an_english_sentence(
    table: Table, verkauf: Hands, general: Channel
) -> None:
    asked = verkauf.types("/ask flotter Dreherschulungsbeauftragtenvertrag", in_=general)
    assert "We would like" not in asked.text


def test_days_behind_a_price_are_when_it_is_paid(
    table: Table, selling: Hands, acme: Channel, verkauf: Hands, general: Channel
) -> None:
    offered = selling.types("/offer 142k net 30", in_=acme)
    assert "We can do 142,000 EUR, with payment in 30 days." in offered.text
    offered = verkauf.types("/offer 42k, 14 tage", in_=general)
    assert "Unser Angebot liegt bei 42.000 EUR, dazu 14 Tage Zahlungsziel." in offered.text


def test_an_offer_of_somebody_else_is_their_alternative(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open data lead hiring 92k EUR", in_=acme)
    told = ana.types("/coach she has another offer at 98k", in_=acme)
    assert "Record their offer" not in told.text
    assert "What does the other offer have that you would miss here?" in told.text


def test_gives_without_a_figure_are_counted_plainly(
    table: Table, selling: Hands, acme: Channel
) -> None:
    selling.presses("Already said", on=selling.types("/concede logo badge", in_=acme))
    assert "Given: 1 give without a figure." in selling.types("/deal", in_=acme).text


def test_words_of_one_language_are_not_said_in_another(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open senior nurse hire 62k EUR hiring", in_=acme)
    said = ana.types("/ask start 1 feb not 1 mar", in_=acme)
    assert "Open ask #1: start 1 feb not 1 mar" in said.text
    assert "Say:" not in said.text
    assert "Wir" not in said.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/concede 2 days wfh a week for start 4 jan", "We can offer 2 remote days a week if you start on 4 Jan."),
        ("/got 3 office days a week except august",
         "Thank you for agreeing to spend 3 days a week in the office except in August."),
        ("/concede company car cost 9k for min stay 18 months",
         "We can offer a company car if you stay for at least 18 months."),
        ("/concede 1 home office day a week for weekend shifts",
         "We can offer 1 remote day a week if you take on weekend shifts."),
        ("/got data sharing ok", "Thank you for agreeing to data sharing."),
        ("/ask spare parts pkg 1st yr", "We would like a spare parts package for the first year."),
        ("/concede 200 pallet spots free in dec cost 5k for 2yr ext",
         "We can offer 200 free pallet spots in December in return for a 2-year extension."),
        ("/ask 24h rush jobs w/o surcharge", "We would like 24-hour rush jobs without surcharge."),
        ("/ask named contact in HR", "We would like a named contact in HR."),
        ("/ask hotline 24x7", "We would like a 24/7 hotline."),
        ("/got weekend shifts every 2nd week",
         "Thank you for agreeing to take on weekend shifts every second week."),
        ("/ask same translator for legal docs",
         "We would like the same translator for legal documents."),
    ],
)  # fmt: skip
def test_conditions_rates_and_exceptions_within_an_item_are_said_as_people_say_them(
    table: Table, ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    ana.types("/deal open controller hiring 70k EUR", in_=acme)
    assert said in ana.types(typed, in_=acme).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/concede 3 Tage Fortbildung Kosten 2k für Nachtdienste", "Dafür müssten Sie Nachtdienste übernehmen."),
        ("/ask 3 Bürotage pro Woche", "Es würde uns helfen, wenn Sie 3 Tage pro Woche im Büro arbeiten."),
        ("/ask Schlüssel für Putzkammer", "Wir bräuchten von Ihnen einen Schlüssel für die Putzkammer."),
        ("/ask Fallstudie mit Rechenzentrum", "eine Fallstudie mit dem Rechenzentrum."),
        ("/ask kein Wochenendzuschlag", "Es würde uns helfen, wenn Sie den Wochenendzuschlag erlassen."),
        ("/ask 40 Paletten/Tag", "Wir bräuchten von Ihnen 40 Paletten pro Tag."),
        ("/ask Restzahlung 30 Tage nach Lieferung", "die Restzahlung 30 Tage nach Lieferung."),
        ("/concede Schulung Kosten 2k wenn sie 500 Stück bis 27. Nov bestellen",
         "wenn Sie bis zum 27. November 500 Stück bestellen."),
    ],
)  # fmt: skip
def test_german_items_are_said_with_their_articles_rates_and_days(
    table: Table, verkauf: Hands, general: Channel, typed: str, said: str
) -> None:
    assert said in verkauf.types(typed, in_=general).text


def test_a_part_of_their_ask_is_offered_only_where_it_is_about_that(
    table: Table, selling: Hands, acme: Channel
) -> None:
    selling.types("/concede 1 more concept route cost 3k for case study", in_=acme)
    answer = selling.types("/coach they want faster turnaround", in_=acme)
    assert "concept route in return" not in answer.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("cancellation after 6 months", "We would like the right to cancel after 6 months."),
        ("cap on price rises 3%", "We would like a cap on price rises of 3%."),
        ("half day on site", "We would like a half day on site."),
        ("break clause at month 18", "We would like a break clause at month 18."),
    ],
)
def test_what_an_ask_is_for_is_said_as_people_say_it(
    ana: Hands, acme: Channel, typed: str, said: str
) -> None:
    opened(ana, acme, "/deal open Office lease buying 40k GBP")
    assert said in ana.types(f"/ask {typed}", in_=acme).text


@pytest.mark.parametrize("typed", ["faster delivery 2 weeks", "earlier payment 10 days"])
def test_no_sentence_guesses_by_how_much_something_is_faster(
    ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme, "/deal open Office lease buying 40k GBP")
    assert "Say:" not in ana.types(f"/ask {typed}", in_=acme).text


def test_who_is_hired_is_spoken_to(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Chef Ines hiring 52k GBP")
    said = ana.types("/ask her to move to leeds", in_=acme)
    assert "We would like you to move to Leeds." in said.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Kündigung nach 6 Monaten", "die Möglichkeit zur Kündigung nach 6 Monaten."),
        ("Ausstieg nach 12 Monaten", "die Möglichkeit zum Ausstieg nach 12 Monaten."),
        ("Stornierung bis 48h vorher", "die Möglichkeit zur Stornierung bis 48 Stunden vorher."),
        ("Deckel auf Preiserhöhungen 3%", "einen Deckel auf Preiserhöhungen von 3 %."),
    ],
)
def test_what_an_ask_is_for_is_said_as_people_say_it_in_german(
    table: Table, slack: FakeSlack, typed: str, said: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Büro Miete Einkauf 40k EUR")
    assert f"Wir bräuchten von Ihnen {said}" in dana.types(f"/ask {typed}", in_=general).text
    due = table.move(1).due
    assert due is not None
    assert due > table.slack.clock.now().date()


def test_what_something_is_given_for_is_no_return(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open ERP rollout selling 40k GBP")
    said = ana.types(
        "/concede our engineer on site for go live if they pay the balance now", in_=acme
    )
    assert "We can offer our engineer on site for go-live if you pay the balance now." in said.text
    assert table.states() == ["give conditional"]


def test_a_condition_without_its_subject_is_not_said(ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open ERP rollout selling 40k GBP")
    said = ana.types("/concede keep old price until june if order now", in_=acme)
    assert "Conditional give #1" in said.text
    assert "Say:" not in said.text
