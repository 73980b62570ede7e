"""Days that limit a thing, which people often name without a year."""

from dataclasses import dataclass
from enum import StrEnum

_DAYS_OF_A_MONTH = 31
_HALF_A_YEAR = 6 * _DAYS_OF_A_MONTH
"""Days, as if each month had 31: enough to tell which of two days is later."""


class BoundKind(StrEnum):
    """How a day limits a thing."""

    UNTIL = "until"
    BY = "by"
    ON = "on"
    """From that day, on it, or in it: an earlier day is neither more nor less."""


class MonthDue(StrEnum):
    """How somebody names a month as the time by which something is due."""

    BY = "by"
    """`by February`"""
    BY_END = "by_end"
    """`by end of February`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A day that limits a thing; without a year where none was named."""

    kind: BoundKind
    month: int
    day: int
    year: int | None = None


def count_days_between(first: Bound, second: Bound) -> int:
    """About how many days the second is after the first; without years the way round that is shorter."""
    days = (second.month - first.month) * _DAYS_OF_A_MONTH + second.day - first.day
    if first.year is not None and second.year is not None:
        return days + (second.year - first.year) * 2 * _HALF_A_YEAR
    if days > _HALF_A_YEAR:
        return days - 2 * _HALF_A_YEAR
    if days < -_HALF_A_YEAR:
        return days + 2 * _HALF_A_YEAR
    return days
