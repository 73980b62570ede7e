"""Move classes: what a move does for either side. Estimates, on a human ledger (Hindriks, Jonker &
Tykhonov 2007)."""

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

    `ours` says who moved first, `own` and `other` are the changes for that side and for the other
    as shares of the deal's size, None where a figure or the size is unknown; so is `kind` then.
    """

    moves: tuple[MoveNo, ...]
    ours: bool
    own: Decimal | None
    other: Decimal | None
    kind: MoveClass | None


def classify_moves(ledger: Ledger, deal: Deal, today: date) -> list[ClassedMove]:
    """All gives and gets that count, as moves of the side that moved first, oldest first."""
    return [_classify_group(group, ledger, deal) for group in _group_moves(ledger, today)]


def find_move_classes(
    ledger: Ledger, deal: Deal, today: date, *, among: AbstractSet[MoveNo] | None = None
) -> dict[MoveNo, MoveClass]:
    """The class of each move whose class is known, under the number of its first give or get;
    `among`: of these numbers only."""
    classes = {}
    for group in _group_moves(ledger, today):
        first = group[0].no
        if among is not None and first not in among:
            continue
        kind = _classify_group(group, ledger, deal).kind
        if kind is not None:
            classes[first] = kind
    return classes


def classify_change(own: Decimal, other: Decimal, tolerance: Decimal) -> MoveClass:
    """The class of a move by what it changes for its maker and for the other side, both as shares
    of the whole. A change below the tolerance counts as none; exactly the tolerance does not."""
    return _CLASSES[_sign(own, tolerance), _sign(other, tolerance)]


def compute_sensitivity(moves: Iterable[ClassedMove], *, ours: bool) -> Decimal | None:
    """(fortunate + nice + concession) ÷ (selfish + unfortunate + silent) of one side, 0..: how far
    its moves heed what the other side wants; from 6 classed moves of that side, None also where
    none is of the latter classes."""
    kinds = [move.kind for move in moves if move.ours is ours and move.kind is not None]
    heeding = sum(kind in HEEDING for kind in kinds)
    rest = len(kinds) - heeding
    if len(kinds) < LEAST_MOVES or not rest:
        return None
    return Decimal(heeding) / rest


def _group_moves(ledger: Ledger, today: date) -> list[list[Move]]:
    """The moves that count, those together that are tied and were made on the same day."""
    counted = sorted([*ledger.gives(today), *ledger.gets(today)], key=by_day)
    moves = {move.no: move for move in counted}
    parents = {no: no for no in moves}
    for tie in sorted(ledger.ties):
        give, get = moves.get(tie.give), moves.get(tie.get)
        if give is not None and get is not None and give.since == get.since:
            parents[_find_root(parents, get.no)] = _find_root(parents, give.no)
    groups: dict[MoveNo, list[Move]] = defaultdict(list)
    for no, move in moves.items():
        groups[_find_root(parents, no)].append(move)
    return list(groups.values())


def _find_root(parents: dict[MoveNo, MoveNo], no: MoveNo) -> MoveNo:
    """The move that stands for the group of a move (union-find; the way there is halved for the
    next time)."""
    while parents[no] != no:
        parents[no] = parents[parents[no]]
        no = parents[no]
    return no


def _classify_group(group: list[Move], ledger: Ledger, deal: Deal) -> ClassedMove:
    maker = group[0].kind
    own = _change_for(maker, group, ledger, deal)
    other = _change_for(_OTHER_SIDE[maker], group, ledger, deal)
    kind = None
    if own is not None and other is not None:
        kind = classify_change(own, other, deal.policy.class_tolerance)
    return ClassedMove(
        moves=tuple(move.no for move in group),
        ours=maker is Kind.GIVE,
        own=own,
        other=other,
        kind=kind,
    )


_OTHER_SIDE = {Kind.GIVE: Kind.GET, Kind.GET: Kind.GIVE}


def _change_for(side: Kind, group: list[Move], ledger: Ledger, deal: Deal) -> Decimal | None:
    """What the side that makes moves of this kind gains by the group: worth of what it receives
    less cost of what it gives, as a share of the deal."""
    total = ZERO
    for move in group:
        is_own = move.kind is side
        amount = ledger.yardstick.amount(move.cost if is_own else move.worth, move.on)
        # A group with one unknown figure has no class: a guess would be counted like the rest.
        if amount is None:
            return None
        total += -amount if is_own else amount
    return deal.share(total)


def _sign(change: Decimal, tolerance: Decimal) -> int:
    if abs(change) < tolerance:
        return 0
    return 1 if change > 0 else -1
