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
class Choice:
    """One choice of a part: what it is worth to us and to them, and where its value lies within each issue, 0..1."""

    ours: int
    theirs: int
    at: tuple[float, ...]


Parts = Sequence[Sequence[Choice]]
Gains = Sequence[Sequence[int]]
"""What each choice of each part adds to what is looked for."""


def worth_to_us(parts: Parts, picked: Picked) -> int:
    return sum(part[n].ours for part, n in zip(parts, picked, strict=True))


def worth_to_them(parts: Parts, picked: Picked) -> int:
    return sum(part[n].theirs for part, n in zip(parts, picked, strict=True))


def apart(parts: Parts, a: Picked, b: Picked) -> int:
    """On how many issues two bundles differ."""
    pairs = ((part[m].at, part[n].at) for part, m, n in zip(parts, a, b, strict=True) if m != n)
    return sum(x != y for one, other in pairs for x, y in zip(one, other, strict=True))


def best_first(parts: Parts, band: range, gains: Gains) -> Iterator[Picked]:
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
    tables = _tables(worths, band.stop - 1, gains)
    order = count()
    waiting: list[_Step] = [
        (-most, len(worths), next(order), worth, 0, ())
        for worth, most in enumerate(tables[-1])
        if worth in band and most >= 0
    ]
    heapify(waiting)
    while waiting:
        _, left, _, worth, gained, picked = heappop(waiting)
        if not left:
            yield picked
            continue
        table = tables[left - 1]
        for n, (of_choice, gain) in enumerate(zip(worths[left - 1], gains[left - 1], strict=True)):
            rest = worth - of_choice
            if 0 <= rest < len(table) and table[rest] >= 0:
                step = (-gained - gain - table[rest], left - 1, next(order), rest, gained + gain, (n, *picked))
                heappush(waiting, step)


def _tables(worths: Worths, top: int, gains: Gains) -> list[list[int]]:
    """For the first 0, 1, 2 … parts: the most they can gain by what they are worth, up to `top`; below 0 where nothing
    is worth exactly that."""
    tables = [[0]] if top >= 0 else [[]]
    for part, gain in zip(worths, gains, strict=True):
        best: dict[int, int] = {}
        for worth, adds in zip(part, gain, strict=True):
            best[worth] = max(best.get(worth, NEVER), adds)
        tables.append(_one_more(tables[-1], best, top))
    return tables


def _one_more(table: Sequence[int], best: dict[int, int], top: int) -> list[int]:
    longer = [NEVER] * min(len(table) + max(best), top + 1)
    for worth, adds in best.items():
        moved = [most + adds for most in table[: max(len(longer) - worth, 0)]]
        end = worth + len(moved)
        longer[worth:end] = map(max, longer[worth:end], moved)
    return longer


def equal_bundles(parts: Parts, band: range, wanted: int, being_apart: int) -> tuple[Picked, ...]:
    """Up to `wanted` bundles in the band, any two of which differ on `LEAST_APART` issues: first the best for them;
    then the best for them that differs from those before it, where lying wholly apart from them counts as much as
    `being_apart`. Where that ends below three and another set has more, that set. Fewer than two: none.
    """
    chosen: list[Picked] = []
    while len(chosen) < wanted:
        found = _next(parts, band, chosen, being_apart)
        if found is None:
            break
        chosen.append(found)
    if len(chosen) < min(wanted, 3):
        # All that is in the band lies beside what was chosen, so there is little of it.
        chosen = max(chosen, _first_set(parts, list(best_first(parts, band, _theirs(parts)))), key=len)
    return tuple(chosen) if len(chosen) > 1 else ()


def _theirs(parts: Parts) -> list[list[int]]:
    return [[choice.theirs for choice in part] for part in parts]


def _next(parts: Parts, band: range, chosen: Sequence[Picked], being_apart: int) -> Picked | None:
    gains = gains_beside(parts, chosen, being_apart)
    far = (p for p in best_first(parts, band, gains) if all(apart(parts, p, c) >= LEAST_APART for c in chosen))
    return next(far, None)


def gains_beside(parts: Parts, chosen: Sequence[Picked], being_apart: int) -> Gains:
    """What each choice is worth to them, and what it adds for lying apart from those chosen before."""
    if not chosen:
        return _theirs(parts)
    issues = sum(len(part[0].at) for part in parts)
    each = being_apart / (issues * len(chosen))
    return [
        [choice.theirs + int(each * sum(_far(choice, part[c[n]]) for c in chosen)) for choice in part]
        for n, part in enumerate(parts)
    ]


def _far(a: Choice, b: Choice) -> float:
    return sum(abs(x - y) for x, y in zip(a.at, b.at, strict=True))


def _first_set(parts: Parts, bundles: Sequence[Picked]) -> list[Picked]:
    """The first three of a list that differ from one another, else the first two, else none."""
    beside = [
        [m for m in range(n + 1, len(bundles)) if apart(parts, bundles[n], bundles[m]) >= LEAST_APART]
        for n in range(len(bundles))
    ]
    for n, others in enumerate(beside):
        for m in others:
            third = next((k for k in beside[m] if k in others), None)
            if third is not None:
                return [bundles[n], bundles[m], bundles[third]]
    return next(([bundles[n], bundles[others[0]]] for n, others in enumerate(beside) if others), [])


def nearest_level(parts: Parts, level: int, width: int) -> int | None:
    """The worth to us nearest to `level` from which on, within `width`, two bundles differ enough; None where there is
    none at all."""
    worths = [[choice.ours for choice in part] for part in parts]
    top = sum(map(max, worths))
    tables = _tables(worths, top, [[0] * len(part) for part in parts])
    down = _first_pair(parts, tables, range(min(level + width, top), -1, -1), width)
    up = _first_pair(parts, tables, range(max(level, 0), top + 1), width)
    return min((found for found in (down, up) if found is not None), key=lambda found: abs(found - level), default=None)


def _first_pair(parts: Parts, tables: Sequence[Sequence[int]], worths: range, width: int) -> int | None:
    """The lower worth of the first two bundles, in that order of worths, that lie within `width` and differ enough."""
    seen: list[tuple[int, Picked]] = []
    for ours in worths:
        seen = [each for each in seen if abs(each[0] - ours) <= width]
        for picked in _worth_exactly(parts, tables, len(parts), ours):
            for other, before in seen:
                if apart(parts, picked, before) >= LEAST_APART:
                    return min(ours, other)
            seen.append((ours, picked))
    return None


def _worth_exactly(parts: Parts, tables: Sequence[Sequence[int]], left: int, ours: int) -> Iterator[Picked]:
    """Every bundle of the first `left` parts that is worth exactly that to us."""
    if not (0 <= ours < len(tables[left]) and tables[left][ours] >= 0):
        return
    if not left:
        yield ()
        return
    for n, choice in enumerate(parts[left - 1]):
        for rest in _worth_exactly(parts, tables, left - 1, ours - choice.ours):
            yield (*rest, n)
