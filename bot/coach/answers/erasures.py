"""What is said about erasing a person, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import Answer
from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked(Answer):
    """Whether this person is to be erased."""

    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Answer):
    """Somebody was erased."""
