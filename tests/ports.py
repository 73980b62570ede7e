"""Ports for programs that have to be told theirs before they start."""

import os
import socket
from collections.abc import Iterator
from itertools import cycle

FIRST, HOW_MANY = 20_000, 12_000
"""Below those that a system picks by itself: whoever asks it for any port gets none of these in the meantime."""
APART = 211
"""Each process of the tests begins elsewhere: as many ports after the one that was started before it."""


def _in_turn() -> Iterator[int]:
    begin = os.getpid() * APART
    for step in cycle(range(HOW_MANY)):
        yield FIRST + (begin + step) % HOW_MANY


_ports = _in_turn()


def free_port() -> int:
    """A port at which nobody listens, and which nobody else is given until it is taken."""
    for port in _ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("There is always another port.")
