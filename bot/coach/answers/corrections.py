"""Questions about entries that a line wants changed or gone."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure, Worth


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """An entry that a line may put right, and what it would be called. `fields` are the names of other fields that
    would change, to what was `said`."""

    move: Move
    what: str
    fields: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChangeAsked(DealAnswer):
    """A line puts one of these entries right. Nothing was changed yet. `line` waits for the button; `kind` is what it
    would record as a move of its own, None where it was said to the coach. `answers`: it may as well say what they
    gave for the first of the entries, which is our ask."""

    typed: str
    changes: tuple[EntryChange, ...]
    line: str
    kind: Kind | None = None
    answers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """An entry whose `field`, its cost or worth, would be another one than `before`."""

    move: Move
    field: str
    before: Worth | None
    after: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChangeAsked(DealAnswer):
    """A line says what one of these entries costs or is worth. Nothing was changed yet. `line` waits for the button."""

    typed: str
    changes: tuple[FigureChange, ...]
    line: str
