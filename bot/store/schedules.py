"""Schedules and their occurrences: claimed for a while, completed under a fence, each local day once."""

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
from bot.store.session import ReadStatement, Repository, Row, Value, WriteStatement
from bot.store.statements import delete_oldest, given, id_batches, id_places, upsert
from bot.store.tables import claims, occurrences, schedules

SCHEDULE = RowCodec(Schedule, schedules, renamed={"wake": "due"}, without={"lease"})
OCCURRENCE = RowCodec(Occurrence, occurrences)

_the_schedule = (schedules.c.team == given("old_team")) & (schedules.c.id == given("old_id"))
_the_claim = (claims.c.team == given("old_team")) & (claims.c.schedule == given("old_id"))

ONE = ReadStatement[Row](select(*SCHEDULE.columns).where(_the_schedule))
SAVE = upsert(schedules)
DELETE = WriteStatement[tuple[()]](delete(schedules).where(_the_schedule))
DELETE_CLAIM = WriteStatement[tuple[()]](delete(claims).where(_the_claim))

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
# Whoever finds a schedule while another worker commits its claim to it does not get it: that claim is
# there by the time of the insert, and its lease has not ended.
CLAIM = WriteStatement[tuple[str, str]](
    _new_claim.on_conflict_do_update(
        index_elements=[claims.c.team, claims.c.schedule],
        set_={"lease": _new_claim.excluded.lease},
        where=claims.c.lease <= given("now"),
    ).returning(claims.c.team, claims.c.schedule)
)
_with_lease = select(claims.c.team, claims.c.schedule).where(claims.c.lease == given("lease"))
CLAIMED = ReadStatement[Row](
    select(*SCHEDULE.columns)
    .where(tuple_(schedules.c.team, schedules.c.id).in_(_with_lease))
    .order_by(schedules.c.team, schedules.c.id)
)

# The three statements of `complete`. Each must hit, so that a worker that slept through its lease, or
# one whose schedule was replaced meanwhile, fails with everything that it did.
END_CLAIM = WriteStatement[tuple[()]](
    delete(claims).where(_the_claim, claims.c.lease == given("lease")), must_hit=True
)
MOVE_ON = WriteStatement[tuple[()]](
    update(schedules)
    .where(_the_schedule, schedules.c.due == given("old_due"))
    .values({name: given(f"new_{name}") for name in ("zone", "hour", "day", "due")}),
    must_hit=True,
)
INSERT_OCCURRENCE = WriteStatement[tuple[()]](
    insert(occurrences).on_conflict_do_nothing(), must_hit=True
)

OCCURRENCES = ReadStatement[Row](
    select(*OCCURRENCE.columns)
    .where(occurrences.c.team == given("team"), occurrences.c.schedule == given("schedule"))
    .order_by(occurrences.c.day)
)
PAST_DAYS = ReadStatement[tuple[str, str]](
    select(occurrences.c.schedule, occurrences.c.day).where(
        occurrences.c.team == given("team"),
        occurrences.c.schedule.in_(id_places()),
        occurrences.c.day >= given("first"),
    )
)
DELETE_OCCURRENCES = delete_oldest(occurrences, occurrences.c.at)
COUNT_OVERDUE = ReadStatement[tuple[int]](
    select(func.count()).where(schedules.c.due <= given("now"))
)


class SqlSchedules(Repository):
    """Implements `ScheduleRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, schedule: str) -> Schedule | None:
        row = self._session.first(ONE, old_team=team, old_id=schedule)
        return None if row is None else SCHEDULE.load(row)

    def save(self, schedule: Schedule) -> None:
        self._session.change(SAVE, **SCHEDULE.dump(schedule))
        self._session.change(DELETE_CLAIM, old_team=schedule.team, old_id=schedule.id)

    def delete(self, team: TeamId, schedule: str) -> None:
        self._session.change(DELETE, old_team=team, old_id=schedule)
        self._session.change(DELETE_CLAIM, old_team=team, old_id=schedule)

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        until = format_moment(lease)
        claimed = self._session.change_returning(
            CLAIM, now=format_moment(now), lease=until, most=limit
        )
        if not claimed:
            return []
        # Another worker's claims may end at the same moment; those are not ours.
        ours = set(claimed)
        found = [SCHEDULE.load(row) for row in self._session.all(CLAIMED, lease=until)]
        return [replace(each, lease=lease) for each in found if (each.team, each.id) in ours]

    def complete(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        over = replace(schedule, day=None, wake=None)
        old, new = SCHEDULE.dump(schedule), SCHEDULE.dump(following or over)
        the_schedule: dict[str, Value] = {"old_team": schedule.team, "old_id": schedule.id}
        lease = None if schedule.lease is None else format_moment(schedule.lease)
        self._session.defer(END_CLAIM, **the_schedule, lease=lease)
        self._session.defer(
            MOVE_ON,
            **the_schedule,
            old_due=old["due"],
            **{f"new_{name}": new[name] for name in ("zone", "hour", "day", "due")},
        )
        for occurrence in occurrences:
            self._session.defer(
                INSERT_OCCURRENCE,
                team=schedule.team,
                schedule=schedule.id,
                **OCCURRENCE.dump(occurrence),
            )

    def list_past_days(self, of: Sequence[Schedule]) -> AbstractSet[tuple[TeamId, str, date]]:
        ids_by_team: dict[TeamId, list[str]] = defaultdict(list)
        for schedule in of:
            ids_by_team[schedule.team].append(schedule.id)
        first = min((each.day for each in of if each.day), default=date.max).isoformat()
        past: set[tuple[TeamId, str, date]] = set()
        for team, ids in ids_by_team.items():
            for batch in id_batches(ids):
                for id_, day in self._session.all(PAST_DAYS, team=team, first=first, **batch):
                    past.add((team, id_, date.fromisoformat(day)))
        return past

    def list_occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        rows = self._session.all(OCCURRENCES, team=team, schedule=schedule)
        return [OCCURRENCE.load(row) for row in rows]

    def delete_occurrences_before(self, before: datetime, most: int) -> int:
        return self._session.change(DELETE_OCCURRENCES, before=format_moment(before), most=most)

    def count_overdue(self, now: datetime) -> int:
        row = self._session.first(COUNT_OVERDUE, now=format_moment(now))
        return row[0] if row else 0
