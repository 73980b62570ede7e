"""The time, and days and hours where people are."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol

from bot.domain.calendar import DaysOff
from bot.domain.rhythms import Cadence


class Clock(Protocol):
    """The time."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""


class Calendar(Protocol):
    """Days and hours where people are."""

    def instant(self, day: date, hour: time, zone: str) -> datetime:
        """The moment in UTC at which a wall in that zone shows the day and hour. An hour that the
        clocks skip is the first one after the gap, an hour they show twice the first of the two."""

    def local(self, at: datetime, zone: str) -> datetime:
        """What a wall in that zone shows at a moment."""

    def days_off(self, country: str, first: date, last: date) -> DaysOff:
        """The weekend of a country (ISO 3166-1, with a region after a hyphen: `DE-BY`) and its
        public holidays within those days; Saturdays and Sundays where the country is not known."""

    def knows_country(self, country: str) -> bool:
        """Whether that is the code of a country, and of a region of it where one is named."""

    def country(self, zone: str) -> str:
        """The country that a zone lies in, under its present name or an older one; "" where it lies
        in none."""

    def recurring(self, cadence: Cadence, first: date, last: date) -> Sequence[date]:
        """The days from `first` up to and including `last` on which a cadence comes round, in
        order, whatever day of the week they are."""
