"""The sample deal, step by step, as facts."""

from dataclasses import dataclass
from enum import StrEnum

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.moves import Move


class SampleStep(StrEnum):
    """Where the story of a sample deal is."""

    GIVEN = "given"
    """Something was given, with nothing back."""
    ASKED = "asked"
    AGREED = "agreed"
    """They agreed, and nothing is open."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleShown(DealAnswer):
    """The step that a sample deal is at: the give, our ask and what they gave, as far as they are there."""

    step: SampleStep
    give: Move | None = None
    ask: Move | None = None
    get: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRemoved(Answer):
    """A sample deal is gone, with all that was in it."""
