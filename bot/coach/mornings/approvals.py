"""Lines about gives that wait for approval. Whoever approves need not take part in the deal, so these are found by
person and not by deal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coach.actors import Actor
from bot.coach.answers.mornings import ApprovalWaits, DueLine
from bot.coach.approval_lists import describe_approval, is_known_author, load_rules, may_decide
from bot.coach.mornings.context import MorningReader
from bot.coach.ports.store import UnitOfWork
from bot.domain.approvals import ApprovalRules, GiveApproval
from bot.domain.digests import About
from bot.domain.ids import DealId, MoveNo, TeamId
from bot.domain.mornings import Repeat
from bot.domain.moves import State


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingApprovals:
    """The gives of one workspace that wait, loaded for all of its readers."""

    rules: ApprovalRules
    approvals: Sequence[GiveApproval]

    def list_drafts(self, deal: DealId) -> frozenset[MoveNo]:
        """The drafts of a deal that wait: there is nothing to decide about them."""
        return frozenset(
            move.no
            for approval in self.approvals
            if approval.deal == deal
            for move in approval.change.before
            if move.state is State.DRAFT
        )


def load_waiting_approvals(work: UnitOfWork, team: TeamId) -> WaitingApprovals:
    """What waits in a workspace."""
    approvals = work.approvals.list_waiting(team)
    rules = load_rules(work, team) if approvals else ApprovalRules(team=team)
    return WaitingApprovals(rules=rules, approvals=approvals)


def find_approval_lines(
    work: UnitOfWork, waiting: WaitingApprovals, reader: MorningReader, today: date
) -> Iterator[DueLine]:
    """What waits for the reader's yes comes every morning until it is decided; what of theirs waits for somebody else's
    is told once for each who was asked, then weekly."""
    if not reader.said_yes:
        return
    actor = Actor(
        team=reader.team,
        person=reader.person,
        channel=None,
        today=today,
        locale=reader.known.locale,
    )
    for approval in waiting.approvals:
        is_mine = is_known_author(work, actor, approval)
        if not is_mine and not may_decide(work, actor, approval):
            continue
        deal = work.deals.find(reader.team, approval.deal)
        if deal is None or deal.is_closed:
            continue
        facts = describe_approval(work, actor, deal, approval)
        yield DueLine(
            about=About.APPROVAL,
            deal=deal,
            subject=f"approval:{approval.id}",
            stage=f"asked:{len(approval.asked)}" if is_mine else f"day:{today}",
            facts=ApprovalWaits(facts=facts, is_asked=not is_mine),
            day=approval.at.date(),
            binds=not is_mine,
            repeat=Repeat.WEEKLY,
        )
