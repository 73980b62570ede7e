"""The first ten minutes as somebody who reads and types German has them, and what else can be typed and filled in."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

OPENING = "/deal eröffnen Acme Verlängerung Verkauf 240k EUR"


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def test_the_first_ten_minutes_in_german(table: Table, dana: Hands, general: Channel) -> None:
    home = dana.home().text
    assert "Gespeichert wird, was Sie hier eingeben" in home
    assert "[Deal eröffnen]" in home

    opened = dana.types(OPENING, in_=general)
    assert "Deal eröffnet: Acme Verlängerung, 240.000 EUR, Verkauf." in opened.text
    assert "Schon etwas gegeben? /concede 5% Rabatt Kosten 12k am 12. Nov" in opened.text

    check = dana.types("/concede 5% Rabatt Kosten 12k am 12. Nov", in_=general)
    assert (
        "Gelesen als Zugeständnis: 5% Rabatt, Kosten 12.000 EUR, am Do 12. Nov, noch ohne Gegenleistung."
        in check.text
    )
    recorded = dana.presses("Schon gesagt", on=check)
    assert "Offenes Zugeständnis, 11 Tage: 12.000 EUR (5 % des Deals)." in recorded.text
    assert "Dafür fordern: [24 Monate Laufzeit]" in recorded.text

    asked = dana.presses("24 Monate Laufzeit", on=recorded)
    assert "Offene Forderung #2: 24 Monate Laufzeit, für #1, bis Fr 27. Nov." in asked.text
    assert (
        "Sagen: „Wir haben Ihnen 5 % Rabatt zugesagt. Dafür bräuchten wir 24 Monate Laufzeit. "
        "Können Sie das bis Freitag zusagen?“" in asked.text
    )

    second = dana.types("/concede Zahlungsziel 60 Tage Kosten 3k", in_=general)
    assert "Noch kein Zugeständnis: zweites in Folge, #1 ist noch offen." in second.text
    assert "Gegeben ohne Gegenleistung: stiege von 12.000 auf 15.000 EUR." in second.text
    bound = dana.presses("Nur bei Unterschrift bis 30. Nov", on=second)
    assert (
        "Bedingtes Zugeständnis #3: Zahlungsziel 60 Tage, wenn bis 30. Nov unterschrieben"
        in bound.text
    )
    offered = "Wir können Ihnen ein Zahlungsziel von 60 Tagen anbieten"
    assert f"„{offered}, wenn Sie bis zum 30. November unterschreiben.“" in bound.text
    assert table.states() == ["give firm", "ask open", "give conditional"]


@pytest.fixture
def deal(table: Table, dana: Hands, general: Channel) -> Channel:
    dana.types(OPENING, in_=general)
    return general


def test_a_day_behind_a_term_that_says_its_length_is_a_deadline(
    dana: Hands, general: Channel
) -> None:
    opened(dana, general)
    asked = dana.types("/ask 24 Monate Laufzeit bis Freitag", in_=general)
    assert "Offene Forderung #1: 24 Monate Laufzeit, bis Fr 27. Nov." in asked.text
    assert "Wir bräuchten von Ihnen 24 Monate Laufzeit. Können" in asked.text
    # Without a length, or with one that is over by then, the day is how long it lasts.
    for lasting in ("Laufzeit bis 31.12.2028", "6 Monate Preisbindung bis Ende Juni"):
        assert f": {lasting}, bis Fr 27. Nov." in dana.types(f"/ask {lasting}", in_=general).text
    got = dana.types("/got ja zur Laufzeit aber nur 18 Monate", in_=general)
    assert "Laufzeit 18 Monate" in got.text


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/deal verlauf", "Acme Verlängerung, Verlauf"),
        ("/deal log", "Acme Verlängerung, Verlauf"),
        ("/deal liste", "Acme Verlängerung, Verlauf"),
        ("/deal forderungen", "Offene Forderungen in Acme Verlängerung"),
        ("/deal offene Forderungen", "Offene Forderungen in Acme Verlängerung"),
        ("/deal leute", "Wer bei Acme Verlängerung dabei ist"),
        ("/deal rückgängig", "Acme Verlängerung ist weg; es war nichts darin notiert."),
        ("/deal hilfe", "/deal zeigt, wo der Deal dieses Channels steht"),
        ("/deal stand", "Kein Zugeständnis ist offen."),
        ("/deal quatsch", "/deal kennt das nicht: quatsch"),
        (
            "/coach sie wollen 15% Rabatt bis Freitag",
            "Forderung der Gegenseite #1: 15% Rabatt, bis Fr 27. Nov.",
        ),
        ("/giveget deal verlauf", "Acme Verlängerung, Verlauf"),
        ("/giveget fordern Referenz Wert 5k", "Offene Forderung #1: Referenz"),
    ],
)
def test_what_may_be_typed_in_german(deal: Channel, dana: Hands, line: str, answer: str) -> None:
    assert answer in dana.types(line, in_=deal).text


def test_on_hold_our_yes_is_asked_about_in_german(table: Table, deal: Channel, dana: Hands) -> None:
    dana.types("/offer Preis 98k", in_=deal)
    dana.types("/offer sie bieten Preis 80k", in_=deal)
    dana.types("/deal pause", in_=deal)
    check = dana.types("/offer wir nehmen an", in_=deal)
    said = "Unser Ja zu Angebot 2 der Gegenseite würde geben: Preis 98k → 80k. Noch ist nichts eingetragen."
    assert said in check.text
    assert table.states() == []
    dana.presses("Trotzdem annehmen", on=check)
    assert table.states() == ["give firm"]


def test_a_pause_ends_on_its_day_in_german(table: Table, deal: Channel, dana: Hands) -> None:
    assert "Pause bis Fr 27. Nov" in dana.types("/deal pause bis Freitag", in_=deal).text
    table.wind(days=4)
    assert table.deal.held_since is None


@pytest.mark.parametrize("line", ["/deal einstellungen", "/deal jetzt 300k CHF"])
def test_the_settings_open_in_german(deal: Channel, dana: Hands, line: str) -> None:
    form = form_of(dana.types(line, in_=deal))
    assert form.title == "Einstellungen des Deals"
    assert form["Auf welcher Seite stehen wir?"] == "Verkauf"


def test_a_deals_size_is_read_and_set_in_german(
    table: Table, dana: Hands, general: Channel
) -> None:
    line = "/deal eröffnen Nordkran Rahmenvertrag, wir verkaufen, 1,5 Mio. EUR, 3 Jahre"
    said = dana.types(line, in_=general).text
    assert "Deal eröffnet: Nordkran Rahmenvertrag, 1.500.000 EUR, Verkauf." in said
    assert "Nicht verwendet: „3 Jahre“" in said
    changed = dana.types("/deal jetzt 900 T€ pro Jahr", in_=general)
    assert (
        "Größe von Nordkran Rahmenvertrag: 900.000 EUR (pro Jahr), vorher 1.500.000 EUR."
        in changed.text
    )
    dana.presses("Rückgängig", on=changed)
    assert table.deal.size is not None
    assert table.deal.size.amount == 1_500_000


def test_a_form_is_asked_filled_in_and_corrected_in_german(deal: Channel, dana: Hands) -> None:
    form = form_of(dana.types("/concede", in_=deal))
    assert form.title == "Ein Zugeständnis"
    form.fill("Was", "5% Rabatt").fill("Kosten für uns", "viel").submit()
    assert form.errors["Kosten für uns"].startswith("Bitte einen Betrag wie 12k, 12.000 EUR")
    assert "Zugeständnis" in form.fill("Kosten für uns", "2k").submit().text


def test_an_unreadable_line_is_answered_in_german(deal: Channel, dana: Hands) -> None:
    assert dana.types("/concede Kosten 12k", in_=deal).text.splitlines()[:3] == [
        "Hier fehlt, was sich bewegt; genannt ist nur das Drumherum.",
        "Eingegeben: Kosten 12k",
        "Zum Beispiel: /concede 5% Rabatt Kosten 12k für 24 Monate Laufzeit",
    ]


def test_what_nobody_typed_is_told_to_each_reader_in_their_own_figures_and_words(
    table: Table, deal: Channel, dana: Hands, ana: Hands
) -> None:
    dana.types("/offer Preis 98k EUR, Laufzeit 24 Monate", in_=deal)
    offered = dana.types("/offer Preis 95,5k EUR", in_=deal)
    assert "Daraus folgt: Zugeständnis #1 Preis 98k → 95,5k." in offered.text
    part = form_of(dana.presses("Teilweise", on=dana.types("/ask 24 Monate Laufzeit", in_=deal)))
    part.fill("Was", "12 Monate Laufzeit").submit()
    rest = dana.presses("Zugesagt", on=dana.types("/deal log #2", in_=deal))
    assert "Gegenleistung #4: 24 Monate Laufzeit (Rest)" in rest.text
    match = form_of(dana.presses("Zuordnen", on=dana.types("/deal verlauf", in_=deal)))
    assert "#1 Preis 98k → 95,5k" in str(match.view.body)

    offer = form_of(dana.types("/offer", in_=deal))
    assert [label for label in offer.fields if "(" in label] == ["Preis (EUR)", "Laufzeit (Monate)"]

    log = ana.types("/deal log", in_=deal).text
    assert "Preis 98k → 95.5k" in log
    assert "the rest of 24 Monate Laufzeit" in log
    assert [table.move(no).what for no in (1, 4)] == [
        "Preis 98k → 95.5k",
        "… 24 Monate Laufzeit",
    ]
    typed = "/concede 98000 → 95500 EUR because they pay early"
    assert "98000 → 95500" in ana.types(typed, in_=deal).text


@pytest.mark.parametrize(
    ("button", "what", "said"),
    [
        (
            "Insgesamt: 12% Rabatt",
            "2% mehr (12% Rabatt insgesamt)",
            "2 % mehr (12 % Rabatt insgesamt)",
        ),
        ("Zusätzlich: 12% Rabatt", "12% Rabatt zusätzlich", "12 % Rabatt zusätzlich"),
    ],
)
def test_a_higher_level_is_said_in_german(
    table: Table, dana: Hands, general: Channel, button: str, what: str, said: str
) -> None:
    dana.types(OPENING, in_=general)
    dana.presses("Schon gesagt", on=dana.types("/concede 10% Rabatt Kosten 24k", in_=general))
    doubt = dana.types("/concede 12% Rabatt Kosten 28k", in_=general)
    assert "12% Rabatt nach 10% Rabatt (#1): insgesamt oder zusätzlich?" in doubt.text
    check = dana.presses(button, on=doubt)
    assert f"Gelesen als: {what}, Kosten" in check.text
    bound = dana.presses("Nur bei Unterschrift bis 30. Nov", on=check)
    assert f"Bedingtes Zugeständnis #2: {what}, wenn bis 30. Nov unterschrieben" in bound.text
    assert (
        f"„Wir können Ihnen {said} anbieten, wenn Sie bis zum 30. November unterschreiben.“"
        in bound.text
    )
    assert table.move(2).what == "12% Rabatt"


def test_a_rise_of_our_price_is_a_get_in_german_too(
    table: Table, dana: Hands, general: Channel
) -> None:
    dana.types(OPENING, in_=general)
    dana.types("/got Preiserhöhung 3%", in_=general)
    assert table.states() == ["get firm"]


def test_an_offer_of_a_buyer_in_german_is_theirs(table: Table, deal: Channel, dana: Hands) -> None:
    dana.types("/offer Preis 98k EUR", in_=deal)
    said = dana.types("/offer der Kunde hat 90k geboten, mehr geht nicht", in_=deal)
    assert said.lines[0].startswith("Angebot 2, von der Gegenseite.")
    assert "Nicht verwendet: „mehr geht nicht“" in said.text
    declined = dana.types("/offer sie lehnten ab", in_=deal)
    assert "Angebot 1 abgelehnt" in declined.text or "lehnt" in declined.text


def test_whose_offer_it_is_is_asked_in_german(table: Table, deal: Channel, dana: Hands) -> None:
    said = dana.types("/offer Nora bietet 90k", in_=deal)
    assert said.lines[0].startswith("Von wem ist das Angebot?")
    assert {"Von der Gegenseite", "Von uns"} <= set(said.buttons)


def test_what_a_customer_demands_is_granted_in_part_and_declined_in_german(
    table: Table, deal: Channel, dana: Hands
) -> None:
    asked = dana.types("/coach der Kunde verlangt 60 Tage Zahlungsziel", in_=deal)
    assert "Forderung der Gegenseite #1: 60 Tage Zahlungsziel" in asked.text
    given = dana.types("/concede 45 Tage Zahlungsziel Kosten 1k", in_=deal)
    assert "zum Teil; der Rest bleibt offen." in given.text
    assert table.states() == ["ask partly", "give firm"]
    dana.types("/coach wir haben die 60 Tage Zahlungsziel abgelehnt", in_=deal)
    assert table.states()[0] == "ask declined"


def test_a_yes_with_a_limit_is_a_part_in_german(deal: Channel, dana: Hands) -> None:
    dana.types("/ask Reaktionszeit 4h", in_=deal)
    said = dana.types("/got Reaktionszeit ja aber 6h", in_=deal)
    assert "Teilweise zugesagt" in said.text
    assert "Reaktionszeit 6h." in said.text


def test_issues_that_nobody_named_have_german_names(deal: Channel, dana: Hands) -> None:
    said = dana.types("/offer 520k, 36 Monate, 30 Tage netto", in_=deal)
    assert "Neu unter den Themen: Preis, Laufzeit und Zahlungsziel." in said.text
