from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import MoveNo, OfferNo, PersonId
from bot.domain.ledger import (
    Entry,
    Verb,
    find_runs,
    first_give_of_each_offer,
    fold_entries,
    next_version,
)
from bot.domain.moves import State
from bot.domain.totals import compute_totals, find_their_last_turn, open_move_numbers
from bot.domain.trades import Tie, split_shares, split_worth
from tests.domain.ledgers import MONDAY, Table, day, deal, figures, table


def open_names(t: Table) -> set[str]:
    return {t.name_of(no) for no in open_move_numbers(t.ledger, t.today)}


def test_a_give_without_a_get_raises_exposure() -> None:
    assert table("G1 discount c12 day 0").totals.exposure == 12


def test_a_give_without_a_figure_is_open_all_the_same() -> None:
    kept = table("G1 onboarding day 0").totals
    assert figures(kept.open_gives, kept.exposure, kept.unfigured) == figures(1, 0, 1)


def test_a_give_that_costs_nothing_is_open_until_something_is_matched() -> None:
    assert table("G1 logo c0 day 0").totals.open_gives == 1
    assert table("G1 logo c0 day 0\nR1 call v5 day 1 -> G1").totals.open_gives == 0


def test_a_get_without_a_figure_answers_its_give_whole_but_not_in_value() -> None:
    t = table("G1 discount c12 day 0\nR1 call day 1 -> G1")
    answer = t.ledger.find_answer(t["G1"], t.today)
    assert (answer.open, answer.valued, answer.left) == (False, False, Decimal(0))


def test_a_give_without_a_cost_is_answered_by_any_get() -> None:
    t = table("G1 onboarding day 0\nR1 call v5 day 1 -> G1")
    answer = t.ledger.find_answer(t["G1"], t.today)
    assert (answer.open, answer.left) == (False, None)


def test_a_get_worth_less_answers_in_part() -> None:
    t = table("G1 discount c12 day 0\nR1 call v9 day 1 -> G1")
    answer = t.ledger.find_answer(t["G1"], t.today)
    assert (answer.share, answer.left, answer.open) == (Decimal("0.75"), Decimal(3), True)


def test_a_get_worth_more_never_answers_more_than_its_give() -> None:
    t = table("G1 discount c12 day 0\nG2 seats c5 day 0\nR1 call v90 day 1 -> G1")
    assert figures(t.left("G1"), t.left("G2"), t.totals.exposure) == figures(0, 5, 5)


def test_one_get_for_three_gives_is_split_by_cost_and_counts_once() -> None:
    t = table("G1 a c10 day 0\nG2 b c20 day 0\nG3 c c30 day 0\nR1 term v30 day 1 -> G1 G2 G3")
    assert [t.left(g) for g in ("G1", "G2", "G3")] == [5, 10, 15]
    assert t.ledger.share(Tie(give=t["G2"].no, get=t["R1"].no), t.today) == Decimal(1) / 3


def test_a_get_is_split_equally_where_a_cost_is_unknown() -> None:
    t = table("G1 a c10 day 0\nG2 b day 0\nR1 term v30 day 1 -> G1 G2")
    assert t.ledger.share(Tie(give=t["G2"].no, get=t["R1"].no), t.today) == Decimal("0.5")


def test_thirds_leave_no_crumbs() -> None:
    t = table(
        "G1 a c10 day 0\nG2 b c10 day 0\nG3 c c10 day 0\nR1 x v10 day 1 -> G1 G2 G3\nR2 y v20 day 2 -> G1 G2 G3"
    )
    assert t.totals.exposure == 0
    assert t.totals.open_gives == 0


def test_three_gets_that_are_each_split_in_thirds_answer_three_gives_whole() -> None:
    gives = "G1 a c10 day 0\nG2 b c10 day 0\nG3 c c10 day 0"
    t = table(gives + "".join(f"\nR{n} x v10 day 1 -> G1 G2 G3" for n in range(1, 4)))
    assert figures(t.totals.open_gives, t.totals.exposure) == figures(0, 0)


@given(
    st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=8),
    st.integers(min_value=0, max_value=10**9),
)
def test_parts_of_a_get_add_up_to_its_worth_exactly(costs: list[int], worth: int) -> None:
    t = table("\n".join(f"G{n} a c{cost} day 0" for n, cost in enumerate(costs)))
    gives = t.ledger.gives(t.today)
    of = split_worth(Decimal(worth), gives, t.deal.yardstick)
    assert sum(of.values()) == worth
    assert all(part >= 0 for part in of.values())
    assert abs(sum(split_shares(gives, t.deal.yardstick).values(), Decimal(-1))) < Decimal("1e-20")


def test_a_void_give_takes_no_share_of_a_get() -> None:
    t = table("G1 a c10 day 0 void\nG2 b c10 day 0\nR1 x v10 day 1 -> G1 G2")
    assert figures(t.left("G2"), t.totals.exposure) == figures(0, 0)


def test_a_get_whose_only_give_was_voided_is_loose_again() -> None:
    assert open_names(table("G1 a c10 day 0 void\nR1 x v10 day 1 -> G1")) == {"R1"}


def test_a_void_get_answers_nothing() -> None:
    t = table("G1 a c10 day 0\nR1 x v10 day 1 void -> G1")
    assert (t.left("G1"), open_names(t)) == (Decimal(10), {"G1"})


def test_a_conditional_give_is_outside_exposure_until_met() -> None:
    assert table("G1 a c10 day 0 if").totals.exposure == 0
    assert table("G1 a c10 day 0 if met 4").totals.exposure == 10


def test_the_age_of_a_conditional_give_runs_from_the_day_it_was_met() -> None:
    assert table("G1 a c10 day 0 if met 4", today=10).totals.value_days(day(10)) == 60


def test_a_late_entry_ages_from_its_own_day() -> None:
    assert table("G1 b c1 day 20\nG2 a c10 day 0", today=20).totals.value_days(day(20)) == 200


@pytest.mark.parametrize("state", ["draft", "void", "lapsed", "conditional", "goodwill"])
def test_what_does_not_count_enters_no_sum(state: str) -> None:
    kept = table(f"G1 a c10 day 0 {state}").totals
    assert not any((kept.gives, kept.given, kept.exposure, kept.open_gives, kept.run))


def test_goodwill_counts_from_its_review_day() -> None:
    lines = "G1 a c10 day 0 goodwill review 20"
    assert table(lines, today=19).totals.exposure == 0
    assert table(lines, today=19).totals.recheck == day(20)
    assert table(lines, today=20).totals.exposure == 10
    assert table(lines, today=19).totals.is_stale(day(20))


def test_promised_gets_count_and_taken_back_ones_do_not() -> None:
    assert table("R1 a v10 day 0 promised\nR2 b v5 day 1 taken_back").totals.got == 10


def test_unmatching_restores_exactly() -> None:
    t = table("G1 a c10 day 0\nG2 b c7 day 0\nR1 x v10 day 1 -> G1")
    tie = Tie(give=t["G2"].no, get=t["R1"].no)
    matched = t.ledger.after(entry(1, Verb.MATCHED, tied=(tie,)))
    again = matched.after(entry(2, Verb.UNMATCHED, untied=(tie,)))
    assert compute_totals(matched, t.today) != t.totals
    assert (again, compute_totals(again, t.today)) == (t.ledger, t.totals)


def test_undoing_restores_what_stood_before() -> None:
    t = table("G1 a c10 day 0")
    before = t["G1"]
    void = next_version(before, state=State.VOID)
    entries = [
        entry(1, moves=(before,)),
        entry(2, Verb.VOIDED, moves=(void,)),
        entry(3, Verb.UNDONE, moves=(before,)),
    ]
    assert fold_entries(entries, t.deal.yardstick) == t.ledger


def entry(seq: int, verb: Verb = Verb.RECORDED, **what: object) -> Entry:
    return Entry(seq=seq, at=deal().opened_at, person=PersonId("U1"), verb=verb, **what)  # type: ignore[arg-type]


def names_of_runs(lines: str) -> list[list[str]]:
    t = table(lines)
    return [[t.name_of(g.no) for g in run] for run in find_runs(t.ledger, t.today)]


def test_gives_between_two_moves_of_theirs_are_one_run() -> None:
    assert names_of_runs("G1 a day 0\nG2 b day 1\nR1 x day 2\nG3 c day 3") == [["G1", "G2"], ["G3"]]


@pytest.mark.parametrize("answer", ["granted", "partly", "declined"])
def test_an_answer_to_our_ask_ends_a_run(answer: str) -> None:
    assert names_of_runs(f"G1 a day 0\nA1 x day 0 {answer} 2\nG2 b day 3") == [["G1"], ["G2"]]


@pytest.mark.parametrize(
    "line", ["A1 x day 1", "T1 x day 1", "A1 x day 0 withdrawn 1", "T1 x day 0 declined 1"]
)
def test_asks_and_our_own_answers_do_not_end_a_run(line: str) -> None:
    assert names_of_runs(f"G1 a day 0\n{line}\nG2 b day 2") == [["G1", "G2"]]


@pytest.mark.parametrize(
    "line",
    ["G2 b day 1 goodwill review 2", "G2 b day 1 if met 1", "G2 b day 1 if", "G2 b day 1 draft"],
)
def test_goodwill_and_conditional_gives_neither_lengthen_nor_end_a_run(line: str) -> None:
    assert names_of_runs(f"G1 a day 0\n{line}\nG3 c day 2") == [["G1", "G3"]]


def test_an_ask_declined_after_a_give_of_the_same_day_ends_the_run() -> None:
    lines = "A1 x day 0 declined 2 after G1\nG1 a day 2\nG2 b day 2"
    assert names_of_runs(lines) == [["G1"], ["G2"]]
    t = table(lines)
    assert t.totals.run == 1
    assert find_their_last_turn(t.ledger, t.today) == (day(2), t["G1"].no)


def test_the_present_run_is_what_came_since_their_last_move() -> None:
    t = table("G1 a c5 day 0\nR1 x day 2\nG2 b c6 day 3\nG3 c c7 day 4\nG4 d c8 day 1")
    assert (t.totals.run, t.totals.run_cost, t.totals.theirs) == (
        2,
        Decimal(13),
        (day(2), MoveNo(2)),
    )


def test_what_is_open() -> None:
    t = table(
        """
        G1 a c10 day 0
        R1 x v4 day 1 -> G1
        G2 b c5 day 1
        R2 y v5 day 2 -> G2
        R3 z day 2
        A1 p day 2
        A2 q day 2 granted 3
        T1 r day 2
        G3 d day 4 draft
        """
    )
    assert open_names(t) == {"G1", "R3", "A1", "T1"}


def test_an_empty_ledger_has_nothing_in_it() -> None:
    t = table("")
    assert not any((t.totals.last, t.totals.exposure, open_names(t)))
    assert t.ledger.without_move(MoveNo(1)) == t.ledger
    assert t.today > MONDAY


@pytest.mark.parametrize(
    ("offers", "firsts"),
    [
        ([None, None, None], [1, 2, 3]),
        ([1, 1, 2], [1, 3]),
        ([1, None, 1], [1, 2, 3]),
        ([None, 2, 2], [1, 2]),
    ],
)
def test_gives_that_follow_from_one_offer_are_one_move(
    offers: list[int | None], firsts: list[int]
) -> None:
    t = table("G1 a day 0\nG2 b day 0\nG3 c day 0")
    gives = [
        replace(give, offer=None if no is None else OfferNo(no))
        for give, no in zip(t.ledger.moves.values(), offers, strict=True)
    ]
    assert [give.no for give in first_give_of_each_offer(gives)] == firsts
