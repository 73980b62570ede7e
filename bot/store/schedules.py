"""Schedules and their occurrences: claimed for a while, fired under a fence, each local day once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import bindparam, delete, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.schedules import Occurrence, Outcome, Schedule, ScheduleKind
from bot.store.sql import (
    ReadStatement,
    Repository,
    Value,
    WriteStatement,
    batches,
    delete_oldest,
    given,
    places,
)
from bot.store.tables import claims, occurrences, schedules
from bot.store.worths import moment, stamp

Text = str | None
ScheduleRow = tuple[str, str, str, Text, Text, str, str, str, Text, Text]
SCHEDULE = tuple(schedules.c)

_this = (schedules.c.team == given("the_team")) & (schedules.c.id == given("the_id"))
ONE = ReadStatement[ScheduleRow](select(*SCHEDULE).where(_this))
_placed = insert_or(schedules)
SAVE = WriteStatement[tuple[()]](
    _placed.on_conflict_do_update(
        index_elements=[schedules.c.team, schedules.c.id],
        set_={
            c.name: _placed.excluded[c.name] for c in schedules.c if c.name not in ("team", "id")
        },
    )
)
DROP = WriteStatement[tuple[()]](delete(schedules).where(_this))
_held = (
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
    .where(schedules.c.due <= given("now"), ~_held)
    .order_by(schedules.c.due, schedules.c.team, schedules.c.id)
    .limit(given("most", func.count().type))
    .with_for_update(of=schedules, skip_locked=True)
)
_claimed = insert_or(claims).from_select(["team", "schedule", "lease"], _due)
CLAIM = WriteStatement[tuple[str, str]](
    _claimed.on_conflict_do_update(
        index_elements=[claims.c.team, claims.c.schedule],
        set_={"lease": _claimed.excluded.lease},
        where=claims.c.lease <= given("now"),
    ).returning(claims.c.team, claims.c.schedule)
)
"""Who finds a schedule while another worker commits its claim to it does not get it: the claim has the last word."""
_ours = select(claims.c.team, claims.c.schedule).where(claims.c.lease == given("lease"))
CLAIMED = ReadStatement[ScheduleRow](
    select(*SCHEDULE).where(tuple_(schedules.c.team, schedules.c.id).in_(_ours))
)
_the_claim = (claims.c.team == given("the_team")) & (claims.c.schedule == given("the_id"))
GIVE_UP = WriteStatement[tuple[()]](
    delete(claims).where(_the_claim, claims.c.lease == given("lease")), sure=True
)
FREE = WriteStatement[tuple[()]](delete(claims).where(_the_claim))
FIRE = WriteStatement[tuple[()]](
    update(schedules)
    .where(_this, schedules.c.due == given("was_due"))
    .values(
        zone=given("new_zone"), hour=given("new_hour"), day=given("new_day"), due=given("new_due")
    ),
    sure=True,
)
OVERDUE = ReadStatement[tuple[int]](select(func.count()).where(schedules.c.due <= given("now")))
OCCUR = WriteStatement[tuple[()]](insert_or(occurrences).on_conflict_do_nothing(), sure=True)
OCCURRED = ReadStatement[tuple[str, str, str, str]](
    select(occurrences.c.day, occurrences.c.at, occurrences.c.outcome, occurrences.c.why)
    .where(occurrences.c.team == given("team"), occurrences.c.schedule == given("schedule"))
    .order_by(occurrences.c.day)
)


def _next(following: Schedule, *, on: bool) -> dict[str, Value]:
    return {
        "new_zone": following.zone,
        "new_hour": following.hour.isoformat("minutes"),
        "new_day": _day(following.day) if on else None,
        "new_due": _stamp(following.wake) if on else None,
    }


DAYS = ReadStatement[tuple[str, str]](
    select(occurrences.c.schedule, occurrences.c.day).where(
        occurrences.c.team == given("team"),
        occurrences.c.schedule.in_(places()),
        occurrences.c.day >= given("first"),
    )
)


def _schedule(row: ScheduleRow, lease: datetime | None = None) -> Schedule:
    team, id_, occasion, person, deal, key, zone, hour, day, due = row
    return Schedule(
        team=TeamId(team),
        id=id_,
        occasion=ScheduleKind(occasion),
        person=None if person is None else PersonId(person),
        deal=None if deal is None else DealId(deal),
        key=key,
        zone=zone,
        hour=time.fromisoformat(hour),
        day=None if day is None else date.fromisoformat(day),
        wake=None if due is None else moment(due),
        lease=lease,
    )


def _stamp(at: datetime | None) -> str | None:
    return None if at is None else stamp(at)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


DELETE_OCCURRENCES = delete_oldest(occurrences, occurrences.c.at)


class SqlSchedules(Repository):
    """Implements `ScheduleRepository`."""

    __slots__ = ()

    def find(self, team: TeamId, schedule: str) -> Schedule | None:
        row = self._session.first(ONE, the_team=team, the_id=schedule)
        return None if row is None else _schedule(row)

    def save(self, schedule: Schedule) -> None:
        self._session.change(
            SAVE,
            team=schedule.team,
            id=schedule.id,
            occasion=schedule.occasion.value,
            person=schedule.person,
            deal=schedule.deal,
            key=schedule.key,
            zone=schedule.zone,
            hour=schedule.hour.isoformat("minutes"),
            day=_day(schedule.day),
            due=_stamp(schedule.wake),
        )
        self._session.change(FREE, the_team=schedule.team, the_id=schedule.id)

    def delete(self, team: TeamId, schedule: str) -> None:
        self._session.change(DROP, the_team=team, the_id=schedule)
        self._session.change(FREE, the_team=team, the_id=schedule)

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Schedule]:
        taken = set(self._session.changed(CLAIM, now=stamp(now), lease=stamp(lease), most=limit))
        found = self._session.all(CLAIMED, lease=stamp(lease)) if taken else []
        return [_schedule(row, lease) for row in sorted(row for row in found if row[:2] in taken)]

    def complete(
        self, schedule: Schedule, occurrences: Sequence[Occurrence], following: Schedule | None
    ) -> None:
        this = {"the_team": schedule.team, "the_id": schedule.id}
        next_ = _next(following or schedule, on=following is not None)
        self._session.later(GIVE_UP, **this, lease=_stamp(schedule.lease))
        self._session.later(FIRE, **this, was_due=_stamp(schedule.wake), **next_)
        for one in occurrences:
            self._session.later(
                OCCUR,
                team=schedule.team,
                schedule=schedule.id,
                day=one.day.isoformat(),
                at=stamp(one.at),
                outcome=one.outcome.value,
                why=one.why,
            )

    def list_past_days(self, of: Sequence[Schedule]) -> set[tuple[TeamId, str, date]]:
        by_team: dict[TeamId, list[str]] = defaultdict(list)
        for each in of:
            by_team[each.team].append(each.id)
        first = min((each.day for each in of if each.day), default=date.max).isoformat()
        return {
            (team, id_, date.fromisoformat(day))
            for team, ids in by_team.items()
            for batch in batches(ids)
            for id_, day in self._session.all(DAYS, team=team, first=first, **batch)
        }

    def list_occurrences(self, team: TeamId, schedule: str) -> Sequence[Occurrence]:
        return [
            Occurrence(
                day=date.fromisoformat(day), at=moment(at), outcome=Outcome(outcome), why=why
            )
            for day, at, outcome, why in self._session.all(OCCURRED, team=team, schedule=schedule)
        ]

    def count_overdue(self, now: datetime) -> int:
        row = self._session.first(OVERDUE, now=stamp(now))
        return row[0] if row else 0

    def delete_occurrences_before(self, before: datetime, most: int) -> int:
        return self._session.change(DELETE_OCCURRENCES, before=stamp(before), most=most)
