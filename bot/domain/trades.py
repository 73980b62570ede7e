"""Trades: gives and gets tied together, many to many. A get tied to several gives is split, so that it counts once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.moves import Move, State

ZERO = Decimal(0)
ONE = Decimal(1)


TIEABLE_GIVES = frozenset({State.FIRM, State.CONDITIONAL, State.GOODWILL})
"""States of a give that a get may be tied to."""

TIEABLE_GETS = frozenset({State.FIRM, State.PROMISED, State.CONDITIONAL})
"""States of a get that may be tied to a give."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tie:
    """One give tied to one get."""

    give: MoveNo
    get: MoveNo


GRAIN = Decimal("0.000001")
"""The smallest amount a get is split into, so that sums stay exact in any order."""

_WIDE = Context(prec=60)


def split_shares(gives: Sequence[Move], yardstick: Yardstick) -> dict[MoveNo, Decimal]:
    """Each give's share of a get tied to all of them, 0..1: by the gives' cost, or equally where a cost is unknown or
    all are nil."""
    keys = _keys(gives, yardstick)
    total = sum(keys, ZERO)
    return {give.no: key / total for give, key in zip(gives, keys, strict=True)}


def split_worth(
    worth: Decimal, gives: Sequence[Move], yardstick: Yardstick
) -> dict[MoveNo, Decimal]:
    """The amounts of a get's worth that fall on each of the gives tied to it, adding up to that worth exactly."""
    keys = _keys(gives, yardstick)
    total = sum(keys, ZERO)
    of: dict[MoveNo, Decimal] = {}
    key = before = ZERO
    for give, own in zip(gives, keys, strict=True):
        key += own
        upto = worth if key == total else _WIDE.quantize(worth * key / total, GRAIN)
        of[give.no] = upto - before
        before = upto
    return of


def _keys(gives: Sequence[Move], yardstick: Yardstick) -> list[Decimal]:
    costs = [yardstick.amount(g.cost, g.on) for g in gives]
    known = [c for c in costs if c is not None]
    return known if len(known) == len(gives) and sum(known, ZERO) else [ONE] * len(gives)
