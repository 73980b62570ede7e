"""The bot's direct message with one person: no deal lives there, so which one is a line about?

The deal that the line names, or that the person used there in the last ten minutes, takes what is recorded. Otherwise
the last deal they used is good enough to read, and whatever would be recorded asks first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.coach.actors import Actor, Need
from bot.coach.answers.base import Answer
from bot.coach.answers.direct import DealAsked, DirectDealChosen, OtherDeals
from bot.coach.context import session_for_reading, session_for_writing
from bot.coach.links import save_pending_line
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import PendingCommand
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId
from bot.language.deal_names import find_named_deal

STILL_USED = timedelta(minutes=10)
"""How long what is typed in the direct message is for the deal that was used there."""
DEALS_OFFERED = 25
"""How many deals a question offers; Slack takes that many buttons in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealUse:
    """A deal that a person used, and when."""

    deal: DealId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectLine:
    """A line typed in the direct message: its person, the command it is read after, and what it says."""

    actor: Actor
    command: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMeant:
    """The deal that a line is about, and the line without its name. `is_sure` is False where it is only the last one;
    without any deal there is None."""

    deal: Deal | None
    text: str
    is_sure: bool = False


def find_deal_meant(
    actor: Actor,
    text: str,
    *,
    used_here: DealUse | None,
    used_last: DealUse | None,
    services: Services,
) -> DealMeant:
    """The deal that a line in the direct message is about. `used_here` is the deal last used there, `used_last` the one
    last used anywhere, as far as this process knows."""
    with services.store.reading() as work:
        mine = list_open_deals(work, actor)
        if not mine:
            closed = work.deals.list_closed_of_person(actor.team, actor.person)
            return DealMeant(deal=closed[0].deal if closed else None, text=text)
        parties = [[party.name for party in deal.parties if party.name] for deal in mine]
        named = find_named_deal(text, [deal.name for deal in mine], parties)
        if named is not None and named.is_sure:
            return DealMeant(deal=mine[named.place], text=named.rest, is_sure=True)
        by_id = {deal.id: deal for deal in mine}
        here = None
        if used_here is not None and services.clock.now() - used_here.at < STILL_USED:
            here = by_id.get(used_here.deal)
        if named is not None:
            hinted = mine[named.place]
            return DealMeant(deal=hinted, text=text, is_sure=hinted == here)
        if here is not None:
            return DealMeant(deal=here, text=text, is_sure=True)
        last = used_last.deal if used_last else None
        if last not in by_id:
            last = work.deals.find_last_of_person(actor.team, actor.person)
        newest = mine[0]
        return DealMeant(deal=by_id.get(last, newest) if last else newest, text=text)


def list_open_deals(work: UnitOfWork, actor: Actor) -> list[Deal]:
    """The person's open deals, newest first."""
    return [mine.deal for mine in work.deals.list_of_person(actor.team, actor.person)]


def has_open_deal(actor: Actor, *, services: Services) -> bool:
    """Whether the person takes part in an open deal."""
    with services.store.reading() as work:
        return bool(list_open_deals(work, actor))


def has_closed_deal(actor: Actor, *, services: Services) -> bool:
    """Whether the person takes part in a deal that is closed."""
    with services.store.reading() as work:
        return bool(work.deals.list_closed_of_person(actor.team, actor.person))


def ask_which_deal(
    actor: Actor,
    deal: DealId,
    command: str,
    typed: str,
    *,
    preview: Answer | None,
    services: Services,
) -> DealAsked:
    """Asks for which of the person's deals a line is, beginning with the one used last, and stores it until then."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        channel = actor.channel or ChannelId("")
        mine = list_open_deals(session.work, actor)
        return DealAsked(
            deal=session.deal,
            others=tuple(other for other in mine if other.id != deal),
            line=save_pending_line(services, session.work, actor, channel, command, typed),
            typed=typed,
            preview=preview,
        )


def list_other_deals(actor: Actor, line: str, *, services: Services) -> OtherDeals:
    """The person's open deals, to choose one for a line or for the next ones."""
    with services.store.reading() as work:
        return OtherDeals(deals=tuple(list_open_deals(work, actor)[:DEALS_OFFERED]), line=line)


def choose_deal(
    actor: Actor, deal: DealId, line: str, *, services: Services
) -> PendingCommand | DirectDealChosen:
    """The line that waited for the choice of this deal; without one, the deal that the next lines are for."""
    with session_for_writing(services, actor, deal, Need.READ) as session:
        pending = None
        if line:
            pending = session.work.pending.take(actor.team, line, actor.person, PendingCommand)
        return pending or DirectDealChosen(deal=session.deal)


def find_deal(actor: Actor, deal: DealId, *, services: Services) -> Deal:
    """The deal, for somebody who may read it. Raises `Refused` for anybody else."""
    with session_for_reading(services, actor, deal) as session:
        return session.deal


def was_recorded(actor: Actor, key: str, *, services: Services) -> bool:
    """Whether the request with this key changed something that is stored."""
    with services.store.reading() as work:
        return work.keys.find_processed(actor.team, key) is not None


class _RolledBack(Exception):
    """Ends a rehearsed transaction without anything of it staying."""


@dataclass(frozen=True, slots=True)
class RehearsedStore:
    """A store in which every transaction is rolled back at its end: what would be answered, without doing it."""

    store: Store

    @property
    def seals_plans(self) -> bool:
        """Whether private plans are sealed with a key."""
        return self.store.seals_plans

    def wipe_deleted(self) -> None:
        """Nothing is deleted here."""

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        """A transaction that may write, and of which nothing stays."""
        try:
            with self.store.work() as work:
                yield work
                raise _RolledBack
        except _RolledBack:
            return

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A transaction that only reads."""
        with self.store.reading() as work:
            yield work


def rehearse(services: Services) -> Services:
    """The services over a store in which nothing stays."""
    return replace(services, store=RehearsedStore(services.store))
