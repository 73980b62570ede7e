"""Orders about what is said."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.ids import DealId, MoveNo
from bot.domain.replies import Emptiness


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeGet:
    """Look at a get: what speaks against it."""

    by: Actor
    deal: DealId
    no: MoveNo
    empty: frozenset[Emptiness]
