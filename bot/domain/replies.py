"""What to do when they give: how large it is, whether it was meant, and a reply that costs us no
more."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal, Side
from bot.domain.matching import STRONG, compute_likeness
from bot.domain.moves import Kind, Move
from bot.domain.situation import Situation
from bot.domain.tradeables import Library, Tradeable
from bot.domain.worth import Size

ACROSS = {Side.SELLING: Side.BUYING, Side.BUYING: Side.SELLING, Side.PARTNERING: Side.PARTNERING}
"""Whose library holds what the other side can ask of us; nobody's where we hire."""

_RANKS = {Size.S: 1, Size.M: 2, Size.L: 3, Size.XL: 4}


class Emptiness(StrEnum):
    """Why a get moves little."""

    UNWANTED = "unwanted"
    """We do not want it."""
    FREE = "free"
    """It cost them nothing."""
    ASKED_BACK = "asked_back"
    """They asked for it back."""


def share_of_deal(deal: Deal, get: Move) -> Decimal | None:
    """What a get is worth to us as a share of the deal, 0..; None where either is not known."""
    worth = deal.yardstick.amount(get.worth, get.on)
    return None if worth is None else deal.share(worth)


def suggest_give_for(get: Move, situation: Situation, library: Library) -> Tradeable | None:
    """What to give in return for a get: of equal or lesser size than what it is worth to us, worth
    most to them for what it costs us, and not given yet. `library` is what they can ask of us. A
    get of no known size is taken for a small one."""
    largest = _RANKS[_size_of(situation, get)]
    moves = [*situation.open_gives, *situation.recent]
    taken = [get, *(move for move in moves if move.kind is Kind.GIVE)]
    fitting = [
        tradeable
        for tradeable in library.tradeables
        if _RANKS[tradeable.cost] <= largest and not _is_among(tradeable, taken)
    ]
    return max(fitting, key=_gain_and_cheapness, default=None)


def _gain_and_cheapness(tradeable: Tradeable) -> tuple[int, int]:
    """How much more it is worth to them than it costs us, then how little it costs."""
    cost = _RANKS[tradeable.cost]
    return _RANKS[tradeable.worth] - cost, -cost


def _is_among(tradeable: Tradeable, moves: Iterable[Move]) -> bool:
    """Whether one of the moves is about it: by its issue, or by its wording."""
    for move in moves:
        if move.issue and move.issue == tradeable.issue:
            return True
        if compute_likeness(tradeable.what, move.what) >= STRONG:
            return True
    return False


def _size_of(situation: Situation, get: Move) -> Size:
    if isinstance(get.worth, Size):
        return get.worth
    policy = situation.deal.policy
    share = share_of_deal(situation.deal, get)
    if share is None or share < policy.small_share:
        return Size.S
    return Size.M if share < policy.drip_share else Size.L
