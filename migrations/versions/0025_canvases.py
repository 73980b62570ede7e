"""Canvases on which channels keep where both sides stand"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "canvases",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "channel", name="pk_canvases"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_canvases_deals"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("canvases")
