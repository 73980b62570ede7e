"""What the private plan says, to those who may see it, and what everybody else is told."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from bot.coach.answers.base import DealAnswer
from bot.domain.deals import Deal
from bot.domain.ids import PersonId
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.plan_review import Contradiction, MatrixRow
from bot.domain.planned import PlannedGiveProgress, RoomUsed
from bot.domain.plans import MOST_ENTRIES, Plan, PlanStep
from bot.domain.readiness import StepState
from bot.domain.walkaway import BreakEven, LevelComparison, LimitComparison
from bot.domain.worth import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown(DealAnswer):
    """The whole plan on one page: what each step says, what is still missing before the first meeting, and what does
    not fit together. `mine` says that the person may change it; `saved` the step that was just saved; `course` are its
    planned gives against those made."""

    shows_names: ClassVar[bool] = True
    today: date
    plan: Plan
    steps: tuple[StepState, ...]
    contradictions: tuple[Contradiction, ...] = ()
    break_even: BreakEven | None = None
    matrix: tuple[MatrixRow, ...] = ()
    course: PlannedGiveProgress = field(default_factory=PlannedGiveProgress)
    mine: bool
    kept: bool
    saved: PlanStep | None = None

    @property
    def missing(self) -> int:
        """How many things are still missing before the first meeting."""
        return sum(len(step.missing) for step in self.steps)

    @property
    def viewers(self) -> tuple[PersonId, ...]:
        """Who may see it beside the owner."""
        return tuple(sorted(self.plan.viewers))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStepShown(DealAnswer):
    """One step of the plan in full. `course` are its planned gives against those made, `rooms` the room that our
    offers used on its issues, `contradictions` what does not fit together in it. `in_document` leaves its buttons
    out."""

    today: date
    step: PlanStep
    plan: Plan
    state: StepState
    mine: bool
    course: PlannedGiveProgress
    rooms: tuple[RoomUsed, ...] = ()
    break_even: BreakEven | None = None
    contradictions: tuple[Contradiction, ...] = ()
    in_document: bool = False

    @property
    def full(self) -> bool:
        """Whether the step takes no more entries."""
        return (self.state.entries or 0) >= MOST_ENTRIES


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNotShown(DealAnswer):
    """The plan is not for this person, whether there is one or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSealed(DealAnswer):
    """The owner's plan is sealed with a key that is not set here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDropped(DealAnswer):
    """The plan is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plannable:
    """What a form of the plan starts from; `version` is 0 where there is no plan yet."""

    deal: Deal
    plan: Plan
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptChecked(DealAnswer):
    """What to look at before accepting `amount`, or `offer` of theirs. `checks` and `levels` compare it with the plan,
    for those who may see it; everybody else gets the questions alone. `amount` is None where nothing names one, `hint`
    the plan's sentence where the walk-away is past; `convertible` is false where the deal cannot count in its unit."""

    today: date
    amount: Figure | None
    offer: Offer | None = None
    open_gives: int = 0
    open_asks: tuple[Move, ...] = ()
    checks: tuple[LimitComparison, ...] = ()
    levels: tuple[LevelComparison, ...] = ()
    hint: str = ""
    mine: bool = False
    convertible: bool = True

    @property
    def planned(self) -> bool:
        """Whether there was anything to compare it with."""
        return bool(self.checks or self.levels)
