"""What nobody needs any more: digests whose buttons are long out of sight, days that came round, posts that ended."""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, Table, delete, func, select, tuple_

from bot.coach.ports import PostState
from bot.store.sql import Session, WriteStatement, given
from bot.store.tables import digests, occurrences, posts
from bot.store.worths import stamp

ENDED = (PostState.SENT.value, PostState.DEAD.value)
"""States of a post that nobody comes back to. What is held back is kept, with its reason."""


def _oldest(
    table: Table, when: Column[str], *also: ColumnElement[bool]
) -> WriteStatement[tuple[()]]:
    """Deletes the oldest rows before a moment or day, at most so many; what another is deleting is left to it."""
    keys = tuple(table.primary_key.columns)
    found = (
        select(*keys)
        .where(when < given("before"), *also)
        .order_by(when)
        .limit(given("most", func.count().type))
        .with_for_update(skip_locked=True)
    )
    return WriteStatement[tuple[()]](delete(table).where(tuple_(*keys).in_(found)))


DIGESTS = _oldest(digests, digests.c.day)
OCCURRENCES = _oldest(occurrences, occurrences.c.at)
POSTS = _oldest(posts, posts.c.due, posts.c.wake.is_(None), posts.c.state.in_(ENDED))


def forget_told(session: Session, before: datetime, most: int) -> int:
    moment = stamp(before)
    told = session.change(DIGESTS, before=before.date().isoformat(), most=most)
    return told + sum(
        session.change(each, before=moment, most=most) for each in (OCCURRENCES, POSTS)
    )
