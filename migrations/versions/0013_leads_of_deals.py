"""Leads of deals, and whether a workspace has them"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column(
        "workspaces",
        sa.Column("leads", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "leads",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "person", name="pk_leads"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_leads_deals"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_leads_team_person_deal", "leads", ["team", "person", "deal"])


def downgrade() -> None:
    op.drop_index("ix_leads_team_person_deal", "leads")
    op.drop_table("leads")
    op.drop_column("workspaces", "leads")
