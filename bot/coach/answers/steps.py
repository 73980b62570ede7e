"""Answers about what to do next, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Sentence
from bot.coach.answers.base import DealAnswer
from bot.domain.commitments import Commitment
from bot.domain.moves import Move
from bot.domain.next_steps import NextStep


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepShown(DealAnswer):
    """Whose turn it is and the one thing to do next, with a sentence where there is something to say."""

    today: date
    step: NextStep
    sentence: Sentence | None = None
    commitments: tuple[Commitment, ...] = ()
    """What is still to be done in a deal that is closed, the most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepExplained(DealAnswer):
    """Why that is the next step, in one line."""

    step: NextStep


@dataclass(frozen=True, slots=True, kw_only=True)
class TheirAskAdvised(DealAnswer):
    """How to answer an open ask of theirs, as it was said when it was recorded, and as the deal stands now."""

    ask: Move
    today: date
    step: NextStep
    ask_first: Sentence | None = None
    sentence: Sentence | None = None
    try_it: Sentence | None = None
