"""Runs the schedules that are due: claims a batch, builds the posts and sets the next run, in one transaction.

A schedule runs once for each of its local days. Where days passed while no process was running, only the latest one
is run; it covers the time since the first, and the others are recorded as dropped. A run that is late waits for the
next day on which its reader accepts messages, at their hour: nobody gets a message at night or on a day off because
somebody started a server then.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.coach.ports.clock import Calendar
from bot.coach.ports.store import UnitOfWork
from bot.coach.records import Post
from bot.coach.services import Services
from bot.domain.ids import TeamId
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind

# A batch takes seconds; a worker that died is replaced by the next one after this.
LEASE = timedelta(minutes=2)
BATCH_SIZE = 100
"""Schedules that are claimed together and end in one transaction."""
LATE_TOLERANCE = timedelta(hours=1)
"""A run of an earlier day that is no later than this is still delivered, even past midnight."""
SAME_DAY_TOLERANCE = timedelta(hours=8)
"""A run that is no later than this is still delivered on its own day; later it would come in the evening."""
DROPPED_AS_LATE = "late"
"""Why a day was dropped: the next one had come before any process could run it."""

HandledDay = tuple[TeamId, str, date]
"""A local day for which a schedule has already run: its team, its id, the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledRun:
    """One run of a schedule, for `day`, at the moment `now` (UTC). It covers the time since the day `since`, which is
    `day` itself unless days were missed."""

    schedule: Schedule
    day: date
    since: date
    now: datetime


class RecurringJob(Protocol):
    """What one kind of schedule does when it runs."""

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:
        """The days on which the schedule runs, in order, from its own day up to and including `until`."""

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        """The messages to put into the outbox; none where there is nothing to say."""

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        """The first day after `after` on which the schedule runs; None: it never runs again."""

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:
        """The first day from `first` on that may bring a message at all. A run that is late waits for it."""


@runtime_checkable
class BatchedJob(Protocol):
    """A job that reads what a whole batch of schedules needs in a few statements."""

    def load_batch(
        self, work: UnitOfWork, schedules: Sequence[Schedule], now: datetime
    ) -> RecurringJob:
        """The job for those schedules, with everything they need loaded."""


@runtime_checkable
class ExternalLookup(Protocol):
    """A job that has to ask another system first. That is done before the transaction, which must not wait for it."""

    def look_up(self, schedules: Sequence[Schedule]) -> None:
        """Asks for those schedules and keeps the answers in rows."""


ScheduleHandler = RecurringJob | BatchedJob


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCounts:
    """What became of the schedules that were due. Those in `failed` keep their lease and are claimed again after it."""

    made: int = 0
    empty: int = 0
    dropped: int = 0
    failed: tuple[Exception, ...] = ()

    def __add__(self, other: "RunCounts") -> "RunCounts":
        return RunCounts(
            made=self.made + other.made,
            empty=self.empty + other.empty,
            dropped=self.dropped + other.dropped,
            failed=self.failed + other.failed,
        )


def run_due_schedules(
    handlers: Mapping[ScheduleKind, ScheduleHandler], *, services: Services, limit: int = 10_000
) -> RunCounts:
    """Runs whatever is due now, batch after batch, until nothing is due or `limit` schedules were claimed."""
    counts = RunCounts()
    claimed_so_far = 0
    while claimed_so_far < limit:
        claimed = _claim_batch(services)
        if not claimed:
            break
        _look_up_first(claimed, handlers)
        counts += _run_batch(claimed, handlers, services)
        claimed_so_far += len(claimed)
    return counts


def _claim_batch(services: Services) -> Sequence[Schedule]:
    now = services.clock.now()
    with services.store.work() as work:
        return work.schedules.claim_due(now, now + LEASE, BATCH_SIZE)


def _look_up_first(
    claimed: Sequence[Schedule], handlers: Mapping[ScheduleKind, ScheduleHandler]
) -> None:
    for kind, handler in handlers.items():
        schedules = _of_kind(claimed, kind)
        if schedules and isinstance(handler, ExternalLookup):
            handler.look_up(schedules)


def _run_batch(
    claimed: Sequence[Schedule],
    handlers: Mapping[ScheduleKind, ScheduleHandler],
    services: Services,
) -> RunCounts:
    """Runs the batch in one transaction; where that fails, each schedule in a transaction of its own."""
    try:
        return _run_in_one_transaction(claimed, handlers, services)
    except Exception as error:  # noqa: BLE001 - one that fails must not hold up the others
        if len(claimed) == 1:
            return RunCounts(failed=(error,))
    # One bad row would otherwise fail the batch again and again, and with it the digests of a hundred people.
    counts = RunCounts()
    for schedule in claimed:
        counts += _run_batch([schedule], handlers, services)
    return counts


def _run_in_one_transaction(
    claimed: Sequence[Schedule],
    handlers: Mapping[ScheduleKind, ScheduleHandler],
    services: Services,
) -> RunCounts:
    counts = RunCounts()
    with services.store.work() as work:
        now = services.clock.now()
        jobs = _load_jobs(work, claimed, handlers, now)
        handled = work.schedules.list_past_days(claimed)
        for schedule in claimed:
            runner = _Runner(
                work=work,
                calendar=services.calendar,
                job=jobs[schedule.occasion],
                handled=handled,
                now=now,
            )
            counts += runner.run(schedule)
    return counts


def _load_jobs(
    work: UnitOfWork,
    claimed: Sequence[Schedule],
    handlers: Mapping[ScheduleKind, ScheduleHandler],
    now: datetime,
) -> Mapping[ScheduleKind, RecurringJob]:
    jobs: dict[ScheduleKind, RecurringJob] = {}
    for kind in {schedule.occasion for schedule in claimed}:
        handler = handlers[kind]
        if isinstance(handler, BatchedJob):
            jobs[kind] = handler.load_batch(work, _of_kind(claimed, kind), now)
        else:
            jobs[kind] = handler
    return jobs


def _of_kind(schedules: Sequence[Schedule], kind: ScheduleKind) -> list[Schedule]:
    return [schedule for schedule in schedules if schedule.occasion is kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Runner:
    """Runs claimed schedules of one kind within a transaction. `handled` are days that have run already."""

    work: UnitOfWork
    calendar: Calendar
    job: RecurringJob
    handled: AbstractSet[HandledDay]
    now: datetime

    def run(self, schedule: Schedule) -> RunCounts:
        """Delivers the latest day that is due, drops those before it, and sets the next run."""
        days = self._days_due_by_now(schedule)
        if not days:
            return self._finish(schedule, [], schedule.day)
        latest = days[-1]
        later = self._postponed_to(schedule, latest)
        if later is not None:
            # The schedule keeps its day, so that the postponed run still says which days it covers.
            self.work.schedules.complete(schedule, [], replace(schedule, wake=later, lease=None))
            return RunCounts()
        occurrences = [
            Occurrence(day=day, at=self.now, outcome=Outcome.DROPPED, why=DROPPED_AS_LATE)
            for day in days[:-1]
            if not self._is_handled(schedule, day)
        ]
        if not self._is_handled(schedule, latest):
            run = ScheduledRun(schedule=schedule, day=latest, since=days[0], now=self.now)
            occurrences.append(self._deliver(run))
        return self._finish(schedule, occurrences, latest)

    def _days_due_by_now(self, schedule: Schedule) -> list[date]:
        today = self.calendar.local(self.now, schedule.zone).date()
        days = self.job.due_days(self.work, schedule, today)
        return [day for day in days if self._moment_of(schedule, day) <= self.now]

    def _postponed_to(self, schedule: Schedule, day: date) -> datetime | None:
        """The moment until which a late run waits; None where it is delivered now."""
        today = self.calendar.local(self.now, schedule.zone).date()
        tolerance = SAME_DAY_TOLERANCE if day == today else LATE_TOLERANCE
        if self.now - self._moment_of(schedule, day) <= tolerance:
            return None
        first = today + timedelta(days=1) if day == today else today
        delivery_day = self.job.next_delivery_day(self.work, schedule, first)
        if delivery_day is None:
            return None
        moment = self._moment_of(schedule, delivery_day)
        return moment if moment > self.now else None

    def _deliver(self, run: ScheduledRun) -> Occurrence:
        posts = self.job.build_posts(self.work, run)
        for post in posts:
            self.work.outbox.insert(post)
        outcome = Outcome.MADE if posts else Outcome.EMPTY
        return Occurrence(day=run.day, at=self.now, outcome=outcome)

    def _finish(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], day: date | None
    ) -> RunCounts:
        """Ends the claim; the schedule runs next on the first due day after `day`, or never again."""
        next_day = self.job.next_due_day(self.work, schedule, day) if day else None
        following = schedule_for_day(schedule, next_day, self.calendar) if next_day else None
        self.work.schedules.complete(schedule, occurrences, following)
        outcomes = [occurrence.outcome for occurrence in occurrences]
        return RunCounts(
            made=outcomes.count(Outcome.MADE),
            empty=outcomes.count(Outcome.EMPTY),
            dropped=outcomes.count(Outcome.DROPPED),
        )

    def _is_handled(self, schedule: Schedule, day: date) -> bool:
        return (schedule.team, schedule.id, day) in self.handled

    def _moment_of(self, schedule: Schedule, day: date) -> datetime:
        return self.calendar.instant(day, schedule.hour, schedule.zone)


def schedule_for_day(schedule: Schedule, day: date, calendar: Calendar) -> Schedule:
    """The schedule with its next run on that day, at its own local hour."""
    wake = calendar.instant(day, schedule.hour, schedule.zone)
    return replace(schedule, day=day, wake=wake, lease=None)
