"""Orders about moves from a file."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.ids import DealId
from bot.language.sheets import SheetRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportMoves:
    """Record the rows of a sheet that are not in the deal yet."""

    by: Actor
    deal: DealId
    rows: tuple[SheetRow, ...]
    once: str
