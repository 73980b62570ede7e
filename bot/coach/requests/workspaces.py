"""Orders about a workspace."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.coach.requests import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWorkspace:
    """Replace the policy that new deals start with, as the form showed it at `version` (0: nobody set one yet)."""

    by: Actor
    version: int
    speaking: frozenset[str]
    thresholds: Mapping[str, Decimal | int]
    once: str
