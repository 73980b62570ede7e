"""The outbox: messages on their way to Slack.

`wake` is when a row next needs somebody: a waiting post when it is due, a claimed one when its lease ends; never once
it is settled. `tries` counts the claims, and so tells a worker whether a post is still its own.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import case, func, null, select, tuple_, update

from bot.coach.records import CLAIMED, Post, PostState
from bot.domain.ids import TeamId
from bot.store import rows
from bot.store.rows import POST, PostRow
from bot.store.sql import (
    ReadStatement,
    Repository,
    Session,
    WriteStatement,
    delete_oldest,
    given,
    insert_new,
)
from bot.store.tables import posts
from bot.store.worths import moment, stamp

CLAIM_AS = {
    PostState.PENDING: PostState.SENDING,
    PostState.RESENT: PostState.AUDITING,
    PostState.AUDITING: PostState.AUDITING,
}
"""What a post is claimed for, by its state; any other is looked for first."""

THERE = frozenset({PostState.RESENT, PostState.AUDITING})
"""States of a post that was sent and is looked at once more."""

INSERT = insert_new(posts)
_due = (
    select(posts.c.team, posts.c.id)
    .where(posts.c.wake <= given("now"))
    .order_by(posts.c.wake, posts.c.team, posts.c.id)
    .limit(given("most", posts.c.tries.type))
    .with_for_update(skip_locked=True)
)
_claimed_as = case(
    {state.value: claimed.value for state, claimed in CLAIM_AS.items()},
    value=posts.c.state,
    else_=PostState.CHECKING.value,
)
CLAIM = WriteStatement[PostRow](
    update(posts)
    .where(tuple_(posts.c.team, posts.c.id).in_(_due))
    .values(state=_claimed_as, wake=given("lease"), tries=posts.c.tries + 1)
    .returning(*POST)
)
_BECOMES = ("sends", "misses", "conversation", "ts", "marked", "bare", "why")
SETTLE = WriteStatement[tuple[()]](
    update(posts)
    .where(
        posts.c.team == given("the_team"),
        posts.c.id == given("the_id"),
        posts.c.tries == given("claim"),
        posts.c.state.in_(sorted(CLAIMED)),
    )
    .values(
        state=given("became"),
        wake=given("again"),
        **{name: given(f"new_{name}") for name in _BECOMES},
    )
)
BLOCKED = ReadStatement[tuple[str, str]](
    select(posts.c.id, posts.c.why).where(
        posts.c.team == given("team"), posts.c.state == PostState.BLOCKED.value
    )
)
RELEASE = WriteStatement[tuple[()]](
    update(posts)
    .where(
        posts.c.team == given("the_team"),
        posts.c.id == given("the_id"),
        posts.c.state == PostState.BLOCKED.value,
    )
    .values(state=PostState.PENDING.value, wake=given("again"))
)
LOOK_AGAIN = WriteStatement[tuple[()]](
    update(posts)
    .where(
        posts.c.team == given("the_team"),
        posts.c.id == given("the_id"),
        posts.c.state == PostState.SENT.value,
    )
    .values(state=PostState.RESENT.value, wake=given("again"))
)
ONE = ReadStatement[PostRow](
    select(*POST).where(posts.c.team == given("team"), posts.c.id == given("id"))
)
HOLD_BACK = WriteStatement[tuple[()]](
    update(posts)
    .where(
        posts.c.team == given("the_team"),
        posts.c.id >= given("first"),
        posts.c.id < given("last"),
        posts.c.state == PostState.PENDING.value,
    )
    .values(state=PostState.DEAD.value, wake=null(), why=given("new_why"))
)
COUNT = ReadStatement[tuple[str, int]](select(posts.c.state, func.count()).group_by(posts.c.state))
OLDEST = ReadStatement[tuple[str | None]](
    select(func.min(posts.c.due)).where(
        posts.c.wake.is_not(None), posts.c.state.not_in(sorted(THERE))
    )
)
ENDED = (PostState.SENT.value, PostState.DEAD.value)
"""States of a post that nobody comes back to. What is held back is kept, with its reason."""
DELETE_ENDED = delete_oldest(posts, posts.c.due, posts.c.wake.is_(None), posts.c.state.in_(ENDED))


class SqlOutbox(Repository):
    """Implements `OutboxRepository`."""

    __slots__ = ("inserted",)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.inserted = False

    def find(self, team: TeamId, post: str) -> Post | None:
        row = self._session.first(ONE, team=team, id=post)
        return None if row is None else rows.post(row)

    def insert(self, post: Post) -> None:
        """A post that is already there stays as it is: what led to it was delivered twice."""
        self.inserted = True
        self._session.later(
            INSERT,
            team=post.team,
            id=post.id,
            recipient=post.to,
            body=post.body,
            due=stamp(post.due),
            deal=post.deal,
            tries=post.tries,
            state=PostState.PENDING.value,
            wake=stamp(post.due),
            sends=post.sends,
            misses=post.misses,
            conversation=post.conversation,
            ts=post.ts,
            marked=post.marked,
            bare=post.bare,
            why=post.why,
        )

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Post]:
        found = self._session.changed(CLAIM, now=stamp(now), lease=stamp(lease), most=limit)
        return sorted(
            (rows.post(row) for row in found), key=lambda post: (post.due, post.team, post.id)
        )

    def settle(self, post: Post, *, wake: datetime | None = None) -> bool:
        """Nothing changes where the lease ended and another worker has claimed the post since."""
        changed = self._session.change(
            SETTLE,
            the_team=post.team,
            the_id=post.id,
            claim=post.tries,
            became=post.state.value,
            again=None if wake is None else stamp(wake),
            **{f"new_{name}": getattr(post, name) for name in _BECOMES},
        )
        return bool(changed)

    def recheck(self, post: Post, *, wake: datetime) -> None:
        self._session.change(LOOK_AGAIN, the_team=post.team, the_id=post.id, again=stamp(wake))

    def cancel_pending(self, team: TeamId, first: str, why: str) -> int:
        last = first + "\U0010ffff"
        return self._session.change(HOLD_BACK, the_team=team, first=first, last=last, new_why=why)

    def release_blocked(self, team: TeamId, why: Sequence[str], now: datetime) -> int:
        found = [id_ for id_, reason in self._session.all(BLOCKED, team=team) if reason in why]
        return sum(
            self._session.change(RELEASE, the_team=team, the_id=id_, again=stamp(now))
            for id_ in sorted(found)
        )

    def count_by_state(self) -> Mapping[str, int]:
        return dict(self._session.all(COUNT))

    def find_oldest_due(self) -> datetime | None:
        row = self._session.first(OLDEST)
        return moment(row[0]) if row and row[0] else None

    def delete_ended_before(self, before: datetime, most: int) -> int:
        return self._session.change(DELETE_ENDED, before=stamp(before), most=most)
