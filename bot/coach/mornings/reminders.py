"""Lines about a deal's rhythm: check-ins that come or that nobody reported on, and days of the contract."""

from collections.abc import Iterator, Sequence

from bot.coach.answers.mornings import DueLine
from bot.coach.mornings.context import DealMorning
from bot.coach.rhythm_reminders import describe_reminder, list_due_reminders, list_reminders_again
from bot.domain.checkins import Reminder, ReminderCause
from bot.domain.digests import About
from bot.domain.mornings import mark_stage

ABOUT = {ReminderCause.LATE: About.CHECK_IN_LATE}
"""What the line of a reminder is about, where it is about a check-in at all."""


def find_reminder_lines(morning: DealMorning) -> Iterator[DueLine]:
    """What the reader is to be reminded of today, or on a day that the message covers."""
    rhythm, person = morning.rhythm, morning.reader.person
    wants_them = rhythm is not None and (person in rhythm.reminded or morning.reader.said_yes)
    if rhythm is None or not wants_them or person in rhythm.quiet:
        return
    reminders = list_due_reminders(
        morning.work,
        morning.deal,
        morning.find_roster(),
        person,
        hours=morning.reader.hours,
        since=morning.since,
        today=morning.today,
        repeats_until=morning.week_until,
        told=_list_told(morning),
        services=morning.services,
    )
    shown = {reminder.subject for reminder in reminders}
    for reminder in reminders:
        if not _was_check_in_put_off(reminder, morning):
            yield _build_line(morning, reminder)
    for reminder in _list_returned(morning):
        if reminder.subject not in shown:
            yield _build_line(morning, reminder)


def _was_check_in_put_off(reminder: Reminder, morning: DealMorning) -> bool:
    """Whether the question what became of a check-in was put off: then nobody asks it once more meanwhile."""
    if reminder.cause is not ReminderCause.LATE:
        return False
    asked = f"{reminder.cause}:{reminder.no}:"
    return any(
        deal == morning.deal.id and subject.startswith(asked) and until > morning.today
        for (deal, subject), until in morning.reader.snoozed_lines.items()
    )


def _list_returned(morning: DealMorning) -> Sequence[Reminder]:
    """Reminders that were put off until today or before, and not told again since."""
    keys: set[str] = set()
    for (deal, subject), until in morning.reader.snoozed_lines.items():
        if deal != morning.deal.id or until > morning.today:
            continue
        told = morning.reader.memory.lines.get(f"{deal}|{subject}")
        if told is None or told.stage != mark_stage("", until) or told.on >= morning.today:
            keys.add(subject)
    if not keys:
        return []
    return list_reminders_again(
        morning.work,
        morning.deal,
        morning.find_roster(),
        morning.reader.person,
        keys=keys,
        today=morning.today,
        services=morning.services,
    )


def _list_told(morning: DealMorning) -> set[str]:
    """The keys of the reminders of this deal that the reader got on earlier days."""
    prefix = f"{morning.deal.id}|"
    return {
        key.removeprefix(prefix)
        for key, told in morning.reader.memory.lines.items()
        if key.startswith(prefix) and told.on < morning.today
    }


def _build_line(morning: DealMorning, reminder: Reminder) -> DueLine:
    about = About.DATE
    if reminder.is_of_check_in:
        about = ABOUT.get(reminder.cause, About.CHECK_IN)
    facts = describe_reminder(
        morning.work,
        morning.deal,
        reminder,
        morning.reader.person,
        hours=morning.reader.hours,
        today=morning.today,
    )
    return DueLine(
        about=about,
        deal=morning.deal,
        # Each reminder is told once for good, so that it stands in one stage only.
        subject=reminder.key,
        stage="",
        facts=facts,
        day=reminder.of,
        binds=morning.today <= reminder.of <= morning.days.next,
    )
