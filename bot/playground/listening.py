"""A server on the loopback address in a thread of its own, up within a blink and down again."""

import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import uvicorn

LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
"""Seconds in which even a busy machine has started or stopped one."""


class Listening:
    """An ASGI app that listens on a port of this machine, for this machine only."""

    def __init__(self, app: Callable[..., Any], *, port: int = 0, name: str = "playground") -> None:
        # Only of a socket that says it is TCP does asyncio send what is written at once, instead of 40 ms later.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((LOOPBACK, port))
        self.port: int = self._socket.getsockname()[1]
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
            ws="websockets-sansio",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name=name, daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def start(self) -> None:
        self._thread.start()
        until = time.monotonic() + PATIENCE
        while not self._server.started:
            if not self._thread.is_alive() or time.monotonic() > until:
                raise RuntimeError(f"The server on port {self.port} did not start.")
            time.sleep(0.005)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=PATIENCE)
        self._socket.close()
