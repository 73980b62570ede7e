"""What is remembered of how a party answered before, as facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.coach.answers.base import DealAnswer
from bot.domain.ids import DealId
from bot.domain.party_memory import PartyHistory


class MemoryState(StrEnum):
    """What can be told."""

    TOLD = "told"
    TOO_FEW = "too_few"
    """There are fewer than three deals with it."""
    COMPANY_ASKED = "company_asked"
    """Nobody said yet whether it is a company."""
    PERSON = "person"
    """A natural person, of whom nothing is remembered."""
    HIRING = "hiring"
    NO_NAME = "no_name"
    """Nobody named the other side of this deal."""
    WHICH = "which"
    """Several sit at the table."""
    UNKNOWN = "unknown"
    """No deal of the person is with a party of that name."""
    NOT_ALLOWED = "not_allowed"
    """No admin allowed it in this workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarParty:
    """A party of another deal whose name is nearly the same, as of which nobody said whether it is."""

    name: str
    deal: DealId


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyHistoryShown(DealAnswer):
    """How a party answered in deals of the person before, on the side of this deal. `deals` counts them, since a day;
    `names` are those to choose from."""

    state: MemoryState
    name: str = ""
    history: PartyHistory | None = None
    deals: int = 0
    since: date | None = None
    similar: SimilarParty | None = None
    names: tuple[str, ...] = ()
    typed: str = ""
