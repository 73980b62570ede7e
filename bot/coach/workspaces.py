"""Workspaces: the policy that new deals start with, set by an admin."""

from dataclasses import replace

from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.workspaces import WorkspaceSet, WorkspaceSettable
from bot.coach.ports import UnitOfWork
from bot.coach.records import ProcessedRequest, Workspace
from bot.coach.requests import Actor
from bot.coach.requests.workspaces import SetWorkspace
from bot.coach.services import Services, run_once
from bot.domain.ids import DealId, TeamId
from bot.domain.policy import Policy


def load_workspace_policy(work: UnitOfWork, team: TeamId) -> Policy:
    """The policy that a new deal of the workspace starts with."""
    kept = work.workspaces.find(team)
    return kept.policy if kept is not None else Policy()


def show_workspace_settings(by: Actor, *, services: Services) -> WorkspaceSettable | NotDone:
    """What new deals start with now, for an admin of the workspace."""
    with services.store.reading() as work:
        return _settable(work, by) if _admin(work, by) else NotDone(why=RefusalReason.NOT_ADMIN)


def _settable(work: UnitOfWork, by: Actor) -> WorkspaceSettable:
    kept = work.workspaces.find(by.team)
    return WorkspaceSettable(
        policy=load_workspace_policy(work, by.team), version=kept.version if kept else 0
    )


def _admin(work: UnitOfWork, by: Actor) -> bool:
    known = work.people.find(by.team, by.person)
    return known is not None and known.member and known.admin


def set_workspace(request: SetWorkspace, *, services: Services) -> WorkspaceSet | NotDone:
    """Replaces the policy that new deals start with; deals that are open keep theirs."""

    def act(work: UnitOfWork) -> WorkspaceSet | NotDone:
        if not _admin(work, request.by):
            return NotDone(why=RefusalReason.NOT_ADMIN)
        now = _settable(work, request.by)
        if now.version != request.version:
            return NotDone(why=RefusalReason.CHANGED)
        policy = replace(now.policy, speaking=request.speaking, **request.thresholds)  # type: ignore[arg-type] # by name
        work.keys.mark_processed(
            request.by.team,
            request.once,
            ProcessedRequest(deal=DealId(""), seq=0),
            services.clock.now(),
        )
        work.workspaces.save(
            Workspace(team=request.by.team, policy=policy, version=now.version + 1)
        )
        return WorkspaceSet(policy=policy)

    def again(work: UnitOfWork, _taken: ProcessedRequest) -> WorkspaceSet | NotDone:
        return WorkspaceSet(policy=load_workspace_policy(work, request.by.team))

    return run_once(services, request.by, request.once, act, again)
