"""The days of check-ins and their reminders, whatever the cadence."""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock.calendars import Calendars
from bot.domain.calendar import DaysOff, count_working_days
from bot.domain.checkins import (
    CheckIn,
    CheckInState,
    Reminder,
    ReminderCause,
    add_working_days,
    derive_reminders,
    is_quarterly_check_in,
    keep_one_late_reminder,
    list_days_asked_again,
    list_unsettled_check_ins,
    move_to_reader_days,
    next_working_day,
    pick_due_reminders,
)
from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences
from bot.domain.rhythms import (
    Cadence,
    CadenceUnit,
    ContractDate,
    DateOutcome,
    Rhythm,
    Rung,
    SettledDate,
)

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
FAR = date(2033, 12, 31)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
CADENCES = st.builds(
    Cadence,
    unit=st.sampled_from(CadenceUnit),
    start=DAYS,
    every=st.integers(1, 13),
    weekday=st.none() | st.integers(0, 4),
    nth=st.none(),
) | st.builds(
    Cadence,
    unit=st.just(CadenceUnit.MONTHS),
    start=DAYS,
    every=st.integers(1, 13),
    weekday=st.integers(0, 4),
    nth=st.sampled_from([1, 2, 3, 4, -1]),
)
CALENDARS = Calendars()
MONDAY = date(2026, 12, 7)
CHECKIN = CheckIn(no=1, of=MONDAY, day=MONDAY)


def days_of(cadence: Cadence, count: int = 8) -> list[date]:
    last = cadence.start + timedelta(days=31 * cadence.every * (count + 2) + 62)
    return list(CALENDARS.recurring(cadence, cadence.start, last))[:count]


@given(CADENCES)
def test_a_cadence_never_leaves_one_out(cadence: Cadence) -> None:
    days = days_of(cadence)
    assert len(days) == 8
    assert days[0] >= cadence.start
    assert days == sorted(set(days))
    months = [day.year * 12 + day.month for day in days]
    steps = {b - a for a, b in itertools.pairwise(months)}
    if cadence.unit is CadenceUnit.MONTHS:
        assert steps == {cadence.every}
    else:
        assert {b - a for a, b in itertools.pairwise(days)} == {timedelta(weeks=cadence.every)}


@given(CADENCES, st.integers(0, 5))
def test_where_one_looks_from_changes_nothing(cadence: Cadence, skipped: int) -> None:
    days = days_of(cadence)
    assert list(CALENDARS.recurring(cadence, days[skipped], days[-1])) == days[skipped:]


@given(CADENCES)
def test_it_comes_on_the_day_that_was_said_or_the_months_last(cadence: Cadence) -> None:
    for day in days_of(cadence):
        if cadence.nth is not None and cadence.nth > 0:
            assert (day.weekday(), (day.day - 1) // 7 + 1) == (cadence.weekday, cadence.nth)
        elif cadence.nth == -1:
            assert (day + timedelta(days=7)).month != day.month
        elif cadence.unit is CadenceUnit.MONTHS:
            month_over = (day + timedelta(days=1)).month != day.month
            assert day.day == cadence.start.day or (month_over and day.day < cadence.start.day)


def test_the_31st_and_the_29th_of_february() -> None:
    monthly = Cadence(unit=CadenceUnit.MONTHS, start=date(2027, 12, 31))
    assert days_of(monthly, 4) == [
        date(2027, 12, 31),
        date(2028, 1, 31),
        date(2028, 2, 29),
        date(2028, 3, 31),
    ]
    yearly = Cadence(unit=CadenceUnit.MONTHS, start=date(2028, 2, 29), every=12)
    assert days_of(yearly, 5)[1:] == [
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    ]


DAYS_OFF = st.builds(
    DaysOff,
    weekend=st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset({4})]),
    holidays=st.frozensets(DAYS, max_size=30),
)


@given(DAYS, DAYS_OFF, st.integers(1, 9))
def test_working_days_after_a_day_are_counted_as_elsewhere(
    day: date, days_off: DaysOff, count: int
) -> None:
    later = add_working_days(day, count, days_off)
    assert later not in days_off
    assert count_working_days(day, later, days_off) == count


@given(DAYS, DAYS_OFF, st.lists(st.integers(1, 12), max_size=3))
def test_every_reminder_falls_on_a_working_day_and_the_path_goes_on(
    day: date, days_off: DaysOff, path: list[int]
) -> None:
    day = next_working_day(day, days_off)
    rhythm = Rhythm(
        escalation=tuple(Rung(role="x", after=days) for days in sorted(path)), renewal=day
    )
    found = derive_reminders(rhythm, [replace(CHECKIN, of=day, day=day)], days_off, FAR)
    assert all(reminder.day not in days_off for reminder in found)
    assert len({reminder.key for reminder in found}) == len(found)
    late = [r for r in found if r.cause is ReminderCause.LATE and not r.again]
    assert [reminder.rung for reminder in late] == list(range(len(path) + 1))
    assert len({reminder.day for reminder in late}) == len(late)
    ahead = {r.cause: r.day for r in found if r.cause in (ReminderCause.WEEK, ReminderCause.DAY)}
    assert ahead[ReminderCause.WEEK] <= ahead[ReminderCause.DAY] < day


@given(DAYS, DAYS_OFF, st.sets(st.integers(0, 6), max_size=6), st.integers(1, 30))
def test_what_is_ahead_comes_before_days_off_or_after_them_and_what_is_late_after_them(
    day: date, days_off: DaysOff, quiet: set[int], length: int
) -> None:
    day = next_working_day(day, days_off)
    mine = Preferences(
        team=TeamId("T1"),
        person=PersonId("U1"),
        quiet=frozenset(quiet),
        away_from=day - timedelta(days=length),
        away_until=day - timedelta(days=1),
    )
    until = day + timedelta(days=90)
    found = derive_reminders(
        Rhythm(renewal=day), [replace(CHECKIN, of=day, day=day)], days_off, until
    )
    own = move_to_reader_days(found, mine)
    assert all(mine.wants(each.day) for each in own)
    for each in found:
        days = [one.day for one in own if one.key == each.key]
        if mine.wants(each.day):
            assert days == [each.day]
        elif each.is_late:
            assert days == [mine.next_day(each.day)]
        else:
            assert days[0] == mine.last_day(each.day)
            assert days[0] < each.day
            assert all(each.day < after_ <= each.of for after_ in days[1:])


@pytest.mark.parametrize(
    "state", [state for state in CheckInState if state is not CheckInState.PLANNED]
)
def test_what_is_settled_is_reminded_of_no_more(state: CheckInState) -> None:
    assert derive_reminders(Rhythm(), [replace(CHECKIN, state=state)], DaysOff(), FAR) == []


def test_after_days_without_anybody_only_the_latest_of_a_subject_is_told() -> None:
    found = derive_reminders(Rhythm(renewal=date(2027, 1, 4)), [CHECKIN], DaysOff(), FAR)
    told = pick_due_reminders(found, date(2026, 11, 30), date(2026, 12, 4))
    assert {(r.cause, r.of) for r in told} == {
        (ReminderCause.DAY, MONDAY),
        (ReminderCause.RENEWAL, date(2027, 1, 4)),
    }


def test_it_is_asked_again_weekly_four_times_then_monthly() -> None:
    days = list_days_asked_again(date(2026, 12, 8), DaysOff(), date(2027, 5, 1))
    assert list(days) == [
        date(2026, 12, 15),
        date(2026, 12, 22),
        date(2026, 12, 29),
        date(2027, 1, 5),
        date(2027, 2, 5),
        date(2027, 3, 5),
        date(2027, 4, 5),
    ]


@given(DAYS, DAYS_OFF)
def test_it_is_asked_again_without_end_and_never_more_often_than_before(
    first: date, days_off: DaysOff
) -> None:
    first = next_working_day(first, days_off)
    until = first + timedelta(days=500)
    days = [first, *list_days_asked_again(first, days_off, until)]
    assert not any(day in days_off for day in days)
    assert (until - days[-1]).days < 45
    gaps = [(later - day).days for day, later in itertools.pairwise(days)]
    assert max(gaps[:4]) <= 20
    assert min(gaps[4:]) >= 14


def test_a_last_day_for_notice_is_counted_down_named_on_its_day_and_asked_about() -> None:
    notice = date(2026, 12, 31)
    found = derive_reminders(Rhythm(notice=notice), [], DaysOff(), date(2027, 3, 15))
    assert [(each.day, each.is_late) for each in found] == [
        (date(2026, 12, 1), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 30), False),
        (notice, False),
        (date(2027, 1, 1), True),
        (date(2027, 1, 8), True),
        (date(2027, 1, 15), True),
        (date(2027, 1, 22), True),
        (date(2027, 1, 29), True),
        (date(2027, 3, 1), True),
    ]


@pytest.mark.parametrize(
    ("outcome", "told"),
    [(DateOutcome.NOTICE_GIVEN, {ReminderCause.RENEWAL}), (DateOutcome.RENEWED, set())],
)
def test_a_settled_day_is_told_no_more_but_for_the_day_on_which_it_ends(
    outcome: DateOutcome, told: set[ReminderCause]
) -> None:
    days = {ContractDate.NOTICE: date(2026, 12, 31), ContractDate.RENEWAL: date(2027, 3, 31)}
    settled = tuple(
        SettledDate(kind=kind, of=of, outcome=outcome, person=PersonId("U1"), at=NOON)
        for kind, of in days.items()
    )
    rhythm = Rhythm(notice=date(2026, 12, 31), renewal=date(2027, 3, 31), settled=settled)
    found = derive_reminders(rhythm, [], DaysOff(), FAR)
    assert {each.cause for each in found} == told
    assert not any(each.is_late for each in found)
    moved = replace(rhythm, renewal=date(2027, 6, 30))
    asked = [each for each in derive_reminders(moved, [], DaysOff(), FAR) if each.is_late]
    assert {each.cause for each in asked} == {ReminderCause.RENEWAL}


def test_once_it_renewed_nobody_is_asked_about_notice_any_more() -> None:
    rhythm = Rhythm(notice=date(2026, 12, 31), renewal=date(2027, 3, 31))
    found = derive_reminders(rhythm, [], DaysOff(), FAR)
    asked = [each for each in found if each.is_late and each.cause is ReminderCause.NOTICE]
    assert asked
    assert max(each.day for each in asked) < date(2027, 3, 31)


def test_of_several_late_check_ins_the_one_furthest_along_is_asked_about() -> None:
    late = [
        Reminder(day=MONDAY, cause=ReminderCause.LATE, of=MONDAY, no=no, rung=rung)
        for no, rung in ((1, 0), (2, 1), (3, 0))
    ]
    renewal = Reminder(day=MONDAY, cause=ReminderCause.RENEWAL, of=MONDAY)
    assert keep_one_late_reminder([late[0], renewal, late[1], late[2]]) == [late[1], renewal]
    assert keep_one_late_reminder([renewal]) == [renewal]


def test_only_what_is_planned_and_has_passed_is_unsettled() -> None:
    later = replace(CHECKIN, no=2, day=MONDAY + timedelta(days=7))
    held = replace(CHECKIN, no=3, state=CheckInState.HELD)
    assert list_unsettled_check_ins([later, CHECKIN, held], later.day) == [CHECKIN]


def test_what_has_passed_meanwhile_is_told_no_more() -> None:
    renewal = Reminder(
        day=date(2026, 11, 2), cause=ReminderCause.RENEWAL, of=date(2026, 12, 2), ahead=30
    )
    assert pick_due_reminders([renewal], date(2026, 11, 1), date(2026, 12, 3)) == []
    assert pick_due_reminders([renewal], date(2026, 11, 1), date(2026, 12, 2)) == [renewal]


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence(unit=CadenceUnit.MONTHS, start=MONDAY), [3, 6]),
        (Cadence(unit=CadenceUnit.MONTHS, start=MONDAY, every=3), [0, 1, 2, 3, 4, 5, 6, 7]),
        (Cadence(unit=CadenceUnit.MONTHS, start=MONDAY, every=2), [2, 3, 5, 6]),
    ],
)
def test_the_first_of_each_quarter_is_the_qbr(cadence: Cadence, expected: list[int]) -> None:
    days = days_of(cadence)
    found = [
        at
        for at, day in enumerate(days)
        if is_quarterly_check_in(cadence, day, days[at - 1] if at else None)
    ]
    assert found == expected
