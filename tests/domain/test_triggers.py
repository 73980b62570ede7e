"""Triggers fire once when a threshold is passed, and again only after it recovered."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PersonId
from bot.domain.rhythms import Better, Measure, Rhythm
from bot.domain.triggers import (
    Reading,
    find_consequences,
    find_latest_reading,
    is_past_threshold,
)

UPTIME = Measure(name="uptime", threshold=Decimal(10))
RHYTHM = Rhythm(measures=(UPTIME,))
LATENCY = Measure(name="latency", better=Better.LOWER, threshold=Decimal(10))


def readings(*values: int) -> list[Reading]:
    day = date(2026, 11, 23)
    return [
        Reading(
            no=no,
            measure="uptime",
            value=Decimal(value),
            on=day + timedelta(days=no),
            person=PersonId("U1"),
            at=datetime(2026, 11, 23, tzinfo=UTC),
        )
        for no, value in enumerate(values, start=1)
    ]


@pytest.mark.parametrize(
    ("value", "higher", "lower"), [(9, True, False), (10, False, False), (11, False, True)]
)
def test_on_the_threshold_is_not_past_it(value: int, higher: bool, lower: bool) -> None:
    assert is_past_threshold(UPTIME, Decimal(value)) is higher
    assert is_past_threshold(LATENCY, Decimal(value)) is lower


@given(st.lists(st.integers(7, 13), min_size=1, max_size=20))
def test_it_fires_as_often_as_the_line_is_crossed(values: list[int]) -> None:
    rows = readings(*values)
    fired = sum(bool(find_consequences(RHYTHM, rows[:at], row)) for at, row in enumerate(rows))
    beyond = [value < 10 for value in values]
    assert fired == sum(
        now and not before for before, now in zip([False, *beyond], beyond, strict=False)
    )


def test_another_measures_readings_do_not_count() -> None:
    (low,) = readings(9)
    other = Measure(name="up", threshold=Decimal(10))
    assert find_latest_reading([low], "UPTIME") == low
    assert find_latest_reading([low], other.name) is None
