"""The walk-away check: a figure, or an offer, against the plan's limits. It says on which side of
the walk-away something lies, never where the walk-away is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal, Side
from bot.domain.issues import Bundle, Issue
from bot.domain.plans import Alternative, IssuePlan, Plan
from bot.domain.wordings import WordingReader
from bot.domain.worth import Figure

PAID_BY_US = frozenset({Side.BUYING, Side.HIRING})
"""Sides for which a smaller figure is the better one."""


class WalkawayLimit(StrEnum):
    """What a figure is compared with."""

    WALK_AWAY = "walk_away"
    ALTERNATIVE = "alternative"
    TARGET = "target"


class Stand(StrEnum):
    """How a figure stands to a limit, seen from our side."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitComparison:
    """A figure beside one limit.

    `gap` in the deal's unit is how far apart they are, without a sign; None for the walk-away,
    which is never told. `what` names the alternative, `later` says that later costs are counted in.
    """

    limit: WalkawayLimit
    stand: Stand
    gap: Decimal | None = None
    what: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelComparison:
    """An offer's value on one issue, as it stands to the plan's walk-away and target there."""

    issue: str
    past_walk_away: bool
    reaches_target: bool


def compare_with_limits(
    plan: Plan,
    amount: Decimal,
    deal: Deal,
    today: date,
) -> tuple[LimitComparison, ...]:
    """The amount against walk-away, best alternative and target, as far as the plan names them in
    the deal's unit.

    With an alternative both sides are counted with the costs that come later, as far as they are
    known.
    """
    weighing = _Weighing(deal=deal, today=today)
    comparisons = []
    walk_away = weighing.to_amount(plan.walk_away)
    if walk_away is not None:
        stand = _find_stand(weighing.compute_gain(amount, walk_away))
        comparisons.append(LimitComparison(limit=WalkawayLimit.WALK_AWAY, stand=stand))
    best = _find_best_alternative(plan, weighing)
    if best is not None:
        alternative, worth = best
        net_amount = weighing.add_later_costs(amount, plan.later_costs)
        gain = weighing.compute_gain(net_amount, worth)
        comparison = LimitComparison(
            limit=WalkawayLimit.ALTERNATIVE,
            stand=_find_stand(gain),
            gap=abs(gain),
            what=alternative.what,
            later=plan.later_costs is not None or alternative.later_costs is not None,
        )
        comparisons.append(comparison)
    target = weighing.to_amount(plan.target)
    if target is not None:
        gain = weighing.compute_gain(amount, target)
        comparison = LimitComparison(
            limit=WalkawayLimit.TARGET,
            stand=_find_stand(gain),
            gap=abs(gain),
        )
        comparisons.append(comparison)
    return tuple(comparisons)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """The figure of the deal at which it is as good as the best alternative, `what`.

    It is what the alternative `comes_to`, with the costs that come later with either of them: an
    alternative of 200 that costs 5 later is as good as a deal of 215 that costs 20 later.
    """

    amount: Decimal
    what: str
    comes_to: Decimal
    its_later_costs: Decimal | None = None
    our_later_costs: Decimal | None = None


def find_break_even(plan: Plan, deal: Deal, today: date) -> BreakEven | None:
    """Where the deal breaks even with the best alternative; None where no alternative has a
    figure."""
    weighing = _Weighing(deal=deal, today=today)
    best = _find_best_alternative(plan, weighing)
    if best is None:
        return None
    alternative, worth = best
    later_costs = weighing.to_amount(plan.later_costs)
    # Later costs make the deal worse, so the figure must be better by as much.
    costs = later_costs or Decimal(0)
    amount = worth - costs if weighing.less_is_better else worth + costs
    return BreakEven(
        amount=amount,
        what=alternative.what,
        comes_to=weighing.to_amount(alternative.comes_to) or Decimal(0),
        its_later_costs=weighing.to_amount(alternative.later_costs),
        our_later_costs=later_costs,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighing:
    """How amounts are weighed in a deal on a day."""

    deal: Deal
    today: date

    @property
    def less_is_better(self) -> bool:
        return self.deal.side in PAID_BY_US

    def to_amount(self, figure: Figure | None) -> Decimal | None:
        """The figure in the deal's unit; None where it has no amount there."""
        return self.deal.yardstick.amount(figure, self.today)

    def compute_gain(self, amount: Decimal, limit: Decimal) -> Decimal:
        """By how much the amount is better for us than the limit."""
        return limit - amount if self.less_is_better else amount - limit

    def add_later_costs(self, amount: Decimal, later_costs: Figure | None) -> Decimal:
        """The amount with the costs that come later: more to pay, or less earned."""
        costs = self.to_amount(later_costs) or Decimal(0)
        return amount + costs if self.less_is_better else amount - costs


def _find_best_alternative(plan: Plan, weighing: _Weighing) -> tuple[Alternative, Decimal] | None:
    """The best alternative with its figure, later costs counted in; None where none has a figure."""
    best: tuple[Alternative, Decimal] | None = None
    for alternative in plan.alternatives:
        comes_to = weighing.to_amount(alternative.comes_to)
        if comes_to is None:
            continue
        worth = weighing.add_later_costs(comes_to, alternative.later_costs)
        if best is None or weighing.compute_gain(worth, best[1]) > 0:
            best = alternative, worth
    return best


def _find_stand(gain: Decimal) -> Stand:
    if gain == 0:
        return Stand.SAME
    return Stand.BETTER if gain > 0 else Stand.WORSE


def find_deal_amount(values: Bundle, deal: Deal, wordings: WordingReader) -> Decimal | None:
    """The deal's own figure in an offer: its only issue that is called a price or counts in the
    deal's unit."""
    units = {issue.name: issue.unit for issue in deal.issues}
    amounts = []
    for name, value in values.items():
        is_price = wordings.names_deal_figure(name) or units.get(name) == deal.unit
        if is_price and isinstance(value, Decimal):
            amounts.append(value)
    return amounts[0] if len(amounts) == 1 else None


def compare_levels(
    plan: Plan, values: Bundle, issues: tuple[Issue, ...]
) -> tuple[LevelComparison, ...]:
    """An offer's values against the plan's levels, for issues whose levels are numbers."""
    directions = {issue.name.casefold(): issue.more_is_ours for issue in issues}
    offered = {name.casefold(): value for name, value in values.items()}
    comparisons = []
    for planned in plan.issues:
        name = planned.issue.casefold()
        value = offered.get(name)
        comparison = None
        if isinstance(value, Decimal):
            comparison = _compare_level(planned, value, more_is_ours=directions.get(name))
        if comparison is not None:
            comparisons.append(comparison)
    return tuple(comparisons)


def _compare_level(
    planned: IssuePlan, value: Decimal, *, more_is_ours: bool | None
) -> LevelComparison | None:
    """The value against the levels of one issue; None where the plan has none, or nobody can tell
    which way is better."""
    walk_away = planned.walk_away.number if planned.walk_away else None
    target = planned.target.number if planned.target else None
    if walk_away is None and target is None:
        return None
    if more_is_ours is None and walk_away is not None and target is not None:
        # We aim for the better end, so the two levels themselves say which way that is.
        more_is_ours = target > walk_away if target != walk_away else None
    if more_is_ours is None:
        return None
    sign = 1 if more_is_ours else -1
    return LevelComparison(
        issue=planned.issue,
        past_walk_away=walk_away is not None and sign * (value - walk_away) < 0,
        reaches_target=target is not None and sign * (value - target) >= 0,
    )
