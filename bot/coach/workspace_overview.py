"""The admin's page: how much is in use and what is set, without a word of what any deal is about."""

from datetime import timedelta

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins, may_claim_admin
from bot.coach.answers import RefusalReason
from bot.coach.answers.workspaces import WorkspaceOverview
from bot.coach.approval_lists import load_rules
from bot.coach.data_rules import load_data_rules
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.workspaces import load_workspace

COUNTED = timedelta(days=30)
"""How far back entries and people are counted."""


def show_overview(actor: Actor, *, services: Services) -> WorkspaceOverview:
    """The page, for an admin of Giveget. Refused to everybody else."""
    team, since = actor.team, services.clock.now() - COUNTED
    with services.store.reading() as work:
        if not is_admin(work, actor) and not may_claim_admin(work, actor):
            raise Refused(why=RefusalReason.NOT_ADMIN, people=list_admins(work, team))
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
            data=rules,
            seals_plans=services.seals_plans,
        )
