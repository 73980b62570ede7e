"""Answers about gives that wait for approval."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.approvals import ApprovalRules, ApprovalState, GiveApproval
from bot.domain.deals import Deal
from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalFacts:
    """What is told of gives that wait: what they are, what they cost in the deal's unit (`unfigured`: one has no
    figure), and what would be unanswered in the deal with them."""

    deal: Deal
    approval: GiveApproval
    rules: ApprovalRules
    today: date
    cost: Decimal
    unfigured: bool
    unanswered_before: Decimal
    unanswered_after: Decimal

    @property
    def share(self) -> Decimal | None:
        """The cost as a share of the deal's size."""
        return self.deal.share(self.cost) if self.cost else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveWaits(DealAnswer):
    """Told to its author: the give waits for approval. `approver` is who was asked, None where nobody can be asked at
    the moment; `again`: it waited already."""

    facts: ApprovalFacts
    approver: PersonId | None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked(DealAnswer):
    """Told to the approver: a give waits for them. `instead_of` was asked before and did not answer."""

    facts: ApprovalFacts
    instead_of: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDecided(DealAnswer):
    """What became of a give that waited. `for_author`: the reader made it, else they decided; `may_undo` that the
    decision can be taken back for a while."""

    facts: ApprovalFacts
    for_author: bool
    may_undo: bool = False

    @property
    def state(self) -> ApprovalState:
        """What became of it."""
        return self.facts.approval.state


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalReopened(DealAnswer):
    """A decision was taken back, so that the give waits again."""

    facts: ApprovalFacts
    for_author: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsShown(Answer):
    """Which gives wait in this workspace, and those that wait for the reader's yes or for somebody else's."""

    rules: ApprovalRules
    is_admin: bool
    to_decide: tuple[ApprovalFacts, ...]
    mine: tuple[ApprovalFacts, ...]
    is_approver: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRulesSettable:
    """What an admin set so far, for the form."""

    rules: ApprovalRules


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRulesSaved(Answer):
    """What holds from now on. `asked` were named to approve and said nothing yet."""

    shows_names: ClassVar[bool] = True
    rules: ApprovalRules
    asked: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproverAsked(Answer):
    """The one message to somebody who was named to approve gives: whether they will."""

    shows_names: ClassVar[bool] = True
    rules: ApprovalRules
    by: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproverAnswered(Answer):
    """What they said."""

    agreed: bool
    rules: ApprovalRules
