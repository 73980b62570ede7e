"""Stakes: what each value of each issue is worth to us and to them, as a share of all that is at stake (0..1).

Ours come from the plan's importance where it may be looked at, else from the scales people gave, else all issues count
the same; theirs likewise, else they are the reverse of ours. Theirs are always an estimate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod

from bot.domain.ids import US, PartyId
from bot.domain.issues import ONE, ZERO, Bundle, Issue, Joint, Value
from bot.domain.scores import Scores

MOST_VALUES = 10
"""Values of a numeric range that are looked at, beside those that were named in offers."""
MOST_TOGETHER = 200
"""Combinations of values of issues whose worth depends on one another; more than that are not looked at."""
ROUND = tuple(Decimal(step) for step in ("1", "2", "2.5", "3", "4", "5", "6"))
"""Steps that people count in, times a power of ten."""

_ROUNDEST = {(1,), (2,), (5,)}

WorthFunction = Callable[[Bundle], Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWorth:
    """What a part is worth to one side: `weight` is its share of all that is at stake for it, earned in full where
    `raw` is at `high`, not at all at `low`."""

    raw: WorthFunction
    low: Decimal
    high: Decimal
    weight: Decimal

    def of(self, bundle: Bundle) -> Decimal:
        """The share that these values earn, 0..`weight`."""
        return self.weight * self.level(bundle)

    def level(self, bundle: Bundle) -> Decimal:
        """How far these values go towards the best there is on this part, 0..1."""
        span = self.high - self.low
        return (self.raw(bundle) - self.low) / span if span else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """An issue, or several whose worths depend on one another, with all the values they may take together."""

    issues: tuple[str, ...]
    choices: tuple[Bundle, ...]
    ours: GroupWorth
    theirs: GroupWorth

    def is_covered_by(self, bundle: Bundle) -> bool:
        """Whether the bundle has a value for each of its issues."""
        return all(name in bundle for name in self.issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """All parts of a deal. `unsaid` are the issues of which nobody said which way is better for us, or what values they
    may take; `fixed` those that have only one value."""

    groups: tuple[IssueGroup, ...]
    unsaid: tuple[str, ...] = ()
    fixed: Mapping[str, Value]

    def ours(self, bundle: Bundle) -> Decimal | None:
        """What a bundle is worth to us: the share of what its own issues could bring, 0..1; None where it has none."""
        return _share(
            [
                (part.ours.of(bundle), part.ours.weight)
                for part in self.groups
                if part.is_covered_by(bundle)
            ]
        )

    def theirs(self, bundle: Bundle) -> Decimal | None:
        """What a bundle is worth to them by estimate, as `ours`."""
        return _share(
            [
                (part.theirs.of(bundle), part.theirs.weight)
                for part in self.groups
                if part.is_covered_by(bundle)
            ]
        )

    def reweigh_for_them(self, times: Mapping[str, Decimal]) -> "Stakes":
        """The same with their weights multiplied, by issue, and brought back to a sum of one."""
        weights = [part.theirs.weight * times.get(part.issues[0], ONE) for part in self.groups]
        whole = sum(weights, ZERO)
        return replace(
            self,
            groups=tuple(
                replace(part, theirs=replace(part.theirs, weight=weight / whole))
                for part, weight in zip(self.groups, weights, strict=True)
            ),
        )


def _share(earned: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    whole = sum((weight for _, weight in earned), ZERO)
    return sum((share for share, _ in earned), ZERO) / whole if whole else None


def build_stakes(
    scores: Scores,
    named: Iterable[Bundle],
    party: PartyId,
    ours: Mapping[str, Decimal] | None = None,
    theirs: Mapping[str, Decimal] | None = None,
) -> Stakes:
    """The stakes of a deal against `party`. `named` are the bundles named so far, whose values widen the ranges; `ours`
    and `theirs` the importance of issues, where known (any unit, only their ratios count)."""
    offered = list(named)
    values = {
        name: list_possible_values(i, [b[name] for b in offered if name in b])
        for name, i in scores.issues.items()
    }
    issues = {name: _ranging(issue, values[name]) for name, issue in scores.issues.items()}
    scores = replace(scores, issues=issues)
    groups = _together([name for name in issues if len(values[name]) > 1], scores, party)
    known = [part for group in groups if (part := _part(group, values, scores, party))]
    said = {name for part in known for name in part.issues}
    return Stakes(
        groups=_weighed(known, scores, party, ours or {}, theirs or {}),
        unsaid=tuple(name for name in issues if len(values[name]) != 1 and name not in said),
        fixed={name: those[0] for name, those in values.items() if len(those) == 1},
    )


def _ranging(issue: Issue, values: Sequence[Value]) -> Issue:
    """The issue with the range that its values span."""
    numbers = [value for value in values if isinstance(value, Decimal)]
    return (
        replace(issue, low=min(numbers), high=max(numbers))
        if issue.is_numeric and numbers
        else issue
    )


def list_possible_values(issue: Issue, named: Iterable[Value] = ()) -> tuple[Value, ...]:
    """The values that an issue may take: its options, or round steps through its range, with both ends and every number
    that was named. A number without a range lies between those named; empty where there are none."""
    if not issue.is_numeric:
        return issue.options
    numbers = {value for value in named if isinstance(value, Decimal)}
    ends = {end for end in (issue.low, issue.high) if end is not None} | numbers
    if not ends:
        return ()
    low, high = min(ends), max(ends)
    return tuple(sorted({low, high} | numbers | set(_steps(low, high, whole=issue.unit != "%"))))


def _steps(low: Decimal, high: Decimal, *, whole: bool) -> list[Decimal]:
    """The finest round numbers between two ends that are at most `MOST_VALUES` with them: equal steps through the whole
    range where a round step does that, else the multiples of one. Whole numbers between whole ends, unless told
    otherwise."""
    span = high - low
    if not span:
        return []
    whole = whole and low == low.to_integral_value() and high == high.to_integral_value()
    power = Decimal(1).scaleb(span.adjusted() - 1)
    sizes = [step * power * times for times in (1, 10, 100) for step in ROUND]
    fine = [
        s
        for s in sizes
        if span / s <= MOST_VALUES - 1 and not (whole and s != s.to_integral_value())
    ]
    even = next((s for s in fine if span % s == 0), None)
    step = even or next(s for s in fine if (s / power).normalize().as_tuple().digits in _ROUNDEST)
    start = low if even else (low // step) * step
    return [_plain(x) for n in range(MOST_VALUES + 1) if low < (x := start + n * step) < high]


def _plain(number: Decimal) -> Decimal:
    """The number as people write it: 20000, 5.5."""
    return number.quantize(ONE) if number == number.to_integral_value() else number.normalize()


def _together(names: Iterable[str], scores: Scores, party: PartyId) -> list[list[str]]:
    """Issues in groups whose worths depend on one another, to us or to them."""
    groups: list[list[str]] = []
    for name in names:
        tied = [
            group for group in groups if any(_tied(name, other, scores, party) for other in group)
        ]
        groups = [group for group in groups if group not in tied]
        groups.append([*(other for group in tied for other in group), name])
    return groups


def _tied(a: str, b: str, scores: Scores, party: PartyId) -> bool:
    return b in _others(a, scores, party) or a in _others(b, scores, party)


def _others(name: str, scores: Scores, party: PartyId) -> set[str]:
    scales = (scores.find_scale(name, side) for side in (PartyId(US), party))
    return {scale.shape.other for scale in scales if scale and isinstance(scale.shape, Joint)}


def _part(
    group: Sequence[str], values: Mapping[str, tuple[Value, ...]], scores: Scores, party: PartyId
) -> IssueGroup | None:
    """The part that a group of issues makes; None where nothing says which way is better, or it has too many values."""
    if prod(len(values[name]) for name in group) > MOST_TOGETHER:
        return None
    each = product(*(values[name] for name in group))
    choices = tuple(dict(zip(group, chosen, strict=True)) for chosen in each)
    ours, theirs = (_raw(group, choices[0], scores, side) for side in (PartyId(US), party))
    mine = ours or (_reverse(theirs) if theirs else None)
    if mine is None:
        return None
    return IssueGroup(
        issues=tuple(group),
        choices=choices,
        ours=_view(mine, choices),
        theirs=_view(theirs or _reverse(mine), choices),
    )


def _raw(group: Sequence[str], base: Bundle, scores: Scores, side: PartyId) -> WorthFunction | None:
    """The worth of a group to a side: by its scales; else by the direction of its only issue, from `base` on. None
    where neither is known."""
    if any(scores.find_scale(name, side) for name in group):
        return lambda bundle: scores.worth({name: bundle[name] for name in group}, side) or ZERO
    name = group[0]
    if len(group) > 1 or scores.issues[name].more_is_ours is None:
        return None
    here = {name: base[name]}

    def by_direction(bundle: Bundle) -> Decimal:
        effect = scores.compute_effects(here, {name: bundle[name]}, side).get(name)
        return ZERO if effect is None or effect.share is None else effect.share

    return by_direction


def _reverse(raw: WorthFunction) -> WorthFunction:
    return lambda bundle: -raw(bundle)


def _view(raw: WorthFunction, choices: Sequence[Bundle]) -> GroupWorth:
    worths = [raw(choice) for choice in choices]
    return GroupWorth(raw=raw, low=min(worths), high=max(worths), weight=ONE)


def _weighed(
    parts: Sequence[IssueGroup],
    scores: Scores,
    party: PartyId,
    ours: Mapping[str, Decimal],
    theirs: Mapping[str, Decimal],
) -> tuple[IssueGroup, ...]:
    """The parts with what each weighs for us and for them."""
    mine = _weights([(part, part.ours) for part in parts], scores, PartyId(US), ours)
    their = _weights([(part, part.theirs) for part in parts], scores, party, theirs)
    return tuple(
        replace(part, ours=replace(part.ours, weight=m), theirs=replace(part.theirs, weight=t))
        for part, m, t in zip(parts, mine, their, strict=True)
    )


def _weights(
    parts: Sequence[tuple[IssueGroup, GroupWorth]],
    scores: Scores,
    side: PartyId,
    importance: Mapping[str, Decimal],
) -> list[Decimal]:
    """What parts weigh, in all one: by importance, else by how much their scales make of them; a part that nobody
    weighed counts as an average one."""
    said = [_sum_of(part, importance) for part, _ in parts]
    spans = [
        view.high - view.low if any(scores.find_scale(n, side) for n in part.issues) else None
        for part, view in parts
    ]
    spans = [None if weight is not None else span for weight, span in zip(said, spans, strict=True)]
    weights = [
        first if first is not None else second if second is not None else ONE
        for first, second in zip(_per_average(said), _per_average(spans), strict=True)
    ]
    whole = sum(weights, ZERO)
    return [weight / whole if whole else ONE / len(weights) for weight in weights]


def _sum_of(part: IssueGroup, importance: Mapping[str, Decimal]) -> Decimal | None:
    known = [importance[name] for name in part.issues if name in importance]
    return sum(known, ZERO) if known else None


def _per_average(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Each as a multiple of the average of those that are known."""
    known = [weight for weight in weights if weight is not None]
    average = sum(known, ZERO) / len(known) if known else ZERO
    return [weight / average if weight is not None and average else weight for weight in weights]
