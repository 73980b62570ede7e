"""Where is kept what was learned from deals, and what people added to the libraries."""

from collections.abc import Sequence
from typing import Protocol

from bot.domain.deals import Side
from bot.domain.debriefs import Debrief
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.own_tradeables import OwnTradeable
from bot.domain.party_memory import PartyRuling
from bot.domain.playbook_lines import PlaybookLine
from bot.domain.tradeable_outcomes import TradeableOutcome


class DebriefRepository(Protocol):
    """What people said when they looked back on their deals."""

    def find(self, team: TeamId, deal: DealId) -> Debrief | None:
        """A deal's debrief."""

    def save(self, team: TeamId, deal: DealId, debrief: Debrief) -> None:
        """Replaces it. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""


class LearningRepository(Protocol):
    """What deals that ended taught. Rows of deals that were deleted are passed over."""

    def list_lines(self, team: TeamId, side: Side) -> Sequence[PlaybookLine]:
        """The latest lines that deals of a side added to the playbook, newest first."""

    def list_lines_of_deal(self, team: TeamId, deal: DealId) -> Sequence[PlaybookLine]:
        """The lines that a deal added, by place."""

    def replace_lines(self, team: TeamId, deal: DealId, lines: Sequence[PlaybookLine]) -> None:
        """Puts these in the place of the lines that a deal added before."""

    def list_outcomes(
        self, team: TeamId, side: Side, person: PersonId | None
    ) -> Sequence[TradeableOutcome]:
        """The latest outcomes in closed deals of a side, newest first; with a person, in deals only in which they have
        a role other than nobody. Samples, and deals that were put away without an outcome, are left out."""

    def replace_outcomes(
        self, team: TeamId, deal: DealId, outcomes: Sequence[TradeableOutcome]
    ) -> None:
        """Puts these in the place of the outcomes that were kept of a deal before."""

    def list_rulings(self, team: TeamId, deals: Sequence[DealId]) -> Sequence[PartyRuling]:
        """What was said about the parties of those deals."""

    def save_ruling(self, team: TeamId, ruling: PartyRuling) -> None:
        """Keeps a ruling, instead of an earlier one about the same two deals."""


class TradeableRepository(Protocol):
    """What people of workspaces added to the libraries."""

    def list_of_team(self, team: TeamId) -> Sequence[OwnTradeable]:
        """All that was added in a workspace, retired ones too."""

    def save(self, tradeable: OwnTradeable) -> None:
        """Adds one, or replaces it. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""
