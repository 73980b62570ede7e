from decimal import Decimal

import pytest

from bot.domain.worth import Figure
from bot.language.openings import read_opening

SIZE = Figure(amount=Decimal(240_000), unit="EUR")


@pytest.mark.parametrize(
    "typed",
    [
        "Acme renewal selling 240k EUR",
        "selling 240k EUR Acme renewal",
        "Acme renewal, €240k, we are selling",
        "EUR 240k selling Acme renewal",
    ],
)
def test_a_deal_opens_in_any_order(typed: str) -> None:
    opening = read_opening(typed, locale="en-US")
    assert (opening.name, opening.side, opening.size) == ("Acme renewal", "selling", SIZE)


@pytest.mark.parametrize(
    ("typed", "name", "side"),
    [
        ("Bosch presses buying", "Bosch presses", "buying"),
        ("Grand Hotel linen selling", "Grand Hotel linen", "selling"),
        ("Million Steps campaign selling", "Million Steps campaign", "selling"),
        ("partner Foo", "Foo", "partnering"),
        ("hire Anna", "Anna", "hiring"),
        ("Acme", "Acme", None),
    ],
)
def test_a_side_may_be_missing_or_said_otherwise(typed: str, name: str, side: str | None) -> None:
    opening = read_opening(typed, locale="en-US")
    assert (opening.name, opening.side, opening.size) == (name, side, None)


@pytest.mark.parametrize(
    ("typed", "locale", "name", "size", "not_read"),
    [
        ("Acme renewal, we sell, 240k EUR, 3 yrs", "en-US", "Acme renewal", "240000 EUR", "3 yrs"),
        ("Acme selling 240k EUR over 36 months", "en-US", "Acme", "240000 EUR", "36 months"),
        ("Acme, selling, 120k USD ARR, 500 seats", "en-US", "Acme", "120000 USD", "500 seats"),
        ("A5 selling 2 x 120k GBP", "en-US", "A5", "240000 GBP", ""),
        ("Acme selling 360k EUR TCV, 120k ARR", "en-US", "Acme", "360000 EUR", "120k ARR"),
        ("Lagos depot buying NGN 45m", "en-US", "Lagos depot", "45000000 NGN", ""),
        ("webinar partnering 50 pts", "en-US", "webinar", "50 pts", ""),
        ("Lease buying $34/SF", "en-US", "Lease", "", "$34/SF"),
        ("Boeing 737 parts buying", "en-US", "Boeing 737 parts", "", ""),
        ("Wir kaufen Stahl, 400 T€, 24 Monate", "de-DE", "Stahl", "400000 EUR", "24 Monate"),
    ],
)
def test_the_size_is_an_amount_and_what_is_left_is_kept(
    typed: str, locale: str, name: str, size: str, not_read: str
) -> None:
    opening = read_opening(typed, locale=locale)
    found = f"{opening.size.amount:f} {opening.size.unit}" if opening.size else ""
    assert (opening.name, found, opening.not_read) == (name, size, not_read)


def test_of_two_amounts_none_is_the_size_yet() -> None:
    opening = read_opening("Acme selling 240k EUR, 12k EUR off so far", locale="en-US")
    assert opening.size is None
    assert [size.amount for size in opening.sizes] == [240_000, 12_000]


def test_what_they_do_is_the_other_side() -> None:
    assert read_opening("Bosch presses, they sell", locale="en-US").side == "buying"
    assert read_opening("Bosch presses selling to us", locale="en-US").side == "buying"


def test_a_currency_nobody_can_tell_makes_the_size_unclear() -> None:
    opening = read_opening("Oslo depot selling kr 2m", locale="en-US")
    assert (opening.size, opening.unclear) == (None, True)
    assert read_opening("Oslo depot selling kr 2m", locale="nb-NO").size == Figure(
        amount=Decimal(2_000_000), unit="NOK"
    )


def test_a_year_in_the_name_is_no_size() -> None:
    assert read_opening("Acme 2027 renewal", locale="en-US").size is None


def test_an_empty_opening_has_no_name() -> None:
    assert read_opening("", locale="en-US").name == ""
