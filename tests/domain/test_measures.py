from decimal import Decimal

import pytest

from bot.domain.calendar import DaysOff
from bot.domain.deals import Rate, Yardstick
from bot.domain.measures.classes import (
    MoveClass,
    classify_moves,
    compute_sensitivity,
    find_move_classes,
)
from bot.domain.measures.exposure import (
    compute_age_by_exposure,
    compute_drip_share,
    compute_exposure,
    compute_exposure_share,
    compute_fresh_exposure,
)
from bot.domain.measures.fairness import (
    Sum,
    compute_asks_per_give,
    compute_balance,
    compute_conditionality,
    compute_granted_asks,
    compute_integrative_index,
    compute_leverage,
    compute_reciprocity,
    compute_their_reciprocity,
    sum_given_cost,
)
from bot.domain.measures.pace import (
    Pattern,
    compute_mirroring,
    compute_reply_lag,
    compute_taper,
    find_bids_against_ourselves,
    find_steps,
)
from bot.domain.moves import Move
from bot.domain.worth import Figure, Size
from tests.domain.ledgers import MONDAY, Table, day, deal, table


def ratios(t: Table) -> list[object]:
    return [
        compute_reciprocity(t.ledger, t.today),
        compute_balance(t.ledger, t.today),
        compute_their_reciprocity(t.ledger, t.today),
        compute_integrative_index(t.ledger, t.today),
        compute_drip_share(t.ledger, t.deal, t.today),
        compute_conditionality(t.ledger, t.today).ratio,
        compute_asks_per_give(t.ledger, t.today).ratio,
        find_bids_against_ourselves(t.ledger, t.today).rate,
    ]


@pytest.mark.parametrize(
    "lines", ["", "G1 a c10 v20 day 0", "G1 a c10 v20 day 0\nR1 b c5 v9 day 1 -> G1\nA1 x day 1"]
)
def test_there_is_no_ratio_from_fewer_than_two_gives(lines: str) -> None:
    assert ratios(table(lines)) == [None] * 8


def test_two_gives_without_figures_make_no_ratio_of_amounts() -> None:
    assert ratios(table("G1 a day 0\nG2 b day 1\nR1 x day 2"))[:5] == [None] * 5


def test_a_give_that_cost_nothing_is_left_out_of_ratios() -> None:
    assert (
        compute_reciprocity(table("G1 a c0 day 0\nG2 b c5 day 0\nR1 x v5 day 1").ledger, day(30))
        is None
    )


def test_gets_without_a_figure_do_not_read_as_nothing_got() -> None:
    t = table("G1 a c10 day 0\nG2 b c10 day 0\nR1 x day 1")
    assert (compute_reciprocity(t.ledger, t.today), compute_balance(t.ledger, t.today)) == (
        None,
        None,
    )


def test_no_gets_at_all_is_nothing_got() -> None:
    t = table("G1 a c10 day 0\nG2 b c10 day 0")
    ratio, balance = compute_reciprocity(t.ledger, t.today), compute_balance(t.ledger, t.today)
    assert ratio is not None
    assert balance is not None
    assert (ratio.value, balance.value) == (Decimal(0), Decimal(-1))


def test_their_view_needs_a_cost_of_theirs() -> None:
    lines = "G1 a c10 v10 day 0\nG2 b c10 v10 day 0"
    assert compute_their_reciprocity(table(lines).ledger, day(30)) is None
    assert compute_their_reciprocity(table(f"{lines}\nR1 x c0 v9 day 0").ledger, day(30)) is None


def test_a_sum_says_how_many_have_no_figure() -> None:
    t = table("G1 a c10 day 0\nG2 b day 0\nG3 c day 0\nG4 d c2 day 0")
    assert sum_given_cost(t.ledger, t.today) == Sum(amount=Decimal(12), figured=2, unfigured=2)
    assert compute_exposure(t.ledger, t.today) == Sum(amount=Decimal(12), figured=2, unfigured=2)
    assert not Sum(unfigured=2).known
    assert Sum().known


@pytest.mark.parametrize("cost", ["c~10", "cM", "c10USD"])
def test_estimates_sizes_and_rates_flag_a_sum(cost: str) -> None:
    t = table(f"G1 a {cost} day 0\nG2 b c5 day 0")
    yardstick = Yardstick(
        unit="EUR",
        sizes={Size.M: Decimal(10)},
        rates=(Rate(currency="USD", rate=Decimal("0.9"), day=MONDAY),),
    )
    ledger = type(t.ledger)(t.ledger.moves, t.ledger.ties, yardstick)
    assert sum_given_cost(ledger, t.today).estimate
    assert not sum_given_cost(table("G1 a c10 day 0\nG2 b c5EUR day 0").ledger, t.today).estimate


def test_a_size_or_a_currency_counts_only_where_the_deal_says_how_much_it_is() -> None:
    t = table("G1 a cM day 0\nG2 b c10USD day 0")
    assert sum_given_cost(t.ledger, t.today) == Sum(unfigured=2)


def test_a_range_counts_as_its_midpoint() -> None:
    assert Figure.between(Decimal(10), Decimal(15), "EUR").amount == Decimal("12.5")


def test_a_rate_holds_from_its_day_on() -> None:
    rates = (
        Rate(currency="USD", rate=Decimal("0.9"), day=day(3)),
        Rate(currency="USD", rate=Decimal("0.8"), day=day(9)),
    )
    yardstick = Yardstick(unit="EUR", rates=rates)
    ten = Figure(amount=Decimal(10), unit="USD")
    assert [yardstick.amount(ten, day(n)) for n in (2, 3, 9)] == [None, Decimal(9), Decimal(8)]


def test_exposure_as_a_share_needs_the_deals_size() -> None:
    assert (
        compute_exposure_share(table("G1 a c10 day 0", of=deal(None)).ledger, deal(None), day(3))
        is None
    )
    assert compute_exposure_share(table("G1 a day 0").ledger, deal(), day(3)) is None
    assert compute_exposure_share(table("").ledger, deal(), day(3)) == 0


def test_nothing_out_has_no_age() -> None:
    assert (
        compute_age_by_exposure(table("G1 a c10 day 0\nR1 x v10 day 1 -> G1").ledger, day(30))
        is None
    )
    assert compute_age_by_exposure(table("G1 a day 0").ledger, day(30)) is None


def test_fresh_exposure_shrinks_with_age() -> None:
    t = table("G1 a c10 day 0\nG2 b c10 day 0\nG3 c day 0", today=30)
    assert compute_fresh_exposure(t.ledger, day(0)) == 20
    assert compute_fresh_exposure(t.ledger, day(30)) == 14


class TestConditionality:
    def test_gives_that_still_wait_or_lapsed_were_made_with_an_if_too(self) -> None:
        t = table(
            "A1 x day 0\nG1 a day 0\nG2 b day 0 if\nG3 c day 0 for A1 lapsed\nG4 d day 0 if met 3\nG5 e day 0 draft if"
        )
        part = compute_conditionality(t.ledger, t.today)
        assert (part.part, part.whole) == (4, 5)

    def test_drafts_and_void_gives_were_not_made(self) -> None:
        t = table("G1 a day 0\nG2 b day 0 if\nG3 c day 0 if draft\nG4 d day 0 if void")
        assert compute_conditionality(t.ledger, t.today).ratio == Decimal("0.5")


def test_asks_per_give_and_granted_asks() -> None:
    t = table(
        "G1 a day 0\nG2 b day 0\nA1 x day 0 granted 1\nA2 y day 0 partly 2\nA3 z day 0 void\nT1 w day 0"
    )
    assert compute_asks_per_give(t.ledger, t.today).ratio == 1
    granted = compute_granted_asks(t.ledger)
    assert (granted.part, granted.whole, granted.ratio) == (1, 2, Decimal("0.5"))
    assert compute_granted_asks(table("").ledger).ratio is None


class TestReplies:
    LINES = """
        G1 a c10 day 0
        R1 w v5 day 2
        G2 b c20 day 3
        R2 x v10 day 7
        G3 c c30 day 8
        R3 y v15 day 18
        G4 d c40 day 20
    """

    def test_working_days_until_the_other_sides_next_give(self) -> None:
        lag = compute_reply_lag(table(self.LINES).ledger, day(30))
        assert (lag.theirs, lag.ours) == (Decimal(2), Decimal(1))
        assert lag.their_replies == 3

    def test_one_get_after_three_gives_is_one_reply(self) -> None:
        lines = "G1 a c10 day 0\nG2 b c20 day 1\nG3 c c30 day 2\nR1 w v5 day 2"
        lag = compute_reply_lag(table(lines).ledger, day(30))
        assert (lag.theirs, lag.their_replies) == (Decimal(1), 1)

    def test_public_holidays_do_not_count(self) -> None:
        lag = compute_reply_lag(
            table(self.LINES).ledger, day(30), DaysOff(holidays={day(1), day(4)})
        )
        assert lag.theirs == 1

    def test_two_pairs_say_nothing(self) -> None:
        lines = "G1 a c10 day 0\nR1 w v5 day 2\nG2 b c20 day 3\nR2 x v10 day 7"
        assert compute_reply_lag(table(lines).ledger, day(30)).theirs is None
        assert compute_mirroring(table(lines).ledger, day(30)).ratio is None

    def test_mirroring_is_the_median_size_of_their_reply(self) -> None:
        mirroring = compute_mirroring(table(self.LINES).ledger, day(30))
        assert (mirroring.ratio, mirroring.rho) == (Decimal("0.5"), None)

    @pytest.mark.parametrize(("last", "rho"), [("v25", "1.00"), ("v1", "0.00")])
    def test_from_five_pairs_sizes_are_ranked(self, last: str, rho: str) -> None:
        more = f"{self.LINES}\nR4 z v20 day 21\nG5 e c50 day 22\nR5 q {last} day 23"
        mirroring = compute_mirroring(table(more).ledger, day(30))
        assert mirroring.rho is not None
        assert mirroring.rho.quantize(Decimal("0.01")) == Decimal(rho)

    def test_equal_sizes_have_no_rank_correlation(self) -> None:
        lines = "\n".join(f"G{n} a c10 day {2 * n}\nR{n} b v5 day {2 * n + 1}" for n in range(1, 7))
        assert compute_mirroring(table(lines).ledger, day(30)).rho is None


class TestTaper:
    @pytest.mark.parametrize(
        ("sizes", "pattern"),
        [
            ("20 10 4", Pattern.SHRINKING),
            ("4 10 20", Pattern.GROWING),
            ("10 10 11", Pattern.EVEN),
            ("20 1", Pattern.ALL_FIRST),
            ("1 0 20", Pattern.ALL_LAST),
            ("5 20 5", None),
            ("0 0", None),
        ],
    )
    def test_patterns(self, sizes: str, pattern: Pattern | None) -> None:
        taper = compute_taper([Decimal(s) for s in sizes.split()])
        assert taper is not None
        assert taper.pattern is pattern

    def test_one_step_is_no_pattern(self) -> None:
        assert compute_taper([Decimal(5)]) is None

    def test_after_a_step_of_nothing_there_is_no_ratio(self) -> None:
        taper = compute_taper([Decimal(0), Decimal(5), Decimal(10)])
        assert taper is not None
        assert taper.ratios == (None, Decimal(2))

    def test_their_steps_are_seen_by_what_they_are_worth_to_us(self) -> None:
        t = table(
            "R1 price v20 day 0\nR2 price v5 day 1\nR3 term v9 day 1\nR4 price day 2\nG1 price c1 day 2"
        )
        assert find_steps(t.ledger, "price", t.today, ours=False) == [Decimal(20), Decimal(5)]


class TestClasses:
    @pytest.mark.parametrize(
        ("line", "kind"),
        [
            ("G1 a c10 v20 day 0", MoveClass.CONCESSION),
            ("G1 a c10 v0 day 0", MoveClass.CONCESSION),
            ("G1 a c0 v20 day 0", MoveClass.NICE),
            ("G1 a c5.99 v5.99 day 0", MoveClass.SILENT),
            ("G1 a c6 v5.99 day 0", MoveClass.CONCESSION),
            ("G1 a c5.99 v6 day 0", MoveClass.NICE),
            ("R1 a c0 v20 day 0", MoveClass.NICE),
            ("R1 a c20 v20 day 0", MoveClass.CONCESSION),
        ],
    )
    def test_a_single_move(self, line: str, kind: MoveClass) -> None:
        t = table(line)
        assert list(find_move_classes(t.ledger, t.deal, t.today).values()) == [kind]

    @pytest.mark.parametrize(
        ("give", "get", "kind"),
        [
            ("c10 v30", "c10 v30", MoveClass.FORTUNATE),
            ("c10 v10", "c10 v30", MoveClass.SELFISH),
            ("c10 v10", "c20 v30", MoveClass.SELFISH),
            ("c10 v10", "c20 v10", MoveClass.UNFORTUNATE),
            ("c30 v10", "c20 v10", MoveClass.UNFORTUNATE),
        ],
    )
    def test_a_trade_of_one_day_is_one_move(self, give: str, get: str, kind: MoveClass) -> None:
        t = table(f"G1 a {give} day 0\nR1 b {get} day 0 -> G1")
        assert find_move_classes(t.ledger, t.deal, t.today) == {t["G1"].no: kind}

    def test_the_side_that_moved_first_made_it(self) -> None:
        t = table("R1 b c0 v30 day 0\nG1 a c20 v20 day 0 -> R1")
        (move,) = classify_moves(t.ledger, t.deal, t.today)
        assert (move.ours, move.own, move.other) == (False, Decimal("0.1"), Decimal("0.05"))

    def test_one_unknown_figure_leaves_a_move_without_a_class(self) -> None:
        t = table("G1 a c10 day 0\nG2 b c10 v10 day 1\nR1 c v9 day 1 -> G2")
        assert find_move_classes(t.ledger, t.deal, t.today) == {}
        assert [m.kind for m in classify_moves(t.ledger, t.deal, t.today)] == [None, None]

    def test_without_a_size_of_the_deal_there_are_no_classes(self) -> None:
        t = table("G1 a c10 v20 day 0", of=deal(None))
        assert find_move_classes(t.ledger, t.deal, t.today) == {}

    def test_sensitivity_from_six_moves_of_a_side(self) -> None:
        six = (
            "\n".join(f"G{n} a c10 v20 day {n}" for n in range(1, 5))
            + "\nG5 b c1 v1 day 6\nG6 c c1 v1 day 7"
        )
        t = table(six)
        moves = classify_moves(t.ledger, t.deal, t.today)
        assert compute_sensitivity(moves, ours=True) == 2
        assert compute_sensitivity(moves, ours=False) is None
        assert compute_sensitivity(moves[:5], ours=True) is None

    def test_a_side_that_always_heeds_has_no_sensitivity_to_divide(self) -> None:
        t = table("\n".join(f"G{n} a c10 v20 day {n}" for n in range(1, 8)))
        assert compute_sensitivity(classify_moves(t.ledger, t.deal, t.today), ours=True) is None


def test_leverage_of_a_give() -> None:
    def leverage(line: str) -> Decimal | None:
        return compute_leverage(first_of(table(line)), deal().yardstick)

    assert leverage("G1 a c4 v20 day 0") == 5
    assert leverage("G1 a c4 v0 day 0") == 0
    assert [leverage(f"G1 a {mark} day 0") for mark in ("c0 v20", "v20", "c4", "")] == [None] * 4


def first_of(t: Table) -> Move:
    return t["G1"]


def test_the_cost_of_bidding_against_ourselves_leaves_the_first_of_each_run_out() -> None:
    t = table("G1 a c1 day 0\nG2 b c2 day 1\nR1 x day 2\nG3 c c4 day 3\nG4 d c8 day 4\nG5 e day 5")
    bids = find_bids_against_ourselves(t.ledger, t.today)
    assert (bids.count, bids.longest, bids.cost, bids.unfigured) == (3, 3, Decimal(10), 1)
    assert bids.rate == Decimal("0.6")


def test_the_least_that_says_something_is_enough() -> None:
    t = table("G1 a c5 v10 day 0\nG2 b c15 v10 day 1\nR1 x c4 v5 day 2\nA1 y day 0 granted 1")
    reciprocity = compute_reciprocity(t.ledger, t.today)
    theirs = compute_their_reciprocity(t.ledger, t.today)
    assert reciprocity is not None
    assert theirs is not None
    assert (reciprocity.value, theirs.value) == (Decimal("0.25"), Decimal(5))
    assert compute_granted_asks(t.ledger).ratio == 1


def test_no_ask_granted_is_none_of_them() -> None:
    ledger = table("A1 y day 0\nA2 z day 0 declined 1\nA3 w day 0 granted 1").ledger
    assert (compute_granted_asks(ledger).part, compute_granted_asks(ledger).whole) == (1, 3)


@pytest.mark.parametrize("estimated", ["G1 a c~5 day 0\nG2 b c5", "G1 a c5 day 0\nG2 b c~5"])
def test_one_estimate_makes_a_ratio_an_estimate(estimated: str) -> None:
    t = table(f"{estimated} day 0\nR1 x v5 day 1")
    ratio = compute_reciprocity(t.ledger, t.today)
    assert ratio is not None
    assert ratio.estimate
    got = table("G1 a c5 day 0\nG2 b c5 day 0\nR1 x v~5 day 1")
    from_their_side = compute_reciprocity(got.ledger, got.today)
    assert from_their_side is not None
    assert from_their_side.estimate


@pytest.mark.parametrize("half", ["R1 x v7 day 1", "R1 x c7 day 1", "R1 x day 1"])
def test_a_move_with_one_figure_only_is_not_in_the_integrative_index(half: str) -> None:
    t = table(f"G1 a c5 v10 day 0\nG2 b c5 v10 day 0\n{half}")
    index = compute_integrative_index(t.ledger, t.today)
    assert index is not None
    assert (index.value, index.unfigured) == (Decimal(10) / 30, 1)


def test_a_drip_is_counted_from_two_gives_up_to_five_percent_each() -> None:
    t = table("G1 a c10 day 0\nG2 b c10.01 day 1")
    share = compute_drip_share(t.ledger, t.deal, t.today)
    assert share == Decimal(10) / Decimal("20.01")
    unknown = table("G1 a c5 day 0\nG2 b c5 day 1\nG3 c day 2")
    assert compute_drip_share(unknown.ledger, unknown.deal, unknown.today) == 1


def test_without_gives_no_run_is_the_longest() -> None:
    t = table("")
    assert find_bids_against_ourselves(t.ledger, t.today).longest == 0


def test_pairs_without_figures_or_with_a_free_give_mirror_nothing() -> None:
    known = "".join(f"G{n} a c4 day {2 * n}\nR{n} x v2 day {2 * n + 1}\n" for n in range(3))
    odd = "G7 free c0 day 10\nR7 y v5 day 11\nG8 b c5 day 12\nR8 z day 13\nG9 c day 14\nR9 w v1 day 15"
    t = table(known + odd)
    assert compute_mirroring(t.ledger, t.today).ratio == Decimal("0.5")


@pytest.mark.parametrize(
    ("deltas", "pattern"),
    [
        ([9, 1], Pattern.ALL_FIRST),
        ([1, 9], Pattern.ALL_LAST),
        ([89, 11], Pattern.SHRINKING),
        ([11, 89], Pattern.GROWING),
        ([10, 11], Pattern.EVEN),
        ([5, 1, 5], None),
    ],
)
def test_nearly_all_is_nine_tenths_and_even_is_a_tenth(
    deltas: list[int], pattern: Pattern | None
) -> None:
    found = compute_taper([Decimal(delta) for delta in deltas])
    assert found is not None
    assert found.pattern is pattern
