"""Trades: gives and gets tied together, many to many. A get tied to several gives is split, so that
it counts once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.moves import Move, State
from bot.domain.worth import sum_known

ZERO = Decimal(0)
ONE = Decimal(1)


TIEABLE_GIVES = frozenset({State.FIRM, State.CONDITIONAL, State.GOODWILL})
"""States of a give that a get may be tied to."""

TIEABLE_GETS = frozenset({State.FIRM, State.PROMISED, State.CONDITIONAL})
"""States of a get that may be tied to a give."""


@dataclass(
    frozen=True,
    slots=True,
    kw_only=True,
    order=True,
)
class Tie:
    """One give tied to one get."""

    give: MoveNo
    get: MoveNo


GRAIN = Decimal("0.000001")
"""The smallest amount a get is split into, so that sums stay exact in any order."""

_WIDE = Context(prec=60)
"""Amounts with a grain of six digits need more than the usual 28 from some 10^22 on."""


def split_shares(gives: Sequence[Move], yardstick: Yardstick) -> dict[MoveNo, Decimal]:
    """Each give's share of a get tied to all of them, 0..1: by the gives' cost, or equally where a
    cost is unknown or all are nil."""
    weights = _weights_by_give(gives, yardstick)
    total = sum(weights.values(), ZERO)
    return {no: weight / total for no, weight in weights.items()}


def split_worth(
    worth: Decimal, gives: Sequence[Move], yardstick: Yardstick
) -> dict[MoveNo, Decimal]:
    """The amounts of a get's worth that fall on each of the gives tied to it, adding up to that
    worth exactly."""
    if len(gives) == 1:
        return {gives[0].no: worth}
    weights = _weights_by_give(gives, yardstick)
    total = sum(weights.values(), ZERO)
    parts: dict[MoveNo, Decimal] = {}
    weight_so_far = given_so_far = ZERO
    for no, weight in weights.items():
        weight_so_far += weight
        # Rounding the running total, not each part, leaves no rest for the last one to carry.
        upto = worth
        if weight_so_far != total:
            upto = _WIDE.quantize(worth * weight_so_far / total, GRAIN)
        parts[no] = upto - given_so_far
        given_so_far = upto
    return parts


def _weights_by_give(gives: Sequence[Move], yardstick: Yardstick) -> dict[MoveNo, Decimal]:
    costs = {give.no: yardstick.amount(give.cost, give.on) for give in gives}
    known = {no: cost for no, cost in costs.items() if cost is not None}
    if len(known) == len(costs) and sum_known(known.values()):
        return known
    return dict.fromkeys(costs, ONE)
