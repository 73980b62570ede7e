"""Several deals in a channel, several channels for a deal: which one is meant, and where a deal lives."""

from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.links import (
    ChannelLinked,
    ChannelUnlinked,
    DealChosen,
    WhichDeal,
    WhichToLink,
)
from bot.coach.context import DealSession, list_deals_meant, open_session
from bot.coach.ports import UnitOfWork
from bot.coach.records import PendingCommand
from bot.coach.services import Services
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId
from bot.domain.ledger import Verb


def ask_which_deal(
    by: Actor, command: str, typed: str, *, services: Services
) -> WhichDeal | NotDone:
    """Asks which of the channel's deals is meant, and keeps the line until that is said."""
    if by.channel is None:
        return NotDone(why=RefusalReason.NO_CHANNEL, typed=typed)
    with services.store.work() as work:
        deals = list_deals_meant(work, by)
        if not deals:
            return NotDone(why=RefusalReason.NO_DEAL, typed=typed)
        chosen = work.deals.find_chosen(by.team, by.person, by.channel)
        line = save_pending_line(services, work, by, by.channel, command, typed) if command else ""
        return WhichDeal(
            deals=deals,
            line=line,
            typed=typed,
            now=next((d for d in deals if d.id == chosen), None),
        )


def save_pending_line(
    services: Services, work: UnitOfWork, by: Actor, channel: ChannelId, command: str, typed: str
) -> str:
    """Keeps what was typed until its person has chosen what it is for; its id."""
    at = services.clock.now()
    line = PendingCommand(
        id=uuid4().hex, person=by.person, channel=channel, command=command, text=typed, at=at
    )
    work.pending.save(by.team, line)
    return line.id


def choose_deal(
    by: Actor, deal: DealId, line: str, *, services: Services
) -> PendingCommand | DealChosen | NotDone:
    """The person's lines in this channel are for that deal from now on; the line that waited, where one did."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.READ)
        if by.channel is None or by.channel not in work.deals.list_channels(by.team, deal):
            return NotDone(why=RefusalReason.NOT_HERE, deal=session.deal)
        work.deals.save_choice(by.team, by.person, by.channel, deal)
        waited = work.pending.take(by.team, line, by.person, PendingCommand) if line else None
        return (
            waited
            if waited is not None and waited.channel == by.channel
            else DealChosen(deal=session.deal)
        )


def find_deal_to_link(by: Actor, name: str, *, services: Services) -> Deal | WhichToLink | NotDone:
    """The deal of that name that the person may bring into this channel; else those there are to choose from."""
    if by.channel is None or by.channel.startswith("D"):
        return NotDone(why=RefusalReason.NO_CHANNEL, typed=name)
    with services.store.reading() as work:
        here = set(work.deals.list_ids_in_channel(by.team, by.channel))
        mine = [
            mine.deal
            for mine in work.deals.list_of_person(by.team, by.person)
            if mine.deal.id not in here
        ]
        owned = [
            deal for deal in mine if work.roles.find(by.team, deal.id, by.person) is Role.OWNER
        ]
    named = [deal for deal in owned if name and deal.name.casefold().startswith(name.casefold())]
    exact = [deal for deal in named if deal.name.casefold() == name.casefold()]
    found = exact or named
    return found[0] if len(found) == 1 else WhichToLink(deals=tuple(found or owned), typed=name)


def link_channel(
    by: Actor, deal: DealId, *, shared: bool, services: Services
) -> ChannelLinked | NotDone:
    """Brings a deal into one more channel; whoever acts there may join it, so only its owner may."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SET)
        if by.channel is None or by.channel.startswith("D"):
            return NotDone(why=RefusalReason.NO_CHANNEL)
        if by.channel not in work.deals.list_channels(by.team, deal):
            work.deals.add_channel(by.team, deal, by.channel)
            session.note(Verb.SET, "channel added")
        work.deals.save_choice(by.team, by.person, by.channel, deal)
        return ChannelLinked(deal=session.deal, channels=_channels(session), shared=shared)


def unlink_channel(by: Actor, deal: DealId, *, services: Services) -> ChannelUnlinked | NotDone:
    """Takes a deal out of this channel; it keeps at least one."""
    with services.store.work() as work:
        session = open_session(services, work, by, deal, Need.SET)
        channels = _channels(session)
        if by.channel is None or by.channel not in channels:
            return NotDone(why=RefusalReason.NOT_HERE, deal=session.deal)
        if len(channels) == 1:
            return NotDone(why=RefusalReason.LAST_CHANNEL, deal=session.deal)
        work.deals.remove_channel(by.team, deal, by.channel)
        session.note(Verb.SET, "channel removed")
        return ChannelUnlinked(deal=session.deal, channels=_channels(session))


def _channels(session: DealSession) -> tuple[ChannelId, ...]:
    return tuple(session.work.deals.list_channels(session.by.team, session.deal.id))
