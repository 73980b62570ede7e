"""A load of signed requests over a few connections, each waiting for its answer before the next."""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson


@dataclass(frozen=True, slots=True)
class Target:
    """A server on this machine, and the secret that requests to it are signed with."""

    port: int
    secret: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How long each request took, in seconds, and how long all of them."""

    seconds: list[float]
    whole: float
    failed: int
    sample: bytes = b""
    """An answer that failed, cut short."""


def sign_request(target: Target, sent: Mapping[str, Any]) -> bytes:
    """One request as bytes, signed now: a command as a form, an event as JSON."""
    event = "event" in sent
    body = orjson.dumps(sent) if event else urlencode(sent).encode()
    kind = "application/json" if event else "application/x-www-form-urlencoded"
    now = str(int(time.time()))
    proof = hmac.new(
        target.secret.encode(), b"v0:" + now.encode() + b":" + body, hashlib.sha256
    ).hexdigest()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1:{target.port}\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {now}\r\nX-Slack-Signature: v0={proof}\r\n\r\n"
    )
    return head.encode() + body


def send(
    target: Target, requests: Iterable[Mapping[str, Any]], connections: int, expect: bytes
) -> Sent:
    """Sends all requests over so many connections; an answer that does not hold `expect` has failed.

    Each is signed just before it is sent: nobody takes a request that was signed more than five minutes ago, and a
    slow round may take longer.
    """
    return asyncio.run(_send(target, requests, connections, expect))


async def _send(
    target: Target, requests: Iterable[Mapping[str, Any]], connections: int, expect: bytes
) -> Sent:
    queue = iter(requests)
    began = time.perf_counter()
    results = await asyncio.gather(*(_line(target, queue, expect) for _ in range(connections)))
    whole = time.perf_counter() - began
    wrong = [answer for _, answers in results for answer in answers]
    return Sent(
        [s for seconds, _ in results for s in seconds], whole, len(wrong), b"".join(wrong[:1])[:400]
    )


async def _line(
    target: Target, queue: Iterator[Mapping[str, Any]], expect: bytes
) -> tuple[list[float], list[bytes]]:
    seconds: list[float] = []
    wrong: list[bytes] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    for each in queue:
        request = sign_request(target, each)
        began = time.perf_counter()
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            body = await _read_body(reader, head)
        except (asyncio.IncompleteReadError, ConnectionError) as closed:
            # On a machine that stood still for a while a server may have given up on a connection.
            head, body = type(closed).__name__.encode(), b""
            reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
        seconds.append(time.perf_counter() - began)
        if not (head.startswith(b"HTTP/1.1 200") and expect in body):
            wrong.append(head[:16] + body)
    writer.close()
    return seconds, wrong


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    """The body of an answer: of the length that it says, or in chunks, as Node sends it."""
    if b"transfer-encoding: chunked" not in head.lower():
        return await reader.readexactly(_length(head))
    parts: list[bytes] = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def commands(
    texts: Iterable[str], command: str, *, team: str, person: str, channel: str
) -> Iterator[dict[str, str]]:
    """Slash commands as Slack sends them, each with a trigger of its own."""
    for n, text in enumerate(texts):
        yield {
            "token": "unused",
            "team_id": team,
            "team_domain": "bench",
            "channel_id": channel,
            "channel_name": "privategroup",
            "user_id": person,
            "user_name": "ana",
            "command": command,
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/never",
            "trigger_id": f"{time.time_ns()}.{n}",
        }


def home_opened(times: int, *, team: str, person: str) -> Iterator[dict[str, Any]]:
    """Somebody opens Home so many times."""
    for n in range(times):
        yield {
            "type": "event_callback",
            "team_id": team,
            "api_app_id": "A1",
            "event_id": f"{time.time_ns()}.{n}",
            "event": {
                "type": "app_home_opened",
                "user": person,
                "tab": "home",
                "channel": "D0000ANA",
            },
        }
