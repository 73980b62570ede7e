"""When a person may be told something unasked: the one rule for whatever the coach says by itself."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.coach.ports import Calendar, UnitOfWork
from bot.coach.records import Person
from bot.coach.services import Services
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import LONGEST_AWAY, Preferences

HOLIDAY_SPAN = timedelta(days=800)
"""How far around a day public holidays are looked up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLocation:
    """Where a person is: their zone, and the country whose holidays they keep."""

    zone: str
    country: str

    def holidays(
        self, calendar: Calendar, first: date, days: int = LONGEST_AWAY
    ) -> AbstractSet[date]:
        """Holidays from a day on."""
        return (
            calendar.holidays(self.country, first, first + timedelta(days=days))
            if self.country
            else frozenset()
        )


def locate_person(kept: Preferences, known: Person | None, calendar: Calendar) -> PersonLocation:
    """Where they are: as they said, else as Slack says."""
    zone = kept.zone or (known.zone if known else "UTC")
    return PersonLocation(zone=zone, country=kept.country or calendar.country(zone))


def load_preferences(work: UnitOfWork, team: TeamId, person: PersonId) -> Preferences | None:
    """What is kept of a person's preferences."""
    return work.preferences.find_many(team, [person]).get(person)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryHours:
    """A person's days and hour, whether they want a digest or not. `off` are the holidays where they are."""

    kept: Preferences
    zone: str
    off: AbstractSet[date]

    def next_day(self, first: date) -> date | None:
        """The first day from `first` on that may bring a message; None where the next year has none."""
        return self.kept.next_day(first, self.off)

    def last_day(self, before: date) -> date | None:
        """The last day before a day that may bring a message; None where the year before has none."""
        return self.kept.last_day(before, self.off)

    def next_moment(self, now: datetime, calendar: Calendar) -> datetime:
        """When something that just happened may be told: now, or at their hour on the next of their days. It is told
        now as well where the next year has none: it cannot wait that long."""
        today = calendar.local(now, self.zone).date()
        day = self.next_day(today)
        return (
            now if day is None or day == today else calendar.instant(day, self.kept.hour, self.zone)
        )


def load_delivery_hours(
    work: UnitOfWork, team: TeamId, person: PersonId, *, services: Services
) -> DeliveryHours:
    """The hours of a person, as they set them or as Slack knows them."""
    kept = load_preferences(work, team, person) or Preferences(team=team, person=person)
    place = locate_person(kept, work.people.find(team, person), services.calendar)
    first = services.clock.now().date() - HOLIDAY_SPAN
    return DeliveryHours(
        kept=kept,
        zone=place.zone,
        off=place.holidays(services.calendar, first, 2 * HOLIDAY_SPAN.days),
    )
