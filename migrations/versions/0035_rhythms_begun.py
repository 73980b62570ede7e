"""Whether anything was agreed in a rhythm: a deal that was won is kept where there is"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"

OF_PEOPLE = frozenset(
    {"reminded", "quiet", "zone", "country", "settled", "occurrences", "renews_for"}
)
"""What a rhythm may hold of which nothing was agreed."""
GATE = ("what", "passes", "day")
EXITS = ("pause", "reopen", "stop_loss")


def upgrade() -> None:
    op.add_column(
        "rhythms", sa.Column("begun", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    connection = op.get_bind()
    for team, deal, body in connection.execute(
        sa.text("SELECT team, deal, body FROM rhythms")
    ).all():
        if _is_begun(json.loads(body)["body"]):
            connection.execute(
                sa.text("UPDATE rhythms SET begun = :yes WHERE team = :team AND deal = :deal"),
                {"yes": True, "team": team, "deal": deal},
            )


def _is_begun(stored: dict[str, Any]) -> bool:
    # What is empty is left out of a body, but a gate in the middle of others is not.
    gates, exits = stored.pop("gates", []), stored.pop("exits", {})
    has_gate = any(gate.get(part) for gate in gates for part in GATE)
    has_exit = any(exits.get(part) for part in EXITS)
    return has_gate or has_exit or any(stored[name] for name in stored.keys() - OF_PEOPLE)


def downgrade() -> None:
    op.drop_column("rhythms", "begun")
