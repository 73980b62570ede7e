"""A sheet of moves: rows as people keep them in a spreadsheet, with headings in English or German, read row by row.

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
    CONDITION,
    COST,
    DUE,
    FOR_WHAT,
    ON,
    REASON,
    SHEET_FIELDS,
    WHAT,
    WORTH,
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


_HEADINGS = {
    Column.ID: "id key external no nr number nummer",
    Column.DEAL: "deal",
    Column.MOVE: "move kind type art zug",
    WHAT.heading: "what item description text was beschreibung",
    ON.heading: "day date on tag datum am",
    COST.heading: "cost costs kosten",
    WORTH.heading: "worth value wert",
    FOR_WHAT.heading: "for return für gegenleistung",
    CONDITION.heading: "if condition wenn bedingung",
    DUE.heading: "by due until bis frist",
    REASON.heading: "because reason why weil grund",
    Column.STATE: "state status stand",
    Column.WITH: "with matched mit",
}
_COLUMNS: dict[str, str] = {field.heading: field.heading for field in SHEET_FIELDS}
_COLUMNS |= {word: str(column) for column, words in _HEADINGS.items() for word in words.split()}
_KINDS: Mapping[str, tuple[Kind, bool]] = {
    **dict.fromkeys(("give", "concession", "zugeständnis", "gegeben"), (Kind.GIVE, False)),
    **dict.fromkeys(("get", "got", "erhalten", "gegenleistung"), (Kind.GET, False)),
    **dict.fromkeys(
        ("ask", "our ask", "forderung", "unsere forderung", "bitte"), (Kind.ASK, False)
    ),
    **dict.fromkeys(("their ask", "they want", "ihre forderung", "ihre bitte"), (Kind.ASK, True)),
}
_STATES: Mapping[Kind, Mapping[str, State]] = {
    Kind.GIVE: {
        **dict.fromkeys(("", "given", "firm", "gegeben"), State.FIRM),
        **dict.fromkeys(("conditional", "bedingt"), State.CONDITIONAL),
        **dict.fromkeys(("goodwill", "kulanz"), State.GOODWILL),
    },
    Kind.GET: {
        **dict.fromkeys(("", "received", "firm", "delivered", "erhalten"), State.FIRM),
        **dict.fromkeys(("promised", "zugesagt"), State.PROMISED),
        **dict.fromkeys(("conditional", "bedingt"), State.CONDITIONAL),
    },
    Kind.ASK: {
        **dict.fromkeys(("", "open", "offen"), State.OPEN),
        **dict.fromkeys(("agreed", "granted", "zugesagt"), State.GRANTED),
        **dict.fromkeys(("declined", "abgelehnt"), State.DECLINED),
    },
}


def read_sheet(text: str, *, locale: str, today: date) -> Sheet | SheetProblem:
    """The moves of a sheet, its cells separated by commas, semicolons, tabs or bars, as its headings are."""
    table = list(islice(_cells(text), MOST_ROWS + 2))
    if not table:
        return SheetProblem.EMPTY
    headings = [_COLUMNS.get(clean_text(cell).casefold().strip(" :#")) for cell in table[0]]
    if WHAT.heading not in headings or Column.MOVE not in headings:
        return SheetProblem.NO_HEADINGS
    if len(table) > MOST_ROWS + 1:
        return SheetProblem.TOO_MANY
    reader = _SheetReader(headings, locale, today)
    for number, cells in enumerate(table[1:], 2):
        reader.take(number, cells)
    ignored = tuple(
        clean_text(cell)
        for cell, column in zip(table[0], headings, strict=True)
        if column is None and cell
    )
    return reader.sheet(ignored)


def _cells(text: str) -> Iterator[list[str]]:
    """The rows that hold anything."""
    text = text.lstrip("\ufeff").strip("\n\r")
    first = text.partition("\n")[0]
    between = max(",;\t|", key=first.count)
    for row in csv.reader(text.splitlines(keepends=True), delimiter=between, skipinitialspace=True):
        if any(cell.strip() for cell in row):
            yield row


class _Wrong(Exception):
    """A cell that cannot be used."""

    def __init__(self, column: str, trouble: Trouble, found: str) -> None:
        self.column, self.trouble, self.found = column, trouble, found[:80]


class _SheetReader:
    """Reads row after row, and remembers which ids there were."""

    def __init__(self, headings: Sequence[str | None], locale: str, today: date) -> None:
        self._headings, self._locale, self._today = headings, locale, today
        self._rows: dict[str, SheetRow] = {}
        self._troubles: list[RowTrouble] = []

    def take(self, number: int, cells: Sequence[str]) -> None:
        """Reads one row."""
        said = {
            column: _plain(cell)
            for column, cell in zip(self._headings, cells, strict=False)
            if column
        }
        try:
            row = self._row(number, said)
            if row.external in self._rows:
                raise _Wrong(Column.ID, Trouble.SAME_ID, row.external)
            self._rows[row.external] = row
        except _Wrong as wrong:
            self._trouble(number, wrong)

    def sheet(self, ignored: tuple[str, ...]) -> Sheet:
        """What was read, once every row is known that another may go with."""
        kept = tuple(row for row in self._rows.values() if self._fits_its_others(row))
        return Sheet(
            rows=kept, troubles=tuple(sorted(self._troubles, key=lambda t: t.row)), ignored=ignored
        )

    def _fits_its_others(self, row: SheetRow) -> bool:
        for external in row.together:
            other = self._rows.get(external)
            if other is None:
                self._trouble(row.row, _Wrong(Column.WITH, Trouble.NOT_THERE, external))
                return False
            if {row.kind, other.kind} != {Kind.GIVE, Kind.GET}:
                self._trouble(row.row, _Wrong(Column.WITH, Trouble.SAME_KIND, external))
                return False
        return True

    def _trouble(self, row: int, wrong: _Wrong) -> None:
        trouble = RowTrouble(row=row, column=wrong.column, trouble=wrong.trouble, found=wrong.found)
        self._troubles.append(trouble)

    def _row(self, number: int, said: Mapping[str, str]) -> SheetRow:
        kind, theirs = self._kind(said)
        if not said.get(WHAT.heading):
            raise _Wrong(WHAT.heading, Trouble.NO_WHAT, "")
        for column, text in said.items():
            if len(text) > LONGEST_CELL:
                raise _Wrong(column, Trouble.TOO_LONG, text)
        fields: dict[str, object] = {
            field.name: self._read_field(said, field) for field in SHEET_FIELDS
        }
        line = ParsedLine(**fields)  # type: ignore[arg-type] # by name
        state = self._state(said, kind, line)
        together = tuple(
            filter(None, (each.strip() for each in said.get(Column.WITH, "").split(";")))
        )
        return SheetRow(
            row=number,
            external=said.get(Column.ID) or _print_of(said.values()),
            deal=said.get(Column.DEAL, ""),
            kind=kind,
            theirs=theirs,
            state=state,
            line=line,
            together=together,
        )

    def _kind(self, said: Mapping[str, str]) -> tuple[Kind, bool]:
        found = said.get(Column.MOVE, "")
        kind = _KINDS.get(found.casefold())
        if kind is None:
            raise _Wrong(Column.MOVE, Trouble.NO_MOVE, found)
        return kind

    def _state(self, said: Mapping[str, str], kind: Kind, line: ParsedLine) -> State:
        found = said.get(Column.STATE, "")
        state = _STATES[kind].get(found.casefold())
        if state is None:
            raise _Wrong(Column.STATE, Trouble.BAD_STATE, found)
        bare = not found and line.condition and kind is not Kind.ASK
        return State.CONDITIONAL if bare else state

    def _read_field(self, said: Mapping[str, str], field: MoveField) -> FieldValue:
        if field is ON:
            return self._past(said)
        match field.kind:
            case FieldKind.WORTH:
                return self._amount(said, field.heading)
            case FieldKind.DAY:
                return self._day(said, field.heading)
            case FieldKind.TEXT:
                return said.get(field.heading) or None

    def _amount(self, said: Mapping[str, str], column: str) -> Worth | None:
        found = said.get(column, "")
        if not found:
            return None
        if found.startswith(("-", "−")):
            raise _Wrong(column, Trouble.NEGATIVE, found)
        worth = _number(found) or read_amount(found, self._locale)
        if worth is None:
            raise _Wrong(column, Trouble.BAD_AMOUNT, found)
        return worth

    def _day(self, said: Mapping[str, str], column: str) -> date | None:
        found = said.get(column, "")
        if not found:
            return None
        words = split_words(found)
        day = parse_day(words, 0, date_context(self._today, self._locale)) if words.count else None
        if day is None or day.day is None or day.after < words.count:
            raise _Wrong(column, Trouble.BAD_DAY, found)
        return day.day

    def _past(self, said: Mapping[str, str]) -> date | None:
        day = self._day(said, ON.heading)
        if day is not None and day > self._today:
            raise _Wrong(ON.heading, Trouble.TO_COME, said[ON.heading])
        return day


def _number(text: str) -> Figure | None:
    """A bare number as spreadsheets and exports write it, whatever the reader's locale: `12000`, `12000.50`."""
    whole, _, part = text.partition(".")
    plain = (
        whole.isascii()
        and whole.isdigit()
        and (not part or (part.isascii() and part.isdigit() and len(part) != 3))
    )
    return Figure(amount=Decimal(text)) if plain and text[-1] != "." else None


def _plain(cell: str) -> str:
    """A cell as it was meant: an apostrophe that keeps a spreadsheet from calculating is not part of it."""
    text = " ".join(clean_text(cell).split())
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@＝" else text


def _print_of(cells: Iterable[str]) -> str:
    """A print of what a row says, for rows without an id: the same row is the same, wherever it stands."""
    return "row-" + sha256("\x1f".join(cells).encode()).hexdigest()[:24]
