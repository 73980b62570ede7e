"""Orders about cards and whether coaching suits a deal."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.ids import DealId
from bot.domain.styles import Unsuited


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSuitability:
    """Keep what speaks against coaching this deal; nothing where nothing does."""

    by: Actor
    deal: DealId
    doubts: frozenset[Unsuited]
    once: str
