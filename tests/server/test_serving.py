import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from bot.server import LARGEST_BODY
from tests.server import signed

PATIENCE = 30.0
STEPS = ["built", "asked", "answered", "taken down"]


@contextmanager
def started(
    outcome: str = "work", *, notice: float = 0
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server in a process of its own, and its address; killed if a test leaves it running."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.server.served", str(port), outcome, str(notice)]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def wait_until_live(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{address}/health/live").raise_for_status()
        except httpx.HTTPError:
            assert time.monotonic() < deadline, "the server did not come up"
            time.sleep(0.05)
        else:
            return


def events(process: subprocess.Popen[str]) -> list[str]:
    """What was logged; every line is JSON and nothing goes to stdout."""
    out, err = process.communicate(timeout=PATIENCE)
    assert out == ""
    return [json.loads(line)["event"] for line in err.splitlines()]


def ask(address: str, seconds: str) -> str:
    body = seconds.encode()
    return httpx.post(
        f"{address}{signed.PATH}", content=body, headers=signed.headers(body), timeout=PATIENCE
    ).text


def test_a_request_in_progress_is_answered_before_the_server_stops() -> None:
    with started() as (process, address), ThreadPoolExecutor() as pool:
        wait_until_live(address)
        answer = pool.submit(ask, address, "1.5")
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        assert answer.result(timeout=PATIENCE) == "Recorded."
        logged = events(process)
        assert process.returncode == 0
    assert [event for event in logged if event in STEPS] == STEPS


def test_a_server_that_was_told_to_stop_is_not_ready_and_still_answers_for_a_while() -> None:
    with started(notice=1.5) as (process, address):
        wait_until_live(address)
        assert httpx.get(f"{address}/health/ready").status_code == 200
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert httpx.get(f"{address}/health/ready").status_code == 503
        assert ask(address, "0.1") == "Recorded."
        events(process)
        assert process.returncode == 0


def test_a_worker_whose_parent_was_killed_ends_after_its_last_answer() -> None:
    with started() as (process, address), ThreadPoolExecutor() as pool:
        wait_until_live(address)
        answer = pool.submit(ask, address, "1")
        time.sleep(0.3)
        process.kill()
        assert answer.result(timeout=PATIENCE) == "Recorded."
        deadline = time.monotonic() + PATIENCE
        while is_listening(address):
            assert time.monotonic() < deadline, "the worker is still there"
            time.sleep(0.05)


def is_listening(address: str) -> bool:
    try:
        httpx.get(f"{address}/health/live")
    except httpx.HTTPError:
        return False
    return True


def test_sixteen_requests_are_answered_at_once() -> None:
    with started() as (_, address), ThreadPoolExecutor(16) as pool:
        wait_until_live(address)
        began = time.monotonic()
        answers = list(pool.map(lambda _: ask(address, "0.5"), range(16)))
        assert answers == ["Recorded."] * 16
        assert time.monotonic() - began < 4


SLOW_BODIES = 40
"""More than twice as many as the server has threads."""


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


def test_slow_bodies_keep_nobody_waiting_but_those_who_send_them() -> None:
    with started() as (_, address):
        wait_until_live(address)
        with slow_bodies(address, SLOW_BODIES) as connections:
            time.sleep(0.2)
            began = time.monotonic()
            assert httpx.get(f"{address}/health/live").status_code == 200
            assert httpx.get(f"{address}/health/ready").status_code == 200
            assert ask(address, "0") == "Recorded."
            assert time.monotonic() - began < 1
            answers = [connection.recv(1000) for connection in connections]
            assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in answers)
            assert time.monotonic() - began < 10


def test_health_is_told_while_every_thread_is_at_work() -> None:
    with started() as (_, address), ThreadPoolExecutor(32) as pool:
        wait_until_live(address)
        busy = [pool.submit(ask, address, "1.5") for _ in range(32)]
        time.sleep(0.3)
        began = time.monotonic()
        assert httpx.get(f"{address}/health/live").status_code == 200
        assert httpx.get(f"{address}/health/ready").status_code == 200
        assert time.monotonic() - began < 1
        assert [answer.result(timeout=PATIENCE) for answer in busy] == ["Recorded."] * 32


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
        assert ask(address, "0") == "Recorded."


@pytest.mark.parametrize(
    ("outcome", "told"), [("fail", "unexpected"), ("refuse", "GIVEGET_PORT is missing.")]
)
def test_a_server_that_cannot_come_up_says_why_and_ends_with_a_failure(
    outcome: str, told: str
) -> None:
    with started(outcome) as (process, _):
        assert told in events(process)
        assert process.returncode == 1
