"""Further moves that a move refers to: a give that waits for two asks, an ask for the return of two gives"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    none = '{"v":1,"body":[]}'
    op.add_column("moves", sa.Column("also", sa.Text(), nullable=False, server_default=none))


def downgrade() -> None:
    op.drop_column("moves", "also")
