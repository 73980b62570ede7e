"""Odd and slow HTTP from anybody, and nonsense that carries Slack's signature: the bot answers others meanwhile."""

import time
from urllib.parse import urlsplit

import httpx
import pytest

from bot.playground.wire import Sending, What
from tests.faults.programs import PLAIN
from tests.hostile.oddities import (
    HUSH,
    PATH,
    exchange,
    held_open,
    raw_requests,
    signed_bodies,
)
from tests.hostile.stage import OF_THE_HEARTBEAT, Stage, bystander, leaked
from tests.server import signed

pytestmark = pytest.mark.hostile

THREADS = 16
TWICE_THE_THREADS = 2 * THREADS
MANY = 200


def address(stage: Stage) -> tuple[str, int]:
    parts = urlsplit(stage.program.address)
    return str(parts.hostname), int(parts.port or 0)


@pytest.mark.parametrize("kind", ["slow bodies", "slow headers", "silence"])
def test_requests_that_never_go_on_keep_nobody_waiting(stage: Stage, kind: str) -> None:
    host, port = address(stage)
    head = f"POST {PATH} HTTP/1.1\r\nhost: {host}\r\n"
    begun = {
        "slow bodies": f"{head}content-length: 1000\r\n\r\nx",
        "slow headers": head,
        "silence": "",
    }[kind]
    how_many = TWICE_THE_THREADS if kind == "slow bodies" else MANY
    with held_open(host, port, begun.encode(), how_many) as connections, bystander(stage) as ben:
        time.sleep(4)
        if kind == "slow bodies":
            assert all(each.recv(1000).startswith(b"HTTP/1.1 408 ") for each in connections)
    ben.check()
    assert stage.program.ready().status_code == 200


def test_slow_bodies_that_come_again_and_again_keep_nobody_waiting(stage: Stage) -> None:
    host, port = address(stage)
    begun = f"POST {PATH} HTTP/1.1\r\nhost: {host}\r\ncontent-length: 1000\r\n\r\nx".encode()
    with bystander(stage) as ben:
        for _ in range(3):
            with held_open(host, port, begun, TWICE_THE_THREADS):
                time.sleep(1.5)
    ben.check()


def test_odd_requests_of_anybody_are_refused_and_not_repeated_in_the_log(stage: Stage) -> None:
    host, port = address(stage)
    before, told = stage.rows(), {}
    with bystander(stage) as ben:
        for name, request in raw_requests(host).items():
            told[name] = exchange(host, port, request)
    ben.check()
    good = [name for name, answer in told.items() if answer.startswith(b"HTTP/1.1 2")]
    assert good == []
    assert leaked("".join(answer.decode(errors="replace") for answer in told.values())) == []
    assert changed_tables(before, stage) == set()
    assert HUSH not in stage.program.log.read_text().lower()


@pytest.mark.parametrize("name", signed_bodies())
def test_nonsense_with_slacks_signature_is_answered_and_changes_nothing(
    stage: Stage, name: str
) -> None:
    body, is_json = signed_bodies()[name]
    before, failures = stage.rows(), len(stage.failures())
    headers = signed.headers(body, secret=stage.slack.board.signing_secret, json=is_json)
    with httpx.Client(trust_env=False, verify=PLAIN, timeout=10) as client:
        answer = client.post(f"{stage.program.address}{PATH}", content=body, headers=headers)
        assert client.get(f"{stage.program.address}/health/live").status_code == 200
    assert answer.status_code in (200, 400, 401, 404), (answer.status_code, answer.text)
    assert leaked(answer.text) == []
    assert HUSH not in stage.program.log.read_text().lower()
    assert changed_tables(before, stage) == set()
    assert stage.failures()[failures:] == []


def test_everybody_else_is_answered_as_before(stage: Stage) -> None:
    assert "Quixworth" in stage.types("Ana", "acme", "/deal").text
    sending = Sending(what=What.COMMAND, payload={}, body=b"ssl_check=1")
    assert stage.program.send(sending).status == 200


def changed_tables(before: dict[str, set[str]], stage: Stage) -> set[str]:
    """The tables with other rows than before, but for those about Slack and requests, and for what the heartbeat does
    meanwhile: on a busy machine it looks late at what earlier tests recorded, and sends late what they asked for."""
    own = {"people", "channels", "processed_requests", OF_THE_HEARTBEAT}
    changed = {name for name, rows in stage.rows().items() if rows != before[name]} - own
    if "posts" in changed and find_posts(stage.rows()) == find_posts(before):
        changed.remove("posts")
    return changed


def find_posts(rows: dict[str, set[str]]) -> set[str]:
    """Which messages there are, sent or not."""
    return {", ".join(row.split(", ")[:3]) for row in rows["posts"]}
