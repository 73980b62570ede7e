"""What a plan says when it is read as a whole: from which figure on the alternative is better, where
it contradicts itself, and what each issue is good for in a trade."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.deals import Deal, Side
from bot.domain.ids import US
from bot.domain.issues import measure_worth_span
from bot.domain.plan_weights import MOST, OTHER
from bot.domain.plans import IssuePlan, Plan, PlannedGive, PlanStep, TermLevel
from bot.domain.walkaway import PAID_BY_US, find_break_even
from bot.domain.worth import Figure, Worth

ALL_WEIGHTS = Decimal(100)
"""What the importance of all issues comes to, where people share out 100."""
LEAST_WEIGHED = 2
"""With fewer issues weighed nothing tells which of them matters more."""
AVERAGE = Decimal(1)
MATTERS_MORE = Decimal("1.5")
"""From so many times the weight on, an issue matters clearly more to one side (by judgement)."""


class ContradictionKind(StrEnum):
    """Two things in a plan that do not fit together."""

    WALK_AWAY_PAST_TARGET = "walk_away_past_target"
    """No deal would be better even at the target."""
    ALTERNATIVE_PAST_WALK_AWAY = "alternative_past_walk_away"
    """At the walk-away the alternative would be better."""
    ALTERNATIVE_PAST_TARGET = "alternative_past_target"
    """Even at the target the alternative would be better."""
    OPENING_SHORT_OF_TARGET = "opening_short_of_target"
    """The first figure asks for less than we aim for."""
    OPENING_OUTSIDE_RANGE = "opening_outside_range"
    WEIGHTS_DIFFER_FROM_100 = "weights_differ_from_100"
    GIVE_DEARER_THAN_RETURN = "give_dearer_than_return"
    TWO_WALK_AWAYS = "two_walk_aways"
    TWO_TARGETS = "two_targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """One contradiction, to be asked about.

    `first` and `second` are the two figures in the deal's unit, or `texts` the two values of an
    issue as typed. `what` names the issue, the alternative or the planned give, `back` what is asked
    for that give. The step, and `place` in it where it is a list, is where it can be changed.
    """

    kind: ContradictionKind
    step: PlanStep
    first: Decimal | None = None
    second: Decimal | None = None
    texts: tuple[str, str] = ("", "")
    what: str = ""
    back: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Review:
    """A plan under review, on a day."""

    plan: Plan
    deal: Deal
    today: date

    def to_amount(self, worth: Worth | None) -> Decimal | None:
        return self.deal.yardstick.amount(worth, self.today)

    def is_better(self, amount: Decimal, other: Decimal) -> bool:
        """Whether an amount is better for us than another."""
        if self.deal.side in PAID_BY_US:
            return amount < other
        return amount > other


def list_contradictions(
    plan: Plan, deal: Deal, today: date, *, price_issue: int | None = None
) -> tuple[Contradiction, ...]:
    """What does not fit together in a plan. `price_issue` is the place of the issue that is the
    deal's own figure."""
    review = _Review(plan=plan, deal=deal, today=today)
    found = [
        *_compare_places(review, price_issue),
        *_compare_limits(review),
        *_compare_levels(review, price_issue),
        *_compare_opening(review),
        *_sum_weights(plan),
        *_compare_gives(review),
    ]
    return tuple(found)


def _compare_places(review: _Review, price_issue: int | None) -> Iterator[Contradiction]:
    """Limits that a plan names differently for the deal and on its price."""
    if price_issue is None:
        return
    issue = review.plan.issues[price_issue]
    pairs = (
        (ContradictionKind.TWO_WALK_AWAYS, review.plan.walk_away, issue.walk_away),
        (ContradictionKind.TWO_TARGETS, review.plan.target, issue.target),
    )
    for kind, figure, level in pairs:
        amount = review.to_amount(figure)
        number = level.number if level is not None else None
        if amount is not None and number is not None and amount != number:
            yield Contradiction(
                kind=kind,
                step=PlanStep.ISSUES,
                place=price_issue,
                what=issue.issue,
                first=amount,
                second=number,
            )


def _compare_limits(review: _Review) -> Iterator[Contradiction]:
    """Walk-away, target and alternative of the deal."""
    walk_away = review.to_amount(review.plan.walk_away)
    target = review.to_amount(review.plan.target)
    found = find_break_even(review.plan, review.deal, review.today)
    if walk_away is not None and target is not None and review.is_better(walk_away, target):
        yield Contradiction(
            kind=ContradictionKind.WALK_AWAY_PAST_TARGET,
            step=PlanStep.LIMITS,
            first=walk_away,
            second=target,
        )
    if found is None:
        return
    if target is not None and review.is_better(found.amount, target):
        yield Contradiction(
            kind=ContradictionKind.ALTERNATIVE_PAST_TARGET,
            step=PlanStep.LIMITS,
            first=found.amount,
            second=target,
            what=found.what,
        )
    elif walk_away is not None and review.is_better(found.amount, walk_away):
        yield Contradiction(
            kind=ContradictionKind.ALTERNATIVE_PAST_WALK_AWAY,
            step=PlanStep.LIMITS,
            first=found.amount,
            second=walk_away,
            what=found.what,
        )


def _compare_levels(review: _Review, price_issue: int | None) -> Iterator[Contradiction]:
    """Walk-away and target of each issue of which it is known which way is better for us."""
    directions = {issue.name.casefold(): issue.more_is_ours for issue in review.deal.issues}
    for place, issue in enumerate(review.plan.issues):
        more_is_ours = directions.get(issue.issue.casefold())
        # What the price is compared with stands in the limits of the deal.
        if place == price_issue or more_is_ours is None:
            continue
        if issue.walk_away is None or issue.target is None:
            continue
        if _is_past(issue.walk_away, issue.target, more_is_ours=more_is_ours):
            yield Contradiction(
                kind=ContradictionKind.WALK_AWAY_PAST_TARGET,
                step=PlanStep.ISSUES,
                place=place,
                what=issue.issue,
                texts=(issue.walk_away.text, issue.target.text),
            )


def _is_past(walk_away: TermLevel, target: TermLevel, *, more_is_ours: bool) -> bool:
    if walk_away.number is None or target.number is None:
        return False
    if more_is_ours:
        return walk_away.number > target.number
    return walk_away.number < target.number


def _compare_opening(review: _Review) -> Iterator[Contradiction]:
    """The first figure against the target and its own range."""
    if review.deal.side is Side.HIRING:
        return
    anchor = review.plan.anchor
    opening = review.to_amount(anchor.opening)
    target = review.to_amount(review.plan.target)
    if opening is None:
        return
    if target is not None and review.is_better(target, opening):
        yield Contradiction(
            kind=ContradictionKind.OPENING_SHORT_OF_TARGET,
            step=PlanStep.ANCHOR,
            first=opening,
            second=target,
        )
    if anchor.range is None or anchor.range.unit not in ("", review.deal.unit):
        return
    low, high = anchor.range.low, anchor.range.high
    if low is not None and high is not None and not low <= opening <= high:
        yield Contradiction(
            kind=ContradictionKind.OPENING_OUTSIDE_RANGE, step=PlanStep.ANCHOR, first=opening
        )


def _sum_weights(plan: Plan) -> Iterator[Contradiction]:
    """Weights of all issues that do not come to 100. Where one is missing, nobody can tell yet; and
    those that the coach set from what matters most need not."""
    weights = [issue.importance for issue in plan.issues if issue.importance is not None]
    total = sum(weights, Decimal(0))
    is_complete = len(weights) == len(plan.issues) and len(weights) >= LEAST_WEIGHED
    are_set_by_us = {MOST, OTHER}.issuperset(weights)
    if is_complete and total != ALL_WEIGHTS and not are_set_by_us:
        yield Contradiction(
            kind=ContradictionKind.WEIGHTS_DIFFER_FROM_100, step=PlanStep.ISSUES, first=total
        )


def _compare_gives(review: _Review) -> Iterator[Contradiction]:
    """Planned gives that cost more than what is asked for them is worth."""
    for place, give in enumerate(review.plan.gives):
        cost = review.to_amount(give.size)
        worth = review.to_amount(find_return_worth(give, review.plan.issues))
        if cost is not None and worth is not None and cost > worth:
            yield Contradiction(
                kind=ContradictionKind.GIVE_DEARER_THAN_RETURN,
                step=PlanStep.GIVES,
                place=place,
                what=give.what,
                back=give.ask,
                first=cost,
                second=worth,
            )


def find_return_worth(give: PlannedGive, issues: Iterable[IssuePlan]) -> Worth | None:
    """What the return for a planned give is worth to us: as its entry says, else what moving on the
    issue that the ask names is worth to us."""
    if give.ask_worth is not None or not give.ask:
        return give.ask_worth
    words = set(give.ask.casefold().replace("-", " ").split())
    for issue in issues:
        names = set(issue.issue.casefold().replace("-", " ").split())
        if names and names <= words:
            return issue.worth_to_us
    return None


class TradeUse(StrEnum):
    """What an issue is good for in a trade: what it matters to them beside what it matters to us."""

    GIVE_HERE = "give_here"
    """It matters clearly more to them, so giving costs us less than it brings them."""
    ASK_HERE = "ask_here"
    """It matters clearly more to us."""
    PART_FOR_PART = "part_for_part"
    """It matters to both about alike."""
    SMALL_CHANGE = "small_change"
    """It matters little to either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """An issue of the plan in the matrix of priorities, at its place in the plan; `use` is None
    where too little is known."""

    place: int
    issue: IssuePlan
    use: TradeUse | None


def build_matrix(plan: Plan, deal: Deal) -> tuple[MatrixRow, ...]:
    """The issues of the plan with what each is good for, in the plan's order."""
    ours = _weigh(plan.issues, deal, ours=True)
    theirs = _weigh(plan.issues, deal, ours=False)
    rows = []
    for place, issue in enumerate(plan.issues):
        use = _classify(ours[place], theirs[place])
        rows.append(MatrixRow(place=place, issue=issue, use=use))
    return tuple(rows)


def _classify(our_weight: Decimal | None, their_weight: Decimal | None) -> TradeUse | None:
    if our_weight is None or their_weight is None:
        return None
    if their_weight >= our_weight * MATTERS_MORE:
        return TradeUse.GIVE_HERE
    if our_weight >= their_weight * MATTERS_MORE:
        return TradeUse.ASK_HERE
    return TradeUse.PART_FOR_PART if our_weight >= AVERAGE else TradeUse.SMALL_CHANGE


def _weigh(issues: Sequence[IssuePlan], deal: Deal, *, ours: bool) -> list[Decimal | None]:
    """What each issue weighs for a side, as a multiple of the average: by the importance given in
    the plan, else by what it is worth to that side in the plan or on the deal's issue."""
    by_importance = [issue.importance if ours else issue.theirs for issue in issues]
    by_worth: list[Decimal | None] = []
    for issue, importance in zip(issues, by_importance, strict=True):
        by_worth.append(_find_worth(issue, deal, ours=ours) if importance is None else None)
    weights: list[Decimal | None] = []
    for first, second in zip(_per_average(by_importance), _per_average(by_worth), strict=True):
        weights.append(second if first is None else first)
    known = [weight for weight in weights if weight is not None]
    return weights if len(known) >= LEAST_WEIGHED else [None] * len(weights)


def _find_worth(issue: IssuePlan, deal: Deal, *, ours: bool) -> Decimal | None:
    planned = issue.worth_to_us if ours else issue.worth_to_them
    if isinstance(planned, Figure) and planned.unit in ("", deal.unit):
        return planned.amount
    for known in deal.issues:
        if known.name.casefold() != issue.issue.casefold():
            continue
        for party, scale in known.scales.items():
            if (party == US) is ours:
                return measure_worth_span(known, scale)
    return None


def _per_average(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    known = [weight for weight in weights if weight is not None]
    average = sum(known, Decimal(0)) / len(known) if known else Decimal(0)
    if not average:
        return [None] * len(weights)
    return [None if weight is None else weight / average for weight in weights]
