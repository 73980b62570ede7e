"""Where is kept which requests were taken, and which wait for an answer."""

from datetime import datetime
from typing import Protocol

from bot.coach.records import PendingInput, PendingT, ProcessedRequest
from bot.domain.ids import PersonId, TeamId


class KeyRepository(Protocol):
    """Idempotency keys of requests."""

    def find_processed(self, team: TeamId, key: str) -> ProcessedRequest | None:
        """The request with this key, where it was already taken."""

    def mark_processed(
        self, team: TeamId, key: str, request: ProcessedRequest, at: datetime
    ) -> None:
        """Marks a request as taken. Raises `DuplicateSubmission` where another took it first."""

    def delete_before(self, before: datetime) -> int:
        """Removes keys older than that; how many."""


class PendingRepository(Protocol):
    """Input that waits until its person answers a question."""

    def save(self, team: TeamId, pending: PendingInput) -> None:
        """Keeps an input until its person takes it again; replaces one with the same id."""

    def take(
        self, team: TeamId, pending: str, person: PersonId, kind: type[PendingT]
    ) -> PendingT | None:
        """The waiting input of that person with this id, which then waits no more; None where there
        is none of that kind."""

    def delete_before(self, before: datetime) -> int:
        """Removes inputs that have waited since before then; how many."""
