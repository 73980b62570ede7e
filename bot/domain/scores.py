"""Scores: what a bundle is worth to each party, and what a change on one issue means to each.

Where an issue has a scale for a party, that scale decides, and the result is an amount in the unit that the deal counts
in. Where it has none, an issue counted in the deal's own unit is worth its own number; any other is weighed as one
issue among equals, by its direction alone: good enough for a sign, never an amount, and always an estimate.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import factorial

from bot.domain.deals import Deal
from bot.domain.ids import US, PartyId
from bot.domain.issues import ONE, ZERO, Bundle, Issue, Joint, LinearScale, Points, Scale, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a change on one issue means to one party: `share` of the whole, −1..1 (None: nobody said which way is better
    for it), and `amount` in the deal's unit (None: nobody said what it is worth)."""

    share: Decimal | None
    amount: Decimal | None = None
    estimate: bool = False


UNKNOWN_EFFECT = Effect(share=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The issues of a deal by name, who sits at the table (our side among them), and `whole`: what the deal is about in
    its unit, against which changes are weighed; None: against the range that a party's scales span."""

    issues: Mapping[str, Issue]
    parties: tuple[PartyId, ...]
    unit: str = ""
    whole: Decimal | None = None

    def worth(self, bundle: Bundle, party: PartyId) -> Decimal | None:
        """What the bundle's issues with a scale are worth to the party, in the deal's unit; None where none has one."""
        worths = [
            w
            for name in bundle
            if (s := self.find_scale(name, party)) and (w := _worth(name, s, bundle)) is not None
        ]
        return sum(worths, ZERO) if worths else None

    def find_scale(self, name: str, party: PartyId) -> Scale | None:
        """What the issue is worth to the party: as somebody said, or its own number where it is counted in the deal's
        unit."""
        issue = self.issues.get(name)
        if issue is None:
            return None
        return issue.scales.get(party) or _own_number(issue, party, self.unit)

    def list_other_parties(self, party: PartyId) -> tuple[PartyId, ...]:
        """Everybody at the table but that party."""
        return tuple(p for p in self.parties if p != party)

    def compute_effects(self, before: Bundle, after: Bundle, party: PartyId) -> dict[str, Effect]:
        """What each issue that both bundles speak of, and that changed, means to the party. Issues whose worth depends
        on one another share what they do together evenly (Shapley)."""
        common = [name for name in after if name in before]
        changed = [name for name in common if before[name] != after[name]]
        if not changed:
            return {}
        scales = {
            name: scale for name in common if (scale := self.find_scale(name, party)) is not None
        }
        found: dict[str, Effect] = {}
        for group in _groups(scales, common):
            moved = [name for name in group if name in changed]
            amounts = _amounts(moved, {n: scales[n] for n in group if n in scales}, before, after)
            for name in moved:
                found[name] = self._effect(
                    name, amounts.get(name), scales.get(name), party, (before, after)
                )
        return {name: found[name] for name in changed}

    def _effect(
        self,
        name: str,
        amount: Decimal | None,
        scale: Scale | None,
        party: PartyId,
        change: tuple[Bundle, Bundle],
    ) -> Effect:
        if amount is not None:
            whole = self.whole or self._range(party, change)
            share = amount / whole if whole else ZERO if amount == 0 else None
            return Effect(share=share, amount=amount, estimate=scale is None or scale.estimate)
        issue = self.issues.get(name)
        if issue is None or scale is not None:
            return UNKNOWN_EFFECT
        return self._guessed(issue, change, party)

    def _guessed(self, issue: Issue, change: tuple[Bundle, Bundle], party: PartyId) -> Effect:
        """By direction alone: one issue among equals. Where only our own worth of it is known, the other side is taken
        to want the opposite."""
        before, after = (bundle[issue.name] for bundle in change)
        if issue.more_is_ours is not None:
            up = _steps_up(issue, before, after)
            sign = ONE if issue.more_is_ours == (party == US) else -ONE
            return (
                UNKNOWN_EFFECT
                if up is None
                else Effect(share=sign * up / len(self.issues), estimate=True)
            )
        if party == US or set(issue.scales) != {US}:
            return UNKNOWN_EFFECT
        ours = self.compute_effects(*change, PartyId(US))[issue.name].share
        return UNKNOWN_EFFECT if ours is None else Effect(share=-ours, estimate=True)

    def _range(self, party: PartyId, change: tuple[Bundle, Bundle]) -> Decimal:
        """What lies between the best and the worst for the party, as far as issues have scales."""
        scales = ((issue, self.find_scale(name, party)) for name, issue in self.issues.items())
        return sum(
            (_span(issue, scale, change) for issue, scale in scales if scale is not None), ZERO
        )


def build_scores(deal: Deal) -> Scores:
    """The scores of a deal: all of its parties, weighed against its size where that is known."""
    return Scores(
        issues={issue.name: issue for issue in deal.issues},
        parties=(PartyId(US), *(party.id for party in deal.parties)),
        unit=deal.unit,
        whole=deal.yardstick.amount(deal.size, deal.opened_at.date()) or None,
    )


def average_shares(effects: Sequence[Mapping[str, Effect]], name: str) -> Decimal | None:
    """What a change on an issue means to several parties, in the mean; one that is not known to care counts as
    untouched. None where nobody is known to care."""
    shares = [e[name].share for e in effects if name in e]
    known = [share for share in shares if share is not None]
    return sum(known, ZERO) / len(effects) if known else None


def _own_number(issue: Issue, party: PartyId, unit: str) -> Scale | None:
    if (
        not issue.is_numeric
        or not unit
        or issue.unit != unit
        or issue.more_is_ours is None
        or issue.scales
    ):
        return None
    slope = ONE if issue.more_is_ours == (party == US) else -ONE
    return Scale(weight=ONE, shape=LinearScale(slope=slope), estimate=party != US)


def _worth(name: str, scale: Scale, bundle: Bundle) -> Decimal | None:
    """What the issue's value in the bundle is worth; None where the scale does not know that value."""
    value, shape = bundle.get(name), scale.shape
    found: Decimal | None = None
    if isinstance(shape, LinearScale):
        found = shape.slope * value + shape.start if isinstance(value, Decimal) else None
    elif isinstance(shape, Points):
        found = shape.of.get(_option(value))
    else:
        found = shape.of.get((_option(bundle.get(shape.other)), _option(value)))
    return None if found is None else scale.weight * found


def _option(value: Value | None) -> str:
    """A value as options are named: a number may be one of them."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value or ""


def _groups(scales: Mapping[str, Scale], names: Iterable[str]) -> list[list[str]]:
    """Issues whose worth to the party depends on one another belong together; most stand alone."""
    group = {name: [name] for name in names}
    for name, scale in scales.items():
        if isinstance(scale.shape, Joint) and scale.shape.other in group:
            here, there = group[name], group[scale.shape.other]
            if here is not there:
                here.extend(there)
                group |= dict.fromkeys(there, here)
    return list({id(members): members for members in group.values()}.values())


def _amounts(
    moved: Sequence[str], scales: Mapping[str, Scale], before: Bundle, after: Bundle
) -> dict[str, Decimal | None]:
    """What each of the moved issues of one group adds to its worth, averaged over the orders in which they could move;
    None where a value is not on its scale."""

    def worth(there: Iterable[str]) -> Decimal | None:
        mixed = {**before, **{name: after[name] for name in there}}
        worths = [_worth(name, scale, mixed) for name, scale in scales.items()]
        known = [w for w in worths if w is not None]
        return sum(known, ZERO) if worths and len(known) == len(worths) else None

    return {name: _added(name, [n for n in moved if n != name], worth) for name in moved}


def _added(
    name: str, rest: Sequence[str], worth: Callable[[Iterable[str]], Decimal | None]
) -> Decimal | None:
    total, players = ZERO, len(rest) + 1
    for size in range(players):
        weight = Decimal(factorial(size) * factorial(players - size - 1)) / factorial(players)
        for there in combinations(rest, size):
            with_it, without = worth((*there, name)), worth(there)
            if with_it is None or without is None:
                return None
            total += weight * (with_it - without)
    return total


def _steps_up(issue: Issue, before: Value, after: Value) -> Decimal | None:
    """How far up the issue went, −1..1: of its range, of the larger number, or of the list of its options."""
    if isinstance(before, Decimal) and isinstance(after, Decimal):
        wide = issue.high - issue.low if issue.high is not None and issue.low is not None else ZERO
        wide = wide or max(abs(before), abs(after))
        return max(-ONE, min(ONE, (after - before) / wide)) if wide else ZERO
    if before in issue.options and after in issue.options:
        places = [issue.options.index(str(value)) for value in (before, after)]
        return Decimal(places[1] - places[0]) / (len(issue.options) - 1)
    return None


def _span(issue: Issue, scale: Scale, change: tuple[Bundle, Bundle]) -> Decimal:
    if isinstance(scale.shape, LinearScale):
        low, high = issue.low, issue.high
        if low is not None and high is not None:
            return abs(scale.weight * scale.shape.slope) * (high - low)
        numbers = [abs(v) for bundle in change if isinstance(v := bundle.get(issue.name), Decimal)]
        return abs(scale.weight * scale.shape.slope) * max(numbers, default=ZERO)
    worths = scale.shape.of.values()
    return abs(scale.weight) * (max(worths, default=ZERO) - min(worths, default=ZERO))
