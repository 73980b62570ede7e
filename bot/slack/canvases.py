"""Keeps where both sides stand as a canvas in a channel: made once, written anew afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot import logs
from bot.coach.answers.documents import NotSentReason
from bot.coach.canvases import CanvasRequest
from bot.coach.records import Canvas
from bot.coach.refusals import Refused
from bot.slack.errors import find_lasting_error
from bot.slack.uploads import NO_SCOPE

SCOPE = "canvases:write"
"""The scope that canvases need; a workspace may leave it out."""
GONE = frozenset("canvas_not_found canvas_deleted canvas_archived".split())
"""Slack's errors for a canvas that somebody deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasPage:
    """What a canvas says."""

    title: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CanvasKeeper:
    """Writes the canvases that were asked for.

    `write` says what a canvas says and raises `Refused` where it may not be written; `is_private` tells whether a
    channel is ours alone. `find` and `remember` are what is known of a channel's canvas; `explain` is the body of the
    message to who pressed for one that there cannot be.
    """

    write: Callable[[CanvasRequest], CanvasPage]
    is_private: Callable[[CanvasRequest], bool]
    find: Callable[[CanvasRequest], Canvas | None]
    remember: Callable[[CanvasRequest, str], None]
    explain: Callable[[CanvasRequest, NotSentReason], Mapping[str, Any]]

    def send(
        self, client: WebClient, request: CanvasRequest, message: Mapping[str, Any]
    ) -> SlackResponse | None:
        """Writes the canvas; where somebody pressed for it, its channel is told by the message. None where nothing was
        posted, else Slack's answer. Raises what Slack's library raises where trying again may help."""
        if not self.is_private(request):
            # It may be shared with another company by now: nothing of the deal goes there any more.
            return None
        try:
            page = self.write(request)
        except Refused:
            return None
        try:
            is_there = self._write_page(client, request, page)
        except SlackApiError as refused:
            error = find_lasting_error(refused)
            if error is None:
                raise
            if error == NO_SCOPE:
                return self._tell_person(client, request, message, NotSentReason.NO_SCOPE)
            logs.unexpected(refused, kind="canvas")
            return self._tell_person(client, request, message, NotSentReason.NOT_TAKEN)
        return client.chat_postMessage(**message) if request.begins and is_there else None

    def _write_page(self, client: WebClient, request: CanvasRequest, page: CanvasPage) -> bool:
        """Makes the canvas or writes it anew; whether there is one then."""
        content = {"type": "markdown", "markdown": page.markdown}
        known = self.find(request)
        if known is not None and _replace(client, known, content):
            return True
        if known is not None:
            self.remember(request, "")
        if not request.begins:
            # Somebody deleted it, and nobody has pressed for another.
            return False
        made = client.canvases_create(
            title=page.title, document_content=content, channel_id=request.channel
        )
        canvas = str(made["canvas_id"])
        self.remember(request, canvas)
        client.canvases_access_set(
            canvas_id=canvas, access_level="read", channel_ids=[request.channel]
        )
        return True

    def _tell_person(
        self,
        client: WebClient,
        request: CanvasRequest,
        message: Mapping[str, Any],
        why: NotSentReason,
    ) -> SlackResponse | None:
        """Says why there is no canvas, to who pressed for it and nobody else."""
        if not request.begins:
            return None
        body = self.explain(request, why)
        return client.chat_postMessage(
            **{
                **message,
                "channel": request.person,
                "text": body["text"],
                "blocks": body["blocks"],
            }
        )


def _replace(client: WebClient, known: Canvas, content: Mapping[str, str]) -> bool:
    """Writes a canvas anew; False where it is gone."""
    try:
        client.canvases_edit(
            canvas_id=known.id,
            changes=[{"operation": "replace", "document_content": content}],
        )
    except SlackApiError as refused:
        if refused.response.get("error") in GONE:
            return False
        raise
    return True
