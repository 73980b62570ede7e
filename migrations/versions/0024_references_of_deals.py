"""What a deal is called in other systems"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column(
        "deals",
        sa.Column("external", sa.Text(), nullable=False, server_default='{"v":1,"body":[]}'),
    )


def downgrade() -> None:
    op.drop_column("deals", "external")
