"""Whether people of a workspace are shown as roles"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    op.add_column(
        "data_rules",
        sa.Column("authors_as_roles", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("data_rules", "authors_as_roles")
