"""Amounts and days as cells of a sheet hold them."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.worth import Figure, Size
from bot.language.sheet_cells import (
    AmountProblem,
    DayReader,
    OrderReason,
    find_day_order,
    find_size_scale,
    is_unknown,
    read_worth,
    says_nothing,
)
from bot.language.sheet_columns import Column, DayOrder, SheetColumn

TODAY = date(2026, 11, 23)
COST = SheetColumn(heading="Cost", key="cost", taken=Column.COST)
IN_THOUSANDS = SheetColumn(heading="", key="", taken=Column.COST, unit="EUR", times=1000)


@pytest.mark.parametrize(
    "cell", ["", "-", "–", "—", "?", "TBD", "tbc", "n/a", "N.A.", "k.A.", "unknown", "offen", "…"]
)
def test_a_cell_may_say_that_nothing_is_known(cell: str) -> None:
    assert is_unknown(cell)
    assert read_worth(cell, locale="en-US", column=COST, sizes={}) is None


@pytest.mark.parametrize("cell", ["0", "free", "+", "5%"])
def test_nothing_is_not_unknown(cell: str) -> None:
    assert is_unknown(cell) is (cell == "+")


def test_words_for_nothing_stand_for_no_words() -> None:
    assert all(map(says_nothing, ["none", "None", "keine", "nichts", "not yet", "-"]))
    assert not says_nothing("no exclusivity")


@pytest.mark.parametrize(
    ("cell", "amount", "unit"),
    [
        ("1234.560000000001", "1234.56", ""),
        ("12000", "12000", ""),
        ("$12,000.00", "12000.00", "USD"),
        ("USD 20k", "20000", "USD"),
        ("5 000 €", "5000", "EUR"),
        ("￥1,200,000", "1200000", "JPY"),
        ("30,000 EUR/yr", "30000", "EUR"),
        ("12k p.a.", "12000", ""),
        ("1.200,50 €", "1200.50", "EUR"),
        ("12'500 CHF", "12500", "CHF"),
    ],
)
def test_an_amount_is_read_however_it_is_written(cell: str, amount: str, unit: str) -> None:
    figure = read_worth(cell, locale="en-US", column=COST, sizes={})
    assert figure == Figure(amount=Decimal(amount), unit=unit)


def test_estimates_and_ranges_stay_what_they_are() -> None:
    about = read_worth("~1.5k", locale="en-US", column=COST, sizes={})
    assert about == Figure(amount=Decimal(1500), estimate=True)
    between = read_worth("3-4k", locale="en-US", column=COST, sizes={})
    assert between == Figure.between(Decimal(3000), Decimal(4000))


@pytest.mark.parametrize("cell", ["-5", "−5.000 €", "(5,000)", "($1,200.00)"])
def test_an_amount_below_nothing_is_told(cell: str) -> None:
    assert read_worth(cell, locale="en-US", column=COST, sizes={}) is AmountProblem.NEGATIVE


@pytest.mark.parametrize("cell", ["lots", "5%", "net 60", "12k for 3 years of it"])
def test_what_is_no_amount_is_told(cell: str) -> None:
    assert read_worth(cell, locale="en-US", column=COST, sizes={}) is AmountProblem.NOT_READ


@pytest.mark.parametrize(
    ("cell", "amount", "unit"),
    [
        ("12", "12000", "EUR"),
        ("1.5", "1500.0", "EUR"),
        ("12k", "12000", "EUR"),
        ("$ 12", "12000", "USD"),
        ("900 GBP", "900", "GBP"),
    ],
)
def test_a_heading_lends_its_unit_to_bare_figures(cell: str, amount: str, unit: str) -> None:
    figure = read_worth(cell, locale="en-US", column=IN_THOUSANDS, sizes={})
    assert figure == Figure(amount=Decimal(amount), unit=unit)


@pytest.mark.parametrize(
    ("cells", "sizes"),
    [
        ("H M L", [Size.L, Size.M, Size.S]),
        ("S M L XL", [Size.S, Size.M, Size.L, Size.XL]),
        ("low medium high", [Size.S, Size.M, Size.L]),
        ("gering mittel hoch", [Size.S, Size.M, Size.L]),
        ("M L", [Size.M, Size.L]),
    ],
)
def test_sizes_are_read_in_the_scale_of_their_sheet(cells: str, sizes: list[Size]) -> None:
    scale = find_size_scale(cells.split())
    read = [read_worth(cell, locale="en-US", column=COST, sizes=scale) for cell in cells.split()]
    assert read == sizes


def reader(*cells: str, locale: str = "en-US", heading: DayOrder | None = None) -> DayReader:
    reading = find_day_order(cells, past=cells, heading=heading, today=TODAY, locale=locale)
    return DayReader(reading=reading, today=TODAY, locale=locale)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026/11/03", date(2026, 11, 3)),
        ("2026-11-03 14:30", date(2026, 11, 3)),
        ("2026-11-03T09:00:00Z", date(2026, 11, 3)),
        ("2026-11-03T09:00:00.000+01:00", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("46329", date(2026, 11, 3)),
        ("2-Nov-26", date(2026, 11, 2)),
        ("3rd Nov 2026", date(2026, 11, 3)),
        ("Nov 3", date(2026, 11, 3)),
        ("November 3, 2026", date(2026, 11, 3)),
        ("24 Dec", date(2025, 12, 24)),
        ("Mon 2 Nov", date(2026, 11, 2)),
        ("Monday, 2 November", date(2026, 11, 2)),
        ("Sun 2 Nov", date(2025, 11, 2)),
        ("Mo. 2. November", date(2026, 11, 2)),
        ("03.11.2026", date(2026, 11, 3)),
        ("3.11.", date(2026, 11, 3)),
        ("11/3/26", date(2026, 11, 3)),
        ("11/13/2026 9:15 AM", date(2026, 11, 13)),
    ],
)
def test_a_day_on_which_something_moved_is_past(cell: str, day: date) -> None:
    assert reader(cell).read(cell, past=True) == day


@pytest.mark.parametrize(
    "cell", ["soon", "31 Nov 2026", "2026-02-30", "Q9", "12000", "Tue 2 Nov 26 x"]
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert reader(cell).read(cell, past=True) is None


def test_a_deadline_comes_after_the_day_of_its_row() -> None:
    days = reader()
    assert days.read("15 Jan", past=False) == date(2027, 1, 15)
    assert days.read("15 Nov", past=False, after=date(2026, 10, 20)) == date(2026, 11, 15)
    assert days.read("end of January", past=False) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("cells", "locale", "heading", "order", "why"),
    [
        ("11/02/2026", "en-US", None, DayOrder.MONTH_FIRST, OrderReason.LOCALE),
        ("11/02/2026", "en-GB", None, DayOrder.DAY_FIRST, OrderReason.LOCALE),
        ("11/02/2026", "en-US", DayOrder.DAY_FIRST, DayOrder.DAY_FIRST, OrderReason.HEADING),
        ("05/06/2026 13/06/2026", "en-US", None, DayOrder.DAY_FIRST, OrderReason.DATES),
        ("05/06/2026 06/13/2026", "en-GB", None, DayOrder.MONTH_FIRST, OrderReason.DATES),
        ("12/11/2026", "en-US", None, DayOrder.DAY_FIRST, OrderReason.TO_COME),
        ("02/11/2026 2026-11-03", "en-US", None, DayOrder.DAY_FIRST, OrderReason.NEAR),
        ("02/11/2026 2026-06-03", "en-US", None, DayOrder.MONTH_FIRST, OrderReason.LOCALE),
    ],
)
def test_the_order_of_days_is_found(
    cells: str, locale: str, heading: DayOrder | None, order: DayOrder, why: OrderReason
) -> None:
    reading = reader(*cells.split(), locale=locale, heading=heading).reading
    assert (reading.order, reading.why) == (order, why)
    assert reading.example == cells.split(maxsplit=1)[0]


def test_days_of_both_orders_leave_open_what_could_be_either() -> None:
    days = reader("13/11/2026", "11/14/2026", "05/06/2026")
    assert days.reading.is_mixed
    assert days.read("13/11/2026", past=True) == date(2026, 11, 13)
    assert days.read("11/14/2026", past=True) == date(2026, 11, 14)
    assert days.read("05/06/2026", past=True) is None
