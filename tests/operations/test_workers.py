"""`giveget serve --workers`: several processes of the whole bot over one PostgreSQL, and why SQLite needs one."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from bot.domain.moves import Kind
from bot.playground.fake_slack import FakeSlack
from bot.store.engine import connect
from bot.store.migrate import upgrade
from bot.store.store import SqlStore
from tests.faults.fingers import Fingers
from tests.faults.programs import PATIENCE, PLAIN, Program, starting
from tests.operations.running import run
from tests.server.test_workers import wait_until_ended, workers_of

GIVES = 12


def test_sqlite_says_why_one_worker_is_enough(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "serve",
        "--workers",
        "3",
        GIVEGET_SLACK_SIGNING_SECRET="0123456789abcdef0123456789abcdef",
        GIVEGET_SLACK_BOT_TOKEN="xoxb-1-2-abc",
        GIVEGET_PLANS_IN_CLEAR_TEXT="yes",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "SQLite lets one process write at a time, so one worker is all that it can use." in (
        done.stderr
    )
    assert "set GIVEGET_DATABASE_URL to postgresql+psycopg://…, or leave --workers out" in (
        done.stderr
    )


def ask(program: Program, path: str) -> httpx.Response:
    """One of the pages for operators, over a connection of its own."""
    with httpx.Client(trust_env=False, verify=PLAIN, timeout=PATIENCE) as client:
        return client.get(f"{program.address}{path}")


def wait_until_both_are_ready(program: Program) -> None:
    """Two whole bots come up, which takes its time on a busy machine."""
    deadline = time.monotonic() + 3 * PATIENCE
    while True:
        assert program.process.poll() is None, program.log.read_text()
        assert time.monotonic() < deadline, program.log.read_text()
        with suppress(httpx.HTTPError):
            if ask(program, "/health/ready").status_code == 200:
                return
        time.sleep(0.1)


@pytest.mark.postgres
def test_two_workers_answer_as_one_and_end_as_one(empty_postgres_url: str, tmp_path: Path) -> None:
    database = connect(empty_postgres_url, threads=2)
    upgrade(database)
    command = ("bot", "serve", "--workers", "2")
    with (
        FakeSlack() as slack,
        starting(slack, empty_postgres_url, tmp_path, *command) as program,
        ThreadPoolExecutor(4) as pool,
    ):
        wait_until_both_are_ready(program)
        ana = Fingers(slack=slack)
        assert program.send(ana.types("/deal open Acme renewal selling 240k EUR")).ok
        lines = [
            ana.types(f"/concede workshop {no} cost 1k for case study {no}") for no in range(GIVES)
        ]
        assert all(answer.ok for answer in pool.map(program.send, lines))
        with SqlStore(database).reading() as work:
            (deal,) = work.deals.list_all()
            moves = work.ledger.load(deal.team, deal.id).moves.values()
        assert sum(move.kind is Kind.GIVE for move in moves) == GIVES
        assert ask(program, "/health/ready").json()["workers"] == "2 of 2"
        answered = f'giveget_requests_total{{kind="command",outcome="answered"}} {GIVES + 1}.0'
        assert answered in ask(program, "/metrics").text
        workers = workers_of(program.process.pid)
        assert len(workers) == 2
        os.kill(program.process.pid, signal.SIGKILL)
        wait_until_ended(workers)
    database.close()
