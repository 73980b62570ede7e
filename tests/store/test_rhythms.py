"""A deal's rhythm, its check-ins, readings and triggers, in every store."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.coach.ports.errors import VersionConflict
from bot.coach.ports.store import Store
from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.governance import (
    AfterTerm,
    IndexBand,
    Limit,
    LimitDirection,
    LimitResponse,
    Period,
    PeriodUnit,
    Recalibration,
)
from bot.domain.rhythms import (
    Better,
    Cadence,
    CadenceUnit,
    Exits,
    Gate,
    GateOutcome,
    Measure,
    Rhythm,
    RhythmChange,
    RhythmStep,
    RiskEvent,
    RiskOccurrence,
    Rung,
    TriggerResponse,
    Window,
)
from bot.domain.triggers import Consequence, Firing, Reading, Response, Standing
from tests.store.table import ACME, ANA, BEN, NOW, TEAM, TODAY, acme

RHYTHM = Rhythm(
    cadence=Cadence(unit=CadenceUnit.MONTHS, start=date(2026, 12, 7), weekday=0, nth=-1, every=3),
    agenda="uptime; what is open",
    country="DE-BY",
    zone="Europe/Berlin",
    owner=ANA,
    their_owner="head of IT",
    measures=(
        Measure(
            name="uptime",
            unit="%",
            better=Better.HIGHER,
            threshold=Decimal("99.50"),
            response=TriggerResponse.CREDIT,
            credit="5 % of the month",
        ),
    ),
    escalation=(Rung(person=BEN, after=3), Rung(role="their COO", after=5)),
    renewal=date(2027, 11, 30),
    windows=(Window(what="logo use", days=5, closes=date(2027, 1, 15)),),
    gates=(Gate(what="one site", passes="99 % for a month", day=date(2027, 2, 1)),),
    risks=(RiskEvent(when="an outage of a day", then="both owners meet", days=2),),
    notice_period=Period(count=3, unit=PeriodUnit.MONTHS),
    after_term=AfterTerm.RENEWS,
    renews_for=Period(count=365, unit=PeriodUnit.DAYS),
    bands=(
        IndexBand(
            name="CPI",
            base=Decimal("2.1"),
            low=Decimal(2),
            high=Decimal(4),
            cap=Decimal(5),
            unit="%",
            recalibrated=Recalibration.HALF_YEARLY,
            since=date(2027, 1, 1),
            source="the Bureau",
            terms="price",
        ),
    ),
    limits=(
        Limit(
            name="volume",
            direction=LimitDirection.BELOW,
            threshold=Decimal("80.5"),
            unit="%",
            response=LimitResponse.EXIT,
            terms="both may leave",
            times=2,
        ),
    ),
    exits=Exits(pause="two months below 99 %"),
    reminded=frozenset({ANA, BEN}),
    version=1,
)
CHECKIN = CheckIn(no=1, of=TODAY, day=TODAY, owner=ANA, quarterly=True)
READING = Reading(no=1, measure="uptime", value=Decimal("99.20"), on=TODAY, person=ANA, at=NOW)
CORRECTION = Reading(
    no=2,
    measure="uptime",
    value=Decimal("99.6"),
    on=TODAY,
    since=TODAY.replace(day=1),
    person=BEN,
    at=NOW,
    corrects=1,
    withdrawn=True,
)
FIRING = Firing(
    measure="uptime",
    reading=1,
    on=TODAY,
    action="5 % of the month",
    at=NOW,
    consequences=(
        Consequence(
            standing=Standing.BELOW,
            response=Response.CREDIT,
            edge=Decimal("99.50"),
            unit="%",
            terms="5 % of the month",
        ),
    ),
)


@pytest.fixture(autouse=True)
def deal(store: Store) -> None:
    with store.work() as work:
        work.deals.insert(acme(), None, ANA)


def test_a_rhythm_comes_back_as_it_was_kept(store: Store) -> None:
    with store.work() as work:
        assert work.rhythms.find(TEAM, ACME) is None
        work.rhythms.save(TEAM, ACME, RHYTHM)
    with store.reading() as work:
        assert work.rhythms.find(TEAM, ACME) == RHYTHM


def test_a_rhythm_changed_by_two_people_takes_the_first_of_them(store: Store) -> None:
    with store.work() as work:
        work.rhythms.save(TEAM, ACME, RHYTHM)
    with store.work() as work:
        work.rhythms.save(TEAM, ACME, replace(RHYTHM, agenda="first", version=2))
    for late in (RHYTHM, replace(RHYTHM, agenda="second", version=2), replace(RHYTHM, version=4)):
        with pytest.raises(VersionConflict), store.work() as work:
            work.rhythms.save(TEAM, ACME, late)
    with store.reading() as work:
        kept = work.rhythms.find(TEAM, ACME)
    assert kept is not None
    assert kept.agenda == "first"


def test_check_ins_come_back_by_number_as_they_stand(store: Store) -> None:
    held = replace(
        CHECKIN,
        state=CheckInState.HELD,
        outcome="fine",
        decisions="one more site",
        person=BEN,
        at=NOW,
        version=2,
    )
    second = replace(CHECKIN, no=2, owner=None, quarterly=False)
    with store.work() as work:
        work.rhythms.save_checkin(TEAM, ACME, second)
        work.rhythms.save_checkin(TEAM, ACME, CHECKIN)
        work.rhythms.save_checkin(TEAM, ACME, held)
    with store.reading() as work:
        assert list(work.rhythms.list_checkins(TEAM, ACME)) == [held, second]


@pytest.mark.parametrize(
    "stale", [CHECKIN, replace(CHECKIN, version=3), replace(CHECKIN, no=2, version=2)]
)
def test_a_check_in_changed_meanwhile_is_stale(store: Store, stale: CheckIn) -> None:
    with store.work() as work:
        work.rhythms.save_checkin(TEAM, ACME, CHECKIN)
    with pytest.raises(VersionConflict), store.work() as work:
        work.rhythms.save_checkin(TEAM, ACME, stale)


def test_readings_and_what_they_fired_are_only_added(store: Store) -> None:
    second = replace(READING, no=2, value=Decimal("99.9"))
    with store.work() as work:
        for reading in (READING, second):
            work.rhythms.insert_reading(TEAM, ACME, reading)
        work.rhythms.insert_firing(TEAM, ACME, FIRING)
    with pytest.raises(VersionConflict), store.work() as work:
        work.rhythms.insert_reading(TEAM, ACME, replace(second, measure="other"))
    with pytest.raises(VersionConflict), store.work() as work:
        work.rhythms.insert_firing(TEAM, ACME, replace(FIRING, action="other"))
    with store.reading() as work:
        assert list(work.rhythms.list_readings(TEAM, ACME)) == [READING, second]
        assert list(work.rhythms.list_firings(TEAM, ACME)) == [FIRING]


def test_a_correction_takes_back_what_a_reading_set_off(store: Store) -> None:
    with store.work() as work:
        work.rhythms.insert_reading(TEAM, ACME, READING)
        work.rhythms.insert_firing(TEAM, ACME, FIRING)
    with store.work() as work:
        work.rhythms.insert_reading(TEAM, ACME, CORRECTION)
        work.rhythms.take_back_firing(TEAM, ACME, FIRING.reading, by=CORRECTION.no)
    with store.reading() as work:
        assert list(work.rhythms.list_readings(TEAM, ACME)) == [READING, CORRECTION]
        assert list(work.rhythms.list_firings(TEAM, ACME)) == [replace(FIRING, taken_back=2)]


def test_gates_and_what_happened_come_back(store: Store) -> None:
    decided = Gate(what="one site", outcome=GateOutcome.FAILED, decided=TODAY, note="too slow")
    happened = RiskOccurrence(when="an outage", then="owners meet", on=TODAY, due=TODAY, done=TODAY)
    rhythm = replace(RHYTHM, gates=(decided, Gate()), occurrences=(happened,))
    with store.work() as work:
        work.rhythms.save(TEAM, ACME, rhythm)
    with store.reading() as work:
        assert work.rhythms.find(TEAM, ACME) == rhythm


def test_the_last_change_of_a_rhythm_is_there_until_it_is_undone(store: Store) -> None:
    with store.work() as work:
        assert work.rhythms.find_change(TEAM, ACME) is None
        change = RhythmChange(
            person=ANA,
            at=NOW,
            step=RhythmStep.GATES,
            what="",
            before=Rhythm(),
            after=replace(RHYTHM, version=1),
        )
        work.rhythms.save_change(TEAM, ACME, change)
        later = replace(change, person=BEN, before=change.after, what="CPI")
        work.rhythms.save_change(TEAM, ACME, later)
    with store.work() as work:
        assert work.rhythms.find_change(TEAM, ACME) == later
        work.rhythms.forget_change(TEAM, ACME)
        assert work.rhythms.find_change(TEAM, ACME) is None
