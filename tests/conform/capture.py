"""A plugin of pytest (`-p tests.conform.capture`): whatever the bot sends to the local Slack while tests run is kept in
the file that PAYLOADS names, one JSON line each."""

import atexit
import os
from collections.abc import Callable
from typing import Any

import orjson

# Before anything else imports these functions by their names.
from bot.playground import limits

Json = dict[str, Any]
_seen: set[bytes] = set()


def _keep(kind: str, payload: object) -> None:
    if isinstance(payload, dict):
        _seen.add(orjson.dumps({"kind": kind, "payload": payload}, option=orjson.OPT_SORT_KEYS))


def _kept(kind: str, check: Callable[[Any], tuple[str, ...]]) -> Callable[[Any], tuple[str, ...]]:
    def check_and_keep(payload: Any) -> tuple[str, ...]:
        found = check(payload)
        if not found:
            _keep(kind, payload)
        return found

    return check_and_keep


def _write() -> None:
    name = os.environ.get("PAYLOADS")
    if name and _seen:
        # Each process of a parallel run has a file of its own.
        with open(f"{name}.{os.getpid()}", "ab") as file:  # noqa: PTH123 - at the end of a process
            file.write(b"\n".join(sorted(_seen)) + b"\n")


limits.check_message = _kept("message", limits.check_message)  # type: ignore[assignment] # argument names differ
limits.check_view = _kept("view", limits.check_view)  # type: ignore[assignment] # the same
atexit.register(_write)
