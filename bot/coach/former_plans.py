"""Plans of owners who no longer own their deal: nobody sees them, their owner may pass one on, time deletes them."""

from datetime import date, datetime, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.handovers import FormerPlanGone, FormerPlanShown
from bot.coach.context import DealSession, session_for_writing
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import FormerPlan
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.deals import Role
from bot.domain.ids import DealId, TeamId

USUAL_GRACE = 30
"""Days that such a plan is kept where nobody set anything else."""


def load_grace(work: UnitOfWork, team: TeamId) -> timedelta:
    """How long the plan of a former owner is kept in a workspace."""
    workspace = work.workspaces.find(team)
    return timedelta(days=workspace.plan_grace if workspace is not None else USUAL_GRACE)


def find_last_day(work: UnitOfWork, plan: FormerPlan) -> date:
    """The day on which the plan is deleted."""
    return (plan.at + load_grace(work, plan.team)).date()


def find_my_former_plan(session: DealSession) -> FormerPlanShown | None:
    """What the former owner of a deal is told of their plan; None for everybody else."""
    mine = _find_mine(session)
    if mine is None:
        return None
    team, deal = session.by.team, session.deal.id
    has_other = session.snapshot.planned
    owners = [
        person
        for person, role in session.work.roles.list_in_deal(team, deal)
        if role is Role.OWNER and person != session.by.person
    ]
    return FormerPlanShown(
        deal=session.deal,
        until=find_last_day(session.work, mine),
        owners=() if has_other else tuple(owners),
    )


def _find_mine(session: DealSession) -> FormerPlan | None:
    for plan in session.work.plans.list_former(session.by.team, session.deal.id):
        if plan.person == session.by.person:
            return plan
    return None


def pass_plan_on(actor: Actor, deal: DealId, *, services: Services) -> FormerPlanGone:
    """The former owner passes their plan to who owns the deal now; no entry tells of it. Refused where there is no such
    plan, or where the deal has one of its own."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        shown = find_my_former_plan(session)
        if shown is None or not shown.owners:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        if not session.work.plans.pass_on(actor.team, session.deal.id, actor.person):
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return FormerPlanGone(deal=session.deal, passed_to=shown.owners)


def drop_former_plan(actor: Actor, deal: DealId, *, services: Services) -> FormerPlanGone:
    """The former owner deletes their plan at once."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        if _find_mine(session) is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        session.work.plans.delete_former(actor.team, session.deal.id, actor.person)
        return FormerPlanGone(deal=session.deal, passed_to=())


def delete_old_former_plans(work: UnitOfWork, now: datetime, most: int) -> int:
    """Deletes the plans whose days are over; returns how many."""
    deleted = 0
    for plan in work.plans.list_all_former(now, most):
        if plan.at + load_grace(work, plan.team) <= now:
            work.plans.delete_former(plan.team, plan.deal, plan.person)
            deleted += 1
    return deleted
