"""Moves from a sheet: looked at first, then recorded in one entry. The same row is never recorded twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.imports import ImportChecked, MovesImported, SheetUnread
from bot.coach.context import DealSession, LedgerChange, record_in_deal, session_for_preview
from bot.coach.moves import build_ask, build_get, build_give
from bot.coach.ports import UnitOfWork
from bot.coach.records import PendingSheet
from bot.coach.refusals import Refused
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
    actor: Actor, deal: DealId, text: str, *, services: Services
) -> ImportChecked | SheetUnread:
    """What importing a sheet would record. The sheet is stored until the person says that it is to be imported."""
    sheet = read_sheet(text, locale=actor.locale, today=actor.today)
    if isinstance(sheet, SheetProblem):
        return SheetUnread(why=sheet, typed=text)
    with session_for_preview(services, actor, deal, Need.RECORD) as session:
        checked = _preview_import(session, sheet)
    if not checked.moves:
        return checked
    # Stored as typed and read again later: what is in the deal may have changed by then.
    pending = PendingSheet(id=uuid4().hex, person=actor.person, at=services.clock.now(), text=text)
    with services.store.work() as work:
        work.pending.save(actor.team, pending)
    return replace(checked, line=pending.id)


def _preview_import(session: DealSession, sheet: Sheet) -> ImportChecked:
    new = _select_new_rows(session, sheet.rows)
    moves = [
        _build_move(session, row, MoveNo(session.next_no + index)) for index, row in enumerate(new)
    ]
    return ImportChecked(
        deal=session.deal,
        moves=tuple(moves),
        known=len(sheet.rows) - len(new),
        troubles=sheet.troubles,
        ignored=sheet.ignored,
    )


def _select_new_rows(session: DealSession, rows: Sequence[SheetRow]) -> list[SheetRow]:
    imported = _imported_moves(session)
    return [row for row in rows if row.external not in imported]


def _imported_moves(session: DealSession) -> dict[str, MoveNo]:
    """The imported moves that still stand, by their rows' ids. An import that was undone can be made again."""
    imported = session.work.imports.find_moves(session.by.team, session.deal.id)
    # Most deals have no import: their whole ledger need not be read.
    moves = session.ledger.moves if imported else {}
    return {
        external: no
        for external, no in imported.items()
        if no in moves and moves[no].state is not State.VOID
    }


def import_waiting(
    actor: Actor, deal: DealId, sheet_id: str, *, once: str, services: Services
) -> MovesImported:
    """Records the stored sheet of that id. Refused where it was imported already."""
    with record_in_deal(services, actor, deal, once) as session:
        pending = session.work.pending.take(actor.team, sheet_id, actor.person, PendingSheet)
        if pending is None:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal)
        sheet = read_sheet(pending.text, locale=actor.locale, today=actor.today)
        if isinstance(sheet, SheetProblem):
            raise Refused(why=RefusalReason.SETTLED)
        return _import_rows(session, sheet.rows, once)


def import_sheet(
    deal: Deal, sheet: Sheet, *, today: date, locale: str, dry: bool, services: Services
) -> ImportChecked | MovesImported:
    """Records a sheet in a deal, or only says what would be recorded where it is `dry`. For the operator."""
    with services.store.reading() if dry else services.store.work() as work:
        session = open_operator_session(services, work, deal, today, locale)
        if dry:
            return _preview_import(session, sheet)
        return _import_rows(session, sheet.rows, uuid4().hex)


def open_operator_session(
    services: Services, work: UnitOfWork, deal: Deal, today: date, locale: str
) -> DealSession:
    """The deal opened for the operator of the store, who may write every ledger."""
    by = Actor(team=deal.team, person=OPERATOR, channel=None, today=today, locale=locale)
    snapshot = work.ledger.load_snapshot(deal.team, deal.id, OPERATOR)
    if snapshot is None:
        raise LookupError(deal.id)
    return DealSession(
        services=services, work=work, by=by, deal=deal, role=Role.OWNER, snapshot=snapshot
    )


def _import_rows(session: DealSession, rows: Sequence[SheetRow], once: str) -> MovesImported:
    """Records the rows that are not in the deal yet, with the trades between them, in one entry."""
    new = _select_new_rows(session, rows)
    known = len(rows) - len(new)
    if not new:
        return MovesImported(deal=session.deal, moves=(), seq=0, known=known)
    numbers = _imported_moves(session)
    new_numbers = {row.external: MoveNo(session.next_no + index) for index, row in enumerate(new)}
    numbers.update(new_numbers)
    moves = tuple(_build_move(session, row, numbers[row.external]) for row in new)
    # Either row of a trade may name the other one, or both: a tie counts once.
    ties = {tie for row in new for tie in _ties_of(row, numbers)}
    change = LedgerChange(verb=Verb.IMPORTED, moves=moves, tied=tuple(sorted(ties)))
    written = replace(session, key=once).write(change)
    session.work.imports.save_moves(session.by.team, session.deal.id, new_numbers)
    return MovesImported(
        deal=session.deal, moves=moves, seq=written.entry.seq, known=known, trades=len(ties)
    )


def _build_move(session: DealSession, row: SheetRow, no: MoveNo) -> Move:
    move = _move_of_row(session, row)
    settled = move.on if row.state in ANSWERED else None
    return replace(move, no=no, state=row.state, due=row.line.due, settled=settled)


def _move_of_row(session: DealSession, row: SheetRow) -> Move:
    if row.kind is Kind.GIVE:
        return build_give(session, row.line, "")
    if row.kind is Kind.GET:
        return build_get(session, row.line, "")
    return build_ask(session, row.line, "", theirs=row.theirs)


def _ties_of(row: SheetRow, numbers: dict[str, MoveNo]) -> list[Tie]:
    """The ties between a row and the rows that it names, as far as those are in the deal."""
    no = numbers[row.external]
    others = [numbers[external] for external in row.together if external in numbers]
    if row.kind is Kind.GIVE:
        return [Tie(give=no, get=other) for other in others]
    return [Tie(give=other, get=no) for other in others]
