"""The outbox: messages on their way to Slack.

`wake` is when a row next needs somebody: a pending post when it is due, a claimed one when its
lease ends; NULL once it is settled for good. `tries` counts the claims and is the fence of each: a
worker that slept through its lease cannot settle a post that another one has claimed since.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson
from sqlalchemy import case, func, null, or_, select, tuple_, update

from bot.coach.records import CLAIMED, DeliveryFailure, Post, PostState
from bot.domain.ids import DealId, PersonId, TeamId
from bot.store.codec import RowCodec, format_moment, parse_moment
from bot.store.session import ReadStatement, Repository, Row, Session, WriteStatement
from bot.store.statements import delete_oldest, equal_given, given, insert_new
from bot.store.tables import posts

CLAIMED_AS = {
    PostState.PENDING: PostState.SENDING,
    PostState.RESENT: PostState.AUDITING,
    PostState.AUDITING: PostState.AUDITING,
}
"""What a post is claimed for, by its state. Any other may have reached Slack already, so it is
looked for before it is sent again."""
SENT_ALREADY = (PostState.RESENT, PostState.AUDITING)
"""States of a post that was sent and is only looked at once more."""
ENDED = (PostState.SENT, PostState.DEAD)
"""States of a post that nobody comes back to. A blocked one is kept, with its reason."""

POST = RowCodec(Post, posts, renamed={"to": "recipient"})
FIND_POST = ReadStatement[Row](select(*POST.columns).where(equal_given(posts, "team", "id")))
INSERT_POST = insert_new(posts)
_due = (
    select(posts.c.team, posts.c.id)
    .where(posts.c.wake <= given("now"))
    .order_by(posts.c.wake, posts.c.team, posts.c.id)
    .limit(given("most", posts.c.tries.type))
    .with_for_update(skip_locked=True)  # two workers that look at once claim different posts
)
_claimed_as = case(
    {state.value: claimed.value for state, claimed in CLAIMED_AS.items()},
    value=posts.c.state,
    else_=PostState.CHECKING.value,
)
CLAIM_DUE = WriteStatement[Row](
    update(posts)
    .where(tuple_(posts.c.team, posts.c.id).in_(_due))
    .values(state=_claimed_as, wake=given("lease"), tries=posts.c.tries + 1)
    .returning(*POST.columns)
)
_OUTCOME = ("state", "sends", "misses", "conversation", "ts", "marked", "bare", "why")
"""What a worker writes of a post that it claimed."""
SETTLE = WriteStatement[tuple[()]](
    update(posts)
    .where(
        equal_given(posts, "team", "id", "tries", prefix="old_"),
        posts.c.state.in_(sorted(state.value for state in CLAIMED)),
    )
    .values(
        wake=given("new_wake"),
        body=given("new_body"),
        **{name: given(f"new_{name}") for name in _OUTCOME},
    )
)
_the_post = equal_given(posts, "team", "id", prefix="old_")
RECHECK = WriteStatement[tuple[()]](
    update(posts)
    .where(_the_post, posts.c.state == PostState.SENT.value)
    .values(state=PostState.RESENT.value, wake=given("new_wake"))
)
LIST_BLOCKED = ReadStatement[tuple[str, str]](
    select(posts.c.id, posts.c.why)
    .where(equal_given(posts, "team"), posts.c.state == PostState.BLOCKED.value)
    .order_by(posts.c.id)
)
LIST_BLOCKED_TEAMS = ReadStatement[tuple[str]](
    select(posts.c.team)
    .where(posts.c.state == PostState.BLOCKED.value)
    .distinct()
    .order_by(posts.c.team)
)
RELEASE_BLOCKED = WriteStatement[tuple[()]](
    update(posts)
    .where(_the_post, posts.c.state == PostState.BLOCKED.value)
    .values(state=PostState.PENDING.value, wake=given("new_wake"))
)
CANCEL_PENDING = WriteStatement[tuple[()]](
    update(posts)
    .where(
        equal_given(posts, "team", prefix="old_"),
        posts.c.id >= given("first"),
        posts.c.id < given("last"),
        posts.c.state == PostState.PENDING.value,
    )
    .values(state=PostState.DEAD.value, wake=null(), why=given("new_why"))
)
CANCEL_OF_DEAL = WriteStatement[tuple[()]](
    update(posts)
    .where(
        equal_given(posts, "team", "deal", "recipient", prefix="old_"),
        posts.c.state.in_([PostState.PENDING.value, PostState.BLOCKED.value]),
        or_(posts.c.id < given("spared"), posts.c.id >= given("spared_last")),
    )
    .values(state=PostState.DEAD.value, wake=null(), why=given("new_why"))
)
OURS = ("stopped", "out_of_deal")
"""Why we give messages up ourselves: nobody is to get them any more."""
COUNT_FAILURES = ReadStatement[tuple[str, str, int, str]](
    select(posts.c.why, posts.c.state, func.count(), func.max(posts.c.due))
    .where(equal_given(posts, "team"), posts.c.wake.is_(None), posts.c.due >= given("since"))
    .where(posts.c.state.in_([PostState.BLOCKED.value, PostState.DEAD.value]))
    .where(posts.c.why.not_in(OURS))
    .group_by(posts.c.why, posts.c.state)
    .order_by(func.max(posts.c.due).desc(), posts.c.why)
)
COUNT_LATE = ReadStatement[tuple[int]](
    select(func.count()).where(
        equal_given(posts, "team"),
        posts.c.wake.is_not(None),
        posts.c.due < given("before"),
        posts.c.state.not_in([state.value for state in SENT_ALREADY]),
    )
)
COUNT_BY_STATE = ReadStatement[tuple[str, int]](
    select(posts.c.state, func.count()).group_by(posts.c.state)
)
FIND_OLDEST_DUE = ReadStatement[tuple[str | None]](
    select(func.min(posts.c.due)).where(
        posts.c.wake.is_not(None), posts.c.state.not_in([state.value for state in SENT_ALREADY])
    )
)
DELETE_ENDED = delete_oldest(
    posts,
    posts.c.due,
    posts.c.wake.is_(None),
    posts.c.state.in_([state.value for state in ENDED]),
)


def _empty(body: str) -> str:
    """What is left of a message that nobody comes back to: the language it was said in. Its words are in Slack, and
    must not outlive here the deal that they are about."""
    locale = orjson.loads(body).get("locale")
    return orjson.dumps({"text": "", "blocks": [], "locale": locale}).decode()


class SqlOutbox(Repository):
    """Implements `OutboxRepository`. `inserted` tells whether this transaction put something in."""

    __slots__ = ("inserted",)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.inserted = False

    def find(self, team: TeamId, post: str) -> Post | None:
        rows = self._session.read_all(FIND_POST, team=team, id=post)
        return POST.load_first(rows)

    def insert(self, post: Post) -> None:
        self.inserted = True
        wake = format_moment(post.due)
        # Where what led to the post was delivered twice, the first post stays as it is.
        self._session.defer_write(INSERT_POST, wake=wake, **POST.dump(post))

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Post]:
        rows = self._session.write_returning(
            CLAIM_DUE, now=format_moment(now), lease=format_moment(lease), most=limit
        )
        return sorted(POST.load_all(rows), key=lambda post: (post.due, post.team, post.id))

    def settle(self, post: Post, *, wake: datetime | None = None) -> bool:
        row = POST.dump(post)
        settled = self._session.write(
            SETTLE,
            old_team=post.team,
            old_id=post.id,
            old_tries=post.tries,
            new_wake=None if wake is None else format_moment(wake),
            new_body=_empty(post.body) if wake is None and post.state in ENDED else post.body,
            **{f"new_{name}": row[name] for name in _OUTCOME},
        )
        return bool(settled)

    def recheck(self, post: Post, *, wake: datetime) -> None:
        self._session.write(
            RECHECK, old_team=post.team, old_id=post.id, new_wake=format_moment(wake)
        )

    def cancel_pending(self, team: TeamId, first: str, why: str) -> int:
        last = first + "\U0010ffff"
        return self._session.write(
            CANCEL_PENDING,
            old_team=team,
            first=first,
            last=last,
            new_why=why,
        )

    def cancel_of_deal(
        self, team: TeamId, deal: DealId, to: PersonId, why: str, *, spared: str
    ) -> int:
        return self._session.write(
            CANCEL_OF_DEAL,
            old_team=team,
            old_deal=deal,
            old_recipient=to,
            spared=spared,
            spared_last=spared + "\U0010ffff",
            new_why=why,
        )

    def list_blocked_teams(self) -> Sequence[TeamId]:
        return [TeamId(team) for (team,) in self._session.read_all(LIST_BLOCKED_TEAMS)]

    def release_blocked(self, team: TeamId, why: Sequence[str], now: datetime) -> int:
        released = 0
        for id_, reason in self._session.read_all(LIST_BLOCKED, team=team):
            if reason in why:
                released += self._session.write(
                    RELEASE_BLOCKED, old_team=team, old_id=id_, new_wake=format_moment(now)
                )
        return released

    def count_by_state(self) -> Mapping[str, int]:
        return dict(self._session.read_all(COUNT_BY_STATE))

    def count_failures(self, team: TeamId, since: datetime) -> Sequence[DeliveryFailure]:
        rows = self._session.read_all(COUNT_FAILURES, team=team, since=format_moment(since))
        return [
            DeliveryFailure(
                why=why,
                count=count,
                last=parse_moment(last),
                is_kept=state == PostState.BLOCKED.value,
            )
            for why, state, count, last in rows
        ]

    def count_late(self, team: TeamId, before: datetime) -> int:
        ((late,),) = self._session.read_all(COUNT_LATE, team=team, before=format_moment(before))
        return late

    def find_oldest_due(self) -> datetime | None:
        row = self._session.read_first(FIND_OLDEST_DUE)
        return parse_moment(row[0]) if row and row[0] else None

    def delete_ended_before(self, before: datetime, most: int) -> int:
        return self._session.write(DELETE_ENDED, before=format_moment(before), most=most)
