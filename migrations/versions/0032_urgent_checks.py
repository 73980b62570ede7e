"""Deals in which something was recorded whose day may come before somebody's next morning"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "urgent_checks",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("wake", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", name="pk_urgent_checks"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_urgent_checks_deals"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_urgent_checks_wake", "urgent_checks", ["wake"])


def downgrade() -> None:
    op.drop_table("urgent_checks")
