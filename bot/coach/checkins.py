"""Check-ins of a deal's rhythm: what became of them, what to speak of, and the reminders before and after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.agendas import build_agenda
from bot.coach.answers import RefusalReason
from bot.coach.answers.checkins import (
    CheckInAhead,
    CheckInAsked,
    CheckInNudged,
    CheckInSettled,
    CheckInsListed,
    CheckInsSettled,
    NoCheckInWaits,
    Settling,
    SettlingSeveral,
)
from bot.coach.answers.handovers import AskedFor
from bot.coach.canvases import refresh_canvases
from bot.coach.consent import ask_for_consent
from bot.coach.context import DealSession, record_in_deal, session_for_preview, session_for_reading
from bot.coach.handovers import describe_missing_owner
from bot.coach.mornings.schedule import ensure_mornings
from bot.coach.mornings.urgent_checks import note_days_of_rhythm
from bot.coach.notices import post_notice
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import load_roster, resolve_reminder
from bot.coach.records import Post
from bot.coach.refusals import Refused
from bot.coach.rhythms import load_rhythm
from bot.coach.schedules import ScheduledRun
from bot.coach.services import Services
from bot.coach.timetable import (
    find_next_checkin,
    list_binding_reminders,
    list_planning_days,
    next_cadence_days,
    plan_next_checkin,
    save_reminder_schedules,
)
from bot.domain.checkins import CheckIn, CheckInState, list_unsettled_check_ins
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.recipients import Voice
from bot.domain.rhythms import Rhythm
from bot.domain.schedules import Schedule

PAST_LISTED = 10
"""How many past check-ins are listed."""
UNSETTLED_LISTED = 10
"""How many of those without a word are listed, the latest."""
LATER_LISTED = 3
"""How many days of the cadence are listed after the planned check-ins."""
DAY = timedelta(days=1)


def list_checkins(actor: Actor, deal: DealId, *, services: Services) -> CheckInsListed:
    """The past check-ins, the planned ones, and the days after them."""
    with session_for_reading(services, actor, deal) as session:
        rhythm = load_rhythm(session.work, session.deal)
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
    unsettled = list_unsettled_check_ins(checkins, actor.today)
    ahead = [c for c in checkins if c.state is CheckInState.PLANNED and c.day >= actor.today]
    planned = [*unsettled[-UNSETTLED_LISTED:], *sorted(ahead, key=lambda c: c.day)]
    past = [c for c in checkins if c.state is not CheckInState.PLANNED]
    later: Sequence[date] = ()
    if rhythm.cadence:
        first = max([actor.today, *(c.of for c in checkins)]) + DAY
        later = next_cadence_days(rhythm.cadence, first, LATER_LISTED, services)
    newest_first = sorted(past, key=lambda c: (c.day, c.no), reverse=True)
    return CheckInsListed(
        deal=session.deal,
        today=actor.today,
        past=tuple(newest_first[:PAST_LISTED]),
        planned=tuple(planned),
        later=tuple(later),
        unsettled=len(unsettled),
        more_unsettled=len(unsettled[:-UNSETTLED_LISTED]),
    )


def preview_settling(actor: Actor, deal: DealId, no: int, *, services: Services) -> Settling:
    """What the form about a planned check-in starts from."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        checkin = _find_planned(session, no)
        return Settling(deal=session.deal, today=actor.today, checkin=checkin)


def preview_settling_several(
    actor: Actor, deal: DealId, *, services: Services
) -> SettlingSeveral | NoCheckInWaits:
    """What the form about all check-ins starts from that nobody reported on."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
        unsettled = list_unsettled_check_ins(checkins, actor.today)
        if not unsettled:
            coming = find_next_checkin(checkins, actor.today)
            return NoCheckInWaits(deal=session.deal, today=actor.today, coming=coming)
        return SettlingSeveral(deal=session.deal, today=actor.today, unsettled=tuple(unsettled))


def list_waiting_check_ins(actor: Actor, deal: DealId, *, services: Services) -> list[CheckIn]:
    """The check-ins that somebody may report on by now, today's among them, oldest first; where there is none, the
    next one."""
    with session_for_preview(services, actor, deal, Need.FOLLOW_UP) as session:
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
        waiting = list_unsettled_check_ins(checkins, actor.today + DAY)
        coming = find_next_checkin(checkins, actor.today)
        return waiting or ([coming] if coming is not None else [])


def _find_planned(session: DealSession, no: int) -> CheckIn:
    """The planned check-in of that number. Refused where somebody settled it already."""
    for checkin in session.work.rhythms.list_checkins(session.by.team, session.deal.id):
        if checkin.no == no and checkin.state is CheckInState.PLANNED:
            return checkin
    raise Refused(why=RefusalReason.CHANGED, deal=session.deal)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInReport:
    """What became of a check-in: held with its outcome, moved to a day, or skipped with a reason. `next_owner` takes
    the next one over."""

    state: CheckInState
    outcome: str = ""
    decisions: str = ""
    why: str = ""
    moved_to: date | None = None
    next_owner: PersonId | None = None


def settle_checkin(
    actor: Actor,
    deal: DealId,
    no: int,
    report: CheckInReport,
    *,
    version: int,
    once: str,
    services: Services,
) -> CheckInSettled | CheckInAhead:
    """Records that a check-in was held, moved or skipped; its reminders end with it. One that is still to come was not
    held yet. Refused where it has changed since the form showed it at `version`."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        checkin = _find_planned(session, no)
        if checkin.version != version:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        if report.state is CheckInState.HELD and checkin.day > actor.today:
            return CheckInAhead(deal=session.deal, today=actor.today, checkin=checkin)
        session.mark_processed(once)
        settled = _save_settled(session, checkin, report)
        if report.moved_to is not None:
            _add_moved_checkin(session, checkin, report.moved_to, report.next_owner)
        following = _follow_settled(session, report.next_owner)
        note = f"{report.state} {checkin.day}: {report.outcome or report.why}"
        session.write_audit(Verb.CHECKED_IN, note.rstrip(": "))
        return CheckInSettled(
            deal=session.deal, today=actor.today, checkin=settled, coming=following
        )


def settle_checkins(
    actor: Actor,
    deal: DealId,
    numbers: Collection[int],
    report: CheckInReport,
    *,
    once: str,
    services: Services,
) -> CheckInsSettled:
    """Records the same of several check-ins whose day has passed: all held, or all skipped. Those that somebody settled
    meanwhile stay as they are; refused where that is all of them."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
        waiting = list_unsettled_check_ins(checkins, actor.today + DAY)
        chosen = [checkin for checkin in waiting if checkin.no in numbers]
        if not chosen:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        session.mark_processed(once)
        settled = [_save_settled(session, checkin, report) for checkin in chosen]
        following = _follow_settled(session, report.next_owner)
        days = ", ".join(str(checkin.day) for checkin in settled)
        note = f"{report.state} {days}: {report.outcome or report.why}"
        session.write_audit(Verb.CHECKED_IN, note.rstrip(": "))
        return CheckInsSettled(
            deal=session.deal,
            today=actor.today,
            checkins=tuple(settled),
            gone=len(numbers) - len(settled),
            coming=following,
        )


def reopen_checkin(
    actor: Actor, deal: DealId, no: int, *, once: str, services: Services
) -> CheckInAsked:
    """Takes back that a check-in was held or skipped, so that it waits for a word again. Refused where nobody said so
    of it: one that was moved is moved again on its new day."""
    with record_in_deal(services, actor, deal, once, Need.FOLLOW_UP) as session:
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
        settled = next((each for each in checkins if each.no == no), None)
        if settled is None or not settled.may_be_reopened:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        session.mark_processed(once)
        # It names who opened it again, so that a changed rhythm leaves it.
        opened = replace(
            settled,
            state=CheckInState.PLANNED,
            outcome="",
            decisions="",
            why="",
            person=actor.person,
            at=services.clock.now(),
            version=settled.version + 1,
        )
        session.work.rhythms.save_checkin(actor.team, deal, opened)
        _follow_settled(session, None)
        session.write_audit(Verb.CHECKED_IN, f"{settled.day}:open")
        return CheckInAsked(
            deal=session.deal, today=actor.today, checkin=opened, taken_back=settled.state
        )


def find_last_settled(actor: Actor, deal: DealId, *, services: Services) -> int:
    """The number of the check-in that somebody reported on last and that can be opened again; 0 where there is none."""
    with session_for_reading(services, actor, deal) as session:
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
    reported = [each for each in checkins if each.at is not None and each.may_be_reopened]
    last = max(reported, key=lambda each: (each.at, each.no), default=None)
    return last.no if last is not None else 0


def find_own_settled(actor: Actor, deal: DealId, *, services: Services) -> int:
    """The number of the check-in that the person spoke of last; 0 where it was moved or is open again already."""
    with session_for_reading(services, actor, deal) as session:
        checkins = session.work.rhythms.list_checkins(actor.team, deal)
    own = [each for each in checkins if each.person == actor.person and each.at is not None]
    last = max(own, key=lambda each: (each.at, each.no), default=None)
    return last.no if last is not None and last.may_be_reopened else 0


def _save_settled(session: DealSession, checkin: CheckIn, report: CheckInReport) -> CheckIn:
    settled = replace(
        checkin,
        state=report.state,
        outcome=report.outcome,
        decisions=report.decisions,
        why=report.why,
        moved_to=report.moved_to,
        person=session.by.person,
        at=session.services.clock.now(),
        version=checkin.version + 1,
    )
    session.work.rhythms.save_checkin(session.by.team, session.deal.id, settled)
    return settled


def _follow_settled(session: DealSession, next_owner: PersonId | None) -> CheckIn | None:
    """Plans what comes after check-ins that were settled, and its reminders; the next check-in."""
    rhythm = load_rhythm(session.work, session.deal)
    # In this order: the next check-in has to be planned before it can be handed over and reminded of.
    plan_next_checkin(session.work, session.deal, rhythm, services=session.services)
    following = _hand_over_next_checkin(session, next_owner)
    note_days_of_rhythm(
        session.work,
        session.deal,
        rhythm,
        session.by.person,
        at=session.services.clock.now(),
        today=session.by.today,
    )
    save_reminder_schedules(session.work, session.deal, rhythm, services=session.services)
    refresh_canvases(session)
    return following


def _add_moved_checkin(
    session: DealSession, checkin: CheckIn, day: date, next_owner: PersonId | None
) -> None:
    """Adds the same check-in on its new day. It names the person who moved it, so that a changed rhythm leaves it."""
    checkins = session.work.rhythms.list_checkins(session.by.team, session.deal.id)
    moved = replace(
        checkin,
        no=max(c.no for c in checkins) + 1,
        day=day,
        owner=next_owner or checkin.owner,
        person=session.by.person,
        at=session.services.clock.now(),
        version=1,
    )
    session.work.rhythms.save_checkin(session.by.team, session.deal.id, moved)


def _hand_over_next_checkin(session: DealSession, next_owner: PersonId | None) -> CheckIn | None:
    """The next check-in, given to `next_owner` where one is named."""
    checkins = session.work.rhythms.list_checkins(session.by.team, session.deal.id)
    following = find_next_checkin(checkins, session.by.today)
    if following is None or next_owner is None or following.owner == next_owner:
        return following
    handed_over = replace(following, owner=next_owner, version=following.version + 1)
    session.work.rhythms.save_checkin(session.by.team, session.deal.id, handed_over)
    return handed_over


def show_agenda(actor: Actor, deal: DealId, no: int, *, services: Services) -> CheckInNudged:
    """What to speak of in a planned check-in."""
    with session_for_reading(services, actor, deal) as session:
        checkin = _find_planned(session, no)
        rhythm = load_rhythm(session.work, session.deal)
        agenda = build_agenda(session.work, session.deal, rhythm, checkin, actor.today)
        return CheckInNudged(deal=session.deal, today=actor.today, checkin=checkin, agenda=agenda)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInPlanningJob:
    """Plans the next check-in of a deal (`bot.coach.schedules.RecurringJob`). What people are told of it stands in
    their mornings."""

    services: Services

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:
        if schedule.person is not None:
            return [schedule.day] if schedule.day else []
        first = schedule.day or until
        return [day for day in self._list_days(work, schedule) if first <= day <= until]

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        if schedule.person is not None:
            return None
        return next((day for day in self._list_days(work, schedule) if day > after), None)

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:  # noqa: ARG002 - the protocol's
        return first

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        """No reminder, ever: those stand in the mornings. The schedule of a person is one of an earlier release. Of a
        day that binds us and that too few people hear of, somebody may be asked."""
        deal, person = _deal_of(work, run.schedule), run.schedule.person
        if deal is None:
            return []
        if person is not None:
            ensure_mornings(work, deal.team, person, services=self.services)
        rhythm = load_rhythm(work, deal)
        plan_next_checkin(work, deal, rhythm, services=self.services)
        ask_about_binding_days(work, deal, rhythm, run, services=self.services)
        return []

    def _list_days(self, work: UnitOfWork, schedule: Schedule) -> Sequence[date]:
        deal = _deal_of(work, schedule)
        if deal is None:
            return []
        return list_planning_days(work, deal, load_rhythm(work, deal), services=self.services)


def ask_about_binding_days(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, run: ScheduledRun, *, services: Services
) -> None:
    """Where too few people hear of a day that binds us: asks who is named for it and never said whether they want
    messages, and tells the admins that there is such a day."""
    roster = load_roster(work, deal, rhythm)
    for reminder in list_binding_reminders(deal, rhythm, services=services):
        if not run.since <= reminder.day <= run.day:
            continue
        found = resolve_reminder(reminder, (), roster)
        for person in found.to_ask:
            ask_for_consent(services, work, deal, person, AskedFor.BINDING_DAY, on=reminder.of)
        for each in found.told:
            if each.voice is Voice.ADMIN:
                missing = describe_missing_owner(work, deal, binds_on=reminder.of)
                key = f"binding:{deal.id}:{reminder.key}"
                post_notice(services, work, deal, each.person, missing, key)


def _deal_of(work: UnitOfWork, schedule: Schedule) -> Deal | None:
    return work.deals.find(schedule.team, schedule.deal) if schedule.deal else None
