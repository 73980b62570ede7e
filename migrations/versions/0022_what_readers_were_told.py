"""What each reader was told; the daily list as a setting; drafts lapse once their author was told"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "told_lines",
        sa.Column("team", KEY, nullable=False),
        sa.Column("reader", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "reader", name="pk_told_lines"),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "preferences",
        sa.Column("daily", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute("UPDATE moves SET lapses = NULL WHERE state = 'draft'")


def downgrade() -> None:
    # Releases of before look at each draft from this day on, and see by its own day whether it has lapsed.
    op.execute("UPDATE moves SET lapses = substr(at, 1, 10) WHERE state = 'draft'")
    op.drop_column("preferences", "daily")
    op.drop_table("told_lines")
