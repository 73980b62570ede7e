"""A caution: what a rule found, as facts. Its words are in `templates/cautions/<rule>.j2`."""

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from bot.domain.ids import MoveNo


class Severity(IntEnum):
    """How much a caution weighs against another; the weightiest is said first."""

    NOTE = 1
    CAUTION = 2
    STRONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What one rule found: the moves it is about, and the figures its words need.

    `amount` is in the deal's unit, `share` of the deal's size 0.., `days` calendar days unless the rule says working
    days, `count` how many. `key` names the thing it is about and `weight` how much of it, so that it is not said
    twice unless it grew.
    """

    rule: str
    severity: Severity
    moves: tuple[MoveNo, ...] = ()
    what: str = ""
    amount: Decimal | None = None
    share: Decimal | None = None
    count: int = 0
    days: int = 0
    weight: Decimal = Decimal(0)

    @property
    def key(self) -> str:
        """What it is about, the same as long as the thing is the same."""
        return f"{self.rule}:{self.moves[0] if self.moves else ''}"
