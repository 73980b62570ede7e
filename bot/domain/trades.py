"""Trades: gives and gets tied together, many to many. A get tied to several gives is split, so that it counts once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.deals import Yardstick
from bot.domain.ids import MoveNo
from bot.domain.moves import Move

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Tie:
    """One give tied to one get."""

    give: MoveNo
    get: MoveNo


def shares(
    get: MoveNo, ties: Iterable[Tie], moves: Mapping[MoveNo, Move], yardstick: Yardstick
) -> dict[MoveNo, Decimal]:
    """Each tied give's share of that get, 0..1, adding up to 1: by the gives' cost, or equally where a cost is
    unknown or all are nil."""
    gives = [moves[t.give] for t in ties if t.get == get]
    costs = [yardstick.amount(g.cost, g.on) for g in gives]
    known = [c for c in costs if c is not None]
    total = sum(known, ZERO)
    if len(known) < len(gives) or not total:
        return {g.no: ONE / len(gives) for g in gives}
    return {g.no: c / total for g, c in zip(gives, known, strict=True)}
