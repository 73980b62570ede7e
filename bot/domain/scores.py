"""Scores: what a bundle is worth to each party, and what a change on one issue means to each.

Where an issue has a scale for a party, that scale decides, and the result is an amount in the unit
that the deal counts in. Where it has none, an issue counted in the deal's own unit is worth its own
number. Any other issue is weighed as one among equals, by its direction alone: good enough for a
sign, never an amount, and always an estimate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import factorial

from bot.domain.deals import Deal
from bot.domain.ids import US, PartyId
from bot.domain.issues import (
    ONE,
    ZERO,
    Bundle,
    Issue,
    Joint,
    LinearScale,
    Points,
    Scale,
    Value,
    format_value,
)

NEGLIGIBLE_SHARE = Decimal("0.000001")
"""Changes up to this share of the whole come from rounding and count as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change on one issue means to one party.

    `share` is a share of the whole, −1..1 (None: nobody said which way is better for it), `amount`
    is in the deal's unit (None: nobody said what it is worth).
    """

    share: Decimal | None
    amount: Decimal | None = None
    estimate: bool = False


UNKNOWN_EFFECT = Effect(share=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The issues of a deal by name, and who sits at the table, our side among them.

    `whole` is what the deal is about in its unit, against which changes are weighed. Where it is
    None, they are weighed against the range that a party's scales span.
    """

    issues: Mapping[str, Issue]
    parties: tuple[PartyId, ...]
    unit: str = ""
    whole: Decimal | None = None

    def score_bundle(self, bundle: Bundle, party: PartyId) -> Decimal | None:
        """What the bundle's issues with a scale are worth to the party in the deal's unit; None
        where none has one."""
        worths = []
        for name in bundle:
            scale = self.find_scale(name, party)
            worth = _compute_worth(name, scale, bundle) if scale is not None else None
            if worth is not None:
                worths.append(worth)
        return sum(worths, ZERO) if worths else None

    def find_scale(self, name: str, party: PartyId) -> Scale | None:
        """What the issue is worth to the party: as somebody said, else its own number where it
        counts in the deal's unit, else None."""
        issue = self.issues.get(name)
        if issue is None:
            return None
        return issue.scales.get(party) or _scale_of_own_number(issue, party, self.unit)

    def list_other_parties(self, party: PartyId) -> tuple[PartyId, ...]:
        """Everybody at the table but that party."""
        return tuple(other for other in self.parties if other != party)

    def compute_effects(self, before: Bundle, after: Bundle, party: PartyId) -> dict[str, Effect]:
        """What each issue that changed, of those that both bundles name, means to the party.

        Issues whose worth depends on one another share what they do together evenly (Shapley
        values).
        """
        common = [name for name in after if name in before]
        changed = [name for name in common if before[name] != after[name]]
        if not changed:
            return {}
        scales = self._find_scales(common, party)
        amounts: dict[str, Decimal | None] = {}
        for group in _group_dependent_issues(scales, common):
            changed_here = [name for name in group if name in changed]
            scales_here = {name: scales[name] for name in group if name in scales}
            amounts |= _split_change(changed_here, scales_here, before, after)
        effects = {}
        for name in changed:
            scale = scales.get(name)
            effects[name] = self._weigh(name, amounts[name], scale, party, (before, after))
        return effects

    def _find_scales(self, names: Iterable[str], party: PartyId) -> dict[str, Scale]:
        scales = {}
        for name in names:
            scale = self.find_scale(name, party)
            if scale is not None:
                scales[name] = scale
        return scales

    def _weigh(
        self,
        name: str,
        amount: Decimal | None,
        scale: Scale | None,
        party: PartyId,
        change: tuple[Bundle, Bundle],
    ) -> Effect:
        """The effect of a change by its amount; without an amount, by the direction of an issue
        without a scale."""
        if amount is not None:
            estimate = scale is None or scale.estimate
            share = self._share_of_whole(amount, party, change)
            return Effect(share=share, amount=amount, estimate=estimate)
        issue = self.issues.get(name)
        if issue is None or scale is not None:
            return UNKNOWN_EFFECT
        return self._guess_by_direction(issue, change, party)

    def _share_of_whole(
        self, amount: Decimal, party: PartyId, change: tuple[Bundle, Bundle]
    ) -> Decimal | None:
        whole = self.whole or self._compute_range(party, change)
        if whole:
            return amount / whole
        return ZERO if amount == 0 else None

    def _guess_by_direction(
        self, issue: Issue, change: tuple[Bundle, Bundle], party: PartyId
    ) -> Effect:
        """The effect of a change on one issue among equals.

        Where only our own worth of it is known, the other side is taken to want the opposite.
        """
        before, after = change
        if issue.more_is_ours is not None:
            rise = _measure_rise(issue, before[issue.name], after[issue.name])
            if rise is None:
                return UNKNOWN_EFFECT
            sign = ONE if issue.more_is_ours == (party == US) else -ONE
            return Effect(share=sign * rise / len(self.issues), estimate=True)
        only_we_care = set(issue.scales) == {US}
        if party == US or not only_we_care:
            return UNKNOWN_EFFECT
        our_share = self.compute_effects(before, after, PartyId(US))[issue.name].share
        if our_share is None:
            return UNKNOWN_EFFECT
        return Effect(share=-our_share, estimate=True)

    def _compute_range(self, party: PartyId, change: tuple[Bundle, Bundle]) -> Decimal:
        """What lies between the best and the worst for the party, as far as issues have scales."""
        total = ZERO
        for name, issue in self.issues.items():
            scale = self.find_scale(name, party)
            if scale is not None:
                total += _compute_span(issue, scale, change)
        return total


def build_scores(deal: Deal) -> Scores:
    """The scores of a deal: all of its parties, weighed against its size where that is known."""
    return Scores(
        issues={issue.name: issue for issue in deal.issues},
        parties=(PartyId(US), *(party.id for party in deal.parties)),
        unit=deal.unit,
        whole=deal.yardstick.amount(deal.size, deal.opened_at.date()) or None,
    )


def average_shares(effects: Sequence[Mapping[str, Effect]], name: str) -> Decimal | None:
    """What a change on an issue means to several parties, on average.

    A party that is not known to care counts as untouched. None where nobody is known to care.
    """
    shares = [of_party[name].share for of_party in effects if name in of_party]
    known = [share for share in shares if share is not None]
    return sum(known, ZERO) / len(effects) if known else None


def round_share(share: Decimal | None) -> Decimal | None:
    """The share, or 0 where it is so small that it only comes from rounding; None stays None."""
    if share is not None and abs(share) <= NEGLIGIBLE_SHARE:
        return ZERO
    return share


def round_sum(shares: Iterable[Decimal | None]) -> Decimal:
    """The sum of the shares that are known, or 0 where it only comes from rounding."""
    total = sum((share for share in shares if share is not None), ZERO)
    return ZERO if abs(total) <= NEGLIGIBLE_SHARE else total


def _scale_of_own_number(issue: Issue, party: PartyId, unit: str) -> Scale | None:
    """The scale of an issue that counts in the deal's unit, such as the price: a number is worth
    itself."""
    counts_in_unit = issue.is_numeric and bool(unit) and issue.unit == unit
    if not counts_in_unit or issue.more_is_ours is None or issue.scales:
        return None
    slope = ONE if issue.more_is_ours == (party == US) else -ONE
    return Scale(weight=ONE, shape=LinearScale(slope=slope), estimate=party != US)


def _compute_worth(name: str, scale: Scale, bundle: Bundle) -> Decimal | None:
    """What the issue's value in the bundle is worth; None where the scale does not know that value."""
    value, shape = bundle.get(name), scale.shape
    if isinstance(shape, LinearScale):
        if not isinstance(value, Decimal):
            return None
        return scale.weight * (shape.slope * value + shape.start)
    option = _option_name(value)
    if isinstance(shape, Points):
        worth = shape.of.get(option)
    else:
        worth = shape.of.get((_option_name(bundle.get(shape.other)), option))
    return None if worth is None else scale.weight * worth


def _option_name(value: Value | None) -> str:
    """A value as options are named; a number may be one of them, and a missing value is "" which
    none is called."""
    return "" if value is None else format_value(value)


def _group_dependent_issues(scales: Mapping[str, Scale], names: Iterable[str]) -> list[list[str]]:
    """Issues whose worth to the party depends on one another, together in one group; most stand
    alone."""
    group_of = {name: [name] for name in names}
    for name, scale in scales.items():
        if not isinstance(scale.shape, Joint) or scale.shape.other not in group_of:
            continue
        here, there = group_of[name], group_of[scale.shape.other]
        if here is not there:
            here.extend(there)
            for member in there:
                group_of[member] = here
    # All members of a group share one list, so its identity tells the groups apart.
    return list({id(group): group for group in group_of.values()}.values())


def _split_change(
    changed: Sequence[str], scales: Mapping[str, Scale], before: Bundle, after: Bundle
) -> dict[str, Decimal | None]:
    """What each of the changed issues of one group adds to the group's worth (its Shapley value).

    That is what it adds when it changes, averaged over all orders in which the issues could change
    one by one. None where a value is not on its scale.
    """

    def worth_after(names: Iterable[str]) -> Decimal | None:
        """The worth of the group once only these issues have changed."""
        mixed = {**before, **{name: after[name] for name in names}}
        total = ZERO
        for name, scale in scales.items():
            worth = _compute_worth(name, scale, mixed)
            if worth is None:
                return None
            total += worth
        return total if scales else None

    amounts = {}
    for name in changed:
        others = [other for other in changed if other != name]
        amounts[name] = _average_contribution(name, others, worth_after)
    return amounts


def _average_contribution(
    name: str, others: Sequence[str], worth_after: Callable[[Iterable[str]], Decimal | None]
) -> Decimal | None:
    """What one issue adds on average. It takes 2 to the power of the group's size steps, and groups
    are small."""
    total = ZERO
    count = len(others) + 1
    for size in range(count):
        # In so many of all orders exactly `size` given others come before this one.
        weight = Decimal(factorial(size) * factorial(count - size - 1)) / factorial(count)
        for earlier in combinations(others, size):
            with_it, without_it = worth_after((*earlier, name)), worth_after(earlier)
            if with_it is None or without_it is None:
                return None
            total += weight * (with_it - without_it)
    return total


def _measure_rise(issue: Issue, before: Value, after: Value) -> Decimal | None:
    """How far up the issue went, −1..1: of its range, else of the larger number, or of the list of
    its options.

    None where the two values cannot be compared.
    """
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return _measure_numeric_rise(issue, before, after)
    if before in issue.options and after in issue.options:
        first, second = issue.options.index(str(before)), issue.options.index(str(after))
        return Decimal(second - first) / (len(issue.options) - 1)
    return None


def _measure_numeric_rise(issue: Issue, before: Decimal, after: Decimal) -> Decimal:
    width = ZERO
    if issue.low is not None and issue.high is not None:
        width = issue.high - issue.low
    width = width or max(abs(before), abs(after))
    if not width:
        return ZERO
    # Numbers outside the range, or of both signs, would come to more than all there is on the
    # issue.
    return max(-ONE, min(ONE, (after - before) / width))


def _compute_span(issue: Issue, scale: Scale, change: tuple[Bundle, Bundle]) -> Decimal:
    """What lies between the worst and the best of an issue. Of a number without a range: from 0 to
    the larger one."""
    if not isinstance(scale.shape, LinearScale):
        worths = scale.shape.of.values()
        best, worst = max(worths, default=ZERO), min(worths, default=ZERO)
        return abs(scale.weight) * (best - worst)
    steepness = abs(scale.weight * scale.shape.slope)
    if issue.low is not None and issue.high is not None:
        return steepness * (issue.high - issue.low)
    values = [bundle.get(issue.name) for bundle in change]
    sizes = [abs(value) for value in values if isinstance(value, Decimal)]
    return steepness * max(sizes, default=ZERO)
