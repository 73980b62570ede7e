"""The gate that every change of a ledger goes through: a give above what an admin set waits for somebody's yes, by
whichever door it came."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.answers.approvals import ApprovalAsked, ApprovalFacts, GiveWaits
from bot.coach.hours import load_preferences
from bot.coach.notices import post_notice
from bot.coach.ports.store import UnitOfWork
from bot.coach.services import Services
from bot.domain.approvals import (
    ApprovalRules,
    ApprovalState,
    ApproverPresence,
    GiveApproval,
    GiveWeight,
    LimitReason,
    choose_approver,
    find_limit_reasons,
    find_new_gives,
    sum_costs,
)
from bot.domain.deals import Deal, Role
from bot.domain.ids import MoveNo
from bot.domain.ledger_changes import LedgerChange
from bot.domain.moves import Kind, Move, State
from bot.language.wordings import WORDINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedChange:
    """A change that somebody is about to write into a deal. `unanswered` says what is given there with nothing back,
    now and after a change; `last` is the deal's last move."""

    by: Actor
    deal: Deal
    role: Role
    change: LedgerChange
    last: MoveNo
    unanswered: Callable[[LedgerChange], tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldChange:
    """Why a proposed change has to wait: the gives in it, and what they come to."""

    rules: ApprovalRules
    gives: tuple[Move, ...]
    reasons: tuple[LimitReason, ...]
    cost: Decimal
    unfigured: bool
    unanswered_before: Decimal
    unanswered_after: Decimal


def weigh_change(work: UnitOfWork, proposed: ProposedChange) -> HeldChange | None:
    """Whether the change has to wait; None where it may be written."""
    deal = proposed.deal
    gives = find_new_gives(proposed.change, deal.yardstick)
    if not gives or deal.sample:
        return None
    rules = work.approvals.find_rules(deal.team)
    if rules is None or not rules.is_on or not rules.hold_for(deal.side, proposed.role):
        return None
    rules = rules.for_gives_of(deal.side, proposed.role)
    cost, unfigured = sum_costs(gives, deal)
    before, after = proposed.unanswered(count_drafts_as_said(proposed.change))
    weight = GiveWeight(
        cost=cost, has_unfigured=unfigured, unanswered=after, raises_unanswered=after > before
    )
    reasons = find_limit_reasons(rules, gives, weight, deal, proposed.by.today, _is_on_price)
    if not reasons:
        return None
    return HeldChange(
        rules=rules,
        gives=gives,
        reasons=reasons,
        cost=cost,
        unfigured=unfigured,
        unanswered_before=before,
        unanswered_after=after,
    )


def may_come_back(work: UnitOfWork, deal: Deal, held: HeldChange) -> bool:
    """Whether an undo may bring the gives back. They counted before, each by itself; only what is unanswered may have
    grown above its limit meanwhile, and even then whoever said yes to a give said it to this one."""
    if LimitReason.UNANSWERED not in held.reasons:
        return True
    approved: set[MoveNo] = set()
    for approval in work.approvals.list_in_deal(deal.team, deal.id):
        if approval.state in (ApprovalState.APPROVED, ApprovalState.SAID):
            approved.update(approval.gives)
    return all(give.no in approved for give in held.gives)


def _is_on_price(give: Move) -> bool:
    return WORDINGS.mentions_price(give.issue) if give.issue else WORDINGS.moves_price(give.what)


def count_drafts_as_said(change: LedgerChange) -> LedgerChange:
    """The change as it stands once it is approved: gives that an offer of ours keeps as drafts are said with it."""
    if not any(offer.ours for offer in change.offers):
        return change
    moves = tuple(
        replace(move, state=State.FIRM)
        if move.kind is Kind.GIVE and move.state is State.DRAFT
        else move
        for move in change.moves
    )
    return replace(change, moves=moves)


def keep_waiting(
    services: Services, work: UnitOfWork, proposed: ProposedChange, held: HeldChange, key: str
) -> GiveWaits:
    """Stores a change that has to wait, and asks whoever approves it. What waited for the same draft no longer does."""
    by, deal, now = proposed.by, proposed.deal, services.clock.now()
    replaced = withdraw_same_moves(services, work, by, deal, proposed.change)
    approval = GiveApproval(
        id=uuid4().hex,
        deal=deal.id,
        person=by.person,
        at=now,
        change=proposed.change,
        gives=tuple(move.no for move in held.gives),
        reasons=held.reasons,
        last=proposed.last,
        lifecycle=deal.lifecycle,
        key=key,
    )
    facts = ApprovalFacts(
        deal=deal,
        approval=approval,
        rules=held.rules,
        today=by.today,
        cost=held.cost,
        unfigured=held.unfigured,
        unanswered_before=held.unanswered_before,
        unanswered_after=held.unanswered_after,
    )
    facts = ask_next_approver(services, work, facts)
    work.approvals.save(deal.team, facts.approval)
    asked = facts.approval.asked
    return GiveWaits(
        deal=deal, facts=facts, approver=asked[-1] if asked else None, again=bool(replaced)
    )


def withdraw_same_moves(
    services: Services, work: UnitOfWork, by: Actor, deal: Deal, change: LedgerChange
) -> Sequence[GiveApproval]:
    """Ends what waits about moves that the change is about too: they say something else from now on."""
    numbers = {move.no for move in change.before if move.kind is Kind.GIVE}
    ended = []
    if not numbers:
        return ()
    for waiting in work.approvals.list_waiting_in_deal(deal.team, deal.id):
        if numbers.isdisjoint(move.no for move in waiting.change.before):
            continue
        now = services.clock.now()
        work.approvals.save(deal.team, waiting.decided(ApprovalState.WITHDRAWN, by.person, now))
        ended.append(waiting)
    return ended


def ask_next_approver(
    services: Services, work: UnitOfWork, facts: ApprovalFacts, *, instead: bool = False
) -> ApprovalFacts:
    """Asks the next of the approvers who can be asked; unchanged where there is none. `instead`: the last one was asked
    and did not answer."""
    approval, deal = facts.approval, facts.deal
    presences = load_presences(services, work, facts.rules, deal)
    person = choose_approver(presences, approval.person, approval.asked)
    if person is None:
        return facts
    before = approval.asked[-1] if instead and approval.asked else None
    asked = replace(approval, asked=(*approval.asked, person), asked_at=services.clock.now())
    facts = replace(facts, approval=asked)
    told = ApprovalAsked(deal=deal, facts=facts, instead_of=before)
    post_notice(services, work, deal, person, told, f"approval:{approval.id}:{approval.version}")
    return facts


def load_presences(
    services: Services, work: UnitOfWork, rules: ApprovalRules, deal: Deal
) -> list[ApproverPresence]:
    """Whether each of the approvers can be asked about the deal today, in their order."""
    known = work.people.find_many(deal.team, list(rules.agreed))
    found = []
    for person in rules.agreed:
        who = known.get(person)
        preferences = load_preferences(work, deal.team, person)
        zone = who.zone if who is not None else "UTC"
        today = services.calendar.local(services.clock.now(), zone).date()
        found.append(
            ApproverPresence(
                person=person,
                is_member=who is not None and who.member,
                is_away=preferences is not None and preferences.is_away(today),
                is_kept_out=work.roles.find(deal.team, deal.id, person) is Role.NOBODY,
            )
        )
    return found
