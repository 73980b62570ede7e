"""Stakes: what each value of each issue is worth to us and to them, as a share of all that is at
stake (0..1).

Ours come from the plan's importance where it may be looked at, else from the scales people gave,
else all issues count the same. Theirs likewise, else they are the reverse of ours. Theirs are
always an estimate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import prod

from bot.domain.ids import US, PartyId
from bot.domain.issue_values import list_possible_values
from bot.domain.issues import ONE, ZERO, Bundle, Issue, Joint, Value
from bot.domain.scores import Scores

MOST_TOGETHER = 200
"""Combinations of values of issues whose worth depends on one another; groups with more are not
looked at."""
WorthFunction = Callable[[Bundle], Decimal]
"""What the values of a bundle on the issues of one group are worth to one side, in any unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWorth:
    """What a group of issues is worth to one side.

    `weight` is the group's share of all that is at stake for that side: earned in full where
    `worth_of` is at `high`, not at all where it is at `low`.
    """

    worth_of: WorthFunction
    low: Decimal
    high: Decimal
    weight: Decimal

    def share_of(self, bundle: Bundle) -> Decimal:
        """The share of all at stake that these values earn, 0..`weight`."""
        return self.weight * self.level_of(bundle)

    def level_of(self, bundle: Bundle) -> Decimal:
        """How far these values go towards the best there is in this group, 0..1."""
        span = self.high - self.low
        return (self.worth_of(bundle) - self.low) / span if span else ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGroup:
    """An issue, or several whose worths depend on one another, with all the values they may take
    together."""

    issues: tuple[str, ...]
    choices: tuple[Bundle, ...]
    ours: GroupWorth
    theirs: GroupWorth

    def is_covered_by(self, bundle: Bundle) -> bool:
        """Whether the bundle has a value for each of its issues."""
        return all(name in bundle for name in self.issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """All groups of issues of a deal.

    `unsaid` are the issues of which nobody said which way is better for us, or what values they may
    take; `fixed` those that have only one value, or on which both sides stand at the same; `shared`
    those of the fixed that both sides want the same way, though they do not stand at the same yet.
    """

    groups: tuple[IssueGroup, ...]
    unsaid: tuple[str, ...] = ()
    fixed: Mapping[str, Value]
    shared: tuple[str, ...] = ()

    def share_for_us(self, bundle: Bundle) -> Decimal | None:
        """What a bundle earns us of all that its own issues could bring, 0..1; None where none of
        them is at stake."""
        return _compute_share([group.ours for group in self._covered_by(bundle)], bundle)

    def _covered_by(self, bundle: Bundle) -> list[IssueGroup]:
        return [group for group in self.groups if group.is_covered_by(bundle)]

    def reweigh_for_them(self, factors: Mapping[str, Decimal]) -> "Stakes":
        """The same with their weights multiplied, by the first issue of each group, and brought
        back to a sum of one."""
        weights = [g.theirs.weight * factors.get(g.issues[0], ONE) for g in self.groups]
        total = sum(weights, ZERO)
        groups = []
        for group, weight in zip(self.groups, weights, strict=True):
            theirs = replace(group.theirs, weight=weight / total)
            groups.append(replace(group, theirs=theirs))
        return replace(self, groups=tuple(groups))


def _compute_share(worths: Sequence[GroupWorth], bundle: Bundle) -> Decimal | None:
    whole = sum((worth.weight for worth in worths), ZERO)
    if not whole:
        return None
    return sum((worth.share_of(bundle) for worth in worths), ZERO) / whole


def build_stakes(
    scores: Scores,
    named: Iterable[Bundle],
    party: PartyId,
    ours: Mapping[str, Decimal] | None = None,
    theirs: Mapping[str, Decimal] | None = None,
    *,
    stand: Bundle | None = None,
    their_stand: Bundle | None = None,
) -> Stakes:
    """The stakes of a deal against `party`.

    `named` are the bundles named so far, whose values widen the ranges. `ours` and `theirs` are the
    importance of issues where it is known, in any unit: only their ratios count. `stand` is where we
    stand and `their_stand` where they do: an issue on which they ask for what is better for us too
    is no conflict, and costs nobody anything.
    """
    stand, their_stand = stand or {}, their_stand or {}
    values = _list_values_by_issue(scores, [stand, their_stand, *named])
    agreed = {name: [value] for name, value in stand.items() if their_stand.get(name) == value}
    values |= {name: tuple(value) for name, value in agreed.items() if name in values}
    issues = {name: _fit_range(issue, values[name]) for name, issue in scores.issues.items()}
    scores = replace(scores, issues=issues)
    open_issues = [name for name in issues if len(values[name]) > 1]
    groups: list[IssueGroup] = []
    fixed: dict[str, Value] = {name: each[0] for name, each in values.items() if len(each) == 1}
    shared: list[str] = []
    known: set[str] = set()
    for names in _group_issues(open_issues, scores, party):
        group = _build_group(names, values, scores, party)
        if group is None:
            continue
        known.update(names)
        wanted = _find_shared_wish(group, scores, party, stand, their_stand)
        if wanted is None:
            groups.append(group)
        else:
            fixed |= wanted
            shared.extend(names)
    unsaid = [name for name in issues if len(values[name]) != 1 and name not in known]
    return Stakes(
        groups=_weigh_groups(groups, scores, party, ours or {}, theirs or {}),
        unsaid=tuple(unsaid),
        fixed=fixed,
        shared=tuple(shared),
    )


def _find_shared_wish(
    group: IssueGroup, scores: Scores, party: PartyId, stand: Bundle, their_stand: Bundle
) -> Bundle | None:
    """What both sides want of a group; None where they want opposite things, or nobody can tell.

    They show it by asking for a number that is better for us than what we asked for ourselves; or
    both sides' scales are at their best in the same place. Whoever asks for less service than we
    offer may still like more of it.
    """
    if group.is_covered_by(stand) and group.is_covered_by(their_stand):
        ours = group.ours
        is_number = all(isinstance(their_stand[name], Decimal) for name in group.issues)
        if is_number and ours.worth_of(their_stand) > ours.worth_of(stand):
            return {name: their_stand[name] for name in group.issues}
    if not all(scores.find_scale(name, party) for name in group.issues):
        return None
    best = max(group.choices, key=group.theirs.worth_of)
    is_best_for_us = group.ours.worth_of(best) == group.ours.high
    return best if is_best_for_us and group.ours.high > group.ours.low else None


# What values an issue may take


def _list_values_by_issue(
    scores: Scores, bundles: Sequence[Bundle]
) -> dict[str, tuple[Value, ...]]:
    values = {}
    for name, issue in scores.issues.items():
        named = [bundle[name] for bundle in bundles if name in bundle]
        values[name] = list_possible_values(issue, named)
    return values


def _fit_range(issue: Issue, values: Sequence[Value]) -> Issue:
    """The issue with the range that its values span."""
    numbers = [value for value in values if isinstance(value, Decimal)]
    if not issue.is_numeric or not numbers:
        return issue
    return replace(issue, low=min(numbers), high=max(numbers))


# Which issues belong together, and what they are worth


def _group_issues(names: Iterable[str], scores: Scores, party: PartyId) -> list[list[str]]:
    """Issues in groups whose worths depend on one another, to us or to them."""
    groups: list[list[str]] = []
    for name in names:
        joined: list[list[str]] = []
        apart: list[list[str]] = []
        for group in groups:
            depends = any(_depend(name, other, scores, party) for other in group)
            (joined if depends else apart).append(group)
        members = [member for group in joined for member in group]
        groups = [*apart, [*members, name]]
    return groups


def _depend(a: str, b: str, scores: Scores, party: PartyId) -> bool:
    """Whether the worth of one of two issues depends on the value of the other, to us or to them."""
    return b in _find_determinants(a, scores, party) or a in _find_determinants(b, scores, party)


def _find_determinants(name: str, scores: Scores, party: PartyId) -> set[str]:
    """The issues on whose value the worth of this one depends."""
    others = set()
    for side in (PartyId(US), party):
        scale = scores.find_scale(name, side)
        if scale is not None and isinstance(scale.shape, Joint):
            others.add(scale.shape.other)
    return others


def _build_group(
    names: Sequence[str],
    values: Mapping[str, tuple[Value, ...]],
    scores: Scores,
    party: PartyId,
) -> IssueGroup | None:
    """The group of those issues; None where nothing says which way is better, or it has too many
    values."""
    if prod(len(values[name]) for name in names) > MOST_TOGETHER:
        return None
    combinations = product(*(values[name] for name in names))
    choices = tuple(dict(zip(names, chosen, strict=True)) for chosen in combinations)
    ours = _find_worth_function(names, choices[0], scores, PartyId(US))
    theirs = _find_worth_function(names, choices[0], scores, party)
    # A side that nobody said anything of is taken to want the opposite of the other.
    if ours is None:
        if theirs is None:
            return None
        ours = _reverse(theirs)
    elif theirs is None:
        theirs = _reverse(ours)
    return IssueGroup(
        issues=tuple(names),
        choices=choices,
        ours=_measure_worth(ours, choices),
        theirs=_measure_worth(theirs, choices),
    )


def _find_worth_function(
    names: Sequence[str],
    base: Bundle,
    scores: Scores,
    side: PartyId,
) -> WorthFunction | None:
    """The worth of a group to a side: by its scales; else by the direction of its only issue,
    counted from `base`.

    None where neither is known.
    """
    if any(scores.find_scale(name, side) for name in names):

        def by_scales(bundle: Bundle) -> Decimal:
            own = {name: bundle[name] for name in names}
            return scores.score_bundle(own, side) or ZERO

        return by_scales
    name = names[0]
    if len(names) > 1 or scores.issues[name].more_is_ours is None:
        return None

    def by_direction(bundle: Bundle) -> Decimal:
        effects = scores.compute_effects({name: base[name]}, {name: bundle[name]}, side)
        effect = effects.get(name)
        return ZERO if effect is None or effect.share is None else effect.share

    return by_direction


def _reverse(worth_of: WorthFunction) -> WorthFunction:
    return lambda bundle: -worth_of(bundle)


def _measure_worth(worth_of: WorthFunction, choices: Sequence[Bundle]) -> GroupWorth:
    """The worth of a group with its range over all choices, not weighed yet."""
    worths = [worth_of(choice) for choice in choices]
    return GroupWorth(
        worth_of=worth_of,
        low=min(worths),
        high=max(worths),
        weight=ONE,
    )


# How much each group weighs


def _weigh_groups(
    groups: Sequence[IssueGroup],
    scores: Scores,
    party: PartyId,
    ours: Mapping[str, Decimal],
    theirs: Mapping[str, Decimal],
) -> tuple[IssueGroup, ...]:
    """The groups with what each weighs for us and for them."""
    our_worths = [(group, group.ours) for group in groups]
    their_worths = [(group, group.theirs) for group in groups]
    our_weights = _compute_weights(our_worths, scores, PartyId(US), ours)
    their_weights = _compute_weights(their_worths, scores, party, theirs)
    weighed = []
    for group, our_weight, their_weight in zip(groups, our_weights, their_weights, strict=True):
        our_worth = replace(group.ours, weight=our_weight)
        their_worth = replace(group.theirs, weight=their_weight)
        weighed.append(replace(group, ours=our_worth, theirs=their_worth))
    return tuple(weighed)


def _compute_weights(
    groups: Sequence[tuple[IssueGroup, GroupWorth]],
    scores: Scores,
    side: PartyId,
    importance: Mapping[str, Decimal],
) -> list[Decimal]:
    """What groups weigh for a side, in all one.

    By importance where it is known, else by how much their scales make of them. Where one group has
    both, the two are measured by the same rule; else each counts as a multiple of its own average.
    A group that nobody weighed counts as an average one.
    """
    importances = [_sum_importance(group, importance) for group, _ in groups]
    spans: list[Decimal | None] = []
    for group, worth in groups:
        has_scale = any(scores.find_scale(name, side) for name in group.issues)
        spans.append(worth.high - worth.low if has_scale else None)
    rate = _find_rate(importances, spans)
    by_importance = _per_average(importances)
    by_span = _per_average(
        [span if known is None else None for span, known in zip(spans, importances, strict=True)]
    )
    average = _average(importances)
    weights = []
    for first, second, span in zip(by_importance, by_span, spans, strict=True):
        if first is not None:
            weights.append(first)
        elif span is not None and rate is not None and average:
            # 5 days until payment beside a price that was weighed: what they cost, not a fifth of all.
            weights.append(span * rate / average)
        elif second is not None:
            weights.append(second)
        else:
            weights.append(ONE)
    total = sum(weights, ZERO)
    return [weight / total if total else ONE / len(weights) for weight in weights]


def _find_rate(
    importances: Sequence[Decimal | None], spans: Sequence[Decimal | None]
) -> Decimal | None:
    """How much importance one unit of a scale is, by the groups that have both; None without any."""
    pairs = [
        (known, span)
        for known, span in zip(importances, spans, strict=True)
        if known is not None and span
    ]
    total = sum((span for _, span in pairs), ZERO)
    return sum((known for known, _ in pairs), ZERO) / total if total else None


def _average(weights: Sequence[Decimal | None]) -> Decimal:
    known = [weight for weight in weights if weight is not None]
    return sum(known, ZERO) / len(known) if known else ZERO


def _sum_importance(group: IssueGroup, importance: Mapping[str, Decimal]) -> Decimal | None:
    known = [importance[name] for name in group.issues if name in importance]
    return sum(known, ZERO) if known else None


def _per_average(weights: Sequence[Decimal | None]) -> list[Decimal | None]:
    """Each weight as a multiple of the average of those that are known."""
    average = _average(weights)
    if not average:
        return list(weights)
    return [None if weight is None else weight / average for weight in weights]
