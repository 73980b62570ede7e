"""What admins set for whole workspaces, and how a workspace is forgotten."""

from datetime import datetime

from sqlalchemy import delete, false, func, or_, select

from bot.coach.records import Workspace, WorkspaceCounts
from bot.domain.deals import DealOutcome
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec, format_moment
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

    def purge(self, team: TeamId) -> None:
        for purge_table in PURGE_TABLES:
            self._session.write(purge_table, team=team)
