"""What is stored about a person, as they get it to take along."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import DealId


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """A row as it is stored, its columns by name."""

    table: str
    values: Mapping[str, object]

    @property
    def deal(self) -> DealId | None:
        """The deal that it belongs to; None where it belongs to none."""
        found = self.values.get("id") if self.table == "deals" else self.values.get("deal")
        return DealId(found) if isinstance(found, str) and found else None
