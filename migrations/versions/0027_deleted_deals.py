"""Deleted deals, whose rows are removed"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

DELETED = sa.text("outcome = 'deleted'")


def upgrade() -> None:
    op.create_index(
        "ix_deals_deleted",
        "deals",
        ["closed_at", "team", "id"],
        sqlite_where=DELETED,
        postgresql_where=DELETED,
    )


def downgrade() -> None:
    op.drop_index("ix_deals_deleted", "deals")
