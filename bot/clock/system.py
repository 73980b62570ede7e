"""The system's clock: the only one who asks the machine what time it is."""

from datetime import UTC, datetime


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)
