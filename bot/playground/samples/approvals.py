"""Sample answers about gives that wait for approval."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bot.coach.answers.approvals import (
    ApprovalAsked,
    ApprovalDecided,
    ApprovalFacts,
    ApprovalReopened,
    ApprovalRulesSaved,
    ApprovalsShown,
    ApproverAnswered,
    ApproverAsked,
    GiveWaits,
)
from bot.coach.answers.base import Answer
from bot.domain.approvals import (
    ApprovalRules,
    ApprovalState,
    Approver,
    GiveApproval,
    GiveKind,
    LimitReason,
    OtherAmount,
)
from bot.domain.deals import Side
from bot.domain.ids import MoveNo, PersonId
from bot.domain.ledger import Verb
from bot.domain.ledger_changes import LedgerChange
from bot.domain.moves import State
from bot.playground.samples.acme import ANA, BEN, DEAL, NOON, TODAY, eur, sample_give

CHRIS, DANA = PersonId("U0CHRIS"), PersonId("U0DANA")
RULES = ApprovalRules(
    team=DEAL.team, amount=eur(5_000), approvers=(Approver(person=CHRIS, agreed=True),), version=1
)
ALL_RULES = replace(
    RULES,
    share=Decimal("0.05"),
    unanswered=eur(20_000),
    kinds=frozenset(GiveKind),
    sides=frozenset({Side.SELLING, Side.HIRING}),
    spares_owners=True,
    others=tuple(
        OtherAmount(amount=eur(amount), side=side)
        for side, amount in (*zip(Side, (5_000, 8_000, 2_000, 1_000), strict=True), (None, 500))
    ),
    approvers=(
        Approver(person=CHRIS),
        Approver(person=DANA, agreed=False),
        Approver(person=BEN, agreed=True),
    ),
)
OFF = ApprovalRules(team=DEAL.team)
GIVE = replace(
    sample_give(1, "5% off", eur(12_000), State.CONDITIONAL),
    condition="signed by 30 Nov",
    due=TODAY + timedelta(days=7),
)
GOODWILL = sample_give(2, "a training day", eur(900), State.GOODWILL)
BARE = sample_give(2, "net 60", None)
WAITING = GiveApproval(
    id="a1",
    deal=DEAL.id,
    person=ANA,
    at=NOON,
    change=LedgerChange(verb=Verb.RECORDED, moves=(GIVE,)),
    gives=(GIVE.no,),
    reasons=(LimitReason.AMOUNT,),
    last=MoveNo(0),
    lifecycle=DEAL.lifecycle,
    asked=(CHRIS,),
    asked_at=NOON,
)
SEVERAL = replace(
    WAITING,
    id="a2",
    change=LedgerChange(verb=Verb.IMPORTED, moves=(GIVE, GOODWILL, BARE)),
    gives=(MoveNo(1), MoveNo(2)),
    reasons=tuple(LimitReason),
)
FACTS = ApprovalFacts(
    deal=DEAL,
    approval=WAITING,
    rules=RULES,
    today=TODAY,
    cost=Decimal(12_000),
    unfigured=False,
    unanswered_before=Decimal(8_000),
    unanswered_after=Decimal(8_000),
)
NOBODY_ASKED = replace(FACTS, approval=replace(WAITING, asked=(), asked_at=None))
MANY = replace(
    FACTS,
    approval=SEVERAL,
    rules=ALL_RULES,
    cost=Decimal(12_900),
    unfigured=True,
    unanswered_after=Decimal(20_000),
)


def _decided(state: ApprovalState, *, for_author: bool, said: str = "") -> ApprovalDecided:
    by = CHRIS
    if state in (ApprovalState.WITHDRAWN, ApprovalState.SAID):
        by = ANA
    approval = WAITING.decided(state, by, NOON, said=said, seq=3)
    facts = replace(FACTS, approval=approval)
    may_undo = state in (ApprovalState.APPROVED, ApprovalState.DECLINED, ApprovalState.TRADE)
    return ApprovalDecided(deal=DEAL, facts=facts, for_author=for_author, may_undo=may_undo)


SAMPLES: list[tuple[str, Answer]] = [
    ("give waits for approval", GiveWaits(deal=DEAL, facts=FACTS, approver=CHRIS)),
    ("several gives wait for approval", GiveWaits(deal=DEAL, facts=MANY, approver=CHRIS)),
    ("give waits, nobody can be asked", GiveWaits(deal=DEAL, facts=FACTS, approver=None)),
    ("approval asked", ApprovalAsked(deal=DEAL, facts=FACTS)),
    ("approval of several asked", ApprovalAsked(deal=DEAL, facts=MANY, instead_of=DANA)),
    *(
        (
            f"{state.value} approval, told to {'the author' if for_author else 'the approver'}",
            _decided(state, for_author=for_author, said=said),
        )
        for state, said in (
            (ApprovalState.APPROVED, ""),
            (ApprovalState.DECLINED, "Not this quarter."),
            (ApprovalState.TRADE, "24-month term"),
            (ApprovalState.WITHDRAWN, ""),
            (ApprovalState.SAID, ""),
            (ApprovalState.LAPSED, ""),
            (ApprovalState.CHANGED, ""),
        )
        for for_author in (True, False)
    ),
    ("approval taken back", ApprovalReopened(deal=DEAL, facts=FACTS, for_author=False)),
    ("approval taken back, the author", ApprovalReopened(deal=DEAL, facts=FACTS, for_author=True)),
    (
        "approvals shown, none",
        ApprovalsShown(rules=OFF, is_admin=True, to_decide=(), mine=()),
    ),
    (
        "approvals shown",
        ApprovalsShown(
            rules=ALL_RULES, is_admin=False, to_decide=(FACTS,), mine=(MANY,), is_approver=True
        ),
    ),
    ("approval rules saved", ApprovalRulesSaved(rules=RULES, asked=(DANA,))),
    (
        "approval rules saved, nobody agreed yet",
        ApprovalRulesSaved(
            rules=replace(ALL_RULES, approvers=(Approver(person=CHRIS),)), asked=(CHRIS,)
        ),
    ),
    ("approval rules saved, none", ApprovalRulesSaved(rules=OFF, asked=())),
    ("approver asked", ApproverAsked(rules=RULES, by=BEN)),
    ("approver agreed", ApproverAnswered(agreed=True, rules=RULES)),
    ("approver declined", ApproverAnswered(agreed=False, rules=RULES)),
]
