"""Sample answers about workspaces."""

from dataclasses import replace

from bot.coach.answers.base import Answer
from bot.coach.answers.workspaces import WorkspaceOverview, WorkspaceSet
from bot.coach.records import Learning, WorkspaceCounts
from bot.domain.data_rules import DataRules
from bot.domain.policy import Policy
from bot.playground.samples import approvals
from bot.playground.samples.acme import ANA, BEN, DEAL, TODAY

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

SAMPLES: list[tuple[str, Answer]] = [
    ("workspace set", WorkspaceSet(policy=Policy())),
    ("workspace set, with leads", WorkspaceSet(policy=Policy(), leads=True)),
    ("workspace set, admins", WorkspaceSet(policy=Policy(), admins=(ANA, BEN))),
    (
        "workspace set, one rule",
        WorkspaceSet(policy=replace(Policy(), speaking=frozenset({"open_give"}))),
    ),
    ("workspace overview", OVERVIEW),
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
            data=DataRules(team=DEAL.team, legal_hold=True),
            seals_plans=False,
        ),
    ),
]
