"""A mute beside an absence, and lines that are no moves put off"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("preferences", sa.Column("muted_from", KEY))
    op.add_column("preferences", sa.Column("muted_until", KEY))
    op.create_table(
        "line_snoozes",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("until", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "person", "deal", "subject", name="pk_line_snoozes"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_line_snoozes_deals"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("line_snoozes")
    op.drop_column("preferences", "muted_until")
    op.drop_column("preferences", "muted_from")
