"""How ready a plan is for the first meeting: what each of its steps still lacks."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.deals import Side
from bot.domain.plans import Anchor, Plan, PlanStep, StakeholderPart


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
    TAKE_HOME = "take_home"
    QUESTIONS = "questions"


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
    entries = _count_entries(plan)
    states = []
    for step, said in _collect_said(plan, side).items():
        missing = tuple(gap for gap, is_said in said.items() if not is_said)
        states.append(StepState(step=step, missing=missing, entries=entries.get(step)))
    return tuple(states)


def _count_entries(plan: Plan) -> dict[PlanStep, int]:
    """How many entries each step has that is a list."""
    return {
        PlanStep.ISSUES: len(plan.issues),
        PlanStep.PEOPLE: len(plan.people),
        PlanStep.EVIDENCE: len(plan.evidence),
        PlanStep.GIVES: len(plan.gives),
    }


def _collect_said(plan: Plan, side: Side) -> dict[PlanStep, dict[PlanGap, bool]]:
    """What each step should say, and whether the plan says it. A list that is empty lacks entries,
    and nothing else."""
    figures = [alternative.comes_to for alternative in plan.alternatives]
    parts = {person.part for person in plan.people}
    return {
        PlanStep.LIMITS: {
            PlanGap.ALTERNATIVE: bool(plan.alternatives),
            PlanGap.ALTERNATIVE_FIGURE: not figures or any(f is not None for f in figures),
            PlanGap.LATER_COSTS: plan.later_costs is not None,
            PlanGap.WALK_AWAY: plan.walk_away is not None,
            PlanGap.TARGET: plan.target is not None,
            PlanGap.HINT: bool(plan.hint),
        },
        PlanStep.ISSUES: {
            PlanGap.ISSUES: bool(plan.issues),
            PlanGap.SECOND_ISSUE: len(plan.issues) != 1,
            PlanGap.IMPORTANCE: all(issue.importance is not None for issue in plan.issues),
        },
        PlanStep.PEOPLE: {
            PlanGap.DECIDER: StakeholderPart.DECIDES in parts,
            PlanGap.DAY_TWO: StakeholderPart.DAY_TWO in parts,
        },
        PlanStep.ANCHOR: _collect_said_of_anchor(plan.anchor, side),
        PlanStep.EVIDENCE: {
            PlanGap.EVIDENCE: bool(plan.evidence),
            PlanGap.SOURCE: all(benchmark.source for benchmark in plan.evidence),
        },
        PlanStep.GIVES: {
            PlanGap.GIVES: bool(plan.gives),
            PlanGap.ASK_FOR_GIVE: all(give.ask for give in plan.gives),
        },
        PlanStep.THEIRS: {
            PlanGap.TAKE_HOME: bool(plan.take_home),
            PlanGap.QUESTIONS: bool(plan.questions),
        },
    }


def _collect_said_of_anchor(anchor: Anchor, side: Side) -> dict[PlanGap, bool]:
    if side is Side.HIRING:
        # In a hiring deal no first figure is named, only the range that the pay lies in.
        return {
            PlanGap.PAY_RANGE: anchor.range is not None,
            PlanGap.REASON: bool(anchor.rationale),
        }
    return {
        PlanGap.OPENING: anchor.opening is not None,
        PlanGap.REASON: bool(anchor.rationale),
        PlanGap.THEIR_RANGE: anchor.range_known is not None,
    }
