"""The heartbeat: asks at a steady pace what is due. What is due is rows; this only knocks."""

from collections.abc import Callable
from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs

EVERY_SECONDS = 30


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
        try:
            self._tick()
        except Exception as error:  # noqa: BLE001 - the next beat must come whatever this one met
            logs.unexpected(error, kind="tick")
