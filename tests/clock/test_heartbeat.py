"""The heartbeat, and the watchdog that notices when it stops."""

import time
from collections.abc import Callable

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock.heartbeat import Heartbeat, Pulse


def until(true: Callable[[], bool], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not true():
        time.sleep(0.01)
    return true()


def test_a_pulse_that_never_began_has_not_stopped() -> None:
    assert not Pulse(silent_after=0).stopped


def test_a_pulse_has_stopped_once_it_was_not_heard_for_too_long() -> None:
    pulse = Pulse(silent_after=0.05)
    pulse.beat()
    assert not pulse.stopped
    assert until(lambda: pulse.stopped)
    pulse.beat()
    assert not pulse.stopped


def test_it_beats_again_and_again_whatever_a_beat_meets() -> None:
    beats: list[int] = []

    def tick() -> None:
        beats.append(1)
        raise RuntimeError

    heart = Heartbeat(tick, every=0.02)
    heart.start()
    assert until(lambda: len(beats) > 2)
    heart.stop()


def test_a_heartbeat_that_waits_for_a_time_long_gone_is_noticed_and_begins_anew(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As where the machine's clock was set back: the next beat is far away for the scheduler."""
    beats: list[int] = []
    pulse = Pulse(silent_after=1)
    heart = Heartbeat(lambda: beats.append(1), every=0.05, pulse=pulse)
    heart.start()
    assert until(lambda: bool(beats))
    (job,) = scheduler_of(heart).get_jobs()
    job.reschedule("interval", seconds=3600)
    assert until(lambda: pulse.stopped)
    heard = len(beats)
    assert until(lambda: len(beats) > heard + 1)
    heart.stop()
    assert capsys.readouterr().out.count("HeartbeatStopped") == 1


def scheduler_of(heart: Heartbeat) -> BackgroundScheduler:
    return heart._scheduler
