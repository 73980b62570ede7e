"""Offers that are asked about first: a price that may be meant in thousands, and a yes that may be to either offer."""

from decimal import Decimal

import pytest

from bot.domain.offers import Offer, OfferState, list_valid_offers
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


@pytest.mark.parametrize(
    "typed", ["they offer 21.5", "they 21.5", "they're at 21.5 now", "price 21.5", "we 21.5, 30 days"]
)  # fmt: skip
def test_a_bare_price_of_a_thousandth_is_asked_about(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/offer 23k", in_=acme)
    ana.types("/offer they offer 21k", in_=acme)
    asked = ana.types(f"/offer {typed}", in_=acme)
    assert "Is it 21,500 EUR or 21.50 EUR?" in asked.text
    assert typed in asked.text
    assert len(offers_of(deal)) == 2
    ana.presses("21,500 EUR", on=asked)
    assert offers_of(deal)[-1].values["price"] == 21_500


@pytest.mark.parametrize(
    "typed",
    ["sie bieten 21,5", "sie 21,5", "er ist bei 21,5", "wir 21,5", "Preis 21,5"],
)
def test_a_german_bare_price_of_a_thousandth_is_asked_about(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types("/offer 23k", in_=general)
    dana.types("/offer sie bieten 21k", in_=general)
    asked = dana.types(f"/offer {typed}", in_=general)
    assert "Sind es 21.500 EUR oder 21,50 EUR?" in asked.text
    dana.presses("21.500 EUR", on=asked)
    assert offers_of(german_deal)[-1].values["Preis"] == 21_500


def test_a_price_may_be_as_small_as_it_was_typed(deal: Table, ana: Hands, acme: Channel) -> None:
    asked = ana.types("/offer they offer 21.5", in_=acme)
    ana.presses("21.50 EUR", on=asked)
    assert offers_of(deal)[0].values["price"] == Decimal("21.5")
    assert "Is it" not in ana.types("/offer they offer 21.8", in_=acme).text


@pytest.mark.parametrize(
    "typed",
    ["they offer 21.50 EUR", "they offer €21.50", "they offer 21.5k", "they offer 21.50 per box"],
)
def test_a_price_that_says_its_unit_is_not_asked_about(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    assert "Is it" not in ana.types(f"/offer {typed}", in_=acme).text
    assert len(offers_of(deal)) == 1


def test_a_price_of_millions_is_asked_about(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open Acme licence selling 3m EUR")
    ana.types("/offer 2.8m", in_=acme)
    asked = ana.types("/offer they offer 2.5", in_=acme)
    ana.presses("2,500,000 EUR", on=asked)
    assert offers_of(table)[-1].values["price"] == 2_500_000


def test_packages_are_in_thousands_together(deal: Table, ana: Hands, acme: Channel) -> None:
    asked = ana.types("/offer 22.5 with delivery or 21.5 without", in_=acme)
    ana.presses("22,500 EUR", on=asked)
    (offer,) = offers_of(deal)
    assert offer.values == {"price": 22_500, "delivery": "included"}
    assert offer.alternatives == ({"price": 21_500, "delivery": "not included"},)


def test_a_yes_may_name_a_price_in_thousands(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/offer 23.5k", in_=acme)
    assert "They accepted offer 1" in ana.types("/offer they accepted 23.5", in_=acme).text


@pytest.mark.parametrize(
    "typed",
    ["she took it", "they accepted", "she accepted the offer", "the buyer agreed"],
)
def test_a_yes_after_an_offer_of_theirs_is_asked_about(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/offer 23k", in_=acme)
    ana.types("/offer they offer 21k", in_=acme)
    asked = ana.types(f"/coach {typed}", in_=acme)
    assert "Nothing is recorded yet." in asked.text
    assert [offer.state for offer in offers_of(deal)] == [OfferState.OPEN, OfferState.OPEN]
    ana.presses("We accepted offer 2", on=asked)
    assert offers_of(deal)[1].state is OfferState.ACCEPTED


@pytest.mark.parametrize(
    "typed",
    ["er hat angenommen", "sie nehmen an", "sie hat zugesagt", "sie haben das Angebot angenommen"],
)
def test_a_german_yes_after_an_offer_of_theirs_is_asked_about(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types("/offer 23k", in_=general)
    dana.types("/offer sie bieten 21k", in_=general)
    asked = dana.types(f"/coach {typed}", in_=general)
    assert "Noch ist nichts eingetragen." in asked.text
    dana.presses("Angebot 1: von der Gegenseite angenommen", on=asked)
    assert offers_of(german_deal)[0].state is OfferState.ACCEPTED


@pytest.mark.parametrize("typed", ["they accepted offer 1", "they took 23k", "they accepted"])
def test_a_yes_that_names_the_offer_or_is_a_command_is_not_asked_about(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/offer 23k", in_=acme)
    ana.types("/offer they offer 21k", in_=acme)
    ana.types(f"/offer {typed}", in_=acme)
    assert offers_of(deal)[0].state is OfferState.ACCEPTED


def test_a_yes_to_our_last_offer_is_not_asked_about(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/offer they offer 21k", in_=acme)
    ana.types("/offer 23k", in_=acme)
    ana.types("/coach she took it", in_=acme)
    assert offers_of(deal)[1].state is OfferState.ACCEPTED


def test_an_offer_of_another_party_leaves_a_yes_as_it_is(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme, "/deal open Roofing buying 24k EUR")
    ana.types("/deal party Alpha Corp", in_=acme)
    ana.types("/deal party Bravo", in_=acme)
    ana.types("/offer 20k", in_=acme)
    ana.types("/offer Bravo: 22k", in_=acme)
    said = ana.types("/coach Alpha accepted", in_=acme)
    assert "We accepted" not in said.text


def test_the_form_under_a_question_has_what_was_typed(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    asked = dana.types("/offer sie bieten 5,80 bei 500 gläsern", in_=general)
    form = form_of(dana.presses("Mit dem Formular", on=asked))
    assert "sie bieten 5,80 bei 500 gläsern" in form.text
    assert "(x) Theirs" in form.text
    # The question still stands for whoever closes the form.
    assert "Angebot 1, von der Gegenseite." in dana.presses("Kein Thema", on=asked).text


def test_the_form_under_a_question_of_thousands_has_what_was_typed(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/offer they offer 21k", in_=acme)
    asked = ana.types("/offer they offer 21.5 until friday", in_=acme)
    form = form_of(ana.presses("Use the form", on=asked))
    assert "they offer 21.5 until friday" in form.text
