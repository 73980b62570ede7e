from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.deals import Deal, Side
from bot.domain.issues import Issue
from bot.domain.plan_review import (
    ContradictionKind,
    TradeUse,
    build_matrix,
    find_return_worth,
    list_contradictions,
)
from bot.domain.plans import Alternative, Anchor, IssuePlan, Plan, PlannedGive, TermLevel
from bot.domain.walkaway import find_break_even
from bot.domain.worth import Figure, Size
from tests.domain.ledgers import MONDAY, deal


def eur(amount: int) -> Figure:
    return Figure(amount=Decimal(amount))


def level(number: int) -> TermLevel:
    return TermLevel(text=str(number), number=Decimal(number))


def alternative(comes_to: int, later: int | None = None) -> Alternative:
    later_costs = None if later is None else eur(later)
    return Alternative(what="another way", comes_to=eur(comes_to), later_costs=later_costs)


def kinds(plan: Plan, of: Deal, price_issue: int | None = None) -> list[ContradictionKind]:
    found = list_contradictions(plan, of, MONDAY, price_issue=price_issue)
    return [contradiction.kind for contradiction in found]


@pytest.mark.parametrize(
    ("side", "comes_to", "its_costs", "our_costs", "expected"),
    [
        (Side.SELLING, 200, 5, 20, 215),
        (Side.SELLING, 200, None, None, 200),
        (Side.SELLING, 200, 30, None, 170),
        (Side.BUYING, 200, 30, 10, 220),
        (Side.BUYING, 200, None, 20, 180),
        (Side.HIRING, 80, 5, None, 85),
        (Side.PARTNERING, 100, None, 10, 110),
    ],
)
def test_the_break_even_counts_later_costs_of_both_ways(
    side: Side, comes_to: int, its_costs: int | None, our_costs: int | None, expected: int
) -> None:
    costs = None if our_costs is None else eur(our_costs)
    plan = Plan(alternatives=(alternative(comes_to, its_costs),), later_costs=costs)
    found = find_break_even(plan, deal(side=side), MONDAY)
    assert found is not None
    assert found.amount == expected


def test_without_a_figure_there_is_no_break_even() -> None:
    plan = Plan(alternatives=(Alternative(what="wait"),), later_costs=eur(5))
    assert find_break_even(plan, deal(), MONDAY) is None


@pytest.mark.parametrize(
    ("side", "plan", "expected"),
    [
        (Side.SELLING, Plan(walk_away=eur(180), target=eur(230)), []),
        (
            Side.SELLING,
            Plan(walk_away=eur(250), target=eur(230)),
            [ContradictionKind.WALK_AWAY_PAST_TARGET],
        ),
        (Side.BUYING, Plan(walk_away=eur(250), target=eur(230)), []),
        (
            Side.BUYING,
            Plan(walk_away=eur(200), target=eur(230)),
            [ContradictionKind.WALK_AWAY_PAST_TARGET],
        ),
        (Side.SELLING, Plan(walk_away=eur(230), target=eur(230)), []),
        (
            Side.SELLING,
            Plan(alternatives=(alternative(200),), walk_away=eur(180), target=eur(230)),
            [ContradictionKind.ALTERNATIVE_PAST_WALK_AWAY],
        ),
        (
            Side.SELLING,
            Plan(alternatives=(alternative(240),), walk_away=eur(180), target=eur(230)),
            [ContradictionKind.ALTERNATIVE_PAST_TARGET],
        ),
        (
            Side.BUYING,
            Plan(alternatives=(alternative(210),), walk_away=eur(220), target=eur(190)),
            [ContradictionKind.ALTERNATIVE_PAST_WALK_AWAY],
        ),
        (
            Side.SELLING,
            Plan(target=eur(230), anchor=Anchor(opening=eur(220))),
            [ContradictionKind.OPENING_SHORT_OF_TARGET],
        ),
        (Side.BUYING, Plan(target=eur(230), anchor=Anchor(opening=eur(220))), []),
        (
            Side.SELLING,
            Plan(anchor=Anchor(opening=eur(220), range=Figure.between(Decimal(230), Decimal(260)))),
            [ContradictionKind.OPENING_OUTSIDE_RANGE],
        ),
    ],
)
def test_limits_that_do_not_fit_together_are_found(
    side: Side, plan: Plan, expected: list[ContradictionKind]
) -> None:
    assert kinds(plan, deal(side=side)) == expected


def test_the_walk_away_of_an_issue_is_compared_where_its_direction_is_known() -> None:
    plan = Plan(issues=(IssuePlan(issue="Term", walk_away=level(36), target=level(24)),))
    assert kinds(plan, deal()) == []
    more = Issue(name="term", unit="months", more_is_ours=True)
    less = Issue(name="term", unit="months", more_is_ours=False)
    known = {"more": _with_issue(more), "less": _with_issue(less)}
    assert kinds(plan, known["more"]) == [ContradictionKind.WALK_AWAY_PAST_TARGET]
    assert kinds(plan, known["less"]) == []


def _with_issue(issue: Issue) -> Deal:
    return replace(deal(), issues=(issue,))


def test_weights_are_summed_once_all_are_known() -> None:
    one = IssuePlan(issue="price", importance=Decimal(80))
    two = IssuePlan(issue="term", importance=Decimal(60))
    assert kinds(Plan(issues=(one, two)), deal()) == [ContradictionKind.WEIGHTS_DIFFER_FROM_100]
    assert kinds(Plan(issues=(one, two, IssuePlan(issue="scope"))), deal()) == []
    assert kinds(Plan(issues=(one,)), deal()) == []


def test_two_walk_aways_are_asked_about() -> None:
    plan = Plan(walk_away=eur(180), issues=(IssuePlan(issue="price", walk_away=level(190)),))
    assert kinds(plan, deal(), price_issue=0) == [ContradictionKind.TWO_WALK_AWAYS]
    assert kinds(plan, deal()) == []


def test_a_give_dearer_than_its_return_is_found() -> None:
    term = IssuePlan(issue="term", worth_to_us=eur(8))
    give = PlannedGive(what="5% off", size=eur(12), ask="24-month term")
    assert kinds(Plan(issues=(term,), gives=(give,)), deal()) == [
        ContradictionKind.GIVE_DEARER_THAN_RETURN
    ]
    assert find_return_worth(give, (term,)) == eur(8)
    assert find_return_worth(give, ()) is None
    assert kinds(Plan(gives=(give,)), deal()) == []


def test_the_matrix_says_where_to_give_and_where_to_ask() -> None:
    def issue(name: str, ours: int | None, theirs: int | None) -> IssuePlan:
        importance = None if ours is None else Decimal(ours)
        their_weight = None if theirs is None else Decimal(theirs)
        return IssuePlan(issue=name, importance=importance, theirs=their_weight)

    plan = Plan(
        issues=(
            issue("price", 60, 60),
            issue("term", 30, 5),
            issue("payment", 5, 30),
            issue("logo", 5, 5),
            issue("scope", None, 40),
            issue("support", 40, 0),
        )
    )
    assert [row.use for row in build_matrix(plan, deal())] == [
        TradeUse.PART_FOR_PART,
        TradeUse.ASK_HERE,
        TradeUse.GIVE_HERE,
        TradeUse.SMALL_CHANGE,
        None,
        TradeUse.ASK_HERE,
    ]
    alone = Plan(issues=(issue("price", 60, 60),))
    assert [row.use for row in build_matrix(alone, deal())] == [None]


def test_worths_weigh_where_no_importance_is_given() -> None:
    cheap = IssuePlan(issue="training", worth_to_us=eur(2), worth_to_them=eur(9))
    dear = IssuePlan(issue="term", worth_to_us=eur(20), worth_to_them=eur(3))
    sized = IssuePlan(issue="logo", worth_to_us=Size.S)
    uses = [row.use for row in build_matrix(Plan(issues=(cheap, dear, sized)), deal())]
    assert uses == [TradeUse.GIVE_HERE, TradeUse.ASK_HERE, None]


def test_weights_that_the_coach_set_need_not_come_to_100() -> None:
    weights = (Decimal(60), Decimal(20), Decimal(20), Decimal(20))
    issues = tuple(IssuePlan(issue=str(no), importance=each) for no, each in enumerate(weights))
    assert kinds(Plan(issues=issues), deal()) == []
