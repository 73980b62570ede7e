"""What deals that ended taught, what may be learned in a workspace, and deals that are samples"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column(
        "deals", sa.Column("sample", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "workspaces",
        sa.Column("learning", sa.Text(), nullable=False, server_default='{"v":1,"body":[]}'),
    )
    op.create_table(
        "playbook_lines",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("side", KEY, nullable=False),
        sa.Column("industry", KEY),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("day", KEY, nullable=False),
        *_of_a_deal("playbook_lines", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_playbook_lines_team_side_day", "playbook_lines", ["team", "side", "day"])
    op.create_table(
        "tradeable_outcomes",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("side", KEY, nullable=False),
        sa.Column("industry", KEY),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("cost", KEY),
        sa.Column("worth", KEY),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("cost_size", KEY),
        sa.Column("worth_size", KEY),
        sa.Column("day", KEY, nullable=False),
        *_of_a_deal("tradeable_outcomes", "no"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_tradeable_outcomes_team_side_day", "tradeable_outcomes", ["team", "side", "day"]
    )
    op.create_table(
        "party_rulings",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("verdict", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        *_of_a_deal("party_rulings", "other"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_party_rulings_team_other", "party_rulings", ["team", "other"])


def _of_a_deal(table: str, last: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("team", "deal", last, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name=f"fk_{table}_deals"
        ),
    ]


def downgrade() -> None:
    for table in ("party_rulings", "tradeable_outcomes", "playbook_lines"):
        op.drop_table(table)
    op.drop_column("workspaces", "learning")
    op.drop_column("deals", "sample")
