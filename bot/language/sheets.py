"""A sheet of moves: rows as people keep them in a spreadsheet, with headings in any of our languages, read row by row.

What cannot be read is told by row and column; it never stops the rows beside it. What a column says is asked of a
person, once, where its heading and its cells do not tell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.domain.moves import Kind
from bot.language.sheet_cells import DayReader, DayReading, find_day_order, find_size_scale
from bot.language.sheet_columns import (
    AMOUNTS,
    Column,
    DayOrder,
    HeadedRows,
    SheetColumn,
    count_headings,
)
from bot.language.sheet_headings import ROWS_ABOVE, find_headings
from bot.language.sheet_rows import (
    PRINT,
    LeftOut,
    LeftOutReason,
    RowRead,
    RowTrouble,
    SheetReading,
    SheetRow,
    SheetRowReader,
    Trouble,
    UnusedCell,
)
from bot.language.sheet_table import TableRow, UnclosedQuote, split_rows
from bot.language.sheet_words import TableSides, normal_words

MOST_ROWS = 5_000


NOBODY_KNOWN = TableSides()


class SheetProblem(StrEnum):
    """Why nothing in a text can be taken as a sheet."""

    EMPTY = "empty"
    NO_HEADINGS = "no_headings"
    """It is no table: no row of it has two cells with words in them."""
    TOO_MANY = "too_many"
    UNCLOSED_QUOTE = "unclosed_quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet says: the rows that can be taken, what is wrong with others, what was passed over, and how its
    columns and its days were read. `days` is None where none of them could be read in two ways."""

    rows: tuple[SheetRow, ...]
    troubles: tuple[RowTrouble, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unused: tuple[UnusedCell, ...] = ()
    columns: tuple[SheetColumn, ...] = ()
    days: DayReading | None = None
    references: tuple[str, ...] = ()
    """What its rows say that the deal is called in another system, each once."""

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of columns that say nothing here."""
        return tuple(
            column.heading
            for column in self.columns
            if column.heading and column.taken in (None, Column.IGNORED)
        )


class Missing(StrEnum):
    """What no column of a sheet says."""

    WHAT = "what"
    KIND = "kind"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetUnclear:
    """A table whose columns do not say what moved, or which kind of move it was; a person may know."""

    missing: Missing
    columns: tuple[SheetColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContext:
    """For whom a sheet is read: their locale and day, and who sits at the table."""

    locale: str
    today: date
    sides: TableSides = NOBODY_KNOWN
    """Who sits at the table, as far as it is known."""


SheetRead = Sheet | SheetUnclear | SheetProblem
ColumnChoice = Mapping[str, Column]
"""What a person took columns for, by their keys."""


def shape_of(columns: Sequence[SheetColumn]) -> str:
    """An id of a sheet's headings: sheets of the same headings are read alike."""
    return sha256("\x1f".join(column.key for column in columns).encode()).hexdigest()[:32]


def split_sheet(text: str) -> tuple[TableRow, ...] | SheetProblem:
    """The rows of a sheet as it was copied or saved from a spreadsheet."""
    try:
        rows = split_rows(text, MOST_ROWS + ROWS_ABOVE + 1, count_headings)
    except UnclosedQuote:
        return SheetProblem.UNCLOSED_QUOTE
    return tuple(rows) or SheetProblem.EMPTY


def list_columns(
    rows: Sequence[TableRow], context: SheetContext, chosen: ColumnChoice | None = None
) -> tuple[SheetColumn, ...]:
    """The columns of a sheet and what they are read as; none where it is no table."""
    sheet = find_headings(rows, context.sides, chosen or {})
    return sheet.columns if sheet is not None else ()


def read_sheet(text: str, context: SheetContext, chosen: ColumnChoice | None = None) -> SheetRead:
    """The moves of a sheet as it was copied or saved from a spreadsheet."""
    rows = split_sheet(text)
    return rows if isinstance(rows, SheetProblem) else read_table(rows, context, chosen)


def read_table(
    rows: Sequence[TableRow], context: SheetContext, chosen: ColumnChoice | None = None
) -> SheetRead:
    """The moves of rows with the headings somewhere among the first of them."""
    if not rows:
        return SheetProblem.EMPTY
    sheet = find_headings(rows, context.sides, chosen or {})
    if sheet is None:
        return SheetProblem.NO_HEADINGS
    if len(sheet.rows) > MOST_ROWS:
        return SheetProblem.TOO_MANY
    if not sheet.says_what_moved:
        return SheetUnclear(missing=Missing.WHAT, columns=sheet.columns)
    if not sheet.says_kinds:
        return SheetUnclear(missing=Missing.KIND, columns=sheet.columns)
    return _read_rows(sheet, context)


def _read_rows(sheet: HeadedRows, context: SheetContext) -> Sheet:
    days = _find_days(sheet, context)
    reading = SheetReading(
        sheet=sheet,
        sides=context.sides,
        days=DayReader(reading=days, today=context.today, locale=context.locale),
        sizes=find_size_scale(_cells_of(sheet, sheet.find(*AMOUNTS))),
        locale=context.locale,
        today=context.today,
    )
    reads = [SheetRowReader(reading, row).read() for row in sheet.rows]
    found, left_out, troubles = _collect(reads)
    usable, more_troubles = _check_ties(_name_ties(found))
    troubles += more_troubles
    return Sheet(
        rows=usable,
        troubles=tuple(sorted(troubles, key=lambda trouble: trouble.row)),
        left_out=tuple(left_out),
        unused=tuple(cell for read in reads for cell in read.unused),
        columns=sheet.columns,
        days=days if days.example else None,
        references=_find_references(sheet),
    )


def _find_references(sheet: HeadedRows) -> tuple[str, ...]:
    """What stands under the headings of another system's ids and links, each combination once."""
    places = [*sheet.find(Column.REFERENCE), *sheet.find(Column.REFERENCE_LINK)]
    found: dict[str, None] = {}
    for row in sheet.rows:
        cells = [row.cells[place].strip() for place in places if place < len(row.cells)]
        said = " ".join(filter(None, cells))
        if said:
            found.setdefault(said)
    return tuple(found)


def _cells_of(sheet: HeadedRows, places: Sequence[int]) -> list[str]:
    return [row.cells[place] for row in sheet.rows for place in places if place < len(row.cells)]


def _find_days(sheet: HeadedRows, context: SheetContext) -> DayReading:
    past, due = sheet.find(Column.DAY), sheet.find(Column.BY)
    orders = [sheet.columns[place].order for place in (*past, *due)]
    named: list[DayOrder] = [order for order in orders if order is not None]
    return find_day_order(
        _cells_of(sheet, [*past, *due]),
        past=_cells_of(sheet, past),
        heading=named[0] if named else None,
        today=context.today,
        locale=context.locale,
    )


def _collect(
    reads: Sequence[RowRead],
) -> tuple[list[SheetRow], list[LeftOut], list[RowTrouble]]:
    """The moves of all rows by their ids, rows that are passed over, and all troubles."""
    rows: dict[str, SheetRow] = {}
    left_out: list[LeftOut] = []
    troubles: list[RowTrouble] = []
    for read in reads:
        troubles += read.troubles
        if read.left_out is not None:
            left_out.append(read.left_out)
        for move in read.moves:
            earlier = rows.get(move.external)
            if earlier is None:
                rows[move.external] = move
            elif move.external.startswith(PRINT):
                why = LeftOutReason.SAME_ROW
                left_out.append(LeftOut(row=move.row, why=why, found=str(earlier.row)))
            else:
                found = move.external
                trouble = RowTrouble(
                    row=move.row, column=Column.ID, trouble=Trouble.SAME_ID, found=found
                )
                troubles.append(trouble)
    return list(rows.values()), left_out, troubles


def _name_ties(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The moves, tied to what their `for` names where that is another row: by its id, or in the very same words."""
    by_id = {row.external.casefold().lstrip("#"): row for row in rows}
    by_what: dict[str, list[SheetRow]] = {}
    for row in rows:
        by_what.setdefault(normal_words(row.line.what), []).append(row)
    return [_name_tie(row, by_id, by_what) for row in rows]


def _name_tie(
    row: SheetRow, by_id: Mapping[str, SheetRow], by_what: Mapping[str, Sequence[SheetRow]]
) -> SheetRow:
    if row.together:
        # `#1` goes with the row whose id is 1.
        named = [by_id.get(external.casefold().lstrip("#")) for external in row.together]
        pairs = zip(named, row.together, strict=True)
        together = [other.external if other else external for other, external in pairs]
        return replace(row, together=tuple(together))
    wanted = row.line.for_what
    if not wanted or row.kind is Kind.ASK:
        return row
    other = by_id.get(wanted.casefold().strip().lstrip("#"))
    same = [each for each in by_what.get(normal_words(wanted), ()) if _are_opposite(each, row)]
    if other is None and len(same) == 1:
        other = same[0]
    if other is None or not _are_opposite(other, row):
        return row
    return replace(row, together=(other.external,))


def _are_opposite(one: SheetRow, other: SheetRow) -> bool:
    return {one.kind, other.kind} == {Kind.GIVE, Kind.GET}


def _check_ties(rows: Sequence[SheetRow]) -> tuple[tuple[SheetRow, ...], list[RowTrouble]]:
    """The rows that can be taken, now that every row is known that another may go with."""
    by_id = {row.external: row for row in rows}
    usable: list[SheetRow] = []
    troubles: list[RowTrouble] = []
    for row in rows:
        wrong = [
            trouble for external in row.together if (trouble := _check_tie(row, external, by_id))
        ]
        troubles += wrong
        if not wrong:
            usable.append(row)
    return tuple(usable), troubles


def _check_tie(row: SheetRow, external: str, by_id: Mapping[str, SheetRow]) -> RowTrouble | None:
    other = by_id.get(external)
    if other is not None and _are_opposite(row, other):
        return None
    trouble = Trouble.NOT_THERE if other is None else Trouble.SAME_KIND
    return RowTrouble(row=row.row, column=Column.WITH, trouble=trouble, found=external)
