"""What comes round on its day, and what was told."""

from sqlalchemy import Column, Index, Table

from bot.store.tables.columns import KEY, METADATA, key_column, reference_deal, text_column

schedules = Table(
    "schedules",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("occasion", in_key=False),
    Column("person", KEY),
    Column("deal", KEY),
    key_column("key", in_key=False),
    key_column("zone", in_key=False),
    key_column("hour", in_key=False),
    Column("day", KEY),
    Column("due", KEY),
    sqlite_with_rowid=False,
)
"""`due` is the moment it comes round next."""
_coming = schedules.c.due.is_not(None)
Index(
    "ix_schedules_due",
    schedules.c.due,
    schedules.c.team,
    schedules.c.id,
    sqlite_where=_coming,
    postgresql_where=_coming,
)

claims = Table(
    "claims",
    METADATA,
    key_column("team"),
    key_column("schedule"),
    key_column("lease", in_key=False),
    sqlite_with_rowid=False,
)
"""Schedules that somebody is at work on, and until when. Apart from them: the rows of those that
are due together lie far from each other, and to write a mark into each would cost a page of the
file for every one."""

occurrences = Table(
    "occurrences",
    METADATA,
    key_column("team"),
    key_column("schedule"),
    key_column("day"),
    key_column("at", in_key=False),
    key_column("outcome", in_key=False),
    text_column("why"),
    sqlite_with_rowid=False,
)
Index(None, occurrences.c.at)

digests = Table(
    "digests",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("day", in_key=False),
    text_column("body"),
    sqlite_with_rowid=False,
)
"""What each digest said, by the id of its post."""
Index(None, digests.c.day)

tallies = Table(
    "tallies",
    METADATA,
    key_column("team"),
    key_column("person"),
    text_column("body"),
    sqlite_with_rowid=False,
)
"""What came of each rule's nudges to a person, as releases before `told_lines` had it."""

told_lines = Table(
    "told_lines",
    METADATA,
    key_column("team"),
    key_column("reader"),
    text_column("body"),
    sqlite_with_rowid=False,
)
"""What each reader was told: a person, or the schedule of a channel's digest."""

urgent_checks = Table(
    "urgent_checks",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person", in_key=False),
    key_column("at", in_key=False),
    key_column("wake", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""Deals in which something was recorded whose day may come before somebody's next morning."""
Index("ix_urgent_checks_wake", urgent_checks.c.wake)
