"""Measures of one deal in full, over one's own deals, and over all deals of a workspace where it allows that."""

from collections.abc import Iterable, Sequence

from bot.coach.actors import Actor
from bot.coach.answers.pooled_measures import DealMeasured, MeasuresPooled, PooledSide
from bot.coach.context import session_for_reading
from bot.coach.log_pages import build_curve
from bot.coach.outcomes import allows_learning
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Learning
from bot.coach.services import Services
from bot.domain.deals import Deal, Role, Side
from bot.domain.ids import DealId, PersonId
from bot.domain.measures.picture import compute_picture
from bot.domain.pooled_measures import (
    DEALS_CHARTED,
    LEAST_DEALS_POOLED,
    LEAST_OWNERS,
    measure_deal,
    pool_measures,
)

DEALS_POOLED = 60
"""Of the latest deals of a side so many are taken together, so that the page costs a bounded time."""


def measure_one_deal(actor: Actor, deal: DealId, *, services: Services) -> DealMeasured:
    """All measures of one deal."""
    with session_for_reading(services, actor, deal) as session:
        return DealMeasured(
            deal=session.deal,
            today=actor.today,
            picture=compute_picture(session.ledger, session.deal, actor.today),
            curve=build_curve(session.ledger, session),
        )


def measure_own_deals(actor: Actor, *, services: Services) -> MeasuresPooled:
    """The measures over the deals that a person takes part in, by side; hiring deals and samples are left out."""
    with services.store.reading() as work:
        mine = [
            *work.deals.list_of_person(actor.team, actor.person),
            *work.deals.list_closed_of_person(actor.team, actor.person),
        ]
        return _pool(work, actor, [each.deal for each in mine], named=True)


def measure_team(actor: Actor, *, services: Services) -> MeasuresPooled:
    """The measures over all deals of the workspace, from five owners on and where an admin allowed it. No deal is named
    and no person counted."""
    with services.store.reading() as work:
        if not allows_learning(work, actor.team, Learning.TEAM):
            return MeasuresPooled(team=True, allowed=False)
        deals = [deal for deal in work.deals.list_all() if deal.team == actor.team]
        enough = [
            deal
            for side in Side
            for deal in _keep_with_owners(work, [each for each in deals if each.side is side])
        ]
        pooled = _pool(work, actor, enough, named=False)
        return MeasuresPooled(team=True, sides=pooled.sides, owners=bool(pooled.sides))


def _keep_with_owners(work: UnitOfWork, deals: Sequence[Deal]) -> Sequence[Deal]:
    """The deals of a side that are measured together; none where they have fewer than five owners."""
    counted = _keep_counted(deals)
    owners: set[PersonId] = set()
    for deal in counted:
        roles = work.roles.list_in_deal(deal.team, deal.id)
        owners.update(person for person, role in roles if role is Role.OWNER)
    return counted if len(owners) >= LEAST_OWNERS else ()


def _keep_counted(deals: Iterable[Deal]) -> list[Deal]:
    """The latest deals that are measured: no samples, none that hires, none that was deleted."""
    counted = [
        deal
        for deal in deals
        if deal.side is not Side.HIRING and not deal.sample and not deal.was_deleted
    ]
    counted.sort(key=lambda deal: deal.opened_at, reverse=True)
    return counted[:DEALS_POOLED]


def _pool(work: UnitOfWork, actor: Actor, deals: Sequence[Deal], *, named: bool) -> MeasuresPooled:
    sides, few = [], 0
    for side in Side:
        counted = _keep_counted([deal for deal in deals if deal.side is side])
        if len(counted) < LEAST_DEALS_POOLED:
            few += len(counted)
            continue
        measured = [
            measure_deal(work.ledger.load(deal.team, deal.id), deal, actor.today)
            for deal in counted
        ]
        charted = [each for each in measured if each.outline.ours is not None]
        pooled = PooledSide(
            side=side,
            deals=len(counted),
            since=min(deal.opened_at.date() for deal in counted),
            rows=pool_measures(measured),
            charted=tuple(reversed(charted[:DEALS_CHARTED])) if named else (),
        )
        sides.append(pooled)
    return MeasuresPooled(sides=tuple(sides), few=few)
