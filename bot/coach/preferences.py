"""How a person is nudged: asked once, said yes or no, set, stopped. Nobody gets a direct message before their yes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.coach.actors import Actor
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.preferences import FirstNudge, NudgesSet, NudgesSettable, NudgesStopped
from bot.coach.hours import PersonLocation, load_preferences, locate_person
from bot.coach.ports import DatabaseBusy, UnitOfWork, VersionConflict
from bot.coach.requests.preferences import SetNudges
from bot.coach.rhythms import reminder_post_prefix, stop_reminding
from bot.coach.schedules import schedule_for_day
from bot.coach.services import Services
from bot.coach.timetable import has_reminders_in_other_zone, reset_reminder_schedules
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences
from bot.domain.schedules import Schedule, ScheduleKind

ASKED_AGAIN = timedelta(days=14)
"""How long a question that nobody answered is not put again."""
NEVER = datetime.max.replace(tzinfo=UTC)
MUTED = timedelta(days=7)
NO_HOLIDAYS = "-"
"""A country without any, for people who work through them."""
STOPPED = "stopped"
"""Why a message was not sent: its reader wanted none any more."""


def digest_schedule_id(person: PersonId) -> str:
    """The id of a person's digest, which begins the ids of its posts."""
    return f"digest:{person}"


def ask_about_nudges(services: Services, work: UnitOfWork, by: Actor) -> FirstNudge | None:
    """The question whether the person wants to be nudged, where it is time to put it. That it was put is stored with
    the move that it comes with."""
    now = services.clock.now()
    kept = load_preferences(work, by.team, by.person)
    if _asked_again(kept) > now:
        return None
    mine = kept or Preferences(team=by.team, person=by.person, version=0)
    work.preferences.save(replace(mine, asked=now, version=mine.version + 1))
    day = _first_day(services, work, mine, by.today + timedelta(days=1))
    return FirstNudge(day=day, hour=mine.hour) if day else None


def _asked_again(kept: Preferences | None) -> datetime:
    if kept is None:
        return datetime.min.replace(tzinfo=UTC)
    if kept.digest is not None:
        return NEVER
    return kept.asked + ASKED_AGAIN if kept.asked else datetime.min.replace(tzinfo=UTC)


def _first_day(services: Services, work: UnitOfWork, kept: Preferences, first: date) -> date | None:
    place = locate_person(kept, work.people.find(kept.team, kept.person), services.calendar)
    return kept.next_day(first, place.holidays(services.calendar, first))


def start_nudges(by: Actor, *, services: Services) -> NudgesSet | NotDone:
    """Yes: one message on working days where something is open, from tomorrow on."""

    def act(work: UnitOfWork) -> NudgesSet:
        kept = load_preferences(work, by.team, by.person) or Preferences(
            team=by.team, person=by.person, version=0
        )
        if kept.digest and work.schedules.find(by.team, digest_schedule_id(by.person)) is not None:
            return describe_nudges(services, work, kept)
        return _kept(services, work, replace(kept, digest=True), first=by.today + timedelta(days=1))

    return _changing(services, act)


def stop_nudges(by: Actor, *, services: Services) -> NudgesStopped | NotDone:
    """No more messages, at once: what was on its way is not sent either."""

    def act(work: UnitOfWork) -> NudgesStopped:
        kept = load_preferences(work, by.team, by.person) or Preferences(
            team=by.team, person=by.person, version=0
        )
        held = work.outbox.cancel_pending(by.team, f"{digest_schedule_id(by.person)}:", STOPPED)
        held += work.outbox.cancel_pending(by.team, reminder_post_prefix(by.person), STOPPED)
        stop_reminding(work, by, services=services)
        _kept(services, work, replace(kept, digest=False))
        return NudgesStopped(held=held)

    return _changing(services, act)


def mute_nudges(by: Actor, *, services: Services) -> NudgesSet | NotDone:
    """A week without messages."""

    def act(work: UnitOfWork) -> NudgesSet | NotDone:
        kept = load_preferences(work, by.team, by.person)
        if kept is None:
            return NotDone(why=RefusalReason.CHANGED)
        until = by.today + MUTED
        away = (
            by.today,
            max(until, kept.away_until) if kept.away_until and kept.is_away(by.today) else until,
        )
        return _kept(services, work, replace(kept, away_from=away[0], away_until=away[1]))

    return _changing(services, act)


def show_nudge_settings(by: Actor, *, services: Services) -> NudgesSettable:
    """How the person is nudged now."""
    with services.store.reading() as work:
        kept = load_preferences(work, by.team, by.person)
        known = work.people.find(by.team, by.person)
    mine = kept or Preferences(team=by.team, person=by.person)
    guessed = locate_person(replace(mine, zone="", country=""), known, services.calendar)
    country = services.calendar.country(mine.zone) if mine.zone else guessed.country
    return NudgesSettable(
        preferences=mine, version=kept.version if kept else 0, zone=guessed.zone, country=country
    )


def set_nudges(request: SetNudges, *, services: Services) -> NudgesSet | NudgesStopped | NotDone:
    """Replaces how the person is nudged."""

    def act(work: UnitOfWork) -> NudgesSet | NudgesStopped:
        by = request.by
        kept = load_preferences(work, by.team, by.person) or Preferences(
            team=by.team, person=by.person, version=0
        )
        if kept.version != request.version and not _says(kept, request):
            raise VersionConflict
        after = replace(
            kept,
            digest=request.on,
            hour=request.hour,
            zone=request.zone,
            country=request.country,
            quiet=request.quiet,
            away_from=request.away_from,
            away_until=request.away_until,
        )
        saved = _kept(services, work, after)
        if request.on:
            return saved
        return NudgesStopped(
            held=work.outbox.cancel_pending(by.team, f"{digest_schedule_id(by.person)}:", STOPPED)
        )

    return _changing(services, act)


def _says(kept: Preferences, request: SetNudges) -> bool:
    """Whether it is so already: the form was sent twice."""
    wanted = (request.on, request.hour, request.zone, request.country, request.quiet)
    away = (request.away_from, request.away_until)
    return wanted == (kept.digest, kept.hour, kept.zone, kept.country, kept.quiet) and away == (
        kept.away_from,
        kept.away_until,
    )


Answer = TypeVar("Answer")


def _changing(services: Services, act: Callable[[UnitOfWork], Answer]) -> Answer | NotDone:
    """Runs `act` in a transaction; where somebody else was quicker, that is an answer too."""
    try:
        with services.store.work() as work:
            return act(work)
    except (VersionConflict, DatabaseBusy) as reason:
        return NotDone(
            why=RefusalReason.CHANGED if isinstance(reason, VersionConflict) else RefusalReason.BUSY
        )


def _kept(
    services: Services, work: UnitOfWork, kept: Preferences, *, first: date | None = None
) -> NudgesSet:
    """Saves them and sets the person's digest for the next day that may bring one, from `first` on."""
    kept = replace(kept, version=kept.version + 1)
    work.preferences.save(kept)
    place = locate_person(kept, work.people.find(kept.team, kept.person), services.calendar)
    day = next_delivery_day(services, kept, place, first) if kept.digest else None
    if day is None:
        work.schedules.delete(kept.team, digest_schedule_id(kept.person))
    else:
        work.schedules.save(schedule_for_day(digest_schedule(kept, place), day, services.calendar))
    reset_reminder_schedules(work, kept.team, kept.person, services=services)
    return NudgesSet(preferences=kept, first=day, zone=place.zone, country=place.country)


def next_delivery_day(
    services: Services, kept: Preferences, place: PersonLocation, first: date | None = None
) -> date | None:
    """The next day that may bring a message: today's where its hour is still to come."""
    now = services.clock.now()
    today = services.calendar.local(now, place.zone).date()
    soonest = (
        today
        if services.calendar.instant(today, kept.hour, place.zone) > now
        else today + timedelta(days=1)
    )
    soonest = max(soonest, first) if first else soonest
    return kept.next_day(soonest, place.holidays(services.calendar, soonest))


def digest_schedule(kept: Preferences, place: PersonLocation) -> Schedule:
    """A person's digest as it comes round; the day is still to be set."""
    return Schedule(
        team=kept.team,
        id=digest_schedule_id(kept.person),
        occasion=ScheduleKind.DIGEST,
        person=kept.person,
        zone=place.zone,
        hour=kept.hour,
    )


def describe_nudges(services: Services, work: UnitOfWork, kept: Preferences) -> NudgesSet:
    """How the person is nudged, as it stands."""
    coming = work.schedules.find(kept.team, digest_schedule_id(kept.person))
    place = locate_person(kept, work.people.find(kept.team, kept.person), services.calendar)
    return NudgesSet(
        preferences=kept,
        first=coming.day if coming else None,
        zone=place.zone,
        country=place.country,
    )


def follow_time_zone(team: TeamId, person: PersonId, *, services: Services) -> None:
    """Slack says that the person is in another zone: what comes to them comes at the hour there."""
    with services.store.reading() as work:
        kept = load_preferences(work, team, person) or Preferences(team=team, person=person)
        place = locate_person(kept, work.people.find(team, person), services.calendar)
        coming = work.schedules.find(team, digest_schedule_id(person))
        reminded = has_reminders_in_other_zone(work, team, person, place.zone)
    elsewhere = bool(kept.digest) and coming is not None and coming.zone != place.zone
    if not elsewhere and not reminded:
        return
    with services.store.work() as work:
        day = next_delivery_day(services, kept, place) if elsewhere else None
        if day is not None:
            work.schedules.save(
                schedule_for_day(digest_schedule(kept, place), day, services.calendar)
            )
        reset_reminder_schedules(work, team, person, services=services)
