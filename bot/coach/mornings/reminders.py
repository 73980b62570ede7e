"""Lines about a deal's rhythm: check-ins that come or that nobody reported on, and days of the contract."""

from collections.abc import Iterator

from bot.coach.answers.mornings import DueLine
from bot.coach.checkins import describe_reminder, list_due_reminders
from bot.coach.mornings.context import DealMorning
from bot.domain.checkins import Reminder, ReminderCause
from bot.domain.digests import About

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
    for reminder in reminders:
        yield _build_line(morning, reminder)


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
