"""One row of a sheet as the moves that it says: one, or a give and a get that were traded. All that is wrong with a row
is told together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.domain.moves import Kind, State
from bot.domain.worth import Size, Worth
from bot.language.clean import clean_text, decode_text
from bot.language.formula_signs import without_guard
from bot.language.lines import ParsedLine
from bot.language.sheet_cells import (
    AmountProblem,
    DayReader,
    is_unknown,
    read_worth,
    says_nothing,
)
from bot.language.sheet_columns import AMOUNTS, MOVED, PLAIN_AMOUNTS, Column, HeadedRows
from bot.language.sheet_table import TableRow
from bot.language.sheet_words import (
    MoveKind,
    TableSides,
    Who,
    names_offer,
    normal_words,
    read_kind,
    read_side,
    read_status,
)
from bot.language.vocabulary import word_table

LONGEST_CELL = 500
PRINT = "row-"
"""How the id of a row begins that has none of its own."""
MOST_QUOTED = 80
"""How much of a cell goes back to the person."""


class Trouble(StrEnum):
    """Why a row cannot be taken."""

    NO_WHAT = "no_what"
    NO_MOVE = "no_move"
    """The column that says give, get or ask is empty, or says something else."""
    OFFER = "offer"
    """It is an offer, which is no move."""
    NO_SIDE = "no_side"
    """The column that says who made it names neither side."""
    TWO_SIDES = "two_sides"
    """One column says that we gave it and another that they did."""
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
    NO_HEADING = "no_heading"
    """It goes on beyond the last heading, as where a comma in a text parts it in two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTrouble:
    """What is wrong with one cell: `row` as the spreadsheet numbers it; `found` what it says."""

    row: int
    column: str
    trouble: Trouble
    found: str


class LeftOutReason(StrEnum):
    """Why a row is no move."""

    TOTAL = "total"
    """It sums up others."""
    NOT_MOVED = "not_moved"
    """It was rejected, or only planned."""
    SAME_ROW = "same_row"
    """An earlier row says the very same."""
    ID_TAKEN = "id_taken"
    """A row of the same id was imported before, which said something else."""
    OTHER_DEAL = "other_deal"
    """It names another deal than the one that is imported into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A row that is passed over, and what in it says so; `no` is the move of the ledger that has its id."""

    row: int
    why: LeftOutReason
    found: str
    no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedCell:
    """A cell that says something that its kind of move has no place for: what a get is worth to them."""

    row: int
    heading: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One move of a sheet. `external` is the sheet's own id of it, or a print of what it says where it has none;
    `together` are the external ids of what it was traded for. `party` is what the sheet calls the other side."""

    row: int
    external: str
    deal: str
    kind: Kind
    theirs: bool
    state: State
    line: ParsedLine
    together: tuple[str, ...] = ()
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRead:
    """All that a row came to."""

    moves: tuple[SheetRow, ...] = ()
    troubles: tuple[RowTrouble, ...] = ()
    unused: tuple[UnusedCell, ...] = ()
    left_out: LeftOut | None = None


_WORDS = word_table("sheets")
_TOTALS = tuple(map(normal_words, _WORDS.phrases("totals")))
_TOTAL_TAILS = _WORDS.words("total_tails")
_SAID_OF_EITHER = frozenset(map(normal_words, _WORDS.phrases("of_either")))
"""Gives that either side may be said to make: a concession of theirs is a get."""

_KIND_OF: Mapping[Column, MoveKind] = {
    Column.WE_GIVE: MoveKind(kind=Kind.GIVE),
    Column.WE_GET: MoveKind(kind=Kind.GET),
    Column.WE_ASK: MoveKind(kind=Kind.ASK),
    Column.THEY_ASK: MoveKind(kind=Kind.ASK, theirs=True),
}
_COSTS: Mapping[Who, Column] = {Who.US: Column.COST_TO_US, Who.THEM: Column.COST_TO_THEM}
_WORTHS: Mapping[Who, Column] = {Who.US: Column.WORTH_TO_US, Who.THEM: Column.WORTH_TO_THEM}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """How the cells of a sheet are read."""

    sheet: HeadedRows
    sides: TableSides
    days: DayReader
    sizes: Mapping[str, Size]
    """What letters for sizes mean in the columns of amounts."""
    locale: str
    today: date


def clean_cell(cell: str) -> str:
    """A cell as it was meant: an apostrophe that keeps a spreadsheet from calculating is not part of it."""
    return without_guard(" ".join(decode_text(cell).split())).strip()


class SheetRowReader:
    """Reads one row of a sheet."""

    def __init__(self, reading: SheetReading, row: TableRow) -> None:
        self._reading = reading
        self._sheet = reading.sheet
        self._number = row.number
        self._cells = [clean_cell(cell) for cell in row.cells]
        self._troubles: list[RowTrouble] = []
        self._used: set[int] = set()

    def read(self) -> RowRead:
        """The moves of the row, or why there are none."""
        total = self._find_total()
        if total is not None:
            return RowRead(left_out=self._left_out(LeftOutReason.TOTAL, total))
        beyond = self._cell(len(self._sheet.columns))
        if beyond:
            self._tell(Column.IGNORED, Trouble.NO_HEADING, beyond)
        halves = self._sheet.find(*MOVED)
        if halves and not self._sheet.find(Column.WHAT):
            return self._read_halves(halves)
        return self._read_single()

    # What stands in the row

    def _text(self, column: Column) -> str:
        """The cell of a column; "" where the sheet has no such column or the row nothing in it."""
        places = self._sheet.find(column)
        return self._cell(places[0]) if places else ""

    def _cell(self, place: int) -> str:
        return self._cells[place] if place < len(self._cells) else ""

    def _words(self, column: Column) -> str:
        """The cell of a column of words; "" too where it says that there is nothing."""
        text = self._text(column)
        return "" if says_nothing(text) else text

    def _tell(self, column: Column, trouble: Trouble, found: str) -> None:
        told = RowTrouble(
            row=self._number, column=column, trouble=trouble, found=found[:MOST_QUOTED]
        )
        if told not in self._troubles:
            self._troubles.append(told)

    def _left_out(self, why: LeftOutReason, found: str) -> LeftOut:
        return LeftOut(row=self._number, why=why, found=found[:MOST_QUOTED])

    def _find_total(self) -> str | None:
        """The cell that says that the row sums up others; None where it says what kind of move it is."""
        kind = self._text(Column.MOVE)
        if kind and read_kind(kind, self._reading.sides) is not None:
            return None
        first = next((cell for cell in self._cells if cell), "")
        words = normal_words(first)
        for total in _TOTALS:
            if words == total or words.startswith(f"{total} "):
                tail = words.removeprefix(total).split()
                return first if set(tail) <= _TOTAL_TAILS else None
        return None

    # A row that is one move

    def _read_single(self) -> RowRead:
        what = self._words(Column.WHAT)
        kind = self._read_kind()
        if not what:
            self._tell(Column.WHAT, Trouble.NO_WHAT, "")
        if kind is None:
            self._read_all_fields(None)
            return self._finish(())
        fields = self._read_all_fields(_giver_of(kind))
        state = self._read_state(kind.kind, conditional=bool(fields.condition))
        if isinstance(state, LeftOut):
            return RowRead(left_out=state)
        if state is None or not what or self._troubles:
            return self._finish(())
        move = SheetRow(
            row=self._number,
            external=self._external(),
            deal=self._text(Column.DEAL),
            kind=kind.kind,
            theirs=kind.theirs,
            state=state,
            line=fields._replace(what=what),
            together=self._named_together(),
            party=self._text(Column.PARTY),
        )
        return self._finish((move,))

    def _read_kind(self) -> MoveKind | None:
        """The kind of move by the column of kinds, by who made it, or by both."""
        text, named = self._text(Column.MOVE), self._text(Column.PARTY)
        who = read_side(named, self._reading.sides) if named else None
        if self._sheet.sections:
            section = self._sheet.sections.get(self._number)
            if section is None:
                self._tell(Column.MOVE, Trouble.NO_MOVE, "")
            return _KIND_OF[section] if section is not None else None
        if not self._sheet.find(Column.MOVE):
            if who is None:
                self._tell(Column.PARTY, Trouble.NO_SIDE, named)
                return None
            return MoveKind(kind=Kind.GIVE if who is Who.US else Kind.GET)
        kind = read_kind(text, self._reading.sides)
        if kind is None:
            trouble = Trouble.OFFER if names_offer(text) else Trouble.NO_MOVE
            self._tell(Column.MOVE, trouble, text)
            return None
        if who is None:
            return kind
        return self._kind_of_side(kind, who, text, named)

    def _kind_of_side(self, kind: MoveKind, who: Who, text: str, named: str) -> MoveKind | None:
        """The kind that one column says, made by the side that another names: a concession of theirs is a get."""
        if kind.kind is Kind.ASK:
            theirs = who is Who.THEM
            if kind.plain or kind.theirs is theirs:
                return MoveKind(kind=Kind.ASK, theirs=theirs)
        elif (kind.kind is Kind.GIVE) == (who is Who.US):
            return kind
        elif kind.plain and normal_words(text) in _SAID_OF_EITHER:
            return MoveKind(kind=Kind.GIVE if who is Who.US else Kind.GET)
        self._tell(Column.PARTY, Trouble.TWO_SIDES, f"{text}, {named}")
        return None

    # A row with a column for each side

    def _read_halves(self, halves: Sequence[int]) -> RowRead:
        found = [place for place in halves if not says_nothing(self._cell(place))]
        if not found:
            self._tell(Column.WHAT, Trouble.NO_WHAT, "")
        moves: list[SheetRow] = []
        base = self._external()
        for place in found:
            column = self._sheet.columns[place].taken
            if column is None:
                continue
            kind = self._kind_of_half(_KIND_OF[column])
            move = self._read_half(place, kind, base) if kind is not None else None
            if isinstance(move, LeftOut):
                return RowRead(left_out=move)
            if move is not None:
                moves.append(move)
        if self._troubles:
            return self._finish(())
        return self._finish(_tie_halves(moves))

    def _kind_of_half(self, kind: MoveKind) -> MoveKind | None:
        """In a list of asks a column may say whose each is."""
        named = self._text(Column.PARTY)
        who = read_side(named, self._reading.sides) if named else None
        if who is None or kind.kind is not Kind.ASK:
            return kind
        return MoveKind(kind=Kind.ASK, theirs=who is Who.THEM)

    def _read_half(self, place: int, kind: MoveKind, base: str) -> SheetRow | LeftOut | None:
        fields = self._read_all_fields(_giver_of(kind), half=place)
        state = self._read_state(kind.kind, conditional=bool(fields.condition))
        if isinstance(state, LeftOut) or state is None:
            return state
        is_traded = len(self._sheet.find(Column.WE_GIVE, Column.WE_GET)) > 1
        name = "their ask" if kind.theirs else kind.kind.value
        return SheetRow(
            row=self._number,
            external=f"{base}:{name}" if len(self._sheet.find(*MOVED)) > 1 else base,
            deal=self._text(Column.DEAL),
            kind=kind.kind,
            theirs=kind.theirs,
            state=state,
            line=fields._replace(
                what=self._cell(place), for_what=None if is_traded else fields.for_what
            ),
            together=() if is_traded else self._named_together(),
            party=self._text(Column.PARTY),
        )

    # Fields

    def _read_all_fields(self, giver: Who | None, half: int | None = None) -> ParsedLine:
        """What the row says beside what moved; `half` is the place of what moved in a row of two sides."""
        for place, column in enumerate(self._sheet.columns):
            text = self._cell(place)
            if column.taken not in (None, Column.IGNORED) and len(text) > LONGEST_CELL:
                self._tell(column.taken or Column.WHAT, Trouble.TOO_LONG, text)
        on = self._read_day(Column.DAY, past=True)
        return ParsedLine(
            what="",
            cost=self._read_amount(giver, _COSTS, Column.COST, half),
            worth=self._read_amount(giver and giver.other, _WORTHS, Column.WORTH, half),
            for_what=self._words(Column.FOR) or None,
            condition=self._words(Column.IF) or None,
            due=self._read_day(Column.BY, past=False, after=on),
            reason=self._words(Column.BECAUSE) or None,
            on=on,
        )

    def _read_day(self, column: Column, *, past: bool, after: date | None = None) -> date | None:
        text = self._text(column)
        if is_unknown(text):
            return None
        day = self._reading.days.read(text, past=past, after=after)
        if day is None:
            self._tell(column, Trouble.BAD_DAY, text)
        elif past and day > self._reading.today:
            # A deadline may be to come, the day on which something moved may not.
            self._tell(column, Trouble.TO_COME, text)
            return None
        return day

    def _read_amount(
        self, whose: Who | None, named: Mapping[Who, Column], plain: Column, half: int | None
    ) -> Worth | None:
        """The amount that it costs its giver, or is worth to its receiver: from the column that names that side, else
        from the one that names none."""
        wanted = [named[who] for who in Who if whose in (None, who)]
        # What we pay, or get: an amount beside a give is its cost, beside a get its worth.
        unnamed = [plain] if whose is Who.THEM else [plain, Column.AMOUNT]
        places = [
            place
            for place in (*self._sheet.find(*wanted), *self._sheet.find(*unnamed))
            if half is None or self._is_of_half(place, half)
        ]
        for place in places:
            text = self._cell(place)
            if not is_unknown(text):
                self._used.add(place)
                return self._read_worth(place, text)
        return None

    def _is_of_half(self, place: int, half: int) -> bool:
        """Whether an amount belongs to that half of a row. `We give | Value | We get | Value` tells it by the places. A
        cost after both halves is ours, and a value there belongs to neither."""
        column = self._sheet.columns[place].taken
        if column not in PLAIN_AMOUNTS:
            return True
        halves = self._sheet.find(Column.WE_GIVE, Column.WE_GET)
        if len(halves) < 2:
            return True
        plain = self._sheet.find(*PLAIN_AMOUNTS)
        is_between = any(halves[0] < other < halves[1] for other in plain)
        if is_between:
            nearest = max((each for each in halves if each < place), default=halves[0])
            return nearest == half
        is_give = self._sheet.columns[half].taken is Column.WE_GIVE
        return column is Column.COST and is_give

    def _read_worth(self, place: int, text: str) -> Worth | None:
        column = self._sheet.columns[place]
        worth = read_worth(
            text,
            locale=self._reading.locale,
            column=column,
            sizes=self._reading.sizes,
        )
        if isinstance(worth, AmountProblem):
            is_negative = worth is AmountProblem.NEGATIVE
            trouble = Trouble.NEGATIVE if is_negative else Trouble.BAD_AMOUNT
            self._tell(column.taken or Column.COST, trouble, text)
            return None
        return worth

    def _read_state(self, kind: Kind, *, conditional: bool) -> State | LeftOut | None:
        """How the move stands; a give or a get with a condition is conditional where the row does not say it."""
        text = self._text(Column.STATE)
        read = read_status(text, kind)
        if read is None:
            self._tell(Column.STATE, Trouble.BAD_STATE, text)
            return None
        if read.state is None:
            return self._left_out(LeftOutReason.NOT_MOVED, text)
        if read.named or not conditional or kind is Kind.ASK:
            return read.state
        return State.CONDITIONAL

    # Ids

    def _external(self) -> str:
        named = self._text(Column.ID)
        if named:
            return named
        taken = [
            self._cell(place)
            for place, column in enumerate(self._sheet.columns)
            if column.taken not in (None, Column.IGNORED) and place < len(self._cells)
        ]
        return _fingerprint(taken)

    def _named_together(self) -> tuple[str, ...]:
        others = re.split(r"[;,]", self._text(Column.WITH))
        return tuple(filter(None, map(str.strip, others)))

    def _finish(self, moves: tuple[SheetRow, ...]) -> RowRead:
        unused = []
        for place, column in enumerate(self._sheet.columns):
            text = self._cell(place)
            if column.taken in AMOUNTS and place not in self._used and not is_unknown(text):
                cell = UnusedCell(
                    row=self._number, heading=column.heading, found=text[:MOST_QUOTED]
                )
                unused.append(cell)
        return RowRead(
            moves=moves,
            troubles=tuple(self._troubles),
            unused=tuple(unused) if moves else (),
        )


def _giver_of(kind: MoveKind) -> Who:
    """Who gives, or would give, in a move of that kind."""
    return Who.US if kind.kind is Kind.GIVE or kind.theirs else Who.THEM


def _tie_halves(moves: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    """The moves of one row, its give and its get tied together."""
    gives = [move for move in moves if move.kind is Kind.GIVE]
    gets = [move for move in moves if move.kind is Kind.GET]
    if not gives or not gets:
        return tuple(moves)
    tied = replace(gives[0], together=(gets[0].external,))
    return tuple(tied if move is gives[0] else move for move in moves)


def _fingerprint(cells: Iterable[str]) -> str:
    """An id of what a row says, for rows without one: the same row has the same, wherever it stands."""
    # Tidied as a typed line is, which is how rows were printed ever since.
    tidy = (" ".join(clean_text(cell).split()) for cell in cells)
    return PRINT + sha256("\x1f".join(tidy).encode()).hexdigest()[:24]
