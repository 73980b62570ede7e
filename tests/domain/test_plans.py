from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.content.libraries import parse_library
from bot.domain.deals import Side
from bot.domain.ids import THEM, US, OfferNo, PartyId, PersonId
from bot.domain.issues import Bundle, Issue
from bot.domain.offers import Offer, OfferState
from bot.domain.planned import PlannedGiveState, measure_room_used, track_planned_gives
from bot.domain.plans import (
    Alternative,
    Anchor,
    Benchmark,
    IssuePlan,
    Plan,
    PlannedGive,
    PlanStep,
    Stakeholder,
    StakeholderPart,
    TermLevel,
)
from bot.domain.readiness import PlanGap, list_plan_gaps
from bot.domain.tradeables import find_proposal, propose_asks
from bot.domain.walkaway import (
    LimitComparison,
    Stand,
    WalkawayLimit,
    compare_levels,
    compare_with_limits,
    find_deal_amount,
)
from bot.domain.worth import Figure
from bot.language.wordings import WORDINGS
from tests.domain.ledgers import MONDAY, day, deal, table

NET_60 = PlannedGive(what="net 60", ask="case study")
TRAINING = PlannedGive(what="workshop", not_before=day(10))
DISCOUNT = PlannedGive(what="5% off")


def figure(amount: int | str) -> Figure:
    return Figure(amount=Decimal(amount))


def level(text: str) -> TermLevel:
    return TermLevel(text=text, number=Decimal(text))


def gaps(plan: Plan, step: PlanStep, side: Side = Side.SELLING) -> set[PlanGap]:
    return {
        gap for state in list_plan_gaps(plan, side) if state.step is step for gap in state.missing
    }


def test_an_empty_plan_lacks_something_in_every_step() -> None:
    assert [state.is_complete for state in list_plan_gaps(Plan(), Side.SELLING)] == [False] * 7


def test_a_plan_that_says_all_lacks_nothing() -> None:
    plan = Plan(
        alternatives=(Alternative(what="wait", comes_to=figure(0)),),
        walk_away=figure(80),
        target=figure(100),
        later_costs=figure(0),
        hint="we must keep the team",
        issues=(
            IssuePlan(issue="price", importance=Decimal(0)),
            IssuePlan(issue="term", importance=Decimal(9)),
        ),
        people=(
            Stakeholder(role="CFO", part=StakeholderPart.DECIDES),
            Stakeholder(role="operations", part=StakeholderPart.DAY_TWO),
        ),
        anchor=Anchor(opening=figure(120), rationale="quality", range_known=False),
        evidence=(Benchmark(issue="price", likely="95", source="quotes"),),
        gives=(NET_60,),
        take_home="a saving to show",
        questions=("who signs?",),
    )
    assert all(state.is_complete for state in list_plan_gaps(plan, Side.SELLING))
    assert gaps(plan, PlanStep.ANCHOR, Side.HIRING) == {PlanGap.PAY_RANGE}


def test_each_gap_is_named() -> None:
    assert gaps(Plan(alternatives=(Alternative(what="wait"),)), PlanStep.LIMITS) >= {
        PlanGap.ALTERNATIVE_FIGURE
    }
    assert gaps(Plan(issues=(IssuePlan(issue="price"),)), PlanStep.ISSUES) == {
        PlanGap.SECOND_ISSUE,
        PlanGap.IMPORTANCE,
    }
    assert gaps(
        Plan(people=(Stakeholder(role="CFO", part=StakeholderPart.DECIDES),)), PlanStep.PEOPLE
    ) == {PlanGap.DAY_TWO}
    assert gaps(Plan(evidence=(Benchmark(issue="price", best="1"),)), PlanStep.EVIDENCE) == {
        PlanGap.SOURCE
    }
    assert gaps(Plan(gives=(NET_60, DISCOUNT)), PlanStep.GIVES) == {PlanGap.ASK_FOR_GIVE}
    assert gaps(Plan(), PlanStep.ANCHOR, Side.HIRING) == {PlanGap.PAY_RANGE, PlanGap.REASON}


def stages(planned: tuple[PlannedGive, ...], lines: str, today: date = MONDAY) -> list[str]:
    moves = table(lines).ledger.moves.values()
    return [
        row.stage + " early" * row.early + " out" * row.out_of_order
        for row in track_planned_gives(planned, moves, today).rows
    ]


def test_planned_gives_come_in_their_order() -> None:
    planned = (NET_60, TRAINING, DISCOUNT)
    assert stages(planned, "R1 logo day 0") == ["next", "later", "later"]
    assert stages(planned, "G1 net 60 c3 day 0") == ["made", "waits", "later"]
    assert stages(planned, "G1 net 60 c3 day 0", day(10)) == ["made", "next", "later"]
    assert stages(planned, "G1 5% off c3 day 0") == ["next", "later", "made out"]
    assert stages(planned, "G1 workshop c3 day 2") == ["next", "made early out", "later"]


@pytest.mark.parametrize("state", ["draft", "void", "lapsed"])
def test_a_give_that_was_not_made_answers_nothing(state: str) -> None:
    assert stages((NET_60,), f"G1 net 60 c3 day 0 {state}") == ["next"]


def test_a_give_answers_one_planned_give_and_others_are_unplanned() -> None:
    twice = (NET_60, NET_60)
    assert stages(twice, "G1 net 60 c3 day 0") == ["made", "next"]
    found = track_planned_gives(
        twice, table("G1 net 60 c3 day 0\nG2 a boat c9 day 1").ledger.moves.values(), MONDAY
    )
    assert [move.what for move in found.unplanned] == ["a boat"]
    assert found.next_row is not None
    assert (found.next_row.at, found.next_row.stage) == (1, PlannedGiveState.NEXT)


def offer(no: int, values: Bundle, by: str = US, state: OfferState = OfferState.OPEN) -> Offer:
    return Offer(
        no=OfferNo(no),
        by=PartyId(by),
        values=values,
        stated=frozenset(values),
        on=MONDAY,
        at=deal().opened_at,
        person=PersonId("U1"),
        state=state,
    )


PRICE = IssuePlan(issue="price", walk_away=level("80"), target=level("110"))


def test_room_used_is_the_way_from_the_first_value_to_the_walk_away() -> None:
    offers = [
        offer(1, {"Price": Decimal(120)}),
        offer(2, {"price": Decimal(50)}, THEM),
        offer(3, {"Price": Decimal(100)}),
    ]
    (room,) = measure_room_used(Plan(issues=(PRICE,)), offers)
    assert (room.first, room.now, room.share) == (Decimal(120), Decimal(100), Decimal("0.5"))
    void = [*offers, offer(4, {"Price": Decimal(80)}, state=OfferState.VOID)]
    assert measure_room_used(Plan(issues=(PRICE,)), void) == (room,)


def test_room_is_unknown_without_a_number_on_both_ends() -> None:
    at_once = [offer(1, {"price": Decimal(80)})]
    assert measure_room_used(Plan(issues=(PRICE,)), at_once) == ()
    assert measure_room_used(Plan(issues=(PRICE,)), [offer(1, {"price": "list"})]) == ()
    assert (
        measure_room_used(
            Plan(issues=(replace(PRICE, walk_away=TermLevel(text="low")),)),
            [offer(1, {"price": Decimal(9)})],
        )
        == ()
    )


LIMITS = Plan(
    walk_away=figure(80),
    target=figure(110),
    later_costs=figure(10),
    alternatives=(
        Alternative(what="Globex", comes_to=figure(100), later_costs=figure(15)),
        Alternative(what="nothing", comes_to=figure(60)),
    ),
)


def test_a_figure_is_compared_with_walk_away_best_alternative_and_target() -> None:
    assert compare_with_limits(LIMITS, Decimal(90), deal(), MONDAY) == (
        LimitComparison(limit=WalkawayLimit.WALK_AWAY, stand=Stand.BETTER),
        LimitComparison(
            limit=WalkawayLimit.ALTERNATIVE,
            stand=Stand.WORSE,
            gap=Decimal(5),
            what="Globex",
            later=True,
        ),
        LimitComparison(limit=WalkawayLimit.TARGET, stand=Stand.WORSE, gap=Decimal(20)),
    )


def test_who_pays_wants_less_and_adds_what_comes_later() -> None:
    walk_away, alternative, target = compare_with_limits(
        LIMITS, Decimal(50), deal(side=Side.BUYING), MONDAY
    )
    assert (walk_away.stand, target.stand) == (Stand.BETTER, Stand.BETTER)
    assert (alternative.what, alternative.stand, alternative.gap) == (
        "nothing",
        Stand.SAME,
        Decimal(0),
    )


@pytest.mark.parametrize(
    ("amount", "stand"), [(79, Stand.WORSE), (80, Stand.SAME), (81, Stand.BETTER)]
)
def test_the_walk_away_itself_is_neither_better_nor_worse(amount: int, stand: Stand) -> None:
    (only,) = compare_with_limits(Plan(walk_away=figure(80)), Decimal(amount), deal(), MONDAY)
    assert (only.stand, only.gap) == (stand, None)


def test_limits_in_a_currency_without_a_rate_are_left_out() -> None:
    dollars = Figure(amount=Decimal(80), unit="USD")
    assert (
        compare_with_limits(Plan(walk_away=dollars, target=dollars), Decimal(90), deal(), MONDAY)
        == ()
    )


def test_an_alternative_that_brings_nothing_still_counts() -> None:
    plan = Plan(alternatives=(Alternative(what="no deal", comes_to=figure(0)),))
    (only,) = compare_with_limits(plan, Decimal(5), deal(), MONDAY)
    assert (only.stand, only.gap) == (Stand.BETTER, Decimal(5))


def test_an_offer_names_the_deals_figure_by_its_name_or_unit() -> None:
    assert find_deal_amount({"Price": Decimal(90), "term": Decimal(24)}, deal(), WORDINGS) == 90
    named = replace(deal(), issues=(Issue(name="fees", unit="EUR"),))
    assert find_deal_amount({"fees": Decimal(90), "term": Decimal(24)}, named, WORDINGS) == 90
    assert find_deal_amount({"price": Decimal(90), "fees": Decimal(9)}, named, WORDINGS) is None
    assert find_deal_amount({"price": "list"}, deal(), WORDINGS) is None


def test_levels_of_an_offer_are_weighed_in_the_issues_own_direction() -> None:
    payment = IssuePlan(issue="payment", target=level("30"), walk_away=level("60"))
    (price, days) = compare_levels(
        Plan(issues=(PRICE, payment)), {"price": Decimal(79), "Payment": Decimal(20)}, ()
    )
    assert (price.past_walk_away, price.reaches_target) == (True, False)
    assert (days.past_walk_away, days.reaches_target) == (False, True)


def test_a_level_without_a_direction_is_not_judged() -> None:
    only = Plan(issues=(IssuePlan(issue="term", walk_away=level("12")),))
    assert compare_levels(only, {"term": Decimal(6)}, ()) == ()
    (known,) = compare_levels(only, {"term": Decimal(6)}, (Issue(name="Term", more_is_ours=True),))
    assert known.past_walk_away


SELLING = parse_library(
    (Path(__file__).parents[2] / "templates" / "library" / "selling.toml").read_text("utf-8")
)
ASKING = Plan(
    gives=(replace(TRAINING, ask="two site visits"), NET_60, replace(DISCOUNT, ask="")), version=3
)


def asked(plan: Plan | None, lines: str, give: str | None = None) -> list[str]:
    return [p.what for p in propose_asks(table(lines, today=11).situation(give), SELLING, plan)]


def test_the_plan_asks_before_the_library_and_for_the_give_in_question_first() -> None:
    assert asked(ASKING, "G1 net 60 c12 day 11", "G1")[:2] == ["case study", "two site visits"]
    assert asked(ASKING, "")[:2] == ["two site visits", "case study"]
    assert asked(None, "G1 net 60 c12 day 11", "G1") == asked(Plan(), "G1 net 60 c12 day 11", "G1")


def test_what_was_asked_or_got_is_not_asked_by_the_plan_again() -> None:
    assert asked(ASKING, "A1 case study day 11")[0] == "two site visits"
    assert "two site visits" not in asked(ASKING, "R1 two site visits day 3")


def test_the_library_does_not_repeat_what_the_plan_asks() -> None:
    plan = Plan(gives=(replace(NET_60, ask="24 month term"),))
    assert asked(plan, "")[0] == "24 month term"
    assert "24-month term" not in asked(plan, "")


def test_issues_that_matter_to_us_and_little_to_them_come_first() -> None:
    ours = IssuePlan(issue="reference", importance=Decimal(100), theirs=Decimal(0))
    assert (
        propose_asks(table("").situation(), SELLING, Plan(issues=(ours,)))[0].issue == "references"
    )
    theirs = replace(ours, issue="term", importance=Decimal(0), theirs=Decimal(100))
    assert "24-month term" in asked(None, "")
    assert asked(Plan(issues=(theirs,)), "")[0] != "24-month term"


def test_a_proposal_of_the_plan_is_found_again_while_the_plan_is_the_same() -> None:
    situation = table("").situation()
    key = propose_asks(situation, SELLING, ASKING)[0].key
    found = find_proposal(key, situation, SELLING, ASKING)
    assert found is not None
    assert found.what == "two site visits"
    assert find_proposal(key, situation, SELLING, replace(ASKING, version=4)) is None
    assert find_proposal(key, situation, SELLING) is None
