"""Requests that came in, and what is on its way out."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, false

from bot.store.tables.columns import (
    KEY,
    METADATA,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

processed_requests = Table(
    "processed_requests",
    METADATA,
    key_column("team"),
    key_column("key"),
    key_column("deal", in_key=False),
    number_column("seq"),
    key_column("at", in_key=False),
    sqlite_with_rowid=False,
)
Index(None, processed_requests.c.at)

pending_inputs = Table(
    "pending_inputs",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("person", in_key=False),
    key_column("kind", in_key=False),
    text_column("body"),
    key_column("at", in_key=False),
    sqlite_with_rowid=False,
)
Index(None, pending_inputs.c.at)

posts = Table(
    "posts",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("recipient", in_key=False),
    text_column("body"),
    key_column("due", in_key=False),
    number_column("tries"),
    key_column("state", in_key=False),
    Column("wake", KEY),
    Column("deal", KEY),
    Column("sends", Integer, nullable=False, server_default="0"),
    Column("misses", Integer, nullable=False, server_default="0"),
    Column("conversation", KEY, nullable=False, server_default=""),
    Column("ts", KEY, nullable=False, server_default=""),
    Column("marked", Boolean, nullable=False, server_default=false()),
    Column("bare", Boolean, nullable=False, server_default=false()),
    Column("why", KEY, nullable=False, server_default=""),
)
_waking = posts.c.wake.is_not(None)
_settled = posts.c.wake.is_(None)
Index("ix_posts_settled", posts.c.due, sqlite_where=_settled, postgresql_where=_settled)
Index(
    "ix_posts_wake",
    posts.c.wake,
    posts.c.team,
    posts.c.id,
    sqlite_where=_waking,
    postgresql_where=_waking,
)

webhook_deliveries = Table(
    "webhook_deliveries",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("seq", in_key=True),
    key_column("id", in_key=False),
    key_column("at", in_key=False),
    key_column("state", in_key=False),
    Column("wake", KEY),
    number_column("attempts"),
    number_column("claims"),
    key_column("why", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""Entries on their way to the webhook, by their number; what they say is in the ledger alone."""
_to_hand_over = webhook_deliveries.c.wake.is_not(None)
Index(
    "ix_webhook_deliveries_wake",
    webhook_deliveries.c.wake,
    webhook_deliveries.c.at,
    sqlite_where=_to_hand_over,
    postgresql_where=_to_hand_over,
)
Index(None, webhook_deliveries.c.state, webhook_deliveries.c.at)
