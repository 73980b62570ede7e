"""Lists of a person's deals and of what waits in them, ordered and cut by the database.

Everything begins with the roles of the person; for each of their deals an index says in one step whether something
waits.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)

from bot.coach.deal_lists import (
    PAGE_SIZE,
    WAITING_LISTED,
    DealFilter,
    DealPage,
    ListedDeal,
    WaitingCheckIns,
    WaitingCloses,
    WaitingCommitments,
    WaitingMoves,
    WaitingRhythms,
)
from bot.coach.records import PersonalDeal
from bot.domain.checkins import CheckIn
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment, CommitmentState
from bot.domain.deals import Deal, DealOutcome, Role
from bot.domain.ids import US, ChannelId, DealId, PersonId, TeamId
from bot.domain.moves import Kind, Move, State
from bot.domain.rhythms import Rhythm
from bot.store.closings import CLOSING
from bot.store.commitments import COMMITMENT
from bot.store.deals import DEAL, TOTALS
from bot.store.move_groups import MOVE
from bot.store.rhythms import CHECKIN, RHYTHM
from bot.store.session import ReadStatement, Repository, Row, Value
from bot.store.statements import equal_given, given, id_batches, id_places
from bot.store.tables import (
    checkins,
    closings,
    commitments,
    deal_channels,
    deals,
    followers,
    moves,
    rhythms,
    roles,
)

SOON = timedelta(days=7)
"""How near the renewal or the last day for notice is when a deal needs somebody."""

_OWNERS = (Role.OWNER.value, Role.CO_OWNER.value)


def _written(value: str) -> ColumnElement[str]:
    """A text of ours in the statement itself, as the condition of a partial index has to be."""
    return literal_column(f"'{value}'")


_is_open = deals.c.closed_at.is_(None)
_is_closed = and_(
    deals.c.closed_at.is_not(None),
    or_(deals.c.outcome.is_(None), deals.c.outcome != DealOutcome.DELETED.value),
)
_keeps_rhythm = or_(_is_open, deals.c.outcome == DealOutcome.WON.value)
_deal_of_role = and_(deals.c.team == roles.c.team, deals.c.id == roles.c.deal)
_is_mine = and_(equal_given(roles, "team", "person"), roles.c.role != Role.NOBODY.value)


def _of_role(table: object) -> ColumnElement[bool]:
    columns = table.c  # type: ignore[attr-defined] # a table
    return and_(columns.team == roles.c.team, columns.deal == roles.c.deal)


def _of_deal(mine: FromClause) -> ColumnElement[bool]:
    return and_(moves.c.team == mine.c.team, moves.c.deal == mine.c.deal)


def _is_draft(mine: FromClause) -> ColumnElement[bool]:
    """A draft of the person's own, in the deal of that row."""
    return and_(
        moves.c.team == mine.c.team,
        moves.c.person == mine.c.person,
        moves.c.deal == mine.c.deal,
        moves.c.state == _written(State.DRAFT.value),
    )


def _is_ask(mine: FromClause) -> ColumnElement[bool]:
    """An ask without an answer."""
    return and_(_of_deal(mine), moves.c.open, moves.c.kind == _written(Kind.ASK.value))


def _is_due(mine: FromClause) -> ColumnElement[bool]:
    """An ask without an answer whose day has come."""
    return and_(_is_ask(mine), moves.c.due <= given("today"))


_moves_of_role = _of_role(moves)
_is_my_draft = _is_draft(roles)
_is_open_give = and_(_moves_of_role, moves.c.open, moves.c.kind == _written(Kind.GIVE.value))
_is_due_ask = _is_due(roles)
_is_late_check_in = and_(_of_role(checkins), checkins.c.open_day < given("today"))
_is_ending = and_(_of_role(rhythms), rhythms.c.end_day <= given("soon"))
_has_due = and_(_of_role(rhythms), rhythms.c.due_day <= given("soon"))
_is_due_commitment = and_(
    _of_role(commitments),
    commitments.c.state == _written(CommitmentState.OPEN.value),
    commitments.c.due <= given("soon"),
)
_is_late_commitment = and_(
    _of_role(commitments),
    commitments.c.state == _written(CommitmentState.OPEN.value),
    commitments.c.due < given("today"),
)


def _there_is(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether any row fits, for the deal of a role. Asked for no column, so that an index alone can tell."""
    return select(literal_column("1")).where(condition).correlate(roles).exists()


_my_drafts = select(func.count()).where(_is_my_draft).correlate(roles).scalar_subquery()
_oldest_give = select(func.min(moves.c.since)).where(_is_open_give).correlate(roles)
_is_urgent = or_(
    _there_is(_is_my_draft),
    _there_is(_is_due_ask),
    _there_is(_is_late_check_in),
    _there_is(_is_ending),
    _there_is(_has_due),
    _there_is(_is_late_commitment),
)
_has_my_give = _there_is(and_(_is_open_give, moves.c.person == roles.c.person))
_is_followed = _there_is(and_(_of_role(followers), followers.c.person == roles.c.person))
_first_channel = (
    select(func.min(deal_channels.c.channel))
    .where(deal_channels.c.team == deals.c.team, deal_channels.c.deal == deals.c.id)
    .scalar_subquery()
)

_has_rhythm = (
    exists()
    .where(rhythms.c.team == deals.c.team, rhythms.c.deal == deals.c.id, rhythms.c.begun)
    .correlate(deals)
)

_WHICH: Mapping[DealFilter, ColumnElement[bool]] = {
    DealFilter.NEEDS: and_(_is_open, or_(_is_urgent, _has_my_give)),
    DealFilter.MINE: and_(_is_open, roles.c.role.in_(_OWNERS)),
    DealFilter.FOLLOWING: and_(_is_open, _is_followed),
    DealFilter.ALL: _is_open,
    DealFilter.KEPT: and_(_is_closed, deals.c.outcome == DealOutcome.WON.value, _has_rhythm),
    DealFilter.CLOSED: _is_closed,
}

_PageRow = tuple[int, int, bool, str, str | None, *tuple[Value, ...]]


def _page_of(which: DealFilter) -> "ReadStatement[_PageRow]":
    # Sorted without their contents: of four hundred deals only ten are read in full. Materialized, since what they are
    # sorted by would be looked up twice.
    mine = (
        select(roles.c.team, roles.c.deal, roles.c.person, *_list_keys(which))
        .join_from(roles, deals, _deal_of_role)
        .where(_is_mine, _WHICH[which])
        .cte("mine")
        .prefix_with("MATERIALIZED")
    )
    ranked = select(
        mine.c.team,
        mine.c.deal,
        mine.c.person,
        func.count().over().label("total"),
        func.row_number().over(order_by=_order_of(which, mine)).label("place"),
    ).subquery()
    first = given("offset", deals.c.version.type)
    drafts = (
        select(func.count())
        .where(
            moves.c.team == ranked.c.team,
            moves.c.person == ranked.c.person,
            moves.c.deal == ranked.c.deal,
            moves.c.state == _written(State.DRAFT.value),
        )
        .scalar_subquery()
    )
    return ReadStatement(
        select(ranked.c.total, drafts, _has_rhythm, deals.c.totals, _first_channel, *DEAL.columns)
        .join_from(ranked, deals, and_(deals.c.team == ranked.c.team, deals.c.id == ranked.c.deal))
        .where(ranked.c.place > first, ranked.c.place <= first + PAGE_SIZE)
        .order_by(ranked.c.place)
    )


def _list_keys(which: DealFilter) -> "list[ColumnElement[object]]":
    """What the deals of a list are sorted by."""
    urgent = case((_is_urgent, 0), else_=1).label("urgent")
    if which is DealFilter.CLOSED:
        return [deals.c.closed_at]
    if which is DealFilter.KEPT:
        return [deals.c.closed_at, urgent]
    oldest = _oldest_give.scalar_subquery().label("oldest")
    return [urgent, oldest, func.lower(deals.c.name).label("lower_name")]


def _order_of(which: DealFilter, mine: CTE) -> "list[ColumnElement[object]]":
    """Those with something due first, then by the oldest open give; closed ones by their day."""
    if which is DealFilter.CLOSED:
        return [mine.c.closed_at.desc(), mine.c.deal.desc()]
    if which is DealFilter.KEPT:
        return [mine.c.urgent, mine.c.closed_at.desc(), mine.c.deal.desc()]
    urgency = case((mine.c.urgent == 0, 0), (mine.c.oldest.is_not(None), 1), else_=2)
    # Without an open give there is no day: those come last in every database.
    return [urgency, func.coalesce(mine.c.oldest, "9999"), mine.c.lower_name, mine.c.deal]


LIST_PAGES: Mapping[DealFilter, ReadStatement[_PageRow]] = {
    which: _page_of(which) for which in DealFilter
}
LIST_BY_IDS = ReadStatement[tuple[int, bool, str, str | None, *tuple[Value, ...]]](
    select(_my_drafts, _has_rhythm, deals.c.totals, _first_channel, *DEAL.columns)
    .join_from(roles, deals, _deal_of_role)
    .where(_is_mine, roles.c.deal.in_(id_places()))
)
LIST_NAMES = ReadStatement[tuple[str, str]](
    select(deals.c.id, deals.c.name)
    .join_from(roles, deals, _deal_of_role)
    .where(_is_mine, or_(_is_open, _is_closed))
    .order_by(deals.c.opened_at.desc(), deals.c.id)
)

_WaitingRow = tuple[int, *tuple[Value, ...]]


def _with_deals(columns: Sequence[ColumnElement[object]]) -> "Select[_WaitingRow]":
    """Rows of the person's deals: how many there are, the deal, then these columns."""
    selected = select(func.count().over(), *DEAL.columns, *columns)
    return selected.select_from(roles).join(deals, _deal_of_role).where(_is_mine)


def _few(found: "Select[_WaitingRow]") -> "ReadStatement[_WaitingRow]":
    first = given("offset", deals.c.version.type)
    return ReadStatement(found.limit(literal_column(str(WAITING_LISTED))).offset(first))


def _with_moves(is_meant: Callable[[FromClause], ColumnElement[bool]]) -> "Select[_WaitingRow]":
    """Moves of the person's open deals, each with its deal. The deals that have one are found first, then the numbers
    of the moves, both by an index alone: joined at once, SQLite would begin with all moves of the team, or of each
    deal, which it takes for few."""
    mine = (
        select(roles.c.team, roles.c.deal, roles.c.person)
        .join_from(roles, deals, _deal_of_role)
        .where(_is_mine, _is_open, _there_is(is_meant(roles)))
        .cte("mine")
        .prefix_with("MATERIALIZED")
    )
    found = (
        select(mine.c.team, mine.c.deal, moves.c.no)
        .join_from(mine, moves, is_meant(mine))
        .cte("found")
        .prefix_with("MATERIALIZED")
    )
    return (
        select(func.count().over(), *DEAL.columns, *MOVE.columns)
        .select_from(found)
        .join(deals, and_(deals.c.team == found.c.team, deals.c.id == found.c.deal))
        .join(moves, and_(_of_deal(found), moves.c.no == found.c.no))
    )


LIST_DRAFTS = _few(
    _with_moves(_is_draft).order_by(moves.c.at.desc(), moves.c.deal, moves.c.no.desc())
)
LIST_DUE_ASKS = _few(
    _with_moves(_is_due)
    .where(moves.c.from_party == US)
    .order_by(moves.c.due, moves.c.deal, moves.c.no)
)
LIST_THEIR_ASKS = _few(
    _with_moves(_is_ask)
    .where(moves.c.from_party != US)
    .order_by(moves.c.due.is_(None), moves.c.due, moves.c.at.desc(), moves.c.deal, moves.c.no)
)
# Counted deal by deal: joined, SQLite would begin with all open gives of the team.
_open_gives = select(func.count()).where(_is_open_give).correlate(roles).scalar_subquery()
COUNT_OPEN_GIVES = ReadStatement[tuple[int | None]](
    select(func.sum(_open_gives))
    .select_from(roles)
    .join(deals, _deal_of_role)
    .where(_is_mine, _is_open)
)
LIST_WAITING_CHECK_INS = _few(
    _with_deals(CHECKIN.columns)
    .join(checkins, _is_late_check_in)
    .where(_keeps_rhythm)
    .order_by(checkins.c.open_day, checkins.c.deal, checkins.c.no)
)
LIST_ENDING = _few(
    _with_deals(RHYTHM.columns)
    .join(rhythms, _is_ending)
    .where(_keeps_rhythm)
    .order_by(rhythms.c.end_day, rhythms.c.deal)
)
LIST_WITH_DUES = _few(
    _with_deals(RHYTHM.columns)
    .join(rhythms, _has_due)
    .where(_keeps_rhythm)
    .order_by(rhythms.c.due_day, rhythms.c.deal)
)
LIST_DUE_COMMITMENTS = _few(
    _with_deals(COMMITMENT.columns)
    .join(commitments, _is_due_commitment)
    .where(_keeps_rhythm)
    .order_by(commitments.c.due, commitments.c.deal, commitments.c.no)
)
LIST_BEGUN_CLOSES = _few(
    _with_deals(CLOSING.columns)
    .join(closings, and_(_of_role(closings), closings.c.begun_day.is_not(None)))
    .where(_keeps_rhythm)
    .order_by(closings.c.begun_day, closings.c.deal)
)


class SqlDealLists(Repository):
    """Implements `DealListRepository`."""

    __slots__ = ()

    def list_page(
        self,
        team: TeamId,
        person: PersonId,
        which: DealFilter,
        *,
        today: date,
        offset: int,
    ) -> DealPage:
        rows = self._session.read_all(
            LIST_PAGES[which],
            team=team,
            person=person,
            today=today.isoformat(),
            soon=(today + SOON).isoformat(),
            offset=offset,
        )
        listed = [_load_listed(row) for _total, *row in rows]
        return DealPage(deals=listed, total=rows[0][0] if rows else 0)

    def list_drafts(self, team: TeamId, person: PersonId, *, offset: int = 0) -> WaitingMoves:
        return self._list_moves(LIST_DRAFTS, offset, team=team, person=person)

    def list_due_asks(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingMoves:
        today = until.isoformat()
        return self._list_moves(LIST_DUE_ASKS, offset, team=team, person=person, today=today)

    def list_their_asks(self, team: TeamId, person: PersonId, *, offset: int = 0) -> WaitingMoves:
        return self._list_moves(LIST_THEIR_ASKS, offset, team=team, person=person)

    def _list_moves(
        self, statement: ReadStatement[_WaitingRow], offset: int, **given: Value
    ) -> WaitingMoves:
        rows, offset = self._read_waiting(statement, offset, **given)
        found: list[tuple[Deal, Move]] = [
            (_load_deal(row), MOVE.load(_rest_of(row))) for _total, *row in rows
        ]
        return WaitingMoves(moves=found, total=_total_of(rows), offset=offset)

    def count_open_gives(self, team: TeamId, person: PersonId) -> int:
        rows = self._session.read_all(COUNT_OPEN_GIVES, team=team, person=person)
        return int(rows[0][0] or 0)

    def list_waiting_check_ins(
        self, team: TeamId, person: PersonId, before: date, *, offset: int = 0
    ) -> WaitingCheckIns:
        rows, offset = self._read_waiting(
            LIST_WAITING_CHECK_INS, offset, team=team, person=person, today=before.isoformat()
        )
        found: list[tuple[Deal, CheckIn]] = [
            (_load_deal(row), CHECKIN.load(_rest_of(row))) for _total, *row in rows
        ]
        return WaitingCheckIns(checkins=found, total=_total_of(rows), offset=offset)

    def list_ending(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingRhythms:
        soon = until.isoformat()
        return self._list_rhythms(LIST_ENDING, offset, team=team, person=person, soon=soon)

    def list_with_dues(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingRhythms:
        soon = until.isoformat()
        return self._list_rhythms(LIST_WITH_DUES, offset, team=team, person=person, soon=soon)

    def _list_rhythms(
        self, statement: ReadStatement[_WaitingRow], offset: int, **given: Value
    ) -> WaitingRhythms:
        rows, offset = self._read_waiting(statement, offset, **given)
        found: list[tuple[Deal, Rhythm]] = [
            (_load_deal(row), RHYTHM.load(_rest_of(row))) for _total, *row in rows
        ]
        return WaitingRhythms(rhythms=found, total=_total_of(rows), offset=offset)

    def list_due_commitments(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingCommitments:
        rows, offset = self._read_waiting(
            LIST_DUE_COMMITMENTS, offset, team=team, person=person, soon=until.isoformat()
        )
        found: list[tuple[Deal, Commitment]] = [
            (_load_deal(row), COMMITMENT.load(_rest_of(row))) for _total, *row in rows
        ]
        return WaitingCommitments(commitments=found, total=_total_of(rows), offset=offset)

    def list_begun_closes(
        self, team: TeamId, person: PersonId, *, offset: int = 0
    ) -> WaitingCloses:
        rows, offset = self._read_waiting(LIST_BEGUN_CLOSES, offset, team=team, person=person)
        found: list[tuple[Deal, Closing]] = [
            (_load_deal(row), CLOSING.load(_rest_of(row))) for _total, *row in rows
        ]
        return WaitingCloses(closes=found, total=_total_of(rows), offset=offset)

    def _read_waiting(
        self, statement: ReadStatement[_WaitingRow], offset: int, **given: Value
    ) -> tuple[list[_WaitingRow], int]:
        """The rows from `offset` on, or the last ones where there are no more that far, and where they begin."""
        rows = self._session.read_all(statement, offset=offset, **given)
        while not rows and offset:
            offset = max(0, offset - WAITING_LISTED)
            rows = self._session.read_all(statement, offset=offset, **given)
        return rows, offset

    def list_names(self, team: TeamId, person: PersonId) -> Sequence[tuple[DealId, str]]:
        rows = self._session.read_all(LIST_NAMES, team=team, person=person)
        return [(DealId(deal), name) for deal, name in rows]

    def list_by_ids(
        self, team: TeamId, person: PersonId, deals: Sequence[DealId]
    ) -> Sequence[ListedDeal]:
        found: list[ListedDeal] = []
        for batch in id_batches(deals):
            rows = self._session.read_all(LIST_BY_IDS, team=team, person=person, **batch)
            found += [_load_listed(list(row)) for row in rows]
        return found


def _total_of(rows: Sequence[_WaitingRow]) -> int:
    return rows[0][0] if rows else 0


def _load_listed(row: Sequence[Value]) -> ListedDeal:
    drafts, has_rhythm, totals, channel, *deal = row
    mine = PersonalDeal(
        deal=DEAL.load(tuple(deal)),
        totals=TOTALS.load(str(totals)),
        channel=None if channel is None else ChannelId(str(channel)),
    )
    return ListedDeal(mine=mine, drafts=int(drafts or 0), has_rhythm=bool(has_rhythm))


def _load_deal(row: Sequence[Value]) -> Deal:
    return DEAL.load(tuple(row[: len(DEAL.columns)]))


def _rest_of(row: Sequence[Value]) -> Row:
    """What follows the columns of the deal."""
    return tuple(row[len(DEAL.columns) :])
