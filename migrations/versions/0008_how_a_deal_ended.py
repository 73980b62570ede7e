"""Who has agreed to a deal, and how it ended"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("deals", sa.Column("outcome", KEY))
    nobody = '{"v":1,"body":[]}'
    op.add_column("deals", sa.Column("agreed", sa.Text(), nullable=False, server_default=nobody))


def downgrade() -> None:
    op.drop_column("deals", "agreed")
    op.drop_column("deals", "outcome")
