"""The last change of each rhythm, so that it can be undone"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "rhythm_changes",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", name="pk_rhythm_changes"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_rhythm_changes_deals"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("rhythm_changes")
