"""Stands between the web server and the application: no request holds a thread before all of it has arrived.

A body is awaited on the event loop, with a deadline, so that whoever sends one slowly holds up nobody else. What says
that the program lives is answered there too: it must not wait behind the requests whose health it tells.
"""

import asyncio
import functools
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, NoReturn, Protocol, TypeAlias
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment

BODY_SECONDS = 2.0
"""Slack sends a body in one piece, and waits no longer than three seconds for the answer."""

HEALTH_THREADS = 2
"""Of their own, so that health is told while every other thread is at work."""

Headers: TypeAlias = list[tuple[str, str]]


class ReceivedHeaders(Protocol):
    """The headers of a request, as the server hands them over."""

    def items(self) -> list[tuple[str, str]]:
        """Names in small letters, with their values."""

    def get(self, key: str, default: str | None = None) -> str | None:
        """The value of one header."""


class RequestScope(Protocol):
    """What the server knows of a request before its body is read."""

    method: str
    path: str
    query_string: str
    scheme: str
    http_version: str
    server: str
    client: str

    @property
    def headers(self) -> ReceivedHeaders:
        """The headers."""


class Connection(Protocol):
    """Where the body comes from and the answer goes."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The body, piece by piece."""

    def response_bytes(self, status: int, headers: Headers, body: bytes, /) -> None:
        """Answers."""


class BodyTooLarge(Exception):
    """More came than was announced, or than anybody may send."""


class RequestGate:
    """Answers requests with a WSGI application, in at most so many threads at once.

    `quick` are pages that need no thread; `apart` are paths that are answered in threads of their own.
    """

    def __init__(
        self,
        application: "WSGIApplication",
        *,
        threads: int,
        largest_body: int,
        quick: Mapping[str, bytes],
        apart: frozenset[str],
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self._application = application
        self._largest_body = largest_body
        self._quick = quick
        self._apart = apart
        self._body_seconds = body_seconds
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._health_threads = ThreadPoolExecutor(HEALTH_THREADS, thread_name_prefix="health")

    async def __rsgi__(self, scope: RequestScope, connection: Connection) -> None:
        """Answers one request."""
        page = self._quick.get(scope.path)
        if page is not None and scope.method in ("GET", "HEAD"):
            connection.response_bytes(HTTPStatus.OK, [("content-type", "application/json")], page)
            return
        try:
            async with asyncio.timeout(self._body_seconds):
                body = await _read_body(scope, connection, self._largest_body)
        except TimeoutError:
            _refuse(connection, HTTPStatus.REQUEST_TIMEOUT)
            return
        except BodyTooLarge:
            _refuse(connection, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        threads = self._health_threads if scope.path in self._apart else self._threads
        call = functools.partial(call_application, self._application, build_environ(scope, body))
        status, headers, answer = await asyncio.get_running_loop().run_in_executor(threads, call)
        connection.response_bytes(status, headers, answer)


async def _read_body(scope: RequestScope, connection: Connection, largest: int) -> bytes:
    announced = scope.headers.get("content-length") or "0"
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > largest:
        # Not one byte of it is read; the application says what is wrong with any other length.
        raise BodyTooLarge
    pieces = bytearray()
    async for piece in connection:
        pieces += piece
        if len(pieces) > largest:
            raise BodyTooLarge
    return bytes(pieces)


def _refuse(connection: Connection, status: HTTPStatus) -> None:
    # What else comes on this connection is the rest of a body that nobody wants.
    headers = [("content-type", "application/json"), ("connection", "close")]
    connection.response_bytes(status, headers, b'{"error": "%s"}' % status.phrase.lower().encode())


def build_environ(scope: RequestScope, body: bytes) -> "WSGIEnvironment":
    """The request as WSGI describes it (PEP 3333), its body in memory."""
    host, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope.path).decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ


def call_application(
    application: "WSGIApplication", environ: "WSGIEnvironment"
) -> tuple[int, Headers, bytes]:
    """Calls a WSGI application and returns its status, headers and whole body."""
    began: list[tuple[int, Headers]] = []

    def start_response(
        line: str, headers: Headers, _: object = None, /
    ) -> Callable[[bytes], object]:
        began.append((int(line[:3]), [(name.lower(), value) for name, value in headers]))
        return _cannot_write

    parts: Iterable[bytes] = application(environ, start_response)
    body = b"".join(parts)
    status, headers = began[-1]
    return status, headers, body


def _cannot_write(_: bytes) -> NoReturn:
    raise NotImplementedError("The application returns its body; it does not write it.")
