from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day, parse_days_ahead
from bot.language.splitting import split_line, split_words

MONDAY = date(2026, 11, 23)


def day(typed: str, locale: str = "en-US", today: date = MONDAY) -> date | None:
    """The day that the whole text names."""
    words = split_line(clean_text(typed), locale)
    found = parse_day(words, 0, date_context(today, locale))
    return found.day if found and found.after >= words.count else None


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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tuesday next week", "2026-12-01"),
        ("thursday of next week", "2026-12-03"),
        ("next week tuesday", "2026-12-01"),
        ("friday next", "2026-12-04"),
        ("friday after next", "2026-12-11"),
        ("monday week", "2026-11-30"),
        ("friday fortnight", "2026-12-11"),
        ("wed the 16th", "2026-12-16"),
        ("monday the 7th", "2026-12-07"),
        ("Friday, 4 Dec", "2026-12-04"),
        ("the 12th of next month", "2026-12-12"),
        ("next month 12th", "2026-12-12"),
        ("the 15", "2026-12-15"),
        ("monday the thirtieth", "2026-11-30"),
        ("the fifth of december", "2026-12-05"),
        ("fri 4/12", "2026-12-04"),
        ("end of the month after next", "2027-01-31"),
        ("tuesday in two weeks", "2026-12-08"),
        ("eow next week", "2026-12-04"),
        ("mid-Q1", "2027-02-15"),
        ("q1-27", "2027-03-31"),
        ("12-03-2026", "2026-12-03"),
        ("week 50", "2026-12-11"),
        ("wk 2", "2027-01-15"),
        ("calendar week 50", "2026-12-11"),
        ("the week of 7 dec", "2026-12-11"),
        ("the day after tomorrow", "2026-11-25"),
        ("a week before eoq", "2026-12-24"),
        ("two days before Christmas", "2026-12-23"),
        ("3 working days before xmas", "2026-12-22"),
        ("10 business days from today", "2026-12-07"),
        ("a week from friday", "2026-12-04"),
        ("the friday before christmas", "2026-12-18"),
        ("last friday", "2026-11-20"),
        ("last week", "2026-11-16"),
        ("two weeks ago", "2026-11-09"),
        ("a fortnight ago", "2026-11-09"),
        ("middle of january", "2027-01-15"),
        ("mid next week", "2026-12-02"),
        ("start of january", "2027-01-01"),
        ("beginning of next week", "2026-11-30"),
        ("last day of january", "2027-01-31"),
        ("last working day of january", "2027-01-29"),
        ("first monday in december", "2026-12-07"),
        ("H1 2027", "2027-06-30"),
        ("1Q27", "2027-03-31"),
        ("New Year's Eve", "2026-12-31"),
        ("easter", "2027-03-28"),
        ("20261231", "2026-12-31"),
        ("2026/12/31", "2026-12-31"),
        ("5pm Thu CET", "2026-11-26"),
        ("Thu 17:00 CET", "2026-11-26"),
        ("midnight Friday", "2026-11-27"),
        ("EOP Friday", "2026-11-27"),
        ("10 Dec at the latest", "2026-12-10"),
    ],
)
def test_days_by_their_week_a_distance_or_an_hour(typed: str, expected: str) -> None:
    assert day(typed) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Freitag nächster Woche", "2026-12-04"),
        ("nächste Woche Dienstag", "2026-12-01"),
        ("KW 50", "2026-12-11"),
        ("Ende KW 2", "2027-01-15"),
        ("Dienstag KW 50", "2026-12-08"),
        ("Mitte Januar", "2027-01-15"),
        ("zwei Tage vor Weihnachten", "2026-12-23"),
        ("eine Woche vor Quartalsende", "2026-12-24"),
        ("letzten Freitag", "2026-11-20"),
        ("Freitag, den 4.12.", "2026-12-04"),
        ("15. Dezember", "2026-12-15"),
        ("Freitag 12 Uhr", "2026-11-27"),
        ("Ende der nächsten Woche", "2026-12-04"),
        ("übermorgen", "2026-11-25"),
    ],
)
def test_days_as_people_type_them_in_german(typed: str, expected: str) -> None:
    assert day(typed, "de-DE") == date.fromisoformat(expected)
    # Sheets and forms read a day without the words of its line.
    words = split_words(clean_text(typed))
    found = parse_day(words, 0, date_context(MONDAY, "de-DE"))
    assert found is not None
    assert found.day == date.fromisoformat(expected)


@pytest.mark.parametrize("typed", ["end of q3 FY27", "fiscal q3", "end of fiscal year", "FY27"])
def test_a_fiscal_quarter_is_no_date(typed: str) -> None:
    assert parse_day(split_words(typed), 0, date_context(MONDAY, "en-US")) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("in two weeks", "2026-12-07"),
        ("in a fortnight", "2026-12-07"),
        ("in 10 days", "2026-12-03"),
    ],
)
def test_so_many_days_ahead(typed: str, expected: str) -> None:
    found = parse_days_ahead(split_words(typed), 0, MONDAY)
    assert found is not None
    assert found.day == date.fromisoformat(expected)


_TODAY = st.dates(min_value=date(2024, 1, 1), max_value=date(2032, 12, 31))
_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()


@given(today=_TODAY, weekday=st.integers(0, 6), which=st.sampled_from(["this", "next"]))
def test_a_weekday_of_a_week_is_in_that_week(today: date, weekday: int, which: str) -> None:
    found = day(f"{_NAMES[weekday]} {which} week", today=today)
    monday = today - timedelta(days=today.weekday())
    assert found == monday + timedelta(days=weekday + (7 if which == "next" else 0))


@given(
    today=_TODAY,
    count=st.integers(1, 60),
    unit=st.sampled_from([("days", 1), ("weeks", 7)]),
    side=st.sampled_from([("before", -1), ("after", 1)]),
)
def test_a_distance_is_counted_from_its_day(
    today: date, count: int, unit: tuple[str, int], side: tuple[str, int]
) -> None:
    anchor = date(2030, 5, 17)
    found = day(f"{count} {unit[0]} {side[0]} 2030-05-17", today=today)
    assert found == anchor + timedelta(days=side[1] * count * unit[1])


@given(today=_TODAY, week=st.integers(1, 52))
def test_a_numbered_week_is_the_next_one_of_that_number(today: date, week: int) -> None:
    for typed in (f"week {week}", f"KW {week}", f"kw{week}"):
        found = day(typed, today=today)
        assert found is not None
        assert (found.isocalendar().week, found.weekday()) == (week, 4)
        assert found >= today - timedelta(days=2)
        assert found < today + timedelta(days=380)


@given(today=_TODAY, target=_TODAY)
def test_a_whole_date_is_that_day_in_every_form(today: date, target: date) -> None:
    month = target.strftime("%B")
    for typed in (
        target.isoformat(),
        target.strftime("%Y%m%d"),
        f"{target.day} {month} {target.year}",
        f"{month} {target.day}, {target.year}",
        f"{target.strftime('%A')} {target.day} {month} {target.year}",
    ):
        assert day(typed, today=today) == target, typed


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4 nov", "2027-11-04"),
        ("4 of next month", "2026-12-04"),
        ("4 nächsten Monats", "2026-12-04"),
        ("5 pm fri", "2026-11-27"),
        ("17 Uhr Freitag", "2026-11-27"),
        ("10 days before Christmas", "2026-12-15"),
        ("2 working days after friday", "2026-12-01"),
        ("10 extra seats", None),
        ("24 month term", None),
        ("5 friday seats", None),
        ("30 Plätze", None),
    ],
)
def test_a_number_begins_a_day_only_before_what_a_day_may_go_on_with(
    typed: str, expected: str | None
) -> None:
    locale = "de-DE" if not typed.isascii() or "Uhr" in typed else "en-GB"
    found = day(typed, locale)
    assert (found.isoformat() if found else None) == expected
