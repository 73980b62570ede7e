"""Check-ins of a deal's rhythm: what became of them, what to speak of, and the reminders before and after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.coach.access import Need
from bot.coach.answers import MoveShown, NotDone, RefusalReason
from bot.coach.answers.checkins import (
    Agenda,
    CheckInLate,
    CheckInNudged,
    CheckInSettled,
    CheckInsListed,
    DateNudged,
    Quarter,
    Settling,
)
from bot.coach.context import DealSession, open_session, session_for_preview
from bot.coach.hours import load_delivery_hours
from bot.coach.ports import UnitOfWork
from bot.coach.recording import run_once_in_deal
from bot.coach.records import Post, ProcessedRequest
from bot.coach.requests import Actor
from bot.coach.requests.checkins import SettleCheckIn
from bot.coach.rhythms import load_rhythm, may_remind, reminder_post_prefix
from bot.coach.schedules import ScheduledRun
from bot.coach.services import Services
from bot.coach.timetable import (
    find_next_checkin,
    list_reminder_days,
    list_reminders,
    next_cadence_days,
    people_to_remind,
    plan_next_checkin,
    save_reminder_schedules,
)
from bot.coach.triggers import measure_states
from bot.domain.checkins import (
    CHECK_IN_CAUSES,
    CheckIn,
    CheckInState,
    Reminder,
    ReminderCause,
    pick_due_reminders,
)
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Ledger, Verb
from bot.domain.moves import Kind, State
from bot.domain.rhythms import Rhythm, Rung
from bot.domain.schedules import Schedule

LINES = 3
"""How many of each kind an agenda names."""
PAST = 10
"""How many check-ins that were are listed."""
LATER = 3
"""How many days by the rhythm are named after those planned."""
QUARTER = timedelta(days=92)
IN_ORDER = timedelta(microseconds=1)
"""By how much later each of several messages at once is due, so that they arrive in their order."""


def list_checkins(by: Actor, deal: DealId, *, services: Services) -> CheckInsListed | NotDone:
    """Check-ins that were, and those to come."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return session if isinstance(session, NotDone) else _listed(session)


def _listed(session: DealSession) -> CheckInsListed:
    rhythm, today = load_rhythm(session.work, session.deal), session.by.today
    checkins = session.work.rhythms.list_checkins(session.by.team, session.deal.id)
    planned = sorted((c for c in checkins if c.state is CheckInState.PLANNED), key=lambda c: c.day)
    past = [c for c in checkins if c.state is not CheckInState.PLANNED]
    after = max([today, *(c.of for c in checkins)]) + timedelta(days=1)
    return CheckInsListed(
        deal=session.deal,
        today=today,
        past=tuple(sorted(past, key=lambda c: (c.day, c.no), reverse=True)[:PAST]),
        planned=tuple(planned),
        later=tuple(next_cadence_days(rhythm.cadence, after, LATER, session.services))
        if rhythm.cadence
        else (),
    )


def preview_settling(by: Actor, deal: DealId, no: int, *, services: Services) -> Settling | NotDone:
    """What a form about a planned check-in starts from."""
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        if isinstance(session, NotDone):
            return session
        checkin = _planned(session, no)
        if checkin is None:
            return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
        return Settling(deal=session.deal, today=by.today, checkin=checkin)


def _planned(session: DealSession, no: int) -> CheckIn | None:
    found = (
        c
        for c in session.work.rhythms.list_checkins(session.by.team, session.deal.id)
        if c.no == no
    )
    return next((c for c in found if c.state is CheckInState.PLANNED), None)


def settle_checkin(
    request: SettleCheckIn, *, services: Services
) -> CheckInSettled | MoveShown | NotDone:
    """Records that a check-in was held, moved or skipped. Its reminders end with it."""
    return run_once_in_deal(services, request, lambda session: _settle(session, request))


def _settle(session: DealSession, request: SettleCheckIn) -> CheckInSettled | NotDone:
    checkin = _planned(session, request.no)
    if checkin is None or checkin.version != request.version:
        return NotDone(why=RefusalReason.CHANGED, deal=session.deal)
    now, team, deal = session.services.clock.now(), session.by.team, session.deal
    after = replace(
        checkin,
        state=request.state,
        outcome=request.outcome,
        decisions=request.decisions,
        why=request.why,
        moved_to=request.moved_to,
        person=session.by.person,
        at=now,
        version=checkin.version + 1,
    )
    session.work.keys.mark_processed(
        team, request.once, ProcessedRequest(deal=deal.id, seq=session.snapshot.entries + 1), now
    )
    session.work.rhythms.save_checkin(team, deal.id, after)
    if request.moved_to is not None:
        _add_moved(session, checkin, request, request.moved_to)
    rhythm = load_rhythm(session.work, deal)
    plan_next_checkin(session.work, deal, rhythm, services=session.services)
    next_ = _handed_over(session, request)
    save_reminder_schedules(session.work, deal, rhythm, services=session.services)
    session.note(
        Verb.CHECKED_IN,
        f"{request.state} {checkin.day}: {request.outcome or request.why}".rstrip(": "),
    )
    return CheckInSettled(deal=deal, today=session.by.today, checkin=after, coming=next_)


def _add_moved(session: DealSession, checkin: CheckIn, request: SettleCheckIn, day: date) -> None:
    """The same check-in on its new day, by somebody's word."""
    no = max(c.no for c in session.work.rhythms.list_checkins(session.by.team, session.deal.id)) + 1
    moved = replace(
        checkin,
        no=no,
        day=day,
        owner=request.next_owner or checkin.owner,
        person=session.by.person,
        at=session.services.clock.now(),
        version=1,
    )
    session.work.rhythms.save_checkin(session.by.team, session.deal.id, moved)


def _handed_over(session: DealSession, request: SettleCheckIn) -> CheckIn | None:
    """The next check-in, with the owner who takes it over."""
    found = find_next_checkin(
        session.work.rhythms.list_checkins(session.by.team, session.deal.id), session.by.today
    )
    if found is None or request.next_owner is None or found.owner == request.next_owner:
        return found
    after = replace(found, owner=request.next_owner, version=found.version + 1)
    session.work.rhythms.save_checkin(session.by.team, session.deal.id, after)
    return after


def build_agenda(
    work: UnitOfWork, deal: Deal, rhythm: Rhythm, checkin: CheckIn, today: date
) -> Agenda:
    """What to speak of: the agreed lines, open gives and asks, promised gets not delivered, measures."""
    ledger = work.ledger.load(deal.team, deal.id)
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    since = max((c.day for c in checkins if c.state is CheckInState.HELD), default=date.min)
    fired = [
        firing for firing in work.rhythms.list_firings(deal.team, deal.id) if firing.on > since
    ]
    moves = sorted(ledger.moves.values(), key=lambda m: (m.on, m.no))
    return Agenda(
        lines=tuple(filter(None, (line.strip(" -•") for line in rhythm.agenda.splitlines()))),
        gives=tuple(ledger.open_gives(today)[:LINES]),
        asks=tuple(ledger.wanted()[:LINES]),
        promised=tuple(m for m in moves if m.kind is Kind.GET and m.state is State.PROMISED)[
            :LINES
        ],
        measures=measure_states(work, deal, rhythm),
        fired=tuple(fired[-LINES:]),
        quarter=_quarter(deal, ledger, checkins, today) if checkin.quarterly else None,
    )


def _quarter(deal: Deal, ledger: Ledger, checkins: Sequence[CheckIn], today: date) -> Quarter:
    since = max(today - QUARTER, deal.opened_at.date())
    lately = [c for c in checkins if since <= c.day < today]
    return Quarter(
        since=since,
        held=sum(c.state is CheckInState.HELD for c in lately),
        skipped=sum(c.state is CheckInState.SKIPPED for c in lately),
        gives=sum(m.on >= since for m in ledger.gives(today)),
        gets=sum(m.on >= since for m in ledger.gets(today)),
        waiting=sum(
            m.kind is Kind.GET and m.state is State.PROMISED for m in ledger.moves.values()
        ),
        decisions=tuple(c.decisions for c in lately if c.decisions)[-LINES:],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInReminderJob:
    """The reminders of a deal's rhythm for one person (`bot.coach.schedules.RecurringJob`).

    A schedule without a person only plans the next check-in, where nobody wants reminders.
    """

    services: Services

    def days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:
        first = schedule.day or until
        return [day for day in self._days(work, schedule) if first <= day <= until]

    def following(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        return next((day for day in self._days(work, schedule) if day > after), None)

    def next_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:
        if schedule.person is None:
            return first
        return load_delivery_hours(
            work, schedule.team, schedule.person, services=self.services
        ).next_day(first)

    def make(self, work: UnitOfWork, turn: ScheduledRun) -> Sequence[Post]:
        """A message of each thing there is to tell; of one subject only the latest."""
        deal, reader = _deal_of(work, turn.schedule), turn.schedule.person
        if deal is None:
            return []
        rhythm = load_rhythm(work, deal)
        plan_next_checkin(work, deal, rhythm, services=self.services)
        if reader is None:
            return []
        mine = list_reminders(work, deal, rhythm, reader, services=self.services, foreseen=False)
        today = self.services.calendar.local(turn.now, turn.schedule.zone).date()
        fresh = [
            each
            for each in mine
            if turn.since <= each.day <= today and not _told(work, deal, reader, each)
        ]
        told = [
            self._post(work, deal, rhythm, each, turn)
            for each in pick_due_reminders(fresh, turn.since, today)
        ]
        posts = [post for post in told if post is not None]
        return [replace(post, due=post.due + no * IN_ORDER) for no, post in enumerate(posts)]

    def _days(self, work: UnitOfWork, schedule: Schedule) -> Sequence[date]:
        deal = _deal_of(work, schedule)
        return (
            list_reminder_days(
                work, deal, load_rhythm(work, deal), schedule.person, services=self.services
            )
            if deal
            else []
        )

    def _post(
        self, work: UnitOfWork, deal: Deal, rhythm: Rhythm, reminder: Reminder, turn: ScheduledRun
    ) -> Post | None:
        """To whose turn it is; where they left the deal or the team, to the next one, when that one may be told."""
        people = people_to_remind(rhythm, work.rhythms.list_checkins(deal.team, deal.id), reminder)
        to = next((person for person in people if may_remind(work, deal, rhythm, person)), None)
        if to is None:
            return None
        at = turn.now
        if to != turn.schedule.person:
            at = load_delivery_hours(work, deal.team, to, services=self.services).next_moment(
                at, self.services.calendar
            )
        today = self.services.calendar.local(at, turn.schedule.zone).date()
        answer = self._said(work, deal, rhythm, reminder, to, today)
        known = work.people.find(deal.team, to)
        body = self.services.render(answer, locale=known.locale if known else "en-US", today=today)
        return Post(
            id=_post_id(deal, to, reminder), team=deal.team, to=to, body=body, due=at, deal=deal.id
        )

    def _said(
        self,
        work: UnitOfWork,
        deal: Deal,
        rhythm: Rhythm,
        reminder: Reminder,
        to: PersonId,
        today: date,
    ) -> CheckInNudged | CheckInLate | DateNudged:
        if reminder.cause not in CHECK_IN_CAUSES:
            return _about_date(deal, rhythm, reminder, today)
        checkin = next(
            c for c in work.rhythms.list_checkins(deal.team, deal.id) if c.no == reminder.no
        )
        if reminder.cause is ReminderCause.LATE:
            rung = _rung(rhythm, reminder)
            return _about_late(
                deal, checkin, reminder, rung if rung and rung.person != to else None, today
            )
        away = (
            load_delivery_hours(work, deal.team, to, services=self.services).next_day(checkin.day)
            != checkin.day
        )
        planned = build_agenda(work, deal, rhythm, checkin, today)
        return CheckInNudged(
            deal=deal,
            today=today,
            checkin=checkin,
            agenda=planned,
            put_off=reminder.put_off,
            away=away,
        )


def _post_id(deal: Deal, to: PersonId, reminder: Reminder) -> str:
    return f"{reminder_post_prefix(to)}{deal.id}:{reminder.key}"


def _told(work: UnitOfWork, deal: Deal, reader: PersonId, reminder: Reminder) -> bool:
    """Whether the reader heard of it already, on another of their days."""
    return work.outbox.find(deal.team, _post_id(deal, reader, reminder)) is not None


def _deal_of(work: UnitOfWork, schedule: Schedule) -> Deal | None:
    return work.deals.find(schedule.team, schedule.deal) if schedule.deal else None


def _rung(rhythm: Rhythm, reminder: Reminder) -> Rung | None:
    """The step of the escalation path whose turn it is; None where it is the owner's."""
    return rhythm.escalation[reminder.rung - 1] if reminder.rung else None


def _about_late(
    deal: Deal, checkin: CheckIn, reminder: Reminder, instead_of: Rung | None, today: date
) -> CheckInLate:
    """What is said of a check-in that nobody spoke of. `instead_of` is the step of the path whose turn it is, where
    somebody else is told for them."""
    return CheckInLate(
        deal=deal,
        today=today,
        checkin=checkin,
        rung=reminder.rung,
        role=instead_of.role if instead_of else "",
        person=instead_of.person if instead_of else None,
        put_off=reminder.put_off,
    )


def _about_date(deal: Deal, rhythm: Rhythm, reminder: Reminder, today: date) -> DateNudged:
    what = ""
    if reminder.cause is ReminderCause.WINDOW:
        what = rhythm.windows[reminder.no].what
    if reminder.cause is ReminderCause.GATE:
        gate = rhythm.gates[reminder.no]
        what = gate.passes or gate.what
    return DateNudged(
        deal=deal,
        today=today,
        cause=reminder.cause,
        of=reminder.of,
        what=what,
        stage=reminder.no,
        put_off=reminder.put_off,
    )
