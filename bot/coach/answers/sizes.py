"""What became of the size of a deal, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.worth import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeChanged(DealAnswer):
    """A deal has another size; `before` is the one it had, `seq` 0 where that is the same. `rate` is what the size is
    counted by (`ARR`), `not_read` the words that were not used."""

    before: Figure | None
    seq: int
    rate: str = ""
    not_read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeAsked(DealAnswer):
    """Which of several amounts is the size of the deal."""

    sizes: tuple[Figure, ...]
    not_read: str = ""
