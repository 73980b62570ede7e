"""Offers whose price is with or without something, and what is paid beside it."""

import pytest

from bot.domain.offers import Offer, list_valid_offers
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    opened(ana, acme, "/deal open Sofa Ltd selling 24k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Sofa GmbH Verkauf 24k EUR")
    return table


def offers_of(table: Table) -> list[Offer]:
    deal = table.deal
    with table.store.reading() as work:
        return list(list_valid_offers(work.offers.list_in_deal(deal.team, deal.id)))


def say_values(offer: Offer) -> dict[str, str]:
    return {name: str(value) for name, value in offer.values.items()}


@pytest.mark.parametrize(
    ("typed", "delivery"),
    [
        ("they offer 22,500 incl delivery", "included"),
        ("they 22.5k w/o delivery", "not included"),
        ("they'd pay 22.5k with delivery", "included"),
        ("they are at 22.5k, excl delivery", "not included"),
    ],
)
def test_what_a_price_includes_is_a_term_of_the_offer(
    deal: Table, ana: Hands, acme: Channel, typed: str, delivery: str
) -> None:
    said = ana.types(f"/offer {typed}", in_=acme)
    assert "Not used" not in said.text
    (offer,) = offers_of(deal)
    assert say_values(offer) == {"price": "22500", "delivery": delivery}
    agreed = ana.presses("We accept", on=said)
    assert f"price 22,500 EUR and delivery {delivery}" in agreed.text


@pytest.mark.parametrize(
    ("typed", "delivery"),
    [
        ("sie bieten 22.500 inkl Lieferung", "inklusive"),
        ("sie 22,5k zzgl. Lieferung", "nicht enthalten"),
        ("er zahlt 22,5k mit Lieferung", "inklusive"),
        ("sie sind bei 22.500 ohne Lieferung", "nicht enthalten"),
    ],
)
def test_what_a_german_price_includes_is_a_term_of_the_offer(
    german_deal: Table, dana: Hands, general: Channel, typed: str, delivery: str
) -> None:
    said = dana.types(f"/offer {typed}", in_=general)
    assert "Nicht verwendet" not in said.text
    (offer,) = offers_of(german_deal)
    assert say_values(offer) == {"Preis": "22500", "Lieferung": delivery}


def test_an_unknown_thing_is_offered_as_an_issue_and_spoils_no_sentence(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/offer 22k incl delivery w/o scotchgard", in_=acme)
    assert 'Not used: "w/o scotchgard"' in said.text
    assert "Say:" not in said.text
    ana.presses("New issue scotchgard", on=said)
    assert say_values(offers_of(deal)[-1]) == {
        "price": "22000",
        "delivery": "included",
        "scotchgard": "not included",
    }


def test_a_german_unknown_thing_is_offered_as_an_issue(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    said = dana.types("/offer 22,8k zzgl Montage", in_=general)
    assert "Nicht verwendet: „zzgl Montage“" in said.text
    assert "Sagen:" not in said.text
    dana.presses("Neues Thema Montage", on=said)
    assert say_values(offers_of(german_deal)[-1]) == {
        "Preis": "22800",
        "Montage": "nicht enthalten",
    }


@pytest.mark.parametrize(
    "beside",
    [
        "extra cushions at cost",
        "additional cushions at list price",
        "delivery extra",
        "plus travel",
    ],
)
def test_what_is_paid_beside_the_price_is_told_and_said_in_no_sentence(
    deal: Table, ana: Hands, acme: Channel, beside: str
) -> None:
    said = ana.types(f"/offer 21k {beside}", in_=acme)
    assert f'Not used: "{beside}"' in said.text
    assert "Say:" not in said.text
    assert say_values(offers_of(deal)[0]) == {"price": "21000"}


@pytest.mark.parametrize(
    "beside",
    ["extra Kissen zum Selbstkostenpreis", "Lieferung extra", "plus Anfahrt"],
)
def test_what_is_paid_beside_a_german_price_is_told_and_said_in_no_sentence(
    german_deal: Table, dana: Hands, general: Channel, beside: str
) -> None:
    said = dana.types(f"/offer 21k {beside}", in_=general)
    assert f"Nicht verwendet: „{beside}“" in said.text
    assert "Sagen:" not in said.text
    assert say_values(offers_of(german_deal)[0]) == {"Preis": "21000"}


def test_a_price_with_something_said_of_the_tax_keeps_its_sentence(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/offer 21k excl. VAT", in_=acme)
    assert 'Say: "We can do 21,000 EUR."' in said.text


def test_german_packages_keep_what_they_are_with_and_without(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    asked = dana.types("/offer 24k mit Fahrtkosten oder 22k ohne", in_=general)
    assert "Ist Fahrtkosten ein neues Thema?" in asked.text
    said = dana.presses("Neues Thema Fahrtkosten", on=asked)
    assert "Nicht verwendet" not in said.text
    (offer,) = offers_of(german_deal)
    assert offer.values["Fahrtkosten"] == "inklusive"
    (other,) = offer.alternatives
    assert other["Fahrtkosten"] == "nicht enthalten"


def test_packages_with_and_without_are_said_as_two_ways(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    said = ana.types("/offer 24k with delivery or 22k without", in_=acme)
    assert "Option A would be 24,000 EUR and delivery included." in said.text
    assert "Option B would be 22,000 EUR and delivery not included." in said.text


@pytest.mark.parametrize(
    "typed",
    [
        "we offered 23k w/o the cushions",
        "we said 23k incl cushions",
        "we told them 23k, extra cushions at cost",
    ],
)
def test_an_offer_of_ours_told_in_passing_keeps_what_it_is_without(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    said = ana.types(f"/coach {typed}", in_=acme)
    assert "Offer 1, ours" in said.text
    assert "cushions" in said.text
    assert offers_of(deal)[0].values["price"] == 23_000


@pytest.mark.parametrize(
    "typed", ["wir haben 23k zzgl Montage angeboten", "wir haben 23k ohne Montage gesagt"]
)
def test_a_german_offer_of_ours_told_in_passing_keeps_what_it_is_without(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    said = dana.types(f"/coach {typed}", in_=general)
    assert "Angebot 1, von uns" in said.text
    assert f"Nicht verwendet: „{typed.split()[3]} Montage“" in said.text
    assert offers_of(german_deal)[0].values["Preis"] == 23_000
