"""How much issues matter, as the plan keeps it, from a few that were said to matter most."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.plans import MOST_ENTRIES, IssuePlan, Plan
from bot.domain.worth import Figure

MOST = Decimal(60)
"""The importance, 0..100, of an issue that was said to matter most."""
OTHER = Decimal(20)
"""That of the others beside it: a third, by judgement."""


def weigh_plan(
    plan: Plan,
    names: Sequence[str],
    ours: Collection[str],
    theirs: Collection[str],
    *,
    leave: Collection[str] = (),
) -> Plan:
    """The plan with importances for these issues. `ours` are those that matter most to us, `theirs` to them; those to
    `leave` get none unless they are among them. A side of which nothing was said stays as it is."""
    entries = {entry.issue.casefold(): entry for entry in plan.issues}
    for name in names:
        known = entries.get(name.casefold(), IssuePlan(issue=name))
        weighed = replace(
            known,
            importance=_weigh(name, ours, leave, known.importance),
            theirs=_weigh(name, theirs, leave, known.theirs),
        )
        if weighed != IssuePlan(issue=name):
            entries[name.casefold()] = weighed
    return replace(plan, issues=tuple(entries.values())[:MOST_ENTRIES])


def _weigh(
    name: str, most: Collection[str], leave: Collection[str], before: Decimal | None
) -> Decimal | None:
    if name in most:
        return MOST
    return before if not most or name in leave else OTHER


def collect_weights(
    planned: Mapping[str, IssuePlan], unit: str, *, ours: bool
) -> dict[str, Decimal]:
    """What the plan says of how much each issue matters to a side, by the issue's name; only the ratios count. Where it
    gives no importance, what moving on the issue is worth to that side says it, in the deal's unit."""
    importances: dict[str, Decimal] = {}
    worths: dict[str, Decimal] = {}
    for name, entry in planned.items():
        importance = entry.importance if ours else entry.theirs
        worth = entry.worth_to_us if ours else entry.worth_to_them
        if importance is not None:
            importances[name] = importance
        elif isinstance(worth, Figure) and worth.unit in ("", unit):
            worths[name] = worth.amount
    if not importances or not any(worths.values()):
        return importances or worths
    # An average worth weighs as much as an average importance, so that the two can stand side by side.
    factor = _average(importances) / _average(worths)
    return importances | {name: worth * factor for name, worth in worths.items()}


def _average(weights: Mapping[str, Decimal]) -> Decimal:
    return sum(weights.values(), Decimal(0)) / len(weights)
