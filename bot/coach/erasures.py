"""Erases a person of the workspace: no name, id, draft or preference of theirs is left; what they recorded stands."""

from dataclasses import replace
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins
from bot.coach.answers import RefusalReason
from bot.coach.answers.erasures import ErasureAsked, PersonErased
from bot.coach.audit_trail import note_act
from bot.coach.data_rules import load_data_rules
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.audit import AuditAct
from bot.domain.erasure import make_erased_id
from bot.domain.ids import DealId, PersonId, TeamId


def ask_to_erase(actor: Actor, person: PersonId, *, services: Services) -> ErasureAsked:
    """What would be erased, before it is. Refused to everybody but admins, under a legal hold, and while the person
    owns a deal that is not closed."""
    with services.store.reading() as work:
        _check(work, actor, person)
        return ErasureAsked(person=person)


def erase_person(actor: Actor, person: PersonId, *, once: str, services: Services) -> PersonErased:
    """Erases the person. Refused as `ask_to_erase` is; where a plan that names them does not open, too."""

    def change(work: UnitOfWork) -> PersonErased:
        _check(work, actor, person)
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        _forget_in_plans(work, actor.team, person)
        work.erasure.empty_drafts(actor.team, person)
        work.erasure.delete_own_rows(actor.team, person)
        erased = make_erased_id(uuid4().hex[:12].upper())
        work.erasure.replace_id(actor.team, person, erased)
        note_act(services, work, actor.team, actor.person, AuditAct.PERSON_ERASED, whom=erased)
        # After the id was replaced everywhere, so that the key does not hold it either.
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        return PersonErased()

    def again(_work: UnitOfWork, _processed: ProcessedRequest) -> PersonErased:
        return PersonErased()

    answer = run_once(services, actor, once, change, again)
    services.store.wipe_deleted()
    return answer


def _check(work: UnitOfWork, actor: Actor, person: PersonId) -> None:
    if not is_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=tuple(list_admins(work, actor.team)))
    if load_data_rules(work, actor.team).legal_hold:
        raise Refused(why=RefusalReason.LEGAL_HOLD)
    owned = work.erasure.list_owned_deals(actor.team, person)
    if owned:
        # Not which ones: an admin sees no deals that they take no part in.
        raise Refused(why=RefusalReason.OWNS_DEALS, people=(person,))


def _forget_in_plans(work: UnitOfWork, team: TeamId, person: PersonId) -> None:
    for deal in work.erasure.list_planned_deals(team):
        plan = work.plans.find(team, deal)
        if plan is not None and person in plan.viewers:
            left = plan.viewers - {person}
            work.plans.save(team, deal, replace(plan, viewers=left, version=plan.version + 1))
