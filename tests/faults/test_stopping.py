"""Being told to stop: what is under way is answered, and every process ends by itself with 0."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.wire import Sending, What
from tests.faults.conftest import said
from tests.faults.fingers import Fingers
from tests.faults.programs import PATIENCE, Program, running, starting


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_requests_in_progress_are_answered_before_the_program_ends(
    local: FakeSlack, sqlite_url: str, tmp_path: Path
) -> None:
    ana, ben = Fingers(slack=local), Fingers(slack=local, name="Ben")
    with running(local, sqlite_url, tmp_path) as program, ThreadPoolExecutor() as pool:
        said(program.send(ana.types("/deal open Acme renewal selling 240k EUR")))
        local.board.faults.slow = 0.3
        worker = program.worker()
        answer = pool.submit(program.send, ben.types("/concede a ladder cost 2k for a lantern"))
        assert local.wait_until(lambda: local.board.faults.dawdling > 0)
        assert program.stop() == 0
        assert "Conditional give #1" in said(answer.result())["text"]
        assert gone(worker)


@pytest.fixture
def socket_program(local: FakeSlack, sqlite_url: str, tmp_path: Path) -> Iterator[Program]:
    with starting(local, sqlite_url, tmp_path, "bot", "socket") as program:
        local.connect_socket()
        assert local.wait_until(lambda: local.board.sockets.count == 1, seconds=PATIENCE), (
            program.log.read_text()
        )
        yield program


def _tells_its_health(program: Program) -> None:
    """Health and metrics are there without a web server, and nothing else is."""
    assert program.ready().json() == {"ready": True, "database": "ok"}
    with httpx.Client(trust_env=False, base_url=program.address, timeout=PATIENCE) as client:
        assert client.get("/health/live").status_code == 200
        assert "giveget_socket_connected 1.0" in client.get("/metrics").text
        assert client.post("/slack/events", content=b"command=%2Fdeal").status_code == 404


def test_over_a_socket_everything_works_until_it_ends_with_an_answer(
    local: FakeSlack, socket_program: Program
) -> None:
    ana, acme = local.person("Ana"), local.channel("acme")
    assert "Deal open" in ana.types("/deal open Acme renewal selling 240k EUR", in_=acme).text
    draft = ana.types("/concede a ladder cost 31k", in_=acme)
    assert "Recorded #1" in ana.presses("Already said", on=draft).text
    form = ana.types("/got", in_=acme).form
    assert form is not None
    form.fill("What", "a lantern")
    assert "Recorded get #2" in form.submit().text
    assert "Acme renewal" in ana.home().text
    _tells_its_health(socket_program)
    before = local.board.sockets.greeted
    local.board.sockets.ask_to_reconnect()
    assert local.wait_until(
        lambda: local.board.sockets.greeted > before and local.board.sockets.count == 1,
        seconds=PATIENCE,
    )
    assert "#3" in ana.types("/ask a violin", in_=acme).text
    again = local.deliver(
        Sending(what=What.COMMAND, payload=local.last_payload(What.COMMAND)), times=2
    )
    assert ["#3" in str(answer.said) for answer in again] == [True, True]
    assert "#4" not in ana.types("/deal log", in_=acme).text
    local.shares(acme)
    assert "became shared with another company" in ana.types("/ask a basket", in_=acme).text
    with ThreadPoolExecutor() as pool:
        local.board.faults.slow = 0.3
        seen = pool.submit(local.person("Ben").types, "/deal log", in_=acme)
        assert local.wait_until(lambda: local.board.faults.dawdling > 0)
        assert socket_program.stop() == 0
        assert "a violin" in seen.result().text
    assert local.violations == []
    logged = socket_program.log.read_text()
    assert [
        word
        for word in ("ladder", "lantern", "violin", "Acme", local.board.tokens.app)
        if word in logged
    ] == []
