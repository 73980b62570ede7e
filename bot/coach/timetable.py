"""When a deal's rhythm comes round: its check-ins planned ahead, and the schedules of its reminders."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from bot.coach.hours import HOLIDAY_SPAN, DeliveryHours, load_delivery_hours
from bot.coach.mornings.schedule import ensure_mornings
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import DealRoster, resolve_reminder
from bot.coach.records import PersonalDeal
from bot.coach.schedules import schedule_for_day
from bot.coach.services import Services
from bot.domain.calendar import DaysOff
from bot.domain.checkins import (
    CheckIn,
    CheckInState,
    Reminder,
    ReminderCause,
    derive_reminders,
    is_quarterly_check_in,
    move_to_reader_days,
    next_working_day,
)
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.recipients import Voice
from bot.domain.rhythms import Cadence, CadenceUnit, Rhythm
from bot.domain.schedules import Schedule, ScheduleKind

PLANNING_HOUR = time(9)
"""Local hour at which the next check-in is planned."""
MISSED = "missed"
"""Why a check-in was skipped: no process ran while it should have been planned."""
DAYS_PER_UNIT = {CadenceUnit.WEEKS: 7, CadenceUnit.MONTHS: 31}
"""The most days that one unit of a cadence can take."""
DAY = timedelta(days=1)


def rhythm_schedule_id(deal: DealId, person: PersonId | None) -> str:
    """The id of the schedule that plans a deal's next check-in; with a person, of that of their reminders in earlier
    releases."""
    return f"rhythm:{deal}:{person or ''}"


def local_today(rhythm: Rhythm, services: Services) -> date:
    """Today in the rhythm's time zone."""
    return services.calendar.local(services.clock.now(), rhythm.zone).date()


def find_days_off(rhythm: Rhythm, around: date, services: Services) -> DaysOff:
    """The days off of the rhythm's country; Saturdays and Sundays where it names none."""
    first, last = around - HOLIDAY_SPAN, around + HOLIDAY_SPAN
    return services.calendar.days_off(rhythm.country, first, last)


def next_cadence_days(
    cadence: Cadence, first: date, count: int, services: Services
) -> Sequence[date]:
    """The next `count` days of a cadence from `first` on, whatever weekday they are."""
    first = max(first, cadence.start)
    # One more interval than asked for and a month on top: "the fifth Friday" does not come every month.
    days = DAYS_PER_UNIT[cadence.unit] * cadence.every * (count + 1) + 31
    last = first + timedelta(days=days)
    return services.calendar.recurring(cadence, first, last)[:count]


def find_next_checkin(checkins: Iterable[CheckIn], today: date) -> CheckIn | None:
    """The planned check-in that comes next; where none is ahead, the latest one that nobody reported on."""
    planned = [checkin for checkin in checkins if checkin.state is CheckInState.PLANNED]
    ahead = [checkin for checkin in planned if checkin.day >= today]
    if ahead:
        return min(ahead, key=lambda checkin: checkin.day)
    return max(planned, key=lambda checkin: checkin.day, default=None)


def replan_checkins(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, before: Rhythm, *, services: Services
) -> None:
    """Makes planned check-ins and reminder schedules follow a rhythm that was changed from `before`.

    A check-in that somebody moved, or that has come, keeps its day; one that another person took over keeps its owner.
    """
    today = local_today(rhythm, services)
    for checkin in work.rhythms.list_checkins(deal.team, deal.id):
        is_ahead = checkin.state is CheckInState.PLANNED and checkin.of > today
        was_moved_by_hand = checkin.person is not None
        if is_ahead and not was_moved_by_hand:
            owner = rhythm.owner if checkin.owner == before.owner else checkin.owner
            _redate_checkin(work, deal, rhythm, checkin, owner, services)
    plan_next_checkin(work, deal, rhythm, services=services)
    no_longer_reminded = before.reminded - rhythm.reminded
    save_reminder_schedules(work, deal, rhythm, services=services, drop_for=no_longer_reminded)


def _redate_checkin(
    work: UnitOfWork,
    deal: Deal,
    rhythm: Rhythm,
    checkin: CheckIn,
    owner: PersonId | None,
    services: Services,
) -> None:
    """Puts a planned check-in on the rhythm's next free day; skips it where the rhythm has no cadence any more."""
    taken_days = [
        other.of
        for other in work.rhythms.list_checkins(deal.team, deal.id)
        if other.no != checkin.no
    ]
    after = replace(checkin, state=CheckInState.SKIPPED)
    if rhythm.cadence is not None:
        first = max([local_today(rhythm, services), *taken_days]) + DAY
        days = next_cadence_days(rhythm.cadence, first, 1, services)
        if days:
            planned = _plan_checkin(checkin.no, rhythm, rhythm.cadence, days[0], services)
            after = replace(planned, owner=owner)
    # A check-in that stays as it is keeps its version: a form that somebody has open about it must still be accepted.
    if replace(after, version=checkin.version) != checkin:
        work.rhythms.save_checkin(deal.team, deal.id, replace(after, version=checkin.version + 1))


def _plan_checkin(
    no: int, rhythm: Rhythm, cadence: Cadence, of: date, services: Services
) -> CheckIn:
    earlier = services.calendar.recurring(cadence, cadence.start, of - DAY)
    return CheckIn(
        no=no,
        of=of,
        day=next_working_day(of, find_days_off(rhythm, of, services)),
        owner=rhythm.owner,
        quarterly=is_quarterly_check_in(cadence, of, earlier[-1] if earlier else None),
    )


def plan_next_checkin(work: UnitOfWork, deal: Deal, rhythm: Rhythm, *, services: Services) -> None:
    """Plans the rhythm's next check-in where none is planned. Days that passed while no process ran are stored as
    skipped check-ins, so that none is lost silently. A deal that ended without a contract has no more check-ins."""
    if not deal.keeps_rhythm:
        return
    for checkin in _checkins_to_plan(
        rhythm, work.rhythms.list_checkins(deal.team, deal.id), services
    ):
        work.rhythms.save_checkin(deal.team, deal.id, checkin)


def _checkins_to_plan(
    rhythm: Rhythm, checkins: Sequence[CheckIn], services: Services
) -> list[CheckIn]:
    """The check-ins that should be stored and are not: those missed, as skipped, then the next one."""
    cadence = rhythm.cadence
    if cadence is None:
        return []
    today = local_today(rhythm, services)
    if any(c.state is CheckInState.PLANNED and c.of > today for c in checkins):
        return []
    missed: Sequence[date] = ()
    first = today
    if checkins:
        first = max(checkin.of for checkin in checkins) + DAY
        missed = services.calendar.recurring(cadence, first, today - DAY)
    ahead = next_cadence_days(cadence, max(first, today), 1, services)
    next_no = max((checkin.no for checkin in checkins), default=0) + 1
    planned = [
        _plan_checkin(no, rhythm, cadence, of, services)
        for no, of in enumerate((*missed, *ahead), start=next_no)
    ]
    return [
        replace(checkin, state=CheckInState.SKIPPED, why=MISSED)
        if checkin.of in missed
        else checkin
        for checkin in planned
    ]


def _with_foreseen_checkins(
    rhythm: Rhythm, checkins: Sequence[CheckIn], services: Services
) -> list[CheckIn]:
    """The check-ins with those still to be planned and the one after them. Reminders of a check-in come even where
    nobody has planned it yet: whichever reminder runs first plans it."""
    known = [*checkins, *_checkins_to_plan(rhythm, checkins, services)]
    if rhythm.cadence is None or not known:
        return known
    last_day = max(checkin.of for checkin in known)
    next_no = max(checkin.no for checkin in known) + 1
    following = next_cadence_days(rhythm.cadence, last_day + DAY, 1, services)
    foreseen = [_plan_checkin(next_no, rhythm, rhythm.cadence, of, services) for of in following]
    return [*known, *foreseen]


def list_binding_reminders(deal: Deal, rhythm: Rhythm, *, services: Services) -> list[Reminder]:
    """The reminders of days of the contract that are still to come; none of a deal that was deleted."""
    if deal.was_deleted:
        return []
    today = local_today(rhythm, services)
    reminders = derive_reminders(rhythm, (), find_days_off(rhythm, today, services), today)
    return [each for each in reminders if each.outlasts_rhythm]


FURTHEST_REMINDER = timedelta(days=800)
"""How far ahead the next reminder is looked for: a renewal may be two years away."""


def find_next_reminder_day(
    work: UnitOfWork, deal: Deal, roster: DealRoster, person: PersonId, *, services: Services
) -> date | None:
    """The next morning of the person on which the deal's rhythm has something to remind them of, as things stand; None
    where it has nothing."""
    if deal.was_deleted:
        return None
    rhythm = roster.rhythm
    today = local_today(rhythm, services)
    stored = work.rhythms.list_checkins(deal.team, deal.id)
    checkins = _with_foreseen_checkins(rhythm, stored, services)
    days_off = find_days_off(rhythm, today, services)
    mine: list[Reminder] = []
    for reminder in derive_reminders(rhythm, checkins, days_off, today + FURTHEST_REMINDER):
        if not deal.keeps_rhythm and not reminder.outlasts_rhythm:
            continue
        voice = resolve_reminder(reminder, checkins, roster).voice_for(person)
        if voice is not None and voice is not Voice.ADMIN:
            mine.append(reminder)
    hours = load_delivery_hours(work, deal.team, person, services=services)
    first = _first_morning(hours, services)
    days = [each.day for each in move_to_reader_days(mine, hours) if each.day >= first]
    return min(days, default=None)


def _first_morning(hours: DeliveryHours, services: Services) -> date:
    """Today where the person's hour is still to come, else tomorrow."""
    now = services.clock.now()
    today = services.calendar.local(now, hours.zone).date()
    is_ahead = services.calendar.instant(today, hours.preferences.hour, hours.zone) > now
    return today if is_ahead else today + DAY


def list_planning_days(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, *, services: Services
) -> list[date]:
    """The days on which the schedule of a deal's rhythm runs: the days after its check-ins, since by then the next one
    has to be planned, and those on which somebody is reminded of a day that binds us."""
    binding = {each.day for each in list_binding_reminders(deal, rhythm, services=services)}
    if not deal.keeps_rhythm:
        return sorted(binding)
    stored = work.rhythms.list_checkins(deal.team, deal.id)
    checkins = _with_foreseen_checkins(rhythm, stored, services)
    today = local_today(rhythm, services)
    days_off = find_days_off(rhythm, today, services)
    planning = {
        reminder.day
        for reminder in derive_reminders(rhythm, checkins, days_off, today)
        if reminder.cause is ReminderCause.LATE and not (reminder.rung or reminder.again)
    }
    return sorted(planning | binding)


def save_reminder_schedules(
    work: UnitOfWork,
    deal: Deal,
    rhythm: Rhythm,
    *,
    services: Services,
    drop_for: Iterable[PersonId] = (),
) -> None:
    """Lets the mornings of whoever is reminded come round, and saves when the next check-in is planned. `drop_for` are
    people who want no reminders any more."""
    for person in sorted(rhythm.reminded):
        ensure_mornings(work, deal.team, person, services=services)
    # Earlier releases had a schedule for each person who is reminded.
    for person in sorted({*drop_for, *rhythm.reminded}):
        work.schedules.delete(deal.team, rhythm_schedule_id(deal.id, person))
    _save_planning_schedule(work, deal, rhythm, services=services)


def _save_planning_schedule(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, *, services: Services
) -> None:
    """Saves when the rhythm's next check-in is planned; off where none is ahead."""
    schedule = Schedule(
        team=deal.team,
        id=rhythm_schedule_id(deal.id, None),
        occasion=ScheduleKind.CHECKIN,
        deal=deal.id,
        zone=rhythm.zone,
        hour=PLANNING_HOUR,
    )
    first = _first_reminder_day(work, schedule, services)
    days = list_planning_days(work, deal, rhythm, services=services)
    ahead = [day for day in days if day >= first]
    if ahead:
        schedule = schedule_for_day(schedule, ahead[0], services.calendar)
    work.schedules.save(schedule)


def _first_reminder_day(work: UnitOfWork, schedule: Schedule, services: Services) -> date:
    """The earliest day for which a changed schedule may run."""
    now = services.clock.now()
    today = services.calendar.local(now, schedule.zone).date()
    hour_has_passed = now >= services.calendar.instant(today, schedule.hour, schedule.zone)
    # Whoever changes the rhythm after today's hour has just seen what today's reminder would say.
    first = today + DAY if hour_has_passed else today
    before = work.schedules.find(schedule.team, schedule.id)
    if before is None or before.day is None:
        return first
    # A day that was due already and has not run yet is not lost by the change.
    has_run = (schedule.team, schedule.id, before.day) in work.schedules.list_past_days([before])
    return first if has_run else min(first, before.day)


def list_deals_with_reminders(
    work: UnitOfWork, team: TeamId, person: PersonId
) -> list[PersonalDeal]:
    """The person's deals that may still remind them of something: the open ones, and the closed ones."""
    opened = work.deals.list_of_person(team, person)
    return [*opened, *work.deals.list_closed_of_person(team, person)]


def is_reminded_anywhere(work: UnitOfWork, team: TeamId, person: PersonId) -> bool:
    """Whether the person pressed *Remind me* in any deal that may still remind them of something."""
    deals = [mine.deal.id for mine in list_deals_with_reminders(work, team, person)]
    rhythms = work.rhythms.find_many(team, deals)
    return any(person in rhythm.reminded for rhythm in rhythms.values())
