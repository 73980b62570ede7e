"""Questions of law and fairness that lead an answer. They are for the person alone: no entry, digest, export or audit
holds them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers.concerns import ConcernChecked, ConcernRaised
from bot.coach.context import session_for_writing
from bot.coach.records import Mute, Workspace
from bot.coach.services import Services
from bot.domain.concerns import Concern
from bot.domain.deals import Deal
from bot.domain.ids import DealId

MENTIONED = "@"
"""What the id of a person begins with among what a workspace says in words."""


def raise_concern(
    actor: Actor, deal: Deal, concerns: Sequence[Concern], *, key: str, services: Services
) -> ConcernRaised | None:
    """The question to put first: about the gravest of these that the person has not checked in this deal."""
    with services.store.reading() as work:
        checked = work.cautions.list_muted_rules(actor.team, deal.id, actor.person)
        workspace = work.workspaces.find(actor.team)
    for concern in concerns:
        if checked_mark(concern) not in checked:
            return build_concern(deal, concern, workspace, key=key)
    return None


def lead_what_was_left_out(
    actor: Actor, deal: Deal, concern: Concern, *, key: str, line: str, services: Services
) -> ConcernRaised:
    """The question about what a hiring deal keeps no words of: it is put each time. `line` finds what was typed."""
    with services.store.reading() as work:
        workspace = work.workspaces.find(actor.team)
    return replace(build_concern(deal, concern, workspace, key=key), line=line)


def build_concern(
    deal: Deal, concern: Concern, workspace: Workspace | None, *, key: str
) -> ConcernRaised:
    """The question about a kind of concern, with whom to ask in that workspace."""
    whom = workspace.whom_to_ask if workspace is not None else ""
    if whom.startswith(MENTIONED):
        return ConcernRaised(
            deal=deal, concern=concern, key=key, person=whom.removeprefix(MENTIONED)
        )
    return ConcernRaised(deal=deal, concern=concern, key=key, whom=whom)


def check_concern(
    actor: Actor, deal: DealId, concern: Concern, *, services: Services
) -> ConcernChecked:
    """Notes that the person has checked a kind of concern in a deal: it is not asked again there."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        mark = Mute(person=actor.person, rule=checked_mark(concern))
        session.work.cautions.set_muted(actor.team, deal, mark, on=True)
        return ConcernChecked(deal=session.deal, concern=concern)


def checked_mark(concern: Concern) -> str:
    """What stands among the person's mutes of a deal once the kind was checked there."""
    return f"concern:{concern}"
