"""Where the name of somebody of the other side was written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import DealId, PersonId


class NameFinder(Protocol):
    """Finds names in a text, and puts a role in their place."""

    @property
    def hints(self) -> Sequence[str]:
        """Pieces of the names, without capitals, one of which stands in every text that may hold a name."""

    def replace(self, text: str) -> str:
        """The text with the role in the place of each name."""

    def is_name_alone(self, text: str) -> bool:
        """Whether the text is a name, and nothing besides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedText:
    """A text with a name in it, as it stands and as it would. `no` is the number of its row in the deal; `draft_of` is
    whose draft it is, where it is one."""

    table: str
    before: str
    after: str
    deal: DealId | None = None
    no: int | None = None
    draft_of: PersonId | None = None
