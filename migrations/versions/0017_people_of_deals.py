"""Followers, admins, who was asked for consent, plans of former owners, and which roles came from a channel"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

EMPTY = '{"v":1,"body":[]}'
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column(
        "roles",
        sa.Column("from_channel", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    # Nobody wrote down so far where a role came from. Members are those who typed in the channel, as a rule; who is
    # wrongly taken for one and leaves the channel can be given the role again.
    op.execute("UPDATE roles SET from_channel = true WHERE role = 'member'")
    op.add_column(
        "workspaces", sa.Column("admins", sa.Text(), nullable=False, server_default=EMPTY)
    )
    op.add_column(
        "workspaces", sa.Column("plan_grace", sa.Integer(), nullable=False, server_default="30")
    )
    op.add_column(
        "preferences", sa.Column("stopped", sa.Text(), nullable=False, server_default=EMPTY)
    )
    op.create_table(
        "followers",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name=op.f("fk_followers_deals")
        ),
        sa.PrimaryKeyConstraint("team", "deal", "person", name=op.f("pk_followers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_followers_team_person_deal"), "followers", ["team", "person", "deal"])
    op.create_table(
        "consent_asks",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("answer", KEY),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name=op.f("fk_consent_asks_deals")
        ),
        sa.PrimaryKeyConstraint("team", "person", "deal", name=op.f("pk_consent_asks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "former_plans",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name=op.f("fk_former_plans_deals")
        ),
        sa.PrimaryKeyConstraint("team", "deal", "person", name=op.f("pk_former_plans")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_former_plans_at"), "former_plans", ["at"])


def downgrade() -> None:
    op.drop_table("former_plans")
    op.drop_table("consent_asks")
    op.drop_table("followers")
    op.drop_column("preferences", "stopped")
    op.drop_column("workspaces", "plan_grace")
    op.drop_column("workspaces", "admins")
    # Who may no longer do what only a co-owner may is a member again.
    op.execute("UPDATE roles SET role = 'member' WHERE role = 'co-owner'")
    op.drop_column("roles", "from_channel")
