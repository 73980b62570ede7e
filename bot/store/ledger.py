"""The ledger of a deal: a snapshot of it, its entries, and the moves and ties that are their fold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import (
    SelectBase,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import VersionConflict
from bot.coach.records import LOOSE_GETS, OPEN_ASKS, OPEN_GIVES, RECENT, DealSnapshot
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger
from bot.domain.moves import Kind, Move
from bot.domain.totals import Totals, is_open
from bot.domain.trades import Tie
from bot.store import bodies, rows
from bot.store.offers import SqlOffers
from bot.store.rows import DEAL, ENTRY, MOVE, DealRow, EntryRow, MoveRow
from bot.store.sql import (
    ReadStatement,
    Repository,
    Session,
    WriteStatement,
    batches,
    given,
    places,
)
from bot.store.tables import deals, entries, moves, mutes, offers, plans, roles, ties

_deal = (deals.c.team == given("team")) & (deals.c.id == given("deal"))
_moves = (moves.c.team == given("team")) & (moves.c.deal == given("deal"))
_entries = (entries.c.team == given("team")) & (entries.c.deal == given("deal"))
_tied_get = ties.c["get"]
"""By name, since columns have a `get` of their own."""
_ties = (ties.c.team == given("team")) & (ties.c.deal == given("deal"))

_role = (
    select(roles.c.role)
    .where(
        roles.c.team == deals.c.team, roles.c.deal == deals.c.id, roles.c.person == given("person")
    )
    .scalar_subquery()
)
_muted = (
    select(func.aggregate_strings(mutes.c.rule, " "))
    .where(
        mutes.c.team == deals.c.team, mutes.c.deal == deals.c.id, mutes.c.person == given("person")
    )
    .scalar_subquery()
)
_planned = (
    select(plans.c.version)
    .where(plans.c.team == deals.c.team, plans.c.deal == deals.c.id)
    .scalar_subquery()
)
LookRow = tuple[*DealRow, int, str, str | None, str | None, int | None]
LOOK = ReadStatement[LookRow](
    select(*DEAL, deals.c.entries, deals.c.standing, _role, _muted, _planned).where(_deal),
    holds=deals,
)

FewRow = tuple[int, *MoveRow]


def _few(part: int, kind: Kind | None, limit: int, *, newest: bool) -> SelectBase:
    """A few moves of one kind that are open, by the day they count from; without a kind the last ones recorded.

    The limit is written out: SQLite prepares a statement again each time a limit is given as a value.
    """
    of = select(literal_column(str(part)).label("part"), *MOVE).where(_moves)
    if kind is None:
        of = of.order_by(moves.c.no.desc())
    else:
        by = (moves.c.since, moves.c.no)
        of = of.where(moves.c.open, moves.c.kind == literal_column(f"'{kind}'"))
        of = of.order_by(*(c.desc() for c in by)) if newest else of.order_by(*by)
    return select(of.limit(literal_column(str(limit))).subquery())


FEW = ReadStatement[FewRow](
    union_all(
        _few(0, Kind.GIVE, OPEN_GIVES, newest=False),
        _few(1, Kind.ASK, OPEN_ASKS, newest=True),
        _few(2, Kind.GET, LOOSE_GETS, newest=True),
        _few(3, None, RECENT, newest=True),
    )
)


def _parts(few: Iterable[FewRow]) -> Sequence[tuple[Move, ...]]:
    """The moves of each part in their order; a move in two parts is read once."""
    known: dict[int, Move] = {}
    parts: tuple[list[Move], ...] = ([], [], [], [])
    for row in few:
        move = known.get(row[1])
        if move is None:
            move = known[row[1]] = rows.move(row[1:])
        parts[row[0]].append(move)
    return [tuple(part) for part in parts]


STANDING = ReadStatement[tuple[str]](select(deals.c.standing).where(_deal), holds=deals)
YARDSTICK = ReadStatement[tuple[str, str, str]](
    select(deals.c.unit, deals.c.sizes, deals.c.rates).where(_deal), holds=deals
)
MOVES = ReadStatement[MoveRow](select(*MOVE).where(_moves).order_by(moves.c.no))
ONE_MOVE = ReadStatement[MoveRow](select(*MOVE).where(_moves, moves.c.no == given("no")))
TIES = ReadStatement[tuple[int, int]](select(ties.c.give, _tied_get).where(_ties))
LAST_ENTRIES = ReadStatement[EntryRow](
    select(*ENTRY)
    .where(_entries)
    .order_by(entries.c.seq.desc())
    .limit(given("last", entries.c.seq.type))
)
ENTRIES = ReadStatement[EntryRow](select(*ENTRY).where(_entries).order_by(entries.c.seq))
ONE_ENTRY = ReadStatement[EntryRow](select(*ENTRY).where(_entries, entries.c.seq == given("seq")))


_this = (deals.c.team == given("the_team")) & (deals.c.id == given("the_deal"))
COUNT = WriteStatement[tuple[()]](
    update(deals)
    .where(_this, deals.c.entries == given("before"))
    .values(entries=given("seq"), standing=given("sums"))
)
RESTATE = WriteStatement[tuple[()]](update(deals).where(_this).values(standing=given("sums")))
ENTER = WriteStatement[tuple[()]](insert(entries))
_keys = ("team", "deal", "no")
_written = insert_or(moves).values({name: given(name) for name in rows.MOVE_WRITTEN})
PLACE = WriteStatement[tuple[()]](
    _written.on_conflict_do_update(
        index_elements=_keys,
        set_={name: _written.excluded[name] for name in rows.MOVE_WRITTEN if name not in _keys},
    )
)
TIE = WriteStatement[tuple[()]](insert_or(ties).on_conflict_do_nothing())
UNTIE = WriteStatement[tuple[()]](
    delete(ties).where(_ties, ties.c.give == given("give"), _tied_get == given("get"))
)
OPEN_NOW = ReadStatement[tuple[int]](
    select(moves.c.no).where(_moves, moves.c.open).order_by(moves.c.kind, moves.c.since, moves.c.no)
)
"""In the order of the index of open moves, without which SQLite would look at all moves of the deal."""
FLAG = WriteStatement[tuple[()]](
    update(moves)
    .where(
        moves.c.team == given("the_team"),
        moves.c.deal == given("the_deal"),
        moves.c.no == given("the_no"),
    )
    .values(open=given("is_open"))
)


_late = (
    select(moves.c.team, moves.c.deal, moves.c.lapses)
    .where(moves.c.lapses < given("today"))
    .union_all(
        select(offers.c.team, offers.c.deal, offers.c.lapses).where(
            offers.c.lapses < given("today")
        )
    )
    .cte("late")
    .prefix_with("MATERIALIZED")
)
"""Found first and grouped afterwards, else SQLite would look at all moves there are for the sake of the grouping."""
DUE = ReadStatement[tuple[str, str]](
    select(_late.c.team, _late.c.deal)
    .group_by(_late.c.team, _late.c.deal)
    .order_by(func.min(_late.c.lapses), _late.c.team, _late.c.deal)
    .limit(given("most", moves.c.no.type))
)
WaitingRow = tuple[str, *MoveRow]
_here = (moves.c.team == given("team")) & moves.c.deal.in_(places())
WAITING = ReadStatement[WaitingRow](
    union_all(
        select(moves.c.deal, *MOVE).where(_here, moves.c.open),
        select(moves.c.deal, *MOVE).where(
            _here, text("state IN ('conditional', 'draft', 'goodwill')"), moves.c.open.is_(False)
        ),
    )
)


class SqlLedger(Repository):
    """Implements `LedgerRepository`."""

    __slots__ = ("_offers",)

    def __init__(self, session: Session, offers: SqlOffers) -> None:
        super().__init__(session)
        self._offers = offers

    def load_snapshot(self, team: TeamId, deal: DealId, person: PersonId) -> DealSnapshot | None:
        row = self._session.first(LOOK, team=team, deal=deal, person=person)
        if row is None:
            return None
        entries, totals, role, muted, planned = row[-5:]
        gives, asks, gets, recent = _parts(self._session.all(FEW, team=team, deal=deal))
        return DealSnapshot(
            deal=rows.deal(row[:-5]),
            role=rows.role(role),
            entries=entries,
            totals=bodies.totals(totals),
            open_gives=gives,
            open_asks=asks,
            loose_gets=gets,
            recent=recent,
            mutes=frozenset(muted.split()) if muted else frozenset(),
            planned=planned is not None,
        )

    def load_totals(self, team: TeamId, deal: DealId) -> Totals:
        row = self._session.first(STANDING, team=team, deal=deal)
        if row is None:
            raise VersionConflict
        return bodies.totals(row[0])

    def load(self, team: TeamId, deal: DealId) -> Ledger:
        measured = self._session.first(YARDSTICK, team=team, deal=deal)
        if measured is None:
            raise VersionConflict
        stand = [rows.move(row) for row in self._session.all(MOVES, team=team, deal=deal)]
        tied = self._session.all(TIES, team=team, deal=deal)
        return Ledger(
            moves={m.no: m for m in stand},
            ties=frozenset(Tie(give=MoveNo(give), get=MoveNo(get)) for give, get in tied),
            yardstick=bodies.yardstick(*measured),
        )

    def find_move(self, team: TeamId, deal: DealId, no: MoveNo) -> Move | None:
        row = self._session.first(ONE_MOVE, team=team, deal=deal, no=no)
        return None if row is None else rows.move(row)

    def list_entries(
        self, team: TeamId, deal: DealId, *, last: int | None = None
    ) -> Sequence[Entry]:
        if last is None:
            return [rows.entry(row) for row in self._session.all(ENTRIES, team=team, deal=deal)]
        return [
            rows.entry(row)
            for row in reversed(self._session.all(LAST_ENTRIES, team=team, deal=deal, last=last))
        ]

    def find_entry(self, team: TeamId, deal: DealId, seq: int) -> Entry | None:
        row = self._session.first(ONE_ENTRY, team=team, deal=deal, seq=seq)
        return None if row is None else rows.entry(row)

    def append_entry(
        self,
        deal: Deal,
        entry: Entry,
        totals: Totals,
        open_moves: frozenset[MoveNo] | None = None,
    ) -> None:
        """The count goes first: it finds out whether this entry is the next one before anything is written."""
        sums = bodies.standing_text(totals)
        if not self._session.change(
            COUNT,
            the_team=deal.team,
            the_deal=deal.id,
            before=entry.seq - 1,
            seq=entry.seq,
            sums=sums,
        ):
            raise VersionConflict
        self._session.change(ENTER, **rows.entry_values(deal.team, deal.id, entry))
        self._session.change_each(
            PLACE,
            [
                rows.move_values(
                    deal.team,
                    deal.id,
                    m,
                    is_open=is_open(m) if open_moves is None else m.no in open_moves,
                )
                for m in entry.moves
            ],
        )
        if entry.offers:
            self._offers.save_all(deal.team, deal.id, entry.offers)
        self._save_ties(deal, UNTIE, entry.untied)
        self._save_ties(deal, TIE, entry.tied)
        if open_moves is not None:
            self._save_open_flags(deal.team, deal.id, open_moves)

    def _save_ties(
        self, deal: Deal, change: WriteStatement[tuple[()]], between: Iterable[Tie]
    ) -> None:
        self._session.change_each(change, [(deal.team, deal.id, t.give, t.get) for t in between])

    def save_totals(
        self, team: TeamId, deal: DealId, totals: Totals, open_moves: frozenset[MoveNo]
    ) -> None:
        if not self._session.change(
            RESTATE, the_team=team, the_deal=deal, sums=bodies.standing_text(totals)
        ):
            raise VersionConflict
        self._save_open_flags(team, deal, open_moves)

    def _save_open_flags(self, team: TeamId, deal: DealId, open_moves: frozenset[MoveNo]) -> None:
        """Only what changed is written."""
        before = {MoveNo(no) for (no,) in self._session.all(OPEN_NOW, team=team, deal=deal)}
        for no in sorted(before ^ open_moves):
            self._session.change(
                FLAG, the_team=team, the_deal=deal, the_no=no, is_open=no in open_moves
            )

    def list_lapsing_deals(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        found = self._session.all(DUE, today=today.isoformat(), most=limit)
        return [(TeamId(team), DealId(deal)) for team, deal in found]

    def list_waiting_moves(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Move]]:
        found: dict[DealId, list[Move]] = defaultdict(list)
        for batch in batches(deals):
            for row in self._session.all(WAITING, team=team, **batch):
                found[DealId(row[0])].append(rows.read_move(row[1:]))
        return found
