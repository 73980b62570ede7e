"""Workspaces: the policy that new deals start with, and whether deals have leads, set by an admin."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.answers.workspaces import WorkspaceSet, WorkspaceSettable
from bot.coach.ports import UnitOfWork
from bot.coach.records import ProcessedRequest, Workspace
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.ids import DealId, TeamId
from bot.domain.policy import Policy


def load_workspace_policy(work: UnitOfWork, team: TeamId) -> Policy:
    """The policy that a new deal of the workspace starts with."""
    workspace = work.workspaces.find(team)
    return workspace.policy if workspace is not None else Policy()


def show_workspace_settings(actor: Actor, *, services: Services) -> WorkspaceSettable:
    """What new deals start with now, for an admin of the workspace."""
    with services.store.reading() as work:
        return _load_settings(work, actor)


def _load_settings(work: UnitOfWork, actor: Actor) -> WorkspaceSettable:
    """What is set now, at version 0 where nobody set anything yet. Refused to everybody but admins."""
    known = work.people.find(actor.team, actor.person)
    if known is None or not known.member or not known.admin:
        raise Refused(why=RefusalReason.NOT_ADMIN)
    workspace = work.workspaces.find(actor.team)
    if workspace is None:
        return WorkspaceSettable(policy=Policy(), version=0)
    return WorkspaceSettable(
        policy=workspace.policy,
        leads=workspace.leads,
        whom_to_ask=workspace.whom_to_ask,
        version=workspace.version,
    )


def set_workspace(
    actor: Actor,
    *,
    speaking: frozenset[str],
    thresholds: Mapping[str, Decimal | int],
    leads: bool,
    whom_to_ask: str,
    version: int,
    once: str,
    services: Services,
) -> WorkspaceSet:
    """Replaces the policy that new deals start with, while deals that are open keep theirs, and says whether owners may
    name leads and whom to ask about law and fairness. Refused where it has changed since the form showed it at
    `version`."""

    def change(work: UnitOfWork) -> WorkspaceSet:
        settings = _load_settings(work, actor)
        if settings.version != version:
            raise Refused(why=RefusalReason.CHANGED)
        policy = replace(settings.policy, speaking=speaking, **thresholds)  # type: ignore[arg-type] # by name
        # A workspace is no deal: the key is stored under none.
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        saved = Workspace(
            team=actor.team,
            policy=policy,
            leads=leads,
            whom_to_ask=whom_to_ask,
            version=version + 1,
        )
        work.workspaces.save(saved)
        return WorkspaceSet(policy=policy, leads=leads)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> WorkspaceSet:
        workspace = work.workspaces.find(actor.team)
        return WorkspaceSet(
            policy=load_workspace_policy(work, actor.team),
            leads=workspace is not None and workspace.leads,
        )

    return run_once(services, actor, once, change, again)
