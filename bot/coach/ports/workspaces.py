"""Where is kept what admins set for whole workspaces, and who installed Giveget there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.coach.records import DealUsage, Installation, Workspace, WorkspaceCounts
from bot.domain.audit import AuditFilter, AuditRow
from bot.domain.data_rules import DataRules
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.retention import ClosedDeal, PlannedDeletion


class WorkspaceRepository(Protocol):
    """What admins set for whole workspaces."""

    def find(self, team: TeamId) -> Workspace | None:
        """What an admin set for the workspace."""

    def save(self, workspace: Workspace) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def count(self, team: TeamId, since: datetime) -> WorkspaceCounts:
        """How much is in use in the workspace; entries and people since that moment."""

    def list_usage(
        self, team: TeamId, since: datetime, most: int, skip: int = 0
    ) -> Sequence[DealUsage]:
        """How much is in each deal, those with most entries since then first, leaving out samples and deleted ones."""

    def purge(self, team: TeamId) -> None:
        """Removes every row of a workspace from every table."""


class AuditRepository(Protocol):
    """Acts that workspaces have to account for."""

    def insert(self, team: TeamId, row: AuditRow) -> None:
        """Adds an act; one whose id is there already stays as it is."""

    def list_newest(
        self, team: TeamId, wanted: AuditFilter, most: int, skip: int = 0
    ) -> Sequence[AuditRow]:
        """The acts of a workspace that somebody looks for, the newest first."""

    def list_teams(self) -> Sequence[TeamId]:
        """The workspaces of which any act is known."""

    def delete_before(self, team: TeamId, at: datetime, most: int) -> int:
        """Deletes the oldest acts of a workspace from before that moment, at most so many; how many it were."""


class DataRulesRepository(Protocol):
    """How long data of workspaces stays."""

    def find(self, team: TeamId) -> DataRules | None:
        """What an admin of the workspace decided; None where none did."""

    def list_uninstalled(self) -> Sequence[DataRules]:
        """Those of all workspaces that Giveget was uninstalled from."""

    def save(self, rules: DataRules) -> None:
        """Replaces them. Their version must be one above the stored one (1 for the first), else
        `VersionConflict`."""


class RetentionRepository(Protocol):
    """Closed deals that are deleted for their age, of all workspaces."""

    def list_closed(self) -> Sequence[ClosedDeal]:
        """The closed deals of which nothing was announced, but for those that were deleted."""

    def find_last_end(self, team: TeamId, deal: DealId) -> datetime | None:
        """When somebody last said how the deal ended; None where nobody did."""

    def list_planned(self) -> Sequence[PlannedDeletion]:
        """What was announced, the earliest first."""

    def find(self, team: TeamId, deal: DealId) -> PlannedDeletion | None:
        """What was announced of a deal."""

    def find_last_days(self, team: TeamId, found: Sequence[DealId]) -> Mapping[DealId, date]:
        """The last day of each of the deals of which it was announced."""

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[tuple[Deal, date]]:
        """The deals of which it was announced that the person owns alone or with others, with their last day, the
        earliest first."""

    def save(self, planned: PlannedDeletion) -> None:
        """Adds it, or replaces what was announced of the deal."""

    def delete(self, team: TeamId, deal: DealId) -> None:
        """The deal stays after all."""


class InstallationRepository(Protocol):
    """Who installed Giveget. What Slack gave for it is sealed; reading it raises `WrongKey` where it does not open."""

    def find(self, team: TeamId) -> Installation | None:
        """The installation of a workspace, or the one for all of an organisation, by its id. In a transaction that may
        write it stays as it was read until the end."""

    def list_all(self) -> Sequence[Installation]:
        """All of them."""

    def save(self, installation: Installation) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else `VersionConflict`."""
