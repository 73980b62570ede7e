"""A program that records gives until it is killed, at a step of its own choosing or from outside.

python -m tests.store.dying URL JOURNAL steps     dies at each step of a transaction in turn, and tells what is left
python -m tests.store.dying URL JOURNAL forever   tells each entry that was kept, until somebody kills it
"""

import os
import signal
import sys
from itertools import count

from bot.coach.records import ProcessedRequest
from bot.domain.ids import MoveNo
from bot.domain.ledger import fold_entries
from bot.domain.totals import Totals
from bot.store.engine import Database, Journal, connect
from bot.store.session import Session
from bot.store.store import SqlStore, SqlUnitOfWork
from tests.store.table import ACME, ANA, NOW, TEAM, acme, give, recorded

LAST_STEP = 12


def record(work: SqlUnitOfWork) -> int:
    """Records one more give; its number."""
    snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
    assert snapshot is not None
    seq = snapshot.entries + 1
    work.keys.mark_processed(TEAM, f"key {seq}", ProcessedRequest(deal=ACME, seq=seq), NOW)
    work.ledger.append_entry(snapshot.deal, recorded(seq, give(seq)), Totals(last=MoveNo(seq)))
    return seq


def die() -> None:
    """At once and without a word."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_at(step: int, session: Session) -> None:
    """Dies when the transaction comes to that statement."""
    left = count(step, -1)
    session._cursor.connection.set_trace_callback(lambda _: None if next(left) > 1 else die())


def record_and_die(database: Database, step: int) -> None:
    """Dies at that step, or after the transaction where it has fewer."""
    with database.transaction(writing=True) as session:
        die_at(step, session)
        record(SqlUnitOfWork(session))
    die()


def kept(url: str, journal: Journal) -> int:
    """How many entries are there; all that belongs to them must be there as well, and nothing else."""
    database = connect(url, journal=journal)
    with SqlStore(database).reading() as work:
        entries = work.ledger.list_entries(TEAM, ACME)
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert work.ledger.load(TEAM, ACME) == fold_entries(entries, acme().yardstick)
        assert work.ledger.load_totals(TEAM, ACME).last == len(entries)
        taken = [
            n for n in range(1, len(entries) + 2) if work.keys.find_processed(TEAM, f"key {n}")
        ]
        assert taken == list(range(1, len(entries) + 1))
    database.close()
    return len(entries)


def main(url: str, chosen: str, how: str) -> None:
    journal = Journal(chosen)
    if how == "forever":
        store = SqlStore(connect(url, journal=journal))
        while True:
            with store.work() as work:
                seq = record(work)
            print(seq, flush=True)
    for step in range(1, LAST_STEP + 1):
        child = os.fork()
        if not child:
            record_and_die(connect(url, journal=journal), step)
        os.waitpid(child, 0)
        print(step, kept(url, journal), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
