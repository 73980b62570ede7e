"""Orders about the private plan."""

from dataclasses import dataclass

from bot.coach.requests import Actor
from bot.domain.ids import DealId, OfferNo, PersonId
from bot.domain.plans import (
    Alternative,
    Anchor,
    Benchmark,
    IssuePlan,
    PlannedGive,
    PlanStep,
    Stakeholder,
)
from bot.domain.worth import Figure

PlanEntry = IssuePlan | Stakeholder | Benchmark | PlannedGive
"""One line of a step that is a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlan:
    """Change the plan as the person saw it at `version`; 0 where there was none."""

    by: Actor
    deal: DealId
    version: int
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLimits(ChangePlan):
    """Alternatives, walk-away, target, the deal's own later costs, and the sentence that hints at the walk-away."""

    alternatives: tuple[Alternative, ...] = ()
    walk_away: Figure | None = None
    target: Figure | None = None
    later_costs: Figure | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnchor(ChangePlan):
    """The first figure; in a hiring deal the pay range."""

    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class PutEntry(ChangePlan):
    """Put an entry into a step that is a list: in place of the one at `at`, or as a new one; None takes it away.
    `place` moves it there, counted from 0."""

    step: PlanStep
    entry: PlanEntry | None
    at: int | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameViewers(ChangePlan):
    """Who may see the plan beside the deal's owner."""

    viewers: frozenset[PersonId]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPlan(ChangePlan):
    """Remove the plan for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAccepting:
    """Look at what would be accepted: a figure, an offer of theirs, or their last one."""

    by: Actor
    deal: DealId
    amount: Figure | None = None
    offer: OfferNo | None = None
