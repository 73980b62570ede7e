"""What an issue's range is worth, there and back."""

from decimal import Decimal

import pytest

from bot.domain.issues import (
    Issue,
    LinearScale,
    Points,
    Scale,
    build_even_scale,
    measure_worth_span,
)

DAYS = Issue(name="payment", unit="days", low=Decimal(14), high=Decimal(60))
SUPPORT = Issue(name="support", options=("silver", "gold", "platinum"))


@pytest.mark.parametrize("worth", ["1000", "12000.50", "0"])
@pytest.mark.parametrize("issue", [DAYS, SUPPORT])
@pytest.mark.parametrize("up", [True, False])
def test_a_scale_spans_what_its_range_is_worth(issue: Issue, worth: str, up: bool) -> None:
    scale = build_even_scale(issue, Decimal(worth), more_is_better=up, estimate=True)
    assert scale is not None
    assert scale.estimate
    assert measure_worth_span(issue, scale) == Decimal(worth)


def test_the_worst_is_worth_nothing_and_the_best_everything() -> None:
    falling = build_even_scale(DAYS, Decimal(46), more_is_better=False, estimate=False)
    assert falling is not None
    assert isinstance(falling.shape, LinearScale)
    worths = [
        round(falling.weight * (falling.shape.slope * day + falling.shape.start), 9)
        for day in (14, 37, 60)
    ]
    assert worths == [46, 23, 0]
    rising = build_even_scale(SUPPORT, Decimal(10), more_is_better=True, estimate=False)
    assert rising is not None
    assert rising.shape == Points(
        of={"silver": Decimal(0), "gold": Decimal("0.5"), "platinum": Decimal(1)}
    )


def test_a_number_without_a_range_spans_nothing_that_is_known() -> None:
    endless = Issue(name="price", unit="EUR", low=Decimal(80_000))
    assert build_even_scale(endless, Decimal(5), more_is_better=True, estimate=False) is None
    assert (
        measure_worth_span(endless, Scale(weight=Decimal(1), shape=LinearScale(slope=Decimal(1))))
        is None
    )
