"""Sends documents into people's direct messages, by Slack's external upload: an address is asked for, the file goes
there, and completing the upload shows it in the conversation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot import logs
from bot.coach.answers.documents import NotSentReason
from bot.coach.document_requests import DocumentRequest
from bot.coach.documents import DocumentFile
from bot.coach.refusals import Refused
from bot.slack.errors import find_lasting_error

SCOPE = "files:write"
"""The scope that sending files needs; a workspace may leave it out."""
NO_SCOPE = "missing_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSender:
    """Makes the document that was asked for and sends it.

    `make` raises `Refused` where the person may no longer have it. `explain` is the body of the message that is sent
    where the document cannot be, for a reason and a reference in the log.
    """

    make: Callable[[DocumentRequest], DocumentFile]
    explain: Callable[[DocumentRequest, NotSentReason, str], Mapping[str, Any]]

    def send(
        self, client: WebClient, request: DocumentRequest, message: Mapping[str, Any], to: str
    ) -> SlackResponse | None:
        """Sends the document under the words of the message. None where it was sent, else Slack's answer to the message
        that says why it was not. Raises what Slack's library raises where trying again may help."""
        try:
            file = self.make(request)
        except Refused:
            return self._send_instead(client, request, message, NotSentReason.NOT_TAKEN)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person hears of it and the log has a reference
            reference = logs.unexpected(error, kind="document")
            return self._send_instead(client, request, message, NotSentReason.FAILED, reference)
        try:
            _upload(client, file, message, to)
        except SlackApiError as refused:
            why = _find_reason(refused)
            if why is None:
                raise
            # A permission that a workspace did not give is its choice, and nothing that went wrong.
            is_chosen = why is NotSentReason.NO_SCOPE
            reference = "" if is_chosen else logs.unexpected(refused, kind="document")
            return self._send_instead(client, request, message, why, reference)
        return None

    def _send_instead(
        self,
        client: WebClient,
        request: DocumentRequest,
        message: Mapping[str, Any],
        why: NotSentReason,
        reference: str = "",
    ) -> SlackResponse:
        body = self.explain(request, why, reference)
        first, *rest = body["blocks"]
        # By the id of its first block the message is found again, as every message of the outbox.
        known = (message.get("blocks") or [{}])[0].get("block_id", "")
        marked = {**first, "block_id": known} if known else first
        return client.chat_postMessage(
            **{**message, "text": body["text"], "blocks": [marked, *rest]}
        )


def _upload(client: WebClient, file: DocumentFile, message: Mapping[str, Any], to: str) -> None:
    blocks = message.get("blocks")
    words = (
        {"blocks": orjson.dumps(blocks).decode()}
        if blocks
        else {"initial_comment": message["text"]}
    )
    client.files_upload_v2(
        filename=file.name,
        title=file.name,
        content=file.content,
        **_find_place(client, to),
        **words,
    )


def _find_place(client: WebClient, to: str) -> dict[str, Any]:
    """Where the file is to be shown: the direct messages of a person, by their id where the app may open them."""
    if not to.startswith(("U", "W")):
        return {"channel": to}
    try:
        opened = client.conversations_open(users=to)
    except SlackApiError as refused:
        if refused.response.get("error") != NO_SCOPE:
            raise
        # Slack takes a person's id too where several conversations may be named.
        return {"channels": [to]}
    return {"channel": str((opened.get("channel") or {})["id"])}


def _find_reason(refused: SlackApiError) -> NotSentReason | None:
    """Why Slack will never take the file; None where it may take it later, or in other words."""
    error = find_lasting_error(refused)
    if error is None:
        return None
    return NotSentReason.NO_SCOPE if error == NO_SCOPE else NotSentReason.NOT_TAKEN
