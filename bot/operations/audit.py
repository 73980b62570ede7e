"""`giveget audit`: who did what to which ledger, as lines of JSON.

The lines hold ids, numbers and states, never what a deal is about; `giveget export` is for that.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict

import orjson

from bot.coach.feed import deliver_entries
from bot.coach.records import EntryCursor, FeedEntry
from bot.domain.audit import AuditFilter
from bot.domain.commitments import Commitment
from bot.domain.moves import Move
from bot.domain.references import DealReference
from bot.operations.acts import note_command
from bot.operations.database import open_database
from bot.settings import Settings
from bot.store.store import SqlStore

MOST_ACTS = 10_000_000


def write_audit(settings: Settings, since: str | None, write: Callable[[bytes], object]) -> None:
    """Writes a line for each entry after that cursor; the last line's cursor is where to go on.

    Raises `UnknownCursor` where the cursor is none of this database.
    """

    with open_database(settings) as database:
        note_command(database, "audit")
        store = SqlStore(database)

        def write_lines(entries: Sequence[FeedEntry]) -> None:
            with store.reading() as work:
                for entry in entries:
                    deal = work.deals.find(entry.team, entry.deal)
                    references = deal.references if deal is not None else ()
                    line = _describe(entry) | {"references": _describe_references(references)}
                    write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

        cursor = None if since is None else EntryCursor(since)
        deliver_entries(write_lines, since=cursor, store=store)


def write_acts(settings: Settings, write: Callable[[bytes], object]) -> None:
    """Writes a line for each act that workspaces account for, each workspace's in order; its admins read the same in
    Slack."""
    with open_database(settings) as database:
        note_command(database, "audit.acts")
        with SqlStore(database).reading() as work:
            for team in work.audit.list_teams():
                for row in reversed(work.audit.list_newest(team, AuditFilter(), MOST_ACTS)):
                    line = {"team": team, "kind": row.kind, **asdict(row)}
                    write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))


def _describe(fed: FeedEntry) -> dict[str, object]:
    entry = fed.entry
    return {
        "cursor": fed.cursor,
        "team": fed.team,
        "deal": fed.deal,
        "entry": entry.seq,
        "at": entry.at,
        "person": entry.person,
        "verb": entry.verb,
        "moves": [_describe_move(move) for move in entry.moves],
        "before": [_describe_move(move) for move in entry.before],
        "tied": [[tie.give, tie.get] for tie in entry.tied],
        "untied": [[tie.give, tie.get] for tie in entry.untied],
        "offers": [offer.no for offer in entry.offers],
        "commitments": [_describe_commitment(each) for each in entry.commitments],
        "outcome": entry.lifecycle.outcome if entry.lifecycle else None,
    }


def _describe_references(references: Sequence[DealReference]) -> list[dict[str, str]]:
    """What the deal is called in other systems today; a link may say more than an id, and stays out."""
    return [{"system": each.system, "id": each.id} for each in references]


def _describe_move(move: Move) -> dict[str, object]:
    return {"no": move.no, "kind": move.kind, "state": move.state, "version": move.version}


def _describe_commitment(commitment: Commitment) -> dict[str, object]:
    return {
        "no": commitment.no,
        "side": commitment.side,
        "state": commitment.state,
        "version": commitment.version,
    }
