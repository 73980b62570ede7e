"""The heartbeat: asks at a steady pace what is due. What is due is rows; this only knocks."""

import threading
import time
from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs

EVERY_SECONDS = 30
SILENT_AFTER = 300.0
"""Seconds without a beat, by a clock that nobody can set, after which the heartbeat has stopped. One that empties a
long outbox takes a while."""


class HeartbeatStopped(Exception):
    """The heartbeat has stopped: nothing that is due was looked for. It is started again."""


class Pulse:
    """When the heart last beat, by a clock that only goes forward."""

    def __init__(self, silent_after: float = SILENT_AFTER) -> None:
        self._silent_after = silent_after
        self._last: float | None = None

    def beat(self, ago: float = 0.0) -> None:
        """It beats now, or did so many seconds ago."""
        self._last = time.monotonic() - ago

    @property
    def stopped(self) -> bool:
        """Whether it has begun and not been heard for too long."""
        return self._last is not None and time.monotonic() - self._last > self._silent_after


class Courier:
    """Calls `act` on a thread of its own as soon as it is told that there is something to do, until stopped."""

    def __init__(self, act: Callable[[], object], told: threading.Event) -> None:
        self._act, self._told = act, told
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begins to wait."""
        self._thread.start()

    def stop(self) -> None:
        """Stops once what is in progress has ended."""
        self._over.set()
        self._told.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            self._told.wait()
            self._told.clear()
            if not self._over.is_set():
                _safely(self._act, "post")


def _safely(act: Callable[[], object], kind: str) -> None:
    """The next call must come whatever this one met."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - nobody else hears of it
        logs.unexpected(error, kind=kind)


class Heartbeat:
    """Calls `tick` every half minute on a thread of its own, one call at a time, until stopped.

    The scheduler goes by the machine's clock, which can be set back: then it would wait until that time has come again.
    A watchdog that goes by no clock notices, says so, and has it begin anew.
    """

    def __init__(
        self, tick: Callable[[], object], every: float = EVERY_SECONDS, pulse: Pulse | None = None
    ) -> None:
        self._tick, self._every = tick, every
        self._pulse = pulse or Pulse()
        self._over = threading.Event()
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._job = self._scheduler.add_job(
            self._beat,
            "interval",
            seconds=every,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._watchdog = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begins to beat."""
        self._pulse.beat()
        self._scheduler.start()
        self._watchdog.start()

    def stop(self) -> None:
        """Stops once a beat in progress has ended."""
        self._over.set()
        self._scheduler.shutdown(wait=True)
        self._watchdog.join()

    def _beat(self) -> None:
        self._pulse.beat()
        _safely(self._tick, "tick")
        self._pulse.beat()

    def _watch(self) -> None:
        noticed = False
        while not self._over.wait(self._every):
            if self._pulse.stopped and not noticed:
                logs.unexpected(HeartbeatStopped(), kind="tick")
                self._job.reschedule("interval", seconds=self._every)
            noticed = self._pulse.stopped
