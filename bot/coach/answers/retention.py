"""What is said about closed deals and their age, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.domain.deals import Deal


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionComes:
    """A closed deal is deleted for its age after its `last_day`."""

    deal: Deal
    last_day: date
