"""When a rhythm comes round: its check-ins planned ahead, and the schedule of its reminders."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from bot.coach.desk import Desk
from bot.coach.ports import Work
from bot.coach.schedules import set_for
from bot.domain.checkins import CheckIn, CheckInState, Reminder, is_quarterly, on_or_after, reminders
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.rhythms import Cadence, Rhythm, Unit
from bot.domain.schedules import Occasion, Schedule

HOUR = time(9)
"""When reminders of a rhythm come, where the rhythm is."""
MISSED = "missed"
"""Why a check-in was skipped that nobody was there to plan."""
DAYS_OF = {Unit.WEEKS: 7, Unit.MONTHS: 31}
SEASON = timedelta(days=800)
"""How far around today public holidays are looked up."""


def schedule_id(deal: DealId) -> str:
    """The name of the schedule of a deal's reminders."""
    return f"rhythm:{deal}"


def today_in(rhythm: Rhythm, desk: Desk) -> date:
    """The day where the rhythm is."""
    return desk.calendar.local(desk.clock.now(), rhythm.zone).date()


def holidays_of(rhythm: Rhythm, around: date, desk: Desk) -> frozenset[date]:
    """The public holidays that its working days leave out; none where no country is named."""
    if not rhythm.country:
        return frozenset()
    return desk.calendar.holidays(rhythm.country, around - SEASON, around + SEASON)


def coming(cadence: Cadence, first: date, count: int, desk: Desk) -> Sequence[date]:
    """The next days of a cadence, from `first` on."""
    first = max(first, cadence.start)
    span = timedelta(days=DAYS_OF[cadence.unit] * cadence.every * (count + 1) + 31)
    return desk.calendar.recurring(cadence, first, first + span)[:count]


def next_planned(checkins: Iterable[CheckIn], today: date) -> CheckIn | None:
    """The check-in that is next, or whose day passed last without a word of it."""
    planned = [checkin for checkin in checkins if checkin.state is CheckInState.PLANNED]
    ahead = [checkin for checkin in planned if checkin.day >= today]
    return min(ahead, key=lambda each: each.day, default=None) or max(planned, key=lambda each: each.day, default=None)


def replan(work: Work, deal: Deal, rhythm: Rhythm, before: Rhythm, *, desk: Desk) -> None:
    """The rhythm was changed: check-ins that are still ahead and were not moved follow it, and so do reminders. One
    that somebody else took over stays theirs."""
    today = today_in(rhythm, desk)
    checkins = work.checkins(deal.team, deal.id)
    for checkin in checkins:
        if checkin.state is CheckInState.PLANNED and checkin.of > today and checkin.person is None:
            owner = rhythm.owner if checkin.owner == before.owner else checkin.owner
            _redate(work, deal, rhythm, checkin, owner, desk)
    plan_ahead(work, deal, rhythm, desk=desk)
    set_schedule(work, deal, rhythm, desk=desk)


def _redate(work: Work, deal: Deal, rhythm: Rhythm, checkin: CheckIn, owner: PersonId | None, desk: Desk) -> None:
    """A planned check-in on the rhythm's next day; without a cadence it is skipped."""
    others = [other.of for other in work.checkins(deal.team, deal.id) if other.no != checkin.no]
    first = max([today_in(rhythm, desk), *others]) + timedelta(days=1)
    days = coming(rhythm.cadence, first, 1, desk) if rhythm.cadence else ()
    if rhythm.cadence is None or not days:
        after = replace(checkin, state=CheckInState.SKIPPED)
    else:
        after = replace(_planned(checkin.no, rhythm, rhythm.cadence, days[0], desk), owner=owner)
    if replace(after, version=checkin.version) != checkin:
        work.save_checkin(deal.team, deal.id, replace(after, version=checkin.version + 1))


def _planned(no: int, rhythm: Rhythm, cadence: Cadence, of: date, desk: Desk) -> CheckIn:
    before = desk.calendar.recurring(cadence, cadence.start, of - timedelta(days=1))
    return CheckIn(
        no=no,
        of=of,
        day=on_or_after(of, holidays_of(rhythm, of, desk)),
        owner=rhythm.owner,
        quarterly=is_quarterly(cadence, of, before[-1] if before else None),
    )


def plan_ahead(work: Work, deal: Deal, rhythm: Rhythm, *, desk: Desk) -> None:
    """Sees to it that the rhythm's next check-in is planned. Those that passed while nobody was there to plan them are
    kept as skipped, so that none is lost silently."""
    if rhythm.cadence is None:
        return
    today = today_in(rhythm, desk)
    checkins = work.checkins(deal.team, deal.id)
    if any(c.state is CheckInState.PLANNED and c.of > today for c in checkins):
        return
    last, used = max((c.of for c in checkins), default=None), max((c.no for c in checkins), default=0)
    first = today if last is None else last + timedelta(days=1)
    missed = desk.calendar.recurring(rhythm.cadence, first, today - timedelta(days=1)) if last else ()
    ahead = coming(rhythm.cadence, max(first, today), 1, desk)
    for no, of in enumerate((*missed, *ahead), start=used + 1):
        planned = _planned(no, rhythm, rhythm.cadence, of, desk)
        lost = of in missed
        work.save_checkin(
            deal.team, deal.id, replace(planned, state=CheckInState.SKIPPED, why=MISSED) if lost else planned
        )


def reminders_of(work: Work, deal: Deal, rhythm: Rhythm, *, desk: Desk) -> list[Reminder]:
    """All reminders of a deal's rhythm as it stands."""
    holidays = holidays_of(rhythm, today_in(rhythm, desk), desk)
    return reminders(rhythm, work.checkins(deal.team, deal.id), holidays)


def set_schedule(work: Work, deal: Deal, rhythm: Rhythm, *, desk: Desk) -> None:
    """Sets when the deal's reminders come round next. One whose hour has passed today comes no more: whoever set it
    has just seen it."""
    now, today = desk.clock.now(), today_in(rhythm, desk)
    first = today if now < desk.calendar.instant(today, HOUR, rhythm.zone) else today + timedelta(days=1)
    days = [reminder.day for reminder in reminders_of(work, deal, rhythm, desk=desk) if reminder.day >= first]
    off = Schedule(
        team=deal.team,
        id=schedule_id(deal.id),
        occasion=Occasion.CHECKIN,
        deal=deal.id,
        zone=rhythm.zone,
        hour=HOUR,
    )
    work.save_schedule(set_for(off, min(days), desk) if days else off)
