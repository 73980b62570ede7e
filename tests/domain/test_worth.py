from decimal import Decimal

import pytest

from bot.domain.worth import LARGEST_FIGURE, Figure, FigureOutOfRange


@pytest.mark.parametrize(
    "amount", [LARGEST_FIGURE * 10, -LARGEST_FIGURE * 10, Decimal("NaN"), Decimal("Infinity")]
)
def test_no_figure_is_larger_than_sums_can_hold(amount: Decimal) -> None:
    with pytest.raises(FigureOutOfRange):
        Figure(amount=amount)
    with pytest.raises(FigureOutOfRange):
        Figure(amount=Decimal(1), low=Decimal(0), high=amount)


def test_the_largest_figure_there_is_can_be_made() -> None:
    assert Figure(amount=LARGEST_FIGURE).amount == LARGEST_FIGURE
