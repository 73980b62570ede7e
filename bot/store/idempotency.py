"""Requests that were already taken."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import DuplicateSubmission, ProcessedRequest
from bot.domain.ids import DealId, TeamId
from bot.store.sql import ReadStatement, Session, WriteStatement, given
from bot.store.tables import once
from bot.store.worths import stamp

TAKEN = ReadStatement[tuple[str, int]](
    select(once.c.deal, once.c.seq).where(once.c.team == given("team"), once.c.key == given("key"))
)
TAKE = WriteStatement[tuple[()]](insert_or(once).on_conflict_do_nothing())
FORGET = WriteStatement[tuple[()]](delete(once).where(once.c.at < given("before")))


def taken(session: Session, team: TeamId, key: str) -> ProcessedRequest | None:
    row = session.first(TAKEN, team=team, key=key)
    return None if row is None else ProcessedRequest(deal=DealId(row[0]), seq=row[1])


def take(session: Session, team: TeamId, key: str, once: ProcessedRequest, at: datetime) -> None:
    if not session.change(TAKE, team=team, key=key, deal=once.deal, seq=once.seq, at=stamp(at)):
        raise DuplicateSubmission


def forget(session: Session, before: datetime) -> int:
    return session.change(FORGET, before=stamp(before))
