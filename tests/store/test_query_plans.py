"""What a move costs must not grow with the ledger: nothing on its way reads or sorts all moves of a deal."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice

import pytest
from sqlalchemy import SelectBase, UpdateBase

from bot.coach.deal_lists import DealFilter
from bot.domain.moves import Kind, Move, State
from bot.domain.totals import Totals
from bot.store import (
    deal_lists,
    deals,
    idempotency,
    ledger_statements,
    log_measures,
    move_groups,
    move_pages,
    outbox,
)
from bot.store.engine import Database
from bot.store.session import Compiled
from bot.store.store import SqlStore, SqlUnitOfWork
from tests.store.table import ACME, ANA, TEAM, TODAY, acme, ask, get, give, recorded

BY_INDEX: dict[str, SelectBase | UpdateBase] = {
    "look": ledger_statements.FIND_DEAL_AND_TOTALS.core,
    "few moves": ledger_statements.LIST_FEW_MOVES.core,
    "open moves": ledger_statements.LIST_OPEN_MOVES.core,
    "moves in states": ledger_statements.LIST_MOVES_IN_STATES.core,
    "latest gets": ledger_statements.LIST_LATEST_GETS.core,
    "latest answers": ledger_statements.LIST_LATEST_ANSWERS.core,
    "moves that wait": move_groups.LIST_WAITING.core,
    "last moves": move_groups.LIST_LAST_MOVES.core,
    "ties of moves": move_groups.LIST_TIES_OF.core,
    "later ties": move_groups.LIST_TIES_FROM.core,
    "page of moves": move_pages.LIST_PAGE.core,
    "what both know": move_pages.LIST_MUTUAL.core,
    "what both do not know": move_pages.COUNT_NOT_MUTUAL.core,
    "last exchanged": move_pages.LIST_EXCHANGED.core,
    "count of exchanged": move_pages.COUNT_EXCHANGED.core,
    "latest changes": move_pages.LIST_LATEST_CHANGES.core,
    "get without cost": move_pages.FIND_GETS_WITHOUT_COST.core,
    "moves of offers": move_pages.LIST_NUMBERS_OF_OFFERS.core,
    "estimated costs": move_groups.LIST_ESTIMATES[Kind.GIVE].core,
    "estimated worths": move_groups.LIST_ESTIMATES[Kind.GET].core,
    "turns": log_measures.LIST_TURNS.core,
    "gets before": log_measures.LIST_NEAREST_GETS[True].core,
    "gets after": log_measures.LIST_NEAREST_GETS[False].core,
    "figures of the last days": log_measures.LIST_FIGURES.core,
    "latest days": log_measures.LIST_LATEST_DAYS.core,
    "kept of the log": log_measures.FIND.core,
    "one move": ledger_statements.FIND_MOVE.core,
    "last entries": ledger_statements.LIST_LAST_ENTRIES.core,
    "one entry": ledger_statements.FIND_ENTRY.core,
    "count": ledger_statements.COUNT_ENTRY.core,
    "flag": ledger_statements.SET_OPEN.core,
    "untie": ledger_statements.DELETE_TIE.core,
    "taken": idempotency.FIND_REQUEST.core,
    "forgotten": idempotency.DELETE_BEFORE.core,
    "claimed posts": outbox.CLAIM_DUE.core,
    "settled post": outbox.SETTLE.core,
    "due": ledger_statements.LIST_LAPSING_DEALS.core,
    "summary of a channel": deals.SUMMARIZE_CHANNEL.core,
    "of a channel": deals.LIST_IN_CHANNEL.core,
    "of a person": deals.LIST_OF_PERSON.core,
    "closed ones of a channel": deals.LIST_CLOSED_IN_CHANNEL.core,
    "closed ones of a person": deals.LIST_CLOSED_OF_PERSON.core,
    "deleted": deals.LIST_DELETED.core,
    "page of deals": deal_lists.LIST_PAGES[DealFilter.ALL].core,
    "page of deals that need": deal_lists.LIST_PAGES[DealFilter.NEEDS].core,
    "page of closed deals": deal_lists.LIST_PAGES[DealFilter.CLOSED].core,
    "my drafts": deal_lists.LIST_DRAFTS.core,
    "due asks": deal_lists.LIST_DUE_ASKS.core,
    "their asks": deal_lists.LIST_THEIR_ASKS.core,
    "count of open gives": deal_lists.COUNT_OPEN_GIVES.core,
    "waiting check-ins": deal_lists.LIST_WAITING_CHECK_INS.core,
    "ends": deal_lists.LIST_ENDING.core,
    "feed": ledger_statements.LIST_ENTRIES_SINCE.core,
    "feed of a team": ledger_statements.LIST_ENTRIES_OF_TEAM_SINCE.core,
    "position": ledger_statements.SET_POSITION.core,
}
SORTS = {
    "due",
    "of a channel",
    "of a person",
    "closed ones of a channel",
    "closed ones of a person",
    "page of deals",
    "page of deals that need",
    "page of closed deals",
    "my drafts",
    "due asks",
    "their asks",
    "waiting check-ins",
    "ends",
}
"""These sort the few rows they have found."""
WHOLE = {
    "last moves",
    "few moves",
    "open moves",
    "page of moves",
    "what both know",
    "last exchanged",
    "page of deals that need",
}
"""These read a few moves in the order of their numbers or days, or whatever is open in the deal; a page of deals that
need the person looks for their own among the moves of each."""


def steps(
    database: Database, core: SelectBase | UpdateBase, values: dict[str, str | int]
) -> list[str]:
    """How the database goes about a statement."""
    compiled = Compiled(core, database.engine.dialect)
    explain = "EXPLAIN QUERY PLAN" if database.journal else "EXPLAIN"
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql(
            f"{explain} {compiled.text}", tuple(compiled.values(values))
        )
        return [str(step[-1]) for step in found]


@pytest.mark.parametrize("name", BY_INDEX)
def test_sqlite_goes_by_an_index_and_sorts_nothing_long(sqlite: Database, name: str) -> None:
    core = BY_INDEX[name]
    order = Compiled(core, sqlite.engine.dialect).order
    told = steps(sqlite, core, dict.fromkeys(order, 1))
    whole_team = r"SEARCH (moves|ties|deals) USING .*\(team=\?\)$"
    assert [step for step in told if re.search(whole_team, step)] == []
    tables = r"SCAN (moves|ties|entries|deals|deal_channels|roles|mutes|processed_requests|posts)\b"
    assert [step for step in told if re.search(tables, step)] == []
    # With the first two columns of a key alone it would read all moves, or ties, of the deal.
    whole_deal = r"SEARCH (moves|ties) USING .*\(team=\? AND deal=\?\)$"
    assert name in WHOLE or [step for step in told if re.search(whole_deal, step)] == []
    assert name in SORTS or [step for step in told if "TEMP B-TREE" in step] == []
    assert not [
        step
        for step in told
        if "ix_moves_open" in step and "kind=?" not in step and name != "open moves"
    ]


def conditional(no: int) -> Move:
    """A give that waits for its condition."""
    return replace(give(no, state=State.CONDITIONAL), due=TODAY)


def many(database: Database) -> None:
    """A deal of 3,000 moves that are all open, or wait for their condition."""
    kinds: list[Callable[[int], Move]] = [give, ask, get, conditional]
    moves = [kind(no) for no, kind in enumerate(islice(cycle(kinds), 3000), start=1)]
    with SqlStore(database).work() as work:
        work.deals.insert(acme(), None, ANA)
        work.ledger.append_entry(acme(), recorded(1, *moves), Totals())


@pytest.mark.postgres
def test_postgres_reads_a_few_of_many_open_moves_by_their_index(postgres: Database) -> None:
    many(postgres)
    with postgres.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    told = steps(postgres, ledger_statements.LIST_FEW_MOVES.core, {"team": TEAM, "deal": ACME})
    assert [step for step in told if "Seq Scan" in step or "Sort" in step] == []
    assert sum("ix_moves_open" in step for step in told) == 3


def test_a_snapshot_takes_two_statements_and_an_entry_three_before_its_commit(
    sqlite: Database,
) -> None:
    many(sqlite)
    said: list[str] = []
    with sqlite.transaction(writing=True) as session:
        work = SqlUnitOfWork(session)
        session._cursor.connection.set_trace_callback(said.append)
        snapshot = work.ledger.load_snapshot(TEAM, ACME, ANA)
        assert snapshot is not None
        looked = len(said)
        work.ledger.append_entry(snapshot.deal, recorded(2, give(3001)), snapshot.totals)
        session._cursor.connection.set_trace_callback(None)
    assert (looked, len(said)) == (2, 5)
