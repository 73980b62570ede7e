"""What an import would do, or did, as facts."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.ids import DealId
from bot.domain.moves import Move
from bot.domain.references import DealReference
from bot.language.sheet_cells import DayReading
from bot.language.sheet_columns import Column, SheetColumn
from bot.language.sheet_rows import LeftOut, RowTrouble, Trouble, UnusedCell
from bot.language.sheet_words import names_offer
from bot.language.sheets import Missing, SheetProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleInRows:
    """The same that is wrong with several rows."""

    rows: tuple[int, ...]
    column: str
    trouble: Trouble
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportChecked(DealAnswer):
    """What an import would record: nothing was recorded yet. `known` counts the rows that are in the deal already,
    `trades` the ties between those that would be recorded.

    `line` is the waiting sheet, "" where none waits. `days` says how days of figures were read, where they could be
    read in two ways.
    """

    moves: tuple[Move, ...]
    known: int = 0
    trades: int = 0
    troubles: tuple[RowTrouble, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unused: tuple[UnusedCell, ...] = ()
    columns: tuple[SheetColumn, ...] = ()
    days: DayReading | None = None
    line: str = ""
    reference: DealReference | None = None
    """What the sheet says that the deal is called in another system."""
    references: tuple[str, ...] = ()
    """The same where no single one can be read out of it: nothing is taken then."""

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of columns that say nothing here."""
        return tuple(
            column.heading
            for column in self.columns
            if column.heading and column.taken in (None, Column.IGNORED)
        )

    @property
    def renamed(self) -> tuple[SheetColumn, ...]:
        """Columns that are read as something else than they are called."""
        return tuple(
            column
            for column in self.columns
            if column.taken not in (None, Column.IGNORED) and column.key != column.taken
        )

    @property
    def troubled_rows(self) -> int:
        """How many rows cannot be taken."""
        return len({trouble.row for trouble in self.troubles})

    @property
    def grouped_troubles(self) -> tuple[TroubleInRows, ...]:
        """What is wrong, each with all its rows."""
        return _group_troubles(self.troubles)


def _group_troubles(troubles: Sequence[RowTrouble]) -> tuple[TroubleInRows, ...]:
    rows: dict[tuple[str, Trouble, str], list[int]] = {}
    for trouble in troubles:
        rows.setdefault((trouble.column, trouble.trouble, trouble.found), []).append(trouble.row)
    return tuple(
        TroubleInRows(rows=tuple(numbers), column=column, trouble=trouble, found=found)
        for (column, trouble, found), numbers in rows.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsAsked(Answer):
    """What the columns of a sheet are: asked where `missing` says what none of them tells, or because the person wants
    to say otherwise. `line` is the waiting sheet, `names` what the command line calls the meanings, and `example` a
    heading with one of them."""

    columns: tuple[SheetColumn, ...]
    missing: Missing | None = None
    deal_id: DealId | None = None
    line: str = ""
    names: tuple[str, ...] = ()
    example: str = ""

    @property
    def holds_offers(self) -> bool:
        """Whether it may be a list of offers, which are no moves."""
        return any(names_offer(column.heading) for column in self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNoted(Answer):
    """What was taken for granted when a file was read: its encoding, where nothing in it says which it is, and which
    sheet of a workbook was meant."""

    is_guessed: bool = False
    worksheet: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesImported(DealAnswer):
    """The moves of a sheet are in the ledger; `trades` counts the ties between them."""

    moves: tuple[Move, ...]
    seq: int
    known: int = 0
    trades: int = 0
    reference: DealReference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetUnread(Answer):
    """A text is no sheet of moves. `typed` goes back to the person."""

    why: SheetProblem
    typed: str = ""
