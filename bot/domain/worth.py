"""Figures: what a move costs or is worth. Money in a currency, points, or a size that the deal
gives an amount.

Unknown is `None`, never zero. All arithmetic is exact (`Decimal`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Self

POINTS = "pts"
"""The unit of figures in points mode; every other unit is an ISO 4217 code."""


class Size(StrEnum):
    """A rough figure in words; it counts only where the deal says what amount it stands for."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


LARGEST_TYPED = Decimal(10) ** 13
"""The largest amount that people may give."""
MOST_TYPED_DECIMALS = 6
"""More than that nobody means, and sums of them would be rounded."""
LARGEST_FIGURE = LARGEST_TYPED * 10**5
"""The largest figure there is: sums over all moves of a deal stay below it, and `Decimal` counts it to the cent."""


class FigureOutOfRange(ValueError):
    """This figure is too large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount in one unit. A range is its midpoint with both ends kept, and an estimate.

    `unit` is an ISO 4217 code, `POINTS`, or "" where the person named none (the deal's currency is
    meant).
    """

    amount: Decimal
    unit: str = ""
    estimate: bool = False
    low: Decimal | None = None
    high: Decimal | None = None

    def __post_init__(self) -> None:
        """Raises `FigureOutOfRange`, so that no door lets in a figure that no sum can hold."""
        for part in (self.amount, self.low, self.high):
            if part is not None and not (part.is_finite() and abs(part) <= LARGEST_FIGURE):
                raise FigureOutOfRange

    @classmethod
    def between(cls, low: Decimal, high: Decimal, unit: str = "") -> Self:
        """The range from `low` to `high`, counted as its midpoint."""
        return cls(
            amount=(low + high) / 2,
            unit=unit,
            estimate=True,
            low=low,
            high=high,
        )

    def in_unit(self, unit: str) -> "Figure":
        """The same figure with the unit filled in where the person named none."""
        return self if self.unit else replace(self, unit=unit)


Worth = Figure | Size
"""What a cost or a worth may be: a figure or a size; `None` beside it means unknown."""


def sum_known(amounts: Iterable[Decimal | None]) -> Decimal:
    """The sum of the amounts that are known; 0 where none is."""
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
