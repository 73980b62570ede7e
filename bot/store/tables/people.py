"""Who people and channels are, and what people chose."""

from sqlalchemy import Boolean, Column, Table, Text, false

from bot.store.tables.columns import (
    KEY,
    METADATA,
    flag_column,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

people = Table(
    "people",
    METADATA,
    key_column("team"),
    key_column("id"),
    text_column("name"),
    flag_column("member"),
    flag_column("admin"),
    text_column("zone"),
    text_column("locale"),
    key_column("seen", in_key=False),
    Column("colleague", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

channels = Table(
    "channels",
    METADATA,
    key_column("team"),
    key_column("id"),
    text_column("name"),
    flag_column("private_to_us"),
    key_column("seen", in_key=False),
    sqlite_with_rowid=False,
)

preferences = Table(
    "preferences",
    METADATA,
    key_column("team"),
    key_column("person"),
    Column("digest", Boolean),
    Column("asked", KEY),
    key_column("hour", in_key=False),
    key_column("zone", in_key=False),
    key_column("country", in_key=False),
    Column("quiet", KEY),
    Column("away_from", KEY),
    Column("away_until", KEY),
    number_column("version"),
    Column("stopped", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("daily", Boolean, nullable=False, server_default=false()),
    Column("muted_from", KEY),
    Column("muted_until", KEY),
    sqlite_with_rowid=False,
)

consent_asks = Table(
    "consent_asks",
    METADATA,
    key_column("team"),
    key_column("person"),
    key_column("deal"),
    key_column("at", in_key=False),
    Column("answer", KEY),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""Who was asked by a message whether they want any, for which deal, and what they said."""

snoozes = Table(
    "snoozes",
    METADATA,
    key_column("team"),
    key_column("person"),
    key_column("deal"),
    number_column("no", in_key=True),
    key_column("until", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)

line_snoozes = Table(
    "line_snoozes",
    METADATA,
    key_column("team"),
    key_column("person"),
    key_column("deal"),
    key_column("subject"),
    key_column("until", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""What people put off that is no move: check-ins, days of the contract, promises, offers."""
