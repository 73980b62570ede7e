import json
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.server import LARGEST_BODY
from tests.ports import free_port
from tests.server import signed

PATIENCE = 60.0
STEPS = ["built", "asked", "answered", "taken down"]


@contextmanager
def started(
    outcome: str = "work", *, notice: float = 0, workers: int = 1
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server in a process of its own, and its address; killed if a test leaves it running."""
    port = free_port()
    program = [sys.executable, "-m", "tests.server.served"]
    command = [*program, str(port), outcome, str(notice), str(workers)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def wait_until_live(address: str) -> None:
    wait_until(lambda: is_listening(address), "the server did not come up")


def events(process: subprocess.Popen[str]) -> list[str]:
    """What was logged; every line is JSON and nothing goes to stdout."""
    out, err = process.communicate(timeout=PATIENCE)
    assert out == ""
    return [json.loads(line)["event"] for line in err.splitlines()]


def get(address: str, path: str) -> int:
    """The status of the answer."""
    return httpx.get(f"{address}{path}", timeout=PATIENCE).status_code


def ask(address: str, until: str = "") -> str:
    """What is answered to a request, at once or when that file is there."""
    body = until.encode()
    return httpx.post(
        f"{address}{signed.PATH}", content=body, headers=signed.headers(body), timeout=PATIENCE
    ).text


def wait_until(so: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.02)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Requests that are in progress until they are let go."""

    pool: ThreadPoolExecutor
    address: str
    file: Path

    def asked(self, how_many: int = 1, at_work: int = 1) -> list[Future[str]]:
        """So many requests, once so many of them are at work in the server."""
        answers = [self.pool.submit(ask, self.address, str(self.file)) for _ in range(how_many)]
        traces = f"{self.file.stem}.*"
        wait_until(
            lambda: len(list(self.file.parent.glob(traces))) >= at_work, "they are not at work"
        )
        return answers

    def let_go(self) -> None:
        self.file.touch()


@contextmanager
def holding(address: str, folder: Path) -> Iterator[Held]:
    with ThreadPoolExecutor(32) as pool:
        held = Held(pool=pool, address=address, file=folder / "held.go")
        try:
            yield held
        finally:
            held.let_go()


def is_listening(address: str) -> bool:
    try:
        get(address, "/health/live")
    except httpx.HTTPError:
        return False
    return True


def is_stopping(address: str) -> bool:
    """It says so, or takes no new requests any more."""
    try:
        return get(address, "/health/ready") == 503
    except httpx.HTTPError:
        return True


def test_a_request_in_progress_is_answered_before_the_server_stops(tmp_path: Path) -> None:
    with started() as (process, address):
        wait_until_live(address)
        with holding(address, tmp_path) as held:
            (answer,) = held.asked()
            process.send_signal(signal.SIGTERM)
            wait_until(lambda: is_stopping(address), "it does not stop")
            held.let_go()
            assert answer.result(timeout=PATIENCE) == "Recorded."
        logged = events(process)
        assert process.returncode == 0
    assert [event for event in logged if event in STEPS] == STEPS


def test_a_server_that_was_told_to_stop_is_not_ready_and_still_answers_for_a_while() -> None:
    with started(notice=6) as (process, address):
        wait_until_live(address)
        assert get(address, "/health/ready") == 200
        process.send_signal(signal.SIGTERM)
        wait_until(lambda: get(address, "/health/ready") == 503, "it is still ready")
        assert ask(address) == "Recorded."
        events(process)
        assert process.returncode == 0


def test_a_worker_whose_parent_was_killed_ends_after_its_last_answer(tmp_path: Path) -> None:
    with started() as (process, address):
        wait_until_live(address)
        with holding(address, tmp_path) as held:
            (answer,) = held.asked()
            process.kill()
            process.wait(PATIENCE)
            held.let_go()
            assert answer.result(timeout=PATIENCE) == "Recorded."
        wait_until(lambda: not is_listening(address), "the worker is still there")


def test_sixteen_requests_are_answered_at_once(tmp_path: Path) -> None:
    with started() as (_, address):
        wait_until_live(address)
        with holding(address, tmp_path) as held:
            answers = held.asked(16, at_work=16)
            held.let_go()
            assert [answer.result(timeout=PATIENCE) for answer in answers] == ["Recorded."] * 16


SLOW_BODIES = 40
"""More than twice as many as the server has threads."""
TRIES = 3


@contextmanager
def slow_bodies(address: str, how_many: int) -> Iterator[list[socket.socket]]:
    """Connections that announce a body, send one byte of it, and wait."""
    url = httpx.URL(address)
    head = f"POST {signed.PATH} HTTP/1.1\r\nhost: {url.host}\r\ncontent-length: 1000\r\n\r\nx"
    connections = [
        socket.create_connection((url.host, url.port or 80), timeout=PATIENCE)
        for _ in range(how_many)
    ]
    try:
        for connection in connections:
            connection.sendall(head.encode())
        yield connections
    finally:
        for connection in connections:
            connection.close()


def are_others_answered_first(address: str) -> bool:
    """Whether others are answered before those who send slowly are sent away."""
    with slow_bodies(address, SLOW_BODIES) as connections:
        assert get(address, "/health/live") == 200
        assert get(address, "/health/ready") == 200
        assert ask(address) == "Recorded."
        sent_away, _, _ = select.select(connections, [], [], 0)
        answers = [connection.recv(1000) for connection in connections]
        assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in answers)
        return not sent_away


def test_slow_bodies_keep_nobody_waiting_but_those_who_send_them() -> None:
    with started() as (_, address):
        wait_until_live(address)
        # They are sent away after two seconds: a machine that stands still so long does not do so each time.
        assert any(are_others_answered_first(address) for _ in range(TRIES))


def test_health_is_told_while_every_thread_is_at_work(tmp_path: Path) -> None:
    with started() as (_, address):
        wait_until_live(address)
        with holding(address, tmp_path) as held:
            answers = held.asked(32, at_work=16)
            assert get(address, "/health/live") == 200
            assert get(address, "/health/ready") == 200
            held.let_go()
            assert [answer.result(timeout=PATIENCE) for answer in answers] == ["Recorded."] * 32


@pytest.mark.parametrize("announced", [True, False])
def test_a_body_that_is_longer_than_slacks_is_refused_before_all_of_it_came(
    announced: bool,
) -> None:
    body = b"x" * (LARGEST_BODY + 1)

    def pieces() -> Iterator[bytes]:
        while True:
            yield body[: 64 * 1024]

    with started() as (_, address):
        wait_until_live(address)
        try:
            answer = httpx.post(
                f"{address}{signed.PATH}", content=body if announced else pieces(), timeout=PATIENCE
            )
        except (httpx.WriteError, httpx.ReadError):
            pass  # The server closed the connection while more was on its way.
        else:
            assert answer.status_code == 413
        assert ask(address) == "Recorded."


@pytest.mark.parametrize(
    ("outcome", "told"), [("fail", "unexpected"), ("refuse", "GIVEGET_PORT is missing.")]
)
def test_a_server_that_cannot_come_up_says_why_and_ends_with_a_failure(
    outcome: str, told: str
) -> None:
    with started(outcome) as (process, _):
        assert told in events(process)
        assert process.returncode == 1
