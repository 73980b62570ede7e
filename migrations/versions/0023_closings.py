"""How far the close of a deal has come"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "closings",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", name="pk_closings"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_closings_deals"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("closings")
