"""Whole workspaces."""

from sqlalchemy import delete

from bot.domain.ids import TeamId
from bot.store.sql import Session, WriteStatement, given
from bot.store.tables import METADATA

PURGES = [
    WriteStatement[tuple[()]](delete(table).where(table.c.team == given("team")))
    for table in reversed(METADATA.sorted_tables)
]
"""Each table after those that refer to it."""


def purge(session: Session, team: TeamId) -> None:
    for change in PURGES:
        session.change(change, team=team)
