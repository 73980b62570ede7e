"""Moves from a sheet: looked at first, then recorded in one entry. The same row is never recorded twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from bot.coach.access import Need
from bot.coach.acts import once_in_book
from bot.coach.answers import MoveShown, NotDone, Why
from bot.coach.answers.imports import ImportChecked, MovesImported, SheetUnread
from bot.coach.book import Book, Change, about_to
from bot.coach.desk import Desk
from bot.coach.moves import ask_of, get_of, give_of
from bot.coach.ports import Waiting, Work
from bot.coach.requests import Actor
from bot.coach.requests.imports import ImportMoves
from bot.domain.deals import Deal, Role
from bot.domain.ids import ChannelId, DealId, MoveNo, PersonId
from bot.domain.ledger import Verb
from bot.domain.moves import ANSWERED, Kind, Move, State
from bot.domain.trades import Tie
from bot.language.sheets import NoSheet, Row, Sheet, read_sheet

NOWHERE = ChannelId("")
OPERATOR = PersonId("operator")
"""Who runs the bot's store."""
SHEET = "import"
"""What a waiting sheet is kept as."""


def check_import(
    by: Actor, deal: DealId, text: str, *, desk: Desk
) -> ImportChecked | SheetUnread | NotDone:
    """What importing a sheet would record. The sheet waits until the person says so."""
    sheet = read_sheet(text, locale=by.locale, today=by.today)
    if isinstance(sheet, NoSheet):
        return SheetUnread(why=sheet, typed=text)
    with about_to(desk, by, deal, Need.RECORD) as book:
        if isinstance(book, NotDone):
            return book
        checked = _checked(book, sheet)
    return replace(checked, line=_kept(desk, by, text)) if checked.moves else checked


def _checked(book: Book, sheet: Sheet) -> ImportChecked:
    new = _new(book, sheet.rows)
    moves = tuple(_move(book, row, book.next_no + place) for place, row in enumerate(new))
    known = len(sheet.rows) - len(new)
    return ImportChecked(
        deal=book.deal, moves=moves, known=known, troubles=sheet.troubles, ignored=sheet.ignored
    )


def _new(book: Book, rows: Sequence[Row]) -> tuple[Row, ...]:
    known = _known(book)
    return tuple(row for row in rows if row.external not in known)


def _known(book: Book) -> dict[str, MoveNo]:
    """The imported moves that still stand, by their rows' ids: an import that was undone can be made again."""
    found = book.work.imported(book.by.team, book.deal.id)
    moves = book.ledger.moves if found else {}
    return {
        external: no
        for external, no in found.items()
        if no in moves and moves[no].state is not State.VOID
    }


def _kept(desk: Desk, by: Actor, text: str) -> str:
    waiting = Waiting(
        id=uuid4().hex,
        person=by.person,
        channel=by.channel or NOWHERE,
        command=SHEET,
        text=text,
        at=desk.clock.now(),
    )
    with desk.store.work() as work:
        work.keep_line(by.team, waiting)
    return waiting.id


Imported = MovesImported | MoveShown | NotDone


def import_waiting(by: Actor, deal: DealId, line: str, *, once: str, desk: Desk) -> Imported:
    """Records the sheet that waited."""
    request = ImportMoves(by=by, deal=deal, rows=(), once=once)
    return once_in_book(desk, request, lambda book: _import_waiting(book, line, once))


def _import_waiting(book: Book, line: str, once: str) -> Imported:
    waiting = book.work.take_line(book.by.team, line, book.by.person)
    if waiting is None or waiting.command != SHEET:
        return NotDone(why=Why.SETTLED, deal=book.deal)
    sheet = read_sheet(waiting.text, locale=book.by.locale, today=book.by.today)
    return (
        NotDone(why=Why.SETTLED) if isinstance(sheet, NoSheet) else _import(book, sheet.rows, once)
    )


def import_moves(request: ImportMoves, *, desk: Desk) -> Imported:
    """Records the rows that are not in the deal yet, with the trades between them, in one entry."""
    return once_in_book(desk, request, lambda book: _import(book, request.rows, request.once))


def operators_book(desk: Desk, work: Work, deal: Deal, today: date, locale: str) -> Book:
    """The deal's book for the operator of the store, who may write every ledger."""
    by = Actor(team=deal.team, person=OPERATOR, channel=None, today=today, locale=locale)
    glance = work.glance(deal.team, deal.id, OPERATOR)
    if glance is None:
        raise LookupError(deal.id)
    return Book(desk=desk, work=work, by=by, deal=deal, role=Role.OWNER, glance=glance)


def import_sheet(
    deal: Deal, sheet: Sheet, *, today: date, locale: str, dry: bool, desk: Desk
) -> ImportChecked | MovesImported:
    """What importing a sheet into a deal would record; where it is not `dry`, it is recorded. For the operator."""
    with desk.store.reading() if dry else desk.store.work() as work:
        book = operators_book(desk, work, deal, today, locale)
        return _checked(book, sheet) if dry else _import(book, sheet.rows, uuid4().hex)


def _import(book: Book, rows: Sequence[Row], once: str) -> MovesImported:
    new = _new(book, rows)
    known = len(rows) - len(new)
    if not new:
        return MovesImported(deal=book.deal, moves=(), seq=0, known=known)
    numbers = _known(book) | {
        row.external: MoveNo(book.next_no + place) for place, row in enumerate(new)
    }
    moves = tuple(_move(book, row, numbers[row.external]) for row in new)
    ties = tuple(sorted({tie for row in new for tie in _ties(row, numbers)}))
    written = book.write(Change(verb=Verb.IMPORTED, moves=moves, tied=ties), once)
    book.work.mark_imported(
        book.by.team, book.deal.id, {row.external: numbers[row.external] for row in new}
    )
    return MovesImported(
        deal=book.deal, moves=moves, seq=written.entry.seq, known=known, trades=len(ties)
    )


def _move(book: Book, row: Row, no: int) -> Move:
    move = _said(book, row)
    settled = move.on if row.state in ANSWERED else None
    return replace(move, no=MoveNo(no), state=row.state, due=row.line.due, settled=settled)


def _said(book: Book, row: Row) -> Move:
    if row.kind is Kind.GIVE:
        return give_of(book, row.line, "")
    return (
        get_of(book, row.line, "")
        if row.kind is Kind.GET
        else ask_of(book, row.line, "", theirs=row.theirs)
    )


def _ties(row: Row, numbers: dict[str, MoveNo]) -> list[Tie]:
    mine = numbers[row.external]
    others = [numbers[external] for external in row.together if external in numbers]
    return [
        Tie(give=mine, get=no) if row.kind is Kind.GIVE else Tie(give=no, get=mine) for no in others
    ]
