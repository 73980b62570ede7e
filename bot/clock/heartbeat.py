"""The heartbeat: asks at a steady pace what is due. What is due is rows; this only knocks."""

import threading
from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs

EVERY_SECONDS = 30


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
    """Calls `tick` every half minute on a thread of its own, one call at a time, until stopped."""

    def __init__(self, tick: Callable[[], object], every: float = EVERY_SECONDS) -> None:
        self._tick = tick
        self._scheduler = BackgroundScheduler(timezone=UTC)
        self._scheduler.add_job(
            self._beat, "interval", seconds=every, coalesce=True, max_instances=1, misfire_grace_time=None
        )

    def start(self) -> None:
        """Begins to beat."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stops once a beat in progress has ended."""
        self._scheduler.shutdown(wait=True)

    def _beat(self) -> None:
        _safely(self._tick, "tick")
