"""What lists of a person's deals ask the store for: a page of deals, and what waits across all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.coach.records import PersonalDeal
from bot.domain.checkins import CheckIn
from bot.domain.closing import Closing
from bot.domain.commitments import Commitment
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.moves import Move
from bot.domain.rhythms import Rhythm

PAGE_SIZE = 10
"""How many deals a page has."""
WAITING_LISTED = 5
"""How many of what waits are read at once."""


class DealFilter(StrEnum):
    """Which of a person's deals a list has."""

    NEEDS = "needs"
    """Open ones with something for the person: a draft, an open give of theirs, something due or overdue."""
    MINE = "mine"
    """Open ones that the person owns."""
    FOLLOWING = "following"
    """Open ones whose lines the person chose to get."""
    ALL = "all"
    """Every open one."""
    KEPT = "kept"
    """Those that were won and whose rhythm runs."""
    CLOSED = "closed"
    """Every one in which nothing is negotiated any more, those that are kept among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDeal:
    """One deal of a page, with the number of drafts in it that the person has to decide about, and whether anything was
    agreed on how to work together."""

    mine: PersonalDeal
    drafts: int
    has_rhythm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPage:
    """A page of a person's deals, and how many there are on all pages."""

    deals: Sequence[ListedDeal]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMoves:
    """The first moves of one kind that wait in any of the person's deals, each with its deal, and how many wait."""

    moves: Sequence[tuple[Deal, Move]]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCheckIns:
    """The first check-ins whose day has passed without a word, and how many there are."""

    checkins: Sequence[tuple[Deal, CheckIn]]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRhythms:
    """The rhythms in which something comes to its day, and how many there are."""

    rhythms: Sequence[tuple[Deal, Rhythm]]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCommitments:
    """The first commitments of both sides that are due, each with its deal, and how many there are."""

    commitments: Sequence[tuple[Deal, Commitment]]
    total: int
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCloses:
    """The first closes that were begun and not finished, each with its deal, and how many there are."""

    closes: Sequence[tuple[Deal, Closing]]
    total: int
    offset: int = 0


class DealListRepository(Protocol):
    """A person's deals and what waits in them, found by the database, so that it costs the same with four hundred deals
    as with ten. Deals in which the person has no role, or the role nobody, are left out everywhere.

    Of what waits, `WAITING_LISTED` are read from `offset` on. Where fewer are left by now, the last ones are, and their
    `offset` says where they stand."""

    def list_page(
        self,
        team: TeamId,
        person: PersonId,
        which: DealFilter,
        *,
        today: date,
        offset: int,
    ) -> DealPage:
        """So many deals from `offset` on as a page has: those that need the person first, then those with the oldest
        open give; closed ones by the day they were closed, the last first, and of those that are kept the ones in
        which something is due before the others."""

    def list_drafts(self, team: TeamId, person: PersonId, *, offset: int = 0) -> WaitingMoves:
        """Drafts that the person typed, newest first."""

    def list_due_asks(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingMoves:
        """Open asks of ours that were due by that day, the longest due first."""

    def list_their_asks(self, team: TeamId, person: PersonId, *, offset: int = 0) -> WaitingMoves:
        """Open asks of theirs, those with a day first."""

    def count_open_gives(self, team: TeamId, person: PersonId) -> int:
        """How many gives are open in all of the person's open deals."""

    def list_waiting_check_ins(
        self, team: TeamId, person: PersonId, before: date, *, offset: int = 0
    ) -> WaitingCheckIns:
        """Check-ins of before that day that nobody reported on, oldest first."""

    def list_ending(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingRhythms:
        """Rhythms with a renewal or a last day for notice up to that day that nobody settled, the earliest first."""

    def list_with_dues(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingRhythms:
        """Rhythms with a gate that nobody decided, or something to do after an event, up to that day, the earliest
        first."""

    def list_due_commitments(
        self, team: TeamId, person: PersonId, until: date, *, offset: int = 0
    ) -> WaitingCommitments:
        """Commitments of both sides that are still to be done and due by that day, the earliest first."""

    def list_begun_closes(
        self, team: TeamId, person: PersonId, *, offset: int = 0
    ) -> WaitingCloses:
        """Closes that were begun and not finished, the one begun first at the top."""

    def list_names(self, team: TeamId, person: PersonId) -> Sequence[tuple[DealId, str]]:
        """The person's deals by name, open and closed."""

    def list_by_ids(
        self, team: TeamId, person: PersonId, deals: Sequence[DealId]
    ) -> Sequence[ListedDeal]:
        """Those of the deals that are the person's."""
