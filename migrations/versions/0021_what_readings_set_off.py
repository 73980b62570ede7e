"""Readings of periods and corrections of readings, and all that a reading set off"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("readings", sa.Column("since", KEY))
    op.add_column("readings", sa.Column("corrects", sa.Integer()))
    op.add_column(
        "readings", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "firings",
        sa.Column("consequences", sa.Text(), nullable=False, server_default='{"v":1,"body":[]}'),
    )
    op.add_column("firings", sa.Column("taken_back", sa.Integer()))


def downgrade() -> None:
    # An earlier release knows no corrections: it finds only the readings that count.
    op.execute(
        "DELETE FROM readings WHERE withdrawn OR EXISTS (SELECT 1 FROM readings AS later"
        " WHERE later.team = readings.team AND later.deal = readings.deal"
        " AND later.corrects = readings.no)"
    )
    op.execute("DELETE FROM firings WHERE taken_back IS NOT NULL")
    op.drop_column("firings", "taken_back")
    op.drop_column("firings", "consequences")
    op.drop_column("readings", "withdrawn")
    op.drop_column("readings", "corrects")
    op.drop_column("readings", "since")
