"""The heartbeat calls the due jobs at a steady pace. What is due is in the database; nothing is planned here."""

import threading
import time
from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs

BEAT_SECONDS = 30
# One beat may have a long outbox to send, which takes minutes.
SILENCE_SECONDS = 300.0
"""Seconds without a beat after which the heartbeat counts as stopped."""


class HeartbeatStopped(Exception):
    """The heartbeat has stopped: nothing that is due was looked for. It is started again."""


class Liveness:
    """When the heartbeat last beat, by the monotonic clock: nobody can set that one back."""

    def __init__(self, silence_seconds: float = SILENCE_SECONDS) -> None:
        self._silence_seconds = silence_seconds
        self._last_beat: float | None = None

    def record_beat(self, seconds_ago: float = 0.0) -> None:
        """Notes a beat, now or so many seconds ago."""
        self._last_beat = time.monotonic() - seconds_ago

    @property
    def has_stopped(self) -> bool:
        """Whether there were beats and the last one was too long ago."""
        if self._last_beat is None:
            return False
        return time.monotonic() - self._last_beat > self._silence_seconds


class EventWorker:
    """A thread that calls `act` each time the event is set, until stopped. It sends posts as soon as they are stored,
    so that nobody waits for the next beat."""

    def __init__(self, act: Callable[[], object], event: threading.Event) -> None:
        self._act, self._event = act, event
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begins to wait for the event."""
        self._thread.start()

    def stop(self) -> None:
        """Stops after a call in progress has ended."""
        self._stopping.set()
        self._event.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._event.wait()
            # Cleared before acting: what is stored while `act` runs sets it again.
            self._event.clear()
            if not self._stopping.is_set():
                _log_errors_of(self._act, "post")


def _log_errors_of(act: Callable[[], object], kind: str) -> None:
    """Calls `act` and logs whatever it raises: the next call must come all the same."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - nobody else hears of it
        logs.unexpected(error, kind=kind)


class Heartbeat:
    """Calls `tick` every half minute on a thread of its own, one call at a time, until stopped.

    The scheduler goes by the machine's clock. Where that is set back, it would wait until the time of its next call has
    come again. A watchdog that goes by no clock notices, logs it, and starts the interval anew.
    """

    def __init__(
        self,
        tick: Callable[[], object],
        every_seconds: float = BEAT_SECONDS,
        liveness: Liveness | None = None,
    ) -> None:
        self._tick, self._every_seconds = tick, every_seconds
        self._liveness = liveness or Liveness()
        self._stopping = threading.Event()
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._job = self._scheduler.add_job(
            self._beat,
            "interval",
            seconds=every_seconds,
            # After a long beat or a sleeping machine one call is enough: what is due is looked up then.
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._watchdog = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Begins to beat."""
        self._liveness.record_beat()
        self._scheduler.start()
        self._watchdog.start()

    def stop(self) -> None:
        """Stops after a beat in progress has ended."""
        self._stopping.set()
        self._scheduler.shutdown(wait=True)
        self._watchdog.join()

    def _beat(self) -> None:
        self._liveness.record_beat()
        _log_errors_of(self._tick, "tick")
        self._liveness.record_beat()

    def _watch(self) -> None:
        was_reported = False
        while not self._stopping.wait(self._every_seconds):
            has_stopped = self._liveness.has_stopped
            if has_stopped and not was_reported:
                logs.unexpected(HeartbeatStopped(), kind="tick")
                self._job.reschedule("interval", seconds=self._every_seconds)
            was_reported = has_stopped
