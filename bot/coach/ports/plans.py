"""Where private plans are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.coach.records import FormerPlan
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.plans import Plan


class PlanRepository(Protocol):
    """Private plans. The caller checks who may see them."""

    def find(self, team: TeamId, deal: DealId) -> Plan | None:
        """The plan of a deal. Raises `WrongKey` where it cannot be opened."""

    def save(self, team: TeamId, deal: DealId, plan: Plan) -> None:
        """Replaces the plan. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def delete(self, team: TeamId, deal: DealId) -> None:
        """Removes the plan."""

    def withdraw(self, team: TeamId, deal: DealId, person: PersonId, at: datetime) -> bool:
        """Puts the plan away under the name of its former owner, unread; from now on the deal has none. Returns whether
        there was one."""

    def list_former(self, team: TeamId, deal: DealId) -> Sequence[FormerPlan]:
        """The plans of a deal that were put away, the oldest first."""

    def pass_on(self, team: TeamId, deal: DealId, person: PersonId) -> bool:
        """Makes the plan that a former owner left the deal's again. Returns whether that could be done: not where the
        deal has another one by now."""

    def delete_former(self, team: TeamId, deal: DealId, person: PersonId) -> None:
        """Removes the plan that a former owner left."""

    def list_all_former(self, before: datetime, most: int) -> Sequence[FormerPlan]:
        """The oldest plans of all teams that were put away before then, at most so many."""
