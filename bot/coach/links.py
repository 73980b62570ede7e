"""Several deals in a channel, several channels for a deal: which one is meant, and where a deal lives."""

from uuid import uuid4

from bot.coach.access import Need
from bot.coach.answers import NotDone, Why
from bot.coach.answers.links import (
    ChannelLinked,
    ChannelUnlinked,
    DealChosen,
    WhichDeal,
    WhichToLink,
)
from bot.coach.book import Book, deals_shown, opened
from bot.coach.desk import Desk
from bot.coach.ports import Waiting, Work
from bot.coach.requests import Actor
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId
from bot.domain.ledger import Verb


def which_deal(by: Actor, command: str, typed: str, *, desk: Desk) -> WhichDeal | NotDone:
    """Asks which of the channel's deals is meant, and keeps the line until that is said."""
    if by.channel is None:
        return NotDone(why=Why.NO_CHANNEL, typed=typed)
    with desk.store.work() as work:
        deals = deals_shown(work, by)
        if not deals:
            return NotDone(why=Why.NO_DEAL, typed=typed)
        chosen = work.picked(by.team, by.person, by.channel)
        line = keep_line(desk, work, by, by.channel, command, typed) if command else ""
        return WhichDeal(
            deals=deals,
            line=line,
            typed=typed,
            now=next((d for d in deals if d.id == chosen), None),
        )


def keep_line(
    desk: Desk, work: Work, by: Actor, channel: ChannelId, command: str, typed: str
) -> str:
    """Keeps what was typed until its person has chosen what it is for; its id."""
    at = desk.clock.now()
    line = Waiting(
        id=uuid4().hex, person=by.person, channel=channel, command=command, text=typed, at=at
    )
    work.keep_line(by.team, line)
    return line.id


def choose_deal(
    by: Actor, deal: DealId, line: str, *, desk: Desk
) -> Waiting | DealChosen | NotDone:
    """The person's lines in this channel are for that deal from now on; the line that waited, where one did."""
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.READ)
        if isinstance(book, NotDone):
            return book
        if by.channel is None or by.channel not in work.channels_of(by.team, deal):
            return NotDone(why=Why.NOT_HERE, deal=book.deal)
        work.pick(by.team, by.person, by.channel, deal)
        waited = work.take_line(by.team, line, by.person) if line else None
        return (
            waited
            if waited is not None and waited.channel == by.channel
            else DealChosen(deal=book.deal)
        )


def find_to_link(by: Actor, name: str, *, desk: Desk) -> Deal | WhichToLink | NotDone:
    """The deal of that name that the person may bring into this channel; else those there are to choose from."""
    if by.channel is None or by.channel.startswith("D"):
        return NotDone(why=Why.NO_CHANNEL, typed=name)
    with desk.store.reading() as work:
        here = set(work.ids_in(by.team, by.channel))
        mine = [mine.deal for mine in work.deals_of(by.team, by.person) if mine.deal.id not in here]
        owned = [deal for deal in mine if work.role(by.team, deal.id, by.person) is Role.OWNER]
    named = [deal for deal in owned if name and deal.name.casefold().startswith(name.casefold())]
    exact = [deal for deal in named if deal.name.casefold() == name.casefold()]
    found = exact or named
    return found[0] if len(found) == 1 else WhichToLink(deals=tuple(found or owned), typed=name)


def link(by: Actor, deal: DealId, *, shared: bool, desk: Desk) -> ChannelLinked | NotDone:
    """Brings a deal into one more channel; whoever acts there may join it, so only its owner may."""
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.SET)
        if isinstance(book, NotDone):
            return book
        if by.channel is None or by.channel.startswith("D"):
            return NotDone(why=Why.NO_CHANNEL)
        if by.channel not in work.channels_of(by.team, deal):
            work.link(by.team, deal, by.channel)
            book.note(Verb.SET, "channel added")
        work.pick(by.team, by.person, by.channel, deal)
        return ChannelLinked(deal=book.deal, channels=_channels(book), shared=shared)


def unlink(by: Actor, deal: DealId, *, desk: Desk) -> ChannelUnlinked | NotDone:
    """Takes a deal out of this channel; it keeps at least one."""
    with desk.store.work() as work:
        book = opened(desk, work, by, deal, Need.SET)
        if isinstance(book, NotDone):
            return book
        channels = _channels(book)
        if by.channel is None or by.channel not in channels:
            return NotDone(why=Why.NOT_HERE, deal=book.deal)
        if len(channels) == 1:
            return NotDone(why=Why.LAST_CHANNEL, deal=book.deal)
        work.unlink(by.team, deal, by.channel)
        book.note(Verb.SET, "channel removed")
        return ChannelUnlinked(deal=book.deal, channels=_channels(book))


def _channels(book: Book) -> tuple[ChannelId, ...]:
    return tuple(book.work.channels_of(book.by.team, book.deal.id))
