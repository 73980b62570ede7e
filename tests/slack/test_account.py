import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.slack.account import TokenRefused, fetch_account


@contextmanager
def slack(body: str, **headers: str) -> Iterator[str]:
    """The address of a Slack that answers every call like this."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response_only(200)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body.encode())

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/"
        finally:
            server.shutdown()
            serving.join()


def test_slack_tells_the_scopes_and_the_time() -> None:
    with slack(
        '{"ok": true}', X_OAuth_Scopes="commands, chat:write", Date="Mon, 23 Nov 2026 09:00:00 GMT"
    ) as address:
        told = fetch_account("xoxb-1", address)
    assert told.scopes == {"commands", "chat:write"}
    assert told.clock == datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_a_refused_token_is_told_in_slacks_word() -> None:
    with (
        slack('{"ok": false, "error": "token_revoked"}') as address,
        pytest.raises(TokenRefused, match="token_revoked"),
    ):
        fetch_account("xoxb-1", address)


def test_a_slack_that_does_not_answer_is_told_too() -> None:
    with slack("") as address:
        pass
    with pytest.raises(TokenRefused):
        fetch_account("xoxb-1", address)
