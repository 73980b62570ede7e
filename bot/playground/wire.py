"""How Slack reaches the bot: signed HTTP requests, or envelopes over a Socket Mode connection."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NoAnswer
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlencode

import httpx

from bot.playground.workspace import Json

WSGIApp = Callable[..., Any]

PATIENCE = 3.0
"""Slack waits three seconds for an answer."""
UNHURRIED = 60.0
"""So many seconds where a story or a test must read the same on a slow machine: only what hangs takes longer."""


class What(StrEnum):
    """The kinds of payload, by their names in Socket Mode."""

    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One payload on its way to the bot. A test may sign it wrongly or with an old time."""

    what: What
    payload: Json
    path: str = "/slack/events"
    retry: int = 0
    retry_reason: str = ""
    timestamp: str | None = None
    signature: str | None = None
    body: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back; no status means nothing came within three seconds, or nobody was there."""

    status: int | None
    body: bytes = b""
    seconds: float = 0.0
    problem: str = ""

    @property
    def ok(self) -> bool:
        return self.status == 200

    @property
    def said(self) -> Json | None:
        """The body as JSON, a bare text as a message, nothing as nothing."""
        if not self.body.strip():
            return None
        try:
            told = json.loads(self.body)
        except ValueError:
            return {"text": self.body.decode(errors="replace")}
        return told if isinstance(told, dict) else {"text": self.body.decode(errors="replace")}


class Wire(Protocol):
    """A way to the bot."""

    def send(self, sending: Sending) -> Answer: ...

    def close(self) -> None: ...


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's version 0 signature over the raw body."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def encoded(sending: Sending) -> tuple[bytes, str]:
    """The body as Slack writes it, with its content type."""
    if sending.body is not None:
        return sending.body, "application/x-www-form-urlencoded"
    match sending.what:
        case What.EVENT:
            return json.dumps(sending.payload).encode(), "application/json"
        case What.INTERACTIVE:
            payload = json.dumps(sending.payload)
            return urlencode({"payload": payload}).encode(), "application/x-www-form-urlencoded"
        case What.COMMAND:
            return urlencode(sending.payload).encode(), "application/x-www-form-urlencoded"


def signed_headers(sending: Sending, body: bytes, kind: str, secret: str) -> dict[str, str]:
    timestamp = sending.timestamp if sending.timestamp is not None else str(int(time.time()))
    headers = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sending.signature
        if sending.signature is not None
        else signature(secret, timestamp, body),
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    }
    if sending.retry:
        headers |= {
            "X-Slack-Retry-Num": str(sending.retry),
            "X-Slack-Retry-Reason": sending.retry_reason,
        }
    return headers


class HttpWire:
    """Signed requests to a bot at an address, or to a WSGI app in this process. `patience` is how many seconds Slack
    waits for an answer."""

    def __init__(self, bot: WSGIApp | str, secret: str, patience: float = PATIENCE) -> None:
        self._patience = patience
        transport = None if isinstance(bot, str) else httpx.WSGITransport(app=bot)
        base = bot if isinstance(bot, str) else "http://bot.invalid"
        self._client = httpx.Client(
            base_url=base, transport=transport, trust_env=False, timeout=max(30, patience)
        )
        self._secret = secret
        self._threads = ThreadPoolExecutor(max_workers=32, thread_name_prefix="slack-sends")
        self._lock = threading.Lock()
        self._under_way = 1
        """Posts that have not ended, and one for the wire itself until it is closed: at none the connections close."""

    def send(self, sending: Sending) -> Answer:
        started = time.monotonic()
        with self._lock:
            under_way = self._threads.submit(self._post, sending)
            self._under_way += 1
        try:
            answer = under_way.result(timeout=self._patience)
        except NoAnswer:
            return Answer(status=None, seconds=time.monotonic() - started, problem="http_timeout")
        except Exception as broken:  # noqa: BLE001 - whatever breaks inside the bot, people at Slack see no answer
            return Answer(
                status=None,
                seconds=time.monotonic() - started,
                problem=f"connection_failed: {broken}",
            )
        return Answer(
            status=answer.status_code, body=answer.content, seconds=time.monotonic() - started
        )

    def _post(self, sending: Sending) -> httpx.Response:
        body, kind = encoded(sending)
        headers = signed_headers(sending, body, kind, self._secret)
        try:
            return self._client.post(sending.path, content=body, headers=headers)
        finally:
            self._ended()

    def close(self) -> None:
        """Nothing more is sent. What is under way is still answered; the last of it closes the connections."""
        self._threads.shutdown(wait=False)
        self._ended()

    def _ended(self) -> None:
        with self._lock:
            self._under_way -= 1
            last = self._under_way == 0
        if last:
            self._client.close()


@dataclass(slots=True)
class SocketWire:
    """Envelopes to whichever connection the bot has open; its acknowledgement is the answer."""

    push: Callable[[Mapping[str, Any]], bool]
    _numbers: int = 0
    _waiting: dict[str, "Future[Json]"] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, sending: Sending) -> Answer:
        envelope_id, acknowledged = self._expect()
        started = time.monotonic()
        if not self.push(_envelope(envelope_id, sending)):
            return Answer(status=None, problem="connection_failed: no socket is open")
        try:
            payload = acknowledged.result(timeout=PATIENCE)
        except NoAnswer:
            return Answer(status=None, seconds=time.monotonic() - started, problem="http_timeout")
        finally:
            with self._lock:
                self._waiting.pop(envelope_id, None)
        body = json.dumps(payload).encode() if payload else b""
        return Answer(status=200, body=body, seconds=time.monotonic() - started)

    def acknowledge(self, envelope: Json) -> None:
        """Takes what the bot sent over the socket."""
        with self._lock:
            waiting = self._waiting.get(str(envelope.get("envelope_id")))
        if waiting and not waiting.done():
            waiting.set_result(envelope.get("payload") or {})

    def close(self) -> None:
        """The connection belongs to the server, which closes it."""

    def _expect(self) -> tuple[str, "Future[Json]"]:
        with self._lock:
            self._numbers += 1
            envelope_id = f"envelope-{self._numbers:06d}"
            self._waiting[envelope_id] = Future()
            return envelope_id, self._waiting[envelope_id]


def _envelope(envelope_id: str, sending: Sending) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": sending.what.value,
        "payload": sending.payload,
        "accepts_response_payload": sending.what is not What.EVENT,
    }
    if sending.what is What.EVENT:
        envelope |= {"retry_attempt": sending.retry, "retry_reason": sending.retry_reason}
    return envelope
