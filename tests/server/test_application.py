import io
import json
import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import httpx
import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier

from bot import logs
from bot.counters import Counters
from bot.server import LARGEST_BODY, Health, application
from tests.server import signed

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

WELL = Health(ready=True, parts={"database": "ok"})


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged, as lines of JSON; afterwards logging is as pytest left it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    out = io.StringIO()
    logs.begin(logs.LogLevel.DEBUG, out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)


def bolt() -> "WSGIApplication":
    """A Bolt app whose `/concede` answers at once."""
    app = App(signing_secret=signed.SECRET, process_before_response=True, authorize=_one_workspace)

    @app.command("/concede")
    def concede(ack: Ack) -> None:
        ack("Recorded.")

    handler: WSGIApplication = SlackRequestHandler(app)
    return handler


def _one_workspace(**_: object) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")


def failing(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    raise ValueError("could not read '5% off for Acme'")


def client(
    slack: "WSGIApplication", *, health: Health = WELL, counters: Counters | None = None
) -> httpx.Client:
    verifier = SignatureVerifier(signed.SECRET)
    app = application(
        slack, genuine=verifier.is_valid, health=lambda: health, counters=counters or Counters()
    )
    return httpx.Client(
        transport=httpx.WSGITransport(app=app, raise_app_exceptions=True), base_url="http://bot"
    )


CONCEDE = signed.form(
    command="/concede", text="5% off for Acme", user_id="U1", team_id="T1", trigger_id="1"
)


def test_a_signed_command_is_answered() -> None:
    answer = client(bolt()).post(signed.PATH, content=CONCEDE, headers=signed.headers(CONCEDE))
    assert (answer.status_code, answer.text) == (200, "Recorded.")


def test_a_wrong_signature_is_refused_and_nothing_of_the_body_is_logged(log: io.StringIO) -> None:
    wrong = signed.headers(CONCEDE, secret="another")
    assert client(bolt()).post(signed.PATH, content=CONCEDE, headers=wrong).status_code == 401
    assert "Invalid request signature detected" in log.getvalue()
    assert "Acme" not in log.getvalue()
    assert wrong["x-slack-signature"] not in log.getvalue()


@pytest.mark.parametrize("timestamp", ["soon", "-1", "1e9", "9" * 5000])
def test_a_timestamp_that_is_no_number_is_refused(timestamp: str) -> None:
    headers = signed.headers(CONCEDE) | {"x-slack-request-timestamp": timestamp}
    assert client(bolt()).post(signed.PATH, content=CONCEDE, headers=headers).status_code == 401


def test_a_request_without_a_timestamp_is_refused() -> None:
    headers = signed.headers(CONCEDE)
    del headers["x-slack-request-timestamp"]
    assert client(bolt()).post(signed.PATH, content=CONCEDE, headers=headers).status_code == 401


def test_a_body_longer_than_slack_ever_sends_is_refused() -> None:
    body = b"a" * (LARGEST_BODY + 1)
    assert (
        client(bolt()).post(signed.PATH, content=body, headers=signed.headers(body)).status_code
        == 413
    )


@pytest.mark.parametrize("body", [b"\xff\xfe", b"text=%ff"])
def test_a_body_that_is_no_text_never_fails(body: bytes) -> None:
    assert client(bolt()).post(
        signed.PATH, content=body, headers=signed.headers(body)
    ).status_code in (400, 404)


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"null", b'"text"', b"", b'{"team": 1, "event": []}']
)
def test_forged_json_that_is_no_event_is_refused_and_not_logged_as_an_error(
    body: bytes, log: io.StringIO
) -> None:
    forged = signed.headers(body, secret="another", json=True)
    assert client(bolt()).post(signed.PATH, content=body, headers=forged).status_code == 401
    assert '"level":"error"' not in log.getvalue()


@pytest.mark.parametrize(
    "body", [b"payload=", b"payload={", b"payload=[]", b"payload=null", b"payload=1"]
)
def test_a_forged_click_that_is_no_click_is_refused(body: bytes) -> None:
    forged = signed.headers(body, secret="another")
    assert client(bolt()).post(signed.PATH, content=body, headers=forged).status_code == 401


def test_an_unforeseen_error_answers_with_the_reference_that_is_in_the_log(
    log: io.StringIO,
) -> None:
    answer = client(failing).post(signed.PATH, content=CONCEDE, headers=signed.headers(CONCEDE))
    [line] = [line for line in map(json.loads, log.getvalue().splitlines()) if "reference" in line]
    assert answer.status_code == 500
    assert answer.json() == {"error": "unexpected", "reference": line["reference"]}
    assert line["error"] == "ValueError"
    assert line["frames"][-1].startswith("tests/server/test_application.py:")
    assert "Acme" not in log.getvalue()


def test_other_addresses_and_methods_are_not_found_or_not_allowed() -> None:
    bot = client(bolt())
    assert bot.get("/").status_code == 404
    assert bot.get(signed.PATH).status_code == 404
    assert bot.post("/metrics").status_code == 405


def test_readiness_tells_the_state_of_each_part() -> None:
    down = Health(ready=False, parts={"database": "unreachable"})
    assert client(bolt()).get("/health/ready").json() == {"ready": True, "database": "ok"}
    unready = client(bolt(), health=down).get("/health/ready")
    assert (unready.status_code, unready.json()) == (
        503,
        {"ready": False, "database": "unreachable"},
    )
    assert client(bolt(), health=down).get("/health/live").status_code == 200


def test_what_cannot_be_asked_is_not_ready(log: io.StringIO) -> None:
    def unasked() -> Health:
        raise ConnectionError("anna:hunter2@db")

    app = application(
        failing,
        genuine=SignatureVerifier(signed.SECRET).is_valid,
        health=unasked,
        counters=Counters(),
    )
    unready = httpx.Client(transport=httpx.WSGITransport(app=app), base_url="http://bot").get(
        "/health/ready"
    )
    assert (unready.status_code, unready.json()["ready"]) == (503, False)
    assert "hunter2" not in log.getvalue() + unready.text


def test_requests_are_counted_by_kind_and_outcome_and_say_nothing_of_the_deal() -> None:
    counters = Counters()
    bot = client(bolt(), counters=counters)
    bot.post(signed.PATH, content=CONCEDE, headers=signed.headers(CONCEDE))
    bot.post(signed.PATH, content=CONCEDE, headers=signed.headers(CONCEDE, secret="another"))
    client(failing, counters=counters).post(
        signed.PATH, content=b"payload=1", headers=signed.headers(b"payload=1")
    )
    figures = bot.get("/metrics").text
    assert 'giveget_requests_total{kind="command",outcome="answered"} 1.0' in figures
    assert 'giveget_requests_total{kind="command",outcome="refused"} 1.0' in figures
    assert 'giveget_requests_total{kind="interaction",outcome="failed"} 1.0' in figures
    assert 'giveget_request_seconds_count{kind="command"} 2.0' in figures
    assert "Acme" not in figures
