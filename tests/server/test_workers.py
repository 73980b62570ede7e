"""Several workers behind one address: they are ready, counted and stopped together."""

import json
import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.counters import Counters, merge_figures
from bot.worker_group import WorkerGroup
from tests.server.test_serving import (
    PATIENCE,
    ask,
    events,
    get,
    holding,
    started,
    wait_until,
    wait_until_live,
)

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

WORKERS = 3
REQUESTS = 9


def wait_until_ready(address: str) -> dict[str, object]:
    """What is told once all workers are there."""
    wait_until_live(address)
    wait_until(lambda: get(address, "/health/ready") == 200, "not all of them came up")
    found: dict[str, object] = httpx.get(f"{address}/health/ready", timeout=PATIENCE).json()
    return found


def workers_of(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def has_ended(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def wait_until_ended(pids: list[int]) -> None:
    wait_until(lambda: all(has_ended(pid) for pid in pids), "a worker is still there")


def test_they_are_ready_once_all_are_and_their_figures_are_added_up() -> None:
    with started(workers=WORKERS) as (process, address):
        assert wait_until_ready(address) == {"ready": True, "workers": "3 of 3"}
        assert len(workers_of(process.pid)) == WORKERS
        for _ in range(REQUESTS):
            assert ask(address) == "Recorded."
        # Whichever is asked tells the same.
        for _ in range(WORKERS):
            figures = httpx.get(f"{address}/metrics", timeout=PATIENCE).text
            assert (
                f'giveget_requests_total{{kind="command",outcome="answered"}} {REQUESTS}.0'
                in figures
            )
        process.send_signal(signal.SIGTERM)
        assert events(process).count("taken down") == WORKERS
        assert process.returncode == 0


def test_told_to_stop_none_is_ready_and_what_is_under_way_is_answered(tmp_path: Path) -> None:
    with started(workers=WORKERS, notice=6) as (process, address):
        wait_until_ready(address)
        with holding(address, tmp_path) as held:
            answers = held.asked(how_many=4)
            process.send_signal(signal.SIGTERM)
            wait_until(lambda: get(address, "/health/ready") == 503, "it is still ready")
            # Each of them says so for all.
            assert {get(address, "/health/ready") for _ in range(WORKERS)} == {503}
            held.let_go()
            assert [answer.result(timeout=PATIENCE) for answer in answers] == ["Recorded."] * 4
        events(process)
        assert process.returncode == 0


def test_no_worker_outlives_a_parent_that_was_killed() -> None:
    with started(workers=WORKERS) as (process, address):
        wait_until_ready(address)
        workers = workers_of(process.pid)
        process.kill()
        wait_until_ended(workers)


def test_a_worker_that_dies_ends_the_server() -> None:
    with started(workers=WORKERS) as (process, address):
        wait_until_ready(address)
        first, *others = workers_of(process.pid)
        os.kill(first, signal.SIGKILL)
        process.wait(PATIENCE)
        assert process.returncode == 1
        wait_until_ended(others)


def test_as_long_as_one_is_missing_none_is_ready(tmp_path: Path) -> None:
    def ready(_: object, start_response: "StartResponse") -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b'{"ready": true, "database": "ok"}']

    statuses: list[str] = []

    def answer(
        line: str, _headers: list[tuple[str, str]], _error: object = None, /
    ) -> Callable[[bytes], object]:
        statuses.append(line)
        return lambda _: None

    for count in (1, 2):
        group = WorkerGroup(folder=tmp_path / str(count), count=count)
        (tmp_path / str(count)).mkdir()
        with group.join(ready) as served:
            environ = {"PATH_INFO": "/health/ready", "REQUEST_METHOD": "GET"}
            (body,) = served(environ, answer)
        assert json.loads(body)["workers"] == f"1 of {count}"
    assert statuses == ["200 OK", "503 Service Unavailable"]


def test_one_looks_for_what_is_due_at_a_time(tmp_path: Path) -> None:
    one, other = (WorkerGroup(folder=tmp_path, count=2) for _ in range(2))
    with one.take_round() as is_ones, other.take_round() as is_others:
        assert (is_ones, is_others) == (True, False)
    with other.take_round() as is_others:
        assert is_others


def test_one_worker_needs_no_folder_and_always_has_its_turn() -> None:
    with WorkerGroup().take_round() as is_ours:
        assert is_ours


def test_of_gauges_the_worst_is_told_and_of_ticks_the_last() -> None:
    busy, idle = Counters(), Counters()
    busy.watch("giveget_database_usable", "1 while it is.", lambda: 0.0)
    idle.watch("giveget_database_usable", "1 while it is.", lambda: 1.0)
    busy.outbox({"sent": 7}, oldest=3.5, overdue=2)
    busy.ticked(1000.0)
    merged = merge_figures([busy.text(), idle.text()]).decode()
    for line in (
        'giveget_posts{state="sent"} 7.0',
        "giveget_oldest_post_seconds 3.5",
        "giveget_schedules_overdue 2.0",
        "giveget_last_tick_seconds 1000.0",
        "giveget_database_usable 0.0",
        "# TYPE giveget_request_seconds histogram",
    ):
        assert line in merged.splitlines()


@pytest.mark.parametrize("seconds", [0.002, 0.2])
def test_times_of_all_are_in_one_histogram(seconds: float) -> None:
    one, other = Counters(), Counters()
    for counters in (one, other, other):
        counters.answered(kind="command", outcome="answered", seconds=seconds)
    merged = merge_figures([one.text(), other.text()]).decode().splitlines()
    assert 'giveget_request_seconds_count{kind="command"} 3.0' in merged
    assert 'giveget_request_seconds_bucket{kind="command",le="+Inf"} 3.0' in merged
    assert 'giveget_requests_total{kind="command",outcome="answered"} 3.0' in merged
