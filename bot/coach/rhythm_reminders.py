"""Reminders of check-ins and of the days of a contract: which are due for whom, and what each says."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from bot.coach.agendas import build_agenda
from bot.coach.answers.checkins import CheckInLate, CheckInNudged, DateNudged
from bot.coach.hours import DeliveryHours
from bot.coach.ports.store import UnitOfWork
from bot.coach.recipients import DealRoster, resolve_reminder
from bot.coach.rhythms import load_rhythm
from bot.coach.services import Services
from bot.coach.timetable import find_days_off, local_today
from bot.domain.checkins import (
    CheckIn,
    Reminder,
    ReminderCause,
    derive_reminders,
    keep_one_late_reminder,
    list_unsettled_check_ins,
    move_to_reader_days,
    pick_due_reminders,
)
from bot.domain.deals import Deal
from bot.domain.governance import AfterTerm
from bot.domain.ids import PersonId
from bot.domain.recipients import Voice
from bot.domain.rhythms import ContractDate, Rhythm, Rung


def list_due_reminders(
    work: UnitOfWork,
    deal: Deal,
    roster: DealRoster,
    person: PersonId,
    *,
    hours: DeliveryHours,
    since: date,
    today: date,
    repeats_until: date,
    told: AbstractSet[str],
    services: Services,
) -> list[Reminder]:
    """What the person is to be reminded of today, on a day that covers all days from `since` on, on their own days.

    What is asked once more is asked today where its day comes until `repeats_until`. `told` are the keys of reminders
    that they got before. Of a deal that ended without a contract only its dates are left.
    """
    if deal.was_deleted:
        return []
    rhythm = roster.rhythm
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    days_off = find_days_off(rhythm, local_today(rhythm, services), services)
    mine: list[Reminder] = []
    for reminder in derive_reminders(rhythm, checkins, days_off, repeats_until):
        if not deal.keeps_rhythm and not reminder.outlasts_rhythm:
            continue
        voice = resolve_reminder(reminder, checkins, roster).voice_for(person)
        if voice is not None and voice is not Voice.ADMIN:
            mine.append(reminder)
    # A reminder can stand on two of the person's days: it is told on one of them.
    fresh = [reminder for reminder in mine if reminder.key not in told]
    due = pick_due_reminders(move_to_reader_days(fresh, hours), since, today)
    due += _draw_repeats(fresh, due, today, repeats_until)
    return keep_one_late_reminder(due)


def list_reminders_again(
    work: UnitOfWork,
    deal: Deal,
    roster: DealRoster,
    person: PersonId,
    *,
    keys: Collection[str],
    today: date,
    services: Services,
) -> list[Reminder]:
    """Those reminders of the person once more, as far as they are still true."""
    if deal.was_deleted:
        return []
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    days_off = find_days_off(roster.rhythm, local_today(roster.rhythm, services), services)
    found: list[Reminder] = []
    for reminder in derive_reminders(roster.rhythm, checkins, days_off, today):
        has_passed = reminder.of < today and not reminder.is_late
        is_over = not deal.keeps_rhythm and (reminder.is_late or reminder.is_of_check_in)
        if reminder.key not in keys or has_passed or is_over:
            continue
        voice = resolve_reminder(reminder, checkins, roster).voice_for(person)
        if voice is not None and voice is not Voice.ADMIN:
            found.append(reminder)
    return found


def _draw_repeats(
    fresh: Sequence[Reminder], due: Sequence[Reminder], today: date, until: date
) -> list[Reminder]:
    """What is asked once more by the day `until`, asked today already; not what is asked today anyway."""
    asked = {reminder.subject for reminder in due}
    drawn = [
        replace(reminder, day=today)
        for reminder in fresh
        if reminder.is_repeated and today < reminder.day <= until and reminder.subject not in asked
    ]
    return pick_due_reminders(drawn, today, today)


def describe_reminder(
    work: UnitOfWork,
    deal: Deal,
    reminder: Reminder,
    to: PersonId,
    *,
    hours: DeliveryHours,
    today: date,
) -> CheckInNudged | CheckInLate | DateNudged:
    """What a reminder says."""
    rhythm = load_rhythm(work, deal)
    if not reminder.is_of_check_in:
        return _describe_date(deal, rhythm, reminder, today)
    checkins = work.rhythms.list_checkins(deal.team, deal.id)
    checkin = next(c for c in checkins if c.no == reminder.no)
    if reminder.cause is ReminderCause.LATE:
        late = _describe_late(deal, rhythm, reminder, checkin, to, today)
        return replace(late, unsettled=tuple(list_unsettled_check_ins(checkins, today)))
    return CheckInNudged(
        deal=deal,
        today=today,
        checkin=checkin,
        agenda=build_agenda(work, deal, rhythm, checkin, today),
        put_off=reminder.put_off,
        away=hours.next_day(checkin.day) != checkin.day,
    )


def _describe_late(
    deal: Deal, rhythm: Rhythm, reminder: Reminder, checkin: CheckIn, to: PersonId, today: date
) -> CheckInLate:
    """A check-in that nobody reported on. Where the step of the escalation path whose turn it is gets no messages from
    here, the message to somebody else names it."""
    instead_of: Rung | None = None
    if reminder.rung:
        step = rhythm.escalation[reminder.rung - 1]
        instead_of = step if step.person != to else None
    return CheckInLate(
        deal=deal,
        today=today,
        checkin=checkin,
        rung=reminder.rung,
        role=instead_of.role if instead_of else "",
        person=instead_of.person if instead_of else None,
        put_off=reminder.put_off,
    )


def _describe_date(deal: Deal, rhythm: Rhythm, reminder: Reminder, today: date) -> DateNudged:
    what, outcome = "", None
    if reminder.cause in (ReminderCause.RENEWAL, ReminderCause.NOTICE):
        outcome = rhythm.find_outcome(ContractDate(reminder.cause.value))
    if reminder.cause is ReminderCause.WINDOW:
        what = rhythm.windows[reminder.no].what
    if reminder.cause is ReminderCause.GATE:
        gate = rhythm.gates[reminder.no]
        what = gate.passes or gate.what
    if reminder.cause is ReminderCause.BAND:
        what = rhythm.bands[reminder.no].name
    if reminder.cause is ReminderCause.RISK:
        what = rhythm.occurrences[reminder.no].then
    return DateNudged(
        deal=deal,
        today=today,
        cause=reminder.cause,
        of=reminder.of,
        what=what,
        stage=reminder.no,
        outcome=outcome,
        ends=rhythm.after_term is AfterTerm.ENDS,
        put_off=reminder.put_off,
    )
