"""A caution: what a rule found, as facts. Its words are in `templates/cautions/<rule>.j2`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum

from bot.domain.ids import MoveNo, OfferNo
from bot.domain.moves import Move


class Severity(IntEnum):
    """How much a caution weighs against another; the weightiest is said first."""

    NOTE = 1
    CAUTION = 2
    STRONG = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Caution:
    """What one rule found: the moves or the offer it is about, and the figures its words need.

    `amount` is in the deal's unit, `share` of the deal's size 0.., `days` calendar days unless the
    rule says working days, `count` how many; `other` is what it is compared with and `day` a day it
    speaks of. `partly`: gets answer its first move in part; `loose` are gets matched with nothing.
    `thing` names what it is about where that is not its first move, and `weight` how
    much of it there is, so that it is not said twice unless it grew.
    """

    rule: str
    severity: Severity
    moves: tuple[MoveNo, ...] = ()
    offer: OfferNo | None = None
    what: str = ""
    other: str = ""
    amount: Decimal | None = None
    share: Decimal | None = None
    count: int = 0
    days: int = 0
    day: date | None = None
    partly: bool = False
    loose: tuple[MoveNo, ...] = ()
    thing: str = ""
    weight: Decimal = Decimal(0)

    @property
    def key(self) -> str:
        """The rule and what it is about: the same text for as long as it speaks of the same
        thing."""
        return f"{self.rule}:{self._subject}"

    @property
    def _subject(self) -> str:
        if self.thing:
            return self.thing
        # An offer's number and a move's are counted apart, so the key says which it is.
        if self.offer is not None:
            return f"offer {self.offer}"
        return str(self.moves[0]) if self.moves else ""


def caution_about(moves: Sequence[Move], *, rule: str, severity: Severity) -> Caution:
    """A caution about these moves: named after the first of them, and weighed by how many they
    are."""
    return Caution(
        rule=rule,
        severity=severity,
        moves=tuple(move.no for move in moves),
        what=moves[0].what,
        count=len(moves),
        weight=Decimal(len(moves)),
    )


def put_first(first: Move, moves: Sequence[Move]) -> list[Move]:
    """The moves in their order, but with `first` before all others."""
    return [first, *(move for move in moves if move is not first)]
