"""What comes round, and each time that it did"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SETTLED = sa.text("wake IS NULL")
COMING = sa.text("due IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "occurrences",
        sa.Column("team", KEY, nullable=False),
        sa.Column("schedule", KEY, nullable=False),
        sa.Column("day", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("outcome", KEY, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "schedule", "day", name="pk_occurrences"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_occurrences_at", "occurrences", ["at"])
    op.create_index(
        "ix_posts_settled", "posts", ["due"], sqlite_where=SETTLED, postgresql_where=SETTLED
    )
    op.create_table(
        "schedules",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("occasion", KEY, nullable=False),
        sa.Column("person", KEY, nullable=True),
        sa.Column("deal", KEY, nullable=True),
        sa.Column("key", KEY, nullable=False),
        sa.Column("zone", KEY, nullable=False),
        sa.Column("hour", KEY, nullable=False),
        sa.Column("day", KEY, nullable=True),
        sa.Column("due", KEY, nullable=True),
        sa.PrimaryKeyConstraint("team", "id", name="pk_schedules"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_schedules_due",
        "schedules",
        ["due", "team", "id"],
        sqlite_where=COMING,
        postgresql_where=COMING,
    )
    op.create_table(
        "claims",
        sa.Column("team", KEY, nullable=False),
        sa.Column("schedule", KEY, nullable=False),
        sa.Column("lease", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "schedule", name="pk_claims"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("claims")
    op.drop_index("ix_schedules_due", table_name="schedules")

    op.drop_table("schedules")
    op.drop_index("ix_posts_settled", table_name="posts")
    op.drop_table("occurrences")
