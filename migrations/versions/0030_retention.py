"""How long closed deals stay, and which are to be deleted for their age"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for name, months in (("closed_months", "0"), ("hiring_months", "6")):
        op.add_column(
            "data_rules", sa.Column(name, sa.Integer(), nullable=False, server_default=months)
        )
    op.create_table(
        "planned_deletions",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("announced_on", KEY, nullable=False),
        sa.Column("last_day", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", name="pk_planned_deletions"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_planned_deletions_deals"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("planned_deletions")
    op.drop_column("data_rules", "hiring_months")
    op.drop_column("data_rules", "closed_months")
