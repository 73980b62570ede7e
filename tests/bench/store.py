"""What the store costs for the hot reads and the write of one entry: `python -m tests.bench.store`.

CPU time on SQLite in memory, so that neither a disk nor another program blurs it. Each figure is the
best of several rounds. A snapshot reads some 25 moves; "cold" means that none of them was read before.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from time import process_time

from bot.domain.ids import DealId, MoveNo, PersonId, TeamId
from bot.domain.ledger import Entry, Verb
from bot.domain.moves import Move
from bot.domain.totals import Totals
from bot.playground.cast import ANA, OURS
from bot.store.in_memory import in_memory_store
from tests.bench.deals import CHANNEL, fill

MOVES, ENTRIES = 60, 300
TEAM, PERSON = TeamId(OURS.id), PersonId(ANA)
DEAL = DealId(f"{CHANNEL}-{MOVES}")


def best_of(rounds: int, times: int, act: Callable[[], object]) -> float:
    """Microseconds that one call takes, in the best round."""
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        for _ in range(times):
            act()
        best = min(best, (process_time() - start) / times)
    return best * 1e6


def measure(rounds: int) -> dict[str, float]:
    """Microseconds of each operation."""
    store = in_memory_store()
    fill(store, "Acme renewal", CHANNEL, MOVES)
    numbers, labels = count(2), count()
    with store.reading() as work:
        snapshot = work.ledger.load_snapshot(TEAM, DEAL, PERSON)
        assert snapshot is not None
    move, deal = snapshot.recent[0], snapshot.deal

    def read_snapshot() -> None:
        with store.reading() as work:
            work.ledger.load_snapshot(TEAM, DEAL, PERSON)

    def append(moves: tuple[Move, ...]) -> None:
        seq = next(numbers)
        entry = Entry(seq=seq, at=move.at, person=PERSON, verb=Verb.RECORDED, moves=moves)
        with store.work() as work:
            work.ledger.append_entry(deal, entry, Totals(last=MoveNo(seq)))

    def read_cold() -> float:
        total = 0.0
        for _ in range(20):
            with store.work() as work:
                stand = work.ledger.load(TEAM, DEAL).moves
            append(tuple(replace(each, what=f"thing {next(labels)}") for each in stand.values()))
            start = process_time()
            read_snapshot()
            total += process_time() - start
        return total / 20 * 1e6

    def read_entries() -> None:
        with store.reading() as work:
            work.ledger.list_entries(TEAM, DEAL)

    found = {
        "snapshot, warm": best_of(rounds, 200, read_snapshot),
        "snapshot, cold": min(read_cold() for _ in range(rounds)),
    }
    for _ in range(ENTRIES):
        append((move,))
    found["append an entry"] = best_of(rounds, 100, lambda: append((move,)))
    found[f"each of {ENTRIES} entries"] = best_of(rounds, 1, read_entries) / (next(numbers) - 2)
    return found


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    for name, microseconds in measure(options.parse_args().rounds).items():
        print(f"{name:<24} {microseconds:8.1f} µs")


if __name__ == "__main__":
    main()
