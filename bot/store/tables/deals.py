"""Deals, who is in them, and what is kept beside their ledgers."""

from sqlalchemy import Boolean, Column, Index, Table, Text, false, literal_column

from bot.store.tables.columns import (
    KEY,
    METADATA,
    flag_column,
    key_column,
    number_column,
    reference_deal,
    text_column,
)

deals = Table(
    "deals",
    METADATA,
    key_column("team"),
    key_column("id"),
    text_column("name"),
    key_column("side", in_key=False),
    Column("size", Text),
    text_column("parties"),
    text_column("policy"),
    flag_column("locked"),
    key_column("opened_at", in_key=False),
    key_column("opened_by", in_key=False),
    Column("closed_at", KEY),
    number_column("version"),
    number_column("entries"),
    Column("issues", Text, nullable=False, server_default="[]"),
    Column("style", Text, nullable=False, server_default="{}"),
    Column("held_since", KEY),
    Column("yardstick", Text, nullable=False, server_default=""),
    Column("totals", Text, nullable=False, server_default=""),
    Column("outcome", KEY),
    Column("agreed", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("held_until", KEY),
    Column("industry", KEY),
    Column("external", Text, nullable=False, server_default='{"v":1,"body":[]}'),
    Column("sample", Boolean, nullable=False, server_default=false()),
)
"""`entries` counts them, so that each next one has a number that nobody else can take."""
Index(None, deals.c.held_until)
_was_deleted = deals.c.outcome == literal_column("'deleted'")
Index(
    "ix_deals_deleted",
    deals.c.closed_at,
    deals.c.team,
    deals.c.id,
    sqlite_where=_was_deleted,
    postgresql_where=_was_deleted,
)

deal_channels = Table(
    "deal_channels",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("channel"),
    reference_deal(),
    sqlite_with_rowid=False,
)
Index(None, deal_channels.c.team, deal_channels.c.channel, deal_channels.c.deal)

roles = Table(
    "roles",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person"),
    key_column("role", in_key=False),
    number_column("place"),
    Column("from_channel", Boolean, nullable=False, server_default=false()),
    reference_deal(),
    sqlite_with_rowid=False,
)
Index(None, roles.c.team, roles.c.person, roles.c.deal, roles.c.role)

leads = Table(
    "leads",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person"),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""A lead has no role in a deal: they see a few sums of it, and nothing else."""
Index(None, leads.c.team, leads.c.person, leads.c.deal)

followers = Table(
    "followers",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person"),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""People who chose to get the lines of a deal, whatever their role."""
Index(None, followers.c.team, followers.c.person, followers.c.deal)

mutes = Table(
    "mutes",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person"),
    key_column("rule"),
    reference_deal(),
    sqlite_with_rowid=False,
)

deal_choices = Table(
    "deal_choices",
    METADATA,
    key_column("team"),
    key_column("person"),
    key_column("channel"),
    key_column("deal", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)

shown_cautions = Table(
    "shown_cautions",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person"),
    key_column("rule"),
    key_column("key"),
    text_column("weight"),
    key_column("at", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)

signals = Table(
    "signals",
    METADATA,
    key_column("team"),
    key_column("deal"),
    number_column("no", in_key=True),
    text_column("what"),
    text_column("about"),
    key_column("person", in_key=False),
    key_column("day", in_key=False),
    key_column("at", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)

canvases = Table(
    "canvases",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("channel"),
    text_column("id"),
    key_column("person", in_key=False),
    key_column("at", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)

closings = Table(
    "closings",
    METADATA,
    key_column("team"),
    key_column("deal"),
    text_column("body"),
    number_column("version"),
    Column("begun_day", KEY),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""How far the close of a deal has come. `begun_day` is the day on which it was begun, while it goes on; it is kept for
lists."""

plans = Table(
    "plans",
    METADATA,
    key_column("team"),
    key_column("deal"),
    text_column("body"),
    number_column("version"),
    reference_deal(),
    sqlite_with_rowid=False,
)

former_plans = Table(
    "former_plans",
    METADATA,
    key_column("team"),
    key_column("deal"),
    key_column("person"),
    text_column("body"),
    number_column("version"),
    key_column("at", in_key=False),
    reference_deal(),
    sqlite_with_rowid=False,
)
"""Plans of owners who no longer own their deal. `at` is since when; nobody reads them."""
Index(None, former_plans.c.at)
