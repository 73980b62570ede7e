"""Moves from a sheet: looked at first, then recorded in one entry. The same row is never recorded twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import uuid4

from bot.coach.actors import Actor, Need
from bot.coach.answers import RefusalReason
from bot.coach.answers.imports import ColumnsAsked, ImportChecked, MovesImported, SheetUnread
from bot.coach.context import DealSession, LedgerChange, record_in_deal, session_for_preview
from bot.coach.moves import build_ask, build_get, build_give
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import PendingSheet
from bot.coach.references import add_reference, name_reference
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.audit import OPERATOR
from bot.domain.deals import Deal, Party, Role
from bot.domain.ids import DealId, MoveNo, TeamId
from bot.domain.ledger import Verb
from bot.domain.moves import ANSWERED, Kind, Move, State
from bot.domain.references import MOST_SYSTEMS, DealReference
from bot.domain.trades import Tie
from bot.language.deal_references import read_reference
from bot.language.sheet_columns import Column, SheetColumn
from bot.language.sheet_rows import LeftOut, LeftOutReason, SheetRow
from bot.language.sheet_table import TableRow
from bot.language.sheet_words import TableSides, normal_words
from bot.language.sheets import (
    ColumnChoice,
    Sheet,
    SheetContext,
    SheetProblem,
    SheetUnclear,
    list_columns,
    read_sheet,
    read_table,
    shape_of,
    split_sheet,
)


def check_import(
    actor: Actor,
    deal: DealId,
    text: str,
    *,
    columns: ColumnChoice | None = None,
    services: Services,
) -> ImportChecked | ColumnsAsked | SheetUnread:
    """What importing a sheet would record. The sheet is stored until the person says that it is to be imported, or what
    its `columns` are where they do not tell."""
    rows = split_sheet(text)
    if isinstance(rows, SheetProblem):
        return SheetUnread(why=rows, typed=text)
    with session_for_preview(services, actor, deal, Need.RECORD) as session:
        context = _sheet_context(actor, session.deal)
        if columns is None:
            columns = find_known_columns(session.work, actor.team, list_columns(rows, context))
        read = read_table(rows, context, columns)
        if isinstance(read, SheetProblem):
            return SheetUnread(why=read, typed=text)
        waiting = uuid4().hex
        answer = _answer_check(session, read, waiting)
    # Stored as typed and read again later: what is in the deal may have changed by then.
    pending = PendingSheet(
        id=waiting,
        person=actor.person,
        at=services.clock.now(),
        text=text,
        columns={key: column.value for key, column in (columns or {}).items()},
    )
    with services.store.work() as work:
        work.pending.save(actor.team, pending)
    return answer


def find_known_columns(
    work: UnitOfWork, team: TeamId, columns: Sequence[SheetColumn]
) -> ColumnChoice:
    """What somebody of the workspace said that the columns of sheets with these headings are."""
    known = work.imports.find_columns(team, shape_of(columns))
    return {key: Column(meaning) for key, meaning in known.items()}


def save_columns(
    work: UnitOfWork, team: TeamId, columns: Sequence[SheetColumn], chosen: ColumnChoice
) -> None:
    """Remembers what the columns of sheets with these headings are."""
    plain = {key: meaning.value for key, meaning in chosen.items()}
    work.imports.save_columns(team, shape_of(columns), plain)


def _answer_check(
    session: DealSession, read: Sheet | SheetUnclear, waiting: str
) -> ImportChecked | ColumnsAsked:
    if isinstance(read, SheetUnclear):
        return ColumnsAsked(
            columns=read.columns, missing=read.missing, deal_id=session.deal.id, line=waiting
        )
    return replace(_preview_import(session, _only_of_deal(session.deal, read)), line=waiting)


def _only_of_deal(deal: Deal, sheet: Sheet) -> Sheet:
    """The sheet without rows that name another deal."""
    names = {"", deal.id.casefold(), deal.name.casefold()}
    others = [row for row in sheet.rows if row.deal.casefold() not in names]
    left_out = [
        LeftOut(row=row.row, why=LeftOutReason.OTHER_DEAL, found=row.deal) for row in others
    ]
    kept = tuple(row for row in sheet.rows if row not in others)
    return replace(sheet, rows=kept, left_out=(*sheet.left_out, *left_out))


def describe_sides(deal: Deal) -> TableSides:
    """Who sits at the table of a deal, by the names that a sheet may call them."""
    return TableSides(side=deal.side, parties=tuple(party.name for party in deal.parties))


def _sheet_context(actor: Actor, deal: Deal) -> SheetContext:
    return SheetContext(locale=actor.locale, today=actor.today, sides=describe_sides(deal))


def ask_columns(actor: Actor, deal: DealId, sheet_id: str, *, services: Services) -> ColumnsAsked:
    """What the columns of a waiting sheet are read as, for a person who wants to say otherwise. Refused where the sheet
    was imported already."""
    pending = _take_sheet(actor, sheet_id, services=services)
    with services.store.work() as work:
        work.pending.save(actor.team, pending)
    with session_for_preview(services, actor, deal, Need.RECORD) as session:
        context = _sheet_context(actor, session.deal)
        columns = list_columns(_split(pending), context, _chosen_columns(pending))
    return ColumnsAsked(columns=columns, deal_id=deal, line=sheet_id)


def choose_columns(
    actor: Actor,
    deal: DealId,
    sheet_id: str,
    taken: Sequence[Column | None],
    *,
    services: Services,
) -> ImportChecked | ColumnsAsked | SheetUnread:
    """What importing a waiting sheet would record whose columns are what the person says, in their order. Refused where
    the sheet was imported already."""
    pending = _take_sheet(actor, sheet_id, services=services)
    with session_for_preview(services, actor, deal, Need.RECORD) as session:
        columns = list_columns(_split(pending), _sheet_context(actor, session.deal))
    chosen = {
        column.key: meaning or Column.IGNORED
        for column, meaning in zip(columns, taken, strict=False)
    }
    answer = check_import(actor, deal, pending.text, columns=chosen, services=services)
    if isinstance(answer, ImportChecked):
        # Only now is it known that these columns say enough.
        with services.store.work() as work:
            save_columns(work, actor.team, columns, chosen)
    return answer


def _take_sheet(actor: Actor, sheet_id: str, *, services: Services) -> PendingSheet:
    with services.store.work() as work:
        pending = work.pending.take(actor.team, sheet_id, actor.person, PendingSheet)
    if pending is None:
        raise Refused(why=RefusalReason.SETTLED)
    return pending


def _split(pending: PendingSheet) -> tuple[TableRow, ...]:
    rows = split_sheet(pending.text)
    return () if isinstance(rows, SheetProblem) else rows


def _chosen_columns(pending: PendingSheet) -> ColumnChoice:
    return {key: Column(meaning) for key, meaning in pending.columns.items()}


def _preview_import(session: DealSession, sheet: Sheet) -> ImportChecked:
    new = _select_new_rows(session, sheet.rows)
    numbers = _imported_moves(session)
    changed = _find_changed_rows(session, sheet.rows, numbers)
    numbers.update(_number_rows(session, new))
    return ImportChecked(
        deal=session.deal,
        moves=tuple(_build_move(session, row, numbers[row.external]) for row in new),
        known=len(sheet.rows) - len(new),
        trades=len({tie for row in new for tie in _ties_of(row, numbers)}),
        troubles=sheet.troubles,
        left_out=(*sheet.left_out, *changed),
        unused=sheet.unused,
        columns=sheet.columns,
        days=sheet.days,
        reference=_read_new_reference(session.deal, sheet),
        references=() if _read_sheet_reference(sheet) else sheet.references[:3],
    )


def _read_sheet_reference(sheet: Sheet) -> DealReference | None:
    """What the whole sheet says that the deal is called in another system; None where its rows say different things."""
    if len(sheet.references) != 1:
        return None
    return read_reference(sheet.references[0]).reference


def _read_new_reference(deal: Deal, sheet: Sheet) -> DealReference | None:
    """The same where the deal is not called so yet."""
    found = _read_sheet_reference(sheet)
    return None if found is None or found in deal.references else found


def _find_changed_rows(
    session: DealSession, rows: Sequence[SheetRow], imported: Mapping[str, MoveNo]
) -> list[LeftOut]:
    """Rows whose id was imported before for something else: another sheet may number its rows alike."""
    changed = []
    for row in rows:
        no = imported.get(row.external)
        if no is None:
            continue
        what = session.ledger.moves[no].what
        if normal_words(what) != normal_words(row.line.what):
            why = LeftOutReason.ID_TAKEN
            changed.append(LeftOut(row=row.row, why=why, found=what, no=no))
    return changed


def _number_rows(session: DealSession, rows: Sequence[SheetRow]) -> dict[str, MoveNo]:
    """The numbers that new rows get, by their ids."""
    return {row.external: MoveNo(session.next_no + index) for index, row in enumerate(rows)}


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
        context = _sheet_context(actor, session.deal)
        sheet = read_sheet(pending.text, context, _chosen_columns(pending))
        if not isinstance(sheet, Sheet):
            raise Refused(why=RefusalReason.SETTLED)
        return _import_rows(session, _only_of_deal(session.deal, sheet), once)


def import_sheet(
    deal: Deal, sheet: Sheet, *, today: date, locale: str, dry: bool, services: Services
) -> ImportChecked | MovesImported:
    """Records a sheet in a deal, or only says what would be recorded where it is `dry`. For the operator."""
    with services.store.reading() if dry else services.store.work() as work:
        session = open_operator_session(services, work, deal, today, locale)
        if dry:
            return _preview_import(session, sheet)
        return _import_rows(session, sheet, uuid4().hex)


def open_operator_session(
    services: Services, work: UnitOfWork, deal: Deal, today: date, locale: str
) -> DealSession:
    """The deal opened for the operator of the store, who may write every ledger, without anybody's approval."""
    by = Actor(team=deal.team, person=OPERATOR, channel=None, today=today, locale=locale)
    snapshot = work.ledger.load_snapshot(deal.team, deal.id, OPERATOR)
    if snapshot is None:
        raise LookupError(deal.id)
    return DealSession(
        services=services,
        work=work,
        by=by,
        deal=deal,
        role=Role.OWNER,
        snapshot=snapshot,
        is_approved=True,
    )


def _import_rows(session: DealSession, sheet: Sheet, once: str) -> MovesImported:
    """Records the rows that are not in the deal yet, with the trades between them, in one entry, and what the sheet
    says that the deal is called in another system."""
    rows = sheet.rows
    new = _select_new_rows(session, rows)
    known = len(rows) - len(new)
    reference = _read_new_reference(session.deal, sheet)
    if reference is not None and len(session.deal.references) < MOST_SYSTEMS:
        session = replace(session, deal=add_reference(session.deal, reference))
        session.work.deals.update(session.deal)
    if not new:
        if reference is not None:
            session.write_audit(Verb.SET, name_reference(reference))
        return MovesImported(deal=session.deal, moves=(), seq=0, known=known, reference=reference)
    numbers = _imported_moves(session)
    new_numbers = _number_rows(session, new)
    numbers.update(new_numbers)
    moves = tuple(_build_move(session, row, numbers[row.external]) for row in new)
    # Either row of a trade may name the other one, or both: a tie counts once.
    ties = {tie for row in new for tie in _ties_of(row, numbers)}
    why = "" if reference is None else name_reference(reference)
    change = LedgerChange(verb=Verb.IMPORTED, moves=moves, tied=tuple(sorted(ties)), why=why)
    written = replace(session, key=once).write(change)
    session.work.imports.save_moves(session.by.team, session.deal.id, new_numbers)
    return MovesImported(
        deal=session.deal,
        moves=moves,
        seq=written.entry.seq,
        known=known,
        trades=len(ties),
        reference=reference,
    )


def _build_move(session: DealSession, row: SheetRow, no: MoveNo) -> Move:
    move = _move_of_row(session, row)
    settled = move.on if row.state in ANSWERED else None
    return replace(move, no=no, state=row.state, due=row.line.due, settled=settled)


def _move_of_row(session: DealSession, row: SheetRow) -> Move:
    move = _build_by_kind(session, row)
    named = [party.id for party in session.deal.parties if _is_called(party, row.party)]
    if len(named) != 1:
        return move
    return replace(move, to=named[0]) if move.ours else replace(move, frm=named[0])


def _is_called(party: Party, name: str) -> bool:
    """Whether a sheet names that party."""
    return bool(party.name) and normal_words(party.name) == normal_words(name)


def _build_by_kind(session: DealSession, row: SheetRow) -> Move:
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
