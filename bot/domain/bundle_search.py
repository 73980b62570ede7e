"""Bundles that are equal for us: the best for them among all whose worth to us lies in a band, by exact search.

Worths are whole parts of `SCALE`. A table says for every first few parts and every worth to us that they can reach the
most they can bring; the search then builds bundles from the last part back, always the most promising first, so that
they come out best first and each is paid for by a handful of steps. The tables take (parts × values × `SCALE`)
additions at most, however many bundles there are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

SCALE = 10_000
"""The range of what a bundle may be worth to us, and to them; nobody's estimate is finer than that."""
NEVER = -(10**12)
LEAST_APART = 2
"""Any two bundles differ on at least so many issues."""

Picked = tuple[int, ...]
"""One choice of each part, by its place in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChoice:
    """One choice of a part: what it is worth to us and to them, and where its value lies within each issue, 0..1."""

    ours: int
    theirs: int
    at: tuple[float, ...]


Parts = Sequence[Sequence[ValueChoice]]
Gains = Sequence[Sequence[int]]
"""What each choice of each part adds to what is looked for."""


def worth_to_us(parts: Parts, picked: Picked) -> int:
    return sum(part[n].ours for part, n in zip(parts, picked, strict=True))


def worth_to_them(parts: Parts, picked: Picked) -> int:
    return sum(part[n].theirs for part, n in zip(parts, picked, strict=True))


def count_differing_issues(parts: Parts, a: Picked, b: Picked) -> int:
    """On how many issues two bundles differ."""
    pairs = ((part[m].at, part[n].at) for part, m, n in zip(parts, a, b, strict=True) if m != n)
    return sum(x != y for one, other in pairs for x, y in zip(one, other, strict=True))


def iterate_best_first(parts: Parts, band: range, gains: Gains) -> Iterator[Picked]:
    """Every bundle whose worth to us lies in the band, the one that gains most first."""
    worths = [[choice.ours for choice in part] for part in parts]
    best = sum(map(max, worths))
    if band.start > best - band.start:
        # What is missing from the best is the smaller number, and short tables are quick.
        worths = [[max(part) - ours for ours in part] for part in worths]
        band = range(best - band.stop + 1, best - band.start + 1)
    yield from _search(worths, band, gains)


Worths = Sequence[Sequence[int]]
_Step = tuple[int, int, int, int, int, Picked]
"""What it may still gain, negated; parts left; order of arrival; the worth they must have; gained so far; picked."""


def _search(worths: Worths, band: range, gains: Gains) -> Iterator[Picked]:
    tables = _tables(worths, band, gains)
    order = count()
    waiting: list[_Step] = [
        (-most, len(worths), next(order), worth, 0, ())
        for worth in band
        if (most := tables[-1].at(worth)) >= 0
    ]
    heapify(waiting)
    while waiting:
        _, left, _, worth, gained, picked = heappop(waiting)
        if not left:
            yield picked
            continue
        table = tables[left - 1]
        for n, (of_choice, gain) in enumerate(zip(worths[left - 1], gains[left - 1], strict=True)):
            most = table.at(worth - of_choice)
            if most >= 0:
                step = (
                    -gained - gain - most,
                    left - 1,
                    next(order),
                    worth - of_choice,
                    gained + gain,
                    (n, *picked),
                )
                heappush(waiting, step)


@dataclass(frozen=True, slots=True)
class _ReachTable:
    """For the first few parts: the most they can gain by what they are worth, from `low` on; below 0 where nothing is
    worth exactly that."""

    low: int
    most: Sequence[int]

    def at(self, worth: int) -> int:
        place = worth - self.low
        return self.most[place] if 0 <= place < len(self.most) else NEVER

    def moved(self, worth: int, adds: int, onto: range) -> list[int]:
        """The table after one more choice, for the worths `onto`."""
        first = onto.start - worth - self.low
        kept = [most + adds for most in self.most[max(first, 0) : max(first + len(onto), 0)]]
        before = min(max(-first, 0), len(onto))
        return [NEVER] * before + kept + [NEVER] * (len(onto) - before - len(kept))


def _tables(worths: Worths, band: range, gains: Gains) -> list[_ReachTable]:
    """The tables of the first 0, 1, 2 … parts, as far as their worths can still end in the band."""
    tables = [_ReachTable(0, [0])]
    most, still = 0, sum(map(max, worths))
    for part, gain in zip(worths, gains, strict=True):
        most, still = most + max(part), still - max(part)
        best: dict[int, int] = {}
        for worth, adds in zip(part, gain, strict=True):
            best[worth] = max(best.get(worth, NEVER), adds)
        onto = range(max(band.start - still, 0), min(most, band.stop - 1) + 1)
        tables.append(_one_more(tables[-1], best, onto))
    return tables


def _one_more(table: _ReachTable, best: dict[int, int], onto: range) -> _ReachTable:
    each = [table.moved(worth, adds, onto) for worth, adds in best.items()]
    return _ReachTable(onto.start, each[0] if len(each) == 1 else list(map(max, *each)))


def find_equal_bundles(
    parts: Parts, band: range, wanted: int, being_apart: int
) -> tuple[Picked, ...]:
    """Up to `wanted` bundles in the band, any two of which differ on `LEAST_APART` issues: first the best for them;
    then the best for them that differs from those before it, where lying wholly apart from them counts as much as
    `being_apart`. Where that ends below three and another set has more, that set. Fewer than two: none.
    """
    chosen: list[Picked] = []
    while len(chosen) < wanted:
        found = find_best_beside(parts, band, chosen, being_apart)
        if found is None:
            break
        chosen.append(found)
    if len(chosen) < min(wanted, 3):
        # All that is in the band lies beside what was chosen, so there is little of it.
        chosen = max(
            chosen,
            _first_set(parts, list(iterate_best_first(parts, band, _theirs(parts)))),
            key=len,
        )
    return tuple(chosen) if len(chosen) > 1 else ()


def _theirs(parts: Parts) -> list[list[int]]:
    return [[choice.theirs for choice in part] for part in parts]


def find_best_beside(
    parts: Parts, band: range, chosen: Sequence[Picked], being_apart: int
) -> Picked | None:
    """The bundle in the band that gains most among those that differ enough from all chosen before."""
    gains = compute_gains_beside(parts, chosen, being_apart)
    far = (
        p
        for p in iterate_best_first(parts, band, gains)
        if all(count_differing_issues(parts, p, c) >= LEAST_APART for c in chosen)
    )
    return next(far, None)


def compute_gains_beside(parts: Parts, chosen: Sequence[Picked], being_apart: int) -> Gains:
    """What each choice is worth to them, and what it adds for lying apart from those chosen before."""
    if not chosen:
        return _theirs(parts)
    issues = sum(len(part[0].at) for part in parts)
    each = being_apart / (issues * len(chosen))
    return [
        [
            choice.theirs + int(each * sum(_far(choice, part[c[n]]) for c in chosen))
            for choice in part
        ]
        for n, part in enumerate(parts)
    ]


def _far(a: ValueChoice, b: ValueChoice) -> float:
    return sum(abs(x - y) for x, y in zip(a.at, b.at, strict=True))


def _first_set(parts: Parts, bundles: Sequence[Picked]) -> list[Picked]:
    """The first three of a list that differ from one another, else the first two, else none."""
    beside = [
        [
            m
            for m in range(n + 1, len(bundles))
            if count_differing_issues(parts, bundles[n], bundles[m]) >= LEAST_APART
        ]
        for n in range(len(bundles))
    ]
    for n, others in enumerate(beside):
        for m in others:
            third = next((k for k in beside[m] if k in others), None)
            if third is not None:
                return [bundles[n], bundles[m], bundles[third]]
    return next(([bundles[n], bundles[others[0]]] for n, others in enumerate(beside) if others), [])


def find_nearest_level(parts: Parts, level: int, width: int) -> int | None:
    """The worth to us nearest to `level` that a bundle has beside which, at most `width` above it, lies another that
    differs enough; None where there is none at all."""
    worths = [[choice.ours for choice in part] for part in parts]
    top = sum(map(max, worths))
    tables = _tables(worths, range(top + 1), [[0] * len(part) for part in parts])
    for off in range(max(level, top - level, 0) + 1):
        for ours in sorted({level - off, level + off}):
            if _has_pair(parts, tables, range(ours, ours + width + 1)):
                return ours
    return None


def _has_pair(parts: Parts, tables: Sequence[_ReachTable], worths: range) -> bool:
    """Whether beside a bundle of the lowest of these worths lies another that differs enough. All that lie beside one
    bundle without differing enough are few, so this ends soon either way."""
    return any(
        count_differing_issues(parts, picked, other) >= LEAST_APART
        for picked in _worth_exactly(parts, tables, len(parts), worths.start)
        for ours in worths
        for other in _worth_exactly(parts, tables, len(parts), ours)
    )


def _worth_exactly(
    parts: Parts, tables: Sequence[_ReachTable], left: int, ours: int
) -> Iterator[Picked]:
    """Every bundle of the first `left` parts that is worth exactly that to us."""
    if tables[left].at(ours) < 0:
        return
    if not left:
        yield ()
        return
    for n, choice in enumerate(parts[left - 1]):
        for rest in _worth_exactly(parts, tables, left - 1, ours - choice.ours):
            yield (*rest, n)
