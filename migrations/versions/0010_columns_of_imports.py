"""What somebody said that the columns of a spreadsheet are, so that it is asked once"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_columns",
        sa.Column("team", KEY, nullable=False),
        sa.Column("shape", KEY, nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("team", "shape", name="pk_import_columns"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("import_columns")
