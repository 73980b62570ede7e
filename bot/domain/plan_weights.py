"""How much issues matter, as the plan keeps it, from a few that were said to matter most."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.plans import MOST_ENTRIES, IssuePlan, Plan

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
