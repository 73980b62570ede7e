"""What admins set for whole workspaces, and how a workspace is forgotten."""

from sqlalchemy import delete, select

from bot.coach.records import Workspace
from bot.domain.ids import TeamId
from bot.store.bodies import policy, policy_text
from bot.store.sql import ReadStatement, Repository, VersionedRows, WriteStatement, given
from bot.store.tables import METADATA, workspaces

ONE = ReadStatement[tuple[str, int]](
    select(workspaces.c.policy, workspaces.c.version).where(workspaces.c.team == given("team"))
)
WORKSPACES = VersionedRows(workspaces)

# Each table after those that refer to it.
PURGES = [
    WriteStatement[tuple[()]](delete(table).where(table.c.team == given("team")))
    for table in reversed(METADATA.sorted_tables)
]


class SqlWorkspaces(Repository):
    """Implements `WorkspaceRepository`."""

    __slots__ = ()

    def find(self, team: TeamId) -> Workspace | None:
        row = self._session.first(ONE, team=team)
        return None if row is None else Workspace(team=team, policy=policy(row[0]), version=row[1])

    def save(self, workspace: Workspace) -> None:
        WORKSPACES.save(
            self._session,
            workspace.version,
            team=workspace.team,
            policy=policy_text(workspace.policy),
        )

    def purge(self, team: TeamId) -> None:
        for change in PURGES:
            self._session.change(change, team=team)
