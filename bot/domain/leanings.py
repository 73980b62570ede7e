"""What matters to them, by the bundles they leaned to, and swaps that are better for both by that estimate.

The rule: an issue on which the bundle they leaned to is better for them than the mean of the others beside it weighs
more, one on which it is worse weighs less, by at most twice or half for one leaning, and never beyond four times or a
quarter in all (multiplicative weights). It is counted anew from the offers as they stand each time, so that taking a
leaning back takes back what it said; it stays an estimate however many there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from bot.domain.issues import ONE, ZERO, Bundle, Value
from bot.domain.offers import Offer, OfferState
from bot.domain.stakes import IssueGroup, Stakes

AT_MOST = Decimal(2)
"""What one leaning may multiply a weight by, or divide it by."""
IN_ALL = Decimal(4)
"""What all leanings together may."""
LEAST_BUNDLES = 2
"""A choice among fewer says nothing."""
SWAPS = 3
"""Swaps proposed at once."""
WORTH_IT = Decimal("0.005")
"""A swap brings each side at least that share of all that is at stake for it; less is noise in an estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightShift:
    """How an issue weighs for them by estimate: `before` without any leaning, `now` with all, 0..1 each. `times` is
    what the leanings multiplied it by; 1 where they say nothing of it and it only makes room for others."""

    issue: str
    times: Decimal
    before: Decimal
    now: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightEstimate:
    """What matters to them, as far as `leanings` choices among equal bundles tell."""

    stakes: Stakes
    leanings: int
    shifts: tuple[WeightShift, ...]


def list_bundles(offer: Offer) -> tuple[Bundle, ...]:
    """The bundles of an offer: itself, then those beside it; what one of these does not name is as in the offer."""
    return (offer.values, *({**offer.values, **other} for other in offer.alternatives))


def list_leanings(offers: Sequence[Offer]) -> list[tuple[Bundle, tuple[Bundle, ...]]]:
    """Each bundle of ours that they leaned to, with those that lay beside it, oldest first."""
    chosen = []
    for offer in offers:
        each = list_bundles(offer)
        if (
            offer.ours
            and offer.state is not OfferState.VOID
            and offer.leaned is not None
            and len(each) >= LEAST_BUNDLES
        ):
            chosen.append(
                (each[offer.leaned], tuple(b for n, b in enumerate(each) if n != offer.leaned))
            )
    return chosen


def estimate_their_weights(at_stake: Stakes, offers: Sequence[Offer]) -> WeightEstimate:
    """Their weights after all that they leaned to."""
    chosen = list_leanings(offers)
    times = {part.issues[0]: _times(part, chosen) for part in at_stake.groups}
    after = at_stake.reweigh_for_them(times)
    return WeightEstimate(
        stakes=after,
        leanings=len(chosen),
        shifts=tuple(
            WeightShift(
                issue=name,
                times=times[old.issues[0]],
                before=old.theirs.weight,
                now=new.theirs.weight,
            )
            for old, new in zip(at_stake.groups, after.groups, strict=True)
            for name in old.issues[:1]
        ),
    )


def _times(part: IssueGroup, chosen: Sequence[tuple[Bundle, tuple[Bundle, ...]]]) -> Decimal:
    """What the weight of a part is multiplied by."""
    exponent = sum((_better(part, bundle, others) for bundle, others in chosen), ZERO)
    return min(max(AT_MOST**exponent, ONE / IN_ALL), IN_ALL)


def _better(part: IssueGroup, bundle: Bundle, others: Sequence[Bundle]) -> Decimal:
    """How much better for them a bundle is on a part than the mean of the others, −1..1; 0 where it says nothing."""
    if not all(part.is_covered_by(each) for each in (bundle, *others)):
        return ZERO
    return part.theirs.level(bundle) - sum(
        (part.theirs.level(each) for each in others), ZERO
    ) / len(others)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapChange:
    """One issue that a swap moves."""

    issue: str
    unit: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two moves from a bundle that together leave both sides better off by estimate: what we would `give` and `get`.
    `ours` and `theirs` are what each gains, as a share of all at stake for it."""

    give: tuple[SwapChange, ...]
    get: tuple[SwapChange, ...]
    ours: Decimal
    theirs: Decimal


def find_swaps(at_stake: Stakes, bundle: Bundle, units: Mapping[str, str]) -> tuple[Swap, ...]:
    """The best swap of each pair of issues, best first: that whose smaller gain is the largest. `units` are those of
    the issues."""
    parts = [part for part in at_stake.groups if part.is_covered_by(bundle)]
    best = [
        swap
        for give, get in permutations(parts, 2)
        if (swap := _best_swap(give, get, bundle, units))
    ]
    return tuple(sorted(best, key=_least, reverse=True)[:SWAPS])


def _best_swap(
    give: IssueGroup, get: IssueGroup, bundle: Bundle, units: Mapping[str, str]
) -> Swap | None:
    """The best swap in which `give` moves their way and `get` ours."""
    lost = [(c, x, y) for c, x, y in _moves(give, bundle) if x <= 0 < y]
    won = [(c, x, y) for c, x, y in _moves(get, bundle) if y <= 0 < x]
    pairs = (
        Swap(
            give=_changes(bundle, a, units),
            get=_changes(bundle, b, units),
            ours=ax + bx,
            theirs=ay + by,
        )
        for a, ax, ay in lost
        for b, bx, by in won
        if min(ax + bx, ay + by) >= WORTH_IT
    )
    return max(pairs, key=_least, default=None)


def _least(swap: Swap) -> Decimal:
    return min(swap.ours, swap.theirs)


def _moves(part: IssueGroup, bundle: Bundle) -> list[tuple[Bundle, Decimal, Decimal]]:
    """Every other choice of a part, and what it would change for us and for them."""
    ours, theirs = part.ours.of(bundle), part.theirs.of(bundle)
    return [
        (choice, part.ours.of(choice) - ours, part.theirs.of(choice) - theirs)
        for choice in part.choices
    ]


def _changes(before: Bundle, after: Bundle, units: Mapping[str, str]) -> tuple[SwapChange, ...]:
    return tuple(
        SwapChange(issue=name, unit=units.get(name, ""), before=before[name], after=value)
        for name, value in after.items()
        if before[name] != value
    )
