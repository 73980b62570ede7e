"""What somebody says who was asked to take a deal over: *Take over*, *Not me*, *No more*."""

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.handovers import ConsentDeclined, TakenOver
from bot.coach.consent import find_ask, save_answer
from bot.coach.context import DealSession, open_session
from bot.coach.handovers import become_owner, propose_owner, tell_next_in_line
from bot.coach.hours import load_preferences
from bot.coach.mornings.schedule import morning_schedule_id
from bot.coach.ports.store import UnitOfWork
from bot.coach.preferences import start_digest, stop_digest
from bot.coach.recipients import load_deal_people
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.rhythms import remind_person
from bot.coach.services import Services, run_once
from bot.domain.deals import Role
from bot.domain.ids import DealId, PersonId
from bot.domain.ledger import Verb
from bot.domain.preferences import ConsentAnswer
from bot.domain.recipients import RECORDING_ROLES


def take_over(
    actor: Actor, deal: DealId, *, is_in_channel: bool, zone: str, services: Services
) -> TakenOver:
    """The person takes a deal over: they hear of it from now on and, where it has no owner, own it if they co-owned it;
    else an admin is asked to name them. Somebody named who had no role reads the deal from now on; one who is in a
    channel of the deal is a member, as whoever acts there is."""

    def act(work: UnitOfWork) -> TakenOver:
        ask = find_ask(work, actor, deal)
        if work.roles.find(actor.team, deal, actor.person) is None and ask is not None:
            role = Role.MEMBER if is_in_channel else Role.VIEWER
            work.roles.save(actor.team, deal, actor.person, role, from_channel=is_in_channel)
        session = open_session(services, work, actor, deal, Need.READ)
        if ask is None and session.role not in RECORDING_ROLES:
            raise Refused(why=RefusalReason.MAY_NOT, deal=session.deal)
        if ask is not None:
            save_answer(work, actor.team, ask, ConsentAnswer.TAKES_OVER)
        preferences = load_preferences(work, actor.team, actor.person)
        if preferences is None or not preferences.digest:
            start_digest(services, work, actor)
        remind_person(session, zone=zone)
        return _settle_ownership(services, session)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> TakenOver:
        return act(work)

    # Doing it twice does no harm, so no key is stored; `run_once` is for its second try after a version conflict.
    return run_once(services, actor, f"take_over:{actor.person}:{deal}", act, again)


def _settle_ownership(services: Services, session: DealSession) -> TakenOver:
    """Makes a co-owner of a deal without an owner its owner, and asks an admin about anybody else."""
    work, by = session.work, session.by
    people = load_deal_people(work, session.deal, by.today)
    owns = session.role is Role.OWNER
    asked: tuple[PersonId, ...] = ()
    if people.is_orphaned and session.role is Role.CO_OWNER:
        become_owner(services, session)
        owns = True
    elif people.is_orphaned:
        session.write_audit(Verb.SET, f"takes_over:{by.person}")
        asked = propose_owner(services, work, session.deal, by.person)
    schedule = work.schedules.find(by.team, morning_schedule_id(by.person))
    return TakenOver(
        deal=session.deal,
        owns=owns,
        needs_owner=people.is_orphaned and not owns,
        asked=asked,
        first=schedule.day if schedule is not None else None,
        hour=schedule.hour if schedule is not None else None,
    )


def decline_take_over(
    actor: Actor, deal: DealId, *, for_good: bool, services: Services
) -> ConsentDeclined:
    """The person does not take the deal over; the next one named for it is asked. `for_good`: no message ever comes
    unasked."""
    with services.store.work() as work:
        ask = find_ask(work, actor, deal)
        if ask is not None:
            answer = ConsentAnswer.NO_MORE if for_good else ConsentAnswer.NOT_ME
            save_answer(work, actor.team, ask, answer)
        if for_good:
            stop_digest(services, work, actor)
        found = work.deals.find(actor.team, deal)
        if found is not None and load_deal_people(work, found, actor.today).is_orphaned:
            tell_next_in_line(services, work, found)
    return ConsentDeclined(for_good=for_good)
