"""Lines about moves: open gives, asks, conditions, goodwill to be looked at again, and drafts of one's own."""

from collections.abc import Iterator
from dataclasses import replace

from bot.coach.answers.mornings import DueLine
from bot.coach.mornings.context import DealMorning
from bot.domain.deals import Role
from bot.domain.digests import About, DigestLine, count_days_waited, find_waiting_lines
from bot.domain.ids import PersonId
from bot.domain.mornings import mark_stage
from bot.domain.moves import State
from bot.domain.recipients import LineFacts, Urgency, Voice, resolve_recipients


def find_move_lines(morning: DealMorning) -> Iterator[DueLine]:
    """What waits in the deal's ledger for somebody who may do something about it."""
    # A viewer can do nothing about it, and once a deal is closed nothing waits.
    if not morning.reader.hears_of(morning.participation) or morning.deal.is_closed:
        return
    person = morning.reader.person
    visible = [
        move for move in morning.moves if move.state is not State.DRAFT or move.person == person
    ]
    lines = find_waiting_lines(
        morning.deal,
        visible,
        morning.left,
        morning.days,
        is_daily=morning.reader.preferences.daily,
    )
    for found in lines:
        voice = _find_voice(found, morning)
        if voice is None:
            continue
        line = replace(build_move_line(found), is_own=voice is Voice.OWN)
        if not _stays_out(line, morning):
            yield _mark_return(line, morning)


def _find_voice(line: DigestLine, morning: DealMorning) -> Voice | None:
    """In which words the reader is told of a move: in their own where they recorded it; None where it is not told to
    them. Who wants the daily list has all of it, and so has who follows the deal."""
    author, reader = line.move.person, morning.reader
    if author != reader.person and reader.preferences.daily:
        return Voice.NEUTRAL
    return find_voice_by_author(
        author,
        morning,
        waited=count_days_waited(line, morning.today),
        # A condition of ours that lapses goes to the owner too; an ask that is due is its author's first.
        binds_us=line.binds and line.about is About.LAPSING,
    )


def find_voice_by_author(
    author: PersonId, morning: DealMorning, *, waited: int = 0, binds_us: bool = False
) -> Voice | None:
    """In which words the reader is told of what somebody recorded: the author first, the others once it `waited` for
    five working days, or at once where the author is away or left; the owner at once of what `binds_us`."""
    if author == morning.reader.person:
        return Voice.OWN
    if binds_us and morning.participation.role is Role.OWNER:
        return Voice.NEUTRAL
    facts = LineFacts(urgency=Urgency.ROUTINE, author=author, waited=waited)
    people = morning.find_roster().as_of(morning.today)
    found = resolve_recipients(facts, people).voice_for(morning.reader.person)
    return found if found is None else Voice.NEUTRAL


def _stays_out(line: DueLine, morning: DealMorning) -> bool:
    """Whether the reader snoozed it, or it is a draft that was told for the last time."""
    until = morning.reader.snoozed.get((line.deal.id, line.no))
    if until is not None and until > morning.today:
        return True
    told = morning.reader.memory.lines.get(line.key)
    was_told_last = told is not None and told.stage == line.stage and told.on < morning.today
    facts = line.facts
    return isinstance(facts, DigestLine) and facts.is_last and was_told_last


def _mark_return(line: DueLine, morning: DealMorning) -> DueLine:
    """The line in a stage of its own where it was snoozed: it is told on the day until which it stayed out."""
    until = morning.reader.snoozed.get((line.deal.id, line.no))
    return line if until is None else replace(line, stage=mark_stage(line.stage, until))


def build_move_line(line: DigestLine) -> DueLine:
    """A line about a move as a message takes it."""
    move = line.move
    return DueLine(
        about=line.about,
        deal=line.deal,
        subject=f"move:{move.no}",
        stage=line.stage,
        facts=line,
        day=move.due or move.review or move.on,
        binds=line.binds,
        repeat=line.repeat,
        no=move.no,
        version=move.version,
    )
