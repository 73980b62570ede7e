"""What all tables are described with."""

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, MetaData, Text

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

KEY = Text().with_variant(Text(collation="C"), "postgresql")
"""Ids, days and moments: compared byte by byte, whatever language the database speaks."""


def key_column(name: str, *, in_key: bool = True) -> Column[str]:
    """An id, a day or a moment; part of the primary key unless `in_key` is off."""
    return Column(name, KEY, primary_key=in_key, nullable=False)


def text_column(name: str) -> Column[str]:
    """A text that is always there."""
    return Column(name, Text, nullable=False)


def number_column(name: str, *, in_key: bool = False) -> Column[int]:
    """A number that is always there; part of the primary key where `in_key` is on."""
    return Column(name, Integer, primary_key=in_key, nullable=False, autoincrement=False)


def flag_column(name: str) -> Column[bool]:
    """Yes or no, always there."""
    return Column(name, Boolean, nullable=False)


def reference_deal() -> ForeignKeyConstraint:
    """Ties a table's `team` and `deal` to a row of `deals`."""
    return ForeignKeyConstraint(["team", "deal"], ["deals.team", "deals.id"])
