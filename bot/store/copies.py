"""A copy of a database in memory, in which time can go on without anything happening to the real one."""

from datetime import datetime

from sqlalchemy import delete, func, insert, select

from bot.store.codec import parse_moment
from bot.store.engine import Database, core_connection
from bot.store.in_memory import in_memory_database
from bot.store.tables import METADATA, schedules

ROWS_AT_ONCE = 1000


def copy_into_memory(source: Database) -> Database:
    """Everything that the database holds, copied in one reading transaction. The copy serves one transaction at a
    time."""
    copy = in_memory_database()
    with core_connection(source.engine) as there, copy.engine.begin() as here:
        for table in METADATA.sorted_tables:
            # An empty database counts its entries already.
            here.execute(delete(table))
            rows = there.execute(select(table)).mappings()
            while some := rows.fetchmany(ROWS_AT_ONCE):
                here.execute(insert(table), [dict(row) for row in some])
    return copy


def find_next_wake(database: Database) -> datetime | None:
    """The moment at which the next schedule comes round; None where none ever does."""
    with core_connection(database.engine) as connection:
        due = connection.execute(select(func.min(schedules.c.due))).scalar()
    return parse_moment(due) if due else None
