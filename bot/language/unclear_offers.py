"""Why an offer, or a part of it, cannot be read."""

from dataclasses import dataclass
from enum import StrEnum


class UnclearReason(StrEnum):
    """Why an offer, or a part of it, cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    PART = "part"
    """A part of it names no issue, or no value."""
    TWICE = "twice"
    """One issue has two values."""
    CURRENCY = "currency"
    UNIT = "unit"
    OPTION = "option"
    """A value that is none of the issue's options, where it is known what each of them is worth."""
    RANGE = "range"
    """A range instead of one number."""
    NUMBER = "number"
    RELATIVE = "relative"
    """It says how much more, not how much."""
    NO_SUCH_DAY = "no_such_day"
    TO_COME = "to_come"
    """An offer of a day to come."""
    WHO = "who"
    """Nobody of that name sits at this table."""
    TWO_SIDES = "two_sides"
    """An offer of each side; `takes` are the two, as they can be typed one by one."""
    MIXED = "mixed"
    """An answer to an offer, and something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclearPart:
    """A part of an offer that cannot be read: why, the part as typed, and what the issue takes instead."""

    why: UnclearReason
    part: str = ""
    issue: str = ""
    takes: tuple[str, ...] = ()


class UnclearOffer(Exception):
    """A part of an offer cannot be read."""

    def __init__(
        self, why: UnclearReason, part: str, *, issue: str = "", takes: tuple[str, ...] = ()
    ) -> None:
        super().__init__(why, part)
        self.doubt = UnclearPart(why=why, part=part, issue=issue, takes=takes)
