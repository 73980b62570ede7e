"""The days of closes that were begun, and of gates and events that nobody settled"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("closings", sa.Column("begun_day", KEY))
    op.add_column("rhythms", sa.Column("due_day", KEY))
    _fill_begun_days()
    _fill_due_days()


def _fill_begun_days() -> None:
    connection = op.get_bind()
    for team, deal, body in connection.execute(
        sa.text("SELECT team, deal, body FROM closings")
    ).all():
        stored = json.loads(body)["body"]
        # What is empty is left out of a body.
        days = [decision["on"] for decision in stored.get("decisions", [])]
        if days and not stored.get("finished"):
            connection.execute(
                sa.text("UPDATE closings SET begun_day = :day WHERE team = :team AND deal = :deal"),
                {"day": min(days), "team": team, "deal": deal},
            )


def _fill_due_days() -> None:
    connection = op.get_bind()
    for team, deal, body in connection.execute(
        sa.text("SELECT team, deal, body FROM rhythms")
    ).all():
        stored = json.loads(body)["body"]
        days = [
            gate["day"]
            for gate in stored.get("gates", [])
            if gate.get("day") and not gate.get("outcome")
        ]
        days += [each["due"] for each in stored.get("occurrences", []) if not each.get("done")]
        if days:
            connection.execute(
                sa.text("UPDATE rhythms SET due_day = :day WHERE team = :team AND deal = :deal"),
                {"day": min(days), "team": team, "deal": deal},
            )


def downgrade() -> None:
    op.drop_column("rhythms", "due_day")
    op.drop_column("closings", "begun_day")
