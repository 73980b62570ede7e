"""What tests look at has no digits of chance in it, and still every figure that somebody typed."""

from uuid import UUID

import pytest

from tests.texts import without_chance


@pytest.mark.parametrize(
    "chance",
    [
        UUID(int=0x21806BF0_0000_4000_8000_000000000180).hex,
        "21806bf0",
        "gAAAAABn180Zx-180_Q9Lw==",
        "2026-11-23T08:00:01.180180+00:00",
        "2026-11-23 08:00:18",
        "1764100180.180",
        "0.0180180",
        "localhost:41800",
        "127.0.0.1:18000",
    ],
)
def test_figures_of_chance_are_not_seen(chance: str) -> None:
    assert "180" not in without_chance(f'{{"said": "{chance}"}}')


@pytest.mark.parametrize(
    "typed", ["180", "180k", "180000", "180,000 EUR", "EUR180", "2026-11-23 180", "cost 0.180"]
)
def test_figures_that_people_typed_are_seen(typed: str) -> None:
    assert "180" in without_chance(f'{{"id": "{UUID(int=0xABCDEF).hex}", "cost": "{typed}"}}')
