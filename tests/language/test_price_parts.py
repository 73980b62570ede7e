"""What a price includes or leaves out, and what is paid beside it, in English and German."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.worth import Figure
from bot.language.offers import NotAnOffer, OfferTerms, read_offer
from bot.language.price_parts import leaves_out_part
from tests.language.test_offers import NEW, TODAY

SOFA = replace(NEW, name="Sofa", size=Figure(amount=Decimal(24_000), unit="EUR"))


def terms(line: str, locale: str = "en-GB") -> OfferTerms:
    found = read_offer(line, deal=SOFA, locale=locale, today=TODAY)
    assert isinstance(found, OfferTerms), found
    return found


def say_values(line: str, locale: str = "en-GB") -> list[dict[str, str]]:
    """What each package of an offer says, numbers as text."""
    found = terms(line, locale)
    bundles = (found.values, *found.alternatives)
    return [{name: str(value) for name, value in bundle.items()} for bundle in bundles]


@pytest.mark.parametrize(
    ("line", "price", "parts"),
    [
        ("22,500 incl delivery", "22500", {"delivery": "included"}),
        ("22k incl. delivery w/o scotchgard", "22000", {"delivery": "included", "scotchgard": "not included"}),
        ("22k, incl delivery w/o scotchgard", "22000", {"delivery": "included", "scotchgard": "not included"}),
        ("11.5k w/o exclusivity", "11500", {"exclusivity": "not included"}),
        ("21,900 EUR excl fitting", "21900", {"fitting": "not included"}),
        ("22k excluding travel, incl hotel", "22000", {"travel": "not included", "hotel": "included"}),
        ("22k without the cushions", "22000", {"cushions": "not included"}),
        ("22k with delivery", "22000", {"delivery": "included"}),
        ("22k w/ delivery and fitting", "22000", {"delivery": "included", "fitting": "included"}),
        ("22k incl oak, tests and audit", "22000", {"oak": "included", "tests": "included", "audit": "included"}),
        ("22k (incl delivery)", "22000", {"delivery": "included"}),
        ("incl delivery 22k", "22000", {"delivery": "included"}),
        ("22k delivery included", "22000", {"delivery": "included"}),
        ("22k delivery not included", "22000", {"delivery": "not included"}),
        ("22k incl 2 flights", "22000", {"flights": "2 included"}),
        ("22k, 2 flights incl", "22000", {"flights": "2 included"}),
        ("22k incl 3 months support", "22000", {"support": "3"}),
        ("22k flat w/o fitting", "22000", {"fitting": "not included"}),
        ("24k with payment in 30 days", "24000", {"payment": "30"}),
        ("24k with a 24 month term", "24000", {"term": "24"}),
        ("24k with free onboarding", "24000", {"onboarding": "free"}),
    ],
)  # fmt: skip
def test_a_part_of_the_price_is_a_term_beside_it(
    line: str, price: str, parts: dict[str, str]
) -> None:
    assert say_values(line) == [{"price": price} | parts]
    assert terms(line).not_read in ("", "flat")


@pytest.mark.parametrize(
    ("line", "price", "parts"),
    [
        ("22.500 inkl Lieferung", "22500", {"Lieferung": "inklusive"}),
        ("22.500 € inkl. Lieferung und Montage", "22500", {"Lieferung": "inklusive", "Montage": "inklusive"}),
        ("11,5k ohne Exklusivität", "11500", {"Exklusivität": "nicht enthalten"}),
        ("22,8k zzgl Montage", "22800", {"Montage": "nicht enthalten"}),
        ("22,8k zzgl. Fahrtkosten inkl. Aufbau", "22800", {"Fahrtkosten": "nicht enthalten", "Aufbau": "inklusive"}),
        ("22k exkl. Montage", "22000", {"Montage": "nicht enthalten"}),
        ("22k einschl. Lieferung", "22000", {"Lieferung": "inklusive"}),
        ("22k samt Lieferung", "22000", {"Lieferung": "inklusive"}),
        ("22k mit Lieferung, ohne Montage", "22000", {"Lieferung": "inklusive", "Montage": "nicht enthalten"}),
        ("22k Lieferung inklusive", "22000", {"Lieferung": "inklusive"}),
        ("mit Lieferung 22k", "22000", {"Lieferung": "inklusive"}),
        ("22k inklusive 2 Flüge", "22000", {"Flüge": "2 inklusive"}),
        ("22k inkl. 24 Monate Garantie", "22000", {"Garantie": "24"}),
        ("24k mit Zahlung in 30 Tagen", "24000", {"Zahlung": "30"}),
        ("24k mit Anzahlung 30%", "24000", {"Anzahlung": "30"}),
    ],
)  # fmt: skip
def test_a_german_part_of_the_price_is_a_term_beside_it(
    line: str, price: str, parts: dict[str, str]
) -> None:
    assert say_values(line, "de-DE") == [{"Preis": price} | parts]
    assert terms(line, "de-DE").not_read == ""


@pytest.mark.parametrize(
    ("line", "guesses"),
    [
        ("22k incl delivery", ()),
        ("22k w/o scotchgard", ("scotchgard",)),
        ("22k incl delivery and fitting", ("fitting",)),
        ("22k zzgl Montage", ("Montage",)),
    ],
)
def test_unknown_things_among_the_parts_are_guesses(line: str, guesses: tuple[str, ...]) -> None:
    assert terms(line).guesses == guesses


@pytest.mark.parametrize(
    ("line", "values", "left"),
    [
        ("22k excl vat incl delivery", {"delivery": "included"}, "excl vat"),
        ("22k incl delivery excl vat", {"delivery": "included"}, "excl vat"),
        ("22k inkl. Lieferung zzgl. MwSt.", {"Lieferung": "inklusive"}, "zzgl MwSt"),
        ("22k zzgl. 19% MwSt", {}, "zzgl 19% MwSt"),
        ("22k incl everything", {}, "incl everything"),
        ("22k inkl 2k Gutschein", {}, "inkl 2k Gutschein"),
        ("22k incl 5% discount", {}, "incl 5% discount"),
        ("22k mit Rabatt", {}, "mit Rabatt"),
        ("22k exklusive Rechte", {}, "exklusive Rechte"),
        ("22k incl everything except fitting", {}, "incl everything except fitting"),
        ("22k abzgl. Skonto", {}, "abzgl Skonto"),
        ("22k plus delivery", {}, "plus delivery"),
        ("22k incl delivery plus fitting", {"delivery": "included"}, "plus fitting"),
        ("22k incl fitting, appliances extra", {"fitting": "included"}, "appliances extra"),
        ("22k incl delivery, then we sign", {"delivery": "included"}, "then we sign"),
    ],
)
def test_words_that_are_no_part_are_told_as_not_used(
    line: str, values: dict[str, str], left: str
) -> None:
    (said,) = say_values(line)
    assert said == {"price": "22000"} | values
    assert terms(line).not_read == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("21k extra cushions at cost", "extra cushions at cost"),
        ("21k additional cushions at cost", "additional cushions at cost"),
        ("21k, extra lamps at list price", "extra lamps at list price"),
        ("21k extra shelves billed separately", "extra shelves billed separately"),
        ("21k extra day at 900", "extra day at 900"),
        ("21k delivery extra", "delivery extra"),
        ("21k extra Kissen zum Selbstkostenpreis", "extra Kissen zum Selbstkostenpreis"),
        ("21k extra Stühle nach Aufwand", "extra Stühle nach Aufwand"),
        ("21k, zusätzliche Kissen zum Einkaufspreis", "zusätzliche Kissen zum Einkaufspreis"),
        ("21k zusätzliche Fahrten auf Stundenbasis", "zusätzliche Fahrten auf Stundenbasis"),
        ("21k Lieferung extra", "Lieferung extra"),
    ],
)
def test_what_is_paid_beside_the_price_is_told_as_not_used(line: str, left: str) -> None:
    assert say_values(line) == [{"price": "21000"}]
    assert terms(line).not_read == left
    assert leaves_out_part(left)


@pytest.mark.parametrize("line", ["2k extra for setup", "5% extra discount", "12 additional months"])  # fmt: skip
def test_how_much_more_is_still_no_offer(line: str) -> None:
    assert isinstance(read_offer(line, deal=SOFA, locale="en-GB", today=TODAY), NotAnOffer)


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ("24k with delivery or 22k without", "delivery", ("included", "not included")),
        ("A: 24k with delivery; B: 22k without delivery", "delivery", ("included", "not included")),
        ("either 24k incl travel or 22k w/o", "travel", ("included", "not included")),
        ("24k mit Fahrtkosten oder 22k ohne", "Fahrtkosten", ("inklusive", "nicht enthalten")),
        ("A: 24k mit Fahrtkosten; B: 22k ohne Fahrtkosten", "Fahrtkosten", ("inklusive", "nicht enthalten")),
        ("Paket A 24k mit Reise, Paket B 22k ohne Reise", "Reise", ("inklusive", "nicht enthalten")),
        ("24k inkl Montage, oder 22k exkl Montage", "Montage", ("inklusive", "nicht enthalten")),
    ],
)  # fmt: skip
def test_packages_say_with_and_without_of_the_same_thing(
    line: str, name: str, said: tuple[str, str]
) -> None:
    packages = say_values(line)
    assert [package["price"] for package in packages] == ["24000", "22000"]
    assert tuple(package[name] for package in packages) == said
    assert terms(line).not_read == ""


@pytest.mark.parametrize(
    ("line", "is_bare"),
    [
        ("21.5", True),
        ("price 21.5", True),
        ("they offer 21.5 incl delivery", True),
        ("21.5k", False),
        ("21.50 EUR", False),
        ("€21.5", False),
        ("21.50 per box", False),
    ],
)
def test_a_price_without_a_currency_is_known_as_bare(line: str, is_bare: bool) -> None:
    assert bool(terms(line).bare_prices) == is_bare


@pytest.mark.parametrize(
    ("not_read", "leaves_out"),
    [
        ("extra cushions at cost", True),
        ("best price; plus travel", True),
        ("mit Rabatt", True),
        ("zzgl 19% MwSt", False),
        ("excl vat", False),
        ("take it or leave it", False),
        ("", False),
    ],
)
def test_what_is_said_of_the_tax_is_no_part_of_the_price(not_read: str, leaves_out: bool) -> None:
    assert leaves_out_part(not_read) == leaves_out
