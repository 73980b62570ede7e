"""The bot over HTTP: Slack's requests, health and metrics, behind one WSGI application.

Publish `/slack/events`, `/documents` where documents may be handed out by link, and `/slack/install` with
`/slack/oauth_redirect` where workspaces install it themselves; health and metrics are for those who run the bot.
"""

import ctypes
import gc
import json
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from multiprocessing.connection import wait
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import structlog
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from bot import logs
from bot.counters import CONTENT_TYPE, Counters
from bot.request_gate import RequestGate
from bot.worker_group import METRICS_PATH, READY_PATH, WorkerGroup

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    Build: TypeAlias = Callable[
        [threading.Event, WorkerGroup], AbstractContextManager[WSGIApplication]
    ]

SLACK_PATH = "/slack/events"
LIVE_PATH = "/health/live"
DOCUMENTS_PATH = "/documents"
INSTALL_PATHS = ("/slack/install", "/slack/oauth_redirect")
LARGEST_KEY = 8 * 1024
"""Bytes of what a page sends for a document."""
LARGEST_BODY = 1024 * 1024
"""Bytes; Slack's own largest, a form of 250 KB sent back form-encoded, stays well below."""

CERTIFICATE_CHECK = b"ssl_check=1"
"""How a request begins by which Slack looks at our certificate; it carries no signature."""

Draining: TypeAlias = threading.Event
"""Set once the program was told to stop, before the last requests are answered."""

M_ARENA_MAX = -8
"""What glibc calls the setting of `limit_memory_pools`."""
MEMORY_POOLS = 2

GRACE = 10
"""Seconds that requests in progress have to finish once we are told to stop."""


Genuine: TypeAlias = Callable[[bytes, str, str], bool]
"""Whether a body, with its timestamp and signature, comes from Slack."""

WellFormed: TypeAlias = Callable[[str, bytes], bool]
"""Whether a body, with its content type, has the shape of a request of Slack's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether requests can be answered, and the state of each part in a word."""

    ready: bool
    parts: Mapping[str, str]


class CannotListen(Exception):
    """Another program listens there, or the address is not this machine's."""


class RejectedRequest(Exception):
    """A request that never reaches the bot."""

    def __init__(self, status: HTTPStatus) -> None:
        self.status = status
        super().__init__(status.phrase)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """What goes back over HTTP, complete."""

    status: HTTPStatus
    body: bytes
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


Browse: TypeAlias = Callable[[str, str, bytes], HttpResponse]
"""Answers a browser: its method, what stands behind the `?`, and its body."""

Install: TypeAlias = Callable[[str, str, Mapping[str, str]], HttpResponse]
"""Answers a browser that installs the app: the path, what stands behind the `?`, and its headers."""


def application(
    slack: "WSGIApplication",
    *,
    genuine: Genuine,
    health: Callable[[], Health],
    counters: Counters,
    documents: Browse | None = None,
    well_formed: WellFormed = lambda _kind, _body: True,
    install: Install | None = None,
) -> "WSGIApplication":
    """Everything that is served: Slack's requests go to `slack`, which checks their signature. `documents` answers
    people who follow a link to a document, `install` those who install the app in their workspace.

    What is not `genuine` is refused before it is read any further, and so is what is not `well_formed`.
    """

    def ready() -> HttpResponse:
        try:
            return _build_ready_page(health())
        except Exception as error:  # noqa: BLE001 - whatever keeps us from asking keeps us from serving
            return _build_ready_page(
                Health(ready=False, parts={"reference": logs.unexpected(error, kind="health")})
            )

    def metrics() -> HttpResponse:
        return HttpResponse(status=HTTPStatus.OK, body=counters.text(), content_type=CONTENT_TYPE)

    pages: dict[str, Callable[[], HttpResponse]] = {
        LIVE_PATH: _build_live_page,
        READY_PATH: ready,
        METRICS_PATH: metrics,
    }
    from_slack = _guard_requests(slack, genuine, well_formed, counters)

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path == SLACK_PATH and method == "POST":
            return from_slack(environ, start_response)
        if path == DOCUMENTS_PATH and documents is not None:
            return _send_reply(_answer_browser(environ, documents), start_response)
        if path in INSTALL_PATHS and install is not None:
            return _send_reply(_answer_installer(environ, install), start_response)
        page = pages.get(path)
        if page is None:
            return _send_reply(_build_error(HTTPStatus.NOT_FOUND), start_response)
        if method not in ("GET", "HEAD"):
            return _send_reply(_build_error(HTTPStatus.METHOD_NOT_ALLOWED), start_response)
        return _send_reply(page(), start_response)

    return answer


def serve(
    build: "Build",
    *,
    host: str,
    port: int,
    threads: int,
    log_level: logs.LogLevel,
    notice: float = 0,
    workers: int = 1,
) -> None:
    """Serves until SIGTERM or SIGINT, then lets what is in progress finish. For so many seconds of `notice` it goes on
    taking requests, while its health says that it is about to stop.

    `build` runs in each of the worker processes, after the fork; its context is left when the worker stops. A worker
    that dies ends the server.
    """
    logs.begin(log_level)
    _require_free_address(host, port)
    with _make_group(workers) as group:
        _serve_group(
            build, group, host=host, port=port, threads=threads, log_level=log_level, notice=notice
        )


@contextmanager
def _make_group(workers: int) -> Iterator[WorkerGroup]:
    """So many workers, with a folder of theirs alone where they have to find each other."""
    if workers == 1:
        yield WorkerGroup()
        return
    with tempfile.TemporaryDirectory(prefix="giveget-", ignore_cleanup_errors=True) as folder:
        yield WorkerGroup(folder=Path(folder), count=workers)


def _serve_group(
    build: "Build",
    group: WorkerGroup,
    *,
    host: str,
    port: int,
    threads: int,
    log_level: logs.LogLevel,
    notice: float,
) -> None:
    # Nothing is ever sent through them: what all workers hear is that a pipe ends.
    notices, life = multiprocessing.Pipe(duplex=False), multiprocessing.Pipe(duplex=False)
    server = _Server(
        "giveget",
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        workers=group.count,
        http=HTTPModes.auto,
        websockets=False,
        workers_kill_timeout=GRACE,
        log_level=LogLevels(log_level.value),
        log_dictconfig={"handlers": {}, "loggers": {"_granian": {"propagate": True}}},
    )
    server.before_stopping(notices[1], notice)
    worker = _Worker(build, group, log_level, notices, life, threads)
    server.serve(target_loader=worker, wrap_loader=False)


def _require_free_address(host: str, port: int) -> None:
    try:
        socket.create_server((host, port)).close()
    except OSError as refused:
        why = (refused.strerror or type(refused).__name__).partition(" (")[0]
        raise CannotListen(f"Cannot listen on {host}:{port}: {why}.") from None


class _Server(Server):  # type: ignore[misc,valid-type] # one of several classes, by the Python it runs in
    """The server, which tells its workers that it is about to stop before it stops listening."""

    def before_stopping(self, writing_end: "Connection", notice: float) -> None:
        """The pipe that ends then, and for how many seconds requests are still taken then."""
        self._writing_end, self._notice = writing_end, notice

    def signal_handler_interrupt(self, *received: object, **_: object) -> None:
        """Stops. Whoever presses Ctrl-C sits in front of it, and no proxy needs to hear first."""
        if received and received[0] == signal.SIGINT:
            self._notice = 0.0
        super().signal_handler_interrupt()

    def shutdown(self, exit_code: int = 0) -> None:
        """Tells the workers, then stops them."""
        self._writing_end.close()  # a pipe: an event of several processes waits for those that died
        if not self.interrupt_children:
            time.sleep(self._notice)
        super().shutdown(exit_code)


class _Worker:
    """Builds the application in the worker process and takes it down when that process ends."""

    def __init__(
        self,
        build: "Build",
        group: WorkerGroup,
        log_level: logs.LogLevel,
        notices: "tuple[Connection, Connection]",
        life: "tuple[Connection, Connection]",
        threads: int,
    ) -> None:
        self._build = build
        self._group = group
        self._log_level = log_level
        self._notices = notices
        self._life = life
        self._threads = threads

    def __call__(self) -> RequestGate:
        logs.begin(self._log_level)
        limit_memory_pools()
        draining = threading.Event()
        for _, writing_end in (self._notices, self._life):
            writing_end.close()  # so that only the parent holds this end, and its death is heard
        threading.Thread(
            target=self._listen, args=(draining,), name="draining", daemon=True
        ).start()
        # While all is built hardly anything becomes garbage, and looking for it took a sixth of the start.
        gc.disable()
        running = ExitStack()
        try:
            built = running.enter_context(self._build(draining, self._group))
            served = running.enter_context(self._group.join(built))
        except Exception as error:  # noqa: BLE001 - told by kind and place; a traceback would quote addresses
            logs.not_started(error)
            sys.exit(1)
        gc.collect()
        gc.freeze()  # what was built stays: looking through it for garbage again would only keep requests waiting
        gc.enable()
        Finalize(None, running.__exit__, args=(None, None, None), exitpriority=1)
        return RequestGate(
            served,
            threads=self._threads,
            largest_body=LARGEST_BODY,
            quick={LIVE_PATH: _build_live_page().body},
            apart=frozenset({READY_PATH, METRICS_PATH}),
        )

    def _listen(self, draining: Draining) -> None:
        """Hears that the parent is about to stop us, or that it died and never will."""
        notices, life = self._notices[0], self._life[0]
        ended = wait([notices, life])
        draining.set()
        if life not in ended:
            wait([life])
        os.kill(os.getpid(), signal.SIGTERM)


def limit_memory_pools() -> bool:
    """Lets all threads share few pools of memory; whether the C library knows of such a thing (glibc's arenas).

    Otherwise each thread gets a pool of its own, and what one thread has freed is of no use to the others: 40 MiB
    after ten thousand requests. Threads of Python hardly ever ask for memory at the same moment.
    """
    change = getattr(ctypes.CDLL(None), "mallopt", None)
    return change is not None and change(M_ARENA_MAX, MEMORY_POOLS) == 1


def _guard_requests(
    slack: "WSGIApplication", genuine: Genuine, well_formed: WellFormed, counters: Counters
) -> "WSGIApplication":
    """What Slack's requests pass before the app reads them: their size, their age and their signature. Each is counted
    by kind and answer, those turned away too."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        began = time.perf_counter()
        kind, body, status = "unread", b"", HTTPStatus.INTERNAL_SERVER_ERROR.value

        def started(
            line: str, headers: list[tuple[str, str]], _: object = None, /
        ) -> Callable[[bytes], object]:
            nonlocal status
            status = int(line[:3])
            return start_response(line, headers)

        try:
            body = _read_body(environ)
            kind = _find_kind(environ, body)
            _check_timestamp(environ)
            # Before anything is parsed: that costs far more than to see that the signature is wrong.
            if not _is_signed(environ, body, genuine) and not body.startswith(CERTIFICATE_CHECK):
                # For whoever set a wrong secret: nothing else would tell them.
                structlog.stdlib.get_logger("bot").warning("Invalid request signature detected")
                raise RejectedRequest(HTTPStatus.UNAUTHORIZED)
            if not well_formed(environ.get("CONTENT_TYPE", ""), body):
                raise RejectedRequest(HTTPStatus.BAD_REQUEST)
            return slack(environ, started)
        except RejectedRequest as refusal:
            status = refusal.status.value
            return _send_reply(_build_error(refusal.status), start_response)
        except Exception as error:  # noqa: BLE001 - whatever it is, Slack gets an answer and the log a reference
            reply = (
                _build_unexpected(error, kind)
                if _is_signed(environ, body, genuine)
                else _build_error(HTTPStatus.UNAUTHORIZED)
            )
            status = reply.status.value
            return _send_reply(reply, start_response)
        finally:
            counters.answered(
                kind=kind, outcome=_name_outcome(status), seconds=time.perf_counter() - began
            )

    return answer


def _read_body(environ: "WSGIEnvironment", largest: int = LARGEST_BODY) -> bytes:
    """The body, read once and put back; a longer one than Slack ever sends is refused before it is read."""
    announced = environ.get("CONTENT_LENGTH") or "0"
    if not _is_number(announced):
        raise RejectedRequest(HTTPStatus.BAD_REQUEST)
    if int(announced) > largest:
        raise RejectedRequest(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body: bytes = environ["wsgi.input"].read(int(announced))
    if not _is_text(body):
        raise RejectedRequest(HTTPStatus.BAD_REQUEST)
    environ["wsgi.input"] = BytesIO(body)
    return body


def _is_signed(environ: "WSGIEnvironment", body: bytes, genuine: Genuine) -> bool:
    timestamp, signature = (
        environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "0"),
        environ.get("HTTP_X_SLACK_SIGNATURE", ""),
    )
    return genuine(body, timestamp, signature)


def _check_timestamp(environ: "WSGIEnvironment") -> None:
    """Bolt takes the header for a number; anything else is no request of Slack's."""
    if not _is_number(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "0")):
        raise RejectedRequest(HTTPStatus.UNAUTHORIZED)


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_number(text: str) -> bool:
    return len(text) <= 20 and text.isascii() and text.isdigit()


def _find_kind(environ: "WSGIEnvironment", body: bytes) -> str:
    """What Slack sends there: an event as JSON, a click or form as `payload=`, else a command."""
    if environ.get("CONTENT_TYPE", "").startswith("application/json"):
        return "event"
    return "interaction" if body.startswith(b"payload=") else "command"


def _name_outcome(status: int) -> str:
    return "answered" if status < 400 else "refused" if status < 500 else "failed"


def _answer_browser(environ: "WSGIEnvironment", documents: Browse) -> HttpResponse:
    """What a browser gets. Only its method, the language it asks for and the key from the page are looked at."""
    method = environ["REQUEST_METHOD"]
    if method not in ("GET", "HEAD", "POST"):
        return _build_error(HTTPStatus.METHOD_NOT_ALLOWED)
    try:
        body = _read_body(environ, LARGEST_KEY) if method == "POST" else b""
    except RejectedRequest as refusal:
        return _build_error(refusal.status)
    return documents(method, environ.get("QUERY_STRING", ""), body)


def _answer_installer(environ: "WSGIEnvironment", install: Install) -> HttpResponse:
    """A page of the installation. Of the headers only the cookie and the language are looked at."""
    # What only looks whether the page is there must not use up a state.
    if environ["REQUEST_METHOD"] != "GET":
        return _build_error(HTTPStatus.METHOD_NOT_ALLOWED)
    headers = {
        name: environ[key]
        for name, key in (("cookie", "HTTP_COOKIE"), ("accept-language", "HTTP_ACCEPT_LANGUAGE"))
        if key in environ
    }
    return install(environ["PATH_INFO"], environ.get("QUERY_STRING", ""), headers)


def _build_live_page() -> HttpResponse:
    return HttpResponse(status=HTTPStatus.OK, body=b'{"live": true}')


def _build_ready_page(health: Health) -> HttpResponse:
    status = HTTPStatus.OK if health.ready else HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(
        status=status, body=json.dumps({"ready": health.ready, **health.parts}).encode()
    )


def _build_error(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(status=status, body=json.dumps({"error": status.phrase.lower()}).encode())


def _build_unexpected(error: Exception, kind: str) -> HttpResponse:
    reference = logs.unexpected(error, kind=kind)
    body = json.dumps({"error": "unexpected", "reference": reference}).encode()
    return HttpResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR, body=body)


def _send_reply(reply: HttpResponse, start_response: "StartResponse") -> Iterable[bytes]:
    headers = [("content-type", reply.content_type), ("content-length", str(len(reply.body)))]
    headers += reply.headers
    start_response(f"{reply.status.value} {reply.status.phrase}", headers)
    return [reply.body]
