"""Answers about law and fairness: a question, never a verdict."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.concerns import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRaised(DealAnswer):
    """What was typed raises a question of law or fairness, which leads the answer; what it records is recorded all the
    same. `whom` is whom to ask here, "" where nobody set it. `key` finds the answer while its sentence waits."""

    concern: Concern
    key: str
    whom: str = ""
    person: str = ""
    """The id of whom to ask, where that is a person of the workspace."""
    waits: bool = True
    """Whether something to say may wait until it was checked."""
    line: str = ""
    """Finds what was left out, since a hiring deal keeps no such words; the person may say that it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernChecked(DealAnswer):
    """The person has checked a kind of concern, so that it is not asked again here. It stands alone where the answer
    that waited for it is not known any more."""

    concern: Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingKept(DealAnswer):
    """Of what was typed nothing is recorded: all of it was what a hiring deal keeps no words of."""
