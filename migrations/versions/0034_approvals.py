"""Gives that wait for somebody's yes, and the rules that say which do"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "approval_rules",
        sa.Column("team", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_approval_rules"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "give_approvals",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_give_approvals"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_give_approvals_deals"
        ),
        sqlite_with_rowid=False,
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_give_approvals_waiting",
        "give_approvals",
        ["team", "deal", "at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_table("give_approvals")
    op.drop_table("approval_rules")
