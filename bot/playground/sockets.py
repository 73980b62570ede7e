"""Socket Mode: the connections the bot opens to Slack, when Slack cannot reach the bot."""

import asyncio
import json
import secrets
import threading
from collections.abc import Mapping
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.playground.wire import PATIENCE, SocketWire

GRACE = 0.5


class Sockets:
    """The open connections, and whose ticket is still good for a new one."""

    def __init__(self) -> None:
        self.wire = SocketWire(push=self.push)
        self.greeted = 0
        self._tickets: set[str] = set()
        self._open: list[tuple[WebSocket, asyncio.AbstractEventLoop]] = []
        self._lock = threading.Lock()

    @property
    def count(self) -> int:
        return len(self._open)

    def new_ticket(self) -> str:
        ticket = secrets.token_hex(12)
        self._tickets.add(ticket)
        return ticket

    def push(self, envelope: Mapping[str, Any]) -> bool:
        """Sends to the connection opened last; false where none is open."""
        with self._lock:
            if not self._open:
                return False
            socket, loop = self._open[-1]
        sent = asyncio.run_coroutine_threadsafe(socket.send_text(json.dumps(envelope)), loop)
        sent.result(timeout=PATIENCE)
        return True

    def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """What Slack does every few hours, and when Socket Mode is switched off (`link_disabled`)."""
        with self._lock:
            socket, loop = self._open[-1]
        asyncio.run_coroutine_threadsafe(_say_goodbye(socket, reason), loop)

    async def serve(self, socket: WebSocket) -> None:
        """One connection from hello to goodbye."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        await self._greet(socket)
        try:
            while True:
                self.wire.acknowledge(json.loads(await socket.receive_text()))
        except WebSocketDisconnect:
            return
        finally:
            with self._lock:
                self._open = [one for one in self._open if one[0] is not socket]

    async def _greet(self, socket: WebSocket) -> None:
        with self._lock:
            count = len(self._open) + 1
        hello = {
            "type": "hello",
            "num_connections": count,
            "connection_info": {"app_id": "A0GIVEGET0"},
            "debug_info": {"host": "playground", "approximate_connection_time": 18060},
        }
        await socket.send_text(json.dumps(hello))
        with self._lock:
            self.greeted += 1
            self._open.append((socket, asyncio.get_running_loop()))


async def _say_goodbye(socket: WebSocket, reason: str) -> None:
    """The old connection stays for a moment, so that the new one can be opened first."""
    told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
    await socket.send_text(json.dumps(told))
    await asyncio.sleep(GRACE)
    await socket.close()
