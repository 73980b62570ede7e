"""Idempotency keys of requests."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.coach.ports import DuplicateSubmission
from bot.coach.records import ProcessedRequest
from bot.domain.ids import TeamId
from bot.store.codec import RowCodec, format_moment
from bot.store.session import ReadStatement, Repository, Row, WriteStatement
from bot.store.statements import given, insert_new
from bot.store.tables import processed_requests

REQUEST = RowCodec(ProcessedRequest, processed_requests)
ONE = ReadStatement[Row](
    select(*REQUEST.columns).where(
        processed_requests.c.team == given("team"), processed_requests.c.key == given("key")
    )
)
MARK = insert_new(processed_requests)
DELETE_BEFORE = WriteStatement[tuple[()]](
    delete(processed_requests).where(processed_requests.c.at < given("before"))
)


class SqlKeys(Repository):
    """Implements `KeyRepository`."""

    __slots__ = ()

    def find_processed(self, team: TeamId, key: str) -> ProcessedRequest | None:
        row = self._session.first(ONE, team=team, key=key)
        return None if row is None else REQUEST.load(row)

    def mark_processed(
        self, team: TeamId, key: str, request: ProcessedRequest, at: datetime
    ) -> None:
        written = self._session.change(
            MARK, team=team, key=key, at=format_moment(at), **REQUEST.dump(request)
        )
        if not written:
            raise DuplicateSubmission

    def delete_before(self, before: datetime) -> int:
        return self._session.change(DELETE_BEFORE, before=format_moment(before))
