"""How ready a plan is for the first meeting: what each of its steps still lacks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.deals import Side
from bot.domain.plans import Plan, PlanStep, StakeholderPart


class PlanGap(StrEnum):
    """Something that a plan does not say yet."""

    ALTERNATIVE = "alternative"
    ALTERNATIVE_FIGURE = "alternative_figure"
    LATER_COSTS = "later_costs"
    WALK_AWAY = "walk_away"
    TARGET = "target"
    HINT = "hint"
    ISSUES = "issues"
    SECOND_ISSUE = "second_issue"
    """With one issue there is nothing to trade it for."""
    IMPORTANCE = "importance"
    DECIDER = "decider"
    DAY_TWO = "day_two"
    OPENING = "opening"
    PAY_RANGE = "pay_range"
    REASON = "reason"
    THEIR_RANGE = "their_range"
    EVIDENCE = "evidence"
    SOURCE = "source"
    GIVES = "gives"
    ASK_FOR_GIVE = "ask_for_give"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """A step of the plan: how many entries it has (None where it is not a list), and what it lacks."""

    step: PlanStep
    missing: tuple[PlanGap, ...]
    entries: int | None = None

    @property
    def is_complete(self) -> bool:
        return not self.missing


def list_plan_gaps(plan: Plan, side: Side) -> tuple[StepState, ...]:
    """Every step with what it still lacks, in the order in which it is prepared."""
    states = []
    for step in PlanStep:
        find_gaps = _GAPS[step]
        if step is PlanStep.ANCHOR and side is Side.HIRING:
            find_gaps = _find_gaps_of_pay_range
        state = StepState(
            step=step, missing=tuple(find_gaps(plan)), entries=_count_entries(plan, step)
        )
        states.append(state)
    return tuple(states)


def _count_entries(plan: Plan, step: PlanStep) -> int | None:
    """How many entries a step has; None where it is not a list."""
    lists = {
        PlanStep.ISSUES: plan.issues,
        PlanStep.PEOPLE: plan.people,
        PlanStep.EVIDENCE: plan.evidence,
        PlanStep.GIVES: plan.gives,
    }
    return len(lists[step]) if step in lists else None


def _find_gaps_of_limits(plan: Plan) -> Iterator[PlanGap]:
    if not plan.alternatives:
        yield PlanGap.ALTERNATIVE
    elif all(a.comes_to is None for a in plan.alternatives):
        yield PlanGap.ALTERNATIVE_FIGURE
    if plan.later_costs is None:
        yield PlanGap.LATER_COSTS
    if plan.walk_away is None:
        yield PlanGap.WALK_AWAY
    if plan.target is None:
        yield PlanGap.TARGET
    if not plan.hint:
        yield PlanGap.HINT


def _find_gaps_of_issues(plan: Plan) -> Iterator[PlanGap]:
    if len(plan.issues) < 2:
        yield PlanGap.SECOND_ISSUE if plan.issues else PlanGap.ISSUES
    if any(issue.importance is None for issue in plan.issues):
        yield PlanGap.IMPORTANCE


def _find_gaps_of_people(plan: Plan) -> Iterator[PlanGap]:
    parts = {person.part for person in plan.people}
    if StakeholderPart.DECIDES not in parts:
        yield PlanGap.DECIDER
    if StakeholderPart.DAY_TWO not in parts:
        yield PlanGap.DAY_TWO


def _find_gaps_of_anchor(plan: Plan) -> Iterator[PlanGap]:
    if plan.anchor.opening is None:
        yield PlanGap.OPENING
    if not plan.anchor.rationale:
        yield PlanGap.REASON
    if plan.anchor.range_known is None:
        yield PlanGap.THEIR_RANGE


def _find_gaps_of_pay_range(plan: Plan) -> Iterator[PlanGap]:
    """In a hiring deal no first figure is named, only the range that the pay lies in."""
    if plan.anchor.range is None:
        yield PlanGap.PAY_RANGE
    if not plan.anchor.rationale:
        yield PlanGap.REASON


def _find_gaps_of_evidence(plan: Plan) -> Iterator[PlanGap]:
    if not plan.evidence:
        yield PlanGap.EVIDENCE
    elif any(not benchmark.source for benchmark in plan.evidence):
        yield PlanGap.SOURCE


def _find_gaps_of_gives(plan: Plan) -> Iterator[PlanGap]:
    if not plan.gives:
        yield PlanGap.GIVES
    elif any(not give.ask for give in plan.gives):
        yield PlanGap.ASK_FOR_GIVE


_GAPS: dict[PlanStep, Callable[[Plan], Iterator[PlanGap]]] = {
    PlanStep.LIMITS: _find_gaps_of_limits,
    PlanStep.ISSUES: _find_gaps_of_issues,
    PlanStep.PEOPLE: _find_gaps_of_people,
    PlanStep.ANCHOR: _find_gaps_of_anchor,
    PlanStep.EVIDENCE: _find_gaps_of_evidence,
    PlanStep.GIVES: _find_gaps_of_gives,
}
