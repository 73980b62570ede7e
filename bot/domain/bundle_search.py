"""Bundles that are equal for us: the best for them among all whose worth to us lies in a band, by
exact search.

The issues come in groups, and of each group one choice is taken. Worths are whole numbers up to
`SCALE`. A table for every first few groups says what the most is that they can gain, for each worth
to us they can reach. The search then builds bundles from the last group back, always going on with
the one that may still gain most, so that bundles come out best first and each costs a handful of
steps. The tables take at most (groups × choices × `SCALE`) additions, however many bundles there
are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

SCALE = 10_000
"""The range of what a bundle may be worth to us, and to them; nobody's estimate is finer than that.
"""
NEVER = -(10**12)
"""What cannot be reached gains this much: less than any sum of real gains."""
LEAST_APART = 2
"""Any two bundles differ on at least so many issues."""

Picked = tuple[int, ...]
"""A bundle: one choice of each group, by its place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChoice:
    """One choice of a group: what it is worth to us and to them, and where its value lies within
    each issue, 0..1."""

    ours: int
    theirs: int
    at: tuple[float, ...]


ChoicesByGroup = Sequence[Sequence[ValueChoice]]
Worths = Sequence[Sequence[int]]
"""What each choice of each group is worth to us."""
Gains = Sequence[Sequence[int]]
"""What each choice of each group adds to what is looked for."""


def find_equal_bundles(
    groups: ChoicesByGroup,
    band: range,
    wanted: int,
    apartness_worth: int,
) -> tuple[Picked, ...]:
    """Up to `wanted` bundles whose worth to us lies in the band, any two of which differ on
    `LEAST_APART` issues.

    First comes the best for them, then the best for them that differs from those before it, where
    lying wholly apart from them counts as much as `apartness_worth`. Where that ends below three
    bundles and another set has more, that set is taken. The result is empty where there are fewer
    than two.
    """
    chosen: list[Picked] = []
    while len(chosen) < wanted:
        bundle = find_best_beside(groups, band, chosen, apartness_worth)
        if bundle is None:
            break
        chosen.append(bundle)
    if len(chosen) < min(wanted, 3):
        # All that is in the band lies beside what was chosen, so there is little of it, and all of
        # it can be listed.
        everything = list(iterate_best_first(groups, band, _gains_for_them(groups)))
        other_set = _find_first_set(groups, everything)
        if len(other_set) > len(chosen):
            chosen = other_set
    return tuple(chosen) if len(chosen) > 1 else ()


def find_best_beside(
    groups: ChoicesByGroup,
    band: range,
    chosen: Sequence[Picked],
    apartness_worth: int,
) -> Picked | None:
    """The bundle in the band that gains most among those that differ enough from all chosen before,
    if there is one."""
    gains = compute_gains_beside(groups, chosen, apartness_worth)
    for bundle in iterate_best_first(groups, band, gains):
        if all(count_differing_issues(groups, bundle, c) >= LEAST_APART for c in chosen):
            return bundle
    return None


def compute_gains_beside(
    groups: ChoicesByGroup, chosen: Sequence[Picked], apartness_worth: int
) -> Gains:
    """What each choice is worth to them, and what it adds for lying apart from the bundles chosen
    before."""
    if not chosen:
        return _gains_for_them(groups)
    issues = sum(len(group[0].at) for group in groups)
    # Of all issues and all bundles chosen before, one issue wholly apart from one bundle adds this
    # much.
    apart_by_one = apartness_worth / (issues * len(chosen))
    gains = []
    for place, group in enumerate(groups):
        chosen_here = [group[bundle[place]] for bundle in chosen]
        gains_here = []
        for choice in group:
            distance = sum(_measure_distance(choice, other) for other in chosen_here)
            gains_here.append(choice.theirs + int(apart_by_one * distance))
        gains.append(gains_here)
    return gains


def _gains_for_them(groups: ChoicesByGroup) -> Gains:
    return [[choice.theirs for choice in group] for group in groups]


def _measure_distance(a: ValueChoice, b: ValueChoice) -> float:
    """How far apart two choices of one group lie, summed over its issues, 0..1 on each."""
    return sum(abs(x - y) for x, y in zip(a.at, b.at, strict=True))


def count_differing_issues(groups: ChoicesByGroup, a: Picked, b: Picked) -> int:
    """On how many issues two bundles differ."""
    differing = 0
    for group, place_a, place_b in zip(groups, a, b, strict=True):
        if place_a != place_b:
            pairs = zip(group[place_a].at, group[place_b].at, strict=True)
            differing += sum(x != y for x, y in pairs)
    return differing


def _find_first_set(groups: ChoicesByGroup, bundles: Sequence[Picked]) -> list[Picked]:
    """The first three of a list that differ from one another, else the first two, else none."""
    # For each bundle the places of the later ones that differ enough from it.
    differing: list[list[int]] = []
    for place, bundle in enumerate(bundles):
        later = range(place + 1, len(bundles))
        differing.append(
            [n for n in later if count_differing_issues(groups, bundle, bundles[n]) >= LEAST_APART]
        )
    for first, others in enumerate(differing):
        for second in others:
            for third in differing[second]:
                if third in others:
                    return [bundles[first], bundles[second], bundles[third]]
    for first, others in enumerate(differing):
        if others:
            return [bundles[first], bundles[others[0]]]
    return []


# The search


def iterate_best_first(groups: ChoicesByGroup, band: range, gains: Gains) -> Iterator[Picked]:
    """Every bundle whose worth to us lies in the band, the one that gains most first."""
    worths = [[choice.ours for choice in group] for group in groups]
    best = sum(map(max, worths))
    if band.start > best - band.start:
        # What is missing from the best is the smaller number, and short tables are quick.
        worths = [[max(group) - worth for worth in group] for group in worths]
        band = range(best - band.stop + 1, best - band.start + 1)
    yield from _search(worths, band, gains)


_Node = tuple[int, int, int, int, int, Picked]
"""A bundle of the last groups: what it may gain at most in the end, negated for the heap; how many
groups are left; its order of arrival; the worth that the groups left must have; what it gained so
far; its choices.

A plain tuple, since the heap compares thousands of them and anything else is slower to build.
"""


def _search(worths: Worths, band: range, gains: Gains) -> Iterator[Picked]:
    tables = _build_tables(worths, band, gains)
    # Of two that may gain the same, the one that arrived first goes first: the result is the same
    # each time.
    arrival = count()
    heap: list[_Node] = []
    for worth in band:
        most = tables[-1].most_at(worth)
        if most >= 0:
            heap.append((-most, len(worths), next(arrival), worth, 0, ()))
    heapify(heap)
    while heap:
        _, left, _, worth, gained, picked = heappop(heap)
        if not left:
            yield picked
            continue
        left -= 1
        table = tables[left]
        for place, (own_worth, own_gain) in enumerate(zip(worths[left], gains[left], strict=True)):
            rest = worth - own_worth
            most = table.most_at(rest)
            if most >= 0:
                total = gained + own_gain
                bundle = (place, *picked)
                heappush(heap, (-total - most, left, next(arrival), rest, total, bundle))


@dataclass(frozen=True, slots=True)
class _ReachTable:
    """For the first few groups: the most they can gain by what they are worth, from `low` on.

    It is below 0 where no choices are worth exactly that.
    """

    low: int
    most: Sequence[int]

    def most_at(self, worth: int) -> int:
        place = worth - self.low
        return self.most[place] if 0 <= place < len(self.most) else NEVER

    def shift(self, worth: int, gain: int, onto: range) -> list[int]:
        """The most after one more choice with that worth and gain, for each of the worths `onto`."""
        first = onto.start - worth - self.low
        reached = self.most[max(first, 0) : max(first + len(onto), 0)]
        gained = [most + gain for most in reached]
        missing_before = min(max(-first, 0), len(onto))
        missing_after = len(onto) - missing_before - len(gained)
        return [NEVER] * missing_before + gained + [NEVER] * missing_after


def _build_tables(worths: Worths, band: range, gains: Gains) -> list[_ReachTable]:
    """The tables of the first 0, 1, 2 … groups, as far as their worths can still end in the band."""
    tables = [_ReachTable(0, [0])]
    most_so_far, most_to_come = 0, sum(map(max, worths))
    for group, group_gains in zip(worths, gains, strict=True):
        most_so_far += max(group)
        most_to_come -= max(group)
        # Of choices that are worth the same to us only the one that gains most matters.
        best_gain: dict[int, int] = {}
        for worth, gain in zip(group, group_gains, strict=True):
            best_gain[worth] = max(best_gain.get(worth, NEVER), gain)
        lowest = max(band.start - most_to_come, 0)
        highest = min(most_so_far, band.stop - 1)
        tables.append(_extend_table(tables[-1], best_gain, range(lowest, highest + 1)))
    return tables


def _extend_table(table: _ReachTable, best_gain: dict[int, int], onto: range) -> _ReachTable:
    """The table with one more group, whose choices have those gains by worth."""
    columns = [table.shift(worth, gain, onto) for worth, gain in best_gain.items()]
    if len(columns) == 1:
        return _ReachTable(onto.start, columns[0])
    return _ReachTable(onto.start, list(map(max, *columns)))


# Where there are equal bundles at all


def find_nearest_level(groups: ChoicesByGroup, level: int, width: int) -> int | None:
    """The worth to us nearest to `level` at which there is a bundle with another beside it.

    That other one is worth at most `width` more and differs enough. None where there is no such
    worth at all.
    """
    worths = [[choice.ours for choice in group] for group in groups]
    top = sum(map(max, worths))
    no_gains = [[0] * len(group) for group in groups]
    tables = _build_tables(worths, range(top + 1), no_gains)
    for distance in range(max(level, top - level, 0) + 1):
        for worth in sorted({level - distance, level + distance}):
            if _has_pair(groups, tables, range(worth, worth + width + 1)):
                return worth
    return None


def _has_pair(groups: ChoicesByGroup, tables: Sequence[_ReachTable], worths: range) -> bool:
    """Whether beside a bundle of the lowest of these worths lies another that differs enough.

    All that lie beside one bundle without differing enough are few, so this ends soon either way.
    """
    for bundle in _iterate_worth_exactly(groups, tables, len(groups), worths.start):
        for worth in worths:
            for other in _iterate_worth_exactly(groups, tables, len(groups), worth):
                if count_differing_issues(groups, bundle, other) >= LEAST_APART:
                    return True
    return False


def _iterate_worth_exactly(
    groups: ChoicesByGroup,
    tables: Sequence[_ReachTable],
    left: int,
    worth: int,
) -> Iterator[Picked]:
    """Every bundle of the first `left` groups that is worth exactly that to us."""
    if tables[left].most_at(worth) < 0:
        return
    if not left:
        yield ()
        return
    for place, choice in enumerate(groups[left - 1]):
        for rest in _iterate_worth_exactly(groups, tables, left - 1, worth - choice.ours):
            yield (*rest, place)
