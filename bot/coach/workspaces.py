"""Workspaces: the policy that new deals start with, whether deals have leads, and who looks after Giveget here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.coach.actors import Actor
from bot.coach.admins import is_admin, list_admins, may_claim_admin
from bot.coach.answers import RefusalReason
from bot.coach.answers.workspaces import WorkspaceSet, WorkspaceSettable
from bot.coach.audit_trail import list_changed_fields, note_act
from bot.coach.hours import load_preferences
from bot.coach.ports.store import UnitOfWork
from bot.coach.preferences import start_digest
from bot.coach.records import Learning, ProcessedRequest, Workspace
from bot.coach.refusals import Refused
from bot.coach.services import Services, run_once
from bot.domain.audit import AuditAct
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.policy import Policy


def load_workspace_policy(work: UnitOfWork, team: TeamId) -> Policy:
    """The policy that a new deal of the workspace starts with."""
    workspace = work.workspaces.find(team)
    return workspace.policy if workspace is not None else Policy()


def takes_private_channels_only(team: TeamId, *, services: Services) -> bool:
    """Whether an admin decided that deals live in private channels only."""
    with services.store.reading() as work:
        return load_workspace(work, team).private_only


def show_workspace_settings(actor: Actor, *, services: Services) -> WorkspaceSettable:
    """What new deals start with now, for an admin of the workspace."""
    with services.store.reading() as work:
        return _load_settings(work, actor)


def _load_settings(work: UnitOfWork, actor: Actor) -> WorkspaceSettable:
    """What is set now, at version 0 where nobody set anything yet. Refused to everybody but the admins of Giveget; as
    long as there are none, to everybody but admins of Slack."""
    is_first = may_claim_admin(work, actor)
    if not is_first and not is_admin(work, actor):
        raise Refused(why=RefusalReason.NOT_ADMIN, people=list_admins(work, actor.team))
    workspace = load_workspace(work, actor.team)
    admins = frozenset(list_admins(work, actor.team))
    return WorkspaceSettable(
        policy=workspace.policy,
        leads=workspace.leads,
        whom_to_ask=workspace.whom_to_ask,
        admins=admins or frozenset({actor.person}),
        is_first=is_first,
        plan_grace=workspace.plan_grace,
        learning=workspace.learning,
        private_only=workspace.private_only,
        version=workspace.version,
    )


def load_workspace(work: UnitOfWork, team: TeamId) -> Workspace:
    """What is set for the workspace; at version 0 where nothing is."""
    return work.workspaces.find(team) or Workspace(team=team, policy=Policy(), version=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettings:
    """What the form of a workspace says. `thresholds` are those of the policy that the form asks for, by name;
    `plan_grace` is in days."""

    speaking: frozenset[str]
    thresholds: Mapping[str, Decimal | int]
    leads: bool
    whom_to_ask: str
    admins: frozenset[PersonId]
    plan_grace: int
    learning: frozenset[Learning] = frozenset()
    private_only: bool = False


def set_workspace(
    actor: Actor, settings: WorkspaceSettings, *, version: int, once: str, services: Services
) -> WorkspaceSet:
    """Replaces what holds for the workspace: the policy that new deals start with, while deals that are open keep
    theirs, whether owners may name leads, whom to ask about law and fairness, and who looks after Giveget here. Refused
    where it has changed since the form showed it at `version`."""

    def change(work: UnitOfWork) -> WorkspaceSet:
        shown = _load_settings(work, actor)
        if shown.version != version:
            raise Refused(why=RefusalReason.CHANGED)
        policy = replace(shown.policy, speaking=settings.speaking, **settings.thresholds)  # type: ignore[arg-type] # by name
        # A workspace is no deal: the key is stored under none.
        processed = ProcessedRequest(deal=DealId(""), seq=0)
        work.keys.mark_processed(actor.team, once, processed, services.clock.now())
        saved = replace(
            load_workspace(work, actor.team),
            policy=policy,
            leads=settings.leads,
            whom_to_ask=settings.whom_to_ask,
            admins=settings.admins,
            plan_grace=settings.plan_grace,
            learning=settings.learning,
            private_only=settings.private_only,
            version=version + 1,
        )
        before = load_workspace(work, actor.team)
        work.workspaces.save(saved)
        _note_changes(services, work, actor, before, saved)
        preferences = load_preferences(work, actor.team, actor.person)
        if preferences is None or preferences.digest is None:
            # An admin hears of deals that nobody is left in, and says yes to that by saving.
            start_digest(services, work, actor)
        return _describe_workspace(saved)

    def again(work: UnitOfWork, _processed: ProcessedRequest) -> WorkspaceSet:
        return _describe_workspace(load_workspace(work, actor.team))

    return run_once(services, actor, once, change, again)


def _note_changes(
    services: Services, work: UnitOfWork, actor: Actor, before: Workspace, after: Workspace
) -> None:
    """Who was named admin or is none any more is a row for each of them; everything else that changed is one row."""
    team, by = actor.team, actor.person
    for person in sorted(after.admins - before.admins):
        note_act(services, work, team, by, AuditAct.ADMIN_NAMED, whom=person)
    for person in sorted(before.admins - after.admins):
        note_act(services, work, team, by, AuditAct.ADMIN_ENDED, whom=person)
    changed = list_changed_fields(before, replace(after, admins=before.admins))
    if changed or after.admins == before.admins:
        note_act(services, work, team, by, AuditAct.WORKSPACE_SET, detail=changed)


def _describe_workspace(workspace: Workspace) -> WorkspaceSet:
    return WorkspaceSet(
        policy=workspace.policy,
        leads=workspace.leads,
        learning=workspace.learning,
        private_only=workspace.private_only,
        admins=tuple(sorted(workspace.admins)),
    )
