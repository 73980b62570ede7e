"""Who installed Giveget, with Slack's tokens"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("team", KEY, nullable=False),
        sa.Column("organisation", KEY, nullable=False),
        sa.Column("org_wide", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bot", KEY, nullable=False),
        sa.Column("bot_user", KEY, nullable=False),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("installed_by", KEY, nullable=False),
        sa.Column("installed_at", KEY, nullable=False),
        sa.Column("expires_at", KEY),
        sa.Column("refreshing_until", KEY),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_installations"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("installations")
