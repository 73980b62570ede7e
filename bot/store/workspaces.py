"""What admins set for whole workspaces, and how a workspace is forgotten."""

from sqlalchemy import delete, select

from bot.coach.records import Workspace
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import VersionedRows, given
from bot.store.tables import METADATA, workspaces

WORKSPACE = RowCodec(Workspace, workspaces)
ONE = ReadStatement[Row](select(*WORKSPACE.columns).where(workspaces.c.team == given("team")))
WORKSPACES = VersionedRows(workspaces)

# Each table after those that refer to it. Counters belong to no team.
PURGES = [
    WriteStatement[tuple[()]](delete(table).where(table.c.team == given("team")))
    for table in reversed(METADATA.sorted_tables)
    if "team" in table.c
]


class SqlWorkspaces(Repository):
    """Implements `WorkspaceRepository`."""

    __slots__ = ()

    def find(self, team: TeamId) -> Workspace | None:
        row = self._session.first(ONE, team=team)
        return None if row is None else WORKSPACE.load(row)

    def save(self, workspace: Workspace) -> None:
        WORKSPACES.save(self._session, workspace.version, WORKSPACE.dump(workspace))

    def purge(self, team: TeamId) -> None:
        for change in PURGES:
            self._session.change(change, team=team)
