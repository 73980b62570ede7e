"""Which deal a person means in the channel that they act in."""

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.ports.store import UnitOfWork
from bot.coach.refusals import Refused
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId


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
