"""The ledger of a deal: a snapshot of it, its entries, and the moves, ties and totals that are
their fold."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter

from bot.coach.ports.errors import UnknownCursor, VersionConflict
from bot.coach.records import (
    LAST_MOVES,
    LATEST_TURNS,
    DealSnapshot,
    EntryCursor,
    FeedEntry,
)
from bot.domain.deals import Deal, Role
from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, by_day
from bot.domain.moves import ANSWERED, Kind, Move, State
from bot.domain.totals import Totals, is_open
from bot.domain.trades import Tie
from bot.domain.worth import Worth
from bot.store.commitments import SqlCommitments
from bot.store.deals import DEAL, TOTALS
from bot.store.ledger_statements import (
    COUNT_ENTRY,
    DELETE_TIE,
    ENTRY,
    FIND_DEAL_AND_TOTALS,
    FIND_ENTRY,
    FIND_LAST_POSITION,
    FIND_MOVE,
    FIND_TOTALS,
    FIND_YARDSTICK,
    INSERT_ENTRY,
    INSERT_TIE,
    LIST_ENDED_DRAFTS,
    LIST_ENTRIES,
    LIST_ENTRIES_OF_TEAM_SINCE,
    LIST_ENTRIES_SINCE,
    LIST_FEW_MOVES,
    LIST_LAPSING_DEALS,
    LIST_LAST_ENTRIES,
    LIST_LATEST_ANSWERS,
    LIST_LATEST_GETS,
    LIST_MOVES,
    LIST_MOVES_IN_STATES,
    LIST_OPEN_MOVES,
    LIST_OPEN_MOVES_OF_KIND,
    LIST_OPEN_OF,
    LIST_WAITING_MOVES,
    MOST_STATES,
    SAVE_MOVE,
    SAVE_TOTALS,
    SET_LAST_DAY,
    SET_OPEN,
    SET_POSITION,
    TAKE_POSITIONS,
    YARDSTICK,
)
from bot.store.move_groups import (
    LIST_TIES,
    MOVE,
    list_inexact_figures,
    load_group,
    load_recent,
    load_ties,
    number_batches,
)
from bot.store.offers import SqlOffers
from bot.store.session import Repository, Session, Value, WriteStatement
from bot.store.statements import id_batches


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
