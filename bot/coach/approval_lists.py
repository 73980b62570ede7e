"""What waits for approval: what is told of it, and to whom."""

from collections.abc import Sequence

from bot.coach.actors import Actor
from bot.coach.answers.approvals import ApprovalFacts, GiveWaits
from bot.coach.approval_gate import count_drafts_as_said
from bot.coach.context import DealSession
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.approvals import ApprovalRules, GiveApproval, sum_costs
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, MoveNo, TeamId
from bot.domain.moves import Move, State


def load_rules(work: UnitOfWork, team: TeamId) -> ApprovalRules:
    """What an admin set; what holds by default, at version 0, where none did."""
    return work.approvals.find_rules(team) or ApprovalRules(team=team)


def describe_approval(
    work: UnitOfWork, actor: Actor, deal: Deal, approval: GiveApproval
) -> ApprovalFacts:
    """What is told of a give that waited or waits, as the deal stands now."""
    cost, unfigured = sum_costs(approval.moves, deal)
    now = work.ledger.load_totals(deal.team, deal.id).exposure
    # A give on a condition, and goodwill, add nothing to what is unanswered.
    author = work.roles.find(deal.team, deal.id, approval.person)
    firm = [move for move in count_drafts_as_said(approval.change).moves if _adds(move, approval)]
    return ApprovalFacts(
        deal=deal,
        approval=approval,
        rules=load_rules(work, deal.team).for_gives_of(deal.side, author),
        today=actor.today,
        cost=cost,
        unfigured=unfigured,
        unanswered_before=now,
        unanswered_after=now + sum_costs(firm, deal)[0],
    )


def _adds(move: Move, approval: GiveApproval) -> bool:
    tied = {tie.give for tie in approval.change.tied}
    return move.no in approval.gives and move.state is State.FIRM and move.no not in tied


def may_decide(work: UnitOfWork, actor: Actor, approval: GiveApproval) -> bool:
    """Whether somebody may say yes or no to a give: an approver of the workspace who agreed to be one and was asked,
    who was not taken out of its deal, and did not make it."""
    if approval.person == actor.person or actor.person not in approval.asked:
        return False
    if actor.person not in load_rules(work, actor.team).agreed:
        return False
    return work.roles.find(actor.team, approval.deal, actor.person) is not Role.NOBODY


def is_known_author(work: UnitOfWork, actor: Actor, approval: GiveApproval) -> bool:
    """Whether somebody made a give that waits, and was not taken out of its deal since."""
    if approval.person != actor.person:
        return False
    return work.roles.find(actor.team, approval.deal, actor.person) not in (None, Role.NOBODY)


def list_waiting_for(
    work: UnitOfWork, actor: Actor
) -> tuple[tuple[ApprovalFacts, ...], tuple[ApprovalFacts, ...]]:
    """What waits for the person's yes, and what of theirs waits for somebody else's, oldest first."""
    to_decide: list[ApprovalFacts] = []
    mine: list[ApprovalFacts] = []
    for approval in work.approvals.list_waiting(actor.team):
        is_mine = is_known_author(work, actor, approval)
        if not is_mine and not may_decide(work, actor, approval):
            continue
        deal = work.deals.find(actor.team, approval.deal)
        if deal is None or deal.is_closed:
            continue
        facts = describe_approval(work, actor, deal, approval)
        (mine if is_mine else to_decide).append(facts)
    return tuple(to_decide), tuple(mine)


def list_waiting_in_deal(
    session: DealSession,
) -> Sequence[ApprovalFacts]:
    """What waits in the open deal that the person may know of: their own, and what they may decide."""
    found = session.work.approvals.list_waiting_in_deal(session.by.team, session.deal.id)
    return tuple(
        describe_approval(session.work, session.by, session.deal, approval)
        for approval in found
        if approval.person == session.by.person or may_decide(session.work, session.by, approval)
    )


def find_by_key(actor: Actor, key: str, *, services: Services) -> GiveWaits | None:
    """What the person's request with that key made wait; None where it did not, or no longer waits."""
    with services.store.reading() as work:
        for approval in work.approvals.list_waiting(actor.team):
            deal = work.deals.find(actor.team, approval.deal)
            if approval.key != key or deal is None or not is_known_author(work, actor, approval):
                continue
            facts = describe_approval(work, actor, deal, approval)
            approver = approval.asked[-1] if approval.asked else None
            return GiveWaits(deal=deal, facts=facts, approver=approver)
    return None


def find_waiting_drafts(work: UnitOfWork, team: TeamId, deal: DealId) -> frozenset[MoveNo]:
    """The drafts of a deal that wait for approval: they do not lapse meanwhile, and nobody is asked about them."""
    return frozenset(
        move.no
        for approval in work.approvals.list_waiting_in_deal(team, deal)
        for move in approval.change.before
        if move.state is State.DRAFT
    )
