"""How deals are governed: rhythms, check-ins, readings of measures, triggers that fired"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _table(name: str, key: tuple[str, ...], *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("team", KEY, nullable=False),
        sa.Column("deal", KEY, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["team", "deal"], ["deals.team", "deals.id"], name=f"fk_{name}_deals"
        ),
        sa.PrimaryKeyConstraint("team", "deal", *key, name=f"pk_{name}"),
        sqlite_with_rowid=False,
    )


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False)


def _key(name: str) -> sa.Column:
    return sa.Column(name, KEY, nullable=False)


def upgrade() -> None:
    _table("rhythms", (), _text("body"), _number("version"))
    _table("checkins", ("no",), _number("no"), _text("body"), _number("version"))
    _table(
        "readings",
        ("no",),
        _number("no"),
        _text("measure"),
        _key("value"),
        _key("day"),
        _key("person"),
        _key("at"),
    )
    _table(
        "firings",
        ("reading",),
        _number("reading"),
        _text("measure"),
        _key("day"),
        _text("action"),
        _key("at"),
    )


def downgrade() -> None:
    for name in ("firings", "readings", "checkins", "rhythms"):
        op.drop_table(name)
