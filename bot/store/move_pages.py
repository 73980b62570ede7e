"""A few of a deal's moves in some order of days, found by index: a page of the ledger, what both sides know of, what
changed last."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import (
    ColumnElement,
    SelectBase,
    and_,
    exists,
    func,
    literal_column,
    or_,
    select,
    union_all,
)

from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.moves import (
    COUNTED,
    EXCHANGED_STATES,
    MUTUAL_STATES,
    TELLING_STATES,
    Kind,
    Move,
    State,
)
from bot.store.move_groups import MOVE, MOVES_OF_DEAL
from bot.store.session import ReadStatement, Repository, Row, Value
from bot.store.statements import equal_given, given
from bot.store.tables import moves, ties

_MOST = given("most", moves.c.no.type)
_NEWEST_FIRST = (moves.c.day.desc(), moves.c.no.desc())


def _literals(values: Iterable[str]) -> list[ColumnElement[str]]:
    return [literal_column(f"'{value}'") for value in sorted(values)]


_is_draft = moves.c.state == literal_column("'draft'")
LIST_PAGE = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, or_(~_is_draft, equal_given(moves, "person")))
    .order_by(*_NEWEST_FIRST)
    .limit(_MOST)
    .offset(given("skip", moves.c.no.type))
)

_is_goodwill = moves.c.state == literal_column("'goodwill'")
_is_tied = exists().where(
    ties.c.team == moves.c.team, ties.c.deal == moves.c.deal, ties.c.give == moves.c.no
)
LIST_MUTUAL = ReadStatement[Row](
    select(*MOVE.columns)
    .where(
        MOVES_OF_DEAL,
        or_(moves.c.state.in_(_literals(MUTUAL_STATES)), and_(_is_goodwill, _is_tied)),
    )
    .order_by(*_NEWEST_FIRST)
    .limit(_MOST)
)


def _count_by_index(states: Iterable[State], *where: ColumnElement[bool]) -> SelectBase:
    """How many moves of any kind are in these states: with each kind named, the index of states finds them."""
    return (
        select(func.count())
        .select_from(moves)
        .where(MOVES_OF_DEAL, moves.c.kind.in_(_literals(Kind)))
        .where(moves.c.state.in_(_literals(states)), *where)
    )


# Few moves are in such a state, however long the deal is; most are known to both sides.
COUNT_NOT_MUTUAL = ReadStatement[tuple[int]](
    union_all(
        _count_by_index(set(State) - MUTUAL_STATES - {State.GOODWILL}),
        _count_by_index({State.GOODWILL}, ~_is_tied),
    )
)

_given_kind = moves.c.kind == given("kind")
_exchanged = moves.c.state.in_(_literals(EXCHANGED_STATES))
LIST_EXCHANGED = ReadStatement[Row](
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, _given_kind, _exchanged)
    .order_by(*_NEWEST_FIRST)
    .limit(_MOST)
)
COUNT_EXCHANGED = ReadStatement[tuple[int]](
    select(func.count()).select_from(moves).where(MOVES_OF_DEAL, _given_kind, _exchanged)
)

_since_day = given("since")
_telling = moves.c.state.in_(_literals(TELLING_STATES))


def _latest_settled(kind: Kind) -> SelectBase:
    found = (
        select(*MOVE.columns)
        .where(MOVES_OF_DEAL, moves.c.kind == literal_column(f"'{kind}'"), _telling)
        .where(moves.c.settled > _since_day)
        .order_by(moves.c.settled.desc(), moves.c.no.desc())
    )
    return select(found.limit(_MOST).subquery())


_latest_unsettled = (
    select(*MOVE.columns)
    .where(MOVES_OF_DEAL, _telling, moves.c.settled.is_(None), moves.c.day > _since_day)
    .order_by(*_NEWEST_FIRST)
    .limit(_MOST)
)
LIST_LATEST_CHANGES = ReadStatement[Row](
    union_all(*map(_latest_settled, Kind), select(_latest_unsettled.subquery()))
)


def _last_get_without_cost(state: State) -> SelectBase:
    found = (
        select(*MOVE.columns)
        .where(MOVES_OF_DEAL, moves.c.kind == literal_column("'get'"))
        .where(moves.c.state == literal_column(f"'{state}'"), moves.c.cost.is_(None))
        .order_by(moves.c.since.desc(), moves.c.no.desc())
    )
    return select(found.limit(literal_column("1")).subquery())


FIND_GETS_WITHOUT_COST = ReadStatement[Row](
    union_all(*map(_last_get_without_cost, sorted(COUNTED)))
)
# Offers count from 1. That one has a number at all, SQLite would look for among all moves of the deal.
LIST_NUMBERS_OF_OFFERS = ReadStatement[tuple[int]](
    select(moves.c.no)
    .where(MOVES_OF_DEAL, moves.c.offer_no > literal_column("0"))
    .order_by(moves.c.offer_no, moves.c.no)
)


class SqlMovePages(Repository):
    """Implements `MovePageRepository`."""

    __slots__ = ()

    def list_page(
        self, team: TeamId, deal: DealId, person: PersonId, *, skip: int, most: int
    ) -> Sequence[Move]:
        return self._load(LIST_PAGE, team, deal, person=person, skip=skip, most=most)

    def list_mutual(self, team: TeamId, deal: DealId, most: int) -> Sequence[Move]:
        return self._load(LIST_MUTUAL, team, deal, most=most)

    def count_not_mutual(self, team: TeamId, deal: DealId) -> int:
        rows = self._session.read_all(COUNT_NOT_MUTUAL, team=team, deal=deal)
        return sum(count for (count,) in rows)

    def list_exchanged(self, team: TeamId, deal: DealId, kind: Kind, most: int) -> Sequence[Move]:
        return self._load(LIST_EXCHANGED, team, deal, kind=kind, most=most)

    def count_exchanged(self, team: TeamId, deal: DealId, kind: Kind) -> int:
        ((count,),) = self._session.read_all(COUNT_EXCHANGED, team=team, deal=deal, kind=kind)
        return count

    def list_latest_changes(
        self, team: TeamId, deal: DealId, since: date, most: int
    ) -> Sequence[Move]:
        moves = self._load(LIST_LATEST_CHANGES, team, deal, since=since.isoformat(), most=most)
        return sorted(moves, key=_day_of_change, reverse=True)[:most]

    def find_last_get_without_cost(self, team: TeamId, deal: DealId) -> Move | None:
        gets = self._load(FIND_GETS_WITHOUT_COST, team, deal)
        return max(gets, key=lambda get: (get.since, get.no), default=None)

    def list_numbers_of_offers(self, team: TeamId, deal: DealId) -> Sequence[MoveNo]:
        rows = self._session.read_all(LIST_NUMBERS_OF_OFFERS, team=team, deal=deal)
        return sorted(MoveNo(no) for (no,) in rows)

    def _load(
        self, statement: ReadStatement[Row], team: TeamId, deal: DealId, **values: Value
    ) -> list[Move]:
        return MOVE.load_all(self._session.read_all(statement, team=team, deal=deal, **values))


def _day_of_change(move: Move) -> tuple[date, MoveNo]:
    return move.settled or move.on, move.no
