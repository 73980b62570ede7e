"""Following a deal: a person's own choice to get its lines, whatever their role in it."""

from bot.coach.actors import Actor, Need
from bot.coach.answers.people import Followed
from bot.coach.context import DealSession, session_for_writing
from bot.coach.hours import load_preferences
from bot.coach.mornings.schedule import morning_schedule_id
from bot.coach.ports.store import UnitOfWork
from bot.coach.preferences import start_digest
from bot.coach.services import Services
from bot.domain.ids import DealId


def follow_deal(actor: Actor, deal: DealId, *, on: bool, services: Services) -> Followed:
    """Begins or ends the lines of a deal for the person. To follow is to say yes to messages, where nobody asked
    before; it does not undo a `/coach stop`."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        work = session.work
        if on:
            _join(session)
            preferences = load_preferences(work, actor.team, actor.person)
            if preferences is None or preferences.digest is None:
                start_digest(services, work, actor)
        work.roles.set_follower(actor.team, deal, actor.person, on=on)
        return describe_following(work, session, on=on)


def _join(session: DealSession) -> None:
    """Reading alone gives no role; somebody who follows a deal takes part in it."""
    by, deal = session.by, session.deal.id
    if session.work.roles.find(by.team, deal, by.person) is None:
        session.work.roles.save(by.team, deal, by.person, session.role, from_channel=True)


def describe_following(work: UnitOfWork, session: DealSession, *, on: bool) -> Followed:
    """Whether the person follows the deal, and the first day that may bring them a line; None where none does."""
    by = session.by
    schedule = work.schedules.find(by.team, morning_schedule_id(by.person))
    preferences = load_preferences(work, by.team, by.person)
    return Followed(
        deal=session.deal,
        follows=on,
        first=schedule.day if schedule is not None else None,
        hour=schedule.hour if schedule is not None else None,
        is_stopped=preferences is not None and preferences.digest is False,
        has_own_role=session.may(Need.RECORD),
    )
