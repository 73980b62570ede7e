"""The rhythm of a deal and what comes of it: check-ins, readings of its measures, triggers that
fired."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select, update

from bot.coach.ports.errors import VersionConflict
from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.ids import DealId, TeamId
from bot.domain.rhythms import Rhythm, RhythmChange, is_rhythm_begun, list_rhythm_dues
from bot.domain.triggers import Firing, Reading
from bot.store.codec import RowCodec
from bot.store.session import ReadStatement, Repository, Row, Value, WriteStatement
from bot.store.statements import (
    VersionedRows,
    equal_given,
    given,
    id_batches,
    id_places,
    insert_new,
    upsert,
)
from bot.store.tables import checkins, firings, readings, rhythm_changes, rhythms

RHYTHM = RowCodec(Rhythm, rhythms, packed="body")
RHYTHM_ROWS = VersionedRows(rhythms)
FIND_RHYTHM = ReadStatement[Row](
    select(*RHYTHM.columns).where(equal_given(rhythms, "team", "deal"))
)
LIST_RHYTHMS = ReadStatement[tuple[str, *tuple[Value, ...]]](
    select(rhythms.c.deal, *RHYTHM.columns)
    .where(equal_given(rhythms, "team"))
    .where(rhythms.c.deal.in_(id_places()))
)

CHANGE = RowCodec(RhythmChange, rhythm_changes, packed="body")
SAVE_CHANGE = upsert(rhythm_changes)
FIND_CHANGE = ReadStatement[Row](
    select(*CHANGE.columns).where(equal_given(rhythm_changes, "team", "deal"))
)
FORGET_CHANGE = WriteStatement[tuple[()]](
    delete(rhythm_changes).where(equal_given(rhythm_changes, "team", "deal"))
)

CHECKIN = RowCodec(CheckIn, checkins, packed="body")
CHECKIN_ROWS = VersionedRows(checkins)
LIST_CHECKINS = ReadStatement[Row](
    select(*CHECKIN.columns).where(equal_given(checkins, "team", "deal")).order_by(checkins.c.no)
)

READING = RowCodec(Reading, readings, renamed={"on": "day"})
INSERT_READING = insert_new(readings)
LIST_READINGS = ReadStatement[Row](
    select(*READING.columns).where(equal_given(readings, "team", "deal")).order_by(readings.c.no)
)

FIRING = RowCodec(Firing, firings, renamed={"on": "day"})
INSERT_FIRING = insert_new(firings)
LIST_FIRINGS = ReadStatement[Row](
    select(*FIRING.columns).where(equal_given(firings, "team", "deal")).order_by(firings.c.reading)
)
TAKE_BACK_FIRING = WriteStatement[tuple[()]](
    update(firings)
    .where(equal_given(firings, "team", "deal", "reading", prefix="old_"))
    .values(taken_back=given("new_taken_back"))
)


class SqlRhythms(Repository):
    """Implements `RhythmRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, deal: DealId) -> Rhythm | None:
        rows = self._session.read_all(FIND_RHYTHM, team=team, deal=deal)
        return RHYTHM.load_first(rows)

    def find_many(self, team: TeamId, deals: Sequence[DealId]) -> Mapping[DealId, Rhythm]:
        found: dict[DealId, Rhythm] = {}
        for batch in id_batches(deals):
            for deal, *rhythm in self._session.read_all(LIST_RHYTHMS, team=team, **batch):
                found[DealId(deal)] = RHYTHM.load(tuple(rhythm))
        return found

    def save(self, team: TeamId, deal: DealId, rhythm: Rhythm) -> None:
        end_day = rhythm.find_next_end()
        dues = list_rhythm_dues(rhythm)
        row = {
            "team": team,
            "deal": deal,
            "end_day": end_day.isoformat() if end_day is not None else None,
            "due_day": dues[0].day.isoformat() if dues else None,
            "begun": is_rhythm_begun(rhythm),
            **RHYTHM.dump(rhythm),
        }
        RHYTHM_ROWS.save_row(self._session, rhythm.version, row)

    def find_change(self, team: TeamId, deal: DealId) -> RhythmChange | None:
        return CHANGE.load_first(self._session.read_all(FIND_CHANGE, team=team, deal=deal))

    def save_change(self, team: TeamId, deal: DealId, change: RhythmChange) -> None:
        self._session.write(SAVE_CHANGE, team=team, deal=deal, **CHANGE.dump(change))

    def forget_change(self, team: TeamId, deal: DealId) -> None:
        self._session.write(FORGET_CHANGE, team=team, deal=deal)

    def list_checkins(self, team: TeamId, deal: DealId) -> Sequence[CheckIn]:
        rows = self._session.read_all(LIST_CHECKINS, team=team, deal=deal)
        return CHECKIN.load_all(rows)

    def save_checkin(self, team: TeamId, deal: DealId, checkin: CheckIn) -> None:
        is_open = checkin.state is CheckInState.PLANNED
        row = {
            "team": team,
            "deal": deal,
            "open_day": checkin.day.isoformat() if is_open else None,
            **CHECKIN.dump(checkin),
        }
        CHECKIN_ROWS.save_row(self._session, checkin.version, row)

    def list_readings(self, team: TeamId, deal: DealId) -> Sequence[Reading]:
        rows = self._session.read_all(LIST_READINGS, team=team, deal=deal)
        return READING.load_all(rows)

    def insert_reading(self, team: TeamId, deal: DealId, reading: Reading) -> None:
        row = READING.dump(reading)
        inserted = self._session.write(INSERT_READING, team=team, deal=deal, **row)
        if not inserted:
            raise VersionConflict

    def list_firings(self, team: TeamId, deal: DealId) -> Sequence[Firing]:
        rows = self._session.read_all(LIST_FIRINGS, team=team, deal=deal)
        return FIRING.load_all(rows)

    def insert_firing(self, team: TeamId, deal: DealId, firing: Firing) -> None:
        row = FIRING.dump(firing)
        inserted = self._session.write(INSERT_FIRING, team=team, deal=deal, **row)
        if not inserted:
            raise VersionConflict

    def take_back_firing(self, team: TeamId, deal: DealId, reading: int, by: int) -> None:
        self._session.write(
            TAKE_BACK_FIRING, old_team=team, old_deal=deal, old_reading=reading, new_taken_back=by
        )
