"""The day on which a deal that is on hold goes on"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("deals", sa.Column("held_until", KEY))
    op.create_index("ix_deals_held_until", "deals", ["held_until"])


def downgrade() -> None:
    op.drop_index("ix_deals_held_until", "deals")
    op.drop_column("deals", "held_until")
