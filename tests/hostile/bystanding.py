"""Somebody who works on while others attack, in a process of their own, so that the attackers' work is not theirs:
`python -m tests.hostile.bystanding ADDRESS`. Reads the secret and the command from stdin, ends when that is closed, and
prints what it was like."""

import http.client
import json
import sys
import threading
import time
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from tests.server import signed

PAUSE = 0.1
PATIENCE = 5.0


def ask(address: str, method: str, path: str, body: bytes, secret: str) -> int:
    """The status of an answer; 0 where none came."""
    connection = http.client.HTTPConnection(address, timeout=PATIENCE)
    try:
        headers = signed.headers(body, secret=secret) if body else {}
        connection.request(method, path, body=body or None, headers=headers)
        answer = connection.getresponse()
        answer.read()
    except OSError:
        return 0
    else:
        return answer.status
    finally:
        connection.close()


def main() -> None:
    """Types the command and asks whether the process lives, again and again."""
    address = urlsplit(sys.argv[1]).netloc
    told = json.loads(sys.stdin.readline())
    over = threading.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    seconds: list[float] = []
    statuses: list[int] = []
    health: list[int] = []
    while not over.is_set() or len(seconds) < 3:
        body = urlencode(told["command"] | {"trigger_id": uuid4().hex}).encode()
        began = time.monotonic()
        statuses.append(ask(address, "POST", signed.PATH, body, told["secret"]))
        seconds.append(time.monotonic() - began)
        health.append(ask(address, "GET", "/health/live", b"", told["secret"]))
        over.wait(PAUSE)
    print(json.dumps({"seconds": seconds, "statuses": statuses, "health": health}))


if __name__ == "__main__":
    main()
