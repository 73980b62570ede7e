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


def test_sixteen_requests_are_answered_at_once() -> None:
    with started() as (_, address), ThreadPoolExecutor(16) as pool:
        wait_until_live(address)
        began = time.monotonic()
        answers = list(pool.map(lambda _: ask(address, "0.5"), range(16)))
        assert answers == ["Recorded."] * 16
        assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("outcome", "told"), [("fail", "unexpected"), ("refuse", "GIVEGET_PORT is missing.")]
)
def test_a_server_that_cannot_come_up_says_why_and_ends_with_a_failure(
    outcome: str, told: str
) -> None:
    with started(outcome) as (process, _):
        assert told in events(process)
        assert process.returncode == 1
