"""What to say next about a line of a morning."""

from datetime import date

from bot.coach.answers import Sentence
from bot.coach.answers.mornings import DueLine
from bot.coach.digests import suggest_sentence
from bot.coach.mornings.context import MorningReader
from bot.coach.next_steps import MessageReader
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.digests import DigestLine


def suggest_for_line(
    work: UnitOfWork, line: DueLine, reader: MorningReader, today: date, services: Services
) -> Sentence | None:
    """The sentence to say next; None where there is nothing to say to the other side, or where that is somebody
    else's to say."""
    if not isinstance(line.facts, DigestLine) or not line.is_own:
        return None
    by = MessageReader(
        person=reader.person,
        locale=reader.known.locale,
        today=today,
        days_off=reader.days_off,
    )
    return suggest_sentence(work, line.facts, by, services)
