"""What either side has to do: the commitments of a deal"""

import json
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = ("no", "side", "state", "due", "owner", "version")
"""What of a commitment has a column of its own; the rest is its body."""

commitments = sa.table(
    "commitments",
    *(sa.column(name) for name in ("team", "deal", *COLUMNS, "body")),
)


def upgrade() -> None:
    op.create_table(
        "commitments",
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        sa.Column("no", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("due", KEY),
        sa.Column("owner", KEY),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "deal", "no", name="pk_commitments"),
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name="fk_commitments_deals"
        ),
        sqlite_with_rowid=False,
    )
    rows = [*_fold_entries(), *_list_promised_gets()]
    if rows:
        op.bulk_insert(commitments, rows)


def _fold_entries() -> Iterable[dict[str, object]]:
    """The commitments that entries speak of, where this migration was run and taken back before."""
    query = sa.text(
        "SELECT team, deal, body FROM entries WHERE body LIKE :said ORDER BY team, deal, seq"
    )
    folded: dict[tuple[str, str, int], dict[str, object]] = {}
    for team, deal, body in op.get_bind().execute(query, {"said": '%"commitments"%'}):
        for said in json.loads(body)["body"].get("commitments", ()):
            row = {name: said.pop(name, None) for name in COLUMNS}
            row |= {"state": row["state"] or "open", "version": row["version"] or 1}
            folded[team, deal, row["no"]] = {"team": team, "deal": deal, **row, "body": _body(said)}
    return folded.values()


def _body(said: dict[str, object]) -> str:
    return json.dumps({"v": 1, "body": said}, separators=(",", ":"), ensure_ascii=False)


def _list_promised_gets() -> list[dict[str, object]]:
    """A commitment of theirs for each get that was promised and has not come, unless an entry says so already."""
    query = sa.text(
        "SELECT team, deal, no, what, at, person, due FROM moves"
        " WHERE kind = 'get' AND state = 'promised' AND offer_no IS NULL ORDER BY team, deal, no"
    )
    known: dict[tuple[object, object], int] = {}
    sources: set[tuple[object, object, object]] = set()
    for row in _fold_entries():
        key = (row["team"], row["deal"])
        known[key] = max(known.get(key, 0), int(str(row["no"])))
        sources.add((*key, json.loads(str(row["body"]))["body"].get("source")))
    rows: list[dict[str, object]] = []
    for team, deal, no, what, at, person, due in op.get_bind().execute(query):
        if (team, deal, no) in sources:
            continue
        number = known[team, deal] = known.get((team, deal), 0) + 1
        body = {"what": what, "at": at, "person": person, "origin": "get", "source": no}
        row = {"no": number, "side": "theirs", "state": "open", "due": due, "owner": None}
        rows.append({"team": team, "deal": deal, **row, "version": 1, "body": _body(body)})
    return rows


def downgrade() -> None:
    # Entries stay; programs of before know fewer verbs.
    op.execute("UPDATE entries SET verb = 'set' WHERE verb IN ('committed', 'waived')")
    op.drop_table("commitments")
