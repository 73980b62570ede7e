"""Closed deals that are deleted for their age."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import and_, delete, func, literal_column, or_, select

from bot.domain.deals import Deal, DealOutcome, Role, Side
from bot.domain.ids import DealId, PersonId, TeamId
from bot.domain.ledger import Verb
from bot.domain.retention import ClosedDeal, PlannedDeletion
from bot.store.codec import RowCodec, parse_moment
from bot.store.deals import DEAL
from bot.store.session import ReadStatement, Repository, Row, Value, WriteStatement
from bot.store.statements import equal_given, id_batches, id_places, upsert
from bot.store.tables import deals, entries, planned_deletions, roles

PLANNED = RowCodec(PlannedDeletion, planned_deletions)
LIST_PLANNED = ReadStatement[Row](
    select(*PLANNED.columns).order_by(
        planned_deletions.c.last_day, planned_deletions.c.team, planned_deletions.c.deal
    )
)
FIND_PLANNED = ReadStatement[Row](
    select(*PLANNED.columns).where(equal_given(planned_deletions, "team", "deal"))
)
FIND_MANY_PLANNED = ReadStatement[Row](
    select(*PLANNED.columns)
    .where(equal_given(planned_deletions, "team"))
    .where(planned_deletions.c.deal.in_(id_places()))
)
LIST_PLANNED_OF_PERSON = ReadStatement[tuple[str, *tuple[Value, ...]]](
    select(planned_deletions.c.last_day, *DEAL.columns)
    .join_from(planned_deletions, deals)
    .join(roles, and_(roles.c.team == deals.c.team, roles.c.deal == deals.c.id))
    .where(equal_given(roles, "team", "person"))
    .where(roles.c.role.in_([Role.OWNER.value, Role.CO_OWNER.value]))
    .where(deals.c.closed_at.is_not(None))
    .order_by(planned_deletions.c.last_day, planned_deletions.c.deal)
)
SAVE_PLANNED = upsert(planned_deletions)
DELETE_PLANNED = WriteStatement[tuple[()]](
    delete(planned_deletions).where(equal_given(planned_deletions, "team", "deal"))
)
_is_planned = (
    select(planned_deletions.c.deal)
    .where(planned_deletions.c.team == deals.c.team, planned_deletions.c.deal == deals.c.id)
    .exists()
)
LIST_CLOSED = ReadStatement[tuple[str, str, str, str]](
    select(deals.c.team, deals.c.id, deals.c.side, deals.c.closed_at)
    .where(deals.c.closed_at.is_not(None))
    .where(
        or_(
            deals.c.outcome.is_(None),
            deals.c.outcome != literal_column(f"'{DealOutcome.DELETED}'"),
        )
    )
    .where(~_is_planned)
    .order_by(deals.c.team, deals.c.id)
)
FIND_LAST_END = ReadStatement[tuple[str | None]](
    select(func.max(entries.c.at))
    .where(equal_given(entries, "team", "deal"))
    .where(entries.c.verb == literal_column(f"'{Verb.CLOSED}'"))
)


class SqlRetention(Repository):
    """Implements `RetentionRepository`."""

    __slots__ = ()

    def list_closed(self) -> Sequence[ClosedDeal]:
        return [
            ClosedDeal(
                team=TeamId(team), deal=DealId(deal), side=Side(side), closed_at=parse_moment(at)
            )
            for team, deal, side, at in self._session.read_all(LIST_CLOSED)
        ]

    def find_last_end(self, team: TeamId, deal: DealId) -> datetime | None:
        row = self._session.read_first(FIND_LAST_END, team=team, deal=deal)
        return parse_moment(row[0]) if row is not None and row[0] is not None else None

    def list_planned(self) -> Sequence[PlannedDeletion]:
        return PLANNED.load_all(self._session.read_all(LIST_PLANNED))

    def find(self, team: TeamId, deal: DealId) -> PlannedDeletion | None:
        return PLANNED.load_first(self._session.read_all(FIND_PLANNED, team=team, deal=deal))

    def find_last_days(self, team: TeamId, found: Sequence[DealId]) -> Mapping[DealId, date]:
        last_days: dict[DealId, date] = {}
        for batch in id_batches(found):
            rows = self._session.read_all(FIND_MANY_PLANNED, team=team, **batch)
            for planned in PLANNED.load_all(rows):
                last_days[planned.deal] = planned.last_day
        return last_days

    def list_of_person(self, team: TeamId, person: PersonId) -> Sequence[tuple[Deal, date]]:
        rows = self._session.read_all(LIST_PLANNED_OF_PERSON, team=team, person=person)
        return [(DEAL.load(tuple(row)), date.fromisoformat(last_day)) for last_day, *row in rows]

    def save(self, planned: PlannedDeletion) -> None:
        self._session.write(SAVE_PLANNED, **PLANNED.dump(planned))

    def delete(self, team: TeamId, deal: DealId) -> None:
        self._session.write(DELETE_PLANNED, team=team, deal=deal)
