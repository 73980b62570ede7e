"""The rhythm of a deal and what comes of it: check-ins, readings of its measures, triggers that fired."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pydantic import TypeAdapter
from sqlalchemy import select

from bot.coach.ports import VersionConflict
from bot.domain.checkins import CheckIn
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.rhythms import Rhythm
from bot.domain.triggers import Firing, Reading
from bot.store.sql import ReadStatement, Repository, VersionedRows, given, insert_new
from bot.store.tables import checkins, firings, readings, rhythms
from bot.store.worths import moment, stamp

_RHYTHM = TypeAdapter(Rhythm)
_CHECKIN = TypeAdapter(CheckIn)

RHYTHM = ReadStatement[tuple[str]](
    select(rhythms.c.body).where(rhythms.c.team == given("team"), rhythms.c.deal == given("deal"))
)
RHYTHMS = VersionedRows(rhythms)
CHECKINS = ReadStatement[tuple[str]](
    select(checkins.c.body)
    .where(checkins.c.team == given("team"), checkins.c.deal == given("deal"))
    .order_by(checkins.c.no)
)
CHECKIN_ROWS = VersionedRows(checkins)
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
INSERT_READING = insert_new(readings)


FIRINGS = ReadStatement[tuple[int, str, str, str, str]](
    select(firings.c.reading, firings.c.measure, firings.c.day, firings.c.action, firings.c.at)
    .where(firings.c.team == given("team"), firings.c.deal == given("deal"))
    .order_by(firings.c.reading)
)
INSERT_FIRING = insert_new(firings)


class SqlRhythms(Repository):
    """Implements `RhythmRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId) -> Rhythm | None:
        row = self._session.first(RHYTHM, team=team, deal=deal)
        return None if row is None else _RHYTHM.validate_json(row[0])

    def save(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        body = _RHYTHM.dump_json(rhythm).decode()
        RHYTHMS.save(self._session, rhythm.version, team=team, deal=deal, body=body)

    def list_checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        return [
            _CHECKIN.validate_json(body)
            for (body,) in self._session.all(CHECKINS, team=team, deal=deal)
        ]

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        body = _CHECKIN.dump_json(checkin).decode()
        CHECKIN_ROWS.save(
            self._session, checkin.version, team=team, deal=deal, no=checkin.no, body=body
        )

    def list_readings(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        return [
            Reading(
                no=no,
                measure=measure,
                value=Decimal(value),
                on=date.fromisoformat(day),
                person=PersonId(person),
                at=moment(at),
            )
            for no, measure, value, day, person, at in self._session.all(
                READINGS, team=team, deal=deal
            )
        ]

    def insert_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        added = self._session.change(
            INSERT_READING,
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

    def list_firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        return [
            Firing(
                reading=reading,
                measure=measure,
                on=date.fromisoformat(day),
                action=action,
                at=moment(at),
            )
            for reading, measure, day, action, at in self._session.all(
                FIRINGS, team=team, deal=deal
            )
        ]

    def insert_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        added = self._session.change(
            INSERT_FIRING,
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
