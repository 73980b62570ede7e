"""Lines about commitments: what our side has to do soon, and what either side should have done."""

from collections.abc import Iterator
from datetime import timedelta

from bot.coach.answers.commitments import CommitmentDue
from bot.coach.answers.mornings import DueLine
from bot.coach.mornings.context import DealMorning
from bot.domain.commitments import Commitment, sort_by_urgency
from bot.domain.deals import Role
from bot.domain.digests import About
from bot.domain.mornings import Repeat
from bot.domain.recipients import LineFacts, Urgency, Voice, resolve_recipients

AHEAD = timedelta(days=7)
"""How long before its day a commitment of ours is told: a week leaves time to do it."""


def find_commitment_lines(morning: DealMorning) -> Iterator[DueLine]:
    """What the reader looks after: commitments that they own, those that they recorded where nobody owns them, and
    those of somebody who left, where the reader is next in line."""
    if not morning.deal.keeps_rhythm or not _is_wanted(morning):
        return
    for commitment in sort_by_urgency(morning.commitments):
        stage = _find_stage(commitment, morning)
        if stage and _looks_after(commitment, morning):
            yield _build_line(commitment, stage, morning)


def _looks_after(commitment: Commitment, morning: DealMorning) -> bool:
    person = commitment.owner or commitment.person
    reader = morning.reader.person
    if person == reader:
        return True
    people = morning.find_roster().as_of(morning.today)
    known = people.find(person)
    if known is not None and known.is_active and known.role is not Role.NOBODY:
        return False
    line = LineFacts(urgency=Urgency.IN_TURN, turn=(commitment.person,))
    return resolve_recipients(line, people).voice_for(reader) is Voice.OWN


def _is_wanted(morning: DealMorning) -> bool:
    """Whether the reader wants messages at all, or to be reminded in this deal."""
    rhythm = morning.rhythm
    is_reminded = rhythm is not None and morning.reader.person in rhythm.reminded
    return morning.reader.said_yes or is_reminded


def _find_stage(commitment: Commitment, morning: DealMorning) -> str:
    """How near its day is; "" where it is not to be told yet. What they have to do is theirs to remember until the day
    before."""
    due = commitment.due
    if due is None:
        return ""
    if due < morning.today:
        return "late"
    if due <= morning.days.next:
        return "due"
    is_soon = due <= morning.today + AHEAD
    return "soon" if is_soon and commitment.is_ours else ""


def _build_line(commitment: Commitment, stage: str, morning: DealMorning) -> DueLine:
    due = commitment.due or morning.today
    is_late = stage == "late"
    return DueLine(
        about=About.COMMITMENT,
        deal=morning.deal,
        subject=f"commitment:{commitment.no}",
        # One that was moved is news again.
        stage=f"{stage}:{due}",
        facts=CommitmentDue(deal=morning.deal, commitment=commitment),
        day=due,
        binds=stage == "due" and commitment.is_ours,
        repeat=Repeat.MONTHLY if is_late else Repeat.NEVER,
    )
