"""One attempt to hand a delivery over: a POST to an address that was looked at, without redirects and proxies."""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from urllib.parse import urlsplit

from bot.webhook.addresses import ForbiddenAddress, NoAddress, resolve_host
from bot.webhook.signing import DELIVERY_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, sign_body

CONNECT_SECONDS = 5.0
ATTEMPT_SECONDS = 10.0
"""How long one attempt may take from its first byte to the receiver's status line, however slowly it trickles in."""
LONGEST_WAIT = 3600
"""Seconds of a `Retry-After` that are respected; more are an hour."""


class AttemptResult(StrEnum):
    """How an attempt ended. What is not taken is tried again."""

    TAKEN = "taken"
    STATUS = "status"
    """The receiver answered with another status than 2xx."""
    REDIRECT = "redirect"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    ADDRESS = "address"
    """The host has no address, or one where the webhook must not lead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What became of an attempt: the status that was answered, 0 for none, and for how many seconds the receiver wants
    to be left alone."""

    result: AttemptResult
    status: int = 0
    wait: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it."""
        return self.result is AttemptResult.TAKEN

    @property
    def why(self) -> str:
        """The same in a word, for the list of deliveries: never anything that the receiver said."""
        return f"{self.result}:{self.status}" if self.status else self.result.value


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookTarget:
    """Where deliveries go and how they are signed. `tls` makes the context that certificates are checked with."""

    url: str
    secret: str
    private_allowed: bool = False
    contents: bool = False
    attempt_seconds: float = ATTEMPT_SECONDS
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


def send_delivery(target: WebhookTarget, id_: str, body: bytes, *, timestamp: int) -> Attempt:
    """Posts a body once. Nothing of what the receiver answers is read but its status and how long to wait."""
    parts = urlsplit(target.url)
    host, is_tls = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_tls else 80)
    try:
        addresses = resolve_host(host, port, private_allowed=target.private_allowed)
    except (NoAddress, ForbiddenAddress):
        return Attempt(result=AttemptResult.ADDRESS)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "giveget-webhook",
        TIMESTAMP_HEADER: str(timestamp),
        SIGNATURE_HEADER: sign_body(target.secret, timestamp, body),
        DELIVERY_HEADER: id_,
    }
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _PinnedConnection(host, port, addresses[0], target.tls() if is_tls else None)
    return _attempt(target, partial(_post, connection, path, body, headers), connection)


def _attempt(
    target: WebhookTarget, post: Callable[[], Attempt], connection: "_PinnedConnection"
) -> Attempt:
    # Each read has a limit of its own; a receiver that sends a byte now and then would never reach it.
    over = threading.Event()

    def cut() -> None:
        over.set()
        connection.cut()

    timer = threading.Timer(target.attempt_seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        attempt = post()
        # What was cut off may look like a whole answer.
        return Attempt(result=AttemptResult.TIMEOUT) if over.is_set() else attempt
    except ssl.SSLError:
        return Attempt(result=AttemptResult.TIMEOUT if over.is_set() else AttemptResult.TLS)
    except TimeoutError:
        return Attempt(result=AttemptResult.TIMEOUT)
    except (OSError, http.client.HTTPException, ValueError):
        result = AttemptResult.TIMEOUT if over.is_set() else AttemptResult.UNREACHABLE
        return Attempt(result=result)
    finally:
        timer.cancel()
        connection.close()


def _post(
    connection: "_PinnedConnection", path: str, body: bytes, headers: Mapping[str, str]
) -> Attempt:
    connection.request("POST", path, body=body, headers=dict(headers))
    response = connection.getresponse()
    status = response.status
    if 200 <= status < 300:
        return Attempt(result=AttemptResult.TAKEN, status=status)
    if 300 <= status < 400:
        return Attempt(result=AttemptResult.REDIRECT, status=status)
    wait = response.getheader("Retry-After", "").strip()
    seconds = min(int(wait), LONGEST_WAIT) if wait.isdecimal() and len(wait) < 9 else 0
    return Attempt(result=AttemptResult.STATUS, status=status, wait=seconds)


class _PinnedConnection(http.client.HTTPConnection):
    """A connection to one address, whatever the host's name leads to by now; the certificate is that of the host."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=CONNECT_SECONDS)
        self._address, self._context = address, context
        if context is not None:
            # The port that goes without saying stays out of the Host header.
            self.default_port = 443

    def connect(self) -> None:
        """Connects to the address that was looked at."""
        plain = socket.create_connection((self._address, self.port), CONNECT_SECONDS)
        plain.settimeout(ATTEMPT_SECONDS)
        self.sock = plain
        if self._context is not None:
            self.sock = self._context.wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        """Ends whatever the connection waits for."""
        sock = self.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                # It was closed in the same moment.
                return
