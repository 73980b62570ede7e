from dataclasses import replace
from decimal import Decimal

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.domain.deals import Deal
from bot.domain.ids import ChannelId, DealId
from bot.domain.plans import (
    Alternative,
    Anchor,
    IssuePlan,
    Plan,
    PlannedGive,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.worth import Figure, Size
from tests.store.table import ACME, ANA, BEN, TEAM, TODAY, acme

C1, C2 = ChannelId("C1"), ChannelId("C2")
PILOT = DealId("D2")


def opened(store: Store, *deals: Deal) -> None:
    with store.work() as work:
        for deal in deals or (acme(),):
            work.deals.insert(deal, C1, ANA)


def test_a_plan_is_kept_whole_and_saved_in_order(store: Store) -> None:
    opened(store)
    plan = Plan(
        viewers=frozenset({BEN}),
        alternatives=(
            Alternative(
                what="the other vendor", later_costs=Figure(amount=Decimal("1.50"), unit="EUR")
            ),
        ),
        walk_away=Figure(amount=Decimal(180000), unit="EUR", estimate=True),
        hint="we have a budget to keep",
        issues=(
            IssuePlan(
                issue="price",
                importance=Decimal(60),
                target=TermLevel(text="95k", number=Decimal(95000)),
                walk_away=TermLevel(text="net 60"),
                flexibility=Size.S,
                leverage=Size.L,
                worth_to_us=Figure(amount=Decimal(9), unit="EUR"),
                worth_to_them=Size.M,
            ),
        ),
        people=(Stakeholder(role="head of IT", part=StakeholderPart.DECIDES),),
        anchor=Anchor(
            opening=Figure.between(Decimal(1), Decimal(2), "EUR"), rationale="list price"
        ),
        gives=(
            PlannedGive(what="net 60", size=Size.M, not_before=TODAY),
            PlannedGive(what="a training day"),
        ),
    )
    with store.work() as work:
        work.plans.save(TEAM, ACME, plan)
    with store.reading() as work:
        assert work.plans.find(TEAM, ACME) == plan
    for version in (1, 3):
        with pytest.raises(VersionConflict), store.work() as work:
            work.plans.save(TEAM, ACME, replace(plan, version=version))
    with store.work() as work:
        work.plans.save(TEAM, ACME, replace(plan, hint="", version=2))
        work.plans.delete(TEAM, ACME)
    with store.reading() as work:
        assert work.plans.find(TEAM, ACME) is None
