from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MoveNo
from bot.domain.measures.fairness import Sum
from bot.domain.worth import POINTS, Figure, Size
from bot.slack.markup import to_plain_text
from bot.slack.words import LocaleWords, number_format, number_locale
from tests.slack.messages import MONDAY


def words(locale: str = "en-US") -> LocaleWords:
    return LocaleWords(number_format(number_locale(locale)), MONDAY)


def eur(amount: str) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR")


@pytest.mark.parametrize(
    ("locale", "read"),
    [
        ("en-US", "12,000 EUR"),
        ("de-DE", "12.000 EUR"),
        ("de-CH", "12’000 EUR"),
        ("fr-FR", "12\u202f000 EUR"),
        ("en-IN", "12,000 EUR"),
        ("nowhere", "12,000 EUR"),
        ("", "12,000 EUR"),
    ],
)
def test_money_is_the_amount_in_the_readers_locale_then_its_code(locale: str, read: str) -> None:
    assert words(locale).format_worth(eur("12000")) == read


@pytest.mark.parametrize(
    ("worth", "read"),
    [
        (None, "no figure yet"),
        (eur("1234.5"), "1,234.50 EUR"),
        (eur("0"), "0 EUR"),
        (Figure(amount=Decimal(12000), unit="EUR", estimate=True), "about 12,000 EUR"),
        (Figure.between(Decimal(10000), Decimal(15000), "EUR"), "10,000–15,000 EUR"),
        (Figure.between(Decimal(10000), Decimal(15000)), "10,000–15,000 USD"),
        (Figure(amount=Decimal(20), unit=POINTS), "20 pts"),
        (Figure(amount=Decimal("1234.567"), unit="JPY"), "1,235 JPY"),
        (Size.M, "size M"),
    ],
)
def test_what_a_move_costs_reads_as_people_say_it(worth: Figure | Size | None, read: str) -> None:
    assert words().format_worth(worth, "USD") == read


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(["en-US", "de-DE", "fr-FR", "en-IN", "es-ES"]),
)
def test_numbers_read_as_babel_writes_them(value: Decimal, locale: str) -> None:
    written = words(locale).format_number(value).replace("\xa0", " ")
    whole = value == value.to_integral_value()
    pattern = "#,##0" if whole else "#,##0.00"
    if locale == "en-IN":
        pattern = pattern.replace("#,##0", "#,##,##0")
    assert written == format_decimal(value, pattern, locale=number_locale(locale)).replace(
        "\xa0", " "
    )


def test_sums_name_what_has_no_figure() -> None:
    assert words().format_total(Decimal(12000), 2, "EUR") == "12,000 EUR + 2 without a figure"
    assert words().format_total(Decimal(0), 2, "EUR") == "2 without a figure"
    assert words().format_sum(Sum(), "EUR") == "nothing"
    assert (
        words().format_sum(Sum(amount=Decimal(9), figured=1, estimate=True), "EUR") == "about 9 EUR"
    )
    assert words().format_change(Decimal(12000), Decimal(15000), "EUR") == "12,000 to 15,000 EUR"


def test_a_share_is_never_rounded_to_nothing() -> None:
    assert words().format_percent(Decimal("0.05")) == "5 %"
    assert words().format_percent(Decimal("0.025")) == "2.5 %"
    assert words().format_percent(Decimal("0.125")) == "13 %"
    assert words().format_percent(Decimal("0.0004")) == "under 0.1 %"
    assert words().format_percent(Decimal(0)) == "0 %"
    assert words("de-DE").format_percent(Decimal("0.625"), 1) == "62,5 %"


def test_days_say_their_year_only_where_it_is_another_one() -> None:
    assert words().format_day(date(2026, 11, 27)) == "Fri 27 Nov"
    assert words().format_day(date(2027, 1, 15)) == "Fri 15 Jan 2027"
    assert words().format_short_day(date(2026, 11, 30)) == "30 Nov"
    assert [words().format_when(date(2026, 11, day)) for day in (22, 23, 24, 27)] == [
        "yesterday",
        "today",
        "tomorrow",
        "Fri 27 Nov",
    ]


def test_a_deadline_said_aloud_is_a_weekday_within_the_week() -> None:
    assert words().format_deadline(date(2026, 11, 27)) == "Friday"
    assert words().format_deadline(date(2026, 11, 24)) == "tomorrow"
    assert words().format_deadline(date(2026, 11, 30)) == "30 Nov"
    assert words().format_deadline(date(2026, 11, 20)) == "20 Nov"


def test_counts_agree_with_what_they_count() -> None:
    counted = [
        words().ngettext("%(num)s give", "%(num)s gives", count) for count in (0, 1, 2, 1200)
    ]
    assert counted == ["0 gives", "1 give", "2 gives", "1,200 gives"]
    assert [words().format_age(count) for count in (0, 1, 11)] == ["today", "1 day", "11 days"]
    assert [words().name_nth(count) for count in (2, 10, 11, 12, 22, 101)] == [
        "second",
        "tenth",
        "11th",
        "12th",
        "22nd",
        "101st",
    ]


def test_a_message_holds_its_values_to_the_letter() -> None:
    said = words().gettext("%(what)s, 5%% of it", what="*all* & more")
    assert to_plain_text(said) == "*all* & more, 5% of it"
    assert words().gettext("5%% off") == "5% off"
    assert words().translate("Show %(name)s", name="*all*") == "Show *all*"
    assert words().translate("5% off") == "5% off"


def test_lists_end_in_and_and_keep_every_part_as_typed() -> None:
    assert words().join_listing([]) == ""
    assert words().join_listing(["a"]) == "a"
    assert to_plain_text(words().join_listing(["a", "*b*", "c & d"])) == "a, *b* and c & d"
    assert words().list_move_numbers([MoveNo(1), MoveNo(3)]) == "#1 and #3"
