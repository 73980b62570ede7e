"""What matters to them, by the bundles they leaned to, and swaps that are better for both by that
estimate.

An issue on which the bundle they leaned to is better for them than the mean of the others beside it
weighs more, one on which it is worse weighs less (multiplicative weights). One leaning at most
doubles or halves a weight; all of them together change it by a factor of four at most.

The weights are counted anew from the offers as they stand each time, so taking a leaning back takes
back what it said. They stay an estimate however many leanings there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from bot.domain.issues import ONE, ZERO, Bundle, Value
from bot.domain.offers import Offer, OfferState, list_bundles
from bot.domain.stakes import IssueGroup, Stakes

MOST_FOR_ONE = Decimal(2)
"""What one leaning may multiply a weight by at most, or divide it by."""
MOST_IN_ALL = Decimal(4)
"""What all leanings together may."""
LEAST_BUNDLES = 2
"""A choice among fewer says nothing."""
SWAPS = 3
"""Swaps proposed at once."""
WORTH_IT = Decimal("0.005")
"""A swap brings each side at least that share of all that is at stake for it; less is noise in an
estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A bundle of ours that they leaned to, and those that lay beside it."""

    chosen: Bundle
    others: tuple[Bundle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightShift:
    """How an issue weighs for them by estimate: `before` without any leaning, `now` with all, 0..1
    each.

    `times` is what the leanings multiplied it by; 1 where they say nothing of it and it only makes
    room for others.
    """

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


def list_leanings(offers: Sequence[Offer]) -> list[Leaning]:
    """Each bundle of ours that they leaned to, oldest first."""
    leanings = []
    for offer in offers:
        bundles = list_bundles(offer)
        if not offer.ours or offer.state is OfferState.VOID or offer.leaned is None:
            continue
        if len(bundles) < LEAST_BUNDLES:
            continue
        others = [b for place, b in enumerate(bundles) if place != offer.leaned]
        leanings.append(Leaning(chosen=bundles[offer.leaned], others=tuple(others)))
    return leanings


def estimate_their_weights(at_stake: Stakes, offers: Sequence[Offer]) -> WeightEstimate:
    """Their weights after all that they leaned to. Groups of issues go by the name of their first
    issue."""
    leanings = list_leanings(offers)
    factors = {group.issues[0]: _compute_factor(group, leanings) for group in at_stake.groups}
    after = at_stake.reweigh_for_them(factors)
    shifts = []
    for old, new in zip(at_stake.groups, after.groups, strict=True):
        issue = old.issues[0]
        shift = WeightShift(
            issue=issue,
            times=factors[issue],
            before=old.theirs.weight,
            now=new.theirs.weight,
        )
        shifts.append(shift)
    return WeightEstimate(
        stakes=after,
        leanings=len(leanings),
        shifts=tuple(shifts),
    )


def _compute_factor(group: IssueGroup, leanings: Sequence[Leaning]) -> Decimal:
    """What the weight of a group is multiplied by."""
    exponent = sum((_compute_lead(group, leaning) for leaning in leanings), ZERO)
    return min(max(MOST_FOR_ONE**exponent, ONE / MOST_IN_ALL), MOST_IN_ALL)


def _compute_lead(group: IssueGroup, leaning: Leaning) -> Decimal:
    """How much better for them the chosen bundle is in a group than the mean of the others, −1..1.

    It is 0 where one of the bundles says nothing there.
    """
    if not all(group.is_covered_by(bundle) for bundle in (leaning.chosen, *leaning.others)):
        return ZERO
    total = sum((group.theirs.level_of(bundle) for bundle in leaning.others), ZERO)
    return group.theirs.level_of(leaning.chosen) - total / len(leaning.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapChange:
    """One issue that a swap moves."""

    issue: str
    unit: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two moves from a bundle that together leave both sides better off by estimate: what we would
    `give` and `get`.

    `ours` and `theirs` are what each side gains, as a share of all at stake for it.
    """

    give: tuple[SwapChange, ...]
    get: tuple[SwapChange, ...]
    ours: Decimal
    theirs: Decimal

    @property
    def smaller_gain(self) -> Decimal:
        """What the side gains that gains less."""
        return min(self.ours, self.theirs)


def find_swaps(at_stake: Stakes, bundle: Bundle, units: Mapping[str, str]) -> tuple[Swap, ...]:
    """The best swaps from a bundle, at most `SWAPS`, best first: the one whose smaller gain is the
    largest.

    There is at most one for each pair of groups, and way round. `units` are those of the issues, by
    name.
    """
    groups = [group for group in at_stake.groups if group.is_covered_by(bundle)]
    swaps = []
    for give, get in permutations(groups, 2):
        swap = _find_best_swap(give, get, bundle, units)
        if swap is not None:
            swaps.append(swap)
    swaps.sort(key=lambda swap: swap.smaller_gain, reverse=True)
    return tuple(swaps[:SWAPS])


@dataclass(frozen=True, slots=True, kw_only=True)
class _GroupMove:
    """Another choice of a group, and what it would change for us and for them."""

    choice: Bundle
    ours: Decimal
    theirs: Decimal


def _find_best_swap(
    give: IssueGroup,
    get: IssueGroup,
    bundle: Bundle,
    units: Mapping[str, str],
) -> Swap | None:
    """The best swap in which `give` moves their way and `get` ours; None where none is worth it."""
    gives = [move for move in _list_moves(give, bundle) if move.ours <= 0 < move.theirs]
    gets = [move for move in _list_moves(get, bundle) if move.theirs <= 0 < move.ours]
    best: Swap | None = None
    for given in gives:
        for got in gets:
            ours, theirs = given.ours + got.ours, given.theirs + got.theirs
            least = min(ours, theirs)
            if least < WORTH_IT or (best is not None and least <= best.smaller_gain):
                continue
            best = Swap(
                give=_list_changes(bundle, given.choice, units),
                get=_list_changes(bundle, got.choice, units),
                ours=ours,
                theirs=theirs,
            )
    return best


def _list_moves(group: IssueGroup, bundle: Bundle) -> list[_GroupMove]:
    """What each choice of a group would change against the bundle."""
    ours, theirs = group.ours.share_of(bundle), group.theirs.share_of(bundle)
    moves = []
    for choice in group.choices:
        move = _GroupMove(
            choice=choice,
            ours=group.ours.share_of(choice) - ours,
            theirs=group.theirs.share_of(choice) - theirs,
        )
        moves.append(move)
    return moves


def _list_changes(
    before: Bundle, after: Bundle, units: Mapping[str, str]
) -> tuple[SwapChange, ...]:
    """The issues on which the second bundle says something else."""
    changes = []
    for name, value in after.items():
        if before[name] != value:
            unit = units.get(name, "")
            changes.append(
                SwapChange(
                    issue=name,
                    unit=unit,
                    before=before[name],
                    after=value,
                )
            )
    return tuple(changes)
