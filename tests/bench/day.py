"""What a day leaves in memory: `python -m tests.bench.day`. A hundred thousand requests in a few hundred deals.

In each deal things are asked for, given, answered, looked at and taken back, so that about as much is open in the end
as at first; `--unsettled` leaves all open that was asked. It prints the resident memory as it goes on, then whether it
still grew after the warm-up.
"""

import argparse
import sys
import tempfile
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

from bot.playground.cast import ANA, OURS
from bot.playground.fake_slack import FakeSlack
from bot.store.engine import choose_journal
from bot.store.sqlite import sqlite3
from tests.bench.__main__ import Bench
from tests.bench.deals import fill_channels, name_channel
from tests.bench.load import commands, send
from tests.bench.verdicts import Verdict, print_table

SETTLED = (
    ("/ask", "case study {} worth 3k"),
    ("/concede", "8% discount cost 12k for case study {}"),
    ("/deal", ""),
    ("/got", "case study {}"),
    ("/deal", "log"),
    ("/coach", ""),
    ("/ask", "reference call {} worth 5k"),
    ("/deal", "undo"),
)
"""What is typed in a deal in turn, about a thing of its own each time around."""
UNSETTLED = (
    ("/ask", "case study {} worth 3k"),
    ("/concede", "8% discount cost 12k for logo {}"),
    ("/deal", ""),
    ("/coach", ""),
)
SAMPLE = 5_000
"""Requests between two looks at the memory."""
WARM_UP_SHARE = 0.3
"""By then every cache is full: of answers, of read rows, of pages of the database."""


def main() -> None:
    """Sends what the arguments ask for and prints what memory is held meanwhile."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--deals", type=int, default=400)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--unsettled", action="store_true", help="nothing that was asked comes")
    asked = parser.parse_args()
    lines = UNSETTLED if asked.unsettled else SETTLED
    with tempfile.TemporaryDirectory() as name, FakeSlack() as slack, ExitStack() as stack:
        journal = str(choose_journal(sqlite3.sqlite_version_info))
        bench = Bench(folder=Path(name), slack=slack, journal=journal, asked=Namespace())
        server, target = bench.start(
            stack, "day", lambda settings: fill_channels(settings, asked.deals, 20)
        )
        held: list[float] = []
        failed, began = 0, monotonic()
        for first in range(0, asked.requests, SAMPLE):
            numbers = range(first, min(first + SAMPLE, asked.requests))
            typed = type_lines(numbers, lines, asked.deals)
            failed += send(target, typed, asked.connections, b"{").failed
            held.append(server.resident_mib())
            rate = numbers.stop / (monotonic() - began)
            sys.stdout.write(f"{numbers.stop:>7,} requests  {held[-1]:6.1f} MiB  {rate:4.0f}/s\n")
            sys.stdout.flush()
    warm = held[int(len(held) * WARM_UP_SHARE)]
    sys.stdout.write(f"{failed} failed\n")
    print_table([Verdict("8: MiB at the end × after the warm-up", held[-1] / warm, most=1.03)])


def type_lines(
    numbers: range, lines: tuple[tuple[str, str], ...], deals: int
) -> Iterator[Mapping[str, Any]]:
    """The requests with those numbers: each deal has its turn."""
    for no in numbers:
        deal, turn = no % deals, no // deals
        command, text = lines[turn % len(lines)]
        thing = 12_000 + turn // len(lines)
        yield from commands(
            [text.format(thing)],
            command,
            team=OURS.id,
            person=ANA,
            channel=name_channel(deal),
        )


if __name__ == "__main__":
    main()
