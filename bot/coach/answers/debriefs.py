"""What came of looking back on a deal, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers.base import DealAnswer
from bot.domain.debriefs import Debrief, DebriefAnswer, DebriefFact, DebriefTopic
from bot.domain.measures.history import ExposurePoint
from bot.domain.measures.picture import Outline
from bot.domain.planned import PlannedGiveProgress
from bot.domain.walkaway import LevelComparison, LimitComparison


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefQuestion:
    """One question of a debrief: the facts that may answer it, and the answer. `saved` says that somebody gave it;
    else it is what the ledger suggests."""

    topic: DebriefTopic
    facts: tuple[DebriefFact, ...]
    answer: DebriefAnswer
    saved: bool = False

    @property
    def picked(self) -> tuple[DebriefFact, ...]:
        """The facts that were picked and still stand in the ledger."""
        return tuple(fact for fact in self.facts if fact.key in self.answer.picked)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOutcome:
    """The outcome against the plan, for those who may see it: the agreed figure against its limits, the agreed terms
    against its levels, planned gives against those made."""

    limits: tuple[LimitComparison, ...] = ()
    levels: tuple[LevelComparison, ...] = ()
    gives: PlannedGiveProgress


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefShown(DealAnswer):
    """A deal looked back on: how it came out, how exposure went, the questions with their answers. `mine`: the person
    may answer. `plan` is None for everybody who may not see the plan, and where there is none."""

    today: date
    outline: Outline
    curve: tuple[ExposurePoint, ...]
    questions: tuple[DebriefQuestion, ...]
    debrief: Debrief | None = None
    plan: PlanOutcome | None = None
    mine: bool = False
    just_saved: bool = False
    published: tuple[str, ...] = ()
    """The lines of this deal that stand in the playbook of the workspace."""

    @property
    def peak(self) -> ExposurePoint | None:
        """When most was given with nothing back; None where nothing ever was."""
        highest = max(self.curve, key=lambda point: point.amount, default=None)
        return highest if highest is not None and highest.amount else None

    @property
    def answered(self) -> int:
        """How many questions somebody has answered."""
        return sum(question.saved for question in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefFactNamed(DealAnswer):
    """One fact in words, for a list to pick from."""

    fact: DebriefFact


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefLineDrafted(DealAnswer):
    """A line for the playbook drafted from a fact, for somebody to put better."""

    fact: DebriefFact
