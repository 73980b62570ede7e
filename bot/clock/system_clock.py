"""The system clock: the only code that asks the machine what time it is."""

from datetime import UTC, datetime


class SystemClock:
    """Real time (`bot.coach.ports.clock.Clock`)."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)
