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
        ("partner Foo", "Foo", "partnering"),
        ("hire Anna", "Anna", "hiring"),
        ("Acme", "Acme", None),
    ],
)
def test_a_side_may_be_missing_or_said_otherwise(typed: str, name: str, side: str | None) -> None:
    opening = read_opening(typed, locale="en-US")
    assert (opening.name, opening.side, opening.size) == (name, side, None)


def test_a_year_in_the_name_is_no_size() -> None:
    assert read_opening("Acme 2027 renewal", locale="en-US").size is None


def test_an_empty_opening_has_no_name() -> None:
    assert read_opening("", locale="en-US").name == ""
