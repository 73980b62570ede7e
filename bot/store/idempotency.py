"""Idempotency keys of requests."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.coach.ports.errors import DuplicateSubmission
from bot.coach.records import ProcessedRequest
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import equal_given, given, insert_new
from bot.store.tables import processed_requests

REQUEST = RowCodec(ProcessedRequest, processed_requests)
FIND_REQUEST = ReadStatement[Row](
    select(*REQUEST.columns).where(equal_given(processed_requests, "team", "key"))
)
INSERT_REQUEST = insert_new(processed_requests)
DELETE_BEFORE = WriteStatement[tuple[()]](
    delete(processed_requests).where(processed_requests.c.at < given("before"))
)


class SqlKeys(Repository):
    """Implements `KeyRepository`."""

    __slots__ = ()

    def find_processed(self, team: TeamId, key: str) -> ProcessedRequest | None:
        rows = self._session.read_all(FIND_REQUEST, team=team, key=key)
        return REQUEST.load_first(rows)

    def mark_processed(
        self,
        team: TeamId,
        key: str,
        request: ProcessedRequest,
        at: datetime,
    ) -> None:
        row = REQUEST.dump(request)
        inserted = self._session.write(
            INSERT_REQUEST,
            team=team,
            key=key,
            at=format_moment(at),
            **row,
        )
        if not inserted:
            raise DuplicateSubmission

    def delete_before(self, before: datetime) -> int:
        return self._session.write(DELETE_BEFORE, before=format_moment(before))
