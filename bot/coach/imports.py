"""Moves from a sheet: looked at first, then recorded in one entry. The same row is never recorded twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.answers import MoveShown, NotDone, RefusalReason
from bot.coach.answers.imports import ImportChecked, MovesImported, SheetUnread
from bot.coach.context import DealSession, LedgerChange, session_for_preview
from bot.coach.moves import build_ask, build_get, build_give
from bot.coach.ports import UnitOfWork
from bot.coach.recording import run_once_in_deal
from bot.coach.records import PendingSheet
from bot.coach.requests.imports import ImportMoves
from bot.coach.services import Services
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, MoveNo, PersonId
from bot.domain.ledger import Verb
from bot.domain.moves import ANSWERED, Kind, Move, State
from bot.domain.trades import Tie
from bot.language.sheets import Sheet, SheetProblem, SheetRow, read_sheet

OPERATOR = PersonId("operator")
"""Who runs the bot's store."""


def check_import(
    by: Actor, deal: DealId, text: str, *, services: Services
) -> ImportChecked | SheetUnread | NotDone:
    """What importing a sheet would record. The sheet waits until the person says so."""
    sheet = read_sheet(text, locale=by.locale, today=by.today)
    if isinstance(sheet, SheetProblem):
        return SheetUnread(why=sheet, typed=text)
    with session_for_preview(services, by, deal, Need.RECORD) as session:
        checked = _checked(session, sheet)
    return replace(checked, line=_kept(services, by, text)) if checked.moves else checked


def _checked(session: DealSession, sheet: Sheet) -> ImportChecked:
    new = _new(session, sheet.rows)
    moves = tuple(_move(session, row, session.next_no + place) for place, row in enumerate(new))
    known = len(sheet.rows) - len(new)
    return ImportChecked(
        deal=session.deal, moves=moves, known=known, troubles=sheet.troubles, ignored=sheet.ignored
    )


def _new(session: DealSession, rows: Sequence[SheetRow]) -> tuple[SheetRow, ...]:
    known = _known(session)
    return tuple(row for row in rows if row.external not in known)


def _known(session: DealSession) -> dict[str, MoveNo]:
    """The imported moves that still stand, by their rows' ids: an import that was undone can be made again."""
    found = session.work.imports.find_moves(session.by.team, session.deal.id)
    moves = session.ledger.moves if found else {}
    return {
        external: no
        for external, no in found.items()
        if no in moves and moves[no].state is not State.VOID
    }


def _kept(services: Services, by: Actor, text: str) -> str:
    waiting = PendingSheet(id=uuid4().hex, person=by.person, at=services.clock.now(), text=text)
    with services.store.work() as work:
        work.pending.save(by.team, waiting)
    return waiting.id


Imported = MovesImported | MoveShown | NotDone


def import_waiting(
    by: Actor, deal: DealId, line: str, *, once: str, services: Services
) -> Imported:
    """Records the sheet that waited."""
    request = ImportMoves(by=by, deal=deal, rows=(), once=once)
    return run_once_in_deal(services, request, lambda session: _import_waiting(session, line, once))


def _import_waiting(session: DealSession, line: str, once: str) -> Imported:
    waiting = session.work.pending.take(session.by.team, line, session.by.person, PendingSheet)
    if waiting is None:
        return NotDone(why=RefusalReason.SETTLED, deal=session.deal)
    sheet = read_sheet(waiting.text, locale=session.by.locale, today=session.by.today)
    return (
        NotDone(why=RefusalReason.SETTLED)
        if isinstance(sheet, SheetProblem)
        else _import(session, sheet.rows, once)
    )


def import_moves(request: ImportMoves, *, services: Services) -> Imported:
    """Records the rows that are not in the deal yet, with the trades between them, in one entry."""
    return run_once_in_deal(
        services, request, lambda session: _import(session, request.rows, request.once)
    )


def open_operator_session(
    services: Services, work: UnitOfWork, deal: Deal, today: date, locale: str
) -> DealSession:
    """The deal's book for the operator of the store, who may write every ledger."""
    by = Actor(team=deal.team, person=OPERATOR, channel=None, today=today, locale=locale)
    snapshot = work.ledger.load_snapshot(deal.team, deal.id, OPERATOR)
    if snapshot is None:
        raise LookupError(deal.id)
    return DealSession(
        services=services, work=work, by=by, deal=deal, role=Role.OWNER, snapshot=snapshot
    )


def import_sheet(
    deal: Deal, sheet: Sheet, *, today: date, locale: str, dry: bool, services: Services
) -> ImportChecked | MovesImported:
    """What importing a sheet into a deal would record; where it is not `dry`, it is recorded. For the operator."""
    with services.store.reading() if dry else services.store.work() as work:
        session = open_operator_session(services, work, deal, today, locale)
        return _checked(session, sheet) if dry else _import(session, sheet.rows, uuid4().hex)


def _import(session: DealSession, rows: Sequence[SheetRow], once: str) -> MovesImported:
    new = _new(session, rows)
    known = len(rows) - len(new)
    if not new:
        return MovesImported(deal=session.deal, moves=(), seq=0, known=known)
    numbers = _known(session) | {
        row.external: MoveNo(session.next_no + place) for place, row in enumerate(new)
    }
    moves = tuple(_move(session, row, numbers[row.external]) for row in new)
    ties = tuple(sorted({tie for row in new for tie in _ties(row, numbers)}))
    written = session.write(LedgerChange(verb=Verb.IMPORTED, moves=moves, tied=ties), once)
    session.work.imports.save_moves(
        session.by.team, session.deal.id, {row.external: numbers[row.external] for row in new}
    )
    return MovesImported(
        deal=session.deal, moves=moves, seq=written.entry.seq, known=known, trades=len(ties)
    )


def _move(session: DealSession, row: SheetRow, no: int) -> Move:
    move = _said(session, row)
    settled = move.on if row.state in ANSWERED else None
    return replace(move, no=MoveNo(no), state=row.state, due=row.line.due, settled=settled)


def _said(session: DealSession, row: SheetRow) -> Move:
    if row.kind is Kind.GIVE:
        return build_give(session, row.line, "")
    return (
        build_get(session, row.line, "")
        if row.kind is Kind.GET
        else build_ask(session, row.line, "", theirs=row.theirs)
    )


def _ties(row: SheetRow, numbers: dict[str, MoveNo]) -> list[Tie]:
    mine = numbers[row.external]
    others = [numbers[external] for external in row.together if external in numbers]
    return [
        Tie(give=mine, get=no) if row.kind is Kind.GIVE else Tie(give=no, get=mine) for no in others
    ]
