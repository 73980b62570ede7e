"""Which column of a sheet says what: by its heading, in whatever words people use, and where those say too little by
what stands in its cells. What is not understood is told, so that a person can say what it is."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from bot.domain.moves import Kind
from bot.domain.worth import Figure
from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day
from bot.language.figures import read_amount
from bot.language.sheet_table import TableRow
from bot.language.sheet_words import (
    PhraseBook,
    RowAct,
    TableSides,
    Who,
    build_phrase_book,
    find_act,
    find_meaning,
    load_phrases,
    normal_words,
    read_kind,
    read_side,
    read_status,
)
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table

MOST_LOOKED_AT = 50
"""Cells of a column that are looked at to tell what it holds."""
_ANY_DAY = date(2026, 1, 1)
MOST_COLUMNS = 100
"""Columns that are read; nobody keeps more of moves."""
LONGEST_HEADING = 60
LONGEST_EXAMPLE = 60


class Column(StrEnum):
    """What a column says of a row. Those of the fields of a move are called as the fields' headings are."""

    ID = "id"
    DEAL = "deal"
    MOVE = "move"
    PARTY = "party"
    """Which side made the move, or who the other side is."""
    WHAT = "what"
    WE_GIVE = "we_give"
    WE_GET = "we_get"
    WE_ASK = "we_ask"
    THEY_ASK = "they_ask"
    DAY = "day"
    COST = "cost"
    COST_TO_US = "cost_to_us"
    COST_TO_THEM = "cost_to_them"
    WORTH = "worth"
    WORTH_TO_US = "worth_to_us"
    WORTH_TO_THEM = "worth_to_them"
    AMOUNT = "amount"
    """What a give costs us, or what a get is worth to us."""
    FOR = "for"
    IF = "if"
    BY = "by"
    BECAUSE = "because"
    STATE = "state"
    WITH = "with"
    REFERENCE = "crm"
    """What the deal is called in another system."""
    REFERENCE_LINK = "crm_link"
    IGNORED = "ignored"


MOVED = (Column.WE_GIVE, Column.WE_GET, Column.WE_ASK, Column.THEY_ASK)
"""Columns that say what moved and which kind of move it was; a row may have several of them."""
PLAIN_AMOUNTS = frozenset({Column.COST, Column.WORTH, Column.AMOUNT})
"""Amounts that do not say whose they are."""
AMOUNTS = PLAIN_AMOUNTS | {
    Column.COST_TO_US,
    Column.COST_TO_THEM,
    Column.WORTH_TO_US,
    Column.WORTH_TO_THEM,
}


class DayOrder(StrEnum):
    """What stands first in `11/02/2026`."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """A column as it is read. `key` is its heading without capitals and marks, numbered where another is called the
    same. `taken` is what it is read as, None where nobody knows; `guess` is offered where a person is asked.

    `unit` and `times` are what the heading says of the amounts beneath it (`Cost (k€)`), `order` of the days.
    """

    heading: str
    key: str
    taken: Column | None
    guess: Column | None = None
    unit: str = ""
    times: int = 1
    order: DayOrder | None = None
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRows:
    """A sheet with its headings found: its columns, and the rows beneath. `sections` are the kinds of rows that stand
    beneath titles of their own (`GIVES`, then `GETS`), by the rows' numbers; titles and headings that are repeated are
    no rows of the sheet then."""

    columns: tuple[SheetColumn, ...]
    rows: tuple[TableRow, ...]
    sections: Mapping[int, Column] = field(default_factory=dict)

    def find(self, *wanted: Column) -> list[int]:
        """The places of the columns that say one of these."""
        return [i for i, column in enumerate(self.columns) if column.taken in wanted]

    @property
    def says_what_moved(self) -> bool:
        return bool(self.find(Column.WHAT, *MOVED))

    @property
    def says_kinds(self) -> bool:
        """Whether it can be told of each row which kind of move it is."""
        return bool(self.sections or self.find(Column.MOVE, Column.PARTY, *MOVED))


# Headings


_WORDS = word_table("sheets")
KNOWN_HEADINGS = load_phrases(_WORDS.subtable("headings"))
_BY_CELLS = {
    key: frozenset(map(normal_words, _WORDS.subtable("headings_by_cells").phrases(key)))
    for key in ("move", "party", "owner", "counterpart", "state")
}
_TO_ASK = load_phrases(_WORDS.subtable("headings_to_ask"))
_UNSURE = build_phrase_book(
    {**{words: key for key, phrases in _BY_CELLS.items() for words in phrases}, **_TO_ASK.meanings}
)
_FILLERS = _WORDS.words("heading_fillers")
_IN_UNIT = _WORDS.words("in_unit")
_THOUSANDS = frozenset(_WORDS.phrases("thousands"))
_DATES = _WORDS.subtable("dates")
_DATE_LETTERS = {
    letters: part
    for part in ("day_letters", "month_letters", "year_letters")
    for letters in _DATES.words(part)
}
_NOTE = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_DATE_PARTS = re.compile(r"[\s./-]+")
_SIGN_FIRST = re.compile(r"([^\w\s])(k|m)", re.IGNORECASE)
_NUMBER_SIGNS = frozenset({"#", "№", "n°"})


def find_heading(words: str, known: PhraseBook) -> str | None:
    """What a heading means, without what only describes it (`Est. cost`), or as a misspelling of a known one."""
    found = find_meaning(words, known)
    if found is not None:
        return found
    kept = [word for word in words.split() if word not in _FILLERS]
    return find_meaning(" ".join(kept), known)


def count_headings(cells: Sequence[str]) -> int:
    """How many of the cells are headings that are known."""
    return sum(
        1 for cell in cells[:MOST_COLUMNS] if len(cell) <= LONGEST_HEADING and _is_known(cell)
    )


def _is_known(cell: str) -> bool:
    if cell.strip() in _NUMBER_SIGNS:
        return True
    read = take_heading_apart(cell)
    return bool(read.words) and (
        find_heading(read.words, KNOWN_HEADINGS) is not None
        or find_heading(read.words, _UNSURE) is not None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading taken apart: its words, and what it notes of its cells."""

    words: str
    unit: str = ""
    times: int = 1
    order: DayOrder | None = None


@lru_cache(maxsize=1024)
def take_heading_apart(name: str) -> _Heading:
    """`Cost (EUR)`, `Value in k€`, `Date (DD/MM/YYYY)`, `By (Us/Them)`."""
    whole = normal_words(name)
    if whole in KNOWN_HEADINGS.meanings:
        return _Heading(words=whole)
    heading = _Heading(words=normal_words(_NOTE.sub(" ", name)))
    for note in _NOTE.findall(name):
        heading = _add_note(heading, note)
    if heading.unit or heading.times > 1 or find_heading(heading.words, KNOWN_HEADINGS):
        return heading
    return _read_unit_at_end(name) or heading


def _add_note(heading: _Heading, note: str) -> _Heading:
    order = _read_day_order(note)
    if order is not None:
        return replace(heading, order=order)
    unit = _read_unit(note)
    if unit is not None:
        return replace(heading, unit=unit.unit, times=int(unit.amount))
    # `Who (us/them)` is what its note says, and so is `Type (give/get)`.
    words = normal_words(note)
    if words in KNOWN_HEADINGS.meanings and heading.words not in KNOWN_HEADINGS.meanings:
        return replace(heading, words=words)
    return heading


def _read_day_order(note: str) -> DayOrder | None:
    letters = _DATE_PARTS.split(note.strip().casefold())
    parts = [_DATE_LETTERS.get(part, "") for part in letters]
    if len(parts) < 2 or "" in parts:
        return None
    if parts[0] == "day_letters":
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if parts[0] == "month_letters" else None


def _read_unit(note: str) -> Figure | None:
    """What one of a note counts: `EUR` is one euro, `k€` a thousand of them, `thousands` a thousand of the deal's."""
    text = _SIGN_FIRST.sub(r"\2\1", note.strip().casefold())
    words = [word.strip("'’.,") for word in text.split() if word not in _IN_UNIT]
    multiple = "k" if any(word in _THOUSANDS for word in words) else ""
    kept = " ".join(word for word in words if word not in _THOUSANDS)
    if any(mark.isdigit() for mark in kept):
        return None
    for spelled in (f"1{multiple} {kept}", f"1{multiple}{kept}"):
        figure = read_amount(spelled, "en-US")
        if isinstance(figure, Figure) and (figure.unit or figure.amount > 1):
            return figure
    return None


def _read_unit_at_end(name: str) -> _Heading | None:
    """`Cost in EUR`, `Value USD`."""
    pieces = name.split()
    for length in (2, 1):
        words = normal_words(" ".join(pieces[:-length]))
        unit = _read_unit(" ".join(pieces[-length:])) if words else None
        if unit is not None and find_heading(words, KNOWN_HEADINGS):
            return _Heading(words=words, unit=unit.unit, times=int(unit.amount))
    return None


# What a column says


def read_column(
    name: str, key: str, cells: Sequence[str], sides: TableSides, chosen: Mapping[str, Column]
) -> SheetColumn:
    heading = take_heading_apart(name)
    column = SheetColumn(
        heading=name,
        key=key,
        taken=None,
        unit=heading.unit,
        times=heading.times,
        order=heading.order,
        example=cells[0][:LONGEST_EXAMPLE] if cells else "",
    )
    if key in chosen:
        return replace(column, taken=chosen[key], guess=chosen[key])
    if name.strip() in _NUMBER_SIGNS:
        return replace(column, taken=Column.ID, guess=Column.ID)
    by_cells = _read_by_cells(heading.words, cells, sides)
    if by_cells is not None:
        return replace(column, taken=by_cells, guess=by_cells)
    sure = find_heading(heading.words, KNOWN_HEADINGS)
    if sure is not None:
        taken = Column(sure)
        is_named_so = heading.words == Column.ID
        if taken is Column.ID and not is_named_so and len(set(cells)) < len(cells):
            # `No.` may count rounds, and `Ref` name a document.
            taken = Column.IGNORED
        if taken is Column.BY and heading.words == Column.BY and not _are_days(cells):
            # `By` may name whoever wrote the row down.
            taken = Column.IGNORED
        if taken not in MOVED or _are_words(cells):
            return replace(column, taken=taken, guess=taken)
        return column
    asked = find_heading(heading.words, _TO_ASK)
    return replace(column, guess=Column(asked) if asked else None)


_MOST, _ALL = Decimal("0.5"), Decimal(1)
"""How many of its cells must fit what a column is taken for."""


def _read_by_cells(words: str, cells: Sequence[str], sides: TableSides) -> Column | None:
    """What a column is whose heading may mean several things: most of its cells say it."""

    def says_kind(cell: str) -> bool:
        return read_kind(cell, sides) is not None

    def says_side(cell: str) -> bool:
        return read_side(cell, sides) is not None

    def names_party(cell: str) -> bool:
        return sides.names.get(normal_words(cell)) is Who.THEM

    def says_status(cell: str) -> bool:
        return any(read_status(cell, kind) is not None for kind in Kind)

    # A department may be called as a side is, so that of owners all cells must name a side.
    readings: tuple[tuple[str, Column, Callable[[str], bool], Decimal], ...] = (
        ("state", Column.STATE, says_status, _MOST),
        ("party", Column.PARTY, says_side, _MOST),
        ("owner", Column.PARTY, says_side, _ALL),
        ("move", Column.MOVE, says_kind, _MOST),
        ("move", Column.PARTY, says_side, _MOST),
        ("counterpart", Column.PARTY, names_party, _MOST),
    )
    for key, column, fits, share in readings:
        if words in _BY_CELLS[key] and cells and sum(map(fits, cells)) >= share * len(cells):
            return column
    return None


def _are_days(cells: Sequence[str]) -> bool:
    """Whether most cells begin with a day, whichever it is."""
    context = date_context(_ANY_DAY, "en-GB")
    days = [cell for cell in cells if parse_day(split_words(clean_text(cell)), 0, context)]
    return not cells or 2 * len(days) >= len(cells)


def _are_words(cells: Sequence[str]) -> bool:
    """Whether most cells hold words; `Given` may head a column of days, or of ticks."""
    worded = [cell for cell in cells if sum(mark.isalpha() for mark in cell) > 2]
    return not cells or 2 * len(worded) >= len(cells)


_RANKS = {
    normal_words(name): rank
    for rank, name in enumerate(_WORDS.subtable("headings").phrases("what"))
}


def settle_columns(columns: Sequence[SheetColumn]) -> tuple[SheetColumn, ...]:
    """The columns with each meaning given once."""
    whats = [column for column in columns if column.taken is Column.WHAT]
    # Where several say what moved, the plainest heading does.
    best = min(whats, key=lambda column: _RANKS.get(column.key, len(_RANKS)), default=None)
    meanings = {column.taken for column in columns}
    # A column of kinds says of every row what it is; beside it `Ask` heads something else.
    has_halves = not meanings.isdisjoint(MOVED) and not {Column.MOVE, Column.WHAT} <= meanings
    if has_halves and best is not None:
        # `Concession` beside `What we got`.
        is_given = any(find_act(word) is RowAct.GIVE for word in best.key.split())
        is_half = is_given and Column.WE_GIVE not in meanings
        best = replace(best, taken=Column.WE_GIVE) if is_half else None
    settled: list[SheetColumn] = []
    taken: set[Column] = set()
    for column in columns:
        meaning = column.taken
        if meaning is Column.WHAT and best is not None and column.key == best.key:
            settled.append(best)
        elif meaning is not None and _is_left_over(meaning, taken, has_halves=has_halves):
            settled.append(replace(column, taken=Column.IGNORED))
        else:
            settled.append(column)
        if settled[-1].taken not in (None, Column.IGNORED):
            taken.add(settled[-1].taken)
    return tuple(_guess_kind(settled))


def _is_left_over(meaning: Column, taken: set[Column], *, has_halves: bool) -> bool:
    """Whether another column says it already, or better. Amounts may stand twice in a sheet of trades, once for each
    half, and are told apart by their places later."""
    if meaning is Column.WHAT:
        return True
    if meaning in MOVED and not has_halves:
        return True
    return meaning in taken and not (has_halves and meaning in AMOUNTS)


def _guess_kind(columns: Sequence[SheetColumn]) -> list[SheetColumn]:
    """Where nothing says which kind the rows are, what they cost us and are worth to them tells that they may be gives;
    that is offered, not taken."""
    meanings = {column.taken for column in columns}
    if not meanings.isdisjoint({Column.MOVE, Column.PARTY, *MOVED}):
        return list(columns)
    of_gives = {Column.COST_TO_US, Column.WORTH_TO_THEM, Column.FOR}
    guess = Column.WHAT if meanings.isdisjoint(of_gives) else Column.WE_GIVE
    return [
        replace(column, guess=guess) if Column.WHAT in (column.taken, column.guess) else column
        for column in columns
    ]
