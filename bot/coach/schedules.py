"""What comes round: claimed for a while, made, and set to come round again, in one transaction.

A day comes round once. Days that passed while nobody was there are dropped for the latest of them, which is told the
first day it covers. What could not be made on its own day waits for the next one that its reader wants, at their hour:
nobody hears of it at night or on a day off because somebody started a server then.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.coach.ports import UnitOfWork
from bot.coach.records import Post
from bot.coach.services import Services
from bot.domain.ids import TeamId
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind

LEASE = timedelta(minutes=2)
BATCH_SIZE = 100
"""Schedules that are claimed together and end in one transaction."""
LATE_TOLERANCE = timedelta(hours=1)
"""What is no later than that is still told, though it be past midnight."""
SAME_DAY_TOLERANCE = timedelta(hours=8)
"""What is no later than that is still told on its own day; later it would come in the evening."""
DROPPED_AS_LATE = "late"
"""Why a day was dropped: a later one had come before anybody could make it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledRun:
    """One time that a schedule comes round: for `day`, covering the time since `since` (the same day, unless days were
    missed). `now` is the moment, in UTC."""

    schedule: Schedule
    day: date
    since: date
    now: datetime


class RecurringJob(Protocol):
    """How one kind of occasion comes round."""

    def days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:
        """The days from the schedule's own up to and including `until` on which it comes round, in order."""

    def make(self, work: UnitOfWork, turn: ScheduledRun) -> Sequence[Post]:
        """What is put into the outbox; nothing where there is nothing to say."""

    def following(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        """The next day on which it comes round; None: never again."""

    def next_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:
        """The first day from `first` on that may bring a message at all: what is late waits for it."""


@runtime_checkable
class BatchedJob(Protocol):
    """What comes round for many at once, so that what a batch of them needs is read together."""

    def ready(self, work: UnitOfWork, schedules: Sequence[Schedule], now: datetime) -> RecurringJob:
        """How those schedules come round, with everything they need at hand."""


@runtime_checkable
class ExternalLookup(Protocol):
    """What has to ask somebody outside before it comes round, which no transaction waits for."""

    def before(self, schedules: Sequence[Schedule]) -> None:
        """Asks, for those schedules; what it learns is kept in rows."""


ScheduleHandler = RecurringJob | BatchedJob
HandledDay = tuple[TeamId, str, date]
"""A day on which a schedule came round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCounts:
    """What became of the schedules that were due. `failed` are left to their lease and come again after it."""

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
    occasions: Mapping[ScheduleKind, ScheduleHandler], *, services: Services, most: int = 10_000
) -> RunCounts:
    """Makes whatever is due now, batch after batch, until nothing is or so many schedules were taken."""
    fired, taken = RunCounts(), 0
    while taken < most:
        now = services.clock.now()
        with services.store.work() as work:
            claimed = work.schedules.claim_due(now, now + LEASE, BATCH_SIZE)
        if not claimed:
            break
        _ask(claimed, occasions)
        fired += _together(claimed, occasions, services)
        taken += len(claimed)
    return fired


def _together(
    claimed: Sequence[Schedule],
    occasions: Mapping[ScheduleKind, ScheduleHandler],
    services: Services,
) -> RunCounts:
    """All of a batch in one transaction; where that fails, each in one of its own."""
    try:
        with services.store.work() as work:
            ready = _ready(work, claimed, occasions, services)
            told = work.schedules.list_past_days(claimed)
            return sum(
                (_fire(work, each, ready[each.occasion], told, services) for each in claimed),
                RunCounts(),
            )
    except Exception as error:  # noqa: BLE001 - one that fails must not hold up the others
        return (
            RunCounts(failed=(error,))
            if len(claimed) == 1
            else _apart(claimed, occasions, services)
        )


def _ask(claimed: Sequence[Schedule], occasions: Mapping[ScheduleKind, ScheduleHandler]) -> None:
    for occasion, comes in occasions.items():
        mine = [each for each in claimed if each.occasion is occasion]
        if mine and isinstance(comes, ExternalLookup):
            comes.before(mine)


def _ready(
    work: UnitOfWork,
    claimed: Sequence[Schedule],
    occasions: Mapping[ScheduleKind, ScheduleHandler],
    services: Services,
) -> Mapping[ScheduleKind, RecurringJob]:
    ready: dict[ScheduleKind, RecurringJob] = {}
    for occasion in {each.occasion for each in claimed}:
        comes = occasions[occasion]
        mine = [each for each in claimed if each.occasion is occasion]
        ready[occasion] = (
            comes.ready(work, mine, services.clock.now())
            if isinstance(comes, BatchedJob)
            else comes
        )
    return ready


def _apart(
    claimed: Sequence[Schedule],
    occasions: Mapping[ScheduleKind, ScheduleHandler],
    services: Services,
) -> RunCounts:
    return sum((_together([each], occasions, services) for each in claimed), RunCounts())


def _fire(
    work: UnitOfWork,
    schedule: Schedule,
    occasion: RecurringJob,
    told: AbstractSet[HandledDay],
    services: Services,
) -> RunCounts:
    now = services.clock.now()
    days = _passed(work, schedule, occasion, services, now)
    if not days:
        return _end(work, schedule, [], schedule.day, occasion, services)
    later = _waits(work, schedule, occasion, days[-1], services, now)
    if later is not None:
        return _put_off(work, schedule, later)
    *missed, day = days
    turn = ScheduledRun(schedule=schedule, day=day, since=days[0], now=now)
    fresh = [each for each in missed if (schedule.team, schedule.id, each) not in told]
    came = [
        Occurrence(day=each, at=now, outcome=Outcome.DROPPED, why=DROPPED_AS_LATE) for each in fresh
    ]
    if (schedule.team, schedule.id, day) not in told:
        posts = occasion.make(work, turn)
        for post in posts:
            work.outbox.insert(post)
        came.append(Occurrence(day=day, at=now, outcome=Outcome.MADE if posts else Outcome.EMPTY))
    return _end(work, schedule, came, day, occasion, services)


def _passed(
    work: UnitOfWork, schedule: Schedule, occasion: RecurringJob, services: Services, now: datetime
) -> list[date]:
    """The days on which it should have come round by now."""
    today = services.calendar.local(now, schedule.zone).date()
    days = occasion.days(work, schedule, today)
    return [
        day for day in days if services.calendar.instant(day, schedule.hour, schedule.zone) <= now
    ]


def _waits(
    work: UnitOfWork,
    schedule: Schedule,
    occasion: RecurringJob,
    day: date,
    services: Services,
    now: datetime,
) -> datetime | None:
    """Until when something waits that is late; None: it need not."""
    today = services.calendar.local(now, schedule.zone).date()
    late = now - services.calendar.instant(day, schedule.hour, schedule.zone)
    if late <= (SAME_DAY_TOLERANCE if day == today else LATE_TOLERANCE):
        return None
    wanted = occasion.next_day(work, schedule, today + timedelta(days=day == today))
    at = services.calendar.instant(wanted, schedule.hour, schedule.zone) if wanted else now
    return at if at > now else None


def _put_off(work: UnitOfWork, schedule: Schedule, until: datetime) -> RunCounts:
    """It keeps its day and comes later."""
    work.schedules.complete(schedule, [], replace(schedule, wake=until, lease=None))
    return RunCounts()


def _end(
    work: UnitOfWork,
    schedule: Schedule,
    came: Sequence[Occurrence],
    day: date | None,
    occasion: RecurringJob,
    services: Services,
) -> RunCounts:
    following = occasion.following(work, schedule, day) if day else None
    work.schedules.complete(
        schedule, came, schedule_for_day(schedule, following, services) if following else None
    )
    counted = [one.outcome for one in came]
    return RunCounts(
        made=counted.count(Outcome.MADE),
        empty=counted.count(Outcome.EMPTY),
        dropped=counted.count(Outcome.DROPPED),
    )


def schedule_for_day(schedule: Schedule, day: date, services: Services) -> Schedule:
    """The schedule, coming round on that day next."""
    return replace(
        schedule,
        day=day,
        wake=services.calendar.instant(day, schedule.hour, schedule.zone),
        lease=None,
    )
