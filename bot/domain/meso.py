"""The MESO builder: two or three bundles that are equally good for us, any two of which differ on two issues or more,
as good for them as the estimate of their weights allows (Leonardelli et al. 2019, direction only).

The search is exact and our own: a table over the worth to us, then best first (`equals`). OR-tools would find the same;
it is a hundred megabytes for what takes a tenth of a second here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil

from bot.domain import bundle_search
from bot.domain.bundle_search import SCALE, Parts, Picked, ValueChoice
from bot.domain.issues import ZERO, Bundle, Issue, Value
from bot.domain.stakes import IssueGroup, Stakes

SPREAD = Decimal("0.05")
"""How far apart bundles may be that count as equal for us, as a share of the range of what they may be worth."""
USUAL_LEVEL = Decimal("0.75")
"""The worth to us that is looked for where neither an offer of ours nor a target says better."""
BUNDLES = 3
BEING_APART = SCALE // 10
"""What lying wholly apart from the bundles before it counts for a further one, beside its worth to them: a tenth. Which
one they lean to tells more where the bundles lie apart."""


class WhyNone(StrEnum):
    """Why there are no equal bundles."""

    NO_ISSUES = "no_issues"
    """The deal names no issue."""
    TOO_FEW = "too_few"
    """Fewer than two issues have more than one value and a better side."""
    NOT_AT_LEVEL = "not_at_level"
    """None at the worth that was asked for; `nearest` says where there are some."""
    NONE_EQUAL = "none_equal"
    """No two bundles that differ on two issues are equally good for us, whatever they are worth."""
    NO_MORE = "no_more"
    """All that differ enough from one another were shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One of the bundles. `ours` and `theirs` are what it is worth, 0..1 of all at stake for each; `most` is the issue
    on which it does most for them, against the others."""

    values: Bundle
    ours: Decimal
    theirs: Decimal
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meso:
    """Equal bundles, from `level` on, 0..1; `spread` is how far apart their worths to us are."""

    packages: tuple[Package, ...]
    level: Decimal
    spread: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMeso:
    """Why there are none. `open_issues` are those with more than one value and a better side."""

    why: WhyNone
    level: Decimal = ZERO
    nearest: Decimal | None = None
    open_issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRow:
    """What bundles say on one issue, side by side; `standing` is what we say now. None where it is left open."""

    name: str
    unit: str
    standing: Value | None
    values: tuple[Value | None, ...]

    @property
    def is_same(self) -> bool:
        """Whether all bundles say the same."""
        return len(set(self.values)) == 1


def compare_bundles(
    issues: Iterable[Issue], bundles: Sequence[Bundle], standing: Bundle
) -> tuple[BundleRow, ...]:
    """Bundles issue by issue, of those that they speak of."""
    return tuple(
        BundleRow(
            name=issue.name,
            unit=issue.unit,
            standing=standing.get(issue.name),
            values=tuple(bundle.get(issue.name) for bundle in bundles),
        )
        for issue in issues
        if any(issue.name in bundle for bundle in bundles)
    )


def find_meso(
    at_stake: Stakes, level: Decimal, *, stand: Bundle | None = None, page: int = 1
) -> Meso | NoMeso:
    """Equal bundles worth at least `level` to us (0..1) and at most `SPREAD` more. `stand` is where they stand: no
    bundle gives them more than they want. Page 2, 3 … are further ones, different from all before.

    Worths are counted in ten-thousandths, each value's rounded once; a bundle may therefore be below the level by less
    than a thousandth. The spread holds exactly.
    """
    parts = [part for part in at_stake.groups if part.ours.weight or part.theirs.weight]
    if (
        len(parts) < bundle_search.LEAST_APART
        and sum(len(part.issues) for part in parts) < bundle_search.LEAST_APART
    ):
        return NoMeso(
            why=WhyNone.TOO_FEW, open_issues=tuple(name for part in parts for name in part.issues)
        )
    kept = [_wanted(part, stand or {}) for part in parts]
    counted = [_counted(part, choices) for part, choices in zip(parts, kept, strict=True)]
    off = _rounding(parts, kept, counted)
    width, below = int(SPREAD * SCALE - 2 * off), ceil(off)
    bottom = _whole(level) - below
    found = bundle_search.find_equal_bundles(
        counted, range(bottom, bottom + width + 1), page * BUNDLES, BEING_APART
    )
    shown = found[(page - 1) * BUNDLES : page * BUNDLES]
    if len(shown) < 2:
        return (
            NoMeso(why=WhyNone.NO_MORE, level=level)
            if page > 1
            else _none(counted, level, width - below, parts)
        )
    return _meso(at_stake, parts, kept, shown, level)


def _wanted(part: IssueGroup, stand: Bundle) -> tuple[Bundle, ...]:
    """The choices of a part without those that give them more than they want, at our cost."""
    if not part.is_covered_by(stand):
        return part.choices
    ours, theirs = part.ours.of(stand), part.theirs.of(stand)
    return (
        tuple(c for c in part.choices if part.ours.of(c) >= ours or part.theirs.of(c) <= theirs)
        or part.choices
    )


def _counted(part: IssueGroup, choices: Sequence[Bundle]) -> list[ValueChoice]:
    """The choices of a part as whole numbers."""
    places = [_places([choice[name] for choice in choices]) for name in part.issues]
    return [
        ValueChoice(
            ours=_whole(part.ours.of(choice)),
            theirs=_whole(part.theirs.of(choice)),
            at=tuple(place[choice[name]] for name, place in zip(part.issues, places, strict=True)),
        )
        for choice in choices
    ]


def _whole(share: Decimal) -> int:
    return int((share * SCALE).to_integral_value())


def _places(values: Sequence[Value]) -> dict[Value, float]:
    """Where each value lies among all of its issue, 0..1: numbers by their size, options by their order."""
    each = list(dict.fromkeys(values))
    numbers = [value for value in each if isinstance(value, Decimal)]
    if len(numbers) < len(each) or len(each) < 2:
        return {value: n / max(len(each) - 1, 1) for n, value in enumerate(each)}
    low, high = min(numbers), max(numbers)
    return {value: float((value - low) / (high - low)) for value in numbers}


def _rounding(
    parts: Sequence[IssueGroup], kept: Sequence[Sequence[Bundle]], counted: Parts
) -> Decimal:
    """How far a bundle's worth to us can be off by counting in whole numbers."""
    return sum(map(_off, parts, kept, counted), ZERO)


def _off(part: IssueGroup, choices: Sequence[Bundle], numbers: Sequence[ValueChoice]) -> Decimal:
    return max(
        abs(part.ours.of(choice) * SCALE - n.ours)
        for choice, n in zip(choices, numbers, strict=True)
    )


def _none(counted: Parts, level: Decimal, width: int, parts: Sequence[IssueGroup]) -> NoMeso:
    nearest = bundle_search.find_nearest_level(counted, _whole(level), width)
    return NoMeso(
        why=WhyNone.NONE_EQUAL if nearest is None else WhyNone.NOT_AT_LEVEL,
        level=level,
        nearest=None if nearest is None else Decimal(nearest) / SCALE,
        open_issues=tuple(name for part in parts for name in part.issues),
    )


def _meso(
    at_stake: Stakes,
    parts: Sequence[IssueGroup],
    kept: Sequence[Sequence[Bundle]],
    picked: Iterable[Picked],
    level: Decimal,
) -> Meso:
    bundles = [
        {
            **at_stake.fixed,
            **{
                name: v
                for n, choices in zip(p, kept, strict=True)
                for name, v in choices[n].items()
            },
        }
        for p in picked
    ]
    ours = [sum((part.ours.of(bundle) for part in parts), ZERO) for bundle in bundles]
    return Meso(
        packages=tuple(
            Package(
                values=bundle,
                ours=worth,
                theirs=sum((part.theirs.of(bundle) for part in parts), ZERO),
                most=_most(parts, bundle, [other for other in bundles if other is not bundle]),
            )
            for bundle, worth in zip(bundles, ours, strict=True)
        ),
        level=level,
        spread=max(ours) - min(ours),
    )


def find_issues_asking_more(at_stake: Stakes, meso: Meso, stand: Bundle) -> tuple[str, ...]:
    """The issues on which every bundle asks for more than we stand at."""
    told = [part for part in at_stake.groups if part.is_covered_by(stand)]
    more = [
        p for p in told if all(p.ours.of(each.values) > p.ours.of(stand) for each in meso.packages)
    ]
    return tuple(name for part in more for name in part.issues)


def _most(parts: Sequence[IssueGroup], bundle: Bundle, others: Sequence[Bundle]) -> str:
    """The issue on which a bundle does most for them, against the mean of the others."""

    def more(part: IssueGroup) -> Decimal:
        return part.theirs.of(bundle) - sum(
            (part.theirs.of(other) for other in others), ZERO
        ) / len(others)

    return max(parts, key=more).issues[0]
