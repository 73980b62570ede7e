"""Questions about what was taken back."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.moves import Kind, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBackAsked(DealAnswer):
    """A line says that something was taken back: one of these `moves`, `tied` to those others. Nothing was changed
    yet."""

    typed: str
    moves: tuple[Move, ...]
    tied: tuple[Move, ...] = ()

    @property
    def is_theirs(self) -> bool:
        """Whether they took it back, and not we."""
        return self.moves[0].kind is Kind.GET
