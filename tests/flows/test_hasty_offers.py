"""Offers in haste: to whom, of both sides in one line, put right, and days that say nothing of how long one stands."""

from datetime import date
from decimal import Decimal

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
    opened(ana, acme, "/deal open Lift service Hansa House selling 30k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Aufzug Hansahaus Verkauf 30k EUR")
    return table


def offers_of(table: Table) -> list[Offer]:
    deal = table.deal
    with table.store.reading() as work:
        return list(list_valid_offers(work.offers.list_in_deal(deal.team, deal.id)))


def price_of(offer: Offer) -> Decimal:
    (price,) = [
        value for value in offer.values.values() if isinstance(value, Decimal) and value > 500
    ]
    return price


@pytest.mark.parametrize(
    "typed",
    ["to them 2850", "to them: 2850, 30 days", "for the buyer 2850", "to the customer 2850", "to her 2850"],
)  # fmt: skip
def test_an_offer_to_them_is_ours(deal: Table, ana: Hands, acme: Channel, typed: str) -> None:
    said = ana.types(f"/offer {typed}", in_=acme)
    assert "Offer 1, ours" in said.text
    assert price_of(offers_of(deal)[0]) == 2850


@pytest.mark.parametrize("typed", ["ihnen 2850", "ihnen: 2850, 30 Tage", "an sie 2850", "denen 2850"])  # fmt: skip
def test_a_german_offer_to_them_is_ours(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    said = dana.types(f"/offer {typed}", in_=general)
    assert "Angebot 1, von uns" in said.text
    assert price_of(offers_of(german_deal)[0]) == 2850


@pytest.mark.parametrize("typed", ["them 2800", "them: 2800, 30 days", "them price 2800", "her 2800"])  # fmt: skip
def test_whose_offer_it_is_is_asked(deal: Table, ana: Hands, acme: Channel, typed: str) -> None:
    asked = ana.types(f"/offer {typed}", in_=acme)
    assert "Whose offer is it?" in asked.text
    assert offers_of(deal) == []
    ana.presses("Theirs", on=asked)
    (offer,) = offers_of(deal)
    assert not offer.ours
    assert price_of(offer) == 2800


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("our price 2950, their price 2700", "our price 2950", "their price 2700"),
        ("ours 2950 theirs 2700", "ours 2950", "theirs 2700"),
        ("we 2900 they 2750", "we 2900", "they 2750"),
        ("we're at 2900, they're at 2750", "we're at 2900", "they're at 2750"),
        ("they said 2700 and we said 2950", "they said 2700", "we said 2950"),
        ("us 2900, them 2750", "us 2900", "them 2750"),
    ],
)
def test_offers_of_two_sides_are_typed_one_by_one(
    deal: Table, ana: Hands, acme: Channel, typed: str, first: str, second: str
) -> None:
    said = ana.types(f"/offer {typed}", in_=acme)
    assert f"/offer {first}, then /offer {second}" in said.text
    assert offers_of(deal) == []


@pytest.mark.parametrize(
    ("typed", "first", "second"),
    [
        ("wir 2950, sie 2700", "wir 2950", "sie 2700"),
        ("unser Preis 2950, ihr Preis 2700", "unser Preis 2950", "ihr Preis 2700"),
        ("wir sind bei 2900, sie sind bei 2750", "wir sind bei 2900", "sie sind bei 2750"),
        ("sie sagten 2700 und wir 2950", "sie sagten 2700", "wir 2950"),
    ],
)
def test_german_offers_of_two_sides_are_typed_one_by_one(
    german_deal: Table, dana: Hands, general: Channel, typed: str, first: str, second: str
) -> None:
    said = dana.types(f"/offer {typed}", in_=general)
    assert f"/offer {first}, dann /offer {second}" in said.text
    assert offers_of(german_deal) == []


@pytest.mark.parametrize(
    "typed",
    ["we 2900 if they take 24 months", "2900 once they pay 1000 up front", "they said 2700, 24 months"],
)  # fmt: skip
def test_a_condition_is_no_offer_of_theirs(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/offer {typed}", in_=acme)
    assert len(offers_of(deal)) == 1


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("17k with fitting by may", "with fitting by may"),
        ("17k, play till midnight", "play till midnight"),
        ("17k, delivered by 20 Dec", "delivered by 20 Dec"),
        ("17k delivered until 20 Dec", "delivered until 20 Dec"),
        ("17k, installed before 20 Dec", "installed before 20 Dec"),
        ("17k by Friday", "by Friday"),
        ("17k, ready through 20 Dec", "ready through 20 Dec"),
    ],
)
def test_a_day_of_the_work_is_not_how_long_an_offer_stands(
    deal: Table, ana: Hands, acme: Channel, typed: str, part: str
) -> None:
    said = ana.types(f"/offer {typed}", in_=acme)
    assert part in said.text.partition("Not used:")[2]
    (offer,) = offers_of(deal)
    assert offer.until is None


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("17k geliefert bis Mai", "geliefert bis Mai"),
        ("17k mit Einbau bis 20.12.", "mit Einbau bis 20.12."),
        ("17k, gespielt wird bis Mitternacht", "gespielt wird bis Mitternacht"),
        ("17k, Montage bis Ende März", "Montage bis Ende März"),
        ("17k, Start bis 1.3.", "Start bis 1.3."),
    ],
)
def test_a_german_day_of_the_work_is_not_how_long_an_offer_stands(
    german_deal: Table, dana: Hands, general: Channel, typed: str, part: str
) -> None:
    said = dana.types(f"/offer {typed}", in_=general)
    assert part in said.text.partition("Nicht verwendet:")[2]
    (offer,) = offers_of(german_deal)
    assert offer.until is None


@pytest.mark.parametrize(
    "typed",
    [
        "17k valid until 4 Dec", "17k good till 4 Dec", "17k stands until 4 Dec", "17k until 4 Dec",
        "price 17k, term 24 months until 4 Dec", "17k, open till 4 Dec", "17k with fitting, valid until 4 Dec",
    ],
)  # fmt: skip
def test_words_of_validity_say_how_long_it_stands(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/offer {typed}", in_=acme)
    assert offers_of(deal)[0].until == date(2026, 12, 4)


@pytest.mark.parametrize(
    "typed", ["17k gültig bis 4.12.", "17k, gilt bis 4.12.", "17k bis 4.12.", "17k steht bis 4.12."]
)
def test_german_words_of_validity_say_how_long_it_stands(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types(f"/offer {typed}", in_=general)
    assert offers_of(german_deal)[0].until == date(2026, 12, 4)


@pytest.mark.parametrize("typed", ["sorry, 58k", "no sorry, I meant 58k", "oops, 58k not 57k"])
def test_a_corrected_offer_is_no_second_offer(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/offer we offered 57k, 24 months", in_=acme)
    asked = ana.types(f"/offer {typed}", in_=acme)
    assert "Put offer 1 right?" in asked.text
    assert "58,000 EUR instead of 57,000 EUR" in asked.text
    assert price_of(offers_of(deal)[0]) == 57_000
    ana.presses("Put it right", on=asked)
    (offer,) = offers_of(deal)
    assert price_of(offer) == 58_000
    assert Decimal(24) in offer.values.values()
    assert deal.states() == [], "no step follows from a slip"


def test_an_offer_of_theirs_is_put_right(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/offer we offered 57k", in_=acme)
    ana.types("/offer they want 52k, 30 days", in_=acme)
    asked = ana.types("/offer sorry I meant 45 days", in_=acme)
    assert "45 days instead of 30 days" in asked.text
    ana.presses("Put it right", on=asked)
    offers = offers_of(deal)
    assert [offer.ours for offer in offers] == [True, False]
    assert price_of(offers[1]) == 52_000


def test_a_correction_that_fits_no_offer_records_nothing(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/offer we offered 57k", in_=acme)
    for typed in ("sorry 58k not 99k", "sorry, I meant 24 months"):
        said = ana.types(f"/offer {typed}", in_=acme)
        assert "This puts an offer right, so no new one is made of it." in said.text
        assert typed in said.text
    assert len(offers_of(deal)) == 1


def test_a_german_offer_is_put_right(german_deal: Table, dana: Hands, general: Channel) -> None:
    dana.types("/offer wir haben 37k geboten", in_=general)
    asked = dana.types("/offer sorry, ich meinte 38k", in_=general)
    assert "38.000 EUR statt 37.000 EUR" in asked.text
    dana.presses("Berichtigen", on=asked)
    (offer,) = offers_of(german_deal)
    assert price_of(offer) == 38_000


@pytest.mark.parametrize(
    "typed",
    ["Miller 42k, Hansen 44k", "Miller: 42k, 30 days; Hansen: 44k", "Miller 42k and Hansen wants 44k"],
)  # fmt: skip
def test_offers_of_two_suppliers_are_typed_one_by_one(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/deal open vans with Miller and Hansen buying 90k EUR", in_=acme)
    ana.types("/ask free delivery from Miller", in_=acme)
    said = ana.types(f"/offer {typed}", in_=acme)
    assert "This has offers of two sides." in said.text
    assert "then /offer Hansen" in said.text
    assert offers_of(table) == []


def units_of(table: Table) -> dict[str, str]:
    return {issue.name: issue.unit for issue in table.deal.issues}


def test_a_corrected_offer_keeps_the_units_of_the_issues_that_it_opened(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/offer we offered 57k", in_=acme)
    ana.types("/offer we offered 56k, 24 months", in_=acme)
    before = units_of(deal)
    assert "months" in before.values()
    ana.presses("Put it right", on=ana.types("/offer sorry, I meant 55k", in_=acme))
    assert units_of(deal) == before
    assert Decimal(24) in offers_of(deal)[-1].values.values()


def test_a_german_corrected_offer_keeps_the_units_of_the_issues_that_it_opened(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/offer wir haben 37k geboten, 24 Monate", in_=general)
    before = units_of(german_deal)
    assert "months" in before.values()
    dana.presses("Berichtigen", on=dana.types("/offer sorry, ich meinte 38k", in_=general))
    assert units_of(german_deal) == before


def test_an_offer_is_put_right_while_the_deal_is_on_hold(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/offer we 30k", in_=acme)
    ana.types("/deal hold", in_=acme)
    held = ana.types("/offer we 27k", in_=acme)
    ana.presses("Put it on the table all the same", on=held)
    right = ana.presses("Put it right", on=ana.types("/offer sorry, I meant 28k", in_=acme))
    assert "28,000 EUR" in right.text
    assert [price_of(offer) for offer in offers_of(deal)] == [30_000, 28_000]


@pytest.mark.parametrize(
    "typed",
    [
        "again 2700",
        "once more 2700",
        "back to 2700",
        "new try 2700",
        "nochmal 2700",
        "dann halt 2700",
    ],
)
def test_what_only_leads_to_an_offer_is_no_issue(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types("/deal open Photographer buying 3000 EUR", in_=acme)
    said = ana.types(f"/offer {typed}", in_=acme)
    assert "Offer 1, ours." in said.text
    assert "new issue of this deal?" not in said.text
