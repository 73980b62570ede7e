"""Where is kept what comes round on its day: schedules, digests, and rhythms."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import Protocol

from bot.coach.records import UrgentCheck
from bot.domain.checkins import CheckIn
from bot.domain.digests import Digest
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.mornings import MorningMemory
from bot.domain.rhythms import Rhythm, RhythmChange
from bot.domain.schedules import Occurrence, Schedule
from bot.domain.triggers import Firing, Reading


class ScheduleRepository(Protocol):
    """What comes round at an hour, and when it did."""

    def find(self, team: TeamId, schedule: str) -> Schedule | None:
        """One schedule."""

    def save(self, schedule: Schedule) -> None:
        """Adds a schedule, or replaces one; whoever had claimed the old one has lost it."""

    def delete(self, team: TeamId, schedule: str) -> None:
        """Removes a schedule; its occurrences stay."""

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        """Takes schedules that are due until the end of the lease, in the order of their keys; no
        other worker gets them before it. `wake` says when they were due."""

    def complete(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        """Ends a claim: what the schedule came to, and when it comes round next (None: never
        again). Where it was no longer this worker's, or one of the occurrences was there before,
        the transaction fails with `VersionConflict`, at its end at the latest."""

    def list_past_days(self, of: Sequence[Schedule]) -> AbstractSet[tuple[TeamId, str, date]]:
        """The days on which those schedules came round already, with all of each one's own day or
        later among them."""

    def list_occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        """Each time that a schedule came round, oldest first."""

    def delete_occurrences_before(self, before: datetime, most: int) -> int:
        """Removes the oldest occurrences from before then, at most so many; how many."""

    def count_overdue(self, now: datetime) -> int:
        """How many schedules should have come round by then and have not."""


class DigestRepository(Protocol):
    """What digests said."""

    def find(self, team: TeamId, digest: str) -> Digest | None:
        """What a digest said, by the id of its post."""

    def insert(self, digest: Digest) -> None:
        """Remembers what a digest says; one that is already there stays as it is."""

    def delete_before(self, day: date, most: int) -> int:
        """Removes the oldest digests from before that day, at most so many; how many."""


class MorningRepository(Protocol):
    """What each reader was told: a person, or the schedule of a channel's digest."""

    def load_memories(
        self, team: TeamId, readers: Sequence[PersonId]
    ) -> Mapping[PersonId, MorningMemory]:
        """The memories of those readers, where they were ever told anything."""

    def save_memory(self, team: TeamId, reader: PersonId, memory: MorningMemory) -> None:
        """Replaces what a reader was told."""

    def delete_memory(self, team: TeamId, reader: PersonId) -> None:
        """Forgets what a reader was told, so that everything that waits is new to them."""

    def save_check(self, check: UrgentCheck) -> None:
        """Has a deal looked at for what binds before somebody's next morning; a check of it that waits is replaced."""

    def list_due_checks(self, now: datetime, most: int) -> Sequence[UrgentCheck]:
        """The checks whose moment has come, at most so many, the earliest first."""

    def take_check(self, check: UrgentCheck) -> bool:
        """Takes a check out; False where another worker did, or a later entry replaced it."""


class RhythmRepository(Protocol):
    """Rhythms, their check-ins, readings of their measures, and triggers that fired."""

    def find(self, team: TeamId, deal: DealId) -> Rhythm | None:
        """How a deal is governed."""

    def find_many(self, team: TeamId, deals: Sequence[DealId]) -> Mapping[DealId, Rhythm]:
        """How those deals are governed, where somebody began it."""

    def save(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        """Replaces the rhythm. Its version must be one above the stored one (1 for the first), else
        `VersionConflict`."""

    def find_change(self, team: TeamId, deal: DealId) -> RhythmChange | None:
        """The last change of what the rhythm agrees, where it can still be undone."""

    def save_change(self, team: TeamId, deal: DealId, change: RhythmChange) -> None:
        """Remembers the last change, instead of the one before it."""

    def forget_change(self, team: TeamId, deal: DealId) -> None:
        """Forgets the last change: it was undone."""

    def list_checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        """The check-ins of a deal, by number."""

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        """Adds a check-in at version 1, or replaces one. Its version must be one above the stored
        one, else `VersionConflict`."""

    def list_readings(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        """The readings of a deal's measures, by number."""

    def insert_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        """Adds a reading. Its number must be free, else `VersionConflict`."""

    def list_firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        """The triggers that fired in a deal, by the number of their reading."""

    def insert_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        """Remembers that a trigger fired. One reading fires it once, else `VersionConflict`."""

    def take_back_firing(self, team: TeamId, deal: DealId, reading: int, by: int) -> None:
        """Remembers that the reading `by` showed what that reading had set off to be a mistake."""
