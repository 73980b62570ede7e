"""The checklist against a deal, as facts."""

from dataclasses import dataclass

from bot.coach.answers.base import DealAnswer
from bot.domain.checklist import CheckedPoint, CheckState


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistShown(DealAnswer):
    """What to do and what to avoid, each with how it stands in this deal."""

    checks: tuple[CheckedPoint, ...]

    @property
    def to_do(self) -> tuple[CheckedPoint, ...]:
        """The points that are to be done."""
        return tuple(check for check in self.checks if not check.is_to_avoid)

    @property
    def to_avoid(self) -> tuple[CheckedPoint, ...]:
        """The points that are to be avoided."""
        return tuple(check for check in self.checks if check.is_to_avoid)

    @property
    def done(self) -> int:
        """How many points stand as they should."""
        return sum(check.state is CheckState.YES for check in self.checks)

    @property
    def unclear(self) -> int:
        """Of how many points nothing recorded tells."""
        return sum(check.state is CheckState.UNCLEAR for check in self.checks)

    @property
    def missing(self) -> tuple[CheckedPoint, ...]:
        """The points that are not as they should be."""
        return tuple(check for check in self.checks if check.state is CheckState.NOT_YET)
