"""The check before a give counts: whether it may be saved at once, and why not."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from bot.domain.moves import Move
from bot.domain.situation import Situation
from bot.domain.trades import ZERO


class Reason(StrEnum):
    """What about a bare give asks for a second look."""

    IN_A_ROW = "in_a_row"
    """They made no move since our last bare give."""
    NOT_SMALL = "not_small"
    """It costs as much of the deal as the policy's small share, or more."""
    NO_COST = "no_cost"
    """It has no figure, so nobody can say that it is small."""
    NO_SIZE = "no_size"
    """The deal has no size to weigh it against."""
    NO_REASON = "no_reason"
    """It has no reason either; never the only thing to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Why a bare give is kept as a draft. `nth` counts our gives in a row with this one; `share` is
    its cost as a share of the deal, 0..; `before` and `after` are the exposure without and with it,
    `after` None where its cost has no figure; `oldest` is our oldest open give."""

    move: Move
    reasons: tuple[Reason, ...]
    nth: int
    share: Decimal | None
    before: Decimal
    after: Decimal | None
    oldest: Move | None


def check_give(situation: Situation) -> Check | None:
    """Why the give about to count should be looked at first; None where it may be saved at once.

    Saved at once: whatever is tied to a get, waits for an ask, depends on a condition or is
    goodwill, and a bare give that is the first in a row and known to cost less than the policy's
    small share of the deal.
    """
    give = situation.bare_give()
    if give is None:
        return None
    cost = situation.cost_of(give)
    check = Check(
        move=give,
        reasons=(),
        nth=situation.place_in_run(give),
        share=_share_of_deal(situation, cost),
        before=situation.totals.exposure,
        after=None if cost is None else situation.totals.exposure + cost,
        oldest=situation.open_gives[0] if situation.open_gives else None,
    )
    reasons = _find_reasons(situation, check)
    if not reasons:
        return None
    # A missing reason alone is nothing to stop for.
    if not give.reason:
        reasons.append(Reason.NO_REASON)
    return replace(check, reasons=tuple(reasons))


def _share_of_deal(situation: Situation, cost: Decimal | None) -> Decimal | None:
    """The cost as a share of the deal, None where it or the size is unknown. What costs nothing is
    no share of any size, known or not."""
    if cost is None:
        return None
    return situation.deal.share(cost) if cost else ZERO


def _find_reasons(situation: Situation, check: Check) -> list[Reason]:
    reasons = []
    if check.nth > 1:
        reasons.append(Reason.IN_A_ROW)
    if check.after is None:
        reasons.append(Reason.NO_COST)
    elif check.share is None:
        reasons.append(Reason.NO_SIZE)
    elif check.share >= situation.policy.small_share:
        reasons.append(Reason.NOT_SMALL)
    return reasons
