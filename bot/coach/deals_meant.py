"""Which deal a person means in the channel that they act in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId

JUST_CLOSED = timedelta(hours=12)
"""How long what follows a close is for the deal that was closed, where another one is open beside it."""


def find_id_meant(work: UnitOfWork, by: Actor) -> DealId | None:
    """The deal of the person's channel; of several the one that the person chose. Where none is open there, the one
    that was closed last."""
    if by.deal is not None or by.channel is None:
        return by.deal
    here = work.deals.list_ids_in_channel(by.team, by.channel)
    if not here:
        closed = work.deals.list_closed_in_channel(by.team, by.channel)
        return closed[0].id if closed else None
    if len(here) == 1:
        return here[0]
    chosen = work.deals.find_chosen(by.team, by.person, by.channel)
    return chosen if chosen in here else None


def find_just_closed(
    work: UnitOfWork, by: Actor, now: datetime, here: Sequence[Deal]
) -> Deal | None:
    """The deal of the channel that was closed a moment ago while others, `here`, stay open there; what follows a close
    is for it until the person chooses another one or somebody opens one."""
    if by.channel is None or by.is_direct:
        return None
    closed = work.deals.list_closed_in_channel(by.team, by.channel) if here else ()
    if not closed or closed[0].closed_at is None:
        return None
    last, closed_at = closed[0], closed[0].closed_at
    if last.was_deleted or now - closed_at > JUST_CLOSED:
        return None
    if any(deal.opened_at > closed_at for deal in here):
        return None
    chosen = work.deals.find_chosen(by.team, by.person, by.channel)
    if chosen not in (None, last.id):
        return None
    return None if work.roles.find(by.team, last.id, by.person) is Role.NOBODY else last


def list_deals_meant(work: UnitOfWork, by: Actor) -> tuple[Deal, ...]:
    """The open deals of the person's channel that the person may know of."""
    here = work.deals.list_in_channel(by.team, by.channel) if by.channel else ()
    return tuple(
        deal for deal in here if work.roles.find(by.team, deal.id, by.person) is not Role.NOBODY
    )


def find_deal_meant(work: UnitOfWork, by: Actor, typed: str = "") -> Deal:
    """The deal that the person means in their channel. Raises `Refused` where none can be told."""
    meant = find_id_meant(work, by)
    deal = work.deals.find(by.team, meant) if meant else None
    if deal is None:
        raise no_deal_meant(work, by, typed)
    return deal


def no_deal_meant(work: UnitOfWork, by: Actor, typed: str) -> Refused:
    """Why the channel's deal cannot be told: there is none, or more than one."""
    if by.is_direct:
        return Refused(why=RefusalReason.NO_DEAL_OF_YOURS, typed=typed)
    here = list_deals_meant(work, by)
    why = RefusalReason.MANY_DEALS if here else RefusalReason.NO_DEAL
    return Refused(why=why, typed=typed, deals=here)
