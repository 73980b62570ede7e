"""A clock that leaps or differs from what others tell is not trusted; an outage of any length is no reason."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from bot import logs
from bot.jobs.clock_watch import ClockProblem, ClockWatch

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Times:
    """The machine's clock, its steady clock, and what others tell; None where they do not answer."""

    wall: datetime = NOON
    seconds: float = 1000.0
    told: datetime | None = NOON

    def pass_by(self, time: timedelta) -> None:
        self.wall += time
        self.seconds += time.total_seconds()
        if self.told is not None:
            self.told += time

    def watch(self) -> ClockWatch:
        return ClockWatch(
            lambda: self.wall, [lambda: self.told], steady_seconds=lambda: self.seconds
        )


@pytest.fixture(autouse=True)
def log() -> Iterator[StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = StringIO()
    logs.begin(logs.LogLevel.INFO, out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize("by", [-4 * MINUTE, timedelta(), 4 * MINUTE])
def test_a_clock_that_is_nearly_right_is_trusted(by: timedelta) -> None:
    times = Times(wall=NOON + by)
    assert times.watch().check()


@pytest.mark.parametrize("by", [-6 * MINUTE, 6 * MINUTE, 26 * HOUR])
def test_a_clock_that_is_wrong_at_the_start_is_trusted_once_it_was_set_right(
    by: timedelta, log: StringIO
) -> None:
    times = Times(wall=NOON + by)
    watch = times.watch()
    assert not watch.check()
    assert (watch.problem, watch.difference) == (ClockProblem.DIFFERS, by)
    times.pass_by(MINUTE)
    assert not watch.check()
    assert log.getvalue().count("ClockDistrusted") == 1
    times.wall -= by
    assert watch.check()
    assert watch.problem is None


def test_a_wrong_start_is_not_forgotten_where_nobody_answers_any_more() -> None:
    times = Times(wall=NOON + HOUR)
    watch = times.watch()
    assert not watch.check()
    times.told = None
    assert not watch.check()


def test_where_nobody_tells_the_time_a_start_is_trusted() -> None:
    assert Times(wall=NOON + 26 * HOUR, told=None).watch().check()


@pytest.mark.parametrize("days", [3, 92])
def test_a_machine_that_slept_for_days_is_trusted(days: int) -> None:
    times = Times()
    watch = times.watch()
    assert watch.check()
    times.pass_by(timedelta(days=days))
    times.told = None
    assert watch.check()


@pytest.mark.parametrize("by", [-2 * HOUR, 2 * HOUR, timedelta(days=31)])
def test_a_clock_that_leaps_stops_it_until_the_clock_is_set_back(by: timedelta) -> None:
    times = Times(told=None)
    watch = times.watch()
    assert watch.check()
    times.pass_by(MINUTE)
    times.wall += by
    assert not watch.check()
    assert (watch.problem, watch.difference) == (ClockProblem.LEAPT, by)
    times.pass_by(timedelta(days=2))
    assert not watch.check()
    times.wall -= by
    assert watch.check()


def test_a_leap_to_the_right_time_is_no_reason_to_stop() -> None:
    times = Times(told=None)
    watch = times.watch()
    assert watch.check()
    times.wall += 3 * HOUR
    times.told = times.wall
    assert watch.check()


def test_small_steps_add_up_to_no_leap() -> None:
    times = Times()
    watch = times.watch()
    assert watch.check()
    for _ in range(10):
        times.pass_by(MINUTE)
        times.wall += 30 * MINUTE
        assert watch.check()
