"""Where the headings of a sheet are, and where they are several: titles and notes above them, two rows of them, tables
beneath each other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.language.sheet_columns import (
    KNOWN_HEADINGS,
    LONGEST_HEADING,
    MOST_COLUMNS,
    MOST_LOOKED_AT,
    MOVED,
    Column,
    HeadedRows,
    SheetColumn,
    count_headings,
    find_heading,
    read_column,
    settle_columns,
    take_heading_apart,
)
from bot.language.sheet_table import TableRow
from bot.language.sheet_words import TableSides, normal_words

ROWS_ABOVE = 20
"""How many rows may stand above the headings: a title, who keeps the sheet, empty lines."""
LONGEST_SHOWN = 200
"""Characters of a heading that are kept, for a person to recognise it by."""


def find_headings(
    rows: Sequence[TableRow], sides: TableSides, chosen: Mapping[str, Column]
) -> HeadedRows | None:
    """The sheet with its headings. `chosen` says by their keys what a person took columns for. None where the text is
    no table."""
    at = _find_heading_row(rows[:ROWS_ABOVE])
    if at is None:
        return None
    names, below = _join_tables(_trim_cells(rows[at].cells), rows[at + 1 :])
    cells = [_cells_of(below, i) for i in range(len(names))]
    columns = [
        read_column(name, key, cells[i], sides, chosen)
        for i, (name, key) in enumerate(zip(names, _number_keys(names), strict=True))
    ]
    if at > 0:
        columns = _name_groups(columns, rows[at - 1].cells)
    sheet = HeadedRows(columns=settle_columns(columns), rows=below)
    return _find_sections(sheet, rows[at - 1] if at > 0 else None)


def _join_tables(
    names: list[str], rows: Sequence[TableRow]
) -> tuple[list[str], tuple[TableRow, ...]]:
    """The headings and rows of tables that stand beneath each other, as one: a column that a later one has more comes
    behind, and headings that are repeated are no rows."""
    joined = list(names)
    places: list[int] | None = None
    below: list[TableRow] = []
    for row in rows:
        cells = _trim_cells(row.cells)
        if _are_headings(cells, joined):
            places = _place_names(joined, cells)
        elif places is None:
            below.append(row)
        else:
            below.append(replace(row, cells=_move_cells(row.cells, places, len(joined))))
    return joined, tuple(below)


def _are_headings(cells: Sequence[str], joined: Sequence[str]) -> bool:
    """Whether a row heads a further table: all of it is headings, and what moved stands under one of the same meaning.
    `get` beside `reference` could be headings too, but is a row."""
    meanings: list[str] = []
    for cell in filter(None, cells):
        # Most rows are told by their first cell.
        is_long = len(cell) > LONGEST_HEADING
        found = None if is_long else find_heading(take_heading_apart(cell).words, KNOWN_HEADINGS)
        if found is None:
            return False
        meanings.append(found)
    if len(meanings) < 2:
        return False
    telling = {_meaning_of(name) for name in joined} & {Column.WHAT, Column.MOVE, *MOVED}
    return not telling.isdisjoint(meanings)


def _place_names(joined: list[str], names: Sequence[str]) -> list[int]:
    """The place of each of these headings among those joined so far; those that are not there are added."""
    meanings = [_meaning_of(name) for name in joined]
    places: list[int] = []
    for name in names:
        meaning = _meaning_of(name)
        # A heading that stands twice, once for each half, has two places.
        free = [k for k, each in enumerate(meanings) if each == meaning and k not in places]
        if not free:
            joined.append(name)
            meanings.append(meaning)
        places.append(free[0] if free else len(joined) - 1)
    return places


def _meaning_of(name: str) -> str:
    words = take_heading_apart(name).words
    return find_heading(words, KNOWN_HEADINGS) or words


def _move_cells(cells: Sequence[str], places: Sequence[int], count: int) -> tuple[str, ...]:
    """The cells of a row of a later table, each beneath its heading; those beyond the last one stay beyond."""
    moved = [""] * count
    for place, cell in zip(places, cells, strict=False):
        moved[place] = cell
    return (*moved, *cells[len(places) :])


def _find_sections(sheet: HeadedRows, above: TableRow | None) -> HeadedRows:
    """The sheet with the kinds that titles between its rows say; as it is where a column says the kind."""
    told = sheet.find(Column.WHAT, *MOVED)
    if sheet.find(Column.MOVE, Column.PARTY) or len(told) != 1:
        return sheet
    current = _read_title(above) if above is not None else None
    rows: list[TableRow] = []
    sections: dict[int, Column] = {}
    for row in sheet.rows:
        title = _read_title(row)
        current = title or current
        if title is None:
            rows.append(row)
            if current is not None:
                sections[row.number] = current
    if not sections:
        return sheet
    columns = [
        replace(column, taken=Column.WHAT) if place in told else column
        for place, column in enumerate(sheet.columns)
    ]
    return HeadedRows(columns=tuple(columns), rows=tuple(rows), sections=sections)


def _read_title(row: TableRow) -> Column | None:
    """What stands beneath a row that holds nothing but a title: `Our concessions`."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(filled) != 1:
        return None
    found = find_heading(normal_words(filled[0]), KNOWN_HEADINGS)
    meaning = Column(found) if found else None
    return meaning if meaning in MOVED else None


def _name_groups(columns: list[SheetColumn], above: Sequence[str]) -> list[SheetColumn]:
    """The columns beneath headings of their own, `We give` over the first three and `We get` over the others: what
    moved is then what we give, and what we get."""
    group: Column | None = None
    named: list[SheetColumn] = []
    for place, column in enumerate(columns):
        words = normal_words(above[place]) if place < len(above) else ""
        if words:
            found = find_heading(words, KNOWN_HEADINGS)
            meaning = Column(found) if found else None
            group = meaning if meaning in MOVED else None
        is_what = column.taken is Column.WHAT and group is not None
        named.append(replace(column, taken=group, guess=group) if is_what else column)
    return named


def _find_heading_row(rows: Sequence[TableRow]) -> int | None:
    if not rows:
        return None
    known = [count_headings(row.cells) for row in rows]
    filled = [[cell for cell in row.cells if cell.strip()] for row in rows]
    for i, count in enumerate(known):
        is_group = i + 1 < len(rows) and known[i + 1] == len(filled[i + 1]) > len(filled[i])
        # The first that is headings for the most part, since a later one may head another table; but not the row of
        # `We give` and `We get` right above one of headings.
        if count > 1 and count * 2 > len(filled[i]) and not is_group:
            return i
    best = known.index(max(known))
    cells = _trim_cells(rows[best].cells)
    if known[best] > 1:
        return best
    # `extra set, get, 3 Nov`: with one word alone that may be a heading, a row of figures or days is a row.
    if known[best] == 1 and not _has_figures(cells) and (len(cells) > 1 or _heads_list(cells[0])):
        return best
    for i, cells in enumerate(filled):
        # A row of figures or days is no heading, and neither is one with nothing beneath it.
        is_worded = len(cells) > 1 and not _has_figures(cells)
        if is_worded and any(len(below) > 1 for below in filled[i + 1 :]):
            return i
    return None


def _has_figures(cells: Sequence[str]) -> bool:
    return any(mark.isdigit() for cell in cells for mark in cell)


def _heads_list(cell: str) -> bool:
    """Whether one heading is enough: what stands beneath `We give` was given."""
    found = find_heading(take_heading_apart(cell).words, KNOWN_HEADINGS)
    return found is not None and Column(found) in MOVED


def _trim_cells(cells: Sequence[str]) -> list[str]:
    """The cells without the empty ones at their end, as a spreadsheet fills up its rows."""
    trimmed = [" ".join(cell.split())[:LONGEST_SHOWN] for cell in cells[:MOST_COLUMNS]]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed


def _number_keys(names: Sequence[str]) -> list[str]:
    """A key for each heading; the second `Value` is `value 2`."""
    keys: list[str] = []
    for name in names:
        base = normal_words(name) or name.strip() or "-"
        key, count = base, 1
        while key in keys:
            count += 1
            key = f"{base} {count}"
        keys.append(key)
    return keys


def _cells_of(rows: Iterable[TableRow], place: int) -> list[str]:
    """What stands in a column, as far as it is looked at."""
    found: list[str] = []
    for row in rows:
        if place < len(row.cells) and row.cells[place].strip():
            found.append(row.cells[place].strip())
        if len(found) == MOST_LOOKED_AT:
            break
    return found
