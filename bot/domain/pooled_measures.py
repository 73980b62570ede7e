"""The measures of several deals taken together: of one side of the table, and nothing from fewer than three deals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from bot.domain.deals import Deal
from bot.domain.ledger import Ledger
from bot.domain.measures.pace import list_reply_lags
from bot.domain.measures.picture import Outline, compute_outline

LEAST_DEALS_POOLED = 3
"""Deals below which nothing is said of several together."""
LEAST_OWNERS = 5
"""From so many owners on a figure says nothing of any one of them."""
DEALS_CHARTED = 12


class PooledMeasure(StrEnum):
    """What is measured over several deals."""

    RECIPROCITY = "reciprocity"
    THEIR_VIEW = "their_view"
    CONDITIONALITY = "conditionality"
    GRANTED = "granted"
    ASKS_PER_GIVE = "asks_per_give"
    BIDS = "bids"
    LAG = "lag"


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledRow:
    """One measure over several deals: its value from `n` cases in `deals` deals; None where fewer than three tell."""

    measure: PooledMeasure
    value: Decimal | None
    n: int
    deals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredDeal:
    """A deal with its measures as of a day."""

    deal: Deal
    outline: Outline
    lags: tuple[Decimal, ...]


def measure_deal(ledger: Ledger, deal: Deal, today: date) -> MeasuredDeal:
    """The measures of one deal that can be pooled."""
    return MeasuredDeal(
        deal=deal,
        outline=compute_outline(ledger, deal, today),
        lags=tuple(list_reply_lags(ledger, today)),
    )


def pool_measures(deals: Sequence[MeasuredDeal]) -> tuple[PooledRow, ...]:
    """Every measure over the deals."""
    outlines = [each.outline for each in deals]
    ours = [outline.ours.value for outline in outlines if outline.ours is not None]
    theirs = [outline.theirs.value for outline in outlines if outline.theirs is not None]
    lags = [each.lags for each in deals if each.lags]
    with_if = [(each.conditionality.part, each.conditionality.whole) for each in outlines]
    granted = [(each.granted.part, each.granted.whole) for each in outlines]
    asks = [(each.granted.whole, each.gives) for each in outlines]
    bids = [(each.bids.count, each.gives) for each in outlines]
    return (
        _take_median(PooledMeasure.RECIPROCITY, ours),
        _take_median(PooledMeasure.THEIR_VIEW, theirs),
        _take_share(PooledMeasure.CONDITIONALITY, with_if),
        _take_share(PooledMeasure.ASKS_PER_GIVE, asks),
        _take_share(PooledMeasure.GRANTED, granted),
        _take_share(PooledMeasure.BIDS, bids),
        PooledRow(
            measure=PooledMeasure.LAG,
            value=median([lag for of_deal in lags for lag in of_deal])
            if len(lags) >= LEAST_DEALS_POOLED
            else None,
            n=sum(map(len, lags)),
            deals=len(lags),
        ),
    )


def _take_median(measure: PooledMeasure, values: Sequence[Decimal]) -> PooledRow:
    """The median of a ratio that each deal has by itself, so that a large deal counts as one."""
    value = median(values) if len(values) >= LEAST_DEALS_POOLED else None
    return PooledRow(measure=measure, value=value, n=len(values), deals=len(values))


def _take_share(measure: PooledMeasure, parts: Sequence[tuple[int, int]]) -> PooledRow:
    """All parts over all wholes of the deals that have any."""
    counted = [(part, whole) for part, whole in parts if whole]
    whole = sum(each for _, each in counted)
    value = None
    if len(counted) >= LEAST_DEALS_POOLED:
        value = Decimal(sum(part for part, _ in counted)) / whole
    return PooledRow(measure=measure, value=value, n=whole, deals=len(counted))
