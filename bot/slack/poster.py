"""Sends the messages of the outbox, each of them once.

Slack has no key under which a message counts once. So a message carries our id. Where an attempt ends without a clear
answer, the conversation's history tells whether it arrived; where that may not be read, the message is sent again and
says itself that it may be there twice.

The states of a post (`PostState`): pending → sending → sent. Unclear attempts go uncertain → checking, and from there
to sent, or back to pending to be sent again. What was sent again goes resent → auditing → sent: after some minutes
a second copy, if one turned up, is deleted.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs
from bot.coach.canvases import find_canvas_request
from bot.coach.documents import find_request
from bot.coach.ports.clock import Clock
from bot.coach.ports.store import Store
from bot.coach.records import Post, PostState
from bot.domain.ids import TeamId
from bot.slack import limits_table as limits
from bot.slack.blocks import Block
from bot.slack.canvases import CanvasKeeper
from bot.slack.errors import (
    CHANNEL_CLOSED,
    NO_TOKEN,
    UNDECIDED,
    UNHEARD,
    UNREADABLE,
    WORKSPACE_CLOSED,
)
from bot.slack.installations import NotInstalled
from bot.slack.uploads import DocumentSender

LEASE = timedelta(seconds=60)
"""How long a claimed post belongs to one worker."""
POST_SECONDS = 10
"""How long one attempt may take. A worker with less than that left of its lease gives the claim back."""
UPLOAD_SECONDS = 4 * POST_SECONDS
"""The same for a document, which takes four calls: it is asked where it goes, sent there, and shown."""
BATCH_SIZE = 20
RETRY_AFTER = timedelta(seconds=30)
"""When an unclear attempt is looked for, and when a failed look-up is tried again."""
# Slack takes about one message a second in one conversation; more are answered with 429.
PACE = timedelta(seconds=1)
AUDIT_AFTER = timedelta(minutes=5)
"""When a message that was sent again is looked at once more, in case the first attempt arrived late."""
# Generous, because clocks differ: a machine's clock may be set wrongly by an hour.
HISTORY_LOOKBACK = timedelta(hours=2)
"""How far before its due moment a message is looked for."""
HISTORY_PAGE = 200
MOST_HISTORY_PAGES = 50
"""Pages that are looked through: a history that never ends must not keep every other message waiting."""
MAX_SENDS = 20
"""Attempts after which a post is dead. A post that Slack turned away for its rate does not count as an attempt."""
MISSES_BEFORE_RESEND = 2
"""Look-ups that find nothing before a message is sent again; each time anew."""
WORKSPACE_RETRY_AFTER = timedelta(minutes=10)
"""When a message is looked for again in a workspace that does not take our token."""
DEFAULT_RETRY_SECONDS = 30
"""How long to wait where Slack asks to wait and does not say how long."""


ClientOf = Callable[[TeamId], WebClient]
"""What speaks to Slack for an installation. Raises `NotInstalled`."""


ShowRoles = Callable[[Post, dict[str, Any]], dict[str, Any]]
"""A message with people as roles, where an admin chose that; else as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOutcome:
    """What became of a claimed post, and when somebody comes back to it."""

    post: Post
    wake: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """Empties the outbox. Many may run at once: a claim belongs to one of them until its lease ends.

    `client_of` is what speaks to Slack for an installation; where there is none any more, its posts wait for the next.
    `repeat_marks` are the blocks, for a locale, that mark a message as possibly there twice, `show_roles` puts
    roles for people into it. `on_channel_closed` is
    called with a post that its conversation does not take. `documents` sends those that a post asks for, `canvases`
    writes them. `stopping` ends the work early.
    """

    store: Store
    client_of: ClientOf
    clock: Clock
    repeat_marks: Callable[[str], Sequence[Block]] = lambda _locale: ()
    show_roles: ShowRoles = lambda _post, message: message
    on_channel_closed: Callable[[Post], object] = lambda _post: None
    documents: DocumentSender | None = None
    canvases: CanvasKeeper | None = None
    stopping: threading.Event = field(default_factory=threading.Event)

    def drain(self, limit: int = 1000) -> int:
        """Works on due posts until none is due or `limit` were done; returns how many were."""
        done = idle_rounds = 0
        wait_until = self.clock.now()
        while done < limit and not self.stopping.is_set():
            lease = self.clock.now() + LEASE
            with self.store.work() as work:
                posts = work.outbox.claim_due(self.clock.now(), lease, BATCH_SIZE)
            if not posts:
                # Messages that wait for their turn in a conversation are waited for, a second at a time: without
                # that each of them would cost half a minute, until the next beat.
                if idle_rounds >= BATCH_SIZE or self.clock.now() >= wait_until:
                    break
                idle_rounds += 1
                self.stopping.wait(PACE.total_seconds())
            for turn in self._work_through(posts, lease):
                wait_until = max(wait_until, turn)
            done += len(posts)
        return done

    def _work_through(self, posts: Sequence[Post], lease: datetime) -> list[datetime]:
        """Works on each of the posts; returns when those that have to wait for their turn are due."""
        turns: list[datetime] = []
        for post, posts_before in list(_count_posts_before(posts)):
            if posts_before or self.stopping.is_set():
                outcome = self._put_back(post, posts_before)
            else:
                outcome = self._work_on(post, lease)
            self._store_outcome(outcome)
            if posts_before and outcome.wake:
                turns.append(outcome.wake)
        return turns

    def _store_outcome(self, outcome: PostOutcome) -> None:
        post = outcome.post
        with self.store.work() as work:
            was_ours = work.outbox.settle(post, wake=outcome.wake)
            if not was_ours and post.ts:
                # Another worker has claimed it since, and may send a second copy.
                work.outbox.recheck(post, wake=self.clock.now() + AUDIT_AFTER)
        if was_ours and post.state is PostState.BLOCKED and post.why in CHANNEL_CLOSED:
            self.on_channel_closed(post)

    def _put_back(self, post: Post, posts_before: int) -> PostOutcome:
        """Gives a claim back unworked: other messages for the conversation go first, or another worker does it."""
        unclaimed = {PostState.AUDITING: PostState.RESENT, PostState.CHECKING: PostState.UNCERTAIN}
        state = unclaimed.get(post.state, PostState.PENDING)
        return self._after(replace(post, state=state), posts_before * PACE)

    def _work_on(self, post: Post, lease: datetime) -> PostOutcome:
        if post.state is PostState.CHECKING:
            return self._look_for(post)
        if post.state is PostState.AUDITING:
            return self._delete_copies(post)
        if self.clock.now() > lease - timedelta(seconds=_longest_attempt(post)):
            # An attempt could outlast the lease, and the next worker would send the message as well.
            return self._after(replace(post, state=PostState.PENDING), timedelta())
        return self._send(replace(post, sends=post.sends + 1))

    def _after(self, post: Post, wait: timedelta) -> PostOutcome:
        return PostOutcome(post=post, wake=self.clock.now() + wait)

    def _send(self, post: Post) -> PostOutcome:
        body = orjson.loads(post.body)
        message = self._build_message(post, body)
        request, canvas = find_request(body), find_canvas_request(body)
        try:
            client = self.client_of(post.team)
            if request is not None and self.documents is not None:
                answer = self.documents.send(client, request, message, post.to)
            elif canvas is not None and self.canvases is not None:
                answer = self.canvases.send(client, canvas, message)
            else:
                answer = client.chat_postMessage(**message)
        except NotInstalled:
            return _wait_for_installation(post)
        except SlackApiError as refused:
            return self._handle_refusal(post, refused)
        except (*UNHEARD, ValueError) as error:
            logs.unexpected(error, kind="post")
            return self._mark_uncertain(post)
        if answer is None:
            # Slack shows a file some time after it took it, and does not say where.
            return PostOutcome(post=replace(post, state=PostState.SENT, why=""))
        conversation, ts = str(answer.get("channel") or ""), str(answer.get("ts") or "")
        if not ts:
            return self._mark_uncertain(post)
        return self._mark_sent(replace(post, conversation=conversation, ts=ts))

    def _mark_sent(self, post: Post) -> PostOutcome:
        if post.misses >= MISSES_BEFORE_RESEND:
            # It was sent more than once: the first copy may still turn up.
            return self._after(replace(post, state=PostState.RESENT, why=""), AUDIT_AFTER)
        return PostOutcome(post=replace(post, state=PostState.SENT, why=""))

    def _mark_uncertain(self, post: Post) -> PostOutcome:
        """Slack may have taken it: it is looked for before it is sent again."""
        return self._after(replace(post, state=PostState.UNCERTAIN), RETRY_AFTER)

    def _build_message(self, post: Post, body: Mapping[str, Any]) -> dict[str, Any]:
        message: dict[str, Any] = {
            "channel": post.conversation or post.to,
            "text": body["text"],
            "metadata": {"event_type": "giveget_post", "event_payload": {"id": post.id}},
            "unfurl_links": False,
        }
        if not post.bare:
            locale = str(body.get("locale") or "en-US")
            marks = self.repeat_marks(locale) if post.marked else ()
            message["blocks"] = _with_block_id(post, [*body["blocks"], *marks])
        return message if body.get("shows_names") else self.show_roles(post, message)

    def _handle_refusal(self, post: Post, refused: SlackApiError) -> PostOutcome:
        answer = refused.response
        error = str(answer.get("error"))
        if answer.status_code == 429 or error == "ratelimited":
            # Slack did not look at the message, so this was no attempt.
            pending = replace(post, state=PostState.PENDING, sends=post.sends - 1)
            return self._after(pending, _retry_after(refused))
        # An answer that is no error code of Slack's comes from something in between, a proxy say.
        if answer.status_code >= 500 or error in UNDECIDED or not error.isidentifier():
            return self._mark_uncertain(post)
        logs.unexpected(refused, kind="post")
        if error in UNREADABLE and not post.bare:
            bare = replace(post, state=PostState.PENDING, bare=True, why=error)
            return self._after(bare, timedelta())
        if error in CHANNEL_CLOSED | WORKSPACE_CLOSED:
            return PostOutcome(post=replace(post, state=PostState.BLOCKED, why=error))
        return PostOutcome(post=replace(post, state=PostState.DEAD, why=error))

    def _send_again(self, post: Post) -> PostOutcome:
        if post.sends >= MAX_SENDS:
            return PostOutcome(post=replace(post, state=PostState.DEAD, why="given_up"))
        return self._after(replace(post, state=PostState.PENDING), timedelta())

    def _look_for(self, post: Post) -> PostOutcome:
        """Looks whether an unclear attempt arrived after all."""
        try:
            client = self.client_of(post.team)
            conversation = _find_conversation(client, post)
            copies = _find_copies(client, post, conversation)
        except NotInstalled:
            return self._after(replace(post, state=PostState.UNCERTAIN), WORKSPACE_RETRY_AFTER)
        except SlackApiError as refused:
            return self._handle_failed_look_up(post, refused)
        except (*UNHEARD, ValueError) as error:
            logs.unexpected(error, kind="post")
            return self._mark_uncertain(post)
        if copies:
            return self._mark_sent(replace(post, conversation=conversation, ts=copies[0]))
        missed = replace(post, misses=post.misses + 1, conversation=conversation)
        if missed.misses % MISSES_BEFORE_RESEND:
            return self._mark_uncertain(missed)
        return self._send_again(missed)

    def _handle_failed_look_up(self, post: Post, refused: SlackApiError) -> PostOutcome:
        wait = _wait_before_asking_again(refused)
        if wait is None:
            # The history may not be read: sent twice and saying so is better than never.
            return self._send_again(replace(post, marked=True))
        return self._after(replace(post, state=PostState.UNCERTAIN), wait)

    def _delete_copies(self, post: Post) -> PostOutcome:
        """Deletes what came of earlier attempts of a message that was sent again; the recorded copy stays."""
        resent = replace(post, state=PostState.RESENT)
        try:
            client = self.client_of(post.team)
            for copy in _find_copies(client, post, post.conversation):
                if copy != post.ts:
                    _delete_message(client, post.conversation, copy)
        except NotInstalled:
            return self._after(resent, WORKSPACE_RETRY_AFTER)
        except SlackApiError as refused:
            wait = _wait_before_asking_again(refused)
            if wait is not None:
                return self._after(resent, wait)
            logs.unexpected(refused, kind="post")
        except (*UNHEARD, ValueError) as error:
            logs.unexpected(error, kind="post")
            return self._after(resent, RETRY_AFTER)
        return PostOutcome(post=replace(post, state=PostState.SENT))


def _delete_message(client: WebClient, conversation: str, ts: str) -> None:
    try:
        client.chat_delete(channel=conversation, ts=ts)
    except SlackApiError as refused:
        if refused.response.get("error") != "message_not_found":
            raise


def _find_conversation(client: WebClient, post: Post) -> str:
    if post.conversation:
        return post.conversation
    if not post.to.startswith(("U", "W")):
        return post.to
    # A person's history is in the conversation that they and the bot share.
    opened = client.conversations_open(users=post.to)
    return str((opened.get("channel") or {})["id"])


def _find_copies(client: WebClient, post: Post, conversation: str) -> list[str]:
    """The timestamps of the message in the conversation, oldest first."""
    found: list[str] = []
    cursor = ""
    for _ in range(MOST_HISTORY_PAGES):
        answer = client.conversations_history(
            channel=conversation,
            oldest=f"{(post.due - HISTORY_LOOKBACK).timestamp():.6f}",
            limit=HISTORY_PAGE,
            include_all_metadata=True,
            cursor=cursor,
        )
        messages = answer.get("messages") or ()
        found += [str(message["ts"]) for message in messages if _is_copy(post, message)]
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            break
    return sorted(found)


def _wait_for_installation(post: Post) -> PostOutcome:
    """Nothing was tried: the post waits until the workspace installs the app again."""
    blocked = replace(post, state=PostState.BLOCKED, sends=post.sends - 1, why=NO_TOKEN)
    return PostOutcome(post=blocked)


def _longest_attempt(post: Post) -> int:
    """How many seconds one attempt may take."""
    body = orjson.loads(post.body)
    takes_several_calls = find_request(body) is not None or find_canvas_request(body) is not None
    return UPLOAD_SECONDS if takes_several_calls else POST_SECONDS


def _count_posts_before(posts: Sequence[Post]) -> Iterator[tuple[Post, int]]:
    """Each post with how many of the batch go to the same conversation before it."""
    counts: dict[tuple[str, str], int] = {}
    for post in posts:
        key = post.team, post.to
        posts_before = counts.get(key, 0)
        counts[key] = posts_before + 1
        yield post, posts_before


def _with_block_id(post: Post, blocks: list[Block]) -> list[Block]:
    """The blocks with our id on the first one, by which the message is found where metadata is not shown."""
    first, *rest = blocks
    return [{**first, "block_id": _block_id(post)}, *rest]


def _block_id(post: Post) -> str:
    return f"post:{post.id}"[: limits.ID]


def _is_copy(post: Post, message: dict[str, Any]) -> bool:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    if payload.get("id") == post.id:
        return True
    blocks = message.get("blocks") or ()
    return any(block.get("block_id") == _block_id(post) for block in blocks)


def _wait_before_asking_again(refused: SlackApiError) -> timedelta | None:
    """How long to wait before the same question is put to Slack again; None where Slack will never answer it."""
    answer = refused.response
    error = str(answer.get("error"))
    is_busy = answer.status_code == 429 or answer.status_code >= 500
    if is_busy or error == "ratelimited" or error in UNDECIDED:
        return _retry_after(refused)
    if not error.isidentifier():
        return RETRY_AFTER
    # With a missing scope the history can never be read, though messages can be sent.
    if error in WORKSPACE_CLOSED and error != "missing_scope":
        return WORKSPACE_RETRY_AFTER
    return None


def _retry_after(refused: SlackApiError) -> timedelta:
    """How long Slack asks to wait, a second at least."""
    header = refused.response.headers.get("Retry-After")
    if isinstance(header, str) and header.isdecimal():
        return timedelta(seconds=max(int(header), 1))
    return timedelta(seconds=DEFAULT_RETRY_SECONDS)
