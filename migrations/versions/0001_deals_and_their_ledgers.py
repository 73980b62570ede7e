"""Deals and their ledgers, who is known, what was taken, and the outbox."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "deals",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("side", KEY, nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("sizes", sa.Text(), nullable=False),
        sa.Column("rates", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=True),
        sa.Column("parties", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("opened_at", KEY, nullable=False),
        sa.Column("opened_by", KEY, nullable=False),
        sa.Column("closed_at", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_deals"),
    )
    op.create_table(
        "deal_channels",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "channel", name="pk_deal_channels"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_deal_channels_deals"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_deal_channels_team_channel_deal", "deal_channels", ["team", "channel", "deal"]
    )
    op.create_table(
        "roles",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "person", name="pk_roles"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_roles_deals"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_roles_team_person_deal_role", "roles", ["team", "person", "deal", "role"])
    op.create_table(
        "mutes",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("rule", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "person", "rule", name="pk_mutes"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_mutes_deals"
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "moves",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("day", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("from_party", KEY, nullable=False),
        sa.Column("to_party", KEY, nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=True),
        sa.Column("worth", sa.Text(), nullable=True),
        sa.Column("for_what", sa.Text(), nullable=False),
        sa.Column("ref", sa.Integer(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("due", KEY, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review", KEY, nullable=True),
        sa.Column("settled", KEY, nullable=True),
        sa.Column("settled_after", sa.Integer(), nullable=True),
        sa.Column("typed", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("offer", KEY, nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.Column("lapses", KEY, nullable=True),
        sa.PrimaryKeyConstraint("team", "deal", "no", name="pk_moves"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_moves_deals"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_moves_open",
        "moves",
        ["team", "deal", "kind", "since", "no"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )
    op.create_index(
        "ix_moves_lapses",
        "moves",
        ["lapses", "team", "deal"],
        sqlite_where=sa.text("lapses IS NOT NULL"),
        postgresql_where=sa.text("lapses IS NOT NULL"),
    )
    op.create_table(
        "ties",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("give", sa.Integer(), nullable=False),
        sa.Column("get", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "give", "get", name="pk_ties"),
        sa.ForeignKeyConstraint(["team", "deal"], ["deals.team", "deals.id"], name="fk_ties_deals"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entries",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("verb", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "seq", name="pk_entries"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_entries_deals"
        ),
    )
    op.create_table(
        "once",
        sa.Column("team", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "key", name="pk_once"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_once_at", "once", ["at"])
    op.create_table(
        "people",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("member", sa.Boolean(), nullable=False),
        sa.Column("admin", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("seen", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_people"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "channels",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("private_to_us", sa.Boolean(), nullable=False),
        sa.Column("seen", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_channels"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "posts",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("recipient", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("due", KEY, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("wake", KEY, nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_posts"),
    )
    op.create_index(
        "ix_posts_wake",
        "posts",
        ["wake", "team", "id"],
        sqlite_where=sa.text("wake IS NOT NULL"),
        postgresql_where=sa.text("wake IS NOT NULL"),
    )


def downgrade() -> None:
    for table in (
        "posts",
        "channels",
        "people",
        "once",
        "entries",
        "ties",
        "moves",
        "mutes",
        "roles",
        "deal_channels",
        "deals",
    ):
        op.drop_table(table)
