"""How statements are run: written once in Core, compiled once for each database, run by its driver.

Core's own way of running a statement costs several times what the database needs for these small ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    FromClause,
    Select,
    SelectBase,
    Table,
    UpdateBase,
    bindparam,
    delete,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.types import TypeEngine

from bot.coach.ports import VersionConflict

Value = str | int | bool | None
RowT = TypeVar("RowT", bound=tuple[object, ...])


def given(name: str, type_: TypeEngine[int] | None = None) -> BindParameter[Value]:
    """A place in a statement for a value given when it runs."""
    return bindparam(name, None, type_=type_)


AT_ONCE = 100
"""So many ids one statement takes; where there are fewer, the rest of its places stay empty."""


def places() -> list[BindParameter[Value]]:
    """Places in a statement for many ids."""
    return [given(f"id{n}") for n in range(AT_ONCE)]


def batches(ids: Iterable[str]) -> Iterator[dict[str, Value]]:
    """The ids for those places, as many statements as it takes."""
    each = iter(dict.fromkeys(ids))
    while batch := list(islice(each, AT_ONCE)):
        yield {f"id{n}": batch[n] if n < len(batch) else "" for n in range(AT_ONCE)}


class ReadStatement(Generic[RowT]):
    """A statement that reads rows of one shape. In a transaction that may write, the rows it reads of `holds` are
    held until its end, so that what was read is still so when the transaction writes (SQLite has one writer at a
    time and needs no holding)."""

    def __init__(self, core: SelectBase, *, holds: FromClause | None = None) -> None:
        self.core, self.holds = core, holds

    def held(self) -> SelectBase:
        """The statement that also holds what it reads."""
        if self.holds is None or not isinstance(self.core, Select):
            return self.core
        return self.core.with_for_update(of=self.holds, key_share=True)


class WriteStatement(Generic[RowT]):
    """A statement that writes; where it says what it wrote, in rows of one shape. One that is `sure` has to touch a row
    each time."""

    def __init__(self, core: UpdateBase, *, sure: bool = False) -> None:
        self.core, self.sure = core, sure


class Compiled:
    """A statement's text for one database, and the order in which that text wants its values."""

    def __init__(self, core: SelectBase | UpdateBase, dialect: Dialect) -> None:
        compiled = core.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.text = str(compiled)
        self.order: tuple[str, ...] = tuple(compiled.positiontup or ())
        self.fixed: Mapping[str, Value] = {
            n: v for n, v in compiled.params.items() if v is not None
        }

    def values(self, named: Mapping[str, Value]) -> Sequence[Value]:
        """The values in the text's order."""
        known = {**self.fixed, **named} if self.fixed else named
        return storable([known[name] for name in self.order])


class Unstorable(ValueError):
    """A text that is no text: with a NUL in it, which PostgreSQL cannot keep, or half a character."""


def storable(values: Sequence[Value]) -> Sequence[Value]:
    """The values, where every database can keep them."""
    if "\0" in "".join([value for value in values if isinstance(value, str)]):
        raise Unstorable
    return values


class Statements:
    """What was compiled so far for one database."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.unique_violated: type[Exception] = dialect.loaded_dbapi.IntegrityError
        self._reading: dict[object, Compiled] = {}
        self._writing: dict[object, Compiled] = {}

    def query(self, query: ReadStatement[RowT], *, writing: bool) -> Compiled:
        """The query compiled, holding what it reads where the transaction may write."""
        known = self._writing if writing else self._reading
        found = known.get(query)
        if found is None:
            found = known[query] = Compiled(query.held() if writing else query.core, self.dialect)
        return found

    def change(self, change: WriteStatement[RowT]) -> Compiled:
        """The change compiled."""
        found = self._writing.get(change)
        if found is None:
            found = self._writing[change] = Compiled(change.core, self.dialect)
        return found


class ReadOnly(Exception):
    """A transaction that only reads was asked to write."""


class Session:
    """One open transaction."""

    __slots__ = ("_cursor", "_later", "_statements", "_writing")

    def __init__(self, cursor: DBAPICursor, statements: Statements, *, writing: bool) -> None:
        self._cursor, self._statements, self._writing = cursor, statements, writing
        self._later: dict[WriteStatement[tuple[()]], list[Mapping[str, Value]]] = {}

    def all(self, query: ReadStatement[RowT], **values: Value) -> list[RowT]:
        """All rows of a query."""
        self.settle()
        compiled = self._statements.query(query, writing=self._writing)
        self._cursor.execute(compiled.text, compiled.values(values))
        return cast("list[RowT]", self._cursor.fetchall())

    def first(self, query: ReadStatement[RowT], **values: Value) -> RowT | None:
        """The first row of a query."""
        rows = self.all(query, **values)
        return rows[0] if rows else None

    def change(self, change: WriteStatement[RowT], **values: Value) -> int:
        """Writes once; how many rows it touched."""
        self.settle()
        compiled = self._writable(change)
        try:
            self._cursor.execute(compiled.text, compiled.values(values))
        except self._statements.unique_violated as error:
            raise VersionConflict from error
        return self._cursor.rowcount

    def changed(self, change: WriteStatement[RowT], **values: Value) -> list[RowT]:
        """Writes once; the rows it says it wrote."""
        self.change(change, **values)
        return cast("list[RowT]", self._cursor.fetchall())

    def change_each(self, change: WriteStatement[RowT], rows: Sequence[Sequence[Value]]) -> None:
        """Writes once for each row of values, which are in the statement's own order."""
        self.settle()
        compiled = self._writable(change)
        if rows:
            self._each(compiled, [storable(row) for row in rows])

    def later(self, change: WriteStatement[tuple[()]], **values: Value) -> None:
        """Writes once, together with all its like: before anything else is read or written, or as the transaction ends.
        Raises `Stale` by then where a change that is sure touched nothing."""
        self._writable(change)
        self._later.setdefault(change, []).append(values)

    def settle(self) -> None:
        """Writes what was left for later."""
        if not self._later:
            return
        later, self._later = self._later, {}
        for change, each in later.items():
            compiled = self._writable(change)
            touched = self._each(compiled, [compiled.values(values) for values in each])
            if change.sure and touched != len(each):
                raise VersionConflict

    def _each(self, compiled: Compiled, rows: Sequence[Sequence[Value]]) -> int:
        """Writes once for each row; how many rows of the database they touched together."""
        try:
            self._cursor.executemany(compiled.text, rows)
        except self._statements.unique_violated as error:
            raise VersionConflict from error
        return self._cursor.rowcount

    def _writable(self, change: WriteStatement[RowT]) -> Compiled:
        if not self._writing:
            raise ReadOnly
        return self._statements.change(change)


class Repository:
    """A part of the unit of work: the statements of one concept, run in its transaction."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session


def insert_new(table: Table) -> WriteStatement[tuple[()]]:
    """Adds a row; one that is already there under the same key stays as it is."""
    return WriteStatement(insert(table).on_conflict_do_nothing())


def upsert(table: Table) -> WriteStatement[tuple[()]]:
    """Adds a row, or replaces the one with the same key."""
    new = insert(table)
    key = [column.name for column in table.primary_key]
    rest = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    return WriteStatement(new.on_conflict_do_update(index_elements=key, set_=rest))


class VersionedRows:
    """Rows that are replaced under optimistic locking: each write states its version, which must be
    one above the stored one."""

    def __init__(self, table: Table) -> None:
        key = list(table.primary_key)
        rest = [column for column in table.c if not column.primary_key]
        self._first = insert_new(table)
        self._next = WriteStatement[tuple[()]](
            update(table)
            .where(*(column == given(f"old_{column.name}") for column in key))
            .where(table.c.version == given("old_version"))
            .values({column.name: given(f"new_{column.name}") for column in rest})
        )
        self._key = [column.name for column in key]

    def save(self, session: Session, version: int, **values: Value) -> None:
        """Writes the row at that version. Raises `VersionConflict`."""
        if version == 1:
            written = session.change(self._first, **values, version=1)
        else:
            key = {f"old_{name}": values.pop(name) for name in self._key}
            rest = {f"new_{name}": value for name, value in values.items()}
            written = session.change(
                self._next, **key, **rest, old_version=version - 1, new_version=version
            )
        if not written:
            raise VersionConflict


def delete_oldest(
    table: Table, when: Column[str], *also: ColumnElement[bool]
) -> WriteStatement[tuple[()]]:
    """Deletes the oldest rows before a moment or day, at most so many.

    Rows that another worker is deleting at the same time are left to it.
    """
    keys = tuple(table.primary_key.columns)
    found = (
        select(*keys)
        .where(when < given("before"), *also)
        .order_by(when)
        .limit(given("most", func.count().type))
        .with_for_update(skip_locked=True)
    )
    return WriteStatement(delete(table).where(tuple_(*keys).in_(found)))
