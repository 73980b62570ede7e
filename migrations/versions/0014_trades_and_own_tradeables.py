"""The trade of a deal, and what a workspace adds to the libraries"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("deals", sa.Column("industry", KEY))
    op.create_table(
        "own_tradeables",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("side", KEY, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("cost", sa.Text()),
        sa.Column("worth", sa.Text()),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_own_tradeables"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("own_tradeables")
    op.drop_column("deals", "industry")
