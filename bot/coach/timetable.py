"""When a rhythm comes round: its check-ins planned ahead, and the schedule of its reminders."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from bot.coach.hours import HOLIDAY_SPAN, load_delivery_hours
from bot.coach.ports import UnitOfWork
from bot.coach.schedules import schedule_for_day
from bot.coach.services import Services
from bot.domain.checkins import (
    CHECK_IN_CAUSES,
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
from bot.domain.rhythms import Cadence, CadenceUnit, Rhythm
from bot.domain.schedules import Schedule, ScheduleKind

HOUR = time(9)
"""When the next check-in of a rhythm is planned that reminds nobody, where the rhythm is."""
MISSED = "missed"
"""Why a check-in was skipped that nobody was there to plan."""
DAYS_OF = {CadenceUnit.WEEKS: 7, CadenceUnit.MONTHS: 31}


def rhythm_schedule_id(deal: DealId, person: PersonId | None) -> str:
    """The name of the schedule of a person's reminders in a deal; of no one's: of its check-ins as they are planned."""
    return f"rhythm:{deal}:{person or ''}"


def local_today(rhythm: Rhythm, services: Services) -> date:
    """The day where the rhythm is."""
    return services.calendar.local(services.clock.now(), rhythm.zone).date()


def find_holidays(rhythm: Rhythm, around: date, services: Services) -> frozenset[date]:
    """The public holidays that its working days leave out; none where no country is named."""
    if not rhythm.country:
        return frozenset()
    return services.calendar.holidays(rhythm.country, around - HOLIDAY_SPAN, around + HOLIDAY_SPAN)


def next_cadence_days(
    cadence: Cadence, first: date, count: int, services: Services
) -> Sequence[date]:
    """The next days of a cadence, from `first` on."""
    first = max(first, cadence.start)
    span = timedelta(days=DAYS_OF[cadence.unit] * cadence.every * (count + 1) + 31)
    return services.calendar.recurring(cadence, first, first + span)[:count]


def find_next_checkin(checkins: Iterable[CheckIn], today: date) -> CheckIn | None:
    """The check-in that is next, or whose day passed last without a word of it."""
    planned = [checkin for checkin in checkins if checkin.state is CheckInState.PLANNED]
    ahead = [checkin for checkin in planned if checkin.day >= today]
    return min(ahead, key=lambda each: each.day, default=None) or max(
        planned, key=lambda each: each.day, default=None
    )


def replan_checkins(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, before: Rhythm, *, services: Services
) -> None:
    """The rhythm was changed: check-ins that are still ahead and were not moved follow it, and so do reminders. One
    that somebody else took over stays theirs."""
    today = local_today(rhythm, services)
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    for checkin in checkins:
        if checkin.state is CheckInState.PLANNED and checkin.of > today and checkin.person is None:
            owner = rhythm.owner if checkin.owner == before.owner else checkin.owner
            _redate(work, deal, rhythm, checkin, owner, services)
    plan_next_checkin(work, deal, rhythm, services=services)
    save_reminder_schedules(
        work, deal, rhythm, services=services, but=before.reminded - rhythm.reminded
    )


def _redate(
    work: UnitOfWork,
    deal: Deal,
    rhythm: Rhythm,
    checkin: CheckIn,
    owner: PersonId | None,
    services: Services,
) -> None:
    """A planned check-in on the rhythm's next day; without a cadence it is skipped."""
    others = [
        other.of
        for other in work.rhythms.list_checkins(deal.team, deal.id)
        if other.no != checkin.no
    ]
    first = max([local_today(rhythm, services), *others]) + timedelta(days=1)
    days = next_cadence_days(rhythm.cadence, first, 1, services) if rhythm.cadence else ()
    if rhythm.cadence is None or not days:
        after = replace(checkin, state=CheckInState.SKIPPED)
    else:
        after = replace(
            _planned(checkin.no, rhythm, rhythm.cadence, days[0], services), owner=owner
        )
    if replace(after, version=checkin.version) != checkin:
        work.rhythms.save_checkin(deal.team, deal.id, replace(after, version=checkin.version + 1))


def _planned(no: int, rhythm: Rhythm, cadence: Cadence, of: date, services: Services) -> CheckIn:
    before = services.calendar.recurring(cadence, cadence.start, of - timedelta(days=1))
    return CheckIn(
        no=no,
        of=of,
        day=next_working_day(of, find_holidays(rhythm, of, services)),
        owner=rhythm.owner,
        quarterly=is_quarterly_check_in(cadence, of, before[-1] if before else None),
    )


def plan_next_checkin(work: UnitOfWork, deal: Deal, rhythm: Rhythm, *, services: Services) -> None:
    """Sees to it that the rhythm's next check-in is planned. Those that passed while nobody was there to plan them are
    kept as skipped, so that none is lost silently."""
    for checkin in _to_plan(rhythm, work.rhythms.list_checkins(deal.team, deal.id), services):
        work.rhythms.save_checkin(deal.team, deal.id, checkin)


def _to_plan(rhythm: Rhythm, checkins: Sequence[CheckIn], services: Services) -> Iterator[CheckIn]:
    today = local_today(rhythm, services)
    if rhythm.cadence is None or any(
        c.state is CheckInState.PLANNED and c.of > today for c in checkins
    ):
        return
    last, used = (
        max((c.of for c in checkins), default=None),
        max((c.no for c in checkins), default=0),
    )
    first = today if last is None else last + timedelta(days=1)
    missed = (
        services.calendar.recurring(rhythm.cadence, first, today - timedelta(days=1))
        if last
        else ()
    )
    ahead = next_cadence_days(rhythm.cadence, max(first, today), 1, services)
    for no, of in enumerate((*missed, *ahead), start=used + 1):
        planned = _planned(no, rhythm, rhythm.cadence, of, services)
        yield replace(planned, state=CheckInState.SKIPPED, why=MISSED) if of in missed else planned


def _foreseen(rhythm: Rhythm, checkins: Sequence[CheckIn], services: Services) -> list[CheckIn]:
    """All check-ins with the one that comes after those planned, whether it is planned yet or not: reminders of it come
    round whoever plans it first."""
    every = [*checkins, *_to_plan(rhythm, checkins, services)]
    if rhythm.cadence is None or not every:
        return every
    last = max(checkin.of for checkin in every)
    no = max(checkin.no for checkin in every)
    after = next_cadence_days(rhythm.cadence, last + timedelta(days=1), 1, services)
    return [*every, *(_planned(no + 1, rhythm, rhythm.cadence, of, services) for of in after)]


def people_to_remind(
    rhythm: Rhythm, checkins: Iterable[CheckIn], reminder: Reminder
) -> list[PersonId]:
    """Who is told, the first who wants to be: on the escalation path its step, then the owner."""
    rung = rhythm.escalation[reminder.rung - 1].person if reminder.rung else None
    found = (
        (c.owner for c in checkins if c.no == reminder.no)
        if reminder.cause in CHECK_IN_CAUSES
        else ()
    )
    chain = dict.fromkeys((rung, *found, rhythm.owner))
    return [person for person in chain if person in rhythm.reminded]


def list_reminders(
    work: UnitOfWork,
    deal: Deal,
    rhythm: Rhythm,
    person: PersonId,
    *,
    services: Services,
    foreseen: bool,
) -> list[Reminder]:
    """The reminders of a deal's rhythm whose turn is that person's, on their own days; `foreseen`: with those of the
    check-in that nobody has planned yet."""
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    every = _foreseen(rhythm, checkins, services) if foreseen else checkins
    found = derive_reminders(
        rhythm, every, find_holidays(rhythm, local_today(rhythm, services), services)
    )
    mine = [each for each in found if people_to_remind(rhythm, every, each)[:1] == [person]]
    return (
        move_to_reader_days(mine, load_delivery_hours(work, deal.team, person, services=services))
        if mine
        else []
    )


def list_reminder_days(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, person: PersonId | None, *, services: Services
) -> list[date]:
    """The days on which something of a rhythm comes round for a person; for no one, those after its check-ins."""
    if person is not None:
        mine = list_reminders(work, deal, rhythm, person, services=services, foreseen=True)
        return sorted({reminder.day for reminder in mine})
    checkins = _foreseen(rhythm, work.rhythms.list_checkins(deal.team, deal.id), services)
    found = derive_reminders(
        rhythm, checkins, find_holidays(rhythm, local_today(rhythm, services), services)
    )
    return [each.day for each in found if each.cause is ReminderCause.LATE and each.rung == 0]


def save_reminder_schedules(
    work: UnitOfWork,
    deal: Deal,
    rhythm: Rhythm,
    *,
    services: Services,
    but: Iterable[PersonId] = (),
) -> None:
    """Sets when each person's reminders come round next. `but` are those who want none any more."""
    for person in but:
        work.schedules.delete(deal.team, rhythm_schedule_id(deal.id, person))
    for reader in sorted(rhythm.reminded):
        save_reminder_schedule(work, deal, rhythm, reader, services=services)
    if rhythm.reminded:
        work.schedules.delete(deal.team, rhythm_schedule_id(deal.id, None))
    else:
        save_reminder_schedule(work, deal, rhythm, None, services=services)


def save_reminder_schedule(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, person: PersonId | None, *, services: Services
) -> None:
    """Sets when the reminders for a person come round next, at their hour. One whose hour has passed today comes no
    more, since whoever set it has just seen it, unless it was due already and nobody has come to it yet."""
    hours = load_delivery_hours(work, deal.team, person, services=services) if person else None
    zone, hour = (hours.zone, hours.kept.hour) if hours else (rhythm.zone, HOUR)
    id_, now = rhythm_schedule_id(deal.id, person), services.clock.now()
    today = services.calendar.local(now, zone).date()
    first = (
        today if now < services.calendar.instant(today, hour, zone) else today + timedelta(days=1)
    )
    before = work.schedules.find(deal.team, id_)
    if (
        before is not None
        and before.day
        and (deal.team, id_, before.day) not in work.schedules.list_past_days([before])
    ):
        first = min(first, before.day)
    days = [
        day
        for day in list_reminder_days(work, deal, rhythm, person, services=services)
        if day >= first
    ]
    off = Schedule(
        team=deal.team,
        id=id_,
        occasion=ScheduleKind.CHECKIN,
        person=person,
        deal=deal.id,
        zone=zone,
        hour=hour,
    )
    work.schedules.save(schedule_for_day(off, days[0], services) if days else off)


def reset_reminder_schedules(
    work: UnitOfWork, team: TeamId, person: PersonId, *, services: Services
) -> None:
    """A person's days or hour have changed: so do their reminders in each of their deals."""
    for mine in work.deals.list_of_person(team, person):
        rhythm = work.rhythms.find(team, mine.deal.id)
        if rhythm is not None and person in rhythm.reminded:
            save_reminder_schedule(work, mine.deal, rhythm, person, services=services)


def has_reminders_in_other_zone(
    work: UnitOfWork, team: TeamId, person: PersonId, zone: str
) -> bool:
    """Whether any of a person's reminders comes at the hour of another zone."""
    ids = (
        rhythm_schedule_id(mine.deal.id, person) for mine in work.deals.list_of_person(team, person)
    )
    return any(
        found.zone != zone for id_ in ids if (found := work.schedules.find(team, id_)) is not None
    )
