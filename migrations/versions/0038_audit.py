"""Acts that a workspace has to account for, and how long they stay"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "audit_rows",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("act", KEY, nullable=False),
        sa.Column("deal_id", KEY, nullable=True),
        sa.Column("whom", KEY, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_audit_rows"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audit_rows_team_at_id", "audit_rows", ["team", "at", "id"])
    op.add_column(
        "data_rules", sa.Column("audit_months", sa.Integer(), nullable=False, server_default="24")
    )


def downgrade() -> None:
    op.drop_column("data_rules", "audit_months")
    op.drop_table("audit_rows")
