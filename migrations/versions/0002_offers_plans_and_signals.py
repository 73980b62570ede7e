"""offers, plans, signals and several deals in a channel"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "waiting",
        sa.Column("team", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("command", KEY, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("team", "id", name="pk_waiting"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_waiting_at", "waiting", ["at"], unique=False)

    op.create_table(
        "workspaces",
        sa.Column("team", KEY, nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("team", name="pk_workspaces"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "imported",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("external", KEY, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_imported_deals"
        ),
        sa.PrimaryKeyConstraint("team", "deal", "external", name="pk_imported"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notes",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("day", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_notes_deals"
        ),
        sa.PrimaryKeyConstraint("team", "deal", "no", name="pk_notes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "offers",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("lapses", KEY),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_offers_deals"
        ),
        sa.PrimaryKeyConstraint("team", "deal", "no", name="pk_offers"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_offers_lapses",
        "offers",
        ["lapses", "team", "deal"],
        sqlite_where=sa.text("lapses IS NOT NULL"),
        postgresql_where=sa.text("lapses IS NOT NULL"),
    )
    op.create_table(
        "picks",
        sa.Column("team", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("channel", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_picks_deals"
        ),
        sa.PrimaryKeyConstraint("team", "person", "channel", name="pk_picks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "plans",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_plans_deals"
        ),
        sa.PrimaryKeyConstraint("team", "deal", name="pk_plans"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "said",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("rule", KEY, nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("weight", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.ForeignKeyConstraint(["team", "deal"], ["deals.team", "deals.id"], name="fk_said_deals"),
        sa.PrimaryKeyConstraint("team", "deal", "person", "rule", "key", name="pk_said"),
        sqlite_with_rowid=False,
    )
    op.add_column("posts", sa.Column("deal", KEY, nullable=True))
    op.add_column("posts", sa.Column("sends", sa.Integer(), server_default="0", nullable=False))
    op.add_column("posts", sa.Column("misses", sa.Integer(), server_default="0", nullable=False))
    op.add_column("posts", sa.Column("conversation", KEY, server_default="", nullable=False))
    op.add_column("posts", sa.Column("ts", KEY, server_default="", nullable=False))
    op.add_column(
        "posts", sa.Column("marked", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column(
        "posts", sa.Column("bare", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("posts", sa.Column("why", KEY, server_default="", nullable=False))
    with op.batch_alter_table("deals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("issues", sa.Text(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("style", sa.Text(), server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("held_since", KEY, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("deals", schema=None) as batch_op:
        batch_op.drop_column("held_since")
        batch_op.drop_column("style")
        batch_op.drop_column("issues")

    with op.batch_alter_table("posts", schema=None) as batch_op:
        for name in ("why", "bare", "marked", "ts", "conversation", "misses", "sends", "deal"):
            batch_op.drop_column(name)
    op.drop_table("said")
    op.drop_table("plans")
    op.drop_table("picks")
    op.drop_index("ix_offers_lapses", table_name="offers")
    op.drop_table("offers")
    op.drop_table("notes")
    op.drop_table("imported")
    op.drop_table("workspaces")
    op.drop_index("ix_waiting_at", table_name="waiting")
    op.drop_table("waiting")
