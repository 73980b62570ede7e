"""What admins set for whole workspaces, and how a workspace is forgotten."""

from sqlalchemy import delete, select

from bot.coach.records import Workspace
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import VersionedRows, equal_given
from bot.store.tables import METADATA, workspaces

WORKSPACE = RowCodec(Workspace, workspaces)
FIND_WORKSPACE = ReadStatement[Row](
    select(*WORKSPACE.columns).where(equal_given(workspaces, "team"))
)
WORKSPACE_ROWS = VersionedRows(workspaces)

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

    def purge(self, team: TeamId) -> None:
        for purge_table in PURGE_TABLES:
            self._session.write(purge_table, team=team)
