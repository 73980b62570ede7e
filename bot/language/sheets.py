"""A sheet of moves: rows as people keep them in a spreadsheet, with headings in any of our languages, read row by row.

What cannot be read is told by row and column; it never stops the rows beside it.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from itertools import islice

from bot.domain.fields import (
    ON,
    SHEET_FIELDS,
    WHAT,
    FieldKind,
    FieldValue,
    MoveField,
)
from bot.domain.moves import Kind, State
from bot.domain.worth import Figure, Worth
from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day
from bot.language.figures import read_amount
from bot.language.lines import ParsedLine
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

MOST_ROWS = 5_000
LONGEST_CELL = 500


class Column(StrEnum):
    """What a column says of a row, beside the fields of its move; those are known by their `heading`."""

    ID = "id"
    DEAL = "deal"
    MOVE = "move"
    STATE = "state"
    WITH = "with"


class Trouble(StrEnum):
    """Why a row cannot be taken."""

    NO_WHAT = "no_what"
    NO_MOVE = "no_move"
    """The column that says give, get or ask is empty, or says something else."""
    BAD_AMOUNT = "bad_amount"
    NEGATIVE = "negative"
    BAD_DAY = "bad_day"
    TO_COME = "to_come"
    """It happened on a day that has not come yet."""
    BAD_STATE = "bad_state"
    SAME_ID = "same_id"
    """An earlier row has the same id."""
    NOT_THERE = "not_there"
    """It says it goes with a row that is not in the sheet."""
    SAME_KIND = "same_kind"
    """It says it goes with a row of its own kind; a give goes with a get."""
    TOO_LONG = "too_long"


class SheetProblem(StrEnum):
    """Why nothing in a text can be taken as a sheet."""

    EMPTY = "empty"
    NO_HEADINGS = "no_headings"
    """The first row has no column for what moved, or none for which kind of move it is."""
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """What is wrong with one cell: `row` as a spreadsheet numbers it, from 1 for the headings; `found` what it says."""

    row: int
    column: str
    trouble: Trouble
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One move of a sheet. `external` is the sheet's own id of it, or a print of what it says where it has none;
    `together` are the external ids of what it was traded for."""

    row: int
    external: str
    deal: str
    kind: Kind
    theirs: bool
    state: State
    line: ParsedLine
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet says: the rows that can be taken, what is wrong with others, and headings that say nothing here."""

    rows: tuple[SheetRow, ...]
    troubles: tuple[RowTrouble, ...] = ()
    ignored: tuple[str, ...] = ()


_WORDS = word_table("sheets")
_HEADINGS = {field.heading: field.heading for field in SHEET_FIELDS} | _WORDS.meanings("headings")
"""What a column says of a row, by its heading."""

_KIND_NAMES = _WORDS.subtables()["kinds"]
_KINDS: Mapping[str, tuple[Kind, bool]] = {
    **dict.fromkeys(_KIND_NAMES.phrases("give"), (Kind.GIVE, False)),
    **dict.fromkeys(_KIND_NAMES.phrases("get"), (Kind.GET, False)),
    **dict.fromkeys(_KIND_NAMES.phrases("our_ask"), (Kind.ASK, False)),
    **dict.fromkeys(_KIND_NAMES.phrases("their_ask"), (Kind.ASK, True)),
}
"""The kind of a move, and whether it is theirs."""


def _name_states(key: str, usual: State) -> dict[str, State]:
    """The states of a kind of move by what people call them; an empty cell is the usual one."""
    named = {word: State(state) for word, state in _WORDS.meanings(key).items()}
    return {"": usual, **named}


_STATES: Mapping[Kind, Mapping[str, State]] = {
    Kind.GIVE: _name_states("states_of_gives", State.FIRM),
    Kind.GET: _name_states("states_of_gets", State.FIRM),
    Kind.ASK: _name_states("states_of_asks", State.OPEN),
}


def read_sheet(text: str, *, locale: str, today: date) -> Sheet | SheetProblem:
    """The moves of a sheet, its cells separated by commas, semicolons, tabs or bars, as its headings are."""
    table = list(islice(_split_rows(text), MOST_ROWS + 2))
    if not table:
        return SheetProblem.EMPTY
    names = [clean_text(cell) for cell in table[0]]
    columns = [_HEADINGS.get(name.casefold().strip(" :#")) for name in names]
    if WHAT.heading not in columns or Column.MOVE not in columns:
        return SheetProblem.NO_HEADINGS
    if len(table) > MOST_ROWS + 1:
        return SheetProblem.TOO_MANY
    reader = _SheetReader(columns, locale, today)
    for number, cells in enumerate(table[1:], 2):
        reader.add_row(number, cells)
    return Sheet(
        rows=reader.check_rows(),
        troubles=tuple(sorted(reader.troubles, key=lambda trouble: trouble.row)),
        ignored=tuple(
            name for name, column in zip(names, columns, strict=True) if name and not column
        ),
    )


def _split_rows(text: str) -> Iterator[list[str]]:
    """The rows that hold anything, as cells."""
    # Spreadsheets begin a file with a mark of its byte order.
    text = text.lstrip("\ufeff").strip("\n\r")
    headings = text.partition("\n")[0]
    separator = max(",;\t|", key=headings.count)
    lines = text.splitlines(keepends=True)
    for row in csv.reader(lines, delimiter=separator, skipinitialspace=True):
        if any(map(str.strip, row)):
            yield row


class UnusableCell(Exception):
    """A cell cannot be used."""

    def __init__(self, column: str, trouble: Trouble, found: str) -> None:
        super().__init__(column, trouble)
        self.column, self.trouble, self.found = column, trouble, found[:80]


class _SheetReader:
    """Reads row after row, and remembers which ids there were."""

    def __init__(self, columns: Sequence[str | None], locale: str, today: date) -> None:
        self._columns = columns
        self._locale = locale
        self._today = today
        self._rows: dict[str, SheetRow] = {}
        self.troubles: list[RowTrouble] = []

    def add_row(self, number: int, cells: Sequence[str]) -> None:
        """Reads one row; `number` is its own in the spreadsheet."""
        texts: dict[str, str] = {}
        for column, cell in zip(self._columns, cells, strict=False):
            if column:
                texts[column] = _clean_cell(cell)
        try:
            row = _RowReader(texts, self._locale, self._today).read(number)
            if row.external in self._rows:
                raise UnusableCell(Column.ID, Trouble.SAME_ID, row.external)
            self._rows[row.external] = row
        except UnusableCell as cell_trouble:
            self._keep_trouble(number, cell_trouble)

    def check_rows(self) -> tuple[SheetRow, ...]:
        """The rows that can be taken, once every row is known that another may go with."""
        usable: list[SheetRow] = []
        for row in self._rows.values():
            try:
                self._check_others(row)
                usable.append(row)
            except UnusableCell as cell_trouble:
                self._keep_trouble(row.row, cell_trouble)
        return tuple(usable)

    def _check_others(self, row: SheetRow) -> None:
        """Raises where a row goes with one that is not there, or not of the other kind."""
        for external in row.together:
            other = self._rows.get(external)
            if other is None:
                raise UnusableCell(Column.WITH, Trouble.NOT_THERE, external)
            if {row.kind, other.kind} != {Kind.GIVE, Kind.GET}:
                raise UnusableCell(Column.WITH, Trouble.SAME_KIND, external)

    def _keep_trouble(self, number: int, cell: UnusableCell) -> None:
        trouble = RowTrouble(row=number, column=cell.column, trouble=cell.trouble, found=cell.found)
        self.troubles.append(trouble)


class _RowReader:
    """Reads the cells of one row, by their columns. Its methods raise `UnusableCell`."""

    def __init__(self, texts: Mapping[str, str], locale: str, today: date) -> None:
        self._texts = texts
        self._locale = locale
        self._today = today

    def read(self, number: int) -> SheetRow:
        kind, theirs = self._read_kind()
        if not self._text(WHAT.heading):
            raise UnusableCell(WHAT.heading, Trouble.NO_WHAT, "")
        for column, text in self._texts.items():
            if len(text) > LONGEST_CELL:
                raise UnusableCell(column, Trouble.TOO_LONG, text)
        fields: dict[str, object] = {field.name: self._read_field(field) for field in SHEET_FIELDS}
        line = ParsedLine(**fields)  # type: ignore[arg-type] # by name
        others = [external.strip() for external in self._text(Column.WITH).split(";")]
        return SheetRow(
            row=number,
            external=self._text(Column.ID) or _fingerprint(self._texts.values()),
            deal=self._text(Column.DEAL),
            kind=kind,
            theirs=theirs,
            state=self._read_state(kind, line),
            line=line,
            together=tuple(filter(None, others)),
        )

    def _text(self, column: str) -> str:
        return self._texts.get(column, "")

    def _read_kind(self) -> tuple[Kind, bool]:
        text = self._text(Column.MOVE)
        kind = _KINDS.get(text.casefold())
        if kind is None:
            raise UnusableCell(Column.MOVE, Trouble.NO_MOVE, text)
        return kind

    def _read_state(self, kind: Kind, line: ParsedLine) -> State:
        """The state that a row says; a give or a get with a condition is conditional where it says none."""
        text = self._text(Column.STATE)
        state = _STATES[kind].get(text.casefold())
        if state is None:
            raise UnusableCell(Column.STATE, Trouble.BAD_STATE, text)
        if text or not line.condition or kind is Kind.ASK:
            return state
        return State.CONDITIONAL

    def _read_field(self, field: MoveField) -> FieldValue:
        text = self._text(field.heading)
        if not text:
            return None
        match field.kind:
            case FieldKind.TEXT:
                return text
            case FieldKind.WORTH:
                return self._read_worth(text, field.heading)
            case FieldKind.DAY:
                day = self._read_day(text, field.heading)
                # A deadline may be to come, the day on which something moved may not.
                if field is ON and day > self._today:
                    raise UnusableCell(field.heading, Trouble.TO_COME, text)
                return day

    def _read_worth(self, text: str, column: str) -> Worth:
        if text.startswith(("-", "−")):
            raise UnusableCell(column, Trouble.NEGATIVE, text)
        worth = _parse_plain_number(text) or read_amount(text, self._locale)
        if worth is None:
            raise UnusableCell(column, Trouble.BAD_AMOUNT, text)
        return worth

    def _read_day(self, text: str, column: str) -> date:
        words = split_words(text)
        found = None
        if words.count:
            found = parse_day(words, 0, date_context(self._today, self._locale))
        if found is None or found.day is None or found.after < words.count:
            raise UnusableCell(column, Trouble.BAD_DAY, text)
        return found.day


def _parse_plain_number(text: str) -> Figure | None:
    """A bare number as spreadsheets and exports write it, whatever the reader's locale: `12000`, `12000.50`. One with
    three decimals is left to the locale, since `12.000` is twelve thousand in some."""
    whole, point, decimals = text.partition(".")
    if not whole.isascii() or not whole.isdigit():
        return None
    if point and (not decimals.isascii() or not decimals.isdigit() or len(decimals) == 3):
        return None
    return Figure(amount=Decimal(text))


def _clean_cell(cell: str) -> str:
    """A cell as it was meant: an apostrophe that keeps a spreadsheet from calculating is not part of it."""
    text = " ".join(clean_text(cell).split())
    is_guarded = len(text) > 1 and text[0] == "'" and text[1] in "=+-@＝"
    return text[1:] if is_guarded else text


def _fingerprint(cells: Iterable[str]) -> str:
    """An id of what a row says, for rows without one: the same row has the same, wherever it stands."""
    return "row-" + sha256("\x1f".join(cells).encode()).hexdigest()[:24]
