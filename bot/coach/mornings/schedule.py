"""The schedule of a person's mornings: one for each person, whatever they are told in them."""

from datetime import date, timedelta

from bot.coach.hours import PersonLocation, load_preferences, locate_person
from bot.coach.ports.store import UnitOfWork
from bot.coach.schedules import schedule_for_day
from bot.coach.services import Services
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences
from bot.domain.schedules import Schedule, ScheduleKind

DAY = timedelta(days=1)
URGENT_MARK = "."
"""Stands after the day in the key of a message that came at once."""


def morning_schedule_id(person: PersonId) -> str:
    """The id of the schedule of a person's mornings, which begins the ids of its posts."""
    return f"digest:{person}"


def morning_schedule(preferences: Preferences, location: PersonLocation) -> Schedule:
    """The schedule of a person's mornings; its day is still to be set."""
    return Schedule(
        team=preferences.team,
        id=morning_schedule_id(preferences.person),
        occasion=ScheduleKind.DIGEST,
        person=preferences.person,
        zone=location.zone,
        hour=preferences.hour,
    )


def next_morning(
    services: Services,
    preferences: Preferences,
    location: PersonLocation,
    first: date | None = None,
) -> date | None:
    """The next day that may bring a message, from `first` on: today where its hour is still to come. None where the
    next year has none."""
    now = services.clock.now()
    today = services.calendar.local(now, location.zone).date()
    hour_is_ahead = services.calendar.instant(today, preferences.hour, location.zone) > now
    soonest = today if hour_is_ahead else today + DAY
    if first is not None:
        soonest = max(soonest, first)
    return preferences.next_day(soonest, location.days_off(services.calendar, soonest))


def ensure_mornings(
    work: UnitOfWork, team: TeamId, person: PersonId, *, services: Services
) -> None:
    """Lets the person's mornings come round where they do not yet: somebody asked to be reminded."""
    running = work.schedules.find(team, morning_schedule_id(person))
    if running is not None and running.wake is not None:
        return
    preferences = load_preferences(work, team, person) or Preferences(team=team, person=person)
    location = locate_person(preferences, work.people.find(team, person), services.calendar)
    day = next_morning(services, preferences, location)
    if day is None:
        return
    schedule = morning_schedule(preferences, location)
    work.schedules.save(schedule_for_day(schedule, day, services.calendar))
