"""Open asks by their day, for whoever has many deals, and figures that are estimates, for the sums of long ones"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    is_ask = "kind = 'ask' AND due IS NOT NULL"
    op.create_index(
        "ix_moves_due",
        "moves",
        ["team", "deal", "due"],
        sqlite_where=sa.text(f"open = 1 AND {is_ask}"),
        postgresql_where=sa.text(f"open AND {is_ask}"),
    )
    for name in ("cost", "worth"):
        # A size has no amount.
        is_estimated = sa.text(f"{name} LIKE '%\"estimate\"%' OR {name} NOT LIKE '%\"amount\"%'")
        op.create_index(
            f"ix_moves_estimated_{name}",
            "moves",
            ["team", "deal", "kind", "state", "day", name],
            sqlite_where=is_estimated,
            postgresql_where=is_estimated,
        )


def downgrade() -> None:
    for name in ("worth", "cost"):
        op.drop_index(f"ix_moves_estimated_{name}", "moves")
    op.drop_index("ix_moves_due", "moves")
