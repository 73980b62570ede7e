"""Sends what waits in the outbox: claimed for a while, posted once, settled by what Slack says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import logs
from bot.coach.ports import Clock, Post, Store

LEASE = timedelta(seconds=60)
AT_ONCE = 20
LATER = timedelta(seconds=30)
GIVEN_UP_AFTER = 20
"""Tries after which a post is dead."""

BLOCKED = frozenset(
    "is_archived channel_not_found not_in_channel restricted_action user_not_in_channel messages_tab_disabled "
    "cannot_dm_bot token_revoked account_inactive invalid_auth not_authed missing_scope".split()
)
"""What Slack says where it will not take a post until somebody changes something."""

UNDECIDED = frozenset("ratelimited fatal_error internal_error service_unavailable request_timeout".split())
"""What Slack says where it may take the same post the next time, or has taken it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """Empties the outbox. Many may run at once: a claim belongs to one of them until its lease ends."""

    store: Store
    client: WebClient
    clock: Clock

    def drain(self) -> int:
        """Sends what is due; how many were tried. What Slack may or may not have taken is sent again, so that nothing
        is lost; it may then be there twice."""
        now = self.clock.now()
        with self.store.work() as work:
            posts = work.claim_posts(now, now + LEASE, AT_ONCE)
        for post in posts:
            state, again = self._send(post)
            with self.store.work() as work:
                work.settle_post(post, state, again=again)
        return len(posts)

    def _send(self, post: Post) -> tuple[str, datetime | None]:
        body = orjson.loads(post.body)
        try:
            self.client.chat_postMessage(channel=post.to, text=body["text"], blocks=body["blocks"])
        except SlackApiError as refused:
            return self._refused(post, refused)
        except (SlackClientError, OSError) as error:
            logs.unexpected(error, kind="post")
            return self._later(post, LATER)
        return "sent", None

    def _refused(self, post: Post, refused: SlackApiError) -> tuple[str, datetime | None]:
        answer = refused.response
        if answer.status_code == 429:
            return self._later(post, timedelta(seconds=int(answer.headers.get("Retry-After", "30"))))
        if _undecided(answer.status_code, str(answer.get("error"))):
            return self._later(post, LATER)
        logs.unexpected(refused, kind="post")
        return ("blocked" if answer.get("error") in BLOCKED else "dead"), None

    def _later(self, post: Post, wait: timedelta) -> tuple[str, datetime | None]:
        if post.tries >= GIVEN_UP_AFTER:
            return "dead", None
        return "pending", self.clock.now() + wait


def _undecided(status: int, error: str) -> bool:
    """Whether nobody can tell if Slack took it; an answer that is no JSON comes as an error in many words."""
    return status >= 500 or error in UNDECIDED or not error.isidentifier()
