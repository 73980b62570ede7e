"""The rhythm of a deal and what comes of it: check-ins, readings of its measures, triggers that fired. The first two
are kept as JSON."""

from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import VersionConflict
from bot.domain.checkins import CheckIn
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.rhythms import Rhythm
from bot.domain.triggers import Firing, Reading
from bot.store.sql import ReadStatement, Session, WriteStatement, given
from bot.store.tables import checkins, firings, readings, rhythms
from bot.store.worths import moment, stamp

_RHYTHM = TypeAdapter(Rhythm)
_CHECKIN = TypeAdapter(CheckIn)

RHYTHM = ReadStatement[tuple[str]](
    select(rhythms.c.body).where(rhythms.c.team == given("team"), rhythms.c.deal == given("deal"))
)
FIRST_RHYTHM = WriteStatement[tuple[()]](insert_or(rhythms).on_conflict_do_nothing())
SAVE_RHYTHM = WriteStatement[tuple[()]](
    update(rhythms)
    .where(
        rhythms.c.team == given("the_team"),
        rhythms.c.deal == given("the_deal"),
        rhythms.c.version == given("before"),
    )
    .values(body=given("new_body"), version=given("new_version"))
)


def rhythm(session: Session, team: TeamId, deal: DealId) -> Rhythm | None:
    row = session.first(RHYTHM, team=team, deal=deal)
    return None if row is None else _RHYTHM.validate_json(row[0])


def save_rhythm(session: Session, team: TeamId, deal: DealId, kept: Rhythm) -> None:
    body = _RHYTHM.dump_json(kept).decode()
    if kept.version == 1:
        saved = session.change(FIRST_RHYTHM, team=team, deal=deal, body=body, version=1)
    else:
        saved = session.change(
            SAVE_RHYTHM,
            the_team=team,
            the_deal=deal,
            before=kept.version - 1,
            new_body=body,
            new_version=kept.version,
        )
    if not saved:
        raise VersionConflict


CHECKINS = ReadStatement[tuple[str]](
    select(checkins.c.body)
    .where(checkins.c.team == given("team"), checkins.c.deal == given("deal"))
    .order_by(checkins.c.no)
)
FIRST_CHECKIN = WriteStatement[tuple[()]](insert_or(checkins).on_conflict_do_nothing())
SAVE_CHECKIN = WriteStatement[tuple[()]](
    update(checkins)
    .where(
        checkins.c.team == given("the_team"),
        checkins.c.deal == given("the_deal"),
        checkins.c.no == given("the_no"),
        checkins.c.version == given("before"),
    )
    .values(body=given("new_body"), version=given("new_version"))
)


def checkins_of(session: Session, team: TeamId, deal: DealId) -> list[CheckIn]:
    return [_CHECKIN.validate_json(body) for (body,) in session.all(CHECKINS, team=team, deal=deal)]


def save_checkin(session: Session, team: TeamId, deal: DealId, kept: CheckIn) -> None:
    body = _CHECKIN.dump_json(kept).decode()
    if kept.version == 1:
        saved = session.change(
            FIRST_CHECKIN, team=team, deal=deal, no=kept.no, body=body, version=1
        )
    else:
        saved = session.change(
            SAVE_CHECKIN,
            the_team=team,
            the_deal=deal,
            the_no=kept.no,
            before=kept.version - 1,
            new_body=body,
            new_version=kept.version,
        )
    if not saved:
        raise VersionConflict


ReadingRow = tuple[int, str, str, str, str, str]
READINGS = ReadStatement[ReadingRow](
    select(
        readings.c.no,
        readings.c.measure,
        readings.c.value,
        readings.c.day,
        readings.c.person,
        readings.c.at,
    )
    .where(readings.c.team == given("team"), readings.c.deal == given("deal"))
    .order_by(readings.c.no)
)
ADD_READING = WriteStatement[tuple[()]](insert_or(readings).on_conflict_do_nothing())


def readings_of(session: Session, team: TeamId, deal: DealId) -> list[Reading]:
    return [
        Reading(
            no=no,
            measure=measure,
            value=Decimal(value),
            on=date.fromisoformat(day),
            person=PersonId(person),
            at=moment(at),
        )
        for no, measure, value, day, person, at in session.all(READINGS, team=team, deal=deal)
    ]


def add_reading(session: Session, team: TeamId, deal: DealId, reading: Reading) -> None:
    added = session.change(
        ADD_READING,
        team=team,
        deal=deal,
        no=reading.no,
        measure=reading.measure,
        value=str(reading.value),
        day=reading.on.isoformat(),
        person=reading.person,
        at=stamp(reading.at),
    )
    if not added:
        raise VersionConflict


FIRINGS = ReadStatement[tuple[int, str, str, str, str]](
    select(firings.c.reading, firings.c.measure, firings.c.day, firings.c.action, firings.c.at)
    .where(firings.c.team == given("team"), firings.c.deal == given("deal"))
    .order_by(firings.c.reading)
)
ADD_FIRING = WriteStatement[tuple[()]](insert_or(firings).on_conflict_do_nothing())


def firings_of(session: Session, team: TeamId, deal: DealId) -> list[Firing]:
    return [
        Firing(
            reading=reading,
            measure=measure,
            on=date.fromisoformat(day),
            action=action,
            at=moment(at),
        )
        for reading, measure, day, action, at in session.all(FIRINGS, team=team, deal=deal)
    ]


def add_firing(session: Session, team: TeamId, deal: DealId, firing: Firing) -> None:
    added = session.change(
        ADD_FIRING,
        team=team,
        deal=deal,
        reading=firing.reading,
        measure=firing.measure,
        day=firing.on.isoformat(),
        action=firing.action,
        at=stamp(firing.at),
    )
    if not added:
        raise VersionConflict
