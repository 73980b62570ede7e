from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import (
    DaysOff,
    choose_day_to_say,
    choose_month_end,
    choose_reply_day,
    count_working_days,
    working_days_ago,
)
from tests.domain.ledgers import MONDAY, day

dates = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))


@given(
    dates,
    st.integers(min_value=-10, max_value=60),
    st.frozensets(dates, max_size=3),
    st.frozensets(st.integers(0, 6), max_size=3),
)
def test_working_days_are_the_days_after_the_start_that_are_not_off(
    start: date, span: int, holidays: frozenset[date], weekend: frozenset[int]
) -> None:
    days_off = DaysOff(weekend=weekend, holidays=holidays)
    days = [start + timedelta(days=n) for n in range(1, span + 1)]
    assert count_working_days(start, start + timedelta(days=span), days_off) == sum(
        each not in days_off for each in days
    )


def test_the_weekend_is_saturday_and_sunday_unless_said_otherwise() -> None:
    assert [day(n) in DaysOff() for n in range(7)] == [False] * 5 + [True] * 2


@given(dates, st.integers(min_value=1, max_value=40))
def test_so_many_working_days_ago_is_the_last_such_day(today: date, days: int) -> None:
    ago = working_days_ago(today, days)
    assert (
        count_working_days(ago, today) >= days > count_working_days(ago + timedelta(days=1), today)
    )


def test_a_holiday_is_not_worked() -> None:
    assert count_working_days(MONDAY, day(7), DaysOff(holidays={day(2), day(5)})) == 4


@pytest.mark.parametrize(("today", "friday"), [(0, 4), (2, 4), (3, 11), (4, 11), (5, 11), (6, 11)])
def test_a_reply_is_asked_for_by_friday_with_two_days_to_go(today: int, friday: int) -> None:
    assert choose_reply_day(day(today)) == day(friday)


@pytest.mark.parametrize(
    ("today", "by"),
    [("2026-12-21", "2026-12-28"), ("2026-12-30", "2027-01-04"), ("2026-12-24", "2027-01-04")],
)
def test_no_reply_is_asked_for_on_a_day_when_next_to_nobody_works(today: str, by: str) -> None:
    assert choose_reply_day(date.fromisoformat(today)) == date.fromisoformat(by)


@pytest.mark.parametrize(
    ("today", "end"),
    [
        ("2026-11-23", "2026-11-30"),
        ("2026-11-24", "2026-12-31"),
        ("2026-12-28", "2027-01-29"),
        ("2028-02-01", "2028-02-29"),
    ],
)
def test_the_end_of_the_month_leaves_a_week(today: str, end: str) -> None:
    assert choose_month_end(date.fromisoformat(today)) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "2026-12-18"),
        ("2026-12-04", "2026-12-18"),
        ("2026-12-21", "2026-12-21"),
        ("2027-01-31", "2027-01-29"),
        ("2026-12-25", "2026-12-24"),
    ],
)
def test_a_day_that_is_said_is_to_come_and_no_weekend(due: str | None, said: str) -> None:
    """Asked on Tuesday 15 December."""
    found = choose_day_to_say(date.fromisoformat(due) if due else None, date(2026, 12, 15))
    assert found == date.fromisoformat(said)
