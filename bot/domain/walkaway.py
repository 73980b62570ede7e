"""The walk-away check: a figure, or an offer, against the plan's limits. It says on which side of the walk-away
something lies, never where the walk-away is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal, Side
from bot.domain.issues import Bundle, Issue
from bot.domain.plans import Alternative, IssuePlan, Plan
from bot.domain.worth import Figure

PAID_BY_US = frozenset({Side.BUYING, Side.HIRING})
"""Sides for which a smaller figure is the better one."""

PRICE_NAMES = frozenset("price total fee salary pay budget preis gesamtpreis gehalt".split())
"""What people call the issue that a deal's own figure is about."""


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
    """A figure beside one limit. `gap` in the deal's unit is how far apart they are, without a sign; None for the
    walk-away, which is never told. `what` names the alternative, `later` says that later costs are counted in."""

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
    plan: Plan, amount: Decimal, deal: Deal, today: date
) -> tuple[LimitComparison, ...]:
    """The amount against walk-away, best alternative and target, as far as the plan names them in the deal's unit.

    With an alternative both sides are counted with the costs that come later, as far as they are known.
    """
    return tuple(_compared(plan, amount, _Scale(deal=deal, today=today)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How amounts are weighed in a deal on a day."""

    deal: Deal
    today: date

    def of(self, figure: Figure | None) -> Decimal | None:
        return self.deal.yardstick.amount(figure, self.today)

    def gain(self, amount: Decimal, limit: Decimal) -> Decimal:
        """By how much the amount is better for us."""
        return limit - amount if self.deal.side in PAID_BY_US else amount - limit

    def net(self, amount: Decimal, later: Figure | None) -> Decimal:
        """The amount with the costs that come later."""
        costs = self.of(later) or Decimal(0)
        return amount + costs if self.deal.side in PAID_BY_US else amount - costs


def _compared(plan: Plan, amount: Decimal, scale: _Scale) -> Iterator[LimitComparison]:
    walk_away, target = scale.of(plan.walk_away), scale.of(plan.target)
    if walk_away is not None:
        yield LimitComparison(
            limit=WalkawayLimit.WALK_AWAY, stand=_stand(scale.gain(amount, walk_away))
        )
    best = _best(plan, scale)
    if best is not None:
        alternative, worth = best
        gain = scale.gain(scale.net(amount, plan.later_costs), worth)
        later = plan.later_costs is not None or alternative.later_costs is not None
        yield LimitComparison(
            limit=WalkawayLimit.ALTERNATIVE,
            stand=_stand(gain),
            gap=abs(gain),
            what=alternative.what,
            later=later,
        )
    if target is not None:
        gain = scale.gain(amount, target)
        yield LimitComparison(limit=WalkawayLimit.TARGET, stand=_stand(gain), gap=abs(gain))


def _best(plan: Plan, scale: _Scale) -> tuple[Alternative, Decimal] | None:
    """The best alternative with its figure, later costs counted in."""
    figures = [(a, scale.of(a.comes_to)) for a in plan.alternatives]
    known = [
        (a, scale.net(comes_to, a.later_costs)) for a, comes_to in figures if comes_to is not None
    ]
    return max(known, key=lambda pair: scale.gain(pair[1], Decimal(0)), default=None)


def _stand(gain: Decimal) -> Stand:
    return Stand.SAME if not gain else Stand.BETTER if gain > 0 else Stand.WORSE


def find_deal_amount(values: Bundle, deal: Deal) -> Decimal | None:
    """The deal's own figure in an offer: its only issue that is called a price or counts in the deal's unit."""
    units = {issue.name: issue.unit for issue in deal.issues}
    found = [
        value
        for name, value in values.items()
        if isinstance(value, Decimal)
        and (name.casefold() in PRICE_NAMES or units.get(name) == deal.unit)
    ]
    return found[0] if len(found) == 1 else None


def compare_levels(
    plan: Plan, values: Bundle, issues: tuple[Issue, ...]
) -> tuple[LevelComparison, ...]:
    """An offer's values against the plan's levels, for issues whose levels are numbers."""
    upward = {issue.name.casefold(): issue.more_is_ours for issue in issues}
    said = {name.casefold(): value for name, value in values.items()}
    found = (
        _level(p, said.get(p.issue.casefold()), more_is_ours=upward.get(p.issue.casefold()))
        for p in plan.issues
    )
    return tuple(level for level in found if level is not None)


def _level(
    planned: IssuePlan, value: Decimal | str | None, *, more_is_ours: bool | None
) -> LevelComparison | None:
    limit = planned.walk_away.number if planned.walk_away else None
    target = planned.target.number if planned.target else None
    if more_is_ours is None and limit is not None and target is not None and limit != target:
        more_is_ours = target > limit
    if not isinstance(value, Decimal) or more_is_ours is None or (limit is None and target is None):
        return None
    sign = 1 if more_is_ours else -1
    return LevelComparison(
        issue=planned.issue,
        past_walk_away=limit is not None and sign * (value - limit) < 0,
        reaches_target=target is not None and sign * (value - target) >= 0,
    )
