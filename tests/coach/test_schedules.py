"""What comes round, over the store in memory: each day once, missed days told, failures left to their lease."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import Post
from bot.coach.schedules import BATCH_SIZE, LEASE, RunCounts, ScheduledRun, run_due_schedules
from bot.coach.services import Services
from bot.domain.ids import PersonId, TeamId
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind
from bot.main import build_services as desk_of
from bot.playground.time import WoundClock
from bot.store.in_memory import in_memory_store

TEAM, ANA = TeamId("T1"), PersonId("U1")
BERLIN = "Europe/Berlin"
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """Comes round from Monday to Friday; what it made is in `made`; it fails for the schedules named."""

    made: list[tuple[str, date, date]] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)

    def due_days(self, work: UnitOfWork, schedule: Schedule, until: date) -> Sequence[date]:
        first = schedule.day or until
        days = (first + timedelta(days=n) for n in range((until - first).days + 1))
        return [day for day in days if day.weekday() < 5]

    def build_posts(self, work: UnitOfWork, run: ScheduledRun) -> Sequence[Post]:
        if run.schedule.id in self.failing:
            raise RuntimeError(run.schedule.id)
        if run.schedule.id in self.silent:
            return []
        self.made.append((run.schedule.id, run.since, run.day))
        return [Post(id=f"{run.schedule.id}:{run.day}", team=TEAM, to=ANA, body="{}", due=run.now)]

    def next_due_day(self, work: UnitOfWork, schedule: Schedule, after: date) -> date | None:
        day = after + timedelta(days=1)
        return day + timedelta(days=7 - day.weekday()) if day.weekday() > 4 else day

    def next_delivery_day(self, work: UnitOfWork, schedule: Schedule, first: date) -> date | None:
        return self.next_due_day(work, schedule, first - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Round:
    """A desk with a clock to wind."""

    services: Services
    clock: WoundClock
    weekdays: Weekdays

    def fire(self) -> RunCounts:
        return run_due_schedules({ScheduleKind.DIGEST: self.weekdays}, services=self.services)

    def at(self, day: date, hour: int, minute: int = 0) -> None:
        self.clock.wind_to(self.services.calendar.instant(day, time(hour, minute), BERLIN))

    def put(self, *names: str, zone: str = BERLIN) -> None:
        with self.services.store.work() as work:
            for name in names:
                wake = self.services.calendar.instant(MONDAY, time(9), zone)
                coming = Schedule(
                    team=TEAM,
                    id=name,
                    occasion=ScheduleKind.DIGEST,
                    person=ANA,
                    zone=zone,
                    hour=time(9),
                    day=MONDAY,
                    wake=wake,
                )
                work.schedules.save(coming)

    def came(self, name: str = "ana") -> list[Occurrence]:
        with self.services.store.reading() as work:
            return list(work.schedules.list_occurrences(TEAM, name))

    def kept(self, name: str = "ana") -> Schedule:
        with self.services.store.reading() as work:
            found = work.schedules.find(TEAM, name)
        assert found is not None
        return found


@pytest.fixture
def table() -> Round:
    clock = WoundClock(datetime(2026, 11, 23, 7, tzinfo=UTC))
    store: Store = in_memory_store()
    table = Round(services=desk_of(store, clock), clock=clock, weekdays=Weekdays())
    table.put("ana")
    return table


def test_nothing_comes_before_its_hour(table: Round) -> None:
    table.at(MONDAY, 8, 59)
    assert table.fire() == RunCounts()
    table.at(MONDAY, 9)
    assert table.fire() == RunCounts(made=1)
    assert table.fire() == RunCounts()


def test_each_working_day_comes_round_once(table: Round) -> None:
    for hours in range(24 * 14):
        table.clock.wind_to(datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hours))
        table.fire()
    assert [day for _, _, day in table.weekdays.made] == [
        MONDAY + timedelta(days=n) for n in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
    ]
    assert all(since == day for _, since, day in table.weekdays.made)


def test_after_an_outage_one_says_what_it_covers(table: Round) -> None:
    table.at(MONDAY + timedelta(days=3), 10)
    assert table.fire() == RunCounts(made=1, dropped=3)
    assert table.weekdays.made == [("ana", MONDAY, MONDAY + timedelta(days=3))]
    outcomes = [(one.day, one.outcome, one.why) for one in table.came()]
    assert outcomes[0] == (MONDAY, Outcome.DROPPED, "late")
    assert outcomes[-1] == (MONDAY + timedelta(days=3), Outcome.MADE, "")
    assert table.kept().day == MONDAY + timedelta(days=4)


@pytest.mark.parametrize(("days", "hour", "until"), [(2, 3, 2), (5, 12, 7)])
def test_after_an_outage_that_ends_at_night_or_on_a_day_off_it_waits_for_its_hour(
    table: Round, days: int, hour: int, until: int
) -> None:
    table.at(MONDAY + timedelta(days=days), hour)
    assert table.fire() == RunCounts()
    table.at(MONDAY + timedelta(days=until), 8, 59)
    assert table.fire() == RunCounts()
    assert table.came() == []
    table.at(MONDAY + timedelta(days=until), 9)
    assert table.fire().made == 1
    assert table.weekdays.made == [("ana", MONDAY, MONDAY + timedelta(days=until))]


@pytest.mark.parametrize(("hour", "now"), [(16, True), (19, False)])
def test_what_would_come_in_the_evening_waits_for_the_next_morning(
    table: Round, hour: int, now: bool
) -> None:
    table.at(MONDAY, hour)
    assert bool(table.fire().made) is now
    table.at(MONDAY + DAY, 9)
    table.fire()
    first = (MONDAY, MONDAY) if now else (MONDAY, MONDAY + DAY)
    assert table.weekdays.made[0][1:] == first


def test_shortly_after_midnight_the_day_before_is_still_told(table: Round) -> None:
    late = replace(table.kept(), hour=time(23, 30))
    with table.services.store.work() as work:
        work.schedules.save(
            replace(late, wake=table.services.calendar.instant(MONDAY, late.hour, BERLIN))
        )
    table.at(MONDAY + timedelta(days=1), 0, 29)
    assert table.fire() == RunCounts(made=1)


def test_a_clock_set_back_makes_nothing_twice(table: Round) -> None:
    table.at(MONDAY, 9)
    table.fire()
    table.at(MONDAY, 8)
    assert table.fire() == RunCounts()
    table.at(MONDAY, 9, 30)
    assert table.fire() == RunCounts()


def test_an_hour_moved_on_after_it_came_makes_no_second_one_that_day(table: Round) -> None:
    table.at(MONDAY, 9)
    table.fire()
    wake = table.services.calendar.instant(MONDAY, time(17), BERLIN)
    moved_on = replace(table.kept(), hour=time(17), day=MONDAY, wake=wake)
    with table.services.store.work() as work:
        work.schedules.save(moved_on)
    table.at(MONDAY, 17)
    assert table.fire() == RunCounts()
    assert table.kept().day == MONDAY + timedelta(days=1)


def test_one_that_fails_holds_up_no_other_and_comes_again(table: Round) -> None:
    table.put("ben", "cy")
    table.weekdays.failing.add("ben")
    table.at(MONDAY, 9)
    fired = table.fire()
    assert (fired.made, [str(error) for error in fired.failed]) == (2, ["ben"])
    assert {name for name, _, _ in table.weekdays.made} >= {"ana", "cy"}
    with table.services.store.work() as work:
        assert work.outbox.count_by_state() == {"pending": 2}
    table.weekdays.failing.clear()
    table.clock.wind(LEASE)
    assert table.fire() == RunCounts(made=1)
    with table.services.store.work() as work:
        assert work.outbox.count_by_state() == {"pending": 3}


def test_nothing_to_say_is_said_to_nobody(table: Round) -> None:
    table.weekdays.silent.add("ana")
    table.at(MONDAY, 9)
    assert table.fire() == RunCounts(empty=1)
    with table.services.store.work() as work:
        assert work.outbox.count_by_state() == {}


def test_more_than_a_batch_is_made_at_once(table: Round) -> None:
    table.put(*(f"p{n}" for n in range(BATCH_SIZE + 20)))
    table.at(MONDAY, 9)
    assert table.fire() == RunCounts(made=BATCH_SIZE + 21)


@pytest.mark.parametrize(
    "zone", ["Africa/Cairo", "Australia/Lord_Howe", "America/New_York", BERLIN, "Pacific/Apia"]
)
def test_a_year_of_days_comes_round_in_every_zone(table: Round, zone: str) -> None:
    table.put("ana", zone=zone)
    start = datetime(2026, 11, 23, tzinfo=UTC)
    for hours in range(0, 24 * 365, 8):
        table.clock.wind_to(start + timedelta(hours=hours))
        table.fire()
    days = [day for _, _, day in table.weekdays.made]
    weekdays = (MONDAY + timedelta(days=n) for n in range((days[-1] - MONDAY).days + 1))
    assert days == [day for day in weekdays if day.weekday() < 5]
    assert len(days) >= 260
    assert {outcome.outcome for outcome in table.came()} == {Outcome.MADE}
