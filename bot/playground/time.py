"""A clock that people and tests can wind, so that a week of nudges fits into a minute."""

import threading
import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LOOK = timedelta(microseconds=1)
"""From one look at a clock that stands to the next."""


class WoundClock:
    """Real time from a chosen instant on, plus whatever it was wound by."""

    def __init__(self, start: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self.opened = (start or datetime.now(UTC)).astimezone(UTC)
        self._start = self.opened
        self._since = time.monotonic()

    def now(self) -> datetime:
        with self._lock:
            return self._now()

    def wind(self, by: timedelta) -> datetime:
        with self._lock:
            self._start += by
            return self._now()

    def wind_to(self, instant: datetime) -> datetime:
        """Sets the clock; it may also be set back, as an operator might."""
        with self._lock:
            self._start = instant.astimezone(UTC)
            self._since = time.monotonic()
            return self._now()

    def _now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._since)


class StandingClock(WoundClock):
    """Time passes only as it is wound, however slow the machine is. Whoever looks later sees a little more of it, so
    that what happens later is later."""

    def _now(self) -> datetime:
        self._start += LOOK
        return self._start


def next_morning(now: datetime, zone: str, hour: int = 9) -> datetime:
    """The next day's first working hour as the person's wall shows it."""
    local = now.astimezone(ZoneInfo(zone)) + timedelta(days=1)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0, fold=0).astimezone(UTC)


def wound_by(words: str, now: datetime, zone: str) -> datetime:
    """The instant that `1d`, `2h`, `1w`, `30m` or `next morning` from now is; `ValueError` for anything else."""
    if words.strip().replace("-", " ").lower() == "next morning":
        return next_morning(now, zone)
    units = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
    count, unit = words.strip()[:-1], words.strip()[-1:]
    if unit not in units or not count.isdecimal():
        raise ValueError(f"A clock is wound by 1h, 1d, 1w or next morning, not by {words!r}.")
    return now + timedelta(**{units[unit]: int(count)})
