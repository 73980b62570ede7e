"""Entries on their way to the webhook"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("wake", KEY),
        sa.Column("attempts", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claims", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("why", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"],
            ["deals.team", "deals.id"],
            name=op.f("fk_webhook_deliveries_deals"),
        ),
        sa.PrimaryKeyConstraint("team", "deal", "seq", name=op.f("pk_webhook_deliveries")),
        sqlite_with_rowid=False,
    )
    waiting = sa.text("wake IS NOT NULL")
    op.create_index(
        "ix_webhook_deliveries_wake",
        "webhook_deliveries",
        ["wake", "at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index(op.f("ix_webhook_deliveries_state_at"), "webhook_deliveries", ["state", "at"])


def downgrade() -> None:
    op.drop_table("webhook_deliveries")
    # The place in the feed belongs to the deliveries: set up again, the webhook begins anew.
    op.execute("DELETE FROM counters WHERE name = 'webhook'")
