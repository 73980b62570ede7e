"""Whom to ask in a workspace about law and fairness"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column(
        "workspaces", sa.Column("whom_to_ask", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("workspaces", "whom_to_ask")
