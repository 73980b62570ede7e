"""Imports every module of the bot and says what that has left behind: `python -m tests.architecture.imports`."""

import logging
import os
import pkgutil
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import bot


def sockets() -> Iterator[int]:
    """File descriptors that are sockets."""
    for descriptor in range(256):
        try:
            mode = os.fstat(descriptor).st_mode
        except OSError:
            continue
        if stat.S_ISSOCK(mode):
            yield descriptor


if __name__ == "__main__":
    files, before = set(Path().iterdir()), set(sockets())
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if not found.name.endswith("__main__"):
            __import__(found.name)
    assert threading.active_count() == 1, threading.enumerate()
    assert logging.getLogger().handlers == []
    assert set(Path().iterdir()) == files
    assert set(sockets()) == before
