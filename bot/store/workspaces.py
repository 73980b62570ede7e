"""What admins set for whole workspaces, and how a workspace is forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, false, func, or_, select

from bot.coach.records import DealUsage, Workspace, WorkspaceCounts
from bot.domain.deals import DealOutcome
from bot.domain.ids import DealId, TeamId
from bot.store.codec import RowCodec, format_moment, parse_moment
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import VersionedRows, equal_given, given
from bot.store.tables import METADATA, deals, entries, workspaces

WORKSPACE = RowCodec(Workspace, workspaces)
FIND_WORKSPACE = ReadStatement[Row](
    select(*WORKSPACE.columns).where(equal_given(workspaces, "team"))
)
WORKSPACE_ROWS = VersionedRows(workspaces)

_is_in_use = or_(deals.c.outcome.is_(None), deals.c.outcome != DealOutcome.DELETED.value)
COUNT_DEALS = ReadStatement[tuple[int, int]](
    select(func.count(), func.count(deals.c.closed_at)).where(
        equal_given(deals, "team"), deals.c.sample == false(), _is_in_use
    )
)
COUNT_ENTRIES = ReadStatement[tuple[int, int]](
    select(func.count(), func.count(entries.c.person.distinct())).where(
        equal_given(entries, "team"), entries.c.at >= given("since")
    )
)

_recent = (
    select(func.count())
    .where(entries.c.team == deals.c.team, entries.c.deal == deals.c.id)
    .where(entries.c.at >= given("since"))
    .scalar_subquery()
)
LIST_USAGE = ReadStatement[tuple[str, str, str | None, int, int]](
    select(deals.c.id, deals.c.opened_at, deals.c.closed_at, deals.c.entries, _recent)
    .where(equal_given(deals, "team"), deals.c.sample == false(), _is_in_use)
    .order_by(_recent.desc(), deals.c.opened_at.desc(), deals.c.id)
    .limit(given("most", deals.c.entries.type))
    .offset(given("skip", deals.c.entries.type))
)

# Each table after those that refer to it. Counters belong to no team.
PURGE_TABLES = [
    WriteStatement[tuple[()]](delete(table).where(equal_given(table, "team")))
    for table in reversed(METADATA.sorted_tables)
    if "team" in table.c
]


class SqlWorkspaces(Repository):
    """Implements `WorkspaceRepository`."""

    __slots__ = ()

    def find(self, team: TeamId) -> Workspace | None:
        rows = self._session.read_all(FIND_WORKSPACE, team=team)
        return WORKSPACE.load_first(rows)

    def save(self, workspace: Workspace) -> None:
        row = WORKSPACE.dump(workspace)
        WORKSPACE_ROWS.save_row(self._session, workspace.version, row)

    def count(self, team: TeamId, since: datetime) -> WorkspaceCounts:
        ((deal_count, closed),) = self._session.read_all(COUNT_DEALS, team=team)
        ((written, people),) = self._session.read_all(
            COUNT_ENTRIES, team=team, since=format_moment(since)
        )
        return WorkspaceCounts(
            open_deals=deal_count - closed, closed_deals=closed, entries=written, people=people
        )

    def list_usage(
        self, team: TeamId, since: datetime, most: int, skip: int = 0
    ) -> Sequence[DealUsage]:
        rows = self._session.read_all(
            LIST_USAGE, team=team, since=format_moment(since), most=most, skip=skip
        )
        return [
            DealUsage(
                deal=DealId(deal),
                opened_at=parse_moment(opened_at),
                is_closed=closed_at is not None,
                entries=written,
                recent=recent,
            )
            for deal, opened_at, closed_at, written, recent in rows
        ]

    def purge(self, team: TeamId) -> None:
        for purge_table in PURGE_TABLES:
            self._session.write(purge_table, team=team)
