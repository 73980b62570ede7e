"""A small application under the real server, for tests to start, ask and stop: `python -m tests.server.served PORT`.

It answers at once, or `until` a file is there: so long a request is in progress, however slow the machine is.
"""

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot import logs
from bot.counters import Counters
from bot.server import Draining, Health, application, serve
from bot.settings import UnusableSettings
from bot.worker_group import WorkerGroup

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


MOST_SECONDS = 60


def slow(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    log = structlog.stdlib.get_logger("bot.tests")
    log.info("asked")
    until = environ["wsgi.input"].read().decode()
    if until:
        _wait_for(Path(until))
    log.info("answered")
    start_response("200 OK", [("content-type", "text/plain")])
    return [b"Recorded."]


def _wait_for(file: Path) -> None:
    """Leaves a trace of its own that it is here, and goes on once the file is there."""
    file.with_suffix(f".{threading.get_ident()}").touch()
    deadline = time.monotonic() + MOST_SECONDS
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.01)


@contextmanager
def running(outcome: str, draining: Draining, _group: WorkerGroup) -> Iterator["WSGIApplication"]:
    """An application that fails to come up where it is told to, and that says when it is taken down."""
    if outcome == "fail":
        raise RuntimeError("no database at anna:hunter2@db")
    if outcome == "refuse":
        raise UnusableSettings(["GIVEGET_PORT is missing."])
    log = structlog.stdlib.get_logger("bot.tests")
    log.info("built")

    def health() -> Health:
        return Health(ready=not draining.is_set(), parts={})

    yield application(slow, genuine=lambda *_: True, health=health, counters=Counters())
    log.info("taken down")


if __name__ == "__main__":
    port, outcome, notice, workers = sys.argv[1:]
    serve(
        partial(running, outcome),
        host="127.0.0.1",
        port=int(port),
        threads=16,
        log_level=logs.LogLevel.INFO,
        notice=float(notice),
        workers=int(workers),
    )
