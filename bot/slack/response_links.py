"""What is sent to a response URL, and what becomes of it.

Slack answers such a post with a status and a word. Where it does not know a block, the message is sent once more in a
form that it does know, and what it did not know is remembered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import orjson
import structlog
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot import logs
from bot.slack.blocks import Block
from bot.slack.errors import UNHEARD, UNREADABLE

CHART = "data_visualization"
NEW_BLOCKS = frozenset({CHART})
"""Kinds of blocks that Slack did not bring to every workspace at once."""

SLACK_API_HOST = "slack.com"
SLACK_LINK_HOST = "hooks.slack.com"

Payload = dict[str, object]


@dataclass(slots=True, kw_only=True)
class ResponseLinks:
    """Posts to response URLs of Slack's own, and knows which blocks each workspace was refused. A post may take so many
    `seconds`."""

    api_url: str
    seconds: float
    refused: dict[str, set[str]] = field(default_factory=dict)

    def post(self, link: str, payload: Payload, team: str) -> None:
        """One POST, after the commit and before the ack; if it fails, Home shows what happened. What Slack refuses as
        unreadable is sent once more: without charts where there were any, else as text alone."""
        if not is_slacks(link, self.api_url):
            log_refusal("foreign_address")
            return
        blocks = payload.get("blocks")
        if isinstance(blocks, list):
            payload = payload | {"blocks": self.leave_out_refused(blocks, team)}
        code = self._send(link, payload)
        if code not in UNREADABLE or not isinstance(blocks, list):
            return
        refused = self.refused.setdefault(team, set())
        new = NEW_BLOCKS & {block["type"] for block in blocks} - refused
        refused |= new
        plainer = self.leave_out_refused(blocks, team) if new else []
        fallback = payload | {"blocks": plainer}
        if not plainer:
            fallback.pop("blocks")
        self._send(link, fallback)

    def _send(self, link: str, payload: Mapping[str, object]) -> str:
        """Posts once and returns Slack's word for what was wrong, or nothing."""
        # the library takes parts of a second as well
        client = WebhookClient(link, timeout=self.seconds)  # type: ignore[arg-type]
        try:
            answer = client.send_dict(dict(payload))
        except UNHEARD as error:
            logs.unexpected(error, kind="response_url")
            return ""
        if answer.status_code < 400:
            return ""
        code = find_error_code(answer)
        log_refusal(code, status=answer.status_code)
        return code

    def is_refused(self, kind: str, team: str) -> bool:
        """Whether Slack refused a kind of block in a workspace before."""
        return kind in self.refused.get(team, ())

    def leave_out_refused(self, blocks: Sequence[Block], team: str) -> list[Block]:
        """The blocks without those that Slack refused there before."""
        return [block for block in blocks if not self.is_refused(block["type"], team)]


def is_slacks(link: str, api_url: str) -> bool:
    """Whether a response URL leads to Slack; where another Web API is set, to that one's host. An address comes out of
    a request, and is not followed anywhere else."""
    try:
        there, ours = urlsplit(link), urlsplit(api_url)
        places = (there.hostname, there.port), (ours.hostname, ours.port)
    except ValueError:
        return False
    if ours.hostname == SLACK_API_HOST:
        return (
            there.scheme == "https"
            and places[0] == (SLACK_LINK_HOST, None)
            and there.username is None
        )
    # A local Slack answers at several ports of one machine.
    is_there = there.hostname == ours.hostname and there.scheme == ours.scheme
    return is_there and there.username is None


def log_refusal(code: str, *, status: int = 0) -> None:
    """One line with Slack's own word, which holds nothing of what people wrote."""
    structlog.stdlib.get_logger("bot").warning(
        "not shown", kind="response_url", error=code, status=status
    )


def find_error_code(answer: WebhookResponse) -> str:
    """Slack's word in an answer that refuses: the body itself or its `error`; `unknown` where it is no such word."""
    word = answer.body.strip()
    if word.startswith("{"):
        try:
            word = str(orjson.loads(word).get("error"))
        except orjson.JSONDecodeError:
            return "unknown"
    is_word = word.isascii() and word.replace("_", "").isalnum() and len(word) <= 50
    return word if is_word else "unknown"
