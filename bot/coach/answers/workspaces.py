"""What happened to a workspace's settings, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import Answer
from bot.coach.records import Learning
from bot.domain.ids import PersonId
from bot.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettable:
    """The policy that new deals start with, as of `version`, for somebody who may change it."""

    policy: Policy
    leads: bool = False
    whom_to_ask: str = ""
    admins: frozenset[PersonId] = frozenset()
    is_first: bool = False
    """Whether nobody looks after Giveget here yet, so that the person claims it by saving."""
    learning: frozenset[Learning] = frozenset()
    plan_grace: int = 30
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSet(Answer):
    """New deals start with this policy from now on; `leads` says whether owners may name leads, `admins` who looks
    after Giveget here."""

    policy: Policy
    leads: bool = False
    learning: frozenset[Learning] = frozenset()
    admins: tuple[PersonId, ...] = ()
