"""Acts that workspaces have to account for."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, func, literal_column, or_, select

from bot.domain.audit import AuditFilter, AuditRow
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row
from bot.store.statements import delete_oldest, equal_given, given, insert_new
from bot.store.tables import audit_rows

ROW = RowCodec(AuditRow, audit_rows)
INSERT_ROW = insert_new(audit_rows)
_ANY: ColumnElement[str] = literal_column("''")
_kind, _person = given("wanted_kind"), given("wanted_person")
LIST_NEWEST = ReadStatement[Row](
    select(*ROW.columns)
    .where(
        equal_given(audit_rows, "team"),
        audit_rows.c.at >= given("since"),
        audit_rows.c.at < given("until"),
        or_(_kind == _ANY, audit_rows.c.kind == _kind),
        or_(_person == _ANY, audit_rows.c.person == _person, audit_rows.c.whom == _person),
    )
    .order_by(audit_rows.c.at.desc(), audit_rows.c.id.desc())
    .limit(given("most", func.count().type))
    .offset(given("skip", func.count().type))
)
LIST_TEAMS = ReadStatement[tuple[str]](
    select(audit_rows.c.team).distinct().order_by(audit_rows.c.team)
)
DELETE_OLD = delete_oldest(audit_rows, audit_rows.c.at, equal_given(audit_rows, "team"))
EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)


class SqlAudit(Repository):
    """Implements `AuditRepository`."""

    __slots__ = ()

    def insert(self, team: TeamId, row: AuditRow) -> None:
        self._session.write(INSERT_ROW, team=team, kind=row.kind.value, **ROW.dump(row))

    def list_newest(
        self, team: TeamId, wanted: AuditFilter, most: int, skip: int = 0
    ) -> Sequence[AuditRow]:
        rows = self._session.read_all(
            LIST_NEWEST,
            team=team,
            since=format_moment(wanted.since or EARLIEST),
            until=format_moment(wanted.until or LATEST),
            wanted_kind=wanted.kind.value if wanted.kind is not None else "",
            wanted_person=wanted.person or "",
            most=most,
            skip=skip,
        )
        return ROW.load_all(rows)

    def list_teams(self) -> Sequence[TeamId]:
        return [TeamId(team) for (team,) in self._session.read_all(LIST_TEAMS)]

    def delete_before(self, team: TeamId, at: datetime, most: int) -> int:
        return self._session.write(DELETE_OLD, team=team, before=format_moment(at), most=most)
