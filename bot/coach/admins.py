"""The admins of Giveget in a workspace: named in its settings, by those who are admins already. Being an admin of Slack
counts once, for the first one, who claims it."""

from collections.abc import Sequence

from bot.coach.actors import Actor
from bot.coach.ports.store import UnitOfWork
from bot.domain.ids import PersonId, TeamId


def list_admins(work: UnitOfWork, team: TeamId) -> Sequence[PersonId]:
    """The admins of Giveget who are still full members of the workspace, by id."""
    workspace = work.workspaces.find(team)
    named = sorted(workspace.admins) if workspace is not None else []
    known = work.people.find_many(team, named)
    return [person for person in named if person in known and known[person].member]


def list_admins_to_tell(work: UnitOfWork, team: TeamId) -> Sequence[PersonId]:
    """Those of them who said yes to messages, and did not stop them."""
    admins = list_admins(work, team)
    preferences = work.preferences.find_many(team, admins)
    return [admin for admin in admins if admin in preferences and preferences[admin].digest is True]


def is_admin(work: UnitOfWork, actor: Actor) -> bool:
    """Whether the person looks after Giveget in the workspace."""
    return actor.person in list_admins(work, actor.team)


def may_claim_admin(work: UnitOfWork, actor: Actor) -> bool:
    """Whether the person may make themselves the first admin: an admin of Slack, as long as nobody is named who is
    still there."""
    known = work.people.find(actor.team, actor.person)
    if known is None or not known.member or not known.admin:
        return False
    return not list_admins(work, actor.team)
