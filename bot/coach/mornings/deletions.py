"""The line about a closed deal that is deleted for its age."""

from collections.abc import Iterator

from bot.coach.answers.mornings import DueLine
from bot.coach.answers.retention import DeletionComes
from bot.coach.mornings.context import DealMorning
from bot.domain.digests import About
from bot.domain.recipients import LineFacts, Urgency, Voice, resolve_recipients
from bot.domain.retention import LAST_WEEK


def find_deletion_lines(morning: DealMorning) -> Iterator[DueLine]:
    """The deal, for two people who can still do something about it: when it is announced, a week before its last day,
    and on the last morning."""
    deal, last_day = morning.deal, morning.deleted_after
    if last_day is None or not deal.is_closed:
        return
    people = morning.find_roster().as_of(morning.today)
    recipients = resolve_recipients(LineFacts(urgency=Urgency.BINDING), people)
    voice = recipients.voice_for(morning.reader.person)
    if voice is None or voice is Voice.ADMIN:
        return
    is_last_chance = last_day <= morning.days.next
    if is_last_chance:
        stage = "last"
    elif last_day <= morning.today + LAST_WEEK:
        stage = "week"
    else:
        stage = "announced"
    yield DueLine(
        about=About.DELETION,
        deal=deal,
        subject="deletion",
        stage=f"{stage}:{last_day}",
        facts=DeletionComes(deal=deal, last_day=last_day),
        day=last_day,
        binds=is_last_chance,
    )
