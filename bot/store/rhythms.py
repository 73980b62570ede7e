"""The rhythm of a deal and what comes of it: check-ins, readings of its measures, triggers that fired."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Table, select

from bot.coach.ports import VersionConflict
from bot.domain.checkins import CheckIn
from bot.domain.ids import DealId, TeamId
from bot.domain.rhythms import Rhythm
from bot.domain.triggers import Firing, Reading
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import VersionedRows, given, insert_new
from bot.store.tables import checkins, firings, readings, rhythms

T = TypeVar("T")

RHYTHM = RowCodec(Rhythm, rhythms, packed="body")
CHECKIN = RowCodec(CheckIn, checkins, packed="body")
READING = RowCodec(Reading, readings, renamed={"on": "day"})
FIRING = RowCodec(Firing, firings, renamed={"on": "day"})


def _in_deal(table: Table, codec: RowCodec[T], *order: str) -> ReadStatement[Row]:
    """All rows of a deal, in order."""
    return ReadStatement(
        select(*codec.columns)
        .where(table.c.team == given("team"), table.c.deal == given("deal"))
        .order_by(*(table.c[name] for name in order))
    )


ONE = _in_deal(rhythms, RHYTHM)
CHECKINS = _in_deal(checkins, CHECKIN, "no")
READINGS = _in_deal(readings, READING, "no")
FIRINGS = _in_deal(firings, FIRING, "reading")
VERSIONED_RHYTHMS = VersionedRows(rhythms)
VERSIONED_CHECKINS = VersionedRows(checkins)
INSERT_READING = insert_new(readings)
INSERT_FIRING = insert_new(firings)


class SqlRhythms(Repository):
    """Implements `RhythmRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId) -> Rhythm | None:
        row = self._session.first(ONE, team=team, deal=deal)
        return None if row is None else RHYTHM.load(row)

    def save(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        row = RHYTHM.dump(rhythm)
        VERSIONED_RHYTHMS.save(self._session, rhythm.version, {"team": team, "deal": deal, **row})

    def list_checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        return [CHECKIN.load(row) for row in self._session.all(CHECKINS, team=team, deal=deal)]

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        row = CHECKIN.dump(checkin)
        VERSIONED_CHECKINS.save(self._session, checkin.version, {"team": team, "deal": deal, **row})

    def list_readings(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        return [READING.load(row) for row in self._session.all(READINGS, team=team, deal=deal)]

    def insert_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        row = READING.dump(reading)
        if not self._session.change(INSERT_READING, team=team, deal=deal, **row):
            raise VersionConflict

    def list_firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        return [FIRING.load(row) for row in self._session.all(FIRINGS, team=team, deal=deal)]

    def insert_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        row = FIRING.dump(firing)
        if not self._session.change(INSERT_FIRING, team=team, deal=deal, **row):
            raise VersionConflict
