"""Idempotency keys of requests."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.coach.ports import DuplicateSubmission
from bot.coach.records import ProcessedRequest
from bot.domain.ids import DealId, TeamId
from bot.store.sql import ReadStatement, Repository, WriteStatement, given, insert_new
from bot.store.tables import once
from bot.store.worths import stamp

TAKEN = ReadStatement[tuple[str, int]](
    select(once.c.deal, once.c.seq).where(once.c.team == given("team"), once.c.key == given("key"))
)
MARK = insert_new(once)
FORGET = WriteStatement[tuple[()]](delete(once).where(once.c.at < given("before")))


class SqlKeys(Repository):
    """Implements `KeyRepository`."""

    __slots__ = ()

    def find_processed(self, team: TeamId, key: str) -> ProcessedRequest | None:
        row = self._session.first(TAKEN, team=team, key=key)
        return None if row is None else ProcessedRequest(deal=DealId(row[0]), seq=row[1])

    def mark_processed(
        self, team: TeamId, key: str, request: ProcessedRequest, at: datetime
    ) -> None:
        if not self._session.change(
            MARK, team=team, key=key, deal=request.deal, seq=request.seq, at=stamp(at)
        ):
            raise DuplicateSubmission

    def delete_before(self, before: datetime) -> int:
        return self._session.change(FORGET, before=stamp(before))
