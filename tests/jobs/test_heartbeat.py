"""The heartbeat, and the watchdog that notices when it stops."""

import logging
import time
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs
from bot.jobs.heartbeat import Heartbeat, Liveness


def until(true: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not true():
        time.sleep(0.01)
    return true()


def test_a_heartbeat_that_never_began_has_not_stopped() -> None:
    assert not Liveness(silence_seconds=0).has_stopped


def test_a_heartbeat_has_stopped_once_it_was_not_heard_for_too_long() -> None:
    liveness = Liveness(silence_seconds=600)
    found = []
    for seconds_ago in (300, 601, 0):
        liveness.record_beat(seconds_ago)
        found.append(liveness.has_stopped)
    assert found == [False, True, False]


def test_it_beats_again_and_again_whatever_a_beat_meets() -> None:
    beats: list[int] = []

    def tick() -> None:
        beats.append(1)
        raise RuntimeError

    heart = Heartbeat(tick, every_seconds=0.02)
    heart.start()
    assert until(lambda: len(beats) > 2)
    heart.stop()


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What is logged; afterwards logging is as pytest left it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    logs.begin(logs.LogLevel.INFO, stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def test_a_heartbeat_that_waits_for_a_time_long_gone_is_noticed_and_begins_anew(
    log: StringIO,
) -> None:
    """As where the machine's clock was set back: the next beat is far away for the scheduler."""
    beats: list[int] = []
    liveness = Liveness(silence_seconds=1)
    heart = Heartbeat(lambda: beats.append(1), every_seconds=0.05, liveness=liveness)
    heart.start()
    assert until(lambda: bool(beats))
    (job,) = scheduler_of(heart).get_jobs()
    job.reschedule("interval", seconds=3600)
    assert until(lambda: liveness.has_stopped)
    heard = len(beats)
    assert until(lambda: len(beats) > heard + 1)
    heart.stop()
    assert "HeartbeatStopped" in log.getvalue()


def scheduler_of(heart: Heartbeat) -> BackgroundScheduler:
    return heart._scheduler
