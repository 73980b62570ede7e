"""The MESO builder: two or three bundles that are equally good for us, any two of which differ on
two issues or more, as good for them as the estimate of their weights allows (Leonardelli et al.
2019, direction only).

The search is exact and our own (`bundle_search`). OR-tools would find the same; it is a hundred
megabytes for what takes a tenth of a second here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import ceil

from bot.domain.bundle_search import (
    LEAST_APART,
    SCALE,
    ChoicesByGroup,
    Picked,
    ValueChoice,
    find_equal_bundles,
    find_nearest_level,
)
from bot.domain.issue_values import keep_distinct
from bot.domain.issues import ZERO, Bundle, Issue, Value
from bot.domain.stakes import IssueGroup, Stakes

SPREAD = Decimal("0.05")
"""How far apart bundles may be that count as equal for us, as a share of the range of what they may
be worth."""
USUAL_LEVEL = Decimal("0.75")
"""The worth to us that is looked for where neither an offer of ours nor a target says better."""
BUNDLES = 3
APARTNESS_WORTH = SCALE // 10
"""What lying wholly apart from the bundles before it counts for a further one, beside its worth to
them: a tenth of all at stake. Which one they lean to tells more where the bundles lie apart."""


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
    """One of the bundles. `ours` and `theirs` are what it is worth, 0..1 of all at stake for each;
    `most` is the issue on which it does most for them, against the others."""

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
    """What bundles say on one issue, side by side; `standing` is what we say now. None where it is
    left open."""

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
    """Bundles issue by issue, without the issues that none of them names."""
    rows = []
    for issue in issues:
        if not any(issue.name in bundle for bundle in bundles):
            continue
        row = BundleRow(
            name=issue.name,
            unit=issue.unit,
            standing=standing.get(issue.name),
            values=tuple(bundle.get(issue.name) for bundle in bundles),
        )
        rows.append(row)
    return tuple(rows)


def find_meso(
    at_stake: Stakes,
    level: Decimal,
    *,
    stand: Bundle | None = None,
    our_stand: Bundle | None = None,
    firm: Collection[str] = (),
    page: int = 1,
) -> Meso | NoMeso:
    """Equal bundles worth at least `level` to us (0..1) and at most `SPREAD` more.

    `stand` is where they stand. It is a wish and no limit: a bundle may give them more on an issue
    where that is worth more to them than it costs us, except on those of `firm` (the price and what
    is paid like it). No two bundles differ by less than a person sees; of numbers that look the
    same those of `our_stand` and `stand` are kept. Page 2, 3 … are further bundles, different from
    all before. Worths are counted in ten-thousandths, each value's rounded once; a bundle may
    therefore be below the level by less than a thousandth. The spread holds exactly.
    """
    groups = [group for group in at_stake.groups if group.ours.weight or group.theirs.weight]
    open_issues = tuple(name for group in groups for name in group.issues)
    if len(open_issues) < LEAST_APART:
        return NoMeso(why=WhyNone.TOO_FEW, open_issues=open_issues)
    stands = (our_stand or {}, stand or {})
    choices, counted = [], []
    for group in groups:
        wanted = _drop_unwanted(group, stand or {}, our_stand or {}, firm)
        distinct = _keep_distinct_choices(group, wanted, stands)
        choices.append(distinct)
        counted.append(_count_choices(group, distinct))
    rounding = _measure_rounding(groups, choices, counted)
    # The worths of two bundles may be off in opposite directions, so the band is narrower by twice
    # the rounding.
    width, margin = int(SPREAD * SCALE - 2 * rounding), ceil(rounding)
    bottom = _to_whole(level) - margin
    band = range(bottom, bottom + width + 1)
    found = find_equal_bundles(counted, band, page * BUNDLES, APARTNESS_WORTH)
    shown = found[(page - 1) * BUNDLES : page * BUNDLES]
    if len(shown) >= 2:
        bundles = [_to_bundle(at_stake, choices, picked) for picked in shown]
        return _build_meso(groups, bundles, level)
    if page > 1:
        return NoMeso(why=WhyNone.NO_MORE, level=level)
    nearest = find_nearest_level(counted, _to_whole(level), width - margin)
    none = NoMeso(why=WhyNone.NONE_EQUAL, level=level, open_issues=open_issues)
    if nearest is None:
        return none
    return replace(none, why=WhyNone.NOT_AT_LEVEL, nearest=Decimal(nearest) / SCALE)


def find_issues_asking_more(at_stake: Stakes, meso: Meso, stand: Bundle) -> tuple[str, ...]:
    """The issues on which every bundle asks for more than we stand at."""
    issues: list[str] = []
    for group in at_stake.groups:
        if not group.is_covered_by(stand):
            continue
        now = group.ours.share_of(stand)
        if all(group.ours.share_of(package.values) > now for package in meso.packages):
            issues.extend(group.issues)
    return tuple(issues)


# The choices of each group as whole numbers


def _drop_unwanted(
    group: IssueGroup, their_stand: Bundle, our_stand: Bundle, firm: Collection[str]
) -> tuple[Bundle, ...]:
    """The choices of a group without those that give them more than they asked for and than we
    offered, at our cost, where that is no good exchange."""
    if not group.is_covered_by(their_stand):
        return group.choices
    ours, theirs = group.ours.share_of(their_stand), group.theirs.share_of(their_stand)
    if group.is_covered_by(our_stand):
        ours = min(ours, group.ours.share_of(our_stand))
        theirs = max(theirs, group.theirs.share_of(our_stand))
    is_firm = not set(firm).isdisjoint(group.issues)
    wanted = []
    for choice in group.choices:
        cost = ours - group.ours.share_of(choice)
        gain = group.theirs.share_of(choice) - theirs
        is_beyond = cost > 0 and gain > 0
        if not is_beyond or (gain > cost and not is_firm):
            wanted.append(choice)
    return tuple(wanted) or group.choices


def _keep_distinct_choices(
    group: IssueGroup, choices: Sequence[Bundle], stands: Sequence[Bundle]
) -> tuple[Bundle, ...]:
    """The choices of a group without those that look the same as another: where a side stands, then
    the ends, then the others."""
    if len(group.issues) > 1:
        return tuple(choices)
    name = group.issues[0]
    numbers = [value for choice in choices if isinstance(value := choice[name], Decimal)]
    if len(numbers) < len(choices) or len(numbers) <= LEAST_APART:
        return tuple(choices)
    said = [stand[name] for stand in stands if stand.get(name) in numbers]
    first = [value for value in said if isinstance(value, Decimal)]
    kept = keep_distinct([*first, min(numbers), max(numbers), *numbers])
    return tuple(choice for choice in choices if choice[name] in kept)


def _count_choices(group: IssueGroup, choices: Sequence[Bundle]) -> list[ValueChoice]:
    """The choices of a group with their worths as whole numbers."""
    places = {name: _place_values([choice[name] for choice in choices]) for name in group.issues}
    counted = []
    for choice in choices:
        value_choice = ValueChoice(
            ours=_to_whole(group.ours.share_of(choice)),
            theirs=_to_whole(group.theirs.share_of(choice)),
            at=tuple(places[name][choice[name]] for name in group.issues),
        )
        counted.append(value_choice)
    return counted


def _to_whole(share: Decimal) -> int:
    return int((share * SCALE).to_integral_value())


def _place_values(values: Sequence[Value]) -> dict[Value, float]:
    """Where each value lies among all of its issue, 0..1: numbers by their size, options by their
    order."""
    distinct = list(dict.fromkeys(values))
    numbers = [value for value in distinct if isinstance(value, Decimal)]
    if len(numbers) < len(distinct) or len(distinct) < 2:
        last = max(len(distinct) - 1, 1)
        return {value: number / last for number, value in enumerate(distinct)}
    low, high = min(numbers), max(numbers)
    return {value: float((value - low) / (high - low)) for value in numbers}


def _measure_rounding(
    groups: Sequence[IssueGroup], choices: Sequence[Sequence[Bundle]], counted: ChoicesByGroup
) -> Decimal:
    """How far a bundle's worth to us can be off by counting in whole numbers."""
    total = ZERO
    for group, bundles, numbers in zip(groups, choices, counted, strict=True):
        exact = [group.ours.share_of(bundle) * SCALE for bundle in bundles]
        total += max(abs(e - n.ours) for e, n in zip(exact, numbers, strict=True))
    return total


# From what was found back to bundles


def _to_bundle(
    at_stake: Stakes, choices: Sequence[Sequence[Bundle]], picked: Picked
) -> dict[str, Value]:
    """The values of a bundle, those of issues that have only one among them."""
    values = dict(at_stake.fixed)
    for place, of_group in zip(picked, choices, strict=True):
        values |= of_group[place]
    return values


def _build_meso(groups: Sequence[IssueGroup], bundles: Sequence[Bundle], level: Decimal) -> Meso:
    packages = []
    for bundle in bundles:
        others = [other for other in bundles if other is not bundle]
        package = Package(
            values=bundle,
            ours=sum((group.ours.share_of(bundle) for group in groups), ZERO),
            theirs=sum((group.theirs.share_of(bundle) for group in groups), ZERO),
            most=_find_best_issue(groups, bundle, others),
        )
        packages.append(package)
    worths = [package.ours for package in packages]
    return Meso(
        packages=tuple(packages),
        level=level,
        spread=max(worths) - min(worths),
    )


def _find_best_issue(groups: Sequence[IssueGroup], bundle: Bundle, others: Sequence[Bundle]) -> str:
    """The issue on which a bundle does most for them, against the mean of the others."""

    def compute_lead(group: IssueGroup) -> Decimal:
        total = sum((group.theirs.share_of(other) for other in others), ZERO)
        return group.theirs.share_of(bundle) - total / len(others)

    return max(groups, key=compute_lead).issues[0]
