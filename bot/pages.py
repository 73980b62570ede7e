"""Health and metrics where the bot talks over Socket Mode and no web server runs: on a small server of their own."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import structlog

from bot.server import LIVE_PATH
from bot.worker_group import METRICS_PATH, READY_PATH

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_SECONDS = 5.0
"""After which a request that has not arrived in full is dropped."""


class _PageServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _QuietHandler(WSGIRequestHandler):
    timeout = REQUEST_SECONDS

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Says nothing: what is asked every few seconds is no news."""


@contextmanager
def serve_pages(application: "WSGIApplication", *, host: str, port: int) -> Iterator[bool]:
    """Answers for health and metrics there, and for nothing else, until the block ends. Whether it does: where another
    program has the port, the bot works on without, and the log says so."""
    try:
        server = make_server(
            host,
            port,
            _only_pages(application),
            server_class=_PageServer,
            handler_class=_QuietHandler,
        )
    except OSError:
        structlog.stdlib.get_logger("bot").warning(
            "health and metrics are not served: the port is taken", address=f"{host}:{port}"
        )
        yield False
        return
    thread = threading.Thread(target=server.serve_forever, name="pages", daemon=True)
    thread.start()
    try:
        yield True
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _only_pages(application: "WSGIApplication") -> "WSGIApplication":
    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ["PATH_INFO"] not in (LIVE_PATH, READY_PATH, METRICS_PATH):
            start_response("404 Not Found", [("content-length", "0")])
            return [b""]
        return application(environ, start_response)

    return answer
