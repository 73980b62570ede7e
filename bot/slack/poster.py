"""Sends what waits in the outbox, so that it is there once: claimed for a while, posted once, looked for where nobody
can tell whether Slack took it.

Slack has no key under which a message counts once. So a message carries our id; where an attempt ends without a clear
answer, the conversation's history says whether it arrived. Where that may not be read the message is sent again and
says so itself.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs
from bot.coach.ports import Clock, Store
from bot.coach.records import Post, PostState
from bot.slack.blocks import Block
from bot.slack.errors import UNHEARD

LEASE = timedelta(seconds=60)
POST_SECONDS = 10
"""How long one attempt may take; whoever has less than that left of a lease gives the claim up."""
AT_ONCE = 20
LATER = timedelta(seconds=30)
"""When an unclear attempt is looked for, and when what Slack could not take is tried again."""
PACE = timedelta(seconds=1)
"""Slack takes about one message a second in one conversation."""
AUDIT_AFTER = timedelta(minutes=5)
LOOKED_BACK = timedelta(hours=2)
"""How far before it was due a message is looked for: clocks differ, where one was set wrongly by an hour."""
HISTORY = 200
GIVEN_UP_AFTER = 20
"""Attempts after which a post is dead."""
NOT_THERE_AFTER = 2
"""Looks that find nothing before a message is sent again, each time."""
CLOSED_FOR = timedelta(minutes=10)
"""When a message is looked for again in a workspace that does not take our token."""

CHANNEL_CLOSED = frozenset(
    "is_archived channel_not_found not_in_channel restricted_action restricted_action_read_only_channel "
    "restricted_action_thread_only_channel restricted_action_non_threadable_channel user_not_in_channel "
    "messages_tab_disabled cannot_dm_bot".split()
)
"""What Slack says where one conversation takes no message until somebody changes something."""

WORKSPACE_CLOSED = frozenset(
    "token_revoked account_inactive invalid_auth not_authed missing_scope".split()
)
"""What Slack says where the whole workspace takes none until the app is installed again."""

UNREADABLE = frozenset(
    "invalid_blocks invalid_blocks_format msg_too_long msg_blocks_too_long too_many_blocks".split()
)
"""What Slack says of a message it does not understand; its words alone are sent then."""

UNDECIDED = frozenset("fatal_error internal_error service_unavailable request_timeout".split())
"""What Slack says where it may have taken the message all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a post, and when somebody comes back to it."""

    post: Post
    wake: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """Empties the outbox. Many may run at once: a claim belongs to one of them until its lease ends. `again` are the
    blocks that mark a message as possibly there twice, for a reader's locale; `closed` is told of a post that a
    conversation does not take; `stopping` ends the work early."""

    store: Store
    client: WebClient
    clock: Clock
    again: Callable[[str], Sequence[Block]] = lambda _locale: ()
    closed: Callable[[Post], object] = lambda _post: None
    stopping: threading.Event = field(default_factory=threading.Event)

    def drain(self, most: int = 1000) -> int:
        """Does what is due until nothing is, or so many were done; how many. Messages for one conversation follow one
        another at Slack's pace: those that wait their turn are waited for, a while, once nothing else is due."""
        done = idle = 0
        until = self.clock.now()
        while done < most and not self.stopping.is_set():
            lease = self.clock.now() + LEASE
            with self.store.work() as work:
                posts = work.outbox.claim_due(self.clock.now(), lease, AT_ONCE)
            if not posts and (idle >= AT_ONCE or self.clock.now() >= until):
                break
            if not posts:
                idle += 1
                self.stopping.wait(PACE.total_seconds())
            until = max([until, *self._each_done(posts, lease)])
            done += len(posts)
        return done

    def _each_done(self, posts: Sequence[Post], lease: datetime) -> Iterator[datetime]:
        """When those that wait their turn are due."""
        for post, turn in list(_in_turn(posts)):
            waits = turn or self.stopping.is_set()
            settled = self._waiting(post, turn) if waits else self._done(post, lease)
            self._settle(settled)
            if turn and settled.wake:
                yield settled.wake

    def _settle(self, settled: Settled) -> None:
        post = settled.post
        with self.store.work() as work:
            ours = work.outbox.settle(post, wake=settled.wake)
            if not ours and post.ts:
                work.outbox.recheck(post, wake=self.clock.now() + AUDIT_AFTER)
        if ours and settled.post.state is PostState.BLOCKED and settled.post.why in CHANNEL_CLOSED:
            self.closed(settled.post)

    def _waiting(self, post: Post, turn: int) -> Settled:
        """Another message for the same conversation goes first, or another worker has to do it."""
        back = {PostState.AUDITING: PostState.RESENT, PostState.CHECKING: PostState.UNCERTAIN}
        state = back.get(post.state, PostState.PENDING)
        return Settled(post=replace(post, state=state), wake=self.clock.now() + turn * PACE)

    def _done(self, post: Post, lease: datetime) -> Settled:
        if post.state is PostState.CHECKING:
            return self._looked_for(post)
        if post.state is PostState.AUDITING:
            return self._audited(post)
        if self.clock.now() > lease - timedelta(seconds=POST_SECONDS):
            return Settled(post=replace(post, state=PostState.PENDING), wake=self.clock.now())
        return self._sent(replace(post, sends=post.sends + 1))

    def _sent(self, post: Post) -> Settled:
        try:
            answer = self.client.chat_postMessage(**self._message(post))
        except SlackApiError as refused:
            return self._refused(post, refused)
        except (*UNHEARD, ValueError) as error:
            logs.unexpected(error, kind="post")
            return self._unclear(post)
        there = replace(
            post, conversation=str(answer.get("channel") or ""), ts=str(answer.get("ts") or "")
        )
        return self._there(there) if there.ts else self._unclear(post)

    def _there(self, post: Post) -> Settled:
        """It is in the conversation; where it was sent more than once, another copy may still turn up."""
        if post.misses >= NOT_THERE_AFTER:
            return Settled(
                post=replace(post, state=PostState.RESENT, why=""),
                wake=self.clock.now() + AUDIT_AFTER,
            )
        return Settled(post=replace(post, state=PostState.SENT, why=""))

    def _message(self, post: Post) -> dict[str, Any]:
        body = orjson.loads(post.body)
        message: dict[str, Any] = {
            "channel": post.conversation or post.to,
            "text": body["text"],
            "metadata": {"event_type": "giveget_post", "event_payload": {"id": post.id}},
            "unfurl_links": False,
        }
        if not post.bare:
            marks = self.again(str(body.get("locale") or "en-US")) if post.marked else ()
            message["blocks"] = _named(post, [*body["blocks"], *marks])
        return message

    def _unclear(self, post: Post) -> Settled:
        """Slack may have taken it: looked for before it is sent again."""
        return Settled(post=replace(post, state=PostState.UNCERTAIN), wake=self.clock.now() + LATER)

    def _refused(self, post: Post, refused: SlackApiError) -> Settled:
        answer = refused.response
        error = str(answer.get("error"))
        if answer.status_code == 429 or error == "ratelimited":
            wait = timedelta(seconds=_seconds(answer.headers.get("Retry-After")))
            return Settled(
                post=replace(post, state=PostState.PENDING, sends=post.sends - 1),
                wake=self.clock.now() + wait,
            )
        if answer.status_code >= 500 or error in UNDECIDED or not error.isidentifier():
            return self._unclear(post)
        logs.unexpected(refused, kind="post")
        if error in UNREADABLE and not post.bare:
            return Settled(
                post=replace(post, state=PostState.PENDING, bare=True, why=error),
                wake=self.clock.now(),
            )
        if error in CHANNEL_CLOSED | WORKSPACE_CLOSED:
            return Settled(post=replace(post, state=PostState.BLOCKED, why=error))
        return Settled(post=replace(post, state=PostState.DEAD, why=error))

    def _later(self, post: Post, wait: timedelta) -> Settled:
        if post.sends >= GIVEN_UP_AFTER:
            return Settled(post=replace(post, state=PostState.DEAD, why="given_up"))
        return Settled(post=replace(post, state=PostState.PENDING), wake=self.clock.now() + wait)

    def _looked_for(self, post: Post) -> Settled:
        """Whether an attempt of which nobody knows arrived after all."""
        try:
            conversation = self._conversation(post)
            copies = self._copies(post, conversation)
        except SlackApiError as refused:
            return self._unread(post, refused)
        except (*UNHEARD, ValueError) as error:
            logs.unexpected(error, kind="post")
            return Settled(
                post=replace(post, state=PostState.UNCERTAIN), wake=self.clock.now() + LATER
            )
        if copies:
            return self._there(replace(post, conversation=conversation, ts=copies[0]))
        missed = replace(post, misses=post.misses + 1, conversation=conversation)
        if missed.misses % NOT_THERE_AFTER:
            return Settled(
                post=replace(missed, state=PostState.UNCERTAIN), wake=self.clock.now() + LATER
            )
        return self._later(missed, timedelta())

    def _unread(self, post: Post, refused: SlackApiError) -> Settled:
        """Nobody can look: later where Slack is only busy or takes no token, else it is sent again and says so."""
        wait = _waits(refused)
        if wait is None:
            return self._later(replace(post, marked=True), timedelta())
        return Settled(post=replace(post, state=PostState.UNCERTAIN), wake=self.clock.now() + wait)

    def _audited(self, post: Post) -> Settled:
        """A message that was sent again is counted once: of two copies the one that is not recorded goes."""
        later = Settled(post=replace(post, state=PostState.RESENT), wake=self.clock.now() + LATER)
        try:
            for copy in self._copies(post, post.conversation):
                if copy != post.ts:
                    self._deleted(post, copy)
        except SlackApiError as refused:
            wait = _waits(refused)
            if wait is not None:
                return replace(later, wake=self.clock.now() + wait)
            logs.unexpected(refused, kind="post")
        except (*UNHEARD, ValueError) as error:
            logs.unexpected(error, kind="post")
            return later
        return Settled(post=replace(post, state=PostState.SENT))

    def _deleted(self, post: Post, copy: str) -> None:
        try:
            self.client.chat_delete(channel=post.conversation, ts=copy)
        except SlackApiError as refused:
            if refused.response.get("error") != "message_not_found":
                raise

    def _conversation(self, post: Post) -> str:
        if post.conversation or not post.to.startswith(("U", "W")):
            return post.conversation or post.to
        opened = self.client.conversations_open(users=post.to)
        return str((opened.get("channel") or {})["id"])

    def _copies(self, post: Post, conversation: str) -> list[str]:
        """Where the message stands in the conversation, oldest first."""
        found: list[str] = []
        cursor = ""
        while True:
            answer = self.client.conversations_history(
                channel=conversation,
                oldest=f"{(post.due - LOOKED_BACK).timestamp():.6f}",
                limit=HISTORY,
                include_all_metadata=True,
                cursor=cursor,
            )
            found += [str(said["ts"]) for said in answer.get("messages") or () if _is(post, said)]
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return sorted(found)


def _in_turn(posts: Sequence[Post]) -> Iterator[tuple[Post, int]]:
    """Each post with how many go to the same conversation before it."""
    before: dict[tuple[str, str], int] = {}
    for post in posts:
        turn = before.get((post.team, post.to), 0)
        before[post.team, post.to] = turn + 1
        yield post, turn


def _named(post: Post, blocks: list[Block]) -> list[Block]:
    """The blocks with our id on the first of them, by which it is known where metadata is not shown."""
    first, *rest = blocks
    return [{**first, "block_id": _block_id(post)}, *rest]


def _block_id(post: Post) -> str:
    return f"post:{post.id}"[:255]


def _is(post: Post, said: dict[str, Any]) -> bool:
    payload = (said.get("metadata") or {}).get("event_payload") or {}
    named = any(block.get("block_id") == _block_id(post) for block in said.get("blocks") or ())
    return payload.get("id") == post.id or named


def _waits(refused: SlackApiError) -> timedelta | None:
    """How long to wait with a question that Slack did not answer; None where it will not answer that."""
    answer = refused.response
    error = str(answer.get("error"))
    if (
        answer.status_code == 429
        or answer.status_code >= 500
        or error in UNDECIDED | {"ratelimited"}
    ):
        return timedelta(seconds=_seconds(answer.headers.get("Retry-After")))
    if not error.isidentifier():
        return LATER
    return CLOSED_FOR if error in WORKSPACE_CLOSED - {"missing_scope"} else None


def _seconds(retry_after: object) -> int:
    """How long Slack asks to wait, a second at least; half a minute where it does not say."""
    return (
        max(int(retry_after), 1) if isinstance(retry_after, str) and retry_after.isdecimal() else 30
    )
