"""What happened to a workspace's settings, as facts."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from bot.coach.answers.base import Answer
from bot.coach.ports.process_health import ProcessHealth
from bot.coach.records import DealUsage, DeliveryFailure, Learning, WorkspaceCounts
from bot.domain.approvals import ApprovalRules
from bot.domain.data_rules import DataRules
from bot.domain.ids import PersonId
from bot.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettable:
    """The policy that new deals start with, as of `version`, for somebody who may change it."""

    policy: Policy
    leads: bool = False
    whom_to_ask: str = ""
    admins: frozenset[PersonId] = frozenset()
    is_first: bool = False
    """Whether nobody looks after Giveget here yet, so that the person claims it by saving."""
    learning: frozenset[Learning] = frozenset()
    plan_grace: int = 30
    private_only: bool = False
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSet(Answer):
    """New deals start with this policy from now on; `leads` says whether owners may name leads, `admins` who looks
    after Giveget here."""

    shows_names: ClassVar[bool] = True
    policy: Policy
    leads: bool = False
    learning: frozenset[Learning] = frozenset()
    private_only: bool = False
    admins: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceHealth:
    """Whether Giveget works in a workspace: the messages that did not arrive within the last `looked_back` days, how
    many wait longer than they should, how many entries the webhook did not take, and how the process is doing."""

    process: ProcessHealth = field(default_factory=ProcessHealth)
    failures: tuple[DeliveryFailure, ...] = ()
    late: int = 0
    webhook_dead: int = 0
    looked_back: int = 7

    @property
    def is_well(self) -> bool:
        """Whether nothing was found wrong."""
        return self.process.is_well and not (self.failures or self.late or self.webhook_dead)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceOverview(Answer):
    """What an admin sees of the workspace: numbers, settings, and nothing of what any deal is about. `since` is the day
    from which entries and people are counted; `orphaned` and `waiting` are deals without an owner and gives that wait
    for approval."""

    shows_names: ClassVar[bool] = True
    counts: WorkspaceCounts
    since: date
    orphaned: int
    waiting: int
    admins: tuple[PersonId, ...]
    approvals: ApprovalRules
    leads: bool
    learning: frozenset[Learning]
    private_only: bool = False
    data: DataRules
    seals_plans: bool
    health: WorkspaceHealth = field(default_factory=WorkspaceHealth)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDeal:
    """A deal as an admin sees it: how much is in it, and its name only where the admin takes part in it."""

    usage: DealUsage
    name: str = ""
    owners: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceDeals(Answer):
    """A page of the deals of a workspace, those with most entries since `since` first, `total` in all."""

    deals: tuple[CountedDeal, ...]
    since: date
    page: int
    pages: int
    total: int
