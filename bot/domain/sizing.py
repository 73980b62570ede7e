"""How large a move is, and whether one is near another in size.

Two amounts are compared exactly. Where one of them is only a rough size (what a library says of its
things), both are taken as rough sizes. What nobody knows is never taken for small.
"""

from decimal import Decimal

from bot.domain.moves import Move
from bot.domain.situation import Situation
from bot.domain.worth import Size, Worth

RANKS = {Size.S: 1, Size.M: 2, Size.L: 3, Size.XL: 4}


def amount_of(
    situation: Situation, worth: Worth | None, move: Move | None = None
) -> Decimal | None:
    """The worth in the deal's unit, at the rate of the move's day or of today; None where it has no
    figure."""
    on = situation.today if move is None else move.on
    return situation.deal.yardstick.amount(worth, on)


def rough_size(situation: Situation, worth: Worth | None, move: Move | None = None) -> Size | None:
    """How large that is in this deal: small below the policy's small share, large from the share of
    a drip on. None where it has no figure, or the size of the deal is not known."""
    if isinstance(worth, Size):
        return worth
    amount = amount_of(situation, worth, move)
    share = None if amount is None else situation.deal.share(amount)
    if share is None:
        return None
    if share < situation.policy.small_share:
        return Size.S
    return Size.M if share < situation.policy.drip_share else Size.L


def worth_answered(move: Move) -> Worth | None:
    """What a move is worth to the side that receives it; where nobody knows, what it costs the
    other."""
    return move.worth if move.worth is not None else move.cost


def is_near(
    situation: Situation, cost: Worth | None, answered: Worth | None, move: Move | None = None
) -> bool | None:
    """Whether something of that cost is no larger than what it answers, up to the policy's factor;
    `answered` is of the day of `move`. None where one of the two is not known."""
    paid, for_it = amount_of(situation, cost), amount_of(situation, answered, move)
    if paid is not None and for_it is not None:
        return paid <= situation.policy.near_factor * for_it
    size, other = rough_size(situation, cost), rough_size(situation, answered, move)
    if size is None or other is None:
        return None
    return RANKS[size] <= RANKS[other]
