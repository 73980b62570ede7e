"""What the page of a long ledger says of all its moves"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "log_measures",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("basis", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_log_measures_deals"
        ),
        sa.PrimaryKeyConstraint("team", "deal", name="pk_log_measures"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("log_measures")
