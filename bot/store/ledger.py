"""The ledger of a deal: a snapshot of it, its entries, and the moves, ties and totals that are
their fold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

from sqlalchemy import (
    ColumnElement,
    SelectBase,
    Table,
    and_,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from bot.coach.ports.errors import UnknownCursor, VersionConflict
from bot.coach.records import (
    LAST_MOVES,
    LATEST_TURNS,
    LOOSE_GETS,
    OPEN_ASKS,
    OPEN_GIVES,
    RECENT,
    DealSnapshot,
    EntryCursor,
    FeedEntry,
)
from bot.domain.deals import Deal, Role, Yardstick
from bot.domain.ids import US, DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, by_day
from bot.domain.moves import ANSWERED, COUNTED, Kind, Move, State
from bot.domain.totals import Totals, is_open
from bot.domain.trades import Tie
from bot.domain.worth import Worth
from bot.store.codec import Body, RowCodec
from bot.store.commitments import SqlCommitments
from bot.store.deals import DEAL, TOTALS
from bot.store.move_groups import (
    LIST_TIES,
    MOVE,
    MOVES_OF_DEAL,
    NUMBER_PLACES,
    by_index,
    list_inexact_figures,
    load_group,
    load_recent,
    load_ties,
    number_batches,
)
from bot.store.offers import SqlOffers
from bot.store.session import ReadStatement, Repository, Row, Session, Value, WriteStatement
from bot.store.statements import equal_given, given, id_batches, id_places, insert_new, upsert
from bot.store.tables import (
    approval_rules,
    counters,
    deals,
    entries,
    moves,
    mutes,
    offers,
    plans,
    roles,
    ties,
)

ENTRY = RowCodec(Entry, entries, packed="body")
YARDSTICK = Body[Yardstick](Yardstick, cached=1024)

_deal = and_(deals.c.team == given("team"), deals.c.id == given("deal"))


# The snapshot: all that one new move needs to know, in two statements, however long the ledger is.
def _of_the_deal(table: Table) -> ColumnElement[bool]:
    return and_(table.c.team == deals.c.team, table.c.deal == deals.c.id)


_role = (
    select(roles.c.role).where(_of_the_deal(roles), equal_given(roles, "person")).scalar_subquery()
)
_muted = (
    select(func.aggregate_strings(mutes.c.rule, " "))
    .where(_of_the_deal(mutes), equal_given(mutes, "person"))
    .scalar_subquery()
)
_planned = select(plans.c.version).where(_of_the_deal(plans)).scalar_subquery()
_ruled = (
    select(approval_rules.c.version).where(approval_rules.c.team == deals.c.team).scalar_subquery()
)
FIND_DEAL_AND_TOTALS = ReadStatement[
    tuple[int, str, str | None, str | None, int | None, int | None, *tuple[Value, ...]]
](
    select(deals.c.entries, deals.c.totals, _role, _muted, _planned, _ruled, *DEAL.columns).where(
        _deal
    ),
    holds=deals,
)


def _few(
    part: int,
    kind: Kind | None,
    limit: int,
    *,
    newest_first: bool,
) -> SelectBase:
    """A few open moves of one kind by the day they count from; without a kind, those recorded
    last."""
    found = select(literal_column(str(part)).label("part"), *MOVE.columns).where(MOVES_OF_DEAL)
    if kind is None:
        found = found.order_by(moves.c.no.desc())
    else:
        order = (moves.c.since, moves.c.no)
        found = found.where(moves.c.open, moves.c.kind == literal_column(f"'{kind}'"))
        found = found.order_by(*(column.desc() for column in order) if newest_first else order)
    # The limit is written out: SQLite prepares a statement again each time a limit is a value.
    return select(found.limit(literal_column(str(limit))).subquery())


LIST_FEW_MOVES = ReadStatement[tuple[int, *tuple[Value, ...]]](
    union_all(
        _few(0, Kind.GIVE, OPEN_GIVES, newest_first=False),
        _few(1, Kind.ASK, OPEN_ASKS, newest_first=True),
        _few(2, Kind.GET, LOOSE_GETS, newest_first=True),
        _few(3, None, RECENT, newest_first=True),
    )
)

FIND_TOTALS = ReadStatement[tuple[str]](
    select(deals.c.totals).where(_deal),
    holds=deals,
)
FIND_YARDSTICK = ReadStatement[tuple[str]](
    select(deals.c.yardstick).where(_deal),
    holds=deals,
)
LIST_MOVES = ReadStatement[Row](select(*MOVE.columns).where(MOVES_OF_DEAL).order_by(moves.c.no))
FIND_MOVE = ReadStatement[Row](
    select(*MOVE.columns).where(equal_given(moves, "team", "deal", "no"))
)
LIST_OPEN_MOVES = ReadStatement[tuple[int]](
    select(moves.c.no)
    .where(MOVES_OF_DEAL, moves.c.open)
    # In the order of the index of open moves, without which SQLite looks at all moves of the deal.
    .order_by(moves.c.kind, moves.c.since, moves.c.no)
)
LIST_OPEN_MOVES_OF_KIND = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, moves.c.open, equal_given(moves, "kind"))
    .order_by(moves.c.since, moves.c.no)
)
MOST_STATES = 4
_states = [given(f"state{n}") for n in range(MOST_STATES)]
LIST_MOVES_IN_STATES = ReadStatement[Row](
    union_all(
        *(
            by_index(
                select(*MOVE.columns).where(
                    MOVES_OF_DEAL,
                    equal_given(moves, "kind"),
                    moves.c.state == state,
                    moves.c.since >= given("since"),
                )
            )
            for state in _states
        )
    )
)


def _latest_gets(state: State) -> SelectBase:
    found = select(*MOVE.columns).where(
        MOVES_OF_DEAL,
        moves.c.kind == literal_column("'get'"),
        moves.c.state == literal_column(f"'{state}'"),
    )
    found = found.order_by(moves.c.since.desc(), moves.c.no.desc())
    return select(found.limit(literal_column(str(LATEST_TURNS))).subquery())


# Of each state a few: those of several states are in no index's order together.
LIST_LATEST_GETS = ReadStatement[Row](
    union_all(*(_latest_gets(state) for state in sorted(COUNTED)))
)
LIST_LATEST_ANSWERS = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, moves.c.kind == literal_column("'ask'"))
    .where(moves.c.state.in_(_states), moves.c.settled.is_not(None), moves.c.from_party == US)
    .order_by(moves.c.settled.desc(), moves.c.no.desc())
    .limit(literal_column(str(LATEST_TURNS)))
)
LIST_OPEN_OF = ReadStatement[tuple[int]](
    select(moves.c.no).where(MOVES_OF_DEAL, moves.c.open, moves.c.no.in_(NUMBER_PLACES))
)
LIST_ENTRIES = ReadStatement[Row](
    select(*ENTRY.columns).where(equal_given(entries, "team", "deal")).order_by(entries.c.seq)
)
LIST_LAST_ENTRIES = ReadStatement[Row](
    select(*ENTRY.columns)
    .where(equal_given(entries, "team", "deal"))
    .order_by(entries.c.seq.desc())
    .limit(given("last", entries.c.seq.type))
)
FIND_ENTRY = ReadStatement[Row](
    select(*ENTRY.columns).where(equal_given(entries, "team", "deal", "seq"))
)

COUNT_ENTRY = WriteStatement[tuple[()]](
    update(deals)
    .where(equal_given(deals, "team", "id", "entries", prefix="old_"))
    .values(entries=given("new_entries"), totals=given("new_totals"))
)
SAVE_TOTALS = WriteStatement[tuple[()]](
    update(deals)
    .where(equal_given(deals, "team", "id", prefix="old_"))
    .values(totals=given("new_totals"))
)
INSERT_ENTRY = WriteStatement[tuple[()]](insert(entries))
SAVE_MOVE = upsert(moves)
SET_OPEN = WriteStatement[tuple[()]](
    update(moves)
    .where(equal_given(moves, "team", "deal", "no", prefix="old_"))
    .values(open=given("new_open"))
)
INSERT_TIE = insert_new(ties)
DELETE_TIE = WriteStatement[tuple[()]](
    delete(ties).where(equal_given(ties, "team", "deal", "give", "get"))
)

# The feed of all teams' entries. Positions are given in the order of commits: whoever takes the
# next one holds the counter's row until its commit, so nobody ever sees a position while a lower
# one is still to come. A sequence would not do: it gives numbers in the order of the inserts, and
# leaves gaps of which nobody can tell whether somebody is still to fill them.
_next_position = insert_or_update(counters).values(name="entries", value=given("many"))
TAKE_POSITIONS = WriteStatement[tuple[int]](
    _next_position.on_conflict_do_update(
        index_elements=[counters.c.name],
        set_={"value": counters.c.value + _next_position.excluded.value},
    ).returning(counters.c.value)
)
SET_POSITION = WriteStatement[tuple[()]](
    update(entries)
    .where(equal_given(entries, "team", "deal", "seq", prefix="old_"))
    .values(position=given("new_position"))
)
FIND_LAST_POSITION = ReadStatement[tuple[int]](
    select(counters.c.value).where(counters.c.name == "entries")
)
_after = (
    select(entries.c.position, entries.c.team, entries.c.deal, *ENTRY.columns)
    .where(entries.c.position > given("position", entries.c.position.type))
    .order_by(entries.c.position)
    .limit(given("most", entries.c.seq.type))
)
LIST_ENTRIES_SINCE = ReadStatement[tuple[int, str, str, *tuple[Value, ...]]](_after)
LIST_ENTRIES_OF_TEAM_SINCE = ReadStatement[tuple[int, str, str, *tuple[Value, ...]]](
    _after.where(equal_given(entries, "team"))
)

_in_deals = and_(equal_given(moves, "team"), moves.c.deal.in_(id_places()))
_waits = text("state IN ('conditional', 'draft', 'goodwill')")  # to the letter as its index says
# Two selects, each by an index of its own; one with OR would go by neither.
LIST_WAITING_MOVES = ReadStatement[tuple[str, *tuple[Value, ...]]](
    union_all(
        select(moves.c.deal, *MOVE.columns).where(_in_deals, moves.c.open),
        select(moves.c.deal, *MOVE.columns).where(_in_deals, _waits, moves.c.open.is_(False)),
    )
)

_lapsed = (
    select(moves.c.team, moves.c.deal, moves.c.lapses)
    .where(moves.c.lapses < given("today"))
    .union_all(
        select(offers.c.team, offers.c.deal, offers.c.lapses).where(
            offers.c.lapses < given("today")
        )
    )
    .cte("lapsed")
    # Found first and grouped afterwards, else SQLite looks at all moves there are for the grouping.
    .prefix_with("MATERIALIZED")
)
LIST_LAPSING_DEALS = ReadStatement[tuple[str, str]](
    select(_lapsed.c.team, _lapsed.c.deal)
    .group_by(_lapsed.c.team, _lapsed.c.deal)
    .order_by(func.min(_lapsed.c.lapses), _lapsed.c.team, _lapsed.c.deal)
    .limit(given("most", moves.c.no.type))
)

LIST_ENDED_DRAFTS = ReadStatement[tuple[int]](
    select(moves.c.no)
    .where(equal_given(moves, "team", "deal"))
    .where(moves.c.state == State.DRAFT.value, moves.c.lapses < given("before"))
    .order_by(moves.c.no)
)
SET_LAST_DAY = WriteStatement[tuple[()]](
    update(moves)
    .where(equal_given(moves, "team", "deal", "no", prefix="old_"))
    .where(moves.c.state == State.DRAFT.value)
    .values(lapses=given("new_lapses"))
)


class SqlLedger(Repository):
    """Implements `LedgerRepository`."""

    __slots__ = ("_appended", "_commitments", "_offers")

    def __init__(self, session: Session, offers: SqlOffers, commitments: SqlCommitments) -> None:
        super().__init__(session)
        self._offers = offers
        self._commitments = commitments
        self._appended: list[Mapping[str, Value]] = []

    def load_snapshot(self, team: TeamId, deal: DealId, person: PersonId) -> DealSnapshot | None:
        row = self._session.read_first(FIND_DEAL_AND_TOTALS, team=team, deal=deal, person=person)
        if row is None:
            return None
        entries, totals, role, muted, planned, ruled, *deal_row = row
        few_moves = self._session.read_all(LIST_FEW_MOVES, team=team, deal=deal)
        gives, asks, gets, recent = _split_parts(few_moves)
        return DealSnapshot(
            deal=DEAL.load(tuple(deal_row)),
            role=None if role is None else Role(role),
            entries=entries,
            totals=TOTALS.load(totals),
            open_gives=gives,
            open_asks=asks,
            loose_gets=gets,
            recent=recent,
            mutes=frozenset(muted.split()) if muted else frozenset(),
            planned=planned is not None,
            has_approval_rules=ruled is not None,
        )

    def load_totals(self, team: TeamId, deal: DealId) -> Totals:
        row = self._session.read_first(FIND_TOTALS, team=team, deal=deal)
        if row is None:
            raise VersionConflict
        return TOTALS.load(row[0])

    def load(self, team: TeamId, deal: DealId) -> Ledger:
        row = self._session.read_first(FIND_YARDSTICK, team=team, deal=deal)
        if row is None:
            raise VersionConflict
        rows = self._session.read_all(LIST_MOVES, team=team, deal=deal)
        return Ledger(
            moves={move.no: move for move in MOVE.load_all(rows)},
            ties=load_ties(self._session, LIST_TIES, team=team, deal=deal),
            yardstick=YARDSTICK.load(row[0]),
        )

    def load_group(self, team: TeamId, deal: Deal, numbers: Iterable[MoveNo]) -> Ledger:
        return load_group(self._session, team, deal, numbers)

    def load_recent(
        self, team: TeamId, deal: Deal, numbers: Iterable[MoveNo] = (), *, last: int = LAST_MOVES
    ) -> Ledger:
        return load_recent(self._session, team, deal, numbers, last=last)

    def list_inexact_figures(
        self, team: TeamId, deal: Deal, kind: Kind
    ) -> Sequence[tuple[Worth, date]]:
        return list_inexact_figures(self._session, team, deal, kind)

    def list_moves(
        self,
        team: TeamId,
        deal: DealId,
        kind: Kind,
        states: Collection[State],
        *,
        since: date | None = None,
    ) -> Sequence[Move]:
        rows = self._session.read_all(
            LIST_MOVES_IN_STATES,
            team=team,
            deal=deal,
            kind=kind.value,
            since=since.isoformat() if since is not None else "",
            **_state_places(states),
        )
        return sorted(MOVE.load_all(rows), key=attrgetter("no"))

    def list_open_moves(self, team: TeamId, deal: DealId, kind: Kind) -> Sequence[Move]:
        rows = self._session.read_all(
            LIST_OPEN_MOVES_OF_KIND, team=team, deal=deal, kind=kind.value
        )
        return MOVE.load_all(rows)

    def list_latest_turns(
        self, team: TeamId, deal: DealId
    ) -> tuple[Sequence[Move], Sequence[Move]]:
        rows = self._session.read_all(LIST_LATEST_GETS, team=team, deal=deal)
        gets = sorted(MOVE.load_all(rows), key=by_day, reverse=True)
        answers = self._session.read_all(
            LIST_LATEST_ANSWERS, team=team, deal=deal, **_state_places(ANSWERED)
        )
        return gets[:LATEST_TURNS], MOVE.load_all(answers)

    def find_move(self, team: TeamId, deal: DealId, no: MoveNo) -> Move | None:
        rows = self._session.read_all(FIND_MOVE, team=team, deal=deal, no=no)
        return MOVE.load_first(rows)

    def list_entries(
        self, team: TeamId, deal: DealId, *, last: int | None = None
    ) -> Sequence[Entry]:
        if last is None:
            rows = self._session.read_all(LIST_ENTRIES, team=team, deal=deal)
        else:
            rows = self._session.read_all(LIST_LAST_ENTRIES, team=team, deal=deal, last=last)
            rows.reverse()
        return ENTRY.load_all(rows)

    def find_entry(self, team: TeamId, deal: DealId, seq: int) -> Entry | None:
        rows = self._session.read_all(FIND_ENTRY, team=team, deal=deal, seq=seq)
        return ENTRY.load_first(rows)

    def append_entry(
        self,
        deal: Deal,
        entry: Entry,
        totals: Totals,
        open_moves: frozenset[MoveNo] | None = None,
        among: frozenset[MoveNo] | None = None,
    ) -> None:
        # The count goes first: it finds out whether this entry is the next one before anything else
        # is written.
        counted = self._session.write(
            COUNT_ENTRY,
            old_team=deal.team,
            old_id=deal.id,
            old_entries=entry.seq - 1,
            new_entries=entry.seq,
            new_totals=TOTALS.dump(totals),
        )
        if not counted:
            raise VersionConflict
        key: dict[str, Value] = {"team": deal.team, "deal": deal.id}
        self._session.write(INSERT_ENTRY, **key, **ENTRY.dump(entry), position=None)
        if not self._appended:
            self._session.before_commit(self._give_positions)
        self._appended.append({"old_team": deal.team, "old_deal": deal.id, "old_seq": entry.seq})
        rows = []
        for move in entry.moves:
            open_now = is_open(move) if open_moves is None else move.no in open_moves
            rows.append({**key, **_dump_move(move, open_now=open_now)})
        self._session.write_each(SAVE_MOVE, rows)
        if entry.offers:
            self._offers.save_all(deal.team, deal.id, entry.offers)
        if entry.commitments:
            self._commitments.save_all(deal.team, deal.id, entry.commitments)
        self._save_ties(DELETE_TIE, key, entry.untied)
        self._save_ties(INSERT_TIE, key, entry.tied)
        if open_moves is not None and among is not None:
            # The flags of the entry's own moves were written with them.
            own = {move.no for move in entry.moves}
            self._save_open_flags(deal.team, deal.id, open_moves - own, among - own)
        elif open_moves is not None:
            self._save_open_flags(deal.team, deal.id, open_moves)

    def _give_positions(self) -> None:
        """Gives the entries of this transaction their places in the feed."""
        many = len(self._appended)
        ((last,),) = self._session.write_returning(TAKE_POSITIONS, many=many)
        rows = [
            {**entry, "new_position": position}
            for position, entry in enumerate(self._appended, start=last - many + 1)
        ]
        self._session.write_each(SET_POSITION, rows)

    def entries_since(
        self, cursor: EntryCursor | None, limit: int, *, team: TeamId | None = None
    ) -> Sequence[FeedEntry]:
        position = self._position_of(cursor)
        if team is None:
            rows = self._session.read_all(LIST_ENTRIES_SINCE, position=position, most=limit)
        else:
            rows = self._session.read_all(
                LIST_ENTRIES_OF_TEAM_SINCE, position=position, most=limit, team=team
            )
        return [
            FeedEntry(
                team=TeamId(of_team),
                deal=DealId(deal),
                entry=ENTRY.load(tuple(entry)),
                cursor=EntryCursor(str(at)),
            )
            for at, of_team, deal, *entry in rows
        ]

    def _position_of(self, cursor: EntryCursor | None) -> int:
        if cursor is None:
            return 0
        last = self._session.read_first(FIND_LAST_POSITION)
        known = last[0] if last else 0
        # A cursor beyond the last entry is of another database, or of this one before an older
        # backup was restored: going on from there would pass over entries without a word.
        if not cursor.isdecimal() or int(cursor) > known:
            raise UnknownCursor
        return int(cursor)

    def _save_ties(
        self, change: WriteStatement[tuple[()]], key: Mapping[str, Value], between: Iterable[Tie]
    ) -> None:
        rows = [{**key, "give": tie.give, "get": tie.get} for tie in between]
        self._session.write_each(change, rows)

    def save_totals(
        self,
        team: TeamId,
        deal: DealId,
        totals: Totals,
        open_moves: frozenset[MoveNo],
    ) -> None:
        saved = self._session.write(
            SAVE_TOTALS, old_team=team, old_id=deal, new_totals=TOTALS.dump(totals)
        )
        if not saved:
            raise VersionConflict
        self._save_open_flags(team, deal, open_moves)

    def _save_open_flags(
        self,
        team: TeamId,
        deal: DealId,
        open_moves: frozenset[MoveNo],
        among: frozenset[MoveNo] | None = None,
    ) -> None:
        """Writes only the flags that changed."""
        open_before: set[MoveNo] = set()
        if among is None:
            rows = self._session.read_all(LIST_OPEN_MOVES, team=team, deal=deal)
            open_before = {MoveNo(no) for (no,) in rows}
        else:
            for batch in number_batches(among):
                rows = self._session.read_all(LIST_OPEN_OF, team=team, deal=deal, **batch)
                open_before |= {MoveNo(no) for (no,) in rows}
        for no in sorted(open_before ^ open_moves):
            self._session.write(
                SET_OPEN,
                old_team=team,
                old_deal=deal,
                old_no=no,
                new_open=no in open_moves,
            )

    def list_waiting_moves(
        self, team: TeamId, deals: Sequence[DealId]
    ) -> Mapping[DealId, Sequence[Move]]:
        found: dict[DealId, list[Move]] = defaultdict(list)
        for batch in id_batches(deals):
            for deal, *move in self._session.read_all(LIST_WAITING_MOVES, team=team, **batch):
                # Past the cache: a tick reads the moves of all deals once, and would push out those
                # that commands read again and again.
                found[DealId(deal)].append(MOVE.load_uncached(tuple(move)))
        return found

    def list_lapsing_deals(self, today: date, limit: int) -> Sequence[tuple[TeamId, DealId]]:
        rows = self._session.read_all(LIST_LAPSING_DEALS, today=today.isoformat(), most=limit)
        return [(TeamId(team), DealId(deal)) for team, deal in rows]

    def list_ended_drafts(self, team: TeamId, deal: DealId, today: date) -> Sequence[MoveNo]:
        # The day after is still the day itself somewhere west of us.
        before = (today - timedelta(days=1)).isoformat()
        rows = self._session.read_all(LIST_ENDED_DRAFTS, team=team, deal=deal, before=before)
        return [MoveNo(no) for (no,) in rows]

    def set_last_day(self, team: TeamId, deal: DealId, no: MoveNo, day: date) -> None:
        self._session.defer_write(
            SET_LAST_DAY, old_team=team, old_deal=deal, old_no=no, new_lapses=day.isoformat()
        )


def _state_places(states: Collection[State]) -> dict[str, Value]:
    """The states for the places of a statement; where there are fewer, the rest of its places stay empty."""
    padded = [*sorted(state.value for state in states), *[""] * (MOST_STATES - len(states))]
    return {f"state{n}": state for n, state in enumerate(padded)}


def _split_parts(
    rows: Iterable[tuple[int, *tuple[Value, ...]]],
) -> tuple[tuple[Move, ...], tuple[Move, ...], tuple[Move, ...], tuple[Move, ...]]:
    """The moves of each part of the snapshot, in their order."""
    parts: list[list[Move]] = [[], [], [], []]
    for part, *move in rows:
        parts[part].append(MOVE.load(tuple(move)))
    gives, asks, gets, recent = map(tuple, parts)
    return gives, asks, gets, recent


def _dump_move(move: Move, *, open_now: bool) -> dict[str, Value]:
    """What is written of a move, with what follows from it: whether it is open, the day its age
    runs from, and the day it lapses."""
    lapses = _last_day(move)
    return {
        **MOVE.dump(move),
        "open": open_now,
        "since": move.since.isoformat(),
        "lapses": None if lapses is None else lapses.isoformat(),
    }


def _last_day(move: Move) -> date | None:
    """The last day of a condition. A draft has one once its author was told (`set_last_day`)."""
    return move.due if move.state is State.CONDITIONAL else None
