"""What must hold of every ledger, whatever happened to the program that wrote it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coach.records import ProcessedRequest
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo, TeamId
from bot.domain.ledger import Entry, Verb, fold_entries
from bot.domain.totals import compute_totals, open_move_numbers
from bot.playground.cast import OURS, ZONE
from bot.store.engine import Database, Journal, connect
from bot.store.ledger_statements import LIST_OPEN_MOVES
from bot.store.store import SqlUnitOfWork
from tests.faults.naive_ledger import compare_with_kept

TEAM = TeamId(OURS.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """What a database holds, read beside the programs that use it."""

    database: Database

    def deals(self) -> list[Deal]:
        with self.database.transaction(writing=False) as session:
            return list(SqlUnitOfWork(session).deals.list_all())

    def entries(self, deal: Deal) -> list[Entry]:
        with self.database.transaction(writing=False) as session:
            return list(SqlUnitOfWork(session).ledger.list_entries(deal.team, deal.id))

    def changes(self) -> list[tuple[DealId, int]]:
        """Every entry that changed or took back what was there: its deal and its number."""
        return [
            (deal.id, entry.seq)
            for deal in self.deals()
            for entry in self.entries(deal)
            if entry.verb in CHANGING
        ]

    def taken(self, *keys: str) -> list[ProcessedRequest | None]:
        """What each request led to."""
        with self.database.transaction(writing=False) as session:
            return [SqlUnitOfWork(session).keys.find_processed(TEAM, key) for key in keys]

    def texts(self, deal: Deal) -> list[str]:
        """What each recorded move says, in the order they were recorded."""
        return [
            move.what
            for entry in self.entries(deal)
            for move in entry.moves[:1]
            if entry.verb in ADDING
        ]

    def named(self, name: str) -> Deal:
        (deal,) = (deal for deal in self.deals() if deal.name == name)
        return deal

    def check(self) -> None:
        """Every deal holds whole entries in their order, and its moves, ties, sums and open moves are their fold."""
        for deal in self.deals():
            self._check(deal)

    def _check(self, deal: Deal) -> None:
        with self.database.transaction(writing=False) as session:
            work = SqlUnitOfWork(session)
            entries, ledger = (
                work.ledger.list_entries(deal.team, deal.id),
                work.ledger.load(deal.team, deal.id),
            )
            kept = work.ledger.load_totals(deal.team, deal.id)
            open_moves = {
                MoveNo(no)
                for (no,) in session.read_all(LIST_OPEN_MOVES, team=deal.team, deal=deal.id)
            }
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert all(entry.moves for entry in entries if entry.verb in ADDING)
        folded = fold_entries(entries, deal.yardstick)
        assert (ledger.moves, ledger.ties) == (folded.moves, folded.ties)
        assert sorted(ledger.moves) == list(range(1, len(ledger.moves) + 1))
        assert kept == compute_totals(ledger, today())
        assert open_moves == open_move_numbers(ledger, today())
        assert compare_with_kept(entries, kept) == []


ADDING = frozenset({Verb.RECORDED, Verb.DRAFTED})
"""Entries that add moves."""


CHANGING = frozenset({Verb.AMENDED, Verb.UNDONE})
"""Entries that change what other entries added."""


def today() -> date:
    """The day that the local Slack's people write."""
    return datetime.now(ZoneInfo(ZONE)).date()


@contextmanager
def reading(url: str, journal: Journal | None = None) -> Iterator[Ledgers]:
    database = connect(url, threads=2, journal=journal, patience=5)
    try:
        yield Ledgers(database=database)
    finally:
        database.close()


def each_once(found: Iterable[str], wanted: Iterable[str]) -> None:
    """Everything that is wanted is there once; nothing is there twice."""
    there = list(found)
    assert len(there) == len(set(there)), sorted(there)
    assert set(wanted) <= set(there)
