"""Moves by their day, for a page of the ledger, and those that follow from offers"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    op.create_index("ix_moves_day", "moves", ["team", "deal", "day", "no"])
    op.create_index(
        "ix_moves_offer",
        "moves",
        ["team", "deal", "offer_no", "no"],
        sqlite_where=sa.text("offer_no IS NOT NULL"),
        postgresql_where=sa.text("offer_no IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_moves_offer", "moves")
    op.drop_index("ix_moves_day", "moves")
