"""What an import would do, or did, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.moves import Move
from bot.language.sheets import RowTrouble, SheetProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChecked(DealAnswer):
    """What an import would record: nothing was recorded yet. `known` counts the rows that are in the deal already;
    `line` is the waiting sheet, "" where none waits."""

    moves: tuple[Move, ...]
    known: int = 0
    troubles: tuple[RowTrouble, ...] = ()
    ignored: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesImported(DealAnswer):
    """The moves of a sheet are in the ledger; `trades` counts the ties between them."""

    moves: tuple[Move, ...]
    seq: int
    known: int = 0
    trades: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetUnread(Answer):
    """A text is no sheet of moves. `typed` goes back to the person."""

    why: SheetProblem
    typed: str = ""
