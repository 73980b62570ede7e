"""How a person is nudged: asked once, said yes or no, set, stopped. Nobody gets a direct message before their yes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.answers.preferences import FirstNudge, NudgesSet, NudgesSettable, NudgesStopped
from bot.coach.hours import PersonLocation, load_preferences, locate_person
from bot.coach.mornings.forecast import forecast_next_message
from bot.coach.mornings.schedule import morning_schedule, morning_schedule_id, next_morning
from bot.coach.notices import reminder_post_prefix
from bot.coach.ports.errors import DatabaseBusy, VersionConflict
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.rhythms import resume_reminding, stop_reminding
from bot.coach.schedules import schedule_for_day
from bot.coach.services import Services
from bot.coach.timetable import is_reminded_anywhere
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences

ASK_AGAIN_AFTER = timedelta(days=14)
"""How long a question that nobody answered is not put again."""
MUTE_FOR = timedelta(days=7)
STOPPED = "stopped"
"""Why a message was not sent: its reader wanted none any more."""
DAY = timedelta(days=1)

Answer = TypeVar("Answer")


def ask_about_nudges(services: Services, work: UnitOfWork, actor: Actor) -> FirstNudge | None:
    """The question whether the person wants to be nudged, where it is time to put it. That it was put is stored in the
    transaction of the move that it comes with."""
    now = services.clock.now()
    preferences = _load_or_new(work, actor.team, actor.person)
    if not _may_be_asked(preferences, now):
        return None
    work.preferences.save(replace(preferences, asked=now, version=preferences.version + 1))
    location = _locate(services, work, preferences)
    # From tomorrow on: today the person is at work on the deal, and sees what is open.
    tomorrow = actor.today + DAY
    days_off = location.days_off(services.calendar, tomorrow)
    day = preferences.next_day(tomorrow, days_off)
    return FirstNudge(day=day, hour=preferences.hour) if day else None


def _load_or_new(work: UnitOfWork, team: TeamId, person: PersonId) -> Preferences:
    """The person's preferences; at version 0 where none are stored."""
    stored = load_preferences(work, team, person)
    return stored or Preferences(team=team, person=person, version=0)


def _may_be_asked(preferences: Preferences, now: datetime) -> bool:
    has_answered = preferences.digest is not None
    if has_answered:
        return False
    return preferences.asked is None or preferences.asked + ASK_AGAIN_AFTER <= now


def _locate(services: Services, work: UnitOfWork, preferences: Preferences) -> PersonLocation:
    known = work.people.find(preferences.team, preferences.person)
    return locate_person(preferences, known, services.calendar)


def start_nudges(actor: Actor, *, services: Services) -> NudgesSet:
    """Starts the person's mornings, from tomorrow on: one message on days where something is new or falls due."""
    return _change_preferences(services, lambda work: start_digest(services, work, actor))


def start_digest(services: Services, work: UnitOfWork, actor: Actor) -> NudgesSet:
    """The same, in a transaction."""
    preferences = _load_or_new(work, actor.team, actor.person)
    is_running = work.schedules.find(actor.team, morning_schedule_id(actor.person)) is not None
    if preferences.digest and is_running and not preferences.is_muted(actor.today):
        return describe_nudges(services, work, preferences)
    wanted = replace(_without_mute(preferences), digest=True)
    return _resume(services, work, wanted, first=actor.today + DAY)


def _resume(
    services: Services, work: UnitOfWork, wanted: Preferences, *, first: date | None = None
) -> NudgesSet:
    """Saves what is wanted; the reminders that ended with a stop begin again."""
    team, person = wanted.team, wanted.person
    # Before the preferences are saved: those say when the next message comes.
    deals = resume_reminding(work, team, person, wanted.stopped, services=services)
    wanted = replace(wanted, stopped=frozenset())
    saved = _save_preferences(services, work, wanted, first=first)
    return replace(saved, resumed=tuple(deal.name for deal in deals))


def stop_nudges(actor: Actor, *, services: Services) -> NudgesStopped:
    """Stops all messages to the person, at once: what waits to be sent is not sent either."""

    return _change_preferences(services, lambda work: stop_digest(services, work, actor))


def stop_digest(services: Services, work: UnitOfWork, actor: Actor) -> NudgesStopped:
    """The same, in a transaction."""
    return _stop(services, work, _load_or_new(work, actor.team, actor.person))


def _stop(services: Services, work: UnitOfWork, preferences: Preferences) -> NudgesStopped:
    """Stops all messages, and keeps what a start brings back."""
    team, person = preferences.team, preferences.person
    held = _cancel_digests(work, team, person)
    # Whoever starts again later is told everything that waits then.
    work.mornings.delete_memory(team, person)
    held += work.outbox.cancel_pending(team, reminder_post_prefix(person), STOPPED)
    # Before the preferences are saved: those set up the reminders of the rhythms that still remind.
    deals = stop_reminding(work, team, person, services=services)
    follows = work.roles.list_follows(team, [person]).get(person, frozenset())
    followed = [work.deals.find(team, deal) for deal in sorted(follows)]
    stopped = preferences.stopped | {deal.id for deal in deals}
    _save_preferences(services, work, replace(preferences, digest=False, stopped=stopped))
    return NudgesStopped(
        held=held,
        reminders=tuple(deal.name for deal in deals),
        followed=tuple(deal.name for deal in followed if deal is not None),
    )


def _cancel_digests(work: UnitOfWork, team: TeamId, person: PersonId) -> int:
    """Gives up the person's digests that wait to be sent; returns how many."""
    return work.outbox.cancel_pending(team, f"{morning_schedule_id(person)}:", STOPPED)


def mute_nudges(actor: Actor, until: date | None = None, *, services: Services) -> NudgesSet:
    """No messages until that day, a week where none is named. A planned absence stays as it is."""

    def mute(work: UnitOfWork) -> NudgesSet:
        preferences = _load_or_new(work, actor.team, actor.person)
        last = until if until is not None else actor.today + MUTE_FOR
        muted = replace(preferences, muted_from=actor.today, muted_until=last)
        return _save_preferences(services, work, muted)

    return _change_preferences(services, mute)


def unmute_nudges(actor: Actor, *, services: Services) -> NudgesSet:
    """Ends a mute: messages come again as before it."""

    def unmute(work: UnitOfWork) -> NudgesSet:
        preferences = _load_or_new(work, actor.team, actor.person)
        if preferences.muted_until is None:
            return describe_nudges(services, work, preferences)
        return _save_preferences(services, work, _without_mute(preferences))

    return _change_preferences(services, unmute)


def _without_mute(preferences: Preferences) -> Preferences:
    return replace(preferences, muted_from=None, muted_until=None)


def show_nudge_settings(actor: Actor, *, services: Services) -> NudgesSettable:
    """How the person is nudged now, and what Slack says of where they are."""
    with services.store.reading() as work:
        preferences = _load_or_new(work, actor.team, actor.person)
        known = work.people.find(actor.team, actor.person)
    unset = replace(preferences, zone="", country="")
    by_slack = locate_person(unset, known, services.calendar)
    country = by_slack.country
    if preferences.zone:
        country = services.calendar.country(preferences.zone)
    location = locate_person(preferences, known, services.calendar)
    days_off = location.days_off(services.calendar, actor.today)
    return NudgesSettable(
        preferences=preferences,
        quiet=preferences.quiet_weekdays(days_off),
        version=preferences.version,
        zone=by_slack.zone,
        country=country,
    )


def set_nudges(wanted: Preferences, *, services: Services) -> NudgesSet | NudgesStopped:
    """Replaces how a person is nudged. Refused where it has changed since the form showed it at the version of
    `wanted`."""

    def change(work: UnitOfWork) -> NudgesSet | NudgesStopped:
        stored = _load_or_new(work, wanted.team, wanted.person)
        after = replace(
            wanted,
            asked=stored.asked,
            version=stored.version,
            stopped=stored.stopped,
            muted_from=stored.muted_from,
            muted_until=stored.muted_until,
        )
        after = _follow_weekend(services, work, after, stored)
        # A form that was sent twice finds what it wants and an older version, which is no conflict.
        if stored.version != wanted.version and after != stored:
            raise VersionConflict
        if wanted.digest:
            return _resume(services, work, after)
        return _stop(services, work, after)

    return _change_preferences(services, change)


def _follow_weekend(
    services: Services, work: UnitOfWork, wanted: Preferences, stored: Preferences
) -> Preferences:
    """Without weekdays of its own where those wanted are the weekend, so that they follow a move to another country:
    the form shows the weekend that was, and is sent with it when only the country is changed."""
    today = services.clock.now().date()
    weekends = [
        _locate(services, work, each).days_off(services.calendar, today).weekend
        for each in (stored, wanted)
        if each is wanted or each.quiet is None
    ]
    return replace(wanted, quiet=None) if wanted.quiet in weekends else wanted


def _change_preferences(services: Services, change: Callable[[UnitOfWork], Answer]) -> Answer:
    """Runs `change` in a transaction. Refused where somebody else was quicker."""
    try:
        with services.store.work() as work:
            return change(work)
    except VersionConflict:
        raise Refused(why=RefusalReason.CHANGED) from None
    except DatabaseBusy:
        raise Refused(why=RefusalReason.BUSY) from None


def _save_preferences(
    services: Services, work: UnitOfWork, preferences: Preferences, *, first: date | None = None
) -> NudgesSet:
    """Stores them as the next version. The person's digest comes on the next day that may bring one, from `first` on;
    so does what they asked to be reminded of."""
    preferences = replace(preferences, version=preferences.version + 1)
    work.preferences.save(preferences)
    team, person = preferences.team, preferences.person
    location = _locate(services, work, preferences)
    day = None
    if preferences.digest or is_reminded_anywhere(work, team, person):
        day = next_morning(services, preferences, location, first)
    if day is None:
        work.schedules.delete(team, morning_schedule_id(person))
    else:
        schedule = morning_schedule(preferences, location)
        work.schedules.save(schedule_for_day(schedule, day, services.calendar))
    return _describe(services, work, preferences, location, day)


def _describe(
    services: Services,
    work: UnitOfWork,
    preferences: Preferences,
    location: PersonLocation,
    first: date | None,
) -> NudgesSet:
    """What is set, and the next message that will come of it as things stand."""
    forecast = forecast_next_message(services, work, preferences.team, preferences.person)
    today = services.calendar.local(services.clock.now(), location.zone).date()
    return NudgesSet(
        is_muted=preferences.is_muted(today),
        preferences=preferences,
        first=first,
        zone=location.zone,
        country=location.country,
        next_message=forecast.day if forecast is not None else None,
        looked_until=forecast.until if forecast is not None else None,
    )


def describe_nudges(services: Services, work: UnitOfWork, preferences: Preferences) -> NudgesSet:
    """How the person is nudged, as it stands."""
    schedule = work.schedules.find(preferences.team, morning_schedule_id(preferences.person))
    location = _locate(services, work, preferences)
    return _describe(services, work, preferences, location, schedule.day if schedule else None)


def follow_time_zone(team: TeamId, person: PersonId, *, services: Services) -> None:
    """Slack may have the person in another zone now: moves their mornings to their hour there."""
    with services.store.reading() as work:
        preferences = _load_or_new(work, team, person)
        location = _locate(services, work, preferences)
        schedule = work.schedules.find(team, morning_schedule_id(person))
    # Slack tells of every change of a profile; most have nothing to do with the zone, and need no transaction.
    if schedule is None or schedule.wake is None or schedule.zone == location.zone:
        return
    with services.store.work() as work:
        day = next_morning(services, preferences, location)
        if day is not None:
            moved = morning_schedule(preferences, location)
            work.schedules.save(schedule_for_day(moved, day, services.calendar))
