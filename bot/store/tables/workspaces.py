"""What admins set for whole workspaces, and who installed Giveget there."""

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, false

from bot.store.tables.columns import (
    KEY,
    METADATA,
    flag_column,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

workspaces = Table(
    "workspaces",
    METADATA,
    key_column("team"),
    text_column("policy"),
    number_column("version"),
    Column("leads", Boolean, nullable=False, server_default=false()),
    Column("whom_to_ask", Text, nullable=False, server_default=""),
    Column("admins", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("plan_grace", Integer, nullable=False, server_default="30"),
    Column("learning", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("private_only", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

data_rules = Table(
    "data_rules",
    METADATA,
    key_column("team"),
    number_column("grace_days"),
    flag_column("legal_hold"),
    Column("uninstalled_at", KEY),
    number_column("version"),
    Column("closed_months", Integer, nullable=False, server_default="0"),
    Column("hiring_months", Integer, nullable=False, server_default="6"),
    Column("audit_months", Integer, nullable=False, server_default="24"),
    Column("authors_as_roles", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

audit_rows = Table(
    "audit_rows",
    METADATA,
    key_column("team"),
    key_column("id"),
    key_column("at", in_key=False),
    key_column("person", in_key=False),
    key_column("kind", in_key=False),
    key_column("act", in_key=False),
    Column("deal_id", KEY),
    key_column("whom", in_key=False),
    text_column("detail"),
    sqlite_with_rowid=False,
)
"""Acts that a workspace has to account for. `deal_id` refers to no row: what was done to a deal is still known once it
is deleted."""
Index(None, audit_rows.c.team, audit_rows.c.at, audit_rows.c.id)

approval_rules = Table(
    "approval_rules",
    METADATA,
    key_column("team"),
    text_column("body"),
    number_column("version"),
    sqlite_with_rowid=False,
)
"""Which gives of a workspace wait for somebody's yes, and who gives it."""

planned_deletions = Table(
    "planned_deletions",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("announced_on", in_key=False),
    key_column("last_day", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""Closed deals whose people were told that they are deleted for their age."""

installations = Table(
    "installations",
    METADATA,
    key_column("team"),
    key_column("organisation", in_key=False),
    flag_column("org_wide"),
    text_column("name"),
    key_column("bot", in_key=False),
    key_column("bot_user", in_key=False),
    text_column("scopes"),
    key_column("installed_by", in_key=False),
    key_column("installed_at", in_key=False),
    Column("expires_at", KEY),
    Column("refreshing_until", KEY),
    text_column("body"),
    number_column("version"),
    sqlite_with_rowid=False,
)
