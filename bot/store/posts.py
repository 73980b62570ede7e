"""The outbox: messages on their way to Slack.

`wake` is when a row next needs somebody: a waiting post when it is due, a claimed one when its lease ends; never once
it is settled. `tries` counts the claims, and so tells a worker whether a post is still its own.
"""

from datetime import datetime

from sqlalchemy import select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from bot.coach.ports import Post
from bot.store import rows
from bot.store.rows import POST, PostRow
from bot.store.sql import Change, Session, given
from bot.store.tables import posts
from bot.store.worths import stamp

PENDING, SENDING = "pending", "sending"

ADD = Change[tuple[()]](insert_or(posts).on_conflict_do_nothing())
_due = (
    select(posts.c.team, posts.c.id)
    .where(posts.c.wake <= given("now"))
    .order_by(posts.c.wake, posts.c.team, posts.c.id)
    .limit(given("most", posts.c.tries.type))
    .with_for_update(skip_locked=True)
)
CLAIM = Change[PostRow](
    update(posts)
    .where(tuple_(posts.c.team, posts.c.id).in_(_due))
    .values(state=given("claimed"), wake=given("lease"), tries=posts.c.tries + 1)
    .returning(*POST)
)
SETTLE = Change[tuple[()]](
    update(posts)
    .where(
        posts.c.team == given("the_team"),
        posts.c.id == given("the_id"),
        posts.c.tries == given("claim"),
        posts.c.state == given("claimed"),
    )
    .values(state=given("became"), wake=given("again"))
)


def add(session: Session, post: Post) -> None:
    """A post that is already there stays as it is: what led to it was delivered twice."""
    session.change(
        ADD,
        team=post.team,
        id=post.id,
        recipient=post.to,
        body=post.body,
        due=stamp(post.due),
        tries=post.tries,
        state=PENDING,
        wake=stamp(post.due),
    )


def claim(session: Session, now: datetime, lease: datetime, limit: int) -> list[Post]:
    found = session.changed(CLAIM, now=stamp(now), lease=stamp(lease), most=limit, claimed=SENDING)
    return sorted((rows.post(row) for row in found), key=lambda post: (post.due, post.team, post.id))


def settle(session: Session, post: Post, state: str, again: datetime | None) -> None:
    """Nothing changes where the lease ended and another worker has claimed the post since."""
    session.change(
        SETTLE,
        the_team=post.team,
        the_id=post.id,
        claim=post.tries,
        claimed=SENDING,
        became=state,
        again=None if again is None else stamp(again),
    )
