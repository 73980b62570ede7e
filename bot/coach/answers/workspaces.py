"""What happened to a workspace's settings, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import Answer
from bot.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSettable:
    """The policy that new deals start with, as of `version`, for somebody who may change it."""

    policy: Policy
    leads: bool = False
    whom_to_ask: str = ""
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceSet(Answer):
    """New deals start with this policy from now on; `leads` says whether owners may name leads."""

    policy: Policy
    leads: bool = False
