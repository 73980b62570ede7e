from datetime import date

import pytest

from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day
from bot.language.splitting import split_words

MONDAY = date(2026, 11, 23)


def day(typed: str, locale: str = "en-US", today: date = MONDAY) -> date | None:
    found = parse_day(split_words(clean_text(typed)), 0, date_context(today, locale))
    return found.day if found else None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("30 nov", "2026-11-30"),
        ("nov 30th", "2026-11-30"),
        ("30th of november", "2026-11-30"),
        ("15 jan", "2027-01-15"),
        ("15 jan 2028", "2028-01-15"),
        ("2026-12-01", "2026-12-01"),
        ("tmrw", "2026-11-24"),
        ("today", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("mon", "2026-11-30"),
        ("next mon", "2026-11-30"),
        ("eow", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("end of jan", "2027-01-31"),
        ("end feb", "2027-02-28"),
        ("end of the month", "2026-11-30"),
        ("end of next week", "2026-12-04"),
        ("end of next month", "2026-12-31"),
        ("end of q1", "2027-03-31"),
        ("q1", "2027-03-31"),
        ("mid jan", "2027-01-15"),
        ("month end", "2026-11-30"),
        ("year-end", "2026-12-31"),
        ("cob fri", "2026-11-27"),
        ("eod", "2026-11-23"),
        ("5pm fri", "2026-11-27"),
        ("the 30th", "2026-11-30"),
        ("the 2nd", "2026-12-02"),
        ("30-nov", "2026-11-30"),
        ("fri 27 nov", "2026-11-27"),
        ("xmas", "2026-12-25"),
        ("thanksgiving", "2026-11-26"),
        ("12/4", "2026-12-04"),
        ("30.11.", "2026-11-30"),
        ("30.11.26", "2026-11-30"),
        ("11/30/2026", "2026-11-30"),
        ("30/11", "2026-11-30"),
    ],
)
def test_days_as_people_type_them(typed: str, expected: str) -> None:
    assert day(typed) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("en-US", date(2026, 12, 4)), ("en-GB", date(2027, 4, 12)), ("de-DE", date(2027, 4, 12))],
)
def test_the_locale_says_whether_the_month_comes_first(locale: str, expected: date) -> None:
    assert day("12/4", locale) == expected


def test_a_day_that_has_passed_is_next_years() -> None:
    assert day("15 nov") == date(2027, 11, 15)
    assert day("29 feb") is None
    assert day("29 feb", today=date(2028, 1, 10)) == date(2028, 2, 29)


@pytest.mark.parametrize("typed", ["31 nov", "30 feb", "32 jan", "2026-13-01"])
def test_a_day_that_does_not_exist_is_found_but_no_day(typed: str) -> None:
    found = parse_day(split_words(typed), 0, date_context(MONDAY, "en-US"))
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize(
    "typed", ["2 wks", "5%", "2 pts", "60 days", "default", "their team", "3.5 pts", ""]
)
def test_what_is_no_day(typed: str) -> None:
    assert parse_day(split_words(typed), 0, date_context(MONDAY, "en-US")) is None


def test_a_quarter_ends_with_the_year_it_is_in() -> None:
    assert day("end of quarter", today=date(2026, 2, 3)) == date(2026, 3, 31)
    assert day("end of next quarter", today=date(2026, 11, 3)) == date(2027, 3, 31)
