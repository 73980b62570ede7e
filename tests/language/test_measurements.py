from datetime import date
from decimal import Decimal

import pytest

from bot.language.measurements import Measurement, read_measurement

MONDAY = date(2026, 11, 23)


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
    expected = Measurement(name=name, value=Decimal(value), on=on)
    assert read_measurement(typed, "en-GB", MONDAY) == expected


@pytest.mark.parametrize("typed", ["uptime", "99", "uptime 99 of 100", "uptime 99 on 1 dec 2026"])
def test_what_is_no_reading(typed: str) -> None:
    assert read_measurement(typed, "en-GB", MONDAY) is None


def test_a_leap_day_to_come_has_no_year_before() -> None:
    assert read_measurement("uptime 99 on 29 feb", "en-GB", date(2028, 1, 10)) is None
