from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.worth import POINTS, Figure, Size
from bot.language.amounts import parse_amount
from bot.language.clean import clean_text
from bot.language.currencies import CODES
from bot.language.hints import HintReason
from bot.language.splitting import split_line


def amount(text: str, locale: str = "en-US") -> Figure | Size | None:
    found = parse_amount(split_line(clean_text(text), locale), 0, locale)
    return found.worth if found else None


def figure(value: str, unit: str = "", *, estimate: bool = False) -> Figure:
    return Figure(amount=Decimal(value), unit=unit, estimate=estimate)


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


def test_a_range_in_words_counts_as_its_midpoint() -> None:
    assert amount("ten to twelve grand") == Figure.between(Decimal(10_000), Decimal(12_000))


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
        "1.12345678901234567890123456",
        "many",
        "twelve",
        "a couple",
    ],
)
def test_what_is_no_amount_has_no_worth(typed: str) -> None:
    assert amount(typed) is None


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("5k SAR", "5000", "SAR"),
        ("MYR 30k", "30000", "MYR"),
        ("RM 400k", "400000", "MYR"),
        ("RM400k", "400000", "MYR"),
        ("Rs. 5,000", "5000", "INR"),
        ("Rs 2 lakh", "200000", "INR"),
        ("NT$90k", "90000", "TWD"),
        ("₦5m", "5000000", "NGN"),
        ("500 Kč", "500", "CZK"),
        ("AUD $5k", "5000", "AUD"),
        ("$5k CAD", "5000", "CAD"),
        ("3 500 EGP", "3500", "EGP"),
        ("12k EUR/yr", "12000", "EUR"),
        ("5,000.- CHF", "5000", "CHF"),
        ("TOP 20k", "20000", "TOP"),
        ("200k try", "200000", "TRY"),
        ("two thousand dollars", "2000", "USD"),
        ("12k US dollars", "12000", "USD"),
        ("30k Aussie dollars", "30000", "AUD"),
        ("9k Mexican pesos", "9000", "MXN"),
        ("5k Swiss francs", "5000", "CHF"),
        ("9k pounds sterling", "9000", "GBP"),
        ("one and a half grand", "1500", ""),
        ("2k5", "2500", ""),
        ("IDR 12 juta", "12000000", "IDR"),
        ("£25pp", "25", "GBP"),
        ("fifty bucks", "50", "USD"),
        ("twelve thousand", "12000", ""),
        ("two hundred and fifty thousand", "250000", ""),
        ("twenty-five hundred", "2500", ""),
        ("half a million", "500000", ""),
        ("$.50 per unit", "0.50", "USD"),
        ("$34/SF", "34", "USD"),
        ("$12/seat/month", "12", "USD"),
        ("1.8m XOF/yr", "1800000", "XOF"),
    ],
)
def test_currencies_and_numbers_of_many_countries(typed: str, value: str, unit: str) -> None:
    assert amount(typed) == figure(value, unit)


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [
        ("5.500,- €", "5500", "EUR"),
        ("€ 5.500,–", "5500", "EUR"),
        ("1,5 Mio. €", "1500000", "EUR"),
        ("3 Tsd. EUR", "3000", "EUR"),
        ("1,2 Mrd. €", "1200000000", "EUR"),
        ("30 T€", "30000", "EUR"),
        ("TEUR 30", "30000", "EUR"),
        ("30TEUR", "30000", "EUR"),
        ("40 TCHF", "40000", "CHF"),
        ("12.000 €/Jahr", "12000", "EUR"),
        ("12.000 € im Jahr", "12000", "EUR"),
        ("1,10 €/Tafel", "1.10", "EUR"),
        ("500 Stutz", "500", "CHF"),
        ("viertausend Euro", "4000", "EUR"),
        ("zwölftausendfünfhundert", "12500", ""),
        ("eine halbe Million", "500000", ""),
        ("26,5 T EUR", "26500", "EUR"),
        ("9 Mille", "9000", ""),
    ],
)
def test_amounts_as_people_type_them_in_german(typed: str, value: str, unit: str) -> None:
    assert amount(typed, "de-DE") == figure(value, unit)


@pytest.mark.parametrize(
    ("typed", "locale", "unit"),
    [
        ("kr. 25.000", "da-DK", "DKK"),
        ("25 000 kr", "sv-SE", "SEK"),
        ("25 000 kr", "nb", "NOK"),
        ("25000 pesos", "es-MX", "MXN"),
        ("Rs 25,000", "en-PK", "PKR"),
        ("R 25,000", "en-ZA", "ZAR"),
    ],
)
def test_a_mark_of_several_countries_is_the_readers_own(typed: str, locale: str, unit: str) -> None:
    assert amount(typed, locale) == figure("25000", unit)


@pytest.mark.parametrize("typed", ["kr 2m", "20k kr", "500 pesos", "Q$5k"])
def test_a_currency_nobody_can_tell_is_asked_about(typed: str) -> None:
    found = parse_amount(split_line(typed, "en-US"), 0, "en-US")
    assert found is not None
    assert (found.worth, found.problem) == (None, HintReason.UNKNOWN_CURRENCY)


@pytest.mark.parametrize(
    "typed",
    [
        "less than 12k",
        "at least 12k",
        "up to 12k",
        "no more than 12k",
        "max 12k",
        "12k max",
        "<12k",
    ],
)
def test_a_bound_is_an_estimate(typed: str) -> None:
    assert amount(typed) == figure("12000", estimate=True)


@pytest.mark.parametrize("typed", ["weniger als 12k", "mindestens 12k", "bis zu 12k", "knapp 12k"])
def test_a_bound_is_an_estimate_in_german(typed: str) -> None:
    assert amount(typed, "de-DE") == figure("12000", estimate=True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5k per seat per month", "per seat per month"),
        ("12k p.a.", "p.a."),
        ("12k a year", "a year"),
        ("120k ARR", "ARR"),
        ("120 per delivered ton", "per delivered ton"),
        ("4M SAR a year", "a year"),
    ],
)
def test_what_an_amount_is_counted_by_is_kept_apart(typed: str, words: str) -> None:
    split = split_line(typed, "en-US")
    found = parse_amount(split, 0, "en-US")
    assert found is not None
    assert found.rate is not None
    assert f"{split.typed(*found.rate)}" == words.rstrip(".")
    assert found.after == split.count


_CODES = st.sampled_from(sorted(CODES))
_NUMBERS = st.integers(min_value=101, max_value=1899)


@given(code=_CODES, number=_NUMBERS, multiple=st.sampled_from(["", "k", "m"]))
def test_any_code_counts_before_and_behind_a_number(code: str, number: int, multiple: str) -> None:
    times = {"": 1, "k": 1_000, "m": 1_000_000}[multiple]
    expected = Figure(amount=Decimal(number * times), unit=code)
    for typed in (
        f"{code} {number}{multiple}",
        f"{number}{multiple} {code}",
        f"{number}{multiple} {code}/yr",
    ):
        # The line around it has small letters, so that the code's capitals mean something.
        split = split_line(f"{typed} for training", "en-US")
        found = parse_amount(split, 0, "en-US")
        assert found is not None, typed
        assert found.worth == expected, typed


@given(
    number=st.integers(min_value=1, max_value=99_999),
    unit=st.sampled_from(
        "seats months yrs users weeks days hours pallets tons % kg miles Monate Lizenzen Jahre".split()
    ),
)
def test_a_number_with_another_unit_is_never_money(number: int, unit: str) -> None:
    for locale in ("en-US", "de-DE"):
        assert parse_amount(split_line(f"{number} {unit}", locale), 0, locale) is None


@pytest.mark.parametrize("typed", ["2 x 120k", "top 10", "all 12 sites", "20 ft", "try 30"])
def test_a_word_that_is_a_code_too_is_a_word(typed: str) -> None:
    found = amount(typed)
    assert not isinstance(found, Figure) or not found.unit
