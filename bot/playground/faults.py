"""What may go wrong at Slack, on demand."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ALWAYS = 1_000_000
"""More calls than any test makes."""


class Harm(StrEnum):
    RATE_LIMITED = "ratelimited"
    ERROR = "error"
    BROKEN_BEFORE = "broken before accept"
    BROKEN_AFTER = "broken after accept"
    SLOW = "slow"
    SLOW_AFTER = "slow after accept"
    LATE = "accepted late"
    CUT = "cut short after accept"
    TORN = "connection lost after accept"
    NOT_JSON = "not JSON, after accept"


@dataclass(slots=True, kw_only=True)
class Fault:
    """One kind of harm to the next `times` calls of a method (of any, where none is named). What takes its time takes
    `seconds`, or until it is let go."""

    harm: Harm
    method: str | None = None
    times: int = 1
    error: str = "fatal_error"
    also: Mapping[str, str] = field(default_factory=dict)
    """What Slack adds to an error, such as the scope that is needed."""
    seconds: float = 1.0
    let_go: threading.Event = field(default_factory=threading.Event, repr=False, compare=False)

    def wait(self) -> None:
        """Takes its time."""
        self.let_go.wait(self.seconds)


class Faults:
    """The faults that still wait to happen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._cleared = threading.Event()
        self.slow = 0.0
        self.dawdling = 0
        """Calls that are taking their time right now."""

    def next(self, fault: Fault) -> None:
        with self._lock:
            if fault.times > 0:
                self._waiting.append(fault)

    def rate_limit(self, times: int = 1, *, method: str | None = None, seconds: float = 1) -> None:
        self.next(Fault(harm=Harm.RATE_LIMITED, method=method, times=times, seconds=seconds))

    def fail(self, error: str, times: int = 1, *, method: str | None = None) -> None:
        self.next(Fault(harm=Harm.ERROR, method=method, times=times, error=error))

    def forget(self, harm: Harm) -> None:
        """Takes back one kind of harm that has not happened yet."""
        with self._lock:
            self._waiting = [one for one in self._waiting if one.harm is not harm]

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
            self.slow = 0.0
            self._cleared.set()
            self._cleared = threading.Event()

    def dawdle(self) -> None:
        """Takes as long as everything does at the moment, or until the faults are cleared."""
        with self._lock:
            seconds, cleared = self.slow, self._cleared
            self.dawdling += 1
        if seconds:
            cleared.wait(seconds)
        with self._lock:
            self.dawdling -= 1

    def strike(self, method: str) -> Fault | None:
        """The fault this call meets, used up by it."""
        with self._lock:
            met = next((one for one in self._waiting if one.method in (None, method)), None)
            if met:
                met.times -= 1
                self._waiting = [one for one in self._waiting if one.times > 0]
            return met
