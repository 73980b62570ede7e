"""The people of a deal: who has which role, who follows it, and whose role ends with their channel."""

from collections.abc import Callable

from bot.coach.actors import Actor, Need
from bot.coach.answers import PeopleListed, RefusalReason
from bot.coach.authors import shows_roles
from bot.coach.context import (
    DealSession,
    session_for_preview,
    session_for_reading,
    session_for_writing,
)
from bot.coach.document_requests import DOCUMENT_POSTS
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal, Role, Side
from bot.domain.ids import ChannelId, DealId, PersonId, TeamId
from bot.domain.ledger import Verb

IsInChannel = Callable[[ChannelId, PersonId], bool]
"""Whether Slack says that somebody is in a channel; no where it cannot say."""


OUT_OF_DEAL = "out_of_deal"
"""Why a message was given up: its reader takes no part in the deal any more."""


def list_people(actor: Actor, deal: DealId, *, services: Services) -> PeopleListed:
    """Who has which role in a deal."""
    with session_for_reading(services, actor, deal) as session:
        return list_people_of(session)


def list_people_of(session: DealSession) -> PeopleListed:
    """Who has which role in the session's deal, who leads and who follows it."""
    work, team, deal = session.work, session.by.team, session.deal
    workspace = work.workspaces.find(team)
    has_leads = workspace is not None and workspace.leads and not shows_roles(work, team)
    may_have_leads = has_leads and deal.side is not Side.HIRING
    roles = tuple(work.roles.list_in_deal(team, deal.id))
    known = work.people.find_many(team, [person for person, _ in roles])
    left = tuple(person for person, _ in roles if person in known and not known[person].member)
    owners = [person for person, role in roles if role is Role.OWNER]
    followers = tuple(work.roles.list_followers(team, deal.id))
    return PeopleListed(
        deal=deal,
        roles=roles,
        mine=session.role,
        leads=tuple(work.roles.list_leads(team, deal.id)) if may_have_leads else (),
        may_have_leads=may_have_leads,
        followers=followers,
        left=left,
        may_give=session.may(Need.GIVE_ROLES),
        may_hand_over=session.may(Need.NAME_OWNER),
        follows=session.by.person in followers,
        is_orphaned=bool(owners) and all(owner in left for owner in owners),
    )


def find_deal_to_give_roles(actor: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who is about to give a role in it."""
    with session_for_preview(services, actor, deal, Need.GIVE_ROLES) as session:
        return session.deal


def give_role(
    actor: Actor, deal: DealId, person: PersonId, role: Role, *, services: Services
) -> PeopleListed:
    """Sets a person's role by hand, which stays when the person leaves the channel. Only an owner makes somebody an
    owner, or an owner something else. Refused where the deal would have no owner any more."""
    with session_for_writing(services, actor, deal, Need.GIVE_ROLES) as session:
        work = session.work
        roles = dict(work.roles.list_in_deal(actor.team, deal))
        is_about_owner = Role.OWNER in (role, roles.get(person))
        if is_about_owner and not session.may(Need.NAME_OWNER):
            raise Refused(why=RefusalReason.ONLY_OWNER, deal=session.deal)
        # Without an owner nobody could unlock the deal, set it up, or name another one.
        owners = [owner for owner, known in roles.items() if known is Role.OWNER]
        if owners == [person] and role is not Role.OWNER:
            raise Refused(why=RefusalReason.LAST_OWNER, deal=session.deal)
        work.roles.save(actor.team, deal, person, role)
        if role is Role.NOBODY:
            work.roles.set_follower(actor.team, deal, person, on=False)
            _cancel_messages(work, actor.team, deal, person)
        session.write_audit(Verb.SET, f"role:{role}:{person}")
        session.note_act(AuditAct.ROLE_GIVEN, whom=person, detail=role.value)
        return list_people_of(session)


def _cancel_messages(work: UnitOfWork, team: TeamId, deal: DealId, person: PersonId) -> None:
    """Gives up what waits to be sent to somebody about a deal that they take no part in any more. A document that they
    asked for is refused by itself, and that is told."""
    work.outbox.cancel_of_deal(team, deal, person, OUT_OF_DEAL, spared=DOCUMENT_POSTS)


def end_roles_from_channel(
    team: TeamId,
    channel: ChannelId,
    person: PersonId,
    *,
    is_in_channel: IsInChannel,
    services: Services,
) -> tuple[DealId, ...]:
    """Ends what somebody was allowed to do because they were in a channel: they left it or were removed. A role given
    by hand stays, and so does one of a deal that lives in another channel in which Slack says the person still is.
    Returns the deals whose role ended."""
    with services.store.reading() as work:
        found = work.roles.list_from_channel(team, channel, person)
        others = {deal: _other_channels(work, team, deal, channel) for deal in found}
    # Slack is asked outside the transaction, which must not wait for it.
    ended = [
        deal
        for deal, channels in others.items()
        if not any(is_in_channel(other, person) for other in channels)
    ]
    with services.store.work() as work:
        for deal in ended:
            work.roles.remove(team, deal, person)
            _cancel_messages(work, team, deal, person)
    return tuple(ended)


def _other_channels(
    work: UnitOfWork, team: TeamId, deal: DealId, channel: ChannelId
) -> list[ChannelId]:
    return [other for other in work.deals.list_channels(team, deal) if other != channel]
