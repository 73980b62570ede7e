"""Gives that wait for approval, and the rules, as the first release with approvals stored them."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.approvals import (
    ApprovalRules,
    Approver,
    GiveApproval,
    GiveKind,
    LimitReason,
    OtherAmount,
)
from bot.domain.deals import Lifecycle, Side
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.ledger_changes import LedgerChange
from bot.domain.worth import Figure
from bot.store.approvals import APPROVAL, RULES
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, give

RULES_BODY = (
    '{"v":1,"body":{"amount":{"amount":"5000","unit":"EUR"},"share":"0.05","kinds":["goodwill"],'
    '"sides":["selling"],"spares_owners":true,"approvers":[{"person":"U2","agreed":true},{"person":"U1"}]}}'
)
SET = ApprovalRules(
    team=TEAM,
    amount=Figure(amount=Decimal(5000), unit="EUR"),
    share=Decimal("0.05"),
    kinds=frozenset({GiveKind.GOODWILL}),
    sides=frozenset({Side.SELLING}),
    spares_owners=True,
    approvers=(Approver(person=BEN, agreed=True), Approver(person=ANA)),
    version=3,
)
WAITING = GiveApproval(
    id="a1",
    deal=ACME,
    person=ANA,
    at=NOW,
    change=LedgerChange(verb=Verb.RECORDED, moves=(give(),)),
    gives=(MoveNo(1),),
    reasons=(LimitReason.AMOUNT,),
    last=MoveNo(0),
    lifecycle=Lifecycle(name="Acme renewal"),
)
WAITING_BODY = (
    '{"v":1,"body":{"change":{"verb":"recorded","moves":[{"no":1,"kind":"give","what":"5% off","stat'
    'e":"firm","on":"2026-11-23","at":"2026-11-23T09:00:00.000000+00:00","person":"U1","frm":"us","t'
    'o":"them","cost":{"amount":"12000","unit":"EUR"}}]},"gives":[1],"reasons":["amount"],"last":0,"'
    'lifecycle":{"name":"Acme renewal"}}}'
)


def test_rules_are_read_as_they_were_written() -> None:
    row = RULES.dump(SET)
    assert row["body"] == RULES_BODY, "whoever changes this stores another version"
    stored = row | {"body": RULES_BODY}
    assert RULES.load(tuple(stored[column.name] for column in RULES.columns)) == SET


def test_other_amounts_stand_beside_what_was_stored_before() -> None:
    others = (
        OtherAmount(amount=Figure(amount=Decimal(9000), unit="EUR"), side=Side.BUYING),
        OtherAmount(amount=Figure(amount=Decimal(500), unit="EUR")),
    )
    row = RULES.dump(replace(SET, others=others))
    assert row["body"] == RULES_BODY.replace(
        '{"person":"U1"}]',
        '{"person":"U1"}],"others":[{"amount":{"amount":"9000","unit":"EUR"},"side":"buying"},'
        '{"amount":{"amount":"500","unit":"EUR"}}]',
    )
    stored = tuple(row[column.name] for column in RULES.columns)
    assert RULES.load(stored) == replace(SET, others=others)


def test_a_give_that_waits_is_read_as_it_was_written() -> None:
    row = APPROVAL.dump(WAITING)
    assert row["body"] == WAITING_BODY, "whoever changes this stores another version"
    stored = row | {"body": WAITING_BODY}
    assert APPROVAL.load(tuple(stored[column.name] for column in APPROVAL.columns)) == WAITING
