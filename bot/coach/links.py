"""Several deals in a channel, several channels for a deal: which one is meant, and where a deal lives."""

from collections.abc import Sequence
from uuid import uuid4

from bot.coach.actors import ALLOWED, Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.links import (
    ChannelLinked,
    ChannelUnlinked,
    DealChosen,
    LinkPreviewed,
    WhichDeal,
    WhichToLink,
)
from bot.coach.context import (
    DealSession,
    session_for_reading,
    session_for_writing,
)
from bot.coach.deals_meant import find_just_closed, list_deals_meant
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.audit import AuditAct
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId, PersonId
from bot.domain.ledger import Verb


def ask_which_deal(actor: Actor, command: str, typed: str, *, services: Services) -> WhichDeal:
    """Asks which of the channel's deals is meant, and stores the line until that is said. Without a command there is
    no line: the person only wants to choose."""
    if actor.channel is None:
        raise Refused(why=RefusalReason.NO_CHANNEL, typed=typed)
    with services.store.work() as work:
        deals = list_deals_meant(work, actor)
        closed = find_just_closed(work, actor, services.clock.now(), deals) if deals else None
        if closed is not None:
            deals = (*deals, closed)
        if not deals:
            raise Refused(why=RefusalReason.NO_DEAL, typed=typed)
        chosen = work.deals.find_chosen(actor.team, actor.person, actor.channel)
        line = ""
        if command:
            line = save_pending_line(services, work, actor, actor.channel, command, typed)
        return WhichDeal(
            deals=deals,
            line=line,
            typed=typed,
            now=next((deal for deal in deals if deal.id == chosen), None),
        )


def save_pending_line(
    services: Services, work: UnitOfWork, actor: Actor, channel: ChannelId, command: str, typed: str
) -> str:
    """Stores what was typed until its person has chosen what it is for; returns its id."""
    line = PendingCommand(
        id=uuid4().hex,
        person=actor.person,
        channel=channel,
        command=command,
        text=typed,
        at=services.clock.now(),
    )
    work.pending.save(actor.team, line)
    return line.id


def choose_deal(
    actor: Actor, deal: DealId, line: str, *, services: Services
) -> PendingCommand | DealChosen:
    """From now on the person's lines in this channel are for that deal. Returns the line that waited for the choice,
    where one did."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        work = session.work
        if actor.channel is None or actor.channel not in _list_channels(session):
            raise Refused(why=RefusalReason.NOT_HERE, deal=session.deal)
        work.deals.save_choice(actor.team, actor.person, actor.channel, deal)
        pending = (
            work.pending.take(actor.team, line, actor.person, PendingCommand) if line else None
        )
        # The button may be pressed in another channel than the line was typed in; then the line is not for it.
        if pending is not None and pending.channel == actor.channel:
            return pending
        return DealChosen(deal=session.deal)


def find_deal_to_link(actor: Actor, name: str, *, services: Services) -> Deal | WhichToLink:
    """The one deal of that name, or whose name begins so, that the person may bring into this channel. Else those there
    are to choose from: their own deals that are not here yet."""
    channel = _require_channel(actor, name)
    with services.store.reading() as work:
        here = set(work.deals.list_ids_in_channel(actor.team, channel))
        owned: list[Deal] = []
        for mine in work.deals.list_of_person(actor.team, actor.person):
            role = work.roles.find(actor.team, mine.deal.id, actor.person)
            if mine.deal.id not in here and role is not None and Need.SET in ALLOWED[role]:
                owned.append(mine.deal)
    wanted = name.casefold()
    similar = [deal for deal in owned if wanted and deal.name.casefold().startswith(wanted)]
    exact = [deal for deal in similar if deal.name.casefold() == wanted]
    found = exact or similar
    if len(found) == 1:
        return found[0]
    return WhichToLink(deals=tuple(found or owned), typed=name)


def _require_channel(actor: Actor, typed: str = "") -> ChannelId:
    """The actor's channel. Refused in a direct message, whose id begins with a D: no deal lives there."""
    if actor.channel is None or actor.channel.startswith("D"):
        raise Refused(why=RefusalReason.NO_CHANNEL, typed=typed)
    return actor.channel


def preview_link(
    actor: Actor,
    deal: DealId,
    *,
    members: Sequence[PersonId],
    shared: bool,
    public: bool,
    services: Services,
) -> LinkPreviewed:
    """Who could take part in a deal that is brought into this channel, whose full members are `members`."""
    with session_for_reading(services, actor, deal) as session:
        if not session.may(Need.SET):
            raise Refused(why=RefusalReason.MAY_NOT)
        roles = dict(session.work.roles.list_in_deal(actor.team, deal))
        return LinkPreviewed(
            deal=session.deal,
            channel=_require_channel(actor),
            people=tuple(person for person in members if person not in roles),
            shared=shared,
            public=public,
        )


def link_channel(actor: Actor, deal: DealId, *, shared: bool, services: Services) -> ChannelLinked:
    """Brings a deal into one more channel. Only its owner may: whoever acts there may join the deal."""
    with session_for_writing(services, actor, deal, Need.SET) as session:
        channel = _require_channel(actor)
        if channel not in _list_channels(session):
            session.work.deals.add_channel(actor.team, deal, channel)
            session.write_audit(Verb.SET, "channel added")
            session.note_act(AuditAct.CHANNEL_ADDED, whom=channel)
        # Whoever brings a deal here means it with what they type next.
        session.work.deals.save_choice(actor.team, actor.person, channel, deal)
        channels = _list_channels(session)
        return ChannelLinked(deal=session.deal, channels=channels, shared=shared)


def unlink_channel(actor: Actor, deal: DealId, *, services: Services) -> ChannelUnlinked:
    """Takes a deal out of this channel. Refused where it is the deal's only one."""
    with session_for_writing(services, actor, deal, Need.SET) as session:
        channels = _list_channels(session)
        if actor.channel is None or actor.channel not in channels:
            raise Refused(why=RefusalReason.NOT_HERE, deal=session.deal)
        if len(channels) == 1:
            raise Refused(why=RefusalReason.LAST_CHANNEL, deal=session.deal)
        session.work.deals.remove_channel(actor.team, deal, actor.channel)
        session.write_audit(Verb.SET, "channel removed")
        session.note_act(AuditAct.CHANNEL_REMOVED, whom=actor.channel)
        return ChannelUnlinked(deal=session.deal, channels=_list_channels(session))


def _list_channels(session: DealSession) -> tuple[ChannelId, ...]:
    return tuple(session.work.deals.list_channels(session.by.team, session.deal.id))
