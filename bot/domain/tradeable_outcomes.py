"""What became of things that were asked for in deals that ended: how often they were granted, and what they usually
cost and were worth. Nothing is said from fewer than three deals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from bot.domain.deals import Side
from bot.domain.ids import DealId, MoveNo, TeamId
from bot.domain.industries import Industry
from bot.domain.worth import Size

LEAST_DEALS = 3
"""Deals below which nothing is said of what is usual."""
OUTCOMES_AT_MOST = 400
"""Of the latest outcomes so many are looked at, so that an answer costs the same however many deals there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeableOutcome:
    """What became of one thing in one deal. `key` is the tradeable it was, `side` ours in that deal, `ours` says that
    we gave it; else we asked for it or got it. `granted`: it was given. `cost` and `worth` are in `unit`, `cost_size`
    and `worth_size` how large that was in that deal; None where nobody said."""

    team: TeamId
    deal: DealId
    no: MoveNo
    key: str
    side: Side
    industry: Industry | None = None
    ours: bool
    granted: bool
    cost: Decimal | None = None
    worth: Decimal | None = None
    unit: str
    cost_size: Size | None = None
    worth_size: Size | None = None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualFigure:
    """The median of a figure and of its size, over so many deals, since a day. `amount` is None where the deals count
    in different units."""

    amount: Decimal | None
    unit: str
    size: Size | None
    deals: int
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How often a thing was granted where it was asked for, over so many deals since a day, and what it usually cost
    and was worth; None where fewer than three deals say it."""

    granted: int
    asked: int
    deals: int
    since: date
    cost: UsualFigure | None = None
    worth: UsualFigure | None = None

    @property
    def rate(self) -> Decimal:
        """How often it was granted, 0..1."""
        return Decimal(self.granted) / self.asked


def summarize_outcomes(
    outcomes: Iterable[TradeableOutcome], *, ours: bool, unit: str
) -> Mapping[str, TrackRecord]:
    """The record of each thing that came up in at least three deals, by its key. `ours`: of what we gave, else of what
    we asked for."""
    by_key: dict[str, list[TradeableOutcome]] = {}
    for outcome in outcomes:
        if outcome.ours is ours:
            by_key.setdefault(outcome.key, []).append(outcome)
    records = {}
    for key, group in by_key.items():
        if count_deals(group) >= LEAST_DEALS:
            records[key] = _summarize_group(group, unit)
    return records


def _summarize_group(group: Sequence[TradeableOutcome], unit: str) -> TrackRecord:
    costs = [(each, each.cost, each.cost_size) for each in group]
    worths = [(each, each.worth, each.worth_size) for each in group]
    return TrackRecord(
        granted=sum(each.granted for each in group),
        asked=len(group),
        deals=count_deals(group),
        since=min(each.on for each in group),
        cost=_find_usual(costs, unit),
        worth=_find_usual(worths, unit),
    )


_RANKS = tuple(Size)


def _find_usual(
    figures: Sequence[tuple[TradeableOutcome, Decimal | None, Size | None]], unit: str
) -> UsualFigure | None:
    """The median of those that are known; None where fewer than three deals know it."""
    known = [each for each in figures if each[1] is not None or each[2] is not None]
    if count_deals([each[0] for each in known]) < LEAST_DEALS:
        return None
    amounts = [amount for each, amount, _ in known if amount is not None and each.unit == unit]
    of_unit = [each for each, amount, _ in known if amount is not None and each.unit == unit]
    sizes = [_RANKS.index(size) for _, _, size in known if size is not None]
    # An amount is said only where three deals of this unit know it; unlike amounts are never mixed.
    amount = median(amounts) if count_deals(of_unit) >= LEAST_DEALS else None
    return UsualFigure(
        amount=amount,
        unit=unit,
        size=_RANKS[int(median(sizes))] if sizes else None,
        deals=count_deals([each[0] for each in known]),
        since=min(each.on for each, _, _ in known),
    )


def count_deals(outcomes: Iterable[TradeableOutcome]) -> int:
    """From how many deals they are."""
    return len({each.deal for each in outcomes})
