"""How a person is nudged: asked once, said yes or no, set, stopped. Nobody gets a direct message before their yes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.coach.answers import NotDone, Why
from bot.coach.answers.preferences import FirstNudge, NudgesSet, NudgesSettable, NudgesStopped
from bot.coach.desk import Desk
from bot.coach.hours import There, kept_of, there
from bot.coach.ports import Busy, Stale, Work
from bot.coach.requests import Actor
from bot.coach.requests.preferences import SetNudges
from bot.coach.rhythms import posts_to, stop_reminding
from bot.coach.schedules import set_for
from bot.coach.timetable import reminded_elsewhere, reset
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences
from bot.domain.schedules import Occasion, Schedule

ASKED_AGAIN = timedelta(days=14)
"""How long a question that nobody answered is not put again."""
NEVER = datetime.max.replace(tzinfo=UTC)
MUTED = timedelta(days=7)
NO_HOLIDAYS = "-"
"""A country without any, for people who work through them."""
STOPPED = "stopped"
"""Why a message was not sent: its reader wanted none any more."""


def schedule_id(person: PersonId) -> str:
    """The id of a person's digest, which begins the ids of its posts."""
    return f"digest:{person}"


def to_ask(desk: Desk, work: Work, by: Actor) -> FirstNudge | None:
    """The question whether the person wants to be nudged, where it is time to put it. It is remembered with the move
    that it comes with; whoever was asked or has answered costs no query until it is time again."""
    now = desk.clock.now()
    if now < desk.asked.get((by.team, by.person), now):
        return None
    kept = kept_of(work, by.team, by.person)
    again = _asked_again(kept)
    if again > now:
        desk.asked[by.team, by.person] = again
        return None
    desk.asked[by.team, by.person] = now + ASKED_AGAIN
    mine = kept or Preferences(team=by.team, person=by.person, version=0)
    work.save_preferences(replace(mine, asked=now, version=mine.version + 1))
    day = _first_day(desk, work, mine, by.today + timedelta(days=1))
    return FirstNudge(day=day, hour=mine.hour) if day else None


def _asked_again(kept: Preferences | None) -> datetime:
    if kept is None:
        return datetime.min.replace(tzinfo=UTC)
    if kept.digest is not None:
        return NEVER
    return kept.asked + ASKED_AGAIN if kept.asked else datetime.min.replace(tzinfo=UTC)


def _first_day(desk: Desk, work: Work, kept: Preferences, first: date) -> date | None:
    place = there(kept, work.person(kept.team, kept.person), desk.calendar)
    return kept.next_day(first, place.holidays(desk.calendar, first))


def start(by: Actor, *, desk: Desk) -> NudgesSet | NotDone:
    """Yes: one message on working days where something is open, from tomorrow on."""

    def act(work: Work) -> NudgesSet:
        kept = kept_of(work, by.team, by.person) or Preferences(
            team=by.team, person=by.person, version=0
        )
        if kept.digest and work.schedule(by.team, schedule_id(by.person)) is not None:
            return set_now(desk, work, kept)
        return _kept(desk, work, replace(kept, digest=True), first=by.today + timedelta(days=1))

    return _changing(desk, act)


def stop(by: Actor, *, desk: Desk) -> NudgesStopped | NotDone:
    """No more messages, at once: what was on its way is not sent either."""

    def act(work: Work) -> NudgesStopped:
        kept = kept_of(work, by.team, by.person) or Preferences(
            team=by.team, person=by.person, version=0
        )
        held = work.hold_back(by.team, f"{schedule_id(by.person)}:", STOPPED)
        held += work.hold_back(by.team, posts_to(by.person), STOPPED)
        stop_reminding(work, by, desk=desk)
        _kept(desk, work, replace(kept, digest=False))
        return NudgesStopped(held=held)

    return _changing(desk, act)


def mute(by: Actor, *, desk: Desk) -> NudgesSet | NotDone:
    """A week without messages."""

    def act(work: Work) -> NudgesSet | NotDone:
        kept = kept_of(work, by.team, by.person)
        if kept is None:
            return NotDone(why=Why.CHANGED)
        until = by.today + MUTED
        away = (
            by.today,
            max(until, kept.away_until) if kept.away_until and kept.away(by.today) else until,
        )
        return _kept(desk, work, replace(kept, away_from=away[0], away_until=away[1]))

    return _changing(desk, act)


def settable(by: Actor, *, desk: Desk) -> NudgesSettable:
    """How the person is nudged now."""
    with desk.store.reading() as work:
        kept = kept_of(work, by.team, by.person)
        known = work.person(by.team, by.person)
    mine = kept or Preferences(team=by.team, person=by.person)
    guessed = there(replace(mine, zone="", country=""), known, desk.calendar)
    country = desk.calendar.country(mine.zone) if mine.zone else guessed.country
    return NudgesSettable(
        preferences=mine, version=kept.version if kept else 0, zone=guessed.zone, country=country
    )


def set_nudges(request: SetNudges, *, desk: Desk) -> NudgesSet | NudgesStopped | NotDone:
    """Replaces how the person is nudged."""

    def act(work: Work) -> NudgesSet | NudgesStopped:
        by = request.by
        kept = kept_of(work, by.team, by.person) or Preferences(
            team=by.team, person=by.person, version=0
        )
        if kept.version != request.version and not _says(kept, request):
            raise Stale
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
        saved = _kept(desk, work, after)
        if request.on:
            return saved
        return NudgesStopped(held=work.hold_back(by.team, f"{schedule_id(by.person)}:", STOPPED))

    return _changing(desk, act)


def _says(kept: Preferences, request: SetNudges) -> bool:
    """Whether it is so already: the form was sent twice."""
    wanted = (request.on, request.hour, request.zone, request.country, request.quiet)
    away = (request.away_from, request.away_until)
    return wanted == (kept.digest, kept.hour, kept.zone, kept.country, kept.quiet) and away == (
        kept.away_from,
        kept.away_until,
    )


Answer = TypeVar("Answer")


def _changing(desk: Desk, act: Callable[[Work], Answer]) -> Answer | NotDone:
    """Runs `act` in a transaction; where somebody else was quicker, that is an answer too."""
    try:
        with desk.store.work() as work:
            return act(work)
    except (Stale, Busy) as reason:
        return NotDone(why=Why.CHANGED if isinstance(reason, Stale) else Why.BUSY)


def _kept(desk: Desk, work: Work, kept: Preferences, *, first: date | None = None) -> NudgesSet:
    """Saves them and sets the person's digest for the next day that may bring one, from `first` on."""
    kept = replace(kept, version=kept.version + 1)
    work.save_preferences(kept)
    desk.asked[kept.team, kept.person] = NEVER
    place = there(kept, work.person(kept.team, kept.person), desk.calendar)
    day = coming_day(desk, kept, place, first) if kept.digest else None
    if day is None:
        work.drop_schedule(kept.team, schedule_id(kept.person))
    else:
        work.save_schedule(set_for(schedule_of(kept, place), day, desk))
    reset(work, kept.team, kept.person, desk=desk)
    return NudgesSet(preferences=kept, first=day, zone=place.zone, country=place.country)


def coming_day(
    desk: Desk, kept: Preferences, place: There, first: date | None = None
) -> date | None:
    """The next day that may bring a message: today's where its hour is still to come."""
    now = desk.clock.now()
    today = desk.calendar.local(now, place.zone).date()
    soonest = (
        today
        if desk.calendar.instant(today, kept.hour, place.zone) > now
        else today + timedelta(days=1)
    )
    soonest = max(soonest, first) if first else soonest
    return kept.next_day(soonest, place.holidays(desk.calendar, soonest))


def schedule_of(kept: Preferences, place: There) -> Schedule:
    """A person's digest as it comes round; the day is still to be set."""
    return Schedule(
        team=kept.team,
        id=schedule_id(kept.person),
        occasion=Occasion.DIGEST,
        person=kept.person,
        zone=place.zone,
        hour=kept.hour,
    )


def set_now(desk: Desk, work: Work, kept: Preferences) -> NudgesSet:
    """How the person is nudged, as it stands."""
    coming = work.schedule(kept.team, schedule_id(kept.person))
    place = there(kept, work.person(kept.team, kept.person), desk.calendar)
    return NudgesSet(
        preferences=kept,
        first=coming.day if coming else None,
        zone=place.zone,
        country=place.country,
    )


def moved(team: TeamId, person: PersonId, *, desk: Desk) -> None:
    """Slack says that the person is in another zone: what comes to them comes at the hour there."""
    with desk.store.reading() as work:
        kept = kept_of(work, team, person) or Preferences(team=team, person=person)
        place = there(kept, work.person(team, person), desk.calendar)
        coming = work.schedule(team, schedule_id(person))
        reminded = reminded_elsewhere(work, team, person, place.zone)
    elsewhere = bool(kept.digest) and coming is not None and coming.zone != place.zone
    if not elsewhere and not reminded:
        return
    with desk.store.work() as work:
        day = coming_day(desk, kept, place) if elsewhere else None
        if day is not None:
            work.save_schedule(set_for(schedule_of(kept, place), day, desk))
        reset(work, team, person, desk=desk)
