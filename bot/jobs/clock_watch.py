"""Whether this machine's clock can be trusted: a wrong one would tell people of days that have not come, or lapse what
is still open, and none of that can be taken back.

It is distrusted only where it leaps by over an hour against the steady clock while the process runs, or differs by over
five minutes at the start from a time that somebody else tells: Slack, or the database on another machine. However long
no process ran is no reason: an outage is caught up with.
"""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot import logs

LARGEST_LEAP = timedelta(hours=1)
LARGEST_DIFFERENCE = timedelta(minutes=5)

TimeReference = Callable[[], datetime | None]
"""Tells the time that somebody else has; None where nobody answers."""


class ClockProblem(StrEnum):
    """Why the clock is not trusted."""

    LEAPT = "leapt"
    """It was set while the process ran."""
    DIFFERS = "differs"
    """At the start it showed another time than Slack or the database."""


class ClockDistrusted(Exception):
    """The clock of this machine is not trusted: nothing is sent until it agrees with Slack's time."""


def read_steady_seconds() -> float:
    """Seconds by a clock that nobody sets and that goes on while the machine sleeps, where there is one."""
    # The usual monotonic clock stands still on a sleeping machine: waking up would look like a leap.
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class ClockWatch:
    """Compares the clock with the steady one and, where there is doubt, with what others tell."""

    def __init__(
        self,
        now: Callable[[], datetime],
        references: Sequence[TimeReference] = (),
        steady_seconds: Callable[[], float] = read_steady_seconds,
    ) -> None:
        self._now, self._references, self._steady_seconds = now, references, steady_seconds
        self._offset: timedelta | None = None
        self.problem: ClockProblem | None = None
        self.difference = timedelta()
        """By how much the clock is ahead; what is negative is how much it is behind."""

    @property
    def is_trusted(self) -> bool:
        """Whether the last look found nothing wrong."""
        return self.problem is None

    def check(self) -> bool:
        """Looks at the clock; whether it is trusted. It is trusted again once it agrees with what others tell, or once
        it is set back to where it was."""
        offset = self._read_offset()
        if self._offset is None:
            self._judge(self._compare_with_others(), ClockProblem.DIFFERS, offset)
            return self.is_trusted
        leap = offset - self._offset
        if abs(leap) <= LARGEST_LEAP and self.problem is not ClockProblem.DIFFERS:
            self._trust(offset)
            return True
        difference = self._compare_with_others()
        # After a leap nobody's answer is no answer: only somebody who agrees makes it right.
        unknown = leap if self.problem is not ClockProblem.DIFFERS else self.difference
        self._judge(
            unknown if difference is None else difference,
            self.problem or ClockProblem.LEAPT,
            offset,
        )
        return self.is_trusted

    def _read_offset(self) -> timedelta:
        seconds = self._steady_seconds()
        return self._now() - datetime.fromtimestamp(seconds, self._now().tzinfo)

    def _compare_with_others(self) -> timedelta | None:
        """By how much the clock is ahead of the first of the others that answers; None where nobody does."""
        for reference in self._references:
            told = reference()
            if told is not None:
                return self._now() - told
        return None

    def _judge(
        self, difference: timedelta | None, problem: ClockProblem, offset: timedelta
    ) -> None:
        if difference is None or abs(difference) <= LARGEST_DIFFERENCE:
            self._trust(offset)
            return
        if self._offset is None:
            self._offset = offset
        if self.problem is None:
            logs.unexpected(ClockDistrusted(), kind="tick")
        self.problem, self.difference = problem, difference

    def _trust(self, offset: timedelta) -> None:
        self._offset = offset
        self.problem, self.difference = None, timedelta()
