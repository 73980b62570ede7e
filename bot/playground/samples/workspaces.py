"""Sample answers about workspaces."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.coach.answers.base import Answer
from bot.coach.answers.workspaces import (
    CountedDeal,
    WorkspaceDeals,
    WorkspaceHealth,
    WorkspaceOverview,
    WorkspaceSet,
)
from bot.coach.ports.process_health import DatabaseProblem, ProcessHealth
from bot.coach.records import DealUsage, DeliveryFailure, Learning, WorkspaceCounts
from bot.domain.data_rules import DataRules
from bot.domain.ids import DealId
from bot.domain.policy import Policy
from bot.playground.samples import approvals
from bot.playground.samples.acme import ANA, BEN, DEAL, TODAY

MOMENT = datetime(2026, 11, 20, 9, tzinfo=UTC)

OVERVIEW = WorkspaceOverview(
    counts=WorkspaceCounts(open_deals=12, closed_deals=30, entries=214, people=9),
    since=TODAY,
    orphaned=1,
    waiting=2,
    admins=(ANA, BEN),
    approvals=approvals.RULES,
    leads=True,
    learning=frozenset(Learning),
    data=DataRules(team=DEAL.team),
    seals_plans=True,
)

MUCH_AMISS = WorkspaceHealth(
    process=ProcessHealth(
        database=DatabaseProblem.FULL,
        clock_ahead=-75,
        disk_left=3,
        has_heartbeat=False,
        is_connected=False,
    ),
    failures=(
        DeliveryFailure(why="is_archived", count=3, last=MOMENT, is_kept=True),
        DeliveryFailure(why="messages_tab_disabled", count=1, last=MOMENT, is_kept=True),
        DeliveryFailure(why="restricted_action", count=1, last=MOMENT, is_kept=True),
        DeliveryFailure(why="token_revoked", count=2, last=MOMENT, is_kept=True),
        DeliveryFailure(why="given_up", count=1, last=MOMENT, is_kept=False),
        DeliveryFailure(why="no_text", count=1, last=MOMENT, is_kept=False),
    ),
    late=4,
    webhook_dead=1,
)
DEALS = WorkspaceDeals(
    deals=(
        CountedDeal(
            usage=DealUsage(deal=DEAL.id, opened_at=MOMENT, is_closed=False, entries=31, recent=12),
            name=DEAL.name,
            owners=(ANA, BEN),
        ),
        CountedDeal(
            usage=DealUsage(
                deal=DealId("d9f1c2aa77"), opened_at=MOMENT, is_closed=True, entries=1, recent=1
            )
        ),
    ),
    since=TODAY,
    page=2,
    pages=3,
    total=26,
)

SAMPLES: list[tuple[str, Answer]] = [
    ("workspace set", WorkspaceSet(policy=Policy())),
    ("workspace set, with leads", WorkspaceSet(policy=Policy(), leads=True)),
    (
        "workspace set, in private channels only",
        WorkspaceSet(policy=Policy(), private_only=True),
    ),
    ("workspace set, admins", WorkspaceSet(policy=Policy(), admins=(ANA, BEN))),
    (
        "workspace set, one rule",
        WorkspaceSet(policy=replace(Policy(), speaking=frozenset({"open_give"}))),
    ),
    ("workspace overview", OVERVIEW),
    ("workspace overview, much amiss", replace(OVERVIEW, health=MUCH_AMISS)),
    (
        "workspace overview, an unknown reason and damage",
        replace(
            OVERVIEW,
            health=WorkspaceHealth(
                process=ProcessHealth(database=DatabaseProblem.DAMAGED, clock_ahead=1, disk_left=1),
                failures=(DeliveryFailure(why="no_text", count=1, last=MOMENT, is_kept=False),),
                late=1,
                webhook_dead=2,
            ),
        ),
    ),
    ("workspace deals", DEALS),
    (
        "workspace deals, none",
        WorkspaceDeals(deals=(), since=TODAY, page=1, pages=1, total=0),
    ),
    (
        "workspace overview, nothing set",
        replace(
            OVERVIEW,
            counts=WorkspaceCounts(open_deals=0, closed_deals=0, entries=1, people=1),
            orphaned=0,
            waiting=0,
            admins=(),
            approvals=approvals.OFF,
            leads=False,
            learning=frozenset(),
            private_only=True,
            data=DataRules(team=DEAL.team, legal_hold=True),
            seals_plans=False,
        ),
    ),
]
