"""Whole exchanges of offers in everyday words: the same issue throughout, and the newest offer is what a yes takes."""

import pytest

from bot.domain.offers import Offer
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def list_offers(table: Table) -> list[Offer]:
    with table.store.reading() as work:
        return list(work.offers.list_in_deal(table.deal.team, table.deal.id))


def describe_offers(table: Table) -> list[str]:
    """Each offer as `us replaced price=24000`."""
    found = []
    for offer in list_offers(table):
        values = " ".join(f"{name}={offer.values[name]}" for name in sorted(offer.stated))
        found.append(f"{offer.by} {offer.state} {values}")
    return found


def say(person: Hands, channel: Channel, *lines: str) -> Seen:
    """Types several lines; returns the answer to the last."""
    seen = [person.types(line, in_=channel) for line in lines]
    return seen[-1]


def test_they_took_the_newest_offer(table: Table, ana: Hands, acme: Channel) -> None:
    agreed = say(
        ana,
        acme,
        "/deal open Riverside Mill film location buying 25k EUR",
        "/offer we offered 24k for the 5 days",
        "/offer they said 26k",
        "/offer we meet at 25k",
        "/offer they took it",
    )
    assert agreed.lines[0] == "They accepted offer 3, ours."
    assert "Agreed: price 25,000 EUR and duration 5 days." in agreed.text
    assert describe_offers(table) == [
        "us replaced duration=5 price=24000",
        "them lapsed price=26000",
        "us accepted price=25000",
    ]


def test_sie_haben_das_neueste_angenommen(table: Table, dana: Hands, general: Channel) -> None:
    agreed = say(
        dana,
        general,
        "/deal eröffnen Zahnlabor Kempf Laser Einkauf 55k EUR",
        "/offer sie wollten 56k",
        "/offer wir hatten 52k gesagt",
        "/offer treffen wir uns bei 54k",
        "/offer sie haben angenommen",
    )
    assert "Vereinbart: Preis 54.000 EUR." in agreed.text
    assert describe_offers(table) == [
        "them lapsed Preis=56000",
        "us replaced Preis=52000",
        "us accepted Preis=54000",
    ]


def test_a_bare_figure_is_per_desk_where_the_other_side_said_so(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Desk space Hubwork buying 36k EUR", in_=acme)
    ana.types("/offer they want 420 per desk", in_=acme)
    ana.types("/offer we said 380", in_=acme)
    ana.types("/offer they came down to 400, valid til friday", in_=acme)
    assert [issue.name for issue in table.deal.issues] == ["price per desk"]
    asked = ana.types("/offer ok deal", in_=acme)
    assert asked.lines[0] == "Accepted by whom? Nothing is recorded yet."
    agreed = ana.presses("We accepted offer 3", on=asked)
    assert "Agreed: price per desk 400 EUR/desk." in agreed.text


def test_a_price_of_a_piece_joins_the_price_that_was_named_before(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Desk space Hubwork buying 36k EUR", in_=acme)
    ana.types("/offer we said 380", in_=acme)
    told = ana.types("/offer they want 420 per desk", in_=acme)
    assert "420 EUR/desk" in told.text
    assert [(issue.name, issue.unit) for issue in table.deal.issues] == [("price", "EUR/desk")]


def test_ein_preis_im_monat_bleibt_ein_thema(table: Table, dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Coworking Loft Nord Verkauf 40k EUR", in_=general)
    asked = dana.types("/offer 3.900 im Monat geboten", in_=general)
    assert asked.lines[0].startswith("Von wem ist das Angebot?")
    dana.presses("Von uns", on=asked)
    dana.types("/offer sie wollen 3.600", in_=general)
    dana.types("/offer wir sagen 3.800 monatlich", in_=general)
    assert [issue.name for issue in table.deal.issues] == ["Preis pro Monat"]
    unknown = dana.types("/offer sie hat 3750 angenommen", in_=general)
    assert unknown.lines[0].startswith("Kein offenes Angebot nennt 3750. Von wem kam das?")
    dana.presses("Von uns", on=unknown)
    agreed = dana.types("/offer sie hat 3750 angenommen", in_=general)
    assert "Vereinbart: Preis pro Monat 3.750 EUR/Monat." in agreed.text


def test_what_was_accepted_and_offered_by_nobody_is_asked_about(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/deal open Rita hiring 60k EUR", in_=acme)
    ana.types("/offer 55k plus 4 day week", in_=acme)
    ana.types("/offer she wants 58k", in_=acme)
    asked = ana.types("/offer we met at 56.5k", in_=acme)
    assert asked.lines[0].startswith("No open offer says 56.5k. Who put it forward?")
    assert len(list_offers(table)) == 2
    put = ana.presses("Ours", on=asked)
    agreed = ana.presses("They accepted", on=put)
    assert "Agreed: price 56,500 EUR and working week 4 days." in agreed.text


def test_wie_lange_der_preis_reicht_ist_kein_zahlungsziel(
    table: Table, dana: Hands, general: Channel
) -> None:
    agreed = say(
        dana,
        general,
        "/deal eröffnen Drehort Villa Sonne Verkauf 18k EUR",
        "/offer wir bieten 17.500 für 6 Tage",
        "/offer sie sagen 16k für 6 Tage",
        "/offer wir kommen auf 16.800 entgegen",
        "/offer sie sind einverstanden",
    )
    assert "Vereinbart: Preis 16.800 EUR und Dauer 6 Tage." in agreed.text


def test_where_they_stop_is_where_they_stand(table: Table, ana: Hands, acme: Channel) -> None:
    say(
        ana,
        acme,
        "/deal open Sunny Roofs panels buying 80k EUR",
        "/offer they offered 78k, delivery in 6 weeks",
        "/offer our counter 74k and 5 weeks",
        "/offer they won't go below 76k",
    )
    assert describe_offers(table) == [
        "them replaced delivery=6 price=78000",
        "us open delivery=5 price=74000",
        "them open price=76000",
    ]


def test_what_waits_for_its_return_is_not_said_to_be_given(
    table: Table, dana: Hands, general: Channel
) -> None:
    say(
        dana,
        general,
        "/deal eröffnen Spedition Krause Transport Einkauf 200k EUR",
        "/concede 14 Tage Zahlungsziel, im Gegenzug Maut inklusive",
        "/offer sie bieten 205k",
        "/offer wir 195k",
        "/offer sie nehmen an",
    )
    assert table.states()[0] == "give conditional"
    shown = dana.types("/deal", in_=general)
    assert "Wir geben: 14 Tage Zahlungsziel (Bedingung offen)." in shown.text


@pytest.mark.parametrize(
    "typed",
    ["they want 420 a month 36 months", "they want 420/month, 36m", "they want 420 a month for 36 months"],
)  # fmt: skip
def test_a_length_of_time_behind_a_price_by_time_is_a_term(
    ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/deal open car lease buying 15k EUR", in_=acme)
    said = ana.types(f"/offer {typed}", in_=acme).text
    assert "420 EUR/month" in said
    assert "36 months" in said


def test_ein_preis_auf_den_cent_ist_nicht_in_tausend(dana: Hands, general: Channel) -> None:
    dana.types("/deal eröffnen Honig Verkauf 5k EUR", in_=general)
    assert "Sind es 5.800" not in dana.types("/offer sie bieten 5,80", in_=general).text
