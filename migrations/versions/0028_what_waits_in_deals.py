"""The days of check-ins and of ends of contracts that nobody settled, and an index of drafts"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
IS_DRAFT = sa.text("state = 'draft'")


def upgrade() -> None:
    op.add_column("checkins", sa.Column("open_day", KEY))
    op.add_column("rhythms", sa.Column("end_day", KEY))
    _fill_open_days()
    _fill_end_days()
    op.create_index(
        op.f("ix_checkins_team_deal_open_day"), "checkins", ["team", "deal", "open_day"]
    )
    op.create_index(
        "ix_moves_drafts",
        "moves",
        ["team", "person", "deal"],
        sqlite_where=IS_DRAFT,
        postgresql_where=IS_DRAFT,
    )


def _fill_open_days() -> None:
    connection = op.get_bind()
    for team, deal, no, body in connection.execute(
        sa.text("SELECT team, deal, no, body FROM checkins")
    ).all():
        stored = json.loads(body)["body"]
        # What is planned is the default, which is left out.
        if "state" not in stored:
            connection.execute(
                sa.text(
                    "UPDATE checkins SET open_day = :day WHERE team = :team AND deal = :deal AND no = :no"
                ),
                {"day": stored["day"], "team": team, "deal": deal, "no": no},
            )


def _fill_end_days() -> None:
    connection = op.get_bind()
    for team, deal, body in connection.execute(
        sa.text("SELECT team, deal, body FROM rhythms")
    ).all():
        stored = json.loads(body)["body"]
        settled = {(each["kind"], each["of"]) for each in stored.get("settled", [])}
        days = [
            stored[kind]
            for kind in ("renewal", "notice")
            if stored.get(kind) and (kind, stored[kind]) not in settled
        ]
        if days:
            connection.execute(
                sa.text("UPDATE rhythms SET end_day = :day WHERE team = :team AND deal = :deal"),
                {"day": min(days), "team": team, "deal": deal},
            )


def downgrade() -> None:
    op.drop_index("ix_moves_drafts", table_name="moves")
    op.drop_index(op.f("ix_checkins_team_deal_open_day"), table_name="checkins")
    op.drop_column("rhythms", "end_day")
    op.drop_column("checkins", "open_day")
