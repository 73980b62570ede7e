"""Schedules and their occurrences: claimed for a while, completed under a fence, each local day
once."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from bot.domain.ids import TeamId
from bot.domain.schedules import Occurrence, Schedule
from bot.store.codec import RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import delete_oldest, equal_given, given, id_batches, id_places, upsert
from bot.store.tables import claims, occurrences, schedules

SCHEDULE = RowCodec(Schedule, schedules, renamed={"wake": "due"}, without={"lease"})
OCCURRENCE = RowCodec(Occurrence, occurrences)

FIND_SCHEDULE = ReadStatement[Row](
    select(*SCHEDULE.columns).where(equal_given(schedules, "team", "id"))
)
SAVE_SCHEDULE = upsert(schedules)
DELETE_SCHEDULE = WriteStatement[tuple[()]](
    delete(schedules).where(equal_given(schedules, "team", "id"))
)
DELETE_CLAIM = WriteStatement[tuple[()]](
    delete(claims).where(equal_given(claims, "team", "schedule"))
)

_is_claimed = (
    select(claims.c.team)
    .where(
        claims.c.team == schedules.c.team,
        claims.c.schedule == schedules.c.id,
        claims.c.lease > given("now"),
    )
    .exists()
)
_due = (
    select(schedules.c.team, schedules.c.id, bindparam("lease", type_=claims.c.lease.type))
    .where(schedules.c.due <= given("now"), ~_is_claimed)
    .order_by(schedules.c.due, schedules.c.team, schedules.c.id)
    .limit(given("most", func.count().type))
    .with_for_update(of=schedules, skip_locked=True)
)
_new_claim = insert(claims).from_select(["team", "schedule", "lease"], _due)
# Whoever finds a schedule while another worker commits its claim to it does not get it: that claim
# is there by the time of the insert, and its lease has not ended.
CLAIM_DUE = WriteStatement[tuple[str, str]](
    _new_claim.on_conflict_do_update(
        index_elements=[claims.c.team, claims.c.schedule],
        set_={"lease": _new_claim.excluded.lease},
        where=claims.c.lease <= given("now"),
    ).returning(claims.c.team, claims.c.schedule)
)
_with_lease = select(claims.c.team, claims.c.schedule).where(claims.c.lease == given("lease"))
LIST_CLAIMED = ReadStatement[Row](
    select(*SCHEDULE.columns)
    .where(tuple_(schedules.c.team, schedules.c.id).in_(_with_lease))
    .order_by(schedules.c.team, schedules.c.id)
)

MOVING = ("zone", "hour", "day", "due")
"""What changes in a schedule when it comes round again."""

# The three statements of `complete`. Each must hit, so that a worker that slept through its lease,
# or one whose schedule was replaced meanwhile, fails with everything that it did.
END_CLAIM = WriteStatement[tuple[()]](
    delete(claims).where(equal_given(claims, "team", "schedule", "lease")),
    must_hit=True,
)
MOVE_ON = WriteStatement[tuple[()]](
    update(schedules)
    .where(equal_given(schedules, "team", "id", "due", prefix="old_"))
    .values({name: given(f"new_{name}") for name in MOVING}),
    must_hit=True,
)
INSERT_OCCURRENCE = WriteStatement[tuple[()]](
    insert(occurrences).on_conflict_do_nothing(), must_hit=True
)

LIST_OCCURRENCES = ReadStatement[Row](
    select(*OCCURRENCE.columns)
    .where(equal_given(occurrences, "team", "schedule"))
    .order_by(occurrences.c.day)
)
LIST_PAST_DAYS = ReadStatement[tuple[str, str]](
    select(occurrences.c.schedule, occurrences.c.day)
    .where(equal_given(occurrences, "team"))
    .where(occurrences.c.schedule.in_(id_places()))
    .where(occurrences.c.day >= given("first"))
)
DELETE_OCCURRENCES = delete_oldest(occurrences, occurrences.c.at)
COUNT_OVERDUE = ReadStatement[tuple[int]](
    select(func.count()).where(schedules.c.due <= given("now"))
)


class SqlSchedules(Repository):
    """Implements `ScheduleRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, schedule: str) -> Schedule | None:
        rows = self._session.read_all(FIND_SCHEDULE, team=team, id=schedule)
        return SCHEDULE.load_first(rows)

    def save(self, schedule: Schedule) -> None:
        self._session.write(SAVE_SCHEDULE, **SCHEDULE.dump(schedule))
        self._session.write(DELETE_CLAIM, team=schedule.team, schedule=schedule.id)

    def delete(self, team: TeamId, schedule: str) -> None:
        self._session.write(DELETE_SCHEDULE, team=team, id=schedule)
        self._session.write(DELETE_CLAIM, team=team, schedule=schedule)

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        until = format_moment(lease)
        claimed = self._session.write_returning(
            CLAIM_DUE,
            now=format_moment(now),
            lease=until,
            most=limit,
        )
        if not claimed:
            return []
        rows = self._session.read_all(LIST_CLAIMED, lease=until)
        # Another worker's claims may end at the same moment; those are not ours.
        ours = set(claimed)
        return [
            replace(schedule, lease=lease)
            for schedule in SCHEDULE.load_all(rows)
            if (schedule.team, schedule.id) in ours
        ]

    def complete(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        self._end_claim(schedule)
        self._move_on(schedule, following or replace(schedule, day=None, wake=None))
        for occurrence in occurrences:
            self._session.defer_write(
                INSERT_OCCURRENCE,
                team=schedule.team,
                schedule=schedule.id,
                **OCCURRENCE.dump(occurrence),
            )

    def _end_claim(self, schedule: Schedule) -> None:
        # Nobody claimed a schedule without a lease: then nothing is hit, and the transaction fails.
        lease = None if schedule.lease is None else format_moment(schedule.lease)
        self._session.defer_write(
            END_CLAIM,
            team=schedule.team,
            schedule=schedule.id,
            lease=lease,
        )

    def _move_on(self, schedule: Schedule, following: Schedule) -> None:
        old, new = SCHEDULE.dump(schedule), SCHEDULE.dump(following)
        self._session.defer_write(
            MOVE_ON,
            old_team=schedule.team,
            old_id=schedule.id,
            old_due=old["due"],
            **{f"new_{name}": new[name] for name in MOVING},
        )

    def list_past_days(self, of: Sequence[Schedule]) -> AbstractSet[tuple[TeamId, str, date]]:
        ids_by_team: dict[TeamId, list[str]] = defaultdict(list)
        for schedule in of:
            ids_by_team[schedule.team].append(schedule.id)
        first = min((each.day for each in of if each.day), default=date.max).isoformat()
        past: set[tuple[TeamId, str, date]] = set()
        for team, ids in ids_by_team.items():
            for batch in id_batches(ids):
                rows = self._session.read_all(LIST_PAST_DAYS, team=team, first=first, **batch)
                for id_, day in rows:
                    past.add((team, id_, date.fromisoformat(day)))
        return past

    def list_occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        rows = self._session.read_all(LIST_OCCURRENCES, team=team, schedule=schedule)
        return OCCURRENCE.load_all(rows)

    def delete_occurrences_before(self, before: datetime, most: int) -> int:
        return self._session.write(DELETE_OCCURRENCES, before=format_moment(before), most=most)

    def count_overdue(self, now: datetime) -> int:
        row = self._session.read_first(COUNT_OVERDUE, now=format_moment(now))
        return row[0] if row else 0
