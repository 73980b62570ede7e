"""Whether the connection to Slack over Socket Mode is there. Slack renews each every few hours, which takes seconds."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 60.0
"""How long a connection may be away before people notice."""


class ConnectionWatch:
    """Remembers when the connection was last seen, by the monotonic clock."""

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience_seconds = patience_seconds
        self._is_connected: Callable[[], bool] | None = None
        self._last_seen = 0.0

    def watch(self, is_connected: Callable[[], bool]) -> None:
        """From here on there should be a connection. Over HTTP there is none to watch."""
        self._is_connected = is_connected
        self._last_seen = time.monotonic()

    @property
    def is_watched(self) -> bool:
        """Whether there should be a connection."""
        return self._is_connected is not None

    def look(self) -> bool:
        """Whether the connection is there, or has been away for a moment only."""
        if self._is_connected is None or self._is_connected():
            self._last_seen = time.monotonic()
            return True
        return time.monotonic() - self._last_seen <= self._patience_seconds
