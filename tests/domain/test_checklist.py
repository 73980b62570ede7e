from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.checklist import (
    CheckedPoint,
    ChecklistEvidence,
    CheckPoint,
    CheckState,
    check_deal,
)
from bot.domain.ids import US, OfferNo, PartyId, PersonId
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Alternative, Plan, Stakeholder, StakeholderPart
from bot.domain.rhythms import Exits, Measure, Rhythm, RiskEvent, TriggerResponse
from bot.domain.worth import Figure
from tests.domain.ledgers import table

LEDGER = table("G1 5% off c5")


def evidence(**changes: object) -> ChecklistEvidence:
    plain = ChecklistEvidence(
        deal=LEDGER.deal,
        ledger=LEDGER.ledger,
        today=LEDGER.today,
        offers=(),
        rhythm=Rhythm(),
        found=(),
        plan=None,
        may_plan=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # by name


def check(point: CheckPoint, **changes: object) -> CheckedPoint:
    return next(each for each in check_deal(evidence(**changes)) if each.point is point)


def figure(amount: int) -> Figure:
    return Figure(amount=Decimal(amount))


def menu(rhythm: str = "", state: OfferState = OfferState.OPEN) -> Offer:
    return Offer(
        no=OfferNo(1),
        by=PartyId(US),
        values={"price": Decimal(100)},
        stated=frozenset({"price"}),
        alternatives=({"price": Decimal(95)},),
        on=LEDGER.today,
        at=LEDGER.deal.opened_at,
        person=PersonId("U1"),
        state=state,
        rhythm=rhythm,
    )


FULL = Plan(
    alternatives=(Alternative(what="wait", comes_to=figure(80)),),
    walk_away=figure(90),
    later_costs=figure(5),
    people=(Stakeholder(role="CFO", part=StakeholderPart.DECIDES, incentives="a saving"),),
)


@pytest.mark.parametrize(
    ("plan", "state"),
    [
        (FULL, CheckState.YES),
        (replace(FULL, later_costs=None), CheckState.NOT_YET),
        (replace(FULL, walk_away=None), CheckState.NOT_YET),
        (None, CheckState.NOT_YET),
    ],
)
def test_limits_count_once_all_have_figures(plan: Plan | None, state: CheckState) -> None:
    assert check(CheckPoint.LIMITS, plan=plan).state is state


@pytest.mark.parametrize("point", [CheckPoint.LIMITS, CheckPoint.PEOPLE, CheckPoint.CRITERIA])
def test_who_sees_no_plan_learns_nothing_of_one(point: CheckPoint) -> None:
    assert check(point, may_plan=False).state is CheckState.UNCLEAR


@pytest.mark.parametrize(
    ("offer", "state", "count"),
    [
        (menu("each quarter, Dana and Lee"), CheckState.YES, 1),
        (menu(), CheckState.NOT_YET, 1),
        (menu("each quarter", OfferState.WITHDRAWN), CheckState.NOT_YET, 0),
    ],
)
def test_equal_offers_count_with_a_rhythm(offer: Offer, state: CheckState, count: int) -> None:
    found = check(CheckPoint.EQUAL_OFFERS, offers=(offer,))
    assert (found.state, found.count) == (state, count)


@pytest.mark.parametrize(
    ("rhythm", "point", "state"),
    [
        (Rhythm(exits=Exits(pause="two missed")), CheckPoint.EXITS, CheckState.YES),
        (Rhythm(exits=Exits(stop_loss="3 m")), CheckPoint.EXITS, CheckState.NOT_YET),
        (
            Rhythm(
                measures=(
                    Measure(name="uptime", threshold=Decimal(99), response=TriggerResponse.REOPEN),
                )
            ),
            CheckPoint.EXITS,
            CheckState.YES,
        ),
        (
            Rhythm(risks=(RiskEvent(when="a", then="b", days=5),)),
            CheckPoint.HARMONY,
            CheckState.YES,
        ),
        (Rhythm(), CheckPoint.HARMONY, CheckState.NOT_YET),
        (Rhythm(), CheckPoint.HIDDEN_RENEWALS, CheckState.UNCLEAR),
        (
            Rhythm(renewal=date(2027, 1, 1)),
            CheckPoint.HIDDEN_RENEWALS,
            CheckState.NOT_YET,
        ),
        (
            Rhythm(renewal=date(2027, 1, 1), notice=date(2026, 10, 1)),
            CheckPoint.HIDDEN_RENEWALS,
            CheckState.YES,
        ),
    ],
)
def test_the_rhythm_tells_of_ways_out_renewal_and_risks(
    rhythm: Rhythm, point: CheckPoint, state: CheckState
) -> None:
    assert check(point, rhythm=rhythm).state is state


def test_an_open_give_stands_against_its_point_with_its_cost() -> None:
    found = check(CheckPoint.FREE_GIVES)
    assert (found.state, found.count, found.amount) == (CheckState.NOT_YET, 1, Decimal(5))


def test_every_point_is_judged_in_its_order() -> None:
    assert [each.point for each in check_deal(evidence())] == list(CheckPoint)
