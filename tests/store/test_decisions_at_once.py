"""Two people who decide about the same at the same moment, on either database: one decision stands."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from time import sleep

import pytest

from bot.coach.actors import Actor
from bot.coach.answers import RefusalReason
from bot.coach.answers.approvals import ApprovalDecided
from bot.coach.approvals import approve, decline, log_as_said, withdraw
from bot.coach.ports.store import Store
from bot.coach.records import Person
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.approvals import (
    ApprovalRules,
    ApprovalState,
    Approver,
    GiveApproval,
    GiveKind,
    LimitReason,
)
from bot.domain.deals import Role
from bot.domain.ids import MoveNo, PersonId
from bot.domain.ledger import Entry, Verb
from bot.domain.ledger_changes import LedgerChange
from bot.domain.totals import Totals
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, TODAY, acme, give
from tests.store.test_sums import services_of_nobody

CHRIS = PersonId("U3")
A1 = "approval-1"
WAITS_FOR_THE_LOCK = 0.5
"""Seconds until both are sure to have read what waits, and to wait for the deal."""

Decide = Callable[[Services], ApprovalDecided]


def by(person: PersonId) -> Actor:
    return Actor(team=TEAM, person=person, channel=None, today=TODAY)


DECISIONS: dict[str, tuple[Decide, Decide]] = {
    "two say yes": (
        lambda services: approve(by(BEN), A1, services=services),
        lambda services: approve(by(CHRIS), A1, services=services),
    ),
    "a yes and a no": (
        lambda services: approve(by(BEN), A1, services=services),
        lambda services: decline(by(CHRIS), A1, "", trade=False, services=services),
    ),
    "a yes and its author, who takes it back": (
        lambda services: approve(by(BEN), A1, services=services),
        lambda services: withdraw(by(ANA), A1, services=services),
    ),
    "a yes and its author, who said it already": (
        lambda services: approve(by(BEN), A1, services=services),
        lambda services: log_as_said(by(ANA), A1, services=services),
    ),
}


def put_give_on_hold(store: Store) -> None:
    """A deal of Ana's with a give that Ben and Chris were both asked about."""
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)
        opened = Entry(seq=1, at=NOW, person=ANA, verb=Verb.OPENED)
        work.ledger.append_entry(acme(), opened, Totals())
        work.roles.save(TEAM, ACME, ANA, Role.OWNER)
        for person in (ANA, BEN, CHRIS):
            work.people.save(Person(team=TEAM, id=person, name=person, member=True, seen=NOW))
        approvers = (Approver(person=BEN, agreed=True), Approver(person=CHRIS, agreed=True))
        rules = ApprovalRules(
            team=TEAM, kinds=frozenset({GiveKind.PRICE}), approvers=approvers, version=1
        )
        work.approvals.save_rules(rules)
        waiting = GiveApproval(
            id=A1,
            deal=ACME,
            person=ANA,
            at=NOW,
            change=LedgerChange(verb=Verb.RECORDED, moves=(give(1),)),
            gives=(MoveNo(1),),
            reasons=(LimitReason.PRICE,),
            last=MoveNo(0),
            lifecycle=acme().lifecycle,
            asked=(BEN, CHRIS),
        )
        work.approvals.save(TEAM, waiting)


def say_what_came(deciding: "Future[ApprovalDecided]") -> str:
    try:
        return str(deciding.result().facts.approval.state)
    except Refused as refused:
        return str(refused.answer.why)


@pytest.mark.parametrize("decisions", DECISIONS.values(), ids=DECISIONS)
def test_of_two_decisions_at_once_one_stands_and_the_other_hears_that_it_is_settled(
    store: Store, decisions: tuple[Decide, Decide]
) -> None:
    services = replace(services_of_nobody(), store=store)
    put_give_on_hold(store)
    with ThreadPoolExecutor(2) as two:
        with store.work() as work:
            # Both come while somebody else is writing in the deal, and go on at the same moment.
            work.deals.find(TEAM, ACME)
            deciding = [two.submit(decide, services) for decide in decisions]
            sleep(WAITS_FOR_THE_LOCK)
        came = sorted(say_what_came(each) for each in deciding)
    with store.reading() as work:
        approval = work.approvals.find(TEAM, A1)
        moves = work.ledger.load(TEAM, ACME).moves
    assert approval is not None
    assert came == sorted([approval.state, RefusalReason.SETTLED])
    is_recorded = approval.state in (ApprovalState.APPROVED, ApprovalState.SAID)
    assert len(moves) == (1 if is_recorded else 0)
