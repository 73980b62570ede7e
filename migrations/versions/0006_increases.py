"""Gives that come on top of an earlier one: the difference as a value, no longer as English words in what is given"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("moves", sa.Column("increase", sa.Text()))


def downgrade() -> None:
    op.drop_column("moves", "increase")
