"""The worker processes of one server, and what they tell each other: whoever is asked whether the server is ready, or
for its figures, answers for all of them. Each listens on a socket in a folder that is theirs alone."""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from multiprocessing.connection import Client, Listener
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot import logs
from bot.counters import CONTENT_TYPE, merge_figures

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    Page: TypeAlias = tuple[int, bytes]

READY_PATH = "/health/ready"
METRICS_PATH = "/metrics"
PATIENCE = 2.0
"""Seconds that a worker has to answer another."""
AFTER_AN_ERROR = 0.1
"""Seconds before a worker that could not answer another waits for the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerGroup:
    """The workers of a server; `folder` is None where there is only one."""

    folder: Path | None = None
    count: int = 1

    @contextmanager
    def take_round(self) -> Iterator[bool]:
        """Whether it is this worker's turn to look for what is due: one does at a time. Another one's turn ends with
        the block, or with its process."""
        if self.folder is None:
            yield True
            return
        import fcntl  # noqa: PLC0415 - Windows has none, where one process plays

        with (self.folder / "round").open("ab") as turn:
            try:
                fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    @contextmanager
    def join(self, served: "WSGIApplication") -> "Iterator[WSGIApplication]":
        """The application of one worker, with the pages that tell of all of them."""
        if self.folder is None:
            yield served
            return
        # Its socket is removed as the process ends.
        listener = Listener(str(self.folder / f"{os.getpid()}.socket"), family="AF_UNIX")
        threading.Thread(
            target=_answer_others, args=(listener, served), name="siblings", daemon=True
        ).start()
        yield self._with_pages_of_all(served, self.folder)

    def _with_pages_of_all(self, served: "WSGIApplication", folder: Path) -> "WSGIApplication":
        pages = {READY_PATH: self._merge_readiness, METRICS_PATH: _merge_metrics}

        def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            merge = pages.get(path)
            if merge is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
                return served(environ, start_response)
            own = _ask_application(served, path)
            status, body = merge([own, *_ask_others(folder, path)])
            kind = CONTENT_TYPE if path == METRICS_PATH else "application/json"
            headers = [("content-type", kind), ("content-length", str(len(body)))]
            start_response(f"{status} {HTTPStatus(status).phrase}", headers)
            return [body]

        return answer

    def _merge_readiness(self, pages: "Sequence[Page]") -> "Page":
        """Ready where every worker is there and ready; of each part the first that is not well is told."""
        parts: dict[str, object] = {}
        for _, body in pages:
            for name, state in json.loads(body).items():
                if parts.get(name, "ok") in ("ok", True):
                    parts[name] = state
        is_ready = len(pages) == self.count and all(status == HTTPStatus.OK for status, _ in pages)
        told = {**parts, "ready": is_ready, "workers": f"{len(pages)} of {self.count}"}
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return status.value, json.dumps(told).encode()


def _ask_others(folder: Path, path: str) -> "list[Page]":
    """What the other workers answer; those that do not are left out."""
    found = []
    for address in sorted(folder.glob("*.socket")):
        if address.stem == str(os.getpid()):
            continue
        with suppress(OSError, EOFError), Client(str(address), family="AF_UNIX") as other:
            other.send_bytes(path.encode())
            if other.poll(PATIENCE):
                status, _, body = other.recv_bytes().partition(b" ")
                found.append((int(status), body))
    return found


def _merge_metrics(pages: "Sequence[Page]") -> "Page":
    return HTTPStatus.OK.value, merge_figures([body for _, body in pages])


def _answer_others(listener: Listener, served: "WSGIApplication") -> None:
    """Answers the other workers, one after the other, until the process ends."""
    while True:
        try:
            with listener.accept() as other:
                if other.poll(PATIENCE):
                    status, body = _ask_application(served, other.recv_bytes(64).decode())
                    other.send_bytes(b"%d %s" % (status, body))
        except Exception as error:  # noqa: BLE001 - the next one must be answered all the same
            logs.unexpected(error, kind="health")
            time.sleep(AFTER_AN_ERROR)


def _ask_application(served: "WSGIApplication", path: str) -> "Page":
    """One page of this worker's own."""
    statuses: list[int] = []

    def started(
        line: str, _headers: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        statuses.append(int(line[:3]))
        return lambda _: None

    environ = {"PATH_INFO": path, "REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
    body = b"".join(served(environ, started))
    return statuses[-1], body
