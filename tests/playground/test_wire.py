import gc
import socket
import threading
from collections.abc import Iterable

import pytest
from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi_typing import Environ, StartResponse

from bot.playground.listening import Listening
from bot.playground.wire import Answer, HttpWire, Sending, What

HELLO = Sending(what=What.COMMAND, payload={"command": "/deal"})


def test_what_is_under_way_is_answered_though_the_wire_closes_and_leaves_no_connection_behind() -> (
    None
):
    asked, may_answer = threading.Event(), threading.Event()

    def slow(_environ: Environ, start: StartResponse) -> Iterable[bytes]:
        asked.set()
        assert may_answer.wait(60)
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"Recorded."]

    served = Listening(WSGIMiddleware(slow, workers=2))
    served.start()
    answers: list[Answer] = []
    wire = HttpWire(served.url, "secret")
    sending = threading.Thread(target=lambda: answers.append(wire.send(HELLO)))
    sending.start()
    assert asked.wait(60)
    wire.close()
    may_answer.set()
    sending.join(60)
    served.stop()
    assert [answer.body for answer in answers] == [b"Recorded."]
    assert open_to(served.port) == []


def test_a_closed_wire_sends_no_more() -> None:
    wire = HttpWire(lambda _environ, _start: [], "secret")
    wire.close()
    with pytest.raises(RuntimeError):
        wire.send(HELLO)


def open_to(port: int) -> list[socket.socket]:
    """The sockets of this process that are still joined to the port from outside."""
    return [
        one for one in gc.get_objects() if isinstance(one, socket.socket) and _far_end(one) == port
    ]


def _far_end(one: socket.socket) -> int | None:
    """The port at the other end, where it has one."""
    try:
        return int(one.getpeername()[1]) if one.family is socket.AF_INET else None
    except OSError:
        return None
