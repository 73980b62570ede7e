"""Scores: what a bundle is worth to each party, and what a change on one issue means to each.

Where an issue has a scale for a party, that scale decides, and the result is an amount in the unit
that the deal counts in. Where it has none, an issue counted in the deal's own unit is worth its own
number. Any other issue is weighed as one among equals, by its direction alone: good enough for a
sign, never an amount, and always an estimate.
"""

from collections.abc import Iterable, Mapping, Sequence
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
    Scale,
    Value,
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
        scales = self.find_scales(bundle, party)
        worths = [scale.find_worth(name, bundle) for name, scale in scales.items()]
        known = [worth for worth in worths if worth is not None]
        return sum(known, ZERO) if known else None

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

    def find_scales(self, names: Iterable[str], party: PartyId) -> dict[str, Scale]:
        """The scales of those issues that have one for the party, by name."""
        found = {name: self.find_scale(name, party) for name in names}
        return {name: scale for name, scale in found.items() if scale is not None}

    def compute_effects(self, before: Bundle, after: Bundle, party: PartyId) -> dict[str, Effect]:
        """What each issue that changed, of those that both bundles name, means to the party.

        Issues whose worth depends on one another share what they do together evenly (Shapley
        values).
        """
        change = _Change(scores=self, before=before, after=after, party=party)
        return change.compute_effects()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """The step from one bundle to another, as one party sees it."""

    scores: Scores
    before: Bundle
    after: Bundle
    party: PartyId

    def compute_effects(self) -> dict[str, Effect]:
        """The effect of each issue that changed, of those that both bundles name."""
        common = [name for name in self.after if name in self.before]
        changed = [name for name in common if self.before[name] != self.after[name]]
        if not changed:
            return {}
        scales = self.scores.find_scales(common, self.party)
        amounts = self._compute_amounts(common, changed, scales)
        effects = {}
        for name in changed:
            amount = amounts[name]
            if amount is not None:
                effects[name] = self._weigh_amount(amount, scales.get(name))
            elif name in scales:
                # There is a scale, but it does not know one of the values.
                effects[name] = UNKNOWN_EFFECT
            else:
                effects[name] = self._guess_by_direction(name)
        return effects

    def _compute_amounts(
        self,
        common: Sequence[str],
        changed: Sequence[str],
        scales: Mapping[str, Scale],
    ) -> dict[str, Decimal | None]:
        """What each changed issue means in the deal's unit; None where nobody can say."""
        amounts = {}
        for members in _group_dependent_issues(scales, common):
            group = _ChangedGroup(
                changed=[name for name in members if name in changed],
                scales={name: scales[name] for name in members if name in scales},
                before=self.before,
                after=self.after,
            )
            for name in group.changed:
                amounts[name] = group.average_contribution(name)
        return amounts

    def _weigh_amount(self, amount: Decimal, scale: Scale | None) -> Effect:
        return Effect(
            share=self._share_of_whole(amount),
            amount=amount,
            estimate=scale is None or scale.estimate,
        )

    def _share_of_whole(self, amount: Decimal) -> Decimal | None:
        whole = self.scores.whole or self._compute_range()
        if whole:
            return amount / whole
        return ZERO if amount == 0 else None

    def _compute_range(self) -> Decimal:
        """What lies between the best and the worst for the party, as far as issues have scales."""
        issues = self.scores.issues
        scales = self.scores.find_scales(issues, self.party)
        spans = [self._compute_span(issues[name], scale) for name, scale in scales.items()]
        return sum(spans, ZERO)

    def _compute_span(self, issue: Issue, scale: Scale) -> Decimal:
        """What lies between the worst and the best of an issue. Of a number without a range: from 0
        to the larger one."""
        if issue.low is not None and issue.high is not None:
            return scale.measure_span(issue.low, issue.high)
        values = (self.before.get(issue.name), self.after.get(issue.name))
        sizes = [abs(value) for value in values if isinstance(value, Decimal)]
        return scale.measure_span(ZERO, max(sizes, default=ZERO))

    def _guess_by_direction(self, name: str) -> Effect:
        """The effect of a change on an issue without a scale: one issue among equals.

        Where only our own worth of it is known, the other side is taken to want the opposite.
        """
        issue = self.scores.issues.get(name)
        if issue is None:
            return UNKNOWN_EFFECT
        if issue.more_is_ours is not None:
            return self._weigh_rise(issue)
        only_we_care = set(issue.scales) == {US}
        if self.party == US or not only_we_care:
            return UNKNOWN_EFFECT
        ours = self.scores.compute_effects(self.before, self.after, PartyId(US))[name]
        if ours.share is None:
            return UNKNOWN_EFFECT
        return Effect(share=-ours.share, estimate=True)

    def _weigh_rise(self, issue: Issue) -> Effect:
        """The effect of a change on an issue of which only the better direction is known."""
        rise = _measure_rise(issue, self.before[issue.name], self.after[issue.name])
        if rise is None:
            return UNKNOWN_EFFECT
        share = _direction(issue, self.party) * rise / len(self.scores.issues)
        return Effect(share=share, estimate=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ChangedGroup:
    """Issues whose worths depend on one another, and those of them that change."""

    changed: Sequence[str]
    scales: Mapping[str, Scale]
    before: Bundle
    after: Bundle

    def average_contribution(self, name: str) -> Decimal | None:
        """What one issue adds to the worth of the group when it changes (its Shapley value).

        That is the average over all orders in which the issues could change one by one; None where
        a value is not on its scale. It takes 2 to the power of the group's size steps, and groups
        are small.
        """
        others = [other for other in self.changed if other != name]
        count = len(self.changed)
        total = ZERO
        for size in range(count):
            # In so many of all orders exactly these others come before this issue.
            weight = Decimal(factorial(size) * factorial(count - size - 1)) / factorial(count)
            for earlier in combinations(others, size):
                with_it = self._worth_after((*earlier, name))
                without_it = self._worth_after(earlier)
                if with_it is None or without_it is None:
                    return None
                total += weight * (with_it - without_it)
        return total

    def _worth_after(self, names: Iterable[str]) -> Decimal | None:
        """The worth of the group once only these issues have changed; None where no issue has a
        scale."""
        if not self.scales:
            return None
        mixed = {**self.before, **{name: self.after[name] for name in names}}
        total = ZERO
        for name, scale in self.scales.items():
            worth = scale.find_worth(name, mixed)
            if worth is None:
                return None
            total += worth
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
    counts_in_unit = issue.is_numeric and unit != "" and issue.unit == unit
    if not counts_in_unit or issue.more_is_ours is None or issue.scales:
        return None
    return Scale(
        weight=ONE,
        shape=LinearScale(slope=_direction(issue, party)),
        estimate=party != US,
    )


def _direction(issue: Issue, party: PartyId) -> Decimal:
    """1 where a higher number is better for the party, −1 where a lower one is."""
    wants_more = issue.more_is_ours if party == US else not issue.more_is_ours
    return ONE if wants_more else -ONE


def _group_dependent_issues(scales: Mapping[str, Scale], names: Iterable[str]) -> list[list[str]]:
    """Issues whose worth to the party depends on one another, together in one group; most stand
    alone."""
    group_of = {name: [name] for name in names}
    for name, scale in scales.items():
        if not isinstance(scale.shape, Joint) or scale.shape.other not in group_of:
            continue
        here = group_of[name]
        there = group_of[scale.shape.other]
        if here is not there:
            here.extend(there)
            group_of |= dict.fromkeys(there, here)
    # All members of a group share one list, so its identity tells the groups apart.
    return list({id(group): group for group in group_of.values()}.values())


def _measure_rise(issue: Issue, before: Value, after: Value) -> Decimal | None:
    """How far up the issue went, −1..1: of its range, else of the larger number, or of the list of
    its options.

    None where the two values cannot be compared.
    """
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        return _measure_numeric_rise(issue, before, after)
    if before in issue.options and after in issue.options:
        first = issue.options.index(str(before))
        second = issue.options.index(str(after))
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
