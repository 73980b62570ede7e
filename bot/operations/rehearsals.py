"""What would happen at later moments: the due jobs run on a copy of the database, under a clock that is wound."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.coach.ports.store import Store
from bot.coach.records import Post, PostState
from bot.domain.ids import ChannelId, TeamId
from bot.jobs.due import DueJobsReport, run_due_jobs
from bot.main import build_seal, build_services
from bot.operations.database import open_database
from bot.settings import Settings
from bot.store.copies import copy_into_memory, find_next_wake
from bot.store.engine import Database
from bot.store.store import SqlStore

POSTS_AT_ONCE = 100
LEASE = timedelta(minutes=1)


class SetClock:
    """A clock that shows the moment it was set to."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def set(self, at: datetime) -> None:
        """Shows that moment from now on."""
        self._at = at


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedRun:
    """What the due jobs would do at a moment, and the messages that would be sent then."""

    report: DueJobsReport
    posts: Sequence[Post]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A copy of the database and the clock it lives by."""

    store: Store
    clock: SetClock
    database: Database

    def run_at(self, at: datetime) -> RehearsedRun:
        """Does in the copy what would be due at that moment; moments must not go back."""
        self.clock.set(at)
        services = build_services(self.store, self.clock)
        report = run_due_jobs(is_private_channel=self._is_private_channel, services=services)
        return RehearsedRun(report=report, posts=self._take_posts())

    def next_moment(self) -> datetime | None:
        """When the next schedule comes round; None where none ever does."""
        return find_next_wake(self.database)

    def _take_posts(self) -> list[Post]:
        """The posts that are due, marked as sent."""
        now = self.clock.now()
        taken: list[Post] = []
        while True:
            with self.store.work() as work:
                posts = work.outbox.claim_due(now, now + LEASE, POSTS_AT_ONCE)
                for post in posts:
                    work.outbox.settle(replace(post, state=PostState.SENT, sends=1))
            if not posts:
                return taken
            taken += posts

    def _is_private_channel(self, team: TeamId, channel: ChannelId) -> bool:
        """Whether the channel is ours alone as far as is known here: a rehearsal asks Slack nothing."""
        with self.store.reading() as work:
            known = work.channels.find(team, channel)
        return known is not None and known.private_to_us


@contextmanager
def rehearse(settings: Settings, at: datetime) -> Iterator[Rehearsal]:
    """A rehearsal over a copy of the database of the settings, beginning at that moment."""
    with open_database(settings) as database:
        copy = copy_into_memory(database)
    try:
        clock = SetClock(at)
        yield Rehearsal(store=SqlStore(copy, build_seal(settings)), clock=clock, database=copy)
    finally:
        copy.close()
