from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind
from tests.store.table import ANA, NOW, OTHER_TEAM, TEAM, TODAY

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
DIGEST = Schedule(
    team=TEAM,
    id="digest:U1",
    occasion=ScheduleKind.DIGEST,
    person=ANA,
    zone="Europe/Berlin",
    hour=time(9),
    day=TODAY,
    wake=NOW,
)
MADE = Occurrence(day=TODAY, at=NOW, outcome=Outcome.MADE)


def put(store: Store, *schedules: Schedule) -> None:
    with store.work() as work:
        for schedule in schedules:
            work.schedules.save(schedule)


def claim(store: Store, at: timedelta = timedelta(), limit: int = 10) -> Sequence[Schedule]:
    with store.work() as work:
        return work.schedules.claim_due(NOW + at, NOW + at + MINUTE, limit)


def fire(store: Store, schedule: Schedule, *came: Occurrence, following: Schedule | None) -> None:
    with store.work() as work:
        work.schedules.complete(schedule, came, following)


def tomorrow(schedule: Schedule) -> Schedule:
    return replace(schedule, day=TODAY + DAY, wake=NOW + DAY, lease=None)


def came(store: Store) -> list[Occurrence]:
    with store.reading() as work:
        return list(work.schedules.list_occurrences(TEAM, DIGEST.id))


def test_a_schedule_is_kept_and_replaced_and_dropped(store: Store) -> None:
    put(store, DIGEST)
    later = replace(DIGEST, hour=time(17, 30), zone="America/New_York", wake=NOW + DAY)
    put(store, later)
    with store.work() as work:
        assert work.schedules.find(TEAM, DIGEST.id) == later
        work.schedules.delete(TEAM, DIGEST.id)
        assert work.schedules.find(TEAM, DIGEST.id) is None


def test_a_schedule_is_claimed_when_it_is_due_and_by_one_worker(store: Store) -> None:
    put(store, DIGEST, replace(DIGEST, id="off", wake=None))
    assert list(claim(store, -timedelta(microseconds=1))) == []
    assert list(claim(store)) == [replace(DIGEST, lease=NOW + MINUTE)]
    assert list(claim(store)) == []


def test_schedules_come_in_the_order_of_their_keys(store: Store) -> None:
    put(store, *(replace(DIGEST, id=f"s{n}", wake=NOW - n * MINUTE) for n in range(5)))
    assert [schedule.id for schedule in claim(store, limit=3)] == ["s2", "s3", "s4"]
    assert [schedule.id for schedule in claim(store, limit=3)] == ["s0", "s1"]


def test_what_came_round_is_kept_and_the_next_time_set(store: Store) -> None:
    put(store, DIGEST)
    (mine,) = claim(store)
    dropped = Occurrence(day=TODAY - DAY, at=NOW, outcome=Outcome.DROPPED, why="late")
    fire(store, mine, dropped, MADE, following=tomorrow(mine))
    assert came(store) == [dropped, MADE]
    with store.reading() as work:
        told = work.schedules.list_past_days(
            [replace(DIGEST, day=TODAY - DAY), replace(DIGEST, team=OTHER_TEAM)]
        )
    assert told == {(TEAM, DIGEST.id, TODAY - DAY), (TEAM, DIGEST.id, TODAY)}
    assert list(claim(store, MINUTE)) == []
    assert list(claim(store, DAY)) == [replace(tomorrow(DIGEST), lease=NOW + DAY + MINUTE)]


def test_a_worker_that_died_loses_its_claim_when_the_lease_ends(store: Store) -> None:
    put(store, DIGEST)
    (slow,) = claim(store)
    (quick,) = claim(store, MINUTE)
    assert quick.wake == NOW
    with pytest.raises(VersionConflict):
        fire(store, slow, MADE, following=tomorrow(slow))
    assert came(store) == []
    fire(store, quick, MADE, following=tomorrow(quick))
    with pytest.raises(VersionConflict):
        fire(store, quick, MADE, following=tomorrow(quick))


def test_a_day_comes_round_once_whatever_the_clock_says(store: Store) -> None:
    put(store, DIGEST)
    (mine,) = claim(store)
    fire(store, mine, MADE, following=DIGEST)
    (again,) = claim(store)
    with pytest.raises(VersionConflict):
        fire(store, again, replace(MADE, at=NOW + MINUTE), following=tomorrow(again))
    assert came(store) == [MADE]


def test_whoever_edits_a_schedule_takes_the_claim_from_its_worker(store: Store) -> None:
    put(store, DIGEST)
    (mine,) = claim(store)
    put(store, replace(DIGEST, hour=time(10), wake=NOW + timedelta(hours=1)))
    with pytest.raises(VersionConflict):
        fire(store, mine, MADE, following=tomorrow(mine))
    with store.reading() as work:
        kept = work.schedules.find(TEAM, DIGEST.id)
    assert kept is not None
    assert kept.hour == time(10)


def test_a_schedule_that_ended_is_off(store: Store) -> None:
    put(store, DIGEST)
    (mine,) = claim(store)
    fire(store, mine, MADE, following=None)
    assert list(claim(store, 9 * DAY)) == []


def test_teams_keep_their_own(store: Store) -> None:
    put(store, DIGEST, replace(DIGEST, team=OTHER_TEAM))
    mine, other = claim(store)
    assert (mine.team, other.team) == (TEAM, OTHER_TEAM)
    fire(store, mine, MADE, following=tomorrow(mine))
    with store.reading() as work:
        assert list(work.schedules.list_occurrences(OTHER_TEAM, DIGEST.id)) == []


def test_two_workers_never_share_a_schedule(store: Store) -> None:
    put(store, *(replace(DIGEST, id=f"s{n:02}") for n in range(40)))

    def work(_: int) -> list[Schedule]:
        mine: list[Schedule] = []
        while found := claim(store, limit=3):
            mine.extend(found)
        return mine

    with ThreadPoolExecutor(2) as workers:
        one, other = workers.map(work, range(2))
    assert sorted(schedule.id for schedule in one + other) == sorted(f"s{n:02}" for n in range(40))


def test_a_leap_day_is_a_day(store: Store) -> None:
    put(store, replace(DIGEST, day=date(2028, 2, 29)))
    (mine,) = claim(store)
    fire(store, mine, replace(MADE, day=date(2028, 2, 29)), following=None)
    assert [one.day for one in came(store)] == [date(2028, 2, 29)]


def test_where_one_of_many_was_lost_nothing_of_them_is_written(store: Store) -> None:
    put(store, DIGEST, replace(DIGEST, id="digest:U2"))
    mine, lost = claim(store)
    put(store, lost)

    def both() -> None:
        with store.work() as work:
            work.schedules.complete(mine, [MADE], tomorrow(mine))
            work.schedules.complete(lost, [MADE], tomorrow(lost))

    with pytest.raises(VersionConflict):
        both()
    assert came(store) == []
