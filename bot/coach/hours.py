"""The days and hours at which a person may get a message unasked. Everything the coach sends by itself goes by them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.coach.actors import Actor
from bot.coach.ports.clock import Calendar
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Person
from bot.coach.services import Services
from bot.domain.calendar import USUAL_DAYS_OFF, DaysOff, WorkingDays
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import LONGEST_AWAY, Preferences

# Longer than LONGEST_AWAY in both directions, so that a search for a free day never meets a year without holidays.
HOLIDAY_SPAN = timedelta(days=800)
"""How far before and after a day public holidays are loaded."""
WORKING_TIME = timedelta(hours=9)
"""How long after the hour of their morning somebody is at work."""
EVENING = time(19)
"""Later than that nothing is told at once, whatever hour somebody chose for their mornings."""
LEAST_WORKING_TIME = timedelta(hours=1)
"""Even after an hour that is late itself there is time for what is told at once."""
DAY = timedelta(days=1)
NO_HOLIDAYS = "-"
"""Chosen in place of a country by people who work through public holidays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLocation:
    """A person's time zone, and the country whose weekend and public holidays they keep ("": none known)."""

    zone: str
    country: str

    def days_off(self, calendar: Calendar, first: date, days: int = LONGEST_AWAY) -> DaysOff:
        """The weekend, and the public holidays in the `days` from `first` on."""
        if not self.country:
            return USUAL_DAYS_OFF
        if self.country == NO_HOLIDAYS:
            weekend = calendar.days_off(calendar.country(self.zone), first, first).weekend
            return DaysOff(weekend=weekend)
        return calendar.days_off(self.country, first, first + timedelta(days=days))


def locate_person(
    preferences: Preferences, known: Person | None, calendar: Calendar
) -> PersonLocation:
    """Where a person is: as they set it, else as Slack says, else UTC."""
    zone = preferences.zone
    if not zone:
        zone = known.zone if known else "UTC"
    return PersonLocation(zone=zone, country=preferences.country or calendar.country(zone))


def load_preferences(work: UnitOfWork, team: TeamId, person: PersonId) -> Preferences | None:
    """The stored preferences of a person; None where neither they nor the coach ever said anything about it."""
    return work.preferences.find_many(team, [person]).get(person)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryHours:
    """When messages may reach a person, whether they want a digest or not. `days_off` are those where they are."""

    preferences: Preferences
    zone: str
    days_off: DaysOff

    def next_day(self, first: date) -> date | None:
        """The first day from `first` on that may bring a message; None where the next year has none."""
        return self.preferences.next_day(first, self.days_off)

    def last_day(self, before: date) -> date | None:
        """The last day before `before` that may bring a message; None where the year before has none."""
        return self.preferences.last_day(before, self.days_off)

    def next_moment(
        self, now: datetime, calendar: Calendar, *, binds_on: date | None = None
    ) -> datetime:
        """When something that just happened may be told: now, in their working hours, else when those begin next. A day
        off counts where it is the one that the thing `binds_on`, unless they are away."""
        today = calendar.local(now, self.zone).date()
        if self._may_reach_on(today, binds_on) and now <= self._end_of_work(today, calendar):
            return max(now, self._start_of_work(today, calendar))
        day = self.next_day(today + DAY)
        if binds_on is not None and binds_on > today and self._may_reach_on(binds_on, binds_on):
            day = binds_on if day is None else min(day, binds_on)
        # Somebody without a free day in the next year is told at once: news cannot wait that long.
        return now if day is None else self._start_of_work(day, calendar)

    def _may_reach_on(self, day: date, binds_on: date | None) -> bool:
        is_wanted = self.preferences.wants(day, self.days_off)
        return is_wanted or (day == binds_on and not self.preferences.is_away(day))

    def _start_of_work(self, day: date, calendar: Calendar) -> datetime:
        return calendar.instant(day, self.preferences.hour, self.zone)

    def _end_of_work(self, day: date, calendar: Calendar) -> datetime:
        """Nine hours after the hour they chose, yet not in the evening unless that hour is late itself."""
        start = self._start_of_work(day, calendar)
        evening = calendar.instant(day, EVENING, self.zone)
        return max(min(start + WORKING_TIME, evening), start + LEAST_WORKING_TIME)


def load_delivery_hours(
    work: UnitOfWork, team: TeamId, person: PersonId, *, services: Services
) -> DeliveryHours:
    """The hours of a person, as they set them or as Slack knows them."""
    # Somebody who never set anything still has working days, and holidays where Slack says they are.
    preferences = load_preferences(work, team, person) or Preferences(team=team, person=person)
    location = locate_person(preferences, work.people.find(team, person), services.calendar)
    first = services.clock.now().date() - HOLIDAY_SPAN
    days_off = location.days_off(services.calendar, first, 2 * HOLIDAY_SPAN.days)
    return DeliveryHours(preferences=preferences, zone=location.zone, days_off=days_off)


def load_working_days(work: UnitOfWork, actor: Actor, *, services: Services) -> WorkingDays:
    """The day it is where the actor is, with the weekend and the public holidays that they keep: of the country they
    set, else of their time zone's."""
    preferences = load_preferences(work, actor.team, actor.person)
    location = locate_person(
        preferences or Preferences(team=actor.team, person=actor.person),
        work.people.find(actor.team, actor.person),
        services.calendar,
    )
    days_off = location.days_off(services.calendar, actor.today, HOLIDAY_SPAN.days)
    return WorkingDays(today=actor.today, days_off=days_off)
