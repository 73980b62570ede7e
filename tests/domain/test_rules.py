import inspect
import timeit
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.cautions import Caution, Severity
from bot.domain.ids import MoveNo
from bot.domain.rules import RULES, Rule, check, speaking
from bot.domain.situation import Situation
from tests.domain.ledgers import Table, deal, figures, table


def found(t: Table, name: str | None = None) -> dict[str, Caution]:
    """What the rules find in a review, or when one move is about to count, by rule."""
    return {c.rule: c for c in check(t.situation(name))}


def names(t: Table, caution: Caution) -> list[str]:
    return [t.name_of(no) for no in caution.moves]


class TestSecondInARow:
    def test_a_second_bare_give_in_a_row_is_pointed_out(self) -> None:
        t = table("G1 price c4 day 0\nG2 net 60 c3 day 1", today=1)
        caution = found(t, "G2")["second_in_a_row"]
        assert (caution.count, caution.severity, names(t, caution)) == (2, Severity.CAUTION, ["G2", "G1"])
        assert figures(caution.amount, caution.share) == figures(3, Decimal("0.015"))

    def test_a_third_weighs_more(self) -> None:
        t = table("G1 a c4 day 0\nG2 b c3 day 1\nG3 c c2 day 1", today=1)
        assert found(t, "G3")["second_in_a_row"].severity is Severity.STRONG

    @pytest.mark.parametrize("theirs", ["R1 term day 1", "A1 term day 0 declined 1", "A1 term day 0 granted 1"])
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
        assert (caution.count, caution.amount, names(t, caution)) == (3, Decimal(3), ["G3", "G2", "G1"])


class TestOpenGive:
    def test_a_give_with_nothing_back_for_five_working_days_is_pointed_out(self) -> None:
        assert "open_give" not in found(table("G1 a c4 day 0", today=6))
        caution = found(table("G1 a c4 day 0", today=7))["open_give"]
        assert (caution.days, caution.count, caution.amount) == (5, 1, Decimal(4))

    def test_one_small_give_is_only_noted(self) -> None:
        assert found(table("G1 a c4 day 0"))["open_give"].severity is Severity.NOTE

    @pytest.mark.parametrize("lines", ["G1 a c40 day 0", "G1 a c4 day 0\nR1 x day 1\nG2 b c4 day 2"])
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

    @pytest.mark.parametrize("mark", ["c0", "c4 goodwill review 40", "c4 if", "c4 draft", "c4 void", "c4 lapsed"])
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
        assert (caution.share, caution.severity, names(t, caution)) == (Decimal("0.5"), Severity.NOTE, ["G2", "G1"])
        assert found(t)["growing_steps"] == caution

    def test_a_third_larger_one_is_a_caution(self) -> None:
        t = table("G1 price c5 day 0\nG2 price c10 day 3\nG3 price c20 day 5 if", today=5)
        assert found(t, "G3")["growing_steps"].severity is Severity.CAUTION

    @pytest.mark.parametrize("second", ["8% discount c11", "8% discount c5", "8% discount", "net 60 c15"])
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

    def test_an_ask_without_a_day_is_stalled_after_five_working_days(self) -> None:
        assert "stalled_ask" not in found(table("A1 term day 0", today=6))
        assert found(table("A1 term day 0", today=7))["stalled_ask"].days == 5

    def test_it_weighs_more_while_a_give_is_open(self) -> None:
        assert found(table("G1 a c4 day 6\nA1 term day 0", today=7))["stalled_ask"].severity is Severity.CAUTION

    def test_the_longest_wait_comes_first(self) -> None:
        t = table("A1 term day 5 due 8\nA2 call day 0 due 3\nA3 logo day 29", today=30)
        assert names(t, found(t)["stalled_ask"]) == ["A2", "A1"]

    def test_an_ask_just_answered_is_not_stalled(self) -> None:
        t = table("A1 term day 0\nR1 term day 20 for A1")
        assert "stalled_ask" not in found(t, "R1")
        assert "stalled_ask" not in found(t, "A1")

    @pytest.mark.parametrize("line", ["A1 term day 0 granted 3", "A1 term day 0 withdrawn 3", "T1 term day 0"])
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
        t = table("G1 a day 0\nG2 b day 0\nG3 c day 0\nR1 term day 1 -> G1 G2\nR2 call day 1 -> G3 G1")
        assert "one_get_many_gives" not in found(t)


class TestNoReason:
    def test_a_bare_give_without_a_reason_is_noted(self) -> None:
        assert found(table("G1 a day 0"), "G1")["no_reason"].severity is Severity.NOTE

    @pytest.mark.parametrize("mark", ["because", "if", "goodwill review 9"])
    def test_a_reason_a_condition_or_goodwill_will_do(self, mark: str) -> None:
        assert "no_reason" not in found(table(f"G1 a day 0 {mark}"), "G1")


def test_nothing_open_nothing_said() -> None:
    assert check(table("").situation()) == []
    assert check(table("G1 a c10 day 0\nR1 x v10 day 3 -> G1").situation()) == []


def test_the_weightiest_comes_first_and_speaks() -> None:
    t = table("G1 a c4 day 0\nG2 b c3 day 10\nG3 c c2 day 10", today=10)
    cautions = check(t.situation("G3"))
    assert [c.severity for c in cautions] == sorted((c.severity for c in cautions), reverse=True)
    spoken = speaking(cautions, t.deal.policy)
    assert spoken is not None
    assert spoken.rule == "second_in_a_row"


def test_a_muted_rule_is_silent_and_the_next_one_speaks() -> None:
    t = table("G1 a c4 day 0\nG2 b c3 day 10", today=10)
    cautions = check(t.situation("G2"), muted=frozenset({"second_in_a_row"}))
    spoken = speaking(cautions, t.deal.policy)
    assert spoken is not None
    assert spoken.rule == "open_give"


def test_other_rules_speak_only_where_somebody_switched_them_on() -> None:
    t = table("G1 a c4 day 0", today=0)
    cautions = check(t.situation("G1"))
    assert [c.rule for c in cautions] == ["no_reason"]
    assert speaking(cautions, t.deal.policy) is None
    assert speaking(cautions, replace(t.deal.policy, speaking=frozenset({"no_reason"}))) is cautions[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_a_function_of_its_name_with_words_that_people_can_read(rule: Rule) -> None:
    assert rule.check.__name__ == rule.id
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


def glance(t: Table, name: str) -> Situation:
    """As much as one command sees of a long ledger."""
    whole = t.situation(name)
    return replace(whole, open_gives=whole.open_gives[:8], recent=whole.recent[-8:], left={}, ties=())


def test_no_caution_weighs_more_than_its_rule_says() -> None:
    t = table(RICH, today=15)
    most = {rule.id: rule.severity for rule in RULES}
    cautions = [c for name in (None, *t.names) for c in check(t.situation(name))]
    assert all(c.severity <= most[c.rule] for c in cautions)


def test_a_command_sees_enough_of_a_long_ledger() -> None:
    t = table(RICH, today=15)
    bounded, whole = ([c.rule for c in check(s)] for s in (glance(t, "G9"), t.situation("G9")))
    assert bounded == whole
    assert "second_in_a_row" in bounded


def test_all_rules_on_a_glance_cost_little_beside_a_request() -> None:
    situation = glance(table(RICH, today=15), "G9")
    yardstick: Callable[[], object] = lambda: [Decimal(n) * 3 for n in range(100)]  # noqa: E731 - a unit of work
    rules, unit = (min(timeit.repeat(f, number=200, repeat=5)) for f in (lambda: check(situation), yardstick))
    assert rules < 40 * unit


def test_a_caution_is_known_again_as_long_as_it_is_about_the_same() -> None:
    t = table("G1 a c4 day 0")
    earlier, later = (found(replace(t, today=t.today.replace(day=d)))["open_give"] for d in (2, 20))
    assert earlier.key == later.key == "open_give:1"
    assert MoveNo(1) in earlier.moves
