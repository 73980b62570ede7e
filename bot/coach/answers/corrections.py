"""Questions about entries that a line wants changed or gone."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.moves import Kind, Move, State


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDropAsked(DealAnswer):
    """A line wants one of these `moves` gone. Nothing was changed yet. `line` waits to be recorded as a move after all,
    where it may be one of that `kind`."""

    typed: str
    moves: tuple[Move, ...]
    line: str = ""
    kind: Kind = Kind.GIVE

    @property
    def is_ask(self) -> bool:
        """Whether the only entry meant is an ask, which can be withdrawn too."""
        return len(self.moves) == 1 and self.moves[0].kind is Kind.ASK

    @property
    def is_draft(self) -> bool:
        """Whether the only entry meant never counted."""
        return len(self.moves) == 1 and self.moves[0].state is State.DRAFT
