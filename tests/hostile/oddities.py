"""Requests that no Slack would send: to be refused or answered, never to stop anything or to be repeated in the log."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

HUSH = "hushhush"
"""Stands in every odd request, and must never stand in the log."""

PATH = "/slack/events"


def raw_requests(host: str) -> dict[str, bytes]:
    """Bytes as they go over the wire, unsigned."""

    def post(body: bytes, *headers: str, path: str = PATH, method: str = "POST") -> bytes:
        lines = [
            f"{method} {path} HTTP/1.1",
            f"host: {host}",
            *headers,
            "connection: close",
            "",
            "",
        ]
        return "\r\n".join(lines).encode() + body

    body = f"text={HUSH}".encode()
    length = f"content-length: {len(body)}"
    kind = "content-type: application/x-www-form-urlencoded"
    return {
        "plain": post(body, length, kind),
        "no length": post(body, kind),
        "length is no number": post(body, "content-length: many", kind),
        "negative length": post(body, "content-length: -5", kind),
        "two lengths": post(body, length, "content-length: 3", kind),
        "huge length": post(body, "content-length: 99999999999999999999", kind),
        "chunked": post(b"5\r\nhello\r\n0\r\n\r\n", "transfer-encoding: chunked", kind),
        "broken chunks": post(b"zz\r\nhello", "transfer-encoding: chunked", kind),
        "both": post(body, length, "transfer-encoding: chunked", kind),
        "nul in the path": post(body, length, kind, path=f"{PATH}%00{HUSH}"),
        "dots in the path": post(body, length, kind, path=f"/slack/../{HUSH}/../metrics"),
        "double slash": post(body, length, kind, path=f"//{HUSH}{PATH}"),
        "long path": post(body, length, kind, path=f"{PATH}?{HUSH * 2000}"),
        "absolute path": post(body, length, kind, path=f"http://{HUSH}.example{PATH}"),
        "another method": post(body, length, kind, method="TRACE"),
        "made-up method": post(body, length, kind, method="HUSH"),
        "get": post(b"", kind, method="GET"),
        "health by post": post(body, length, kind, path="/health/ready"),
        "metrics by delete": post(b"", kind, path="/metrics", method="DELETE"),
        "many headers": post(body, length, kind, *(f"x-{n}: {HUSH}" for n in range(300))),
        "one long header": post(body, length, kind, f"x-long: {HUSH * 20_000}"),
        "bytes that are no text": post(b"text=\xff\xfe\x00", "content-length: 8", kind),
        "no http": HUSH.encode() + b"\r\n\r\n",
        "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + HUSH.encode(),
        "expect": post(body, length, kind, "expect: 100-continue"),
        "upgrade": post(b"", kind, "upgrade: websocket", "connection: upgrade", method="GET"),
        "http 2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "folded header": post(body, length, kind, f"x-fold: a\r\n {HUSH}"),
    }


def signed_bodies() -> dict[str, tuple[bytes, bool]]:
    """Bodies that carry Slack's signature and are nonsense all the same, and whether they call themselves JSON."""

    def form(**fields: str) -> tuple[bytes, bool]:
        return urlencode(fields).encode(), False

    def pressed(**fields: object) -> tuple[bytes, bool]:
        return form(payload=json.dumps({"type": "block_actions", "hush": HUSH, **fields}))

    def event(told: object) -> tuple[bytes, bool]:
        return json.dumps(told).encode(), True

    deep = "[" * 100_000 + "]" * 100_000
    kinds = (
        "interactive_message",
        "dialog_submission",
        "dialog_cancellation",
        "workflow_step_edit",
    )
    team = {"id": "T00000OUR"}
    user = {"id": "U000000ANA", "team_id": "T00000OUR"}
    return {
        "empty": (b"", False),
        "empty json": (b"", True),
        "half json": (f'{{"type": "{HUSH}'.encode(), True),
        "deep json": (deep.encode(), True),
        "deep payload": form(payload=deep),
        "null": event(None),
        "list": event([HUSH]),
        "text": event(HUSH),
        "number": (b"1e999", True),
        "not a number": (b'{"event": NaN}', True),
        "half a character": event({"type": "event_callback", "event": {"type": "\ud800"}}),
        "event is a text": event({"type": "event_callback", "event": HUSH}),
        "event without a type": event({"type": "event_callback", "event": {"hush": HUSH}}),
        "rate limited": event({"type": "app_rate_limited", "team_id": "T00000OUR"}),
        "unknown event": event(
            {"type": "event_callback", "team_id": "T00000OUR", "event": {"type": HUSH}}
        ),
        "home without a user": event(
            {"type": "event_callback", "team_id": "T00000OUR", "event": {"type": "app_home_opened"}}
        ),
        "payload is null": form(payload="null"),
        "payload is a list": form(payload="[]"),
        "payload is nothing": form(payload=""),
        "payload is half": form(payload='{"type":'),
        "no actions": pressed(team=team, user=user),
        "empty actions": pressed(team=team, user=user, actions=[]),
        "actions is a text": pressed(team=team, user=user, actions=HUSH),
        "action without an id": pressed(team=team, user=user, actions=[{"value": HUSH}]),
        "value is a list": pressed(
            team=team, user=user, actions=[{"action_id": "move.show", "value": [HUSH]}]
        ),
        "no user": pressed(team=team, actions=[{"action_id": "move.show", "value": HUSH}]),
        "user is a text": pressed(team=team, user=HUSH, actions=[{"action_id": "move.show"}]),
        "more without an option": pressed(team=team, user=user, actions=[{"action_id": "more"}]),
        "more with a broken option": pressed(
            team=team,
            user=user,
            actions=[{"action_id": "more", "selected_option": {"value": HUSH}}],
        ),
        "form without a view": form(
            payload=json.dumps({"type": "view_submission", "team": team, "user": user})
        ),
        "form with a broken view": form(
            payload=json.dumps(
                {
                    "type": "view_submission",
                    "team": team,
                    "user": user,
                    "view": {"callback_id": "give.record", "state": HUSH, "blocks": []},
                }
            )
        ),
        "form with an unknown route": form(
            payload=json.dumps(
                {
                    "type": "view_submission",
                    "team": team,
                    "user": user,
                    "view": {"callback_id": HUSH, "blocks": [], "private_metadata": "[]"},
                }
            )
        ),
        "shortcut that is none": form(
            payload=json.dumps(
                {"type": "shortcut", "callback_id": HUSH, "team": team, "user": user}
            )
        ),
        "command without a person": form(command="/deal", text=HUSH, team_id="T00000OUR"),
        "command that is none": form(
            command=f"/{HUSH}", text="", team_id="T00000OUR", user_id="U000000ANA"
        ),
        "everything twice": (
            urlencode(
                [("command", "/deal"), ("command", HUSH), ("text", "a"), ("text", "b")]
            ).encode(),
            False,
        ),
        **{
            kind: form(
                payload=json.dumps({"type": kind, "team": team, "user": user, "callback_id": HUSH})
            )
            for kind in kinds
        },
    }


def exchange(host: str, port: int, request: bytes, seconds: float = 10) -> bytes:
    """Sends bytes and returns what came back until the other side closed, or so many seconds passed."""
    with socket.create_connection((host, port), timeout=seconds) as connection:
        parts = []
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                parts.append(part)
        except OSError:
            pass  # it hung up on us, which is an answer too
        return b"".join(parts)


@contextmanager
def held_open(host: str, port: int, begun: bytes, how_many: int) -> Iterator[list[socket.socket]]:
    """So many connections on which a request was begun and never goes on."""
    connections = [socket.create_connection((host, port), timeout=30) for _ in range(how_many)]
    try:
        for connection in connections:
            connection.sendall(begun)
        yield connections
    finally:
        for connection in connections:
            connection.close()
