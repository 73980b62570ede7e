"""Orders about what can be asked for."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.deals import Side
from bot.domain.ids import DealId
from bot.domain.worth import Worth


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTradeable:
    """Add a thing to what can be asked for, or change the one with that id. `side` is who asks for it; None where
    nobody said, and then what it is about says it."""

    by: Actor
    deal: DealId
    what: str
    side: Side | None = None
    cost: Worth | None = None
    worth: Worth | None = None
    id: str = ""
    once: str
