"""How long a workspace's data stays after an uninstall"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "data_rules",
        sa.Column("team", KEY, nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.Column("uninstalled_at", KEY),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_data_rules"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("data_rules")
