"""How deals are governed, and what was measured."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, false

from bot.store.tables.columns import (
    KEY,
    METADATA,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

rhythms = Table(
    "rhythms",
    METADATA,
    key_column("team"),
    key_column("deal"),
    text_column("body"),
    number_column("version"),
    Column("end_day", KEY),
    Column("due_day", KEY),
    Column("begun", Boolean, nullable=False, server_default=false()),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""`end_day` is the earlier of the renewal and the last day for notice that nobody settled, `due_day` that of
the first gate or event to settle, `begun` whether anything was agreed in it; they are kept for lists."""

rhythm_changes = Table(
    "rhythm_changes",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person", in_key=False),
    key_column("at", in_key=False),
    text_column("body"),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""The last change of each rhythm, as it can be undone."""

checkins = Table(
    "checkins",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    text_column("body"),
    number_column("version"),
    Column("open_day", KEY),
    reference_deal(),
    sqlite_with_rowid=False,
)

"""`open_day` is the day of a check-in that nobody reported on yet; it is kept for the index."""
Index(None, checkins.c.team, checkins.c.deal, checkins.c.open_day)

readings = Table(
    "readings",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    text_column("measure"),
    key_column("value", in_key=False),
    key_column("day", in_key=False),
    key_column("person", in_key=False),
    key_column("at", in_key=False),
    Column("since", KEY),
    Column("corrects", Integer),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    reference_deal(),
    sqlite_with_rowid=False,
)

firings = Table(
    "firings",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("reading", in_key=True),
    text_column("measure"),
    key_column("day", in_key=False),
    text_column("action"),
    key_column("at", in_key=False),
    Column("consequences", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("taken_back", Integer),
    reference_deal(),
    sqlite_with_rowid=False,
)
