from datetime import UTC, datetime, timedelta

import pytest

from bot.coach.ports.clock import Clock
from bot.playground.time import StandingClock, WoundClock, next_morning, wound_by
from bot.playground.winding import wind

FRIDAY = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


def test_the_clock_goes_on_from_where_it_was_set() -> None:
    clock = WoundClock(FRIDAY)
    first = clock.now()
    assert timedelta(0) <= first - FRIDAY < timedelta(minutes=1)
    assert clock.now() > first
    assert clock.wind(timedelta(days=2)) - first >= timedelta(days=2)
    assert clock.wind_to(FRIDAY) - FRIDAY < timedelta(minutes=1)
    assert clock.now().tzinfo is UTC


def test_a_clock_that_stands_goes_on_only_as_it_is_wound() -> None:
    clock = StandingClock(FRIDAY)
    looks = [clock.now() for _ in range(100)]
    assert looks == sorted(set(looks))
    assert looks[-1] - FRIDAY == timedelta(microseconds=100)
    assert clock.wind(timedelta(days=2)) - looks[-1] == timedelta(days=2, microseconds=1)
    assert clock.wind_to(FRIDAY) - FRIDAY == timedelta(microseconds=1)


def test_without_a_start_it_shows_real_time_as_the_coachs_clock_does() -> None:
    clock: Clock = WoundClock()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("1h", FRIDAY + timedelta(hours=1)),
        ("2d", FRIDAY + timedelta(days=2)),
        ("1w", FRIDAY + timedelta(weeks=1)),
        ("next morning", datetime(2026, 11, 21, 8, tzinfo=UTC)),
        ("next-morning", datetime(2026, 11, 21, 8, tzinfo=UTC)),
    ],
)
def test_it_is_wound_by_words(words: str, until: datetime) -> None:
    assert wound_by(words, FRIDAY, "Europe/Berlin") == until


@pytest.mark.parametrize("words", ["", "soon", "1y", "-1d", "1.5h"])
def test_words_that_are_no_time_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="A clock is wound by"):
        wound_by(words, FRIDAY, "Europe/Berlin")


def test_the_next_morning_is_the_next_days_on_the_wall_through_a_change_of_hour() -> None:
    before = datetime(2026, 10, 24, 20, tzinfo=UTC)
    assert next_morning(before, "Europe/Berlin") == datetime(2026, 10, 25, 8, tzinfo=UTC)


def test_the_bot_is_woken_every_hour_on_the_way() -> None:
    clock, ticks = WoundClock(FRIDAY), list[datetime]()
    wind(clock, "1d", lambda: ticks.append(clock.now()))
    assert len(ticks) == 24
    assert ticks == sorted(ticks)
    wind(clock, "2027-11-20T09:00", lambda: ticks.append(clock.now()))
    assert len(ticks) == 25, "a year is one leap, as after a long outage"
    assert ticks[-1] - datetime(2027, 11, 20, 8, tzinfo=UTC) < timedelta(minutes=1)
