from decimal import Decimal

import pytest

from bot.domain.measures.classes import MoveClass, classify_moves, find_move_classes
from bot.domain.measures.exposure import (
    compute_age_by_exposure,
    compute_drip_share,
    compute_exposure,
    compute_exposure_share,
    compute_freshness,
    compute_value_days,
)
from bot.domain.measures.fairness import (
    Ratio,
    compute_balance,
    compute_conditionality,
    compute_integrative_index,
    compute_leverage,
    compute_reciprocity,
    compute_their_reciprocity,
    sum_given_cost,
    sum_got_worth,
)
from bot.domain.measures.pace import (
    Pattern,
    compute_midpoint,
    compute_taper,
    find_bids_against_ourselves,
    find_steps,
    offer_for_midpoint,
)
from bot.domain.measures.picture import compute_picture
from bot.domain.rules import find_cautions
from tests.domain.ledgers import WORKED, Table, figures, table


@pytest.fixture
def example() -> Table:
    return table(WORKED)


def rounded(value: Decimal | None, places: str) -> Decimal:
    assert value is not None
    return value.quantize(Decimal(places))


def test_reciprocity_in_our_view(example: Table) -> None:
    ratio = compute_reciprocity(example.ledger, example.today)
    assert ratio == Ratio(value=Decimal("0.75"))
    assert sum_given_cost(example.ledger, example.today).amount == 40
    assert sum_got_worth(example.ledger, example.today).amount == 30


def test_balance(example: Table) -> None:
    balance = compute_balance(example.ledger, example.today)
    assert balance is not None
    assert balance.value == Decimal(-10) / 70
    assert rounded(balance.value, "0.001") == Decimal("-0.143")


def test_their_view_is_an_estimate(example: Table) -> None:
    ratio = compute_their_reciprocity(example.ledger, example.today)
    assert ratio is not None
    assert (rounded(ratio.value, "0.01"), ratio.estimate) == (Decimal("7.43"), True)


def test_exposure_and_its_age(example: Table) -> None:
    assert [example.left(g) for g in ("G1", "G2", "G3", "G4")] == [0, 6, 2, 4]
    assert compute_exposure(example.ledger, example.today).amount == 12
    assert compute_exposure_share(example.ledger, example.deal, example.today) == Decimal("0.06")
    assert compute_value_days(example.ledger, example.today) == 244
    assert rounded(compute_age_by_exposure(example.ledger, example.today), "0.1") == Decimal("20.3")


def test_the_kept_sums_say_the_same(example: Table) -> None:
    kept = example.totals
    assert figures(kept.given, kept.got, kept.exposure, kept.value_days(example.today)) == figures(
        40, 30, 12, 244
    )


def test_freshness() -> None:
    assert rounded(compute_freshness(27), "0.01") == Decimal("0.73")
    assert rounded(compute_freshness(10), "0.01") == Decimal("0.89")


def test_bids_against_ourselves(example: Table) -> None:
    bids = find_bids_against_ourselves(example.ledger, example.today)
    assert (bids.longest, bids.count, bids.rate, bids.cost) == (2, 1, Decimal("0.25"), Decimal(6))


def test_drip(example: Table) -> None:
    assert compute_drip_share(example.ledger, example.deal, example.today) == Decimal("0.25")


def test_steps_on_price_shrink(example: Table) -> None:
    taper = compute_taper(find_steps(example.ledger, "price", example.today))
    assert taper is not None
    assert taper.steps == figures(20, 10, 4)
    assert taper.ratios == (Decimal("0.5"), Decimal("0.4"))
    assert taper.pattern is Pattern.SHRINKING


def test_integrative_index(example: Table) -> None:
    index = compute_integrative_index(example.ledger, example.today)
    assert index is not None
    assert index.value == Decimal(35) / 129
    assert rounded(index.value, "0.01") == Decimal("0.27")


def test_move_classes(example: Table) -> None:
    classes = find_move_classes(example.ledger, example.deal, example.today)
    assert {example.name_of(no): kind for no, kind in classes.items()} == {
        "G1": MoveClass.CONCESSION,
        "G2": MoveClass.CONCESSION,
        "R1": MoveClass.NICE,
        "G3": MoveClass.NICE,
        "G4": MoveClass.SILENT,
    }


def test_a_trade_of_one_day_is_one_move_of_the_side_that_moved_first(example: Table) -> None:
    moves = classify_moves(example.ledger, example.deal, example.today)
    assert [[example.name_of(no) for no in m.moves] for m in moves] == [
        ["G1"],
        ["G2"],
        ["R1"],
        ["G3", "R2"],
        ["G4"],
    ]
    assert [m.ours for m in moves] == [True, True, False, True, True]


def test_midpoint() -> None:
    assert offer_for_midpoint(Decimal(100), Decimal(80)) == 120
    assert compute_midpoint(Decimal(120), Decimal(80)) == 100


def test_leverage(example: Table) -> None:
    assert compute_leverage(example["G2"], example.deal.yardstick) == 3
    assert compute_leverage(example["G1"], example.deal.yardstick) == 1


def test_one_of_four_gives_was_made_with_an_if(example: Table) -> None:
    assert compute_conditionality(example.ledger, example.today).ratio == Decimal("0.25")


def test_what_the_review_points_out(example: Table) -> None:
    assert [c.rule for c in find_cautions(example.situation())] == [
        "open_give",
        "no_asks",
        "undisclosed_reference",
        "no_reason",
    ]


def test_the_picture_holds_all_of_it(example: Table) -> None:
    picture = compute_picture(example.ledger, example.deal, example.today)
    assert (picture.gives, picture.gets, picture.open_gives, picture.oldest) == (4, 2, 3, 27)
    assert (picture.share, picture.value_days, picture.drip) == (
        Decimal("0.06"),
        Decimal(244),
        Decimal("0.25"),
    )
    assert picture.sensitivity is None
    assert (picture.lag.theirs, picture.lag.ours) == (Decimal(1), None)
