"""Move classes: what a move does for either side. Estimates, on a human ledger (Hindriks, Jonker & Tykhonov 2007)."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.ledger import Ledger, by_day
from bot.domain.moves import Kind, Move
from bot.domain.trades import ZERO

LEAST_MOVES = 6
"""Classed moves of a side below which nothing is said about its sensitivity."""


class MoveClass(StrEnum):
    """What a move does for its maker and for the other side."""

    SILENT = "silent"
    NICE = "nice"
    FORTUNATE = "fortunate"
    CONCESSION = "concession"
    SELFISH = "selfish"
    UNFORTUNATE = "unfortunate"


_CLASSES = {
    (0, 0): MoveClass.SILENT,
    (0, 1): MoveClass.NICE,
    (1, 1): MoveClass.FORTUNATE,
    (-1, 1): MoveClass.CONCESSION,
    (-1, 0): MoveClass.CONCESSION,
    (1, 0): MoveClass.SELFISH,
    (1, -1): MoveClass.SELFISH,
    (0, -1): MoveClass.UNFORTUNATE,
    (-1, -1): MoveClass.UNFORTUNATE,
}
HEEDING = frozenset({MoveClass.FORTUNATE, MoveClass.NICE, MoveClass.CONCESSION})
"""Classes of moves that do something for the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassedMove:
    """One move as the classes see it: a give or a get, or all of one trade made on one day.

    `ours` says who moved first, `own` and `other` are the changes for that side and for the other as shares of the
    deal's size, None where a figure or the size is unknown; so is `kind` then.
    """

    moves: tuple[MoveNo, ...]
    ours: bool
    own: Decimal | None
    other: Decimal | None
    kind: MoveClass | None


def classify_moves(ledger: Ledger, deal: Deal, today: date) -> list[ClassedMove]:
    """All gives and gets that count, as moves of the side that moved first, oldest first."""
    return [_classed(group, ledger, deal) for group in _groups(ledger, today)]


def find_move_classes(
    ledger: Ledger, deal: Deal, today: date, *, among: AbstractSet[MoveNo] | None = None
) -> dict[MoveNo, MoveClass]:
    """The class of each move whose class is known, under the number of its first give or get; `among`: of these
    numbers only."""
    groups = (group for group in _groups(ledger, today) if among is None or group[0].no in among)
    classes = (_classed(group, ledger, deal) for group in groups)
    return {m.moves[0]: m.kind for m in classes if m.kind is not None}


def classify_change(own: Decimal, other: Decimal, tolerance: Decimal) -> MoveClass:
    """The class of a move by what it changes for its maker and for the other side, both as shares of the whole. A
    change below the tolerance counts as none; exactly the tolerance does not."""
    return _CLASSES[_sign(own, tolerance), _sign(other, tolerance)]


def compute_sensitivity(moves: Iterable[ClassedMove], *, ours: bool) -> Decimal | None:
    """(fortunate + nice + concession) ÷ (selfish + unfortunate + silent) of one side, 0..: how far its moves heed what
    the other side wants; from 6 classed moves of that side, None also where none is of the latter classes."""
    kinds = [m.kind for m in moves if m.kind is not None and m.ours == ours]
    heeding = sum(k in HEEDING for k in kinds)
    rest = len(kinds) - heeding
    return Decimal(heeding) / rest if len(kinds) >= LEAST_MOVES and rest else None


def _groups(ledger: Ledger, today: date) -> list[list[Move]]:
    """Moves that are tied and were made on the same day belong together."""
    moves = {m.no: m for m in sorted([*ledger.gives(today), *ledger.gets(today)], key=by_day)}
    first = {no: no for no in moves}
    for tie in sorted(ledger.ties):
        give, get = moves.get(tie.give), moves.get(tie.get)
        if give is not None and get is not None and give.since == get.since:
            first[_root(first, get.no)] = _root(first, give.no)
    groups: dict[MoveNo, list[Move]] = defaultdict(list)
    for no, move in moves.items():
        groups[_root(first, no)].append(move)
    return list(groups.values())


def _root(first: dict[MoveNo, MoveNo], no: MoveNo) -> MoveNo:
    while first[no] != no:
        first[no] = first[first[no]]
        no = first[no]
    return no


def _classed(group: list[Move], ledger: Ledger, deal: Deal) -> ClassedMove:
    ours = group[0].kind is Kind.GIVE
    us, them = _change(group, ledger, deal, ours=True), _change(group, ledger, deal, ours=False)
    own, other = (us, them) if ours else (them, us)
    kind = None
    if own is not None and other is not None:
        kind = classify_change(own, other, deal.policy.class_tolerance)
    return ClassedMove(moves=tuple(m.no for m in group), ours=ours, own=own, other=other, kind=kind)


def _change(group: list[Move], ledger: Ledger, deal: Deal, *, ours: bool) -> Decimal | None:
    """What one side gains by the group: worth of what it receives less cost of what it gives, as a share of the
    deal."""
    gives = Kind.GIVE if ours else Kind.GET
    total = ZERO
    for move in group:
        own = move.kind is gives
        amount = ledger.yardstick.amount(move.cost if own else move.worth, move.on)
        if amount is None:
            return None
        total += -amount if own else amount
    return deal.share(total)


def _sign(change: Decimal, tolerance: Decimal) -> int:
    return 0 if abs(change) < tolerance else 1 if change > 0 else -1
