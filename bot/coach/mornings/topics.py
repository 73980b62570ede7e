"""What a line of a message is about, found again by its subject."""

from datetime import date

from bot.coach.answers.mornings import LineTopic
from bot.coach.ports.store import UnitOfWork
from bot.domain.checkins import CHECK_IN_CAUSES, ReminderCause
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.rhythms import ContractDate, Rhythm

MOST_DIGITS = 9
"""A number in a subject has no more: a subject comes back from a button, and may be forged."""


def move_subject(no: MoveNo) -> str:
    """The subject of a line about a move."""
    return f"move:{no}"


def find_topic(work: UnitOfWork, deal: Deal, subject: str) -> LineTopic | None:
    """What the line of that subject is about; None where there is no such thing, or it has no name of its own."""
    kind, _, rest = subject.partition(":")
    number, _, rest = rest.partition(":")
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        return None
    no = int(number)
    if kind == "move":
        move = work.ledger.find_move(deal.team, deal.id, MoveNo(no))
        return LineTopic(deal=deal, move=move) if move is not None else None
    if kind == "commitment":
        found = _find_commitment(work, deal, no)
        return LineTopic(deal=deal, commitment=found) if found is not None else None
    if kind == "offer":
        offers = [each for each in work.offers.list_in_deal(deal.team, deal.id) if each.no == no]
        return LineTopic(deal=deal, offer=offers[0]) if offers else None
    if kind not in list(ReminderCause):
        return None
    return _find_topic_of_reminder(work, deal, ReminderCause(kind), no, rest.partition(":")[0])


def _find_commitment(work: UnitOfWork, deal: Deal, no: int) -> Commitment | None:
    for commitment in work.commitments.list_in_deal(deal.team, deal.id):
        if commitment.no == no:
            return commitment
    return None


def _find_topic_of_reminder(
    work: UnitOfWork, deal: Deal, cause: ReminderCause, no: int, of_text: str
) -> LineTopic | None:
    if cause in CHECK_IN_CAUSES:
        for checkin in work.rhythms.list_checkins(deal.team, deal.id):
            if checkin.no == no:
                return LineTopic(deal=deal, checkin=checkin)
        return None
    try:
        of = date.fromisoformat(of_text)
    except ValueError:
        return None
    topic = LineTopic(deal=deal, cause=cause.value, of=of)
    rhythm = work.rhythms.find(deal.team, deal.id)
    if rhythm is None or cause not in (ReminderCause.RENEWAL, ReminderCause.NOTICE):
        return topic
    return _add_outcome(topic, rhythm, ContractDate(cause.value), of)


def _add_outcome(topic: LineTopic, rhythm: Rhythm, kind: ContractDate, of: date) -> LineTopic:
    outcome = next(
        (each.outcome for each in rhythm.settled if each.kind is kind and each.of == of), None
    )
    day = rhythm.find_day(kind)
    moved_to = day if outcome is None and day != of else None
    return LineTopic(deal=topic.deal, cause=topic.cause, of=of, outcome=outcome, moved_to=moved_to)
