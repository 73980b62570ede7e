from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.language.measurements import Measurement, ReadingFlaw, read_measurement

MONDAY = date(2026, 11, 23)
OCTOBER: dict[str, Any] = {"since": date(2026, 10, 1), "on": date(2026, 10, 31), "dated": True}
NAMES = ("uptime", "CPI", "p95 response time", "Verfügbarkeit", "tickets")


@pytest.mark.parametrize(
    ("typed", "name", "value", "on"),
    [
        ("uptime 99.2", "uptime", "99.2", MONDAY),
        ("tickets 12 on 3 Nov", "tickets", "12", date(2026, 11, 3)),
        ("response time is 4 on 1 dec", "response time", "4", date(2025, 12, 1)),
        ("Verfügbarkeit liegt bei 99 am 3. November", "Verfügbarkeit", "99", date(2026, 11, 3)),
    ],
)
def test_a_reading_has_a_measure_a_number_and_a_day_that_has_passed(
    typed: str, name: str, value: str, on: date
) -> None:
    read = read_measurement(typed, "en-GB", MONDAY)
    assert (read.name, read.value, read.on, read.flaw) == (name, Decimal(value), on, None)


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("uptime", ReadingFlaw.NO_NUMBER),
        ("99", ReadingFlaw.NO_NAME),
        ("uptime 99 of 100", ReadingFlaw.NUMBERS),
        ("uptime 99 on 1 dec 2026", ReadingFlaw.TO_COME),
        ("uptime 99 for December 2026", ReadingFlaw.TO_COME),
        ("uptime 99000 %", ReadingFlaw.OUT_OF_BOUNDS),
        ("uptime 99.1234567", ReadingFlaw.OUT_OF_BOUNDS),
    ],
)
def test_what_is_no_reading_says_why(typed: str, flaw: ReadingFlaw) -> None:
    assert read_measurement(typed, "en-GB", MONDAY).flaw is flaw


def test_a_leap_day_to_come_has_no_year_before() -> None:
    read = read_measurement("uptime 99 on 29 feb", "en-GB", date(2028, 1, 10))
    assert read.flaw is ReadingFlaw.TO_COME


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        ("en-US", "CPI 4.6%", {"name": "CPI", "value": "4.6", "unit": "%"}),
        ("en-US", "uptime 98.9 for October", {"value": "98.9", **OCTOBER}),
        ("en-US", "98.9% uptime last month", {"value": "98.9", "unit": "%", **OCTOBER}),
        ("en-US", "uptime for Oct 2026 98.9", {"value": "98.9", **OCTOBER}),
        ("en-US", "uptme 99.1", {"name": "uptime", "value": "99.1"}),
        ("en-US", "uptime 99.200", {"value": "99.200"}),
        ("en-US", "p95 response time 120 ms", {"name": NAMES[2], "value": "120", "unit": "ms"}),
        ("en-US", "uptime 99.5 % thanks", {"value": "99.5", "unit": "%", "not_read": ("thanks",)}),
        (
            "en-US",
            "correct uptime 99.6 for October",
            {"value": "99.6", "corrects": True, **OCTOBER},
        ),
        (
            "en-US",
            "uptime was 99.6, not 98.9",
            {"value": "99.6", "corrects": True, "instead_of": Decimal("98.9")},
        ),
        ("en-US", "remove uptime for October", {"corrects": True, "withdrawn": True, **OCTOBER}),
        ("de-DE", "Verfügbarkeit 98,9 % im Oktober", {"value": "98.9", "unit": "%", **OCTOBER}),
        (
            "de-DE",
            "Verfügbarkeit 99,6 statt 98,9",
            {"value": "99.6", "corrects": True, "instead_of": Decimal("98.9")},
        ),
        ("de-DE", "CPI 4,6 Prozent", {"name": "CPI", "value": "4.6", "unit": "%"}),
        (
            "de-DE",
            "Verfügbarkeit KW 40 98,9",
            {
                "value": "98.9",
                "since": date(2026, 9, 28),
                "on": date(2026, 10, 4),
                "dated": True,
            },
        ),
    ],
)
def test_periods_units_and_corrections_are_read(
    locale: str, typed: str, said: dict[str, Any]
) -> None:
    read = read_measurement(typed, locale, MONDAY, NAMES)
    if "value" in said:
        said = {**said, "value": Decimal(said["value"])}
    usual: dict[str, Any] = {"name": read.name, "on": MONDAY}
    expected = Measurement(**(usual | said))
    assert read == expected
