"""Levels that readings, thresholds and bands are about: a number with its unit, within bounds."""

from dataclasses import dataclass
from decimal import Decimal

PERCENT = "%"
MOST = Decimal(10) ** 12
MOST_PERCENT = Decimal(1000)
"""A share beyond ten times the whole is a slip of the finger or the wrong unit."""
MOST_DECIMALS = 6


def count_decimals(value: Decimal) -> int:
    """How many decimals a number needs to be written in full."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


class LevelOutOfBounds(ValueError):
    """A number that no measure stands at: not finite, too large for its unit, or too fine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A number in a unit; "" where none was said. Raises `LevelOutOfBounds`."""

    value: Decimal
    unit: str = ""

    def __post_init__(self) -> None:
        check_level(self.value, self.unit)

    @property
    def decimals(self) -> int:
        """How many decimals its number has."""
        return count_decimals(self.value)


def check_level(value: Decimal, unit: str) -> None:
    """Raises `LevelOutOfBounds` for a number that nothing measured in that unit stands at."""
    most = MOST_PERCENT if unit == PERCENT else MOST
    if not value.is_finite() or abs(value) > most or count_decimals(value) > MOST_DECIMALS:
        raise LevelOutOfBounds(value)
