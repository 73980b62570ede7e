"""Statements that several tables need, and the places for values in them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    FromClause,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import (
    insert,  # SQLite compiles its ON CONFLICT to the same text
)
from sqlalchemy.types import TypeEngine

from bot.coach.ports.errors import VersionConflict
from bot.store.session import Session, Value, WriteStatement


def given(name: str, type_: TypeEngine[int] | None = None) -> BindParameter[Value]:
    """A place in a statement for a value that is given when it runs."""
    return bindparam(name, None, type_=type_)


def equal_given(table: FromClause, *columns: str, prefix: str = "") -> ColumnElement[bool]:
    """That these columns of a table hold the values that are given under their names.

    An update needs a `prefix` for its places: there Core keeps the names of the columns for itself.
    """
    return and_(*(table.c[name] == given(prefix + name) for name in columns))


AT_ONCE = 100
"""How many ids one statement takes. One text serves every number of them: where there are fewer,
the rest of its places stay empty."""


def id_places() -> list[BindParameter[Value]]:
    """Places in a statement for many ids."""
    return [given(f"id{n}") for n in range(AT_ONCE)]


def id_batches(ids: Iterable[str]) -> Iterator[dict[str, Value]]:
    """The ids for those places, each once, for as many statements as it takes."""
    remaining = iter(dict.fromkeys(ids))
    while batch := list(islice(remaining, AT_ONCE)):
        padding = [""] * (AT_ONCE - len(batch))
        yield {f"id{n}": id_ for n, id_ in enumerate([*batch, *padding])}


def insert_new(table: Table) -> WriteStatement[tuple[()]]:
    """Adds a row; one that is already there under the same key stays as it is."""
    return WriteStatement(insert(table).on_conflict_do_nothing())


def upsert(table: Table) -> WriteStatement[tuple[()]]:
    """Adds a row, or replaces the one with the same key."""
    new = insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    return WriteStatement(new.on_conflict_do_update(index_elements=key, set_=rest))


def delete_oldest(
    table: Table, when: Column[str], *also: ColumnElement[bool]
) -> WriteStatement[tuple[()]]:
    """Deletes the oldest rows before a moment or day, at most so many."""
    keys = tuple(table.primary_key.columns)
    found = (
        select(*keys)
        .where(when < given("before"), *also)
        .order_by(when)
        .limit(given("most", func.count().type))
        .with_for_update(skip_locked=True)  # another worker at the same job takes other rows
    )
    return WriteStatement(delete(table).where(tuple_(*keys).in_(found)))


class VersionedRows:
    """Rows that are replaced under optimistic locking: each write states its version, which must be
    one above the stored one, and 1 where nothing is stored."""

    def __init__(self, table: Table) -> None:
        self._key = [column.name for column in table.primary_key]
        self._insert = insert_new(table)
        self._replace = WriteStatement[tuple[()]](
            update(table)
            .where(equal_given(table, *self._key, "version", prefix="old_"))
            .values({c.name: given(f"new_{c.name}") for c in table.c if not c.primary_key})
        )

    def save_row(self, session: Session, version: int, row: Mapping[str, Value]) -> None:
        """Writes the row at that version. Raises `VersionConflict`."""
        if version == 1:
            written = session.write(self._insert, **row)
        else:
            old = {f"old_{name}": row[name] for name in self._key}
            new = {f"new_{name}": value for name, value in row.items() if name not in self._key}
            written = session.write(self._replace, **old, **new, old_version=version - 1)
        if not written:
            raise VersionConflict
