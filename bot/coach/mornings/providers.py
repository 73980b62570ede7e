"""The kinds of things that a morning tells. A new kind is one function here and one template of its lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.coach.answers.mornings import DueLine
from bot.coach.mornings.commitments import find_commitment_lines
from bot.coach.mornings.context import DealMorning
from bot.coach.mornings.cooling import find_cooling_lines
from bot.coach.mornings.deletions import find_deletion_lines
from bot.coach.mornings.moves import find_move_lines
from bot.coach.mornings.offers import find_offer_lines
from bot.coach.mornings.reminders import find_reminder_lines
from bot.domain.digests import About, DigestLine, sort_lines
from bot.domain.mornings import mark_stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Finds the lines of one kind in one deal of one reader. `is_for_reminded`: they come also to those who never said
    yes to all messages but pressed *Remind me*."""

    find: Callable[[DealMorning], Iterable[DueLine]]
    is_for_reminded: bool = False


PROVIDERS: Sequence[Provider] = (
    Provider(find=find_move_lines),
    Provider(find=find_offer_lines),
    Provider(find=find_reminder_lines, is_for_reminded=True),
    Provider(find=find_commitment_lines, is_for_reminded=True),
    Provider(find=find_cooling_lines, is_for_reminded=True),
    Provider(find=find_deletion_lines),
)
"""All of them. The lines of one provider keep the order in which it yields them."""

URGENCY: Sequence[About] = (
    About.APPROVAL,
    About.DATE,
    About.LAPSING,
    About.OFFER,
    About.COMMITMENT,
    About.CHECK_IN,
    About.ASK_DUE,
    About.OPEN_GIVE,
    About.STALLED_ASK,
    About.CHECK_IN_LATE,
    About.REVIEW,
    About.COOLING,
    About.DELETION,
    About.DRAFT,
)
"""What comes first among lines of several kinds, after whatever binds. Each kind is in it."""


def find_due_lines(morning: DealMorning) -> list[DueLine]:
    """The lines of all kinds in a deal for its reader."""
    found: list[DueLine] = []
    for provider in PROVIDERS:
        if morning.reader.said_yes or provider.is_for_reminded:
            found += [line for line in provider.find(morning) if not _is_snoozed(line, morning)]
    return [_mark_return(line, morning) for line in found]


def _is_snoozed(line: DueLine, morning: DealMorning) -> bool:
    """Whether the reader put off a line that is about no move; those about moves are left out by their provider."""
    until = morning.reader.snoozed_lines.get((line.deal.id, line.subject))
    return until is not None and until > morning.today


def _mark_return(line: DueLine, morning: DealMorning) -> DueLine:
    """The line in a stage of its own where it was put off: it is told on the day until which it stayed out."""
    until = morning.reader.snoozed_lines.get((line.deal.id, line.subject))
    return line if until is None else replace(line, stage=mark_stage(line.stage, until))


def sort_by_urgency(lines: Sequence[DueLine]) -> list[DueLine]:
    """What binds first, by its day; then by what the lines are about. Lines about moves are in the order of
    `sort_lines` over all deals, others keep theirs."""
    about_moves = [line.facts for line in lines if isinstance(line.facts, DigestLine)]
    places = {line.key: place for place, line in enumerate(sort_lines(about_moves))}

    def urgency(line: DueLine) -> tuple[bool, int, int, int]:
        day = line.day.toordinal() if line.binds else 0
        place = places.get((line.deal.id, line.no), 0)
        return not line.binds, day, URGENCY.index(line.about), place

    return sorted(lines, key=urgency)
