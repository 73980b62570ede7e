"""Lines that a person puts off, and gets again: moves, promises, offers, check-ins, days of the contract."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.mornings import LineTopic
from bot.coach.answers.snoozes import LineSnoozed, SnoozedLine, SnoozesListed
from bot.coach.context import DealSession, open_session, session_for_writing
from bot.coach.hours import load_delivery_hours
from bot.coach.mornings.forecast import forecast_next_message
from bot.coach.mornings.schedule import morning_schedule_id
from bot.coach.mornings.topics import find_topic, move_subject
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.ids import DealId, MoveNo
from bot.domain.preferences import LineSnooze, Snooze

LONGEST_SUBJECT = 80
"""A subject comes back from a button, and may be forged."""


def snooze_line(
    actor: Actor, deal: DealId, subject: str, until: date, *, services: Services
) -> LineSnoozed:
    """Leaves a line out of the person's own messages until a day. Refused where the deal has nothing of that
    subject."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        topic = _require_topic(session, subject)
        _save(session.work, actor, deal, subject, until)
        comes = _find_return(session.work, actor, until, services)
        line = SnoozedLine(topic=topic, subject=subject, until=until, comes=comes)
        return LineSnoozed(deal=session.deal, line=line)


def wake_line(actor: Actor, deal: DealId, subject: str, *, services: Services) -> SnoozesListed:
    """Has a line that was put off come again: in the next message. The day is kept, since it tells that it is news
    again."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        topic = _require_topic(session, subject)
        _save(session.work, actor, deal, subject, actor.today)
        return _describe_end(session.work, actor, [topic], services)


def wake_all(actor: Actor, *, services: Services) -> SnoozesListed:
    """The same of all lines that the person put off."""
    with services.store.work() as work:
        lines = _list_lines(work, actor, services)
        for line in lines:
            _save(work, actor, line.topic.deal.id, line.subject, actor.today)
        return _describe_end(work, actor, [line.topic for line in lines], services)


def list_snoozes(actor: Actor, *, services: Services) -> SnoozesListed:
    """What stays out of the person's messages for now."""
    with services.store.reading() as work:
        return SnoozesListed(lines=tuple(_list_lines(work, actor, services)))


def show_topic(actor: Actor, deal: DealId, subject: str, *, services: Services) -> LineTopic:
    """What a line of the deal is about. Refused where there is nothing of that subject."""
    with services.store.reading() as work:
        return _require_topic(open_session(services, work, actor, deal, Need.READ), subject)


def _require_topic(session: DealSession, subject: str) -> LineTopic:
    topic = None
    if len(subject) <= LONGEST_SUBJECT:
        topic = find_topic(session.work, session.deal, subject)
    # Somebody else's draft is theirs alone.
    if topic is None or (topic.move is not None and not session.may_see(topic.move)):
        raise _build_refusal(session, subject)
    return topic


def _build_refusal(session: DealSession, subject: str) -> Refused:
    """What to say where there is no such line: a number that was typed is named."""
    kind, _, number = subject.partition(":")
    if kind == "move" and number.isdecimal():
        return Refused(why=RefusalReason.NO_MOVE, deal=session.deal, no=MoveNo(int(number)))
    if kind == "commitment":
        return Refused(why=RefusalReason.NO_COMMITMENT, deal=session.deal)
    return Refused(why=RefusalReason.CHANGED, deal=session.deal)


def _save(work: UnitOfWork, actor: Actor, deal: DealId, subject: str, until: date) -> None:
    no = subject.removeprefix(move_subject(MoveNo(0))[:-1])
    if no != subject:
        snooze = Snooze(person=actor.person, deal=deal, move=MoveNo(int(no)), until=until)
        work.preferences.save_snooze(actor.team, snooze)
        return
    line = LineSnooze(person=actor.person, deal=deal, subject=subject, until=until)
    work.preferences.save_line_snooze(actor.team, line)


def _list_lines(work: UnitOfWork, actor: Actor, services: Services) -> list[SnoozedLine]:
    """The lines that stay out, in the order in which they come again; none of a deal that the person left."""
    found: list[SnoozedLine] = []
    for deal_id, subject, until in sorted(_list_stored(work, actor), key=lambda each: each[2]):
        if until <= actor.today:
            continue
        try:
            session = open_session(services, work, actor, deal_id, Need.READ)
            topic = _require_topic(session, subject)
        except Refused:
            continue
        comes = _find_return(work, actor, until, services)
        found.append(SnoozedLine(topic=topic, subject=subject, until=until, comes=comes))
    return found


def _list_stored(work: UnitOfWork, actor: Actor) -> Iterable[tuple[DealId, str, date]]:
    for snooze in work.preferences.list_snoozes(actor.team, [actor.person]):
        yield snooze.deal, move_subject(snooze.move), snooze.until
    for line in work.preferences.list_line_snoozes(actor.team, [actor.person]):
        yield line.deal, line.subject, line.until


def _find_return(work: UnitOfWork, actor: Actor, until: date, services: Services) -> date | None:
    """The first of the person's days from then on; None where no messages come to them."""
    schedule = work.schedules.find(actor.team, morning_schedule_id(actor.person))
    if schedule is None or schedule.wake is None:
        return None
    hours = load_delivery_hours(work, actor.team, actor.person, services=services)
    return hours.next_day(until)


def _describe_end(
    work: UnitOfWork, actor: Actor, ended: Sequence[LineTopic], services: Services
) -> SnoozesListed:
    forecast = forecast_next_message(services, work, actor.team, actor.person)
    return SnoozesListed(
        lines=tuple(_list_lines(work, actor, services)),
        ended=tuple(ended),
        comes=forecast.day if forecast is not None else None,
    )
