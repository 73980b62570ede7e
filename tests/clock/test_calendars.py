from datetime import UTC, date, datetime, time
from zoneinfo import available_timezones

import pytest

from bot.clock.calendars import Calendars
from bot.domain.calendar import USUAL_DAYS_OFF

CALENDAR = Calendars()


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc] # the parts of a moment


@pytest.mark.parametrize(
    ("day", "hour", "zone", "at"),
    [
        (date(2026, 11, 23), time(9), "Europe/Berlin", utc(2026, 11, 23, 8)),
        (date(2026, 7, 23), time(9), "Europe/Berlin", utc(2026, 7, 23, 7)),
        (date(2026, 11, 23), time(9), "America/New_York", utc(2026, 11, 23, 14)),
        (date(2026, 11, 23), time(9), "Asia/Kolkata", utc(2026, 11, 23, 3, 30)),
        (date(2026, 11, 23), time(9), "Nowhere/AtAll", utc(2026, 11, 23, 9)),
    ],
)
def test_an_hour_on_the_wall_is_a_moment(day: date, hour: time, zone: str, at: datetime) -> None:
    assert CALENDAR.instant(day, hour, zone) == at


@pytest.mark.parametrize(
    ("day", "hour", "zone", "at"),
    [
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", utc(2026, 3, 29, 1)),
        (date(2026, 3, 8), time(2, 15), "America/New_York", utc(2026, 3, 8, 7)),
        (date(2026, 4, 24), time(0, 30), "Africa/Cairo", utc(2026, 4, 23, 22)),
        (date(2026, 10, 4), time(2, 10), "Australia/Lord_Howe", utc(2026, 10, 3, 15, 30)),
    ],
)
def test_an_hour_that_the_clocks_skip_is_the_first_after_the_gap(
    day: date, hour: time, zone: str, at: datetime
) -> None:
    assert CALENDAR.instant(day, hour, zone) == at


@pytest.mark.parametrize(
    ("day", "hour", "zone", "at"),
    [
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", utc(2026, 10, 25, 0, 30)),
        (date(2026, 11, 1), time(1, 30), "America/New_York", utc(2026, 11, 1, 5, 30)),
        (date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", utc(2026, 4, 4, 14, 45)),
    ],
)
def test_an_hour_that_the_clocks_show_twice_is_the_first(
    day: date, hour: time, zone: str, at: datetime
) -> None:
    assert CALENDAR.instant(day, hour, zone) == at


def test_every_day_of_a_year_has_its_midnight_in_every_zone() -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(0, 365, 3)]
    for zone in sorted(available_timezones())[::7]:
        moments = [CALENDAR.instant(day, time(0), zone) for day in days]
        assert moments == sorted(set(moments)), zone
        assert all(
            CALENDAR.local(at, zone).date() == day for at, day in zip(moments, days, strict=True)
        ), zone


def test_holidays_are_those_of_the_country_and_its_region() -> None:
    first, last = date(2026, 12, 20), date(2027, 1, 7)
    assert CALENDAR.days_off("DE", first, last).holidays == {
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 1, 1),
    }
    assert date(2027, 1, 6) in CALENDAR.days_off("DE-BY", first, last)
    assert date(2026, 11, 26) in CALENDAR.days_off("us", date(2026, 11, 1), date(2026, 11, 30))


@pytest.mark.parametrize("country", ["", "XX", "DE-XX", "Germany"])
def test_a_country_nobody_knows_has_the_usual_weekend_and_no_holidays(country: str) -> None:
    assert not CALENDAR.knows_country(country)
    assert CALENDAR.days_off(country, date(2026, 1, 1), date(2026, 12, 31)) == USUAL_DAYS_OFF


@pytest.mark.parametrize(
    ("country", "weekend"),
    [
        ("SA", {4, 5}),
        ("il", {4, 5}),
        ("EG", {4, 5}),
        ("BD", {4, 5}),
        ("IR", {4}),
        ("DE-BY", {5, 6}),
    ],
)
def test_the_weekend_is_that_of_the_country(country: str, weekend: set[int]) -> None:
    assert CALENDAR.days_off(country, date(2026, 11, 1), date(2026, 11, 30)).weekend == weekend


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("US/Eastern", "US"),
        ("Europe/Kiev", "UA"),
        ("Asia/Tel_Aviv", "IL"),
        ("UTC", ""),
        ("Mars/Olympus", ""),
    ],
)
def test_a_zone_lies_in_its_country_under_its_older_name_too(zone: str, country: str) -> None:
    assert CALENDAR.country(zone) == country
