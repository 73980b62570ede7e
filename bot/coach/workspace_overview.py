"""The admin's page: how much is in use and what is set, without a word of what any deal is about."""

from datetime import timedelta

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins, may_claim_admin
from bot.coach.answers import RefusalReason
from bot.coach.answers.workspaces import CountedDeal, WorkspaceDeals, WorkspaceOverview
from bot.coach.approval_lists import load_rules
from bot.coach.data_rules import load_data_rules
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import DealUsage
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.workspace_health import load_health
from bot.coach.workspaces import load_workspace
from bot.domain.deals import Role

COUNTED = timedelta(days=30)
"""How far back entries and people are counted."""
ON_A_PAGE = 12


def show_overview(actor: Actor, *, services: Services) -> WorkspaceOverview:
    """The page, for an admin of Giveget. Refused to everybody else."""
    team, since = actor.team, services.clock.now() - COUNTED
    with services.store.reading() as work:
        _require_admin(work, actor)
        workspace = load_workspace(work, team)
        rules = load_data_rules(work, team)
        return WorkspaceOverview(
            counts=work.workspaces.count(team, since),
            since=actor.today - COUNTED,
            orphaned=len(work.roles.list_orphaned(team)),
            waiting=len(work.approvals.list_waiting(team)),
            admins=tuple(list_admins(work, team)),
            approvals=load_rules(work, team),
            leads=workspace.leads and not rules.authors_as_roles,
            learning=workspace.learning,
            private_only=workspace.private_only,
            data=rules,
            seals_plans=services.seals_plans,
            health=load_health(services, work, team),
        )


def list_deals(actor: Actor, *, page: int = 1, services: Services) -> WorkspaceDeals:
    """How much each deal of the workspace is used, for an admin of Giveget; the last page where there are no more that
    far. Refused to everybody else."""
    team, since = actor.team, services.clock.now() - COUNTED
    with services.store.reading() as work:
        _require_admin(work, actor)
        counts = work.workspaces.count(team, since)
        total = counts.open_deals + counts.closed_deals
        pages = max(1, -(-total // ON_A_PAGE))
        page = min(max(page, 1), pages)
        found = work.workspaces.list_usage(team, since, ON_A_PAGE, (page - 1) * ON_A_PAGE)
        return WorkspaceDeals(
            deals=tuple(_describe_deal(work, actor, usage) for usage in found),
            since=actor.today - COUNTED,
            page=page,
            pages=pages,
            total=total,
        )


def _require_admin(work: UnitOfWork, actor: Actor) -> None:
    if not is_admin(work, actor) and not may_claim_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=list_admins(work, actor.team))


def _describe_deal(work: UnitOfWork, actor: Actor, usage: DealUsage) -> CountedDeal:
    """The deal without its name, unless the admin takes part in it: a name often says what a deal is about."""
    roles = dict(work.roles.list_in_deal(actor.team, usage.deal))
    owners = tuple(person for person, role in roles.items() if role is Role.OWNER)
    takes_part = roles.get(actor.person, Role.NOBODY) is not Role.NOBODY
    deal = work.deals.find(actor.team, usage.deal) if takes_part else None
    return CountedDeal(usage=usage, name=deal.name if deal is not None else "", owners=owners)
