"""How people want to be nudged, and what they were nudged to"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
WAITS = sa.text("state IN ('conditional', 'draft', 'goodwill')")


def upgrade() -> None:
    op.create_table(
        "preferences",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=True),
        sa.Column("asked", KEY, nullable=True),
        sa.Column("hour", KEY, nullable=False),
        sa.Column("zone", KEY, nullable=False),
        sa.Column("country", KEY, nullable=False),
        sa.Column("quiet", KEY, nullable=False),
        sa.Column("away_from", KEY, nullable=True),
        sa.Column("away_until", KEY, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "person", name="pk_preferences"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "snoozes",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_snoozes_deals"
        ),
        sa.PrimaryKeyConstraint("team", "person", "deal", "no", name="pk_snoozes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "digests",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("day", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_digests"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_digests_day", "digests", ["day"])
    op.create_table(
        "tallies",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "person", name="pk_tallies"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_moves_waiting", "moves", ["team", "deal"], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    op.drop_index("ix_moves_waiting", table_name="moves")

    op.drop_table("tallies")
    op.drop_table("digests")
    op.drop_table("snoozes")
    op.drop_table("preferences")
