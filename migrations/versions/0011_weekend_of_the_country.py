"""Weekdays without a message are those of the country's weekend until somebody chooses others"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("preferences") as batch:
        batch.alter_column("quiet", existing_type=KEY, nullable=True)
    # Nobody had to choose these: they were filled in for everybody, in every country.
    op.execute(sa.text("UPDATE preferences SET quiet = NULL WHERE quiet = '[5,6]'"))


def downgrade() -> None:
    op.execute(sa.text("UPDATE preferences SET quiet = '[5,6]' WHERE quiet IS NULL"))
    with op.batch_alter_table("preferences") as batch:
        batch.alter_column("quiet", existing_type=KEY, nullable=False)
