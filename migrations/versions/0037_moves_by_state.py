"""Moves of a deal by how they stand, and ties by their get, for commands that read a few of them"""

from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    op.create_index("ix_moves_state", "moves", ["team", "deal", "kind", "state", "since", "no"])
    op.create_index("ix_ties_get", "ties", ["team", "deal", "get"])


def downgrade() -> None:
    op.drop_index("ix_ties_get", "ties")
    op.drop_index("ix_moves_state", "moves")
