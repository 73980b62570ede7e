import inspect
import time
import timeit
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.cautions import Caution, Severity
from bot.domain.deals import Deal, Side
from bot.domain.ids import MoveNo
from bot.domain.issues import Issue
from bot.domain.moves import State
from bot.domain.plans import Benchmark, IssuePlan, Plan, PlannedGive, TermLevel
from bot.domain.policy import Policy
from bot.domain.rules import RULES, cautions_to_say, find_cautions
from bot.domain.rules.rule import Rule
from bot.domain.situation import Situation
from bot.domain.styles import Style, Unsuited
from bot.domain.worth import Figure
from tests.domain.ledgers import Table, day, deal, figures, offers, table


def found(t: Table, name: str | None = None) -> dict[str, Caution]:
    """What the rules find in a review, or when one move is about to count, by rule."""
    return {c.rule: c for c in find_cautions(t.situation(name))}


def first_spoken(cautions: list[Caution], policy: Policy) -> Caution | None:
    return next(cautions_to_say(cautions, policy), None)


def names(t: Table, caution: Caution) -> list[str]:
    return [t.name_of(no) for no in caution.moves]


class TestSecondInARow:
    def test_a_second_bare_give_in_a_row_is_pointed_out(self) -> None:
        t = table("G1 price c4 day 0\nG2 net 60 c3 day 1", today=1)
        caution = found(t, "G2")["second_in_a_row"]
        assert (caution.count, caution.severity, names(t, caution)) == (
            2,
            Severity.CAUTION,
            ["G2", "G1"],
        )
        assert figures(caution.amount, caution.share) == figures(3, Decimal("0.015"))

    def test_a_third_weighs_more(self) -> None:
        t = table("G1 a c4 day 0\nG2 b c3 day 1\nG3 c c2 day 1", today=1)
        assert found(t, "G3")["second_in_a_row"].severity is Severity.STRONG

    @pytest.mark.parametrize(
        "theirs", ["R1 term day 1", "A1 term day 0 declined 1", "A1 term day 0 granted 1"]
    )
    def test_any_move_of_theirs_in_between_starts_afresh(self, theirs: str) -> None:
        t = table(f"G1 a c4 day 0\n{theirs}\nG2 b c3 day 2", today=2)
        assert "second_in_a_row" not in found(t, "G2")

    @pytest.mark.parametrize("mark", ["if", "for A1", "goodwill review 9", "-> R1"])
    def test_a_give_with_a_return_a_condition_or_goodwill_is_never_one(self, mark: str) -> None:
        t = table(f"A1 x day 0\nR1 y day 0\nG1 a c4 day 1\nG2 b c3 day 2 {mark}", today=2)
        assert "second_in_a_row" not in found(t, "G2")

    @pytest.mark.parametrize("mark", ["if", "goodwill review 9", "draft", "void"])
    def test_such_a_give_before_does_not_make_the_next_one_second(self, mark: str) -> None:
        t = table(f"G1 a c4 day 1 {mark}\nG2 b c3 day 2", today=2)
        assert "second_in_a_row" not in found(t, "G2")

    def test_a_late_entry_from_before_their_last_move_is_not_in_the_present_run(self) -> None:
        t = table("G1 a c4 day 3\nR1 x day 2\nG2 b c3 day 1", today=3)
        assert "second_in_a_row" not in found(t, "G2")

    def test_a_review_tells_of_the_present_run_only(self) -> None:
        t = table("G1 a c4 day 0\nG2 b c3 day 1\nR1 x v7 day 2 -> G1 G2\nG3 c c2 day 3", today=3)
        assert "second_in_a_row" not in found(t)
        t = table("R1 x v7 day 0\nG1 a c4 day 1\nG2 b c3 day 1\nG3 c day 2", today=2)
        caution = found(t)["second_in_a_row"]
        assert (caution.count, caution.amount, names(t, caution)) == (
            3,
            Decimal(3),
            ["G3", "G2", "G1"],
        )


class TestOpenGive:
    def test_a_give_with_nothing_back_for_five_working_days_is_pointed_out(self) -> None:
        assert "open_give" not in found(table("G1 a c4 day 0", today=6))
        caution = found(table("G1 a c4 day 0", today=7))["open_give"]
        assert (caution.days, caution.count, caution.amount) == (5, 1, Decimal(4))

    def test_one_small_give_is_only_noted(self) -> None:
        assert found(table("G1 a c4 day 0"))["open_give"].severity is Severity.NOTE

    @pytest.mark.parametrize(
        "lines", ["G1 a c40 day 0", "G1 a c4 day 0\nR1 x day 1\nG2 b c4 day 2"]
    )
    def test_a_large_one_or_a_second_one_is_a_caution(self, lines: str) -> None:
        assert found(table(lines))["open_give"].severity is Severity.CAUTION

    def test_the_one_with_most_cost_and_days_comes_first(self) -> None:
        t = table("G1 a c1 day 0\nG2 b c50 day 2\nG3 c day 0")
        caution = found(t)["open_give"]
        assert (names(t, caution), caution.amount) == (["G2", "G1", "G3"], Decimal(51))

    def test_only_the_unanswered_share_counts(self) -> None:
        t = table("G1 a c10 day 0\nR1 x v8 day 1 -> G1")
        assert found(t)["open_give"].amount == Decimal(2)

    def test_a_give_without_a_figure_is_pointed_out_without_an_amount(self) -> None:
        caution = found(table("G1 onboarding day 0"))["open_give"]
        assert (caution.amount, caution.share) == (None, None)

    @pytest.mark.parametrize(
        "mark", ["c0", "c4 goodwill review 40", "c4 if", "c4 draft", "c4 void", "c4 lapsed"]
    )
    def test_what_costs_nothing_or_does_not_count_is_left_in_peace(self, mark: str) -> None:
        assert "open_give" not in found(table(f"G1 a {mark} day 0"))

    def test_the_age_of_a_conditional_give_runs_from_the_day_it_was_met(self) -> None:
        assert "open_give" not in found(table("G1 a c4 day 0 if met 28"))

    def test_the_one_just_matched_or_asked_a_return_for_is_left_in_peace(self) -> None:
        t = table("G1 a c4 day 0\nA1 term day 20 for G1\nR1 logo day 21 -> G1")
        assert "open_give" not in found(t, "A1")
        assert "open_give" not in found(t, "R1")


class TestDrip:
    def test_a_give_whose_return_is_asked_for_is_left_in_peace_until_the_asks_day(self) -> None:
        lines = "G1 a c4 day 0\nA1 term day 20 for G1 due 28\nG2 b c3 day 22 if"
        assert "open_give" not in found(table(lines, today=28), "G2")
        assert "open_give" in found(table(lines, today=30), "G2")

    def test_two_small_gives_within_two_weeks_are_a_drip(self) -> None:
        t = table("G1 a c6 day 0\nG2 b c4 day 13", today=13)
        caution = found(t)["drip"]
        assert (caution.count, caution.amount, caution.share) == (2, Decimal(10), Decimal("0.05"))
        assert found(t, "G2")["drip"] == caution

    @pytest.mark.parametrize(
        "lines",
        [
            "G1 a c6 day 0\nG2 b c4 day 14",
            "G1 a c11 day 0\nG2 b c4 day 3",
            "G1 a c0 day 0\nG2 b c4 day 3",
            "G1 a day 0\nG2 b c4 day 3",
            "G1 a c6 day 0\nR1 x v1 day 1 -> G1\nG2 b c4 day 3",
        ],
    )
    def test_far_apart_large_free_unfigured_or_matched_gives_are_not(self, lines: str) -> None:
        assert "drip" not in found(table(lines, today=14))
        assert "drip" not in found(table(lines, today=14), "G2")

    def test_nothing_is_small_in_a_deal_without_a_size(self) -> None:
        assert "drip" not in found(table("G1 a c6 day 0\nG2 b c4 day 3", of=deal(None)))


class TestTooMuchTooSoon:
    def test_more_than_a_tenth_before_the_first_get_in_two_weeks(self) -> None:
        t = table("G1 a c15 day 0\nG2 b c6 day 10", today=10)
        caution = found(t, "G2")["too_much_too_soon"]
        assert (caution.amount, caution.share) == (Decimal(21), Decimal("0.105"))
        assert found(t)["too_much_too_soon"].amount == Decimal(21)

    @pytest.mark.parametrize(
        "lines",
        [
            "G1 a c14 day 0\nG2 b c6 day 10",
            "G1 a c15 day 0\nG2 b c60 day 15",
            "R1 x day 0\nG1 a c15 day 0\nG2 b c60 day 10",
        ],
    )
    def test_a_tenth_later_or_after_a_get_is_not(self, lines: str) -> None:
        assert "too_much_too_soon" not in found(table(lines, today=15), "G2")
        assert "too_much_too_soon" not in found(table(lines, today=15))


class TestGrowingSteps:
    def test_a_larger_second_step_is_noted(self) -> None:
        t = table("G1 5% discount c10 day 0\nG2 8% discount c15 day 3", today=3)
        caution = found(t, "G2")["growing_steps"]
        assert (caution.share, caution.severity, names(t, caution)) == (
            Decimal("0.5"),
            Severity.NOTE,
            ["G2", "G1"],
        )
        assert found(t)["growing_steps"] == caution

    def test_a_third_larger_one_is_a_caution(self) -> None:
        t = table("G1 price c5 day 0\nG2 price c10 day 3\nG3 price c20 day 5 if", today=5)
        assert found(t, "G3")["growing_steps"].severity is Severity.CAUTION

    @pytest.mark.parametrize(
        "second", ["8% discount c11", "8% discount c5", "8% discount", "net 60 c15"]
    )
    def test_even_shrinking_unfigured_or_unrelated_steps_are_not(self, second: str) -> None:
        t = table(f"G1 5% discount c10 day 0\nG2 {second} day 3", today=3)
        assert "growing_steps" not in found(t, "G2")
        assert "growing_steps" not in found(t)

    def test_the_issue_counts_where_it_is_named(self) -> None:
        t = table("G1 early bird issue price c10 day 0\nG2 8% off issue price c15 day 3", today=3)
        assert found(t, "G2")["growing_steps"].what == "price"


class TestAsks:
    def test_three_gives_and_no_ask(self) -> None:
        t = table("G1 a c1 day 0\nG2 b c1 day 1\nG3 c c1 day 2", today=2)
        assert found(t, "G3")["no_asks"].count == 3
        assert "no_asks" not in found(t, "G3") or found(t)["no_asks"].count == 3

    @pytest.mark.parametrize("line", ["A1 term day 0", "A1 term day 0 declined 1"])
    def test_any_ask_is_enough(self, line: str) -> None:
        assert "no_asks" not in found(table(f"{line}\nG1 a day 0\nG2 b day 1\nG3 c day 2"), "G3")

    def test_two_gives_are_too_few_to_say_so(self) -> None:
        assert "no_asks" not in found(table("G1 a day 0\nG2 b day 1"), "G2")

    def test_the_first_ask_is_not_told_that_there_was_none(self) -> None:
        assert "no_asks" not in found(table("G1 a day 0\nG2 b day 1\nG3 c day 2\nA1 d day 2"), "A1")

    def test_an_ask_past_its_day_is_stalled(self) -> None:
        assert "stalled_ask" not in found(table("A1 term day 0 due 4", today=4))
        caution = found(table("A1 term day 0 due 4", today=7))["stalled_ask"]
        assert (caution.days, caution.severity) == (1, Severity.NOTE)

    def test_an_ask_is_not_late_before_a_working_day_has_passed(self) -> None:
        assert "stalled_ask" not in found(table("A1 term day 0 due 4", today=6))
        caution = found(table("A1 term day 0 due 4\nA2 call day 0 due 3", today=6))["stalled_ask"]
        assert (caution.moves, caution.days) == ((2,), 1)

    def test_an_ask_without_a_day_is_stalled_after_five_working_days(self) -> None:
        assert "stalled_ask" not in found(table("A1 term day 0", today=6))
        assert found(table("A1 term day 0", today=7))["stalled_ask"].days == 5

    def test_it_weighs_more_while_a_give_is_open(self) -> None:
        assert (
            found(table("G1 a c4 day 6\nA1 term day 0", today=7))["stalled_ask"].severity
            is Severity.CAUTION
        )

    def test_the_longest_wait_comes_first(self) -> None:
        t = table("A1 term day 5 due 8\nA2 call day 0 due 3\nA3 logo day 29", today=30)
        assert names(t, found(t)["stalled_ask"]) == ["A2", "A1"]

    def test_an_ask_just_answered_is_not_stalled(self) -> None:
        t = table("A1 term day 0\nR1 term day 20 for A1")
        assert "stalled_ask" not in found(t, "R1")
        assert "stalled_ask" not in found(t, "A1")

    @pytest.mark.parametrize(
        "line", ["A1 term day 0 granted 3", "A1 term day 0 withdrawn 3", "T1 term day 0"]
    )
    def test_answered_withdrawn_and_their_own_asks_are_not(self, line: str) -> None:
        assert "stalled_ask" not in found(table(line))


class TestTheirMoves:
    def test_a_get_worth_nothing_to_us(self) -> None:
        t = table("R1 newsletter v0 day 0", today=0)
        assert names(t, found(t, "R1")["wrong_variable"]) == ["R1"]
        assert names(t, found(t)["wrong_variable"]) == ["R1"]

    @pytest.mark.parametrize("mark", ["", "v3", "v0 void"])
    def test_an_unknown_worth_is_not_nothing(self, mark: str) -> None:
        assert "wrong_variable" not in found(table(f"R1 newsletter {mark} day 0"))

    def test_one_get_for_three_gives(self) -> None:
        t = table("G1 a day 0\nG2 b day 0\nG3 c day 0\nR1 term day 1 -> G1 G2 G3")
        caution = found(t)["one_get_many_gives"]
        assert (caution.count, names(t, caution)) == (3, ["R1", "G1", "G2", "G3"])
        assert found(t, "R1")["one_get_many_gives"] == caution

    def test_one_get_for_two_gives_is_fine(self) -> None:
        t = table(
            "G1 a day 0\nG2 b day 0\nG3 c day 0\nR1 term day 1 -> G1 G2\nR2 call day 1 -> G3 G1"
        )
        assert "one_get_many_gives" not in found(t)


class TestNoReason:
    def test_a_bare_give_without_a_reason_is_noted(self) -> None:
        assert found(table("G1 a day 0"), "G1")["no_reason"].severity is Severity.NOTE

    @pytest.mark.parametrize("mark", ["because", "if", "goodwill review 9"])
    def test_a_reason_a_condition_or_goodwill_will_do(self, mark: str) -> None:
        assert "no_reason" not in found(table(f"G1 a day 0 {mark}"), "G1")


def said(t: Table, name: str | None = None, **what: object) -> dict[str, Caution]:
    """What the rules find with offers or a plan beside the ledger, by rule."""
    return {c.rule: c for c in find_cautions(replace(t.situation(name), **what))}  # type: ignore[arg-type]


def put(
    lines: str, *, of: Deal | None = None, plan: Plan | None = None, review: bool = False
) -> dict[str, Caution]:
    """What the rules find when the last of these offers was just put on the table, or answered."""
    made = offers(lines)
    return said(table("", of=of), offers=made, plan=plan, offer=None if review else made[-1])


def worded(
    kind: str, text: str, *, side: Side = Side.SELLING, **fields: object
) -> dict[str, Caution]:
    """What the rules find about one move with these words: G a give, R a get, A our ask, T theirs."""
    t = table(f"{kind}1 x day 0", of=deal(side=side), today=0)
    move = replace(t[f"{kind}1"], what=text, **fields)  # type: ignore[arg-type]
    return {c.rule: c for c in find_cautions(replace(t.situation(), recent=(), move=move))}


PLAN = Plan(walk_away=Figure(amount=Decimal(150)))
"""For a deal of 200: there is room for gives of 50."""


def level(number: int, unit: str = "") -> TermLevel:
    return TermLevel(text=f"{number} {unit}".strip(), number=Decimal(number))


class TestLimits:
    def test_the_walk_away_is_near_at_four_fifths_of_the_room(self) -> None:
        t = table("G1 a c30 day 0\nG2 b c9 day 1", today=1)
        assert "near_walk_away" not in said(t, "G2", plan=PLAN)
        t = table("G1 a c30 day 0\nG2 b c10 day 1", today=1)
        caution = said(t, "G2", plan=PLAN)["near_walk_away"]
        assert (caution.share, caution.severity) == (Decimal("0.8"), Severity.CAUTION)
        assert said(t, plan=PLAN)["near_walk_away"].key == caution.key

    def test_past_the_walk_away_weighs_more(self) -> None:
        t = table("G1 a c30 day 0\nG2 b c20 day 1", today=1)
        assert said(t, "G2", plan=PLAN)["near_walk_away"].severity is Severity.STRONG

    def test_what_came_back_gives_room_again(self) -> None:
        t = table("G1 a c30 day 0\nR1 x v20 day 1\nG2 b c20 day 2", today=2)
        assert "near_walk_away" not in said(t, "G2", plan=PLAN)

    def test_a_buyer_walks_away_above(self) -> None:
        lines, plan = "G1 a c45 day 0", Plan(walk_away=Figure(amount=Decimal(250)))
        assert "near_walk_away" in said(table(lines, of=deal(side=Side.BUYING)), "G1", plan=plan)
        assert "near_walk_away" not in said(table(lines), "G1", plan=plan)

    def test_without_the_plan_nobody_hears_of_it(self) -> None:
        t = table("G1 price c60 day 0\nG2 price c60 day 1")
        private = {"near_walk_away", "top_priority_issue", "planned_order_broken"}
        assert not private & set(found(t, "G2"))
        assert not private & set(found(t))

    def test_our_offers_use_up_the_room_of_an_issue(self) -> None:
        plan = Plan(issues=(IssuePlan(issue="price", walk_away=level(80)),))
        assert "near_walk_away" not in put("us price=100\nus price=85", plan=plan)
        caution = put("us price=100\nus price=84", plan=plan)["near_walk_away"]
        assert (caution.what, caution.share, caution.offer) == ("price", Decimal("0.8"), 2)
        assert (
            put("us price=100\nus price=84", plan=plan, review=True)["near_walk_away"].key
            == caution.key
        )

    def test_our_offers_use_up_the_room_of_the_deal(self) -> None:
        assert (
            put("us price=200\nus price=150", plan=PLAN)["near_walk_away"].severity
            is Severity.STRONG
        )
        assert "near_walk_away" not in put("us price=200\nthem price=150", plan=PLAN)

    def test_an_issue_with_a_walk_away_of_its_own_is_not_told_as_the_deal(self) -> None:
        issues = (IssuePlan(issue="price", walk_away=level(100)),)
        plan = replace(PLAN, issues=issues)
        caution = put("us price=200\nus price=110", plan=plan)["near_walk_away"]
        assert caution.what == "price"

    @pytest.mark.parametrize("lines", ["us term=12\nus term=24", "us price=150\nus price=140"])
    def test_without_a_price_or_without_any_way_to_go_no_room_is_used(self, lines: str) -> None:
        assert "near_walk_away" not in put(lines, plan=PLAN)

    def test_what_is_about_to_count_is_told_by_the_sums_and_not_by_our_offers(self) -> None:
        t = table("G1 a c1 day 0", today=0)
        made = offers("us price=200\nus price=150")
        assert "near_walk_away" not in said(t, "G1", offers=made, plan=PLAN)
        assert "near_walk_away" in said(t, offers=made, plan=PLAN)

    def test_the_least_room_is_room_and_none_is_none(self) -> None:
        t = table("G1 a c0.5 day 0", today=0)
        near, at = (Plan(walk_away=Figure(amount=Decimal(limit))) for limit in ("199.5", "200"))
        assert said(t, "G1", plan=near)["near_walk_away"].share == 1
        assert "near_walk_away" not in said(t, "G1", plan=at)

    RANKED = Plan(
        issues=(
            IssuePlan(issue="price", importance=Decimal(60)),
            IssuePlan(issue="term", importance=Decimal(40)),
        )
    )

    @pytest.mark.parametrize("what", ["5% off", "price cut", "early bird issue price"])
    def test_a_bare_give_on_what_matters_most(self, what: str) -> None:
        caution = said(table(f"G1 {what} c4 day 0"), "G1", plan=self.RANKED)["top_priority_issue"]
        assert caution.what == "price"

    @pytest.mark.parametrize(
        "line", ["24-month term c4 day 0", "5% off c4 day 0 if", "5% off c4 day 0 goodwill"]
    )
    def test_another_issue_a_condition_or_goodwill_is_no_give_on_it(self, line: str) -> None:
        assert "top_priority_issue" not in said(table(f"G1 {line}"), "G1", plan=self.RANKED)

    def test_two_issues_that_matter_alike_have_none_on_top(self) -> None:
        plan = replace(
            self.RANKED,
            issues=tuple(replace(i, importance=Decimal(50)) for i in self.RANKED.issues),
        )
        for what in ("5% off", "24-month term"):
            t = table(f"G1 {what} c4 day 0")
            assert "top_priority_issue" not in said(t, "G1", plan=plan)

    def test_an_offer_that_moves_on_it_alone(self) -> None:
        of = replace(
            deal(),
            issues=(Issue(name="price", more_is_ours=True), Issue(name="term", more_is_ours=True)),
        )
        assert "top_priority_issue" in put(
            "us price=100 term=24\nus price=90", of=of, plan=self.RANKED
        )
        assert "top_priority_issue" not in put(
            "us price=100 term=24\nus price=90 term=36", of=of, plan=self.RANKED
        )
        assert "top_priority_issue" not in put(
            "us price=100 term=24\nus term=12", of=of, plan=self.RANKED
        )

    def test_their_own_offer_gives_nothing_of_ours_away(self) -> None:
        of = replace(deal(), issues=(Issue(name="price", more_is_ours=True),))
        lines = "them price=100 term=24\nthem price=90"
        assert "top_priority_issue" not in put(lines, of=of, plan=self.RANKED)
        ours = put(lines.replace("them", "us"), of=of, plan=self.RANKED)
        assert ours["top_priority_issue"].count == 1

    PLANNED = Plan(
        gives=(PlannedGive(what="onboarding week"), PlannedGive(what="5% off", not_before=day(9)))
    )

    def test_a_give_before_its_turn(self) -> None:
        caution = said(table("G1 5% off c4 day 10", today=10), "G1", plan=self.PLANNED)[
            "planned_order_broken"
        ]
        assert (caution.other, caution.day) == ("onboarding week", None)

    def test_a_give_before_its_day(self) -> None:
        t = table("G1 onboarding week day 0\nG2 5% off c4 day 3", today=3)
        caution = said(t, "G2", plan=self.PLANNED)["planned_order_broken"]
        assert (caution.other, caution.day) == ("", day(9))

    def test_gives_in_their_order_and_others_are_fine(self) -> None:
        t = table("G1 onboarding week day 0\nG2 5% off c4 day 10\nG3 seats c1 day 11", today=11)
        for name in ("G1", "G2", "G3", None):
            assert "planned_order_broken" not in said(t, name, plan=self.PLANNED)

    def test_three_gives_on_price_and_nothing_else(self) -> None:
        t = table("G1 5% off c4 day 0\nG2 price cut c3 day 1\nG3 10% discount c2 day 2", today=2)
        caution = found(t, "G3")["price_only"]
        assert (caution.count, caution.amount, names(t, caution)) == (
            3,
            Decimal(9),
            ["G3", "G2", "G1"],
        )
        assert found(t)["price_only"] == caution

    @pytest.mark.parametrize("second", ["onboarding week c1", "price lock c1", "5% off c1 void"])
    def test_something_else_in_between_starts_afresh(self, second: str) -> None:
        t = table(f"G1 5% off c4 day 0\nG2 {second} day 1\nG3 10% discount c2 day 2", today=2)
        assert "price_only" not in found(t, "G3")


class TestWhatTheyDo:
    def test_a_get_that_cost_them_nothing_for_a_give_that_cost_us(self) -> None:
        t = table("G1 a c10 day 0\nR1 logo c0 v3 day 1 -> G1", today=1)
        caution = found(t, "R1")["throw_away"]
        assert (caution.amount, names(t, caution)) == (Decimal(10), ["R1", "G1"])
        assert found(t)["throw_away"] == caution

    @pytest.mark.parametrize(
        "get", ["logo c1 v3 day 1 -> G1", "logo v3 day 1 -> G1", "logo c0 v3 day 1"]
    )
    def test_a_get_with_a_cost_an_unknown_one_or_no_give_is_none(self, get: str) -> None:
        t = table(f"G1 a c10 day 0\nR1 {get}", today=1)
        assert "throw_away" not in found(t, "R1")
        assert "throw_away" not in found(t)

    RANGED = replace(
        deal(), issues=(Issue(name="price", low=Decimal(80), high=Decimal(100), more_is_ours=True),)
    )

    def test_their_figure_outside_the_range_of_the_issue(self) -> None:
        caution = put("us price=100\nthem price=60", of=self.RANGED)["inflated_anchor"]
        assert (caution.what, caution.other, caution.amount, caution.share) == (
            "price", "80", Decimal(60), Decimal("0.25"),
        )  # fmt: skip

    @pytest.mark.parametrize("theirs", ["them price=80", "them price=120"])
    def test_a_figure_within_it_or_better_for_us_is_fine(self, theirs: str) -> None:
        assert "inflated_anchor" not in put(f"us price=100\n{theirs}", of=self.RANGED)

    def test_our_own_figure_is_never_inflated_here(self) -> None:
        assert "inflated_anchor" not in put("us price=60", of=self.RANGED)

    def test_an_offer_about_to_count_is_looked_at_where_it_speaks(self) -> None:
        lines = "us price=100\nthem price=60\nthem term=12"
        assert "inflated_anchor" not in put(lines, of=self.RANGED)
        assert "inflated_anchor" in put(lines, of=self.RANGED, review=True)

    def test_evidence_without_a_best_case_bounds_nothing(self) -> None:
        plan = Plan(evidence=(Benchmark(issue="price", worst="90"),))
        caution = put("us price=100\nthem price=60", of=self.RANGED, plan=plan)["inflated_anchor"]
        assert caution.other == "80"

    def test_an_ask_is_weighed_in_the_unit_of_the_issue(self) -> None:
        issue = Issue(name="uplift", unit="%", low=Decimal(2), high=Decimal(6), more_is_ours=False)
        of = replace(deal(), issues=(issue,))
        asked = {
            text: table(f"T1 {text} day 0", of=of, today=0) for text in ("9% uplift", "9 uplift")
        }
        assert "inflated_anchor" in found(asked["9% uplift"], "T1")
        assert "inflated_anchor" not in found(asked["9 uplift"], "T1")

    KNOWN = Plan(
        evidence=(
            Benchmark(issue="discount", best="5%", likely="8%", worst="12%", source="our last ten"),
        )
    )

    def test_their_ask_beyond_the_plan_s_evidence_for_those_who_may_see_it(self) -> None:
        t = table("T1 15% discount day 0", today=0)
        assert said(t, "T1", plan=self.KNOWN)["inflated_anchor"].other == "12%"
        assert "inflated_anchor" not in said(t, "T1")

    @pytest.mark.parametrize(
        "ask", ["12% discount", "15k discount", "training", "15% discount for 24 months"]
    )
    def test_an_ask_within_it_in_another_unit_or_not_clear_is_left_in_peace(self, ask: str) -> None:
        t = table(f"T1 {ask.replace(' for ', ' on ')} day 0", today=0)
        assert "inflated_anchor" not in said(t, "T1", plan=self.KNOWN)

    STEPS = "us price=100\nthem price=50\nthem price=70\nthem price=80"

    def test_their_steps_shrink(self) -> None:
        caution = put(self.STEPS)["shrinking_steps"]
        assert (caution.what, caution.share, caution.other) == ("price", Decimal("0.5"), "")
        assert put(self.STEPS, review=True)["shrinking_steps"] == caution

    def test_small_steps_shrink_too(self) -> None:
        lines = "us rate=5\nthem rate=2\nthem rate=2.5\nthem rate=2.6"
        assert put(lines)["shrinking_steps"].share == Decimal("0.2")

    def test_our_target_is_shown_to_those_who_may_see_it(self) -> None:
        plan = Plan(issues=(IssuePlan(issue="Price", target=level(90, "EUR")),))
        assert put(self.STEPS, plan=plan)["shrinking_steps"].other == "90 EUR"

    @pytest.mark.parametrize(
        "last", ["them price=90", "them price=60", "them price=69", "us price=90"]
    )
    def test_even_or_turned_steps_and_our_own_are_not(self, last: str) -> None:
        assert "shrinking_steps" not in put(f"us price=100\nthem price=50\nthem price=70\n{last}")

    def test_gets_on_one_issue_that_shrink(self) -> None:
        t = table("R1 price cut v10 issue price day 0\nR2 more issue price v4 day 3", today=3)
        assert found(t, "R2")["shrinking_steps"].share == Decimal("0.4")
        assert "shrinking_steps" not in found(table("R1 a v10 day 0\nR2 b v4 day 3", today=3), "R2")

    @pytest.mark.parametrize("kind", ["G", "R", "T", "A"])
    def test_to_split_the_difference_is_pointed_out_whoever_says_it(self, kind: str) -> None:
        assert worded(kind, "split the difference at 95k")["split_the_difference"].amount is None

    def test_the_middle_is_shown_where_both_sides_stand_on_one_issue(self) -> None:
        t = table("T1 split the difference day 0", today=0)
        caution = said(t, "T1", offers=offers("us price=100\nthem price=80"))[
            "split_the_difference"
        ]
        assert (caution.what, caution.amount) == ("price", Decimal(90))

    def test_an_offer_of_theirs_half_way(self) -> None:
        caution = put("us price=100\nthem price=80\nthem price=90")["split_the_difference"]
        assert (caution.amount, caution.offer) == (Decimal(90), 3)
        assert "split_the_difference" not in put("us price=100\nthem price=80\nthem price=89")
        assert "split_the_difference" not in put("us price=100\nthem price=80\nus price=90")

    def test_a_get_they_took_back(self) -> None:
        t = table("R1 term v5 day 0 taken_back", today=1)
        assert names(t, found(t)["takes_back"]) == ["R1"]
        assert "takes_back" in found(t, "R1")
        assert "takes_back" not in found(table("R1 term v5 day 0"), "R1")

    def test_an_offer_that_goes_back_on_another(self) -> None:
        lines = "us price=100\nthem price=80 term=24"
        assert put(f"{lines}\nthem price=70")["takes_back"].what == "price"
        of = replace(
            deal(),
            issues=(Issue(name="price", more_is_ours=True), Issue(name="term", more_is_ours=True)),
        )
        assert "takes_back" not in put(f"{lines}\nthem price=70 term=36", of=of)
        assert "takes_back" not in put(f"{lines}\nthem price=85", of=of)

    def test_one_more_thing(self) -> None:
        assert worded("T", "throw in training")["scope_creep"].severity is Severity.NOTE
        assert "scope_creep" not in worded("T", "training")
        assert "scope_creep" not in worded("A", "throw in a logo")

    def test_a_wish_after_an_accepted_offer(self) -> None:
        t = table("T1 training day 9", today=9)
        late = replace(t["T1"], at=t["T1"].at.replace(month=2))
        caution = said(t, "T1", move=late, offers=offers("them price=80 accepted"))["scope_creep"]
        assert (caution.other, caution.severity) == ("1", Severity.CAUTION)

    def test_an_offer_that_opens_something_after_one_was_accepted(self) -> None:
        assert put("them price=80 accepted\nthem training=2")["scope_creep"].what == "training"
        assert "scope_creep" not in put("them price=80\nthem training=2")


class TestTerms:
    def test_a_rhythm_without_a_day(self) -> None:
        assert "vague_rhythm" in put("us price=100 | we keep in touch regularly")
        assert "vague_rhythm" not in put("us price=100 | monthly call, Dana and Lee")

    def test_no_rhythm_is_pointed_out_once_it_is_accepted(self) -> None:
        assert "vague_rhythm" not in put("us price=100")
        assert "vague_rhythm" in put("us price=100 accepted")

    @pytest.mark.parametrize(
        "text", ["exclusive supplier", "non-cancellable", "48-month term", "5 Jahre Laufzeit"]
    )
    def test_a_commitment_without_a_way_out(self, text: str) -> None:
        assert "no_way_out" in worded("G", text)

    @pytest.mark.parametrize(
        "text", ["24-month term", "48-month term with 90 days notice", "exclusive, 30 days notice"]
    )
    def test_a_short_one_or_one_with_a_way_out(self, text: str) -> None:
        assert "no_way_out" not in worded("G", text)

    @pytest.mark.parametrize("kind", ["A", "T"])
    def test_a_reference_that_goes_one_way(self, kind: str) -> None:
        assert "one_way_reference" in worded(kind, "case study and logo")
        assert "one_way_reference" not in worded(kind, "joint case study")
        assert "one_way_reference" not in worded(kind, "case study", for_what="5% off")
        assert "one_way_reference" not in worded("R", "case study")

    def test_a_reference_for_a_reference_is_even(self) -> None:
        assert "one_way_reference" not in found(table("G1 logo day 0\nA1 reference day 1"), "A1")

    @pytest.mark.parametrize("kind", ["G", "R", "A", "T"])
    def test_silence_that_counts_as_a_yes(self, kind: str) -> None:
        assert "silence_as_consent" in worded(kind, "deemed accepted after 5 days")
        assert "silence_as_consent" not in worded(kind, "accepted by e-mail")

    def test_a_renewal_that_surprises(self) -> None:
        assert "surprise_renewal" in worded("T", "auto-renewal")
        assert "surprise_renewal" not in worded("T", "auto-renewal with 60 days notice")
        assert "surprise_renewal" in put("them price=80 | renews automatically each year")

    def test_a_credit_for_one_side_alone(self) -> None:
        assert "one_sided_credit" in worded("G", "service credits of 5%")
        assert "one_sided_credit" not in worded("G", "service credits for both sides")
        assert "one_sided_credit" not in worded("G", "service credits of 5%", condition="they sign")

    def test_a_promise_only_said(self) -> None:
        typed = "verbal yes on 24-month term"
        assert (
            worded("R", "24-month term", state=State.PROMISED, typed=typed)["unwritten_get"].days
            == 0
        )
        assert "unwritten_get" not in worded("R", "24-month term", state=State.PROMISED)
        assert "unwritten_get" not in worded("R", "24-month term", typed=typed)

    def test_a_promise_of_five_working_days(self) -> None:
        assert "unwritten_get" not in found(table("R1 term day 0 promised", today=6))
        caution = found(table("R1 term day 0 promised\nR2 logo day 1 promised", today=8))[
            "unwritten_get"
        ]
        assert (caution.days, caution.count) == (6, 2)
        assert "unwritten_get" not in found(table("R1 term day 0", today=8))

    def test_a_promise_of_ours_outside_the_contract(self) -> None:
        assert "unwritten_give" in worded("G", "free month, not in the contract")
        assert "unwritten_give" in worded("G", "free month", typed="free month as a side letter")
        assert "unwritten_give" not in worded("G", "free month in the contract")
        assert "unwritten_give" not in worded("A", "handshake on 24 months")


class TestFairness:
    def test_purchases_tied_both_ways(self) -> None:
        caution = worded("G", "buy their hosting", condition="they renew")["buy_from_us_if"]
        assert caution.severity is Severity.STRONG
        assert "buy_from_us_if" in worded("R", "buy licences from us", side=Side.BUYING)
        assert "buy_from_us_if" in worded("A", "reciprocal purchasing", side=Side.PARTNERING)

    def test_what_a_deal_is_about_is_not_tied(self) -> None:
        assert "buy_from_us_if" not in worded("R", "buy licences from us")
        assert "buy_from_us_if" not in worded("G", "buy their hosting", side=Side.BUYING)
        assert "buy_from_us_if" not in worded("A", "buy 50 more seats")

    @pytest.mark.parametrize("kind", ["G", "R", "A", "T"])
    def test_something_for_a_person(self, kind: str) -> None:
        assert (
            worded(kind, "gift card for their buyer")["personal_gift"].severity is Severity.STRONG
        )
        assert "personal_gift" not in worded(kind, "conference tickets")

    def test_a_discount_for_a_reference(self) -> None:
        assert "undisclosed_reference" in worded("G", "5% off", for_what="a reference")
        assert "undisclosed_reference" not in worded(
            "G", "5% off", for_what="a reference, disclosed on the page"
        )
        assert "undisclosed_reference" not in worded("G", "onboarding week", for_what="a reference")
        assert "undisclosed_reference" not in worded("G", "5% off", for_what="24-month term")

    def test_a_discount_tied_to_a_reference(self) -> None:
        t = table("R1 case study day 0\nG1 5% off c4 day 1 -> R1", today=1)
        assert "undisclosed_reference" in found(t, "G1")
        assert "undisclosed_reference" in found(t)

    @pytest.mark.parametrize("state", ["draft", "void", "lapsed", "conditional"])
    def test_a_review_reads_the_words_of_what_stands_and_of_no_draft(self, state: str) -> None:
        assert ("personal_gift" in found(table(f"G1 concert tickets day 0 {state}"))) is (
            state == "conditional"
        )

    @pytest.mark.parametrize("name", ["RFP hosting", "Ausschreibung Hosting"])
    def test_a_tender_is_nothing_to_trade_in(self, name: str) -> None:
        t = table("G1 a c1 day 0", of=replace(deal(), name=name))
        assert found(t, "G1")["unsuitable"].what == name
        assert "unsuitable" not in found(table("G1 a c1 day 0"), "G1")

    def test_what_was_answered_at_the_opening(self) -> None:
        doubting = replace(
            deal(), style=Style(doubts=frozenset({Unsuited.RIGID, Unsuited.PRICE_ONLY}))
        )
        told = found(table("G1 a c1 day 0", of=doubting), "G1")["unsuitable"]
        assert (told.thing, told.count) == ("said", 2)

    def test_four_gives_that_nobody_answered(self) -> None:
        lines = (
            "A1 term day 0 declined 1\nG1 a c1 day 1\nG2 b c1 day 2\nG3 c c1 day 3\nG4 d c1 day 4"
        )
        assert found(table(lines))["unsuitable"].count == 4
        assert "unsuitable" not in found(table(f"{lines}\nR1 x day 5"))
        assert "unsuitable" not in found(table(lines.replace("declined 1", "")))


def test_nothing_open_nothing_said() -> None:
    assert find_cautions(table("").situation()) == []
    assert find_cautions(table("G1 a c10 day 0\nR1 x v10 day 3 -> G1").situation()) == []


def test_the_weightiest_comes_first_and_speaks() -> None:
    t = table("G1 a c4 day 0\nG2 b c3 day 10\nG3 c c2 day 10", today=10)
    cautions = find_cautions(t.situation("G3"))
    assert [c.severity for c in cautions] == sorted((c.severity for c in cautions), reverse=True)
    spoken = first_spoken(cautions, t.deal.policy)
    assert spoken is not None
    assert spoken.rule == "second_in_a_row"


def test_a_muted_rule_is_silent_and_the_next_one_speaks() -> None:
    t = table("G1 a c4 day 0\nG2 b c3 day 10", today=10)
    cautions = find_cautions(t.situation("G2"), muted=frozenset({"second_in_a_row"}))
    spoken = first_spoken(cautions, t.deal.policy)
    assert spoken is not None
    assert spoken.rule == "open_give"


def test_other_rules_speak_only_where_somebody_switched_them_on() -> None:
    t = table("G1 a c4 day 0", today=0)
    cautions = find_cautions(t.situation("G1"))
    assert [c.rule for c in cautions] == ["no_reason"]
    assert first_spoken(cautions, t.deal.policy) is None
    assert (
        first_spoken(cautions, replace(t.deal.policy, speaking=frozenset({"no_reason"})))
        is cautions[0]
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_a_function_of_its_name_with_words_that_people_can_read(rule: Rule) -> None:
    assert rule.check.__name__ == f"find_{rule.id}"
    assert inspect.getdoc(rule.check)
    assert rule.occasions


RICH = """
    A1 24-month term day 0
    A2 reference day 0 due 2
    G1 5% discount c5 day 0
    G2 price c4 day 1
    G3 8% discount c6 day 2
    G4 seats c1 day 3
    R1 newsletter v0 day 4 -> G4
    G5 onboarding day 5
    G6 training c3 day 5
    G7 10% discount c9 day 6
    G8 support c2 day 7
    G9 12% discount c12 day 14
"""


def snapshot(t: Table, name: str) -> Situation:
    """As much as one command sees of a long ledger."""
    whole = t.situation(name)
    return replace(
        whole, open_gives=whole.open_gives[:8], recent=whole.recent[-8:], left={}, ties=()
    )


def test_no_caution_weighs_more_than_its_rule_says() -> None:
    t = table(RICH, today=15)
    most = {rule.id: rule.severity for rule in RULES}
    cautions = [c for name in (None, *t.names) for c in find_cautions(t.situation(name))]
    assert all(c.severity <= most[c.rule] for c in cautions)


def test_a_command_sees_enough_of_a_long_ledger() -> None:
    t = table(RICH, today=15)
    bounded, whole = (
        [c.rule for c in find_cautions(s)] for s in (snapshot(t, "G9"), t.situation("G9"))
    )
    assert bounded == whole
    assert "second_in_a_row" in bounded


@pytest.mark.timing
def test_all_rules_on_a_glance_cost_little_beside_a_request() -> None:
    situation = snapshot(table(RICH, today=15), "G9")
    yardstick: Callable[[], object] = lambda: [Decimal(n) * 3 for n in range(100)]  # noqa: E731 - a unit of work
    # In seconds of this process: what else runs on the machine is not counted.
    rules, unit = (
        min(timeit.repeat(f, number=200, repeat=5, timer=time.process_time))
        for f in (lambda: find_cautions(situation), yardstick)
    )
    assert rules < 12 * unit


def test_a_caution_is_known_again_as_long_as_it_is_about_the_same() -> None:
    t = table("G1 a c4 day 0")
    earlier, later = (found(replace(t, today=t.today.replace(day=d)))["open_give"] for d in (2, 20))
    assert earlier.key == later.key == "open_give:1"
    assert MoveNo(1) in earlier.moves


AT_THE_LIMIT = [
    # A give of exactly 5 % of the deal (200) is small, one of more is not.
    ("drip", "G1 a c10 day 0\nG2 b c10 day 1", 1, True),
    ("drip", "G1 a c10.01 day 0\nG2 b c10.01 day 1", 1, False),
    # The first two weeks end with the fourteenth day after the opening.
    ("too_much_too_soon", "G1 a c21 day 14", 20, True),
    ("too_much_too_soon", "G1 a c21 day 15", 20, False),
    ("too_much_too_soon", "G1 a c20 day 0", 1, False),
    # Where everything is answered, nobody is told that they never asked.
    ("no_asks", "G1 a day 0\nG2 b day 0\nG3 c day 0", 1, True),
    ("no_asks", "G1 a day 0\nG2 b day 0\nG3 c day 0\nR1 x day 0 -> G1 G2 G3", 1, False),
]


@pytest.mark.parametrize(("rule", "lines", "today", "expected"), AT_THE_LIMIT)
def test_a_rule_speaks_up_to_its_threshold_and_not_beyond(
    rule: str, lines: str, today: int, expected: bool
) -> None:
    assert (rule in found(table(lines, today=today))) is expected


@pytest.mark.parametrize(("last_day", "expected"), [(14, True), (15, False)])
def test_what_is_about_to_count_is_early_until_the_fourteenth_day(
    last_day: int, expected: bool
) -> None:
    t = table(f"G1 a c21 day {last_day}", today=last_day)
    assert ("too_much_too_soon" in found(t, "G1")) is expected


@pytest.mark.parametrize(("cost", "severity"), [("9.99", Severity.NOTE), ("10", Severity.CAUTION)])
def test_an_open_give_of_five_percent_is_not_small_any_more(cost: str, severity: Severity) -> None:
    assert found(table(f"G1 a c{cost} day 0", today=10))["open_give"].severity is severity


def test_the_fourth_give_is_told_of_the_ask_that_never_came_though_all_is_answered() -> None:
    t = table("G1 a day 0\nG2 b day 0\nG3 c day 0\nR1 x day 0 -> G1 G2 G3\nG4 d day 1", today=1)
    assert found(t, "G4")["no_asks"].count == 4


def test_goodwill_in_between_is_not_among_the_gives_in_a_row() -> None:
    t = table("G1 a c4 day 0\nG2 b c1 day 1 goodwill review 40\nG3 c c3 day 2", today=2)
    assert names(t, found(t, "G3")["second_in_a_row"]) == ["G3", "G1"]


def test_a_step_is_compared_with_the_last_two_before_it() -> None:
    lines = "G1 price c1 day 0\nG2 price c2 day 1\nG3 price c3 day 2\nG4 price c4 day 3"
    t = table(lines, today=3)
    assert found(t, "G4")["growing_steps"].count == 3
    assert found(t)["growing_steps"].count == 4


def test_an_ask_put_again_is_news_when_it_stalls_again() -> None:
    earlier, later = (
        found(table(f"A1 term day 0 due {due}\nG1 a day 0", today=due + 2))["stalled_ask"]
        for due in (5, 12)
    )
    assert earlier.key != later.key
    without_day = found(table("A1 term day 0", today=20))["stalled_ask"]
    assert without_day.key == f"stalled_ask:1 {day(0)}"
