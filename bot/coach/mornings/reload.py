"""A morning's message as things stand now, for whoever pressed one of its buttons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.digests import Done
from bot.coach.answers.mornings import DueLine, MorningMade, MorningRow
from bot.coach.context import DealSession, open_session
from bot.coach.digests import rebuild_line
from bot.coach.mornings.approvals import find_approval_lines
from bot.coach.mornings.context import MorningReader
from bot.coach.mornings.desk import MorningDesk, load_desk
from bot.coach.mornings.moves import build_move_line
from bot.coach.mornings.parts import group_by_deal
from bot.coach.mornings.providers import find_due_lines
from bot.coach.mornings.schedule import URGENT_MARK, morning_schedule_id
from bot.coach.mornings.suggestions import suggest_for_line
from bot.coach.mornings.topics import find_topic
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.digests import About, Digest, Printed
from bot.domain.ids import DealId, MoveNo
from bot.domain.mornings import OpenTotal, read_mark


def reload_morning(actor: Actor, key: str, *, services: Services) -> MorningMade:
    """The person's message of the day `key` with its lines as they stand now. Lines of deals that they may no longer
    see are left out. Refused where there is no such message."""
    with services.store.reading() as work:
        digest = work.digests.find(actor.team, f"{morning_schedule_id(actor.person)}:{key}")
        if digest is None:
            raise Refused(why=RefusalReason.CHANGED)
        desk = load_desk(services, work, {actor.team: [actor.person]}, actor.today)
        reader = desk.readers.get((actor.team, actor.person))
        sessions = _open_sessions(services, work, actor, digest)
        rows: list[MorningRow] = []
        settled = 0
        for printed in digest.lines:
            session = sessions.get(printed.deal)
            if session is None:
                continue
            row = _rebuild_row(session, desk, reader, printed, digest)
            if row is None:
                settled += 1
            else:
                rows.append(_with_question(row, printed, reader))
        total = desk.sum_open(reader, actor.today) if reader else OpenTotal()
        return MorningMade(
            today=digest.day,
            since=digest.since,
            total=total,
            parts=group_by_deal(work, rows),
            more=digest.more,
            as_before=digest.as_before,
            settled=settled,
            key=key,
            is_urgent=URGENT_MARK in key,
        )


def _open_sessions(
    services: Services, work: UnitOfWork, actor: Actor, digest: Digest
) -> Mapping[DealId, DealSession]:
    """The deals of a message that the person may still see, each opened once."""
    sessions: dict[DealId, DealSession] = {}
    for deal in {printed.deal for printed in digest.lines}:
        try:
            sessions[deal] = open_session(services, work, actor, deal, Need.READ)
        except Refused:  # the person left the deal since the message was sent
            continue
    return sessions


def _rebuild_row(
    session: DealSession,
    desk: MorningDesk,
    reader: MorningReader | None,
    printed: Printed,
    digest: Digest,
) -> MorningRow | None:
    """A line as it stands now; None where it is settled and there is nothing left to show of it."""
    if printed.no:
        return _rebuild_move_row(session, reader, printed)
    if reader is None:
        return None
    key = (printed.deal, printed.subject)
    until = reader.snoozed_lines.get(key)
    if until is not None and until > session.by.today:
        return _build_done_row(session, printed, Done.SNOOZED, reader.hours.next_day(until))
    line = _find_again(desk, _as_printed(reader, printed), printed, digest)
    if line is None:
        return _build_done_row(session, printed, Done.SETTLED, None)
    sentence = suggest_for_line(session.work, line, reader, digest.day, session.services)
    return MorningRow(line=line, sentence=sentence)


def _as_printed(reader: MorningReader, printed: Printed) -> MorningReader:
    """The reader as the line was found for: put off until the day that its stage names, or not at all."""
    key = (printed.deal, printed.subject)
    others = {each: until for each, until in reader.snoozed_lines.items() if each != key}
    marked = read_mark(printed.stage)
    if marked is not None:
        others[key] = marked
    return replace(reader, snoozed_lines=others)


def _build_done_row(
    session: DealSession, printed: Printed, done: Done, until: date | None
) -> MorningRow | None:
    """A line that somebody has seen to, or put off; None where it has no name of its own, or nobody has."""
    topic = find_topic(session.work, session.deal, printed.subject)
    if topic is None or (done is Done.SETTLED and not topic.is_settled):
        return None
    line = DueLine(
        about=printed.about,
        deal=session.deal,
        subject=printed.subject,
        stage=printed.stage,
        facts=topic,
        day=session.by.today,
    )
    return MorningRow(line=line, done=done, until=until)


def _rebuild_move_row(
    session: DealSession, reader: MorningReader | None, printed: Printed
) -> MorningRow | None:
    if printed.no not in session.ledger.moves:
        return None
    until = _snoozed_until(reader, printed.deal, printed.no)
    row = rebuild_line(session, printed, until)
    is_own = row.line.move.person == session.by.person
    line = replace(build_move_line(row.line), is_own=is_own)
    sentence = row.sentence if is_own else None
    day = row.until
    if row.done is Done.SNOOZED and reader is not None and until is not None:
        # The day on which it comes again, not the one that was chosen: that may be a day off.
        day = reader.hours.next_day(until) or until
    return MorningRow(line=line, sentence=sentence, done=row.done, until=day)


def _snoozed_until(reader: MorningReader | None, deal: DealId, no: MoveNo) -> date | None:
    return reader.snoozed.get((deal, no)) if reader is not None else None


def _find_again(
    desk: MorningDesk, reader: MorningReader, printed: Printed, digest: Digest
) -> DueLine | None:
    """The line about the same thing, as its provider finds it for the day of the message."""
    approvals = desk.approvals.get(reader.team)
    if printed.about is About.APPROVAL and approvals is not None:
        for line in find_approval_lines(desk.work, approvals, reader, digest.day):
            if line.subject == printed.subject:
                return line
        return None
    for participation in reader.participations:
        if participation.deal.id != printed.deal:
            continue
        morning = desk.open_deal(reader, participation, digest.day, digest.since)
        for line in find_due_lines(morning):
            if line.subject == printed.subject:
                return line
    return None


def _with_question(row: MorningRow, printed: Printed, reader: MorningReader | None) -> MorningRow:
    """The row with the question whether it is over, until somebody answered it."""
    told = reader.memory.lines.get(row.line.key) if reader is not None else None
    is_answered = row.done is not None or (told is not None and told.is_kept)
    return replace(row, is_over=printed.is_over and not is_answered)
