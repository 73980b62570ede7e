"""Home: a person's first page, as facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.coach.answers import LogRow
from bot.coach.answers.approvals import ApprovalFacts
from bot.coach.answers.base import Answer
from bot.coach.answers.handovers import OrphanedDeal
from bot.coach.answers.leads import LeadView
from bot.coach.answers.lists import (
    ListedDeals,
    WaitingCheckIn,
    WaitingClose,
    WaitingCommitment,
    WaitingDeletion,
    WaitingDue,
    WaitingEnd,
)
from bot.coach.answers.workspaces import WorkspaceHealth
from bot.coach.deal_lists import WAITING_LISTED
from bot.domain.deals import Deal


class HomeSection(StrEnum):
    """The lists of what waits in Home, each of which is turned for itself. Its value names the rows."""

    DRAFTS = "drafts"
    CHECK_INS = "check_ins"
    COMMITMENTS = "commitments"
    CLOSES = "closes"
    DUES = "dues"
    ENDS = "ends"
    DELETIONS = "deletions"
    DUE_ASKS = "due_asks"
    OPEN_GIVES = "open_gives"
    THEIR_ASKS = "their_asks"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMove:
    """A move of one of the person's deals that waits for a decision or a return."""

    deal: Deal
    row: LogRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Home(Answer):
    """The person's first page: what waits in any of their deals, and a page of the deals."""

    today: date
    listed: ListedDeals
    drafts: tuple[OpenMove, ...] = ()
    more_drafts: int = 0
    due_asks: tuple[OpenMove, ...] = ()
    more_due_asks: int = 0
    their_asks: tuple[OpenMove, ...] = ()
    more_their_asks: int = 0
    check_ins: tuple[WaitingCheckIn, ...] = ()
    more_check_ins: int = 0
    ends: tuple[WaitingEnd, ...] = ()
    more_ends: int = 0
    commitments: tuple[WaitingCommitment, ...] = ()
    more_commitments: int = 0
    closes: tuple[WaitingClose, ...] = ()
    more_closes: int = 0
    dues: tuple[WaitingDue, ...] = ()
    more_dues: int = 0
    deletions: tuple[WaitingDeletion, ...] = ()
    more_deletions: int = 0
    open_gives: tuple[OpenMove, ...] = ()
    more_gives: int = 0
    offsets: Mapping[HomeSection, int] = field(default_factory=dict)
    """How many rows of a list stand before those that are shown; lists that begin with their first are left out."""
    rows_each: int = WAITING_LISTED
    """How many rows of each list there is room for."""
    health: WorkspaceHealth | None = None
    """Whether Giveget works here, for those who look after it."""
    hears_messages: bool = True
    """Whether what the person types in the bot's direct message reaches it."""
    leading: LeadView | None = None
    """The deals that the person leads, where there are any."""
    orphaned: tuple[OrphanedDeal, ...] = ()
    """Deals without an owner: those that the person takes part in, and for an admin all."""
    asked_to_take_over: tuple[Deal, ...] = ()
    """Deals that the person was asked to take over, and has not said."""
    has_sample: bool = False
    """Whether one of the deals is a sample to learn on."""
    to_approve: tuple[ApprovalFacts, ...] = ()
    """Gives that wait for the person's yes."""
    waiting: tuple[ApprovalFacts, ...] = ()
    """The person's own gives that wait for somebody else's."""
