from decimal import Decimal

import pytest

from bot.domain.worth import POINTS, Figure, Size
from bot.language.amounts import parse_amount
from bot.language.clean import clean_text
from bot.language.splitting import split_words


def amount(text: str, locale: str = "en-US") -> Figure | Size | None:
    found = parse_amount(split_words(clean_text(text)), 0, locale)
    return found.worth if found else None


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("12k", 12_000, ""),
        ("1.2m", 1_200_000, ""),
        ("12,000", 12_000, ""),
        ("12 000", 12_000, ""),
        ("20 grand", 20_000, ""),
        ("£6k", 6_000, "GBP"),
        ("CHF 5k", 5_000, "CHF"),
        ("25k usd", 25_000, "USD"),
        ("C$4k", 4_000, "CAD"),
        ("$2,500", 2_500, "USD"),
        ("800eur", 800, "EUR"),
        ("€ 12", 12, "EUR"),
        ("10k€", 10_000, "EUR"),
        ("12'500 CHF", 12_500, "CHF"),
        ("1.5 million", 1_500_000, ""),
        ("2 lakh", 200_000, ""),
        ("2 cr", 20_000_000, ""),
        ("1.5cr", 15_000_000, ""),
        ("3bn", 3_000_000_000, ""),
        ("12k/yr", 12_000, ""),
        ("5k per year", 5_000, ""),
        ("20 pts", 20, POINTS),
    ],
)
def test_amounts_as_people_type_them(typed: str, value: int, unit: str) -> None:
    assert amount(typed) == Figure(amount=Decimal(value), unit=unit)


@pytest.mark.parametrize(
    ("typed", "locale", "value"),
    [
        ("€12.000,50", "de-DE", "12000.50"),
        ("12.000", "de-DE", "12000"),
        ("12,5k", "de-DE", "12500"),
        ("12 000,50", "fr-FR", "12000.50"),
        ("1.250k", "de-DE", "1250000"),
        ("1.250k", "en-US", "1250"),
        ("12,000.50", "en-US", "12000.50"),
        ("1,00,000", "en-IN", "100000"),
        ("12\u00a0000", "fr-FR", "12000"),
        ("12\u202f000,5", "fr-FR", "12000.5"),
    ],
)
def test_the_locale_says_which_mark_is_the_decimal_one(typed: str, locale: str, value: str) -> None:
    found = amount(typed, locale)
    assert isinstance(found, Figure)
    assert found.amount == Decimal(value)


@pytest.mark.parametrize(
    "typed",
    [
        "~12k",
        "approx 12k",
        "about 12k",
        "like 12k",
        "est. 12k",
        "12k or so",
        "12k-ish",
        "around 12k",
    ],
)
def test_a_rough_amount_is_an_estimate(typed: str) -> None:
    assert amount(typed) == Figure(amount=Decimal(12_000), estimate=True)


@pytest.mark.parametrize(
    "typed", ["10-15k", "10k-15k", "10–15k", "10k to 15k", "between 10k and 15k", "15k - 10k"]
)
def test_a_range_counts_as_its_midpoint(typed: str) -> None:
    assert amount(typed) == Figure.between(Decimal(10_000), Decimal(15_000))


def test_a_range_has_its_currency() -> None:
    assert amount("10–15k €") == Figure.between(Decimal(10_000), Decimal(15_000), "EUR")


@pytest.mark.parametrize(
    ("typed", "size"),
    [("S", Size.S), ("m", Size.M), ("large", Size.L), ("XL", Size.XL), ("size M", Size.M)],
)
def test_sizes_in_letters_and_words(typed: str, size: Size) -> None:
    assert amount(typed) is size


@pytest.mark.parametrize("typed", ["nothing", "0", "zero"])
def test_nothing_is_zero(typed: str) -> None:
    assert amount(typed) == Figure(amount=Decimal(0))


@pytest.mark.parametrize(
    "typed",
    [
        "NaN",
        "1e9",
        "inf",
        "-5k",
        "$-5k",
        "minus 5k",
        "$5k eur",
        "999999999999999",
        "many",
        "twelve",
    ],
)
def test_what_is_no_amount_has_no_worth(typed: str) -> None:
    assert amount(typed) is None
