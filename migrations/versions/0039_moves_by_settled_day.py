"""Moves by the day they were settled, for the last answers of the other side"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    op.create_index(
        "ix_moves_settled",
        "moves",
        ["team", "deal", "kind", "settled", "no"],
        sqlite_where=sa.text("settled IS NOT NULL"),
        postgresql_where=sa.text("settled IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_moves_settled", "moves")
