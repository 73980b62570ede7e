"""The feed of ledger entries: whoever subscribes is handed every entry once, in the order of the commits.

Integrations, webhooks and the audit read the ledger through this and nothing else.
"""

from collections.abc import Sequence
from typing import Protocol

from bot.coach.ports.store import Store
from bot.coach.records import EntryCursor, FeedEntry
from bot.domain.ids import TeamId

BATCH = 500
"""Entries read and handed over together, so that a long ledger is never in memory as a whole."""


class EntrySubscriber(Protocol):
    """Takes entries as they were committed."""

    def __call__(self, entries: Sequence[FeedEntry], /) -> None:
        """Takes the next entries; raises where it could not, and gets the same ones again next time."""


def deliver_entries(
    subscriber: EntrySubscriber,
    *,
    since: EntryCursor | None,
    store: Store,
    team: TeamId | None = None,
) -> EntryCursor | None:
    """Hands everything after `since` to the subscriber; the cursor to go on from next time.

    None as a cursor means the beginning. The cursor only moves on after the subscriber has taken a
    batch, so whoever stores it afterwards loses nothing. Raises `UnknownCursor` where the cursor is
    none of this database, and whatever the subscriber raises.
    """
    cursor = since
    while True:
        with store.reading() as work:
            entries = work.ledger.entries_since(cursor, BATCH, team=team)
        if not entries:
            return cursor
        subscriber(entries)
        cursor = entries[-1].cursor
