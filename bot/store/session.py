"""How statements are run: written once in Core, compiled once for each database, run by its driver.

Core's own way of running a statement costs several times what the database needs for the small ones
that are all there is here (75 against 215 microseconds for the two that a command reads).
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Generic, TypeVar, cast

from sqlalchemy import FromClause, Select, SelectBase, UpdateBase
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.coach.ports.errors import VersionConflict

Value = str | int | bool | None
Row = tuple[Value, ...]
RowT = TypeVar("RowT", bound=tuple[object, ...])


class ReadStatement(Generic[RowT]):
    """A statement that reads rows of one shape.

    In a transaction that may write, the rows that it reads of `holds` stay locked until its end, so
    that what was read is still so when the transaction writes. SQLite, with one writer at a time,
    needs no such lock.
    """

    def __init__(self, core: SelectBase, *, holds: FromClause | None = None) -> None:
        self.core, self.holds = core, holds

    def locking(self) -> SelectBase:
        """The statement that also locks what it reads."""
        if self.holds is None or not isinstance(self.core, Select):
            return self.core
        # FOR NO KEY UPDATE, so that rows that refer to the deal can still be added beside it.
        return self.core.with_for_update(of=self.holds, key_share=True)


class WriteStatement(Generic[RowT]):
    """A statement that writes; where it returns what it wrote, in rows of one shape. One that
    `must_hit` has to touch a row each time."""

    def __init__(self, core: UpdateBase, *, must_hit: bool = False) -> None:
        self.core, self.must_hit = core, must_hit


class Compiled:
    """A statement's text for one database, and the order in which that text wants its values."""

    def __init__(self, core: SelectBase | UpdateBase, dialect: Dialect) -> None:
        compiled = core.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        self.text = str(compiled)
        self.order: tuple[str, ...] = tuple(compiled.positiontup or ())
        self.constants: Mapping[str, Value] = {
            name: value for name, value in compiled.params.items() if value is not None
        }

    def values(self, named: Mapping[str, Value]) -> Sequence[Value]:
        """The values in the text's order. Raises `Unstorable`."""
        known = {**self.constants, **named} if self.constants else named
        return check_storable([known[name] for name in self.order])


class Unstorable(ValueError):
    """A text that is no text: with a NUL in it, which PostgreSQL cannot keep, or half a character."""


def check_storable(values: Sequence[Value]) -> Sequence[Value]:
    """The values, where every database can keep them. Raises `Unstorable`."""
    # One search through all texts together takes less time than one through each.
    if "\0" in "".join([value for value in values if isinstance(value, str)]):
        raise Unstorable
    return values


class Statements:
    """What was compiled so far for databases of one kind."""

    _by_kind: ClassVar[dict[tuple[str, str, str], "Statements"]] = {}

    @classmethod
    def for_dialect(cls, dialect: Dialect) -> "Statements":
        """Those of the dialect's kind. All databases of one kind that a process opens share them, since nothing in a
        text is of one server or file."""
        kind = (dialect.name, dialect.driver, dialect.paramstyle)
        if kind not in cls._by_kind:
            cls._by_kind[kind] = cls(dialect)
        return cls._by_kind[kind]

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.unique_violated: type[Exception] = dialect.loaded_dbapi.IntegrityError
        self._plain: dict[object, Compiled] = {}
        self._locking: dict[object, Compiled] = {}

    def compile_read(self, statement: ReadStatement[RowT], *, writing: bool) -> Compiled:
        """The statement compiled, locking what it reads where the transaction may write."""
        known = self._locking if writing else self._plain
        found = known.get(statement)
        if found is None:
            core = statement.locking() if writing else statement.core
            found = known[statement] = Compiled(core, self.dialect)
        return found

    def compile_write(self, statement: WriteStatement[RowT]) -> Compiled:
        """The statement compiled."""
        found = self._plain.get(statement)
        if found is None:
            found = self._plain[statement] = Compiled(statement.core, self.dialect)
        return found


class ReadOnly(Exception):
    """A transaction that only reads was asked to write."""


class Session:
    """One open transaction."""

    __slots__ = ("_before_commit", "_cursor", "_deferred", "_statements", "_writing")

    def __init__(self, cursor: DBAPICursor, statements: Statements, *, writing: bool) -> None:
        self._cursor, self._statements, self._writing = cursor, statements, writing
        self._deferred: dict[WriteStatement[tuple[()]], list[Mapping[str, Value]]] = {}
        self._before_commit: list[Callable[[], None]] = []

    def read_all(self, statement: ReadStatement[RowT], **values: Value) -> list[RowT]:
        """All rows that a statement reads."""
        self.write_deferred()
        compiled = self._statements.compile_read(statement, writing=self._writing)
        self._cursor.execute(compiled.text, compiled.values(values))
        return cast("list[RowT]", self._cursor.fetchall())

    def read_first(self, statement: ReadStatement[RowT], **values: Value) -> RowT | None:
        """The first row that a statement reads."""
        rows = self.read_all(statement, **values)
        return rows[0] if rows else None

    def write(self, statement: WriteStatement[RowT], **values: Value) -> int:
        """Writes once and returns how many rows it touched. Raises `VersionConflict` where a row
        with the same key is there already."""
        self.write_deferred()
        compiled = self._compile_write(statement)
        try:
            self._cursor.execute(compiled.text, compiled.values(values))
        except self._statements.unique_violated as error:
            raise VersionConflict from error
        return self._cursor.rowcount

    def write_returning(self, statement: WriteStatement[RowT], **values: Value) -> list[RowT]:
        """Writes once and returns the rows that the statement says it wrote."""
        self.write(statement, **values)
        return cast("list[RowT]", self._cursor.fetchall())

    def write_each(
        self, statement: WriteStatement[RowT], rows: Sequence[Mapping[str, Value]]
    ) -> None:
        """Writes once for each of the rows of values."""
        self.write_deferred()
        compiled = self._compile_write(statement)
        if rows:
            self._execute_many(compiled, rows)

    def defer_write(self, statement: WriteStatement[tuple[()]], **values: Value) -> None:
        """Writes together with all its like: before anything else is read or written, or as the
        transaction ends. A tick writes hundreds of rows of one kind, and one statement for all of
        them takes a fraction of the time. Raises `VersionConflict` by then where a statement that
        must hit touched nothing."""
        self._compile_write(statement)
        self._deferred.setdefault(statement, []).append(values)

    def write_deferred(self) -> None:
        """Writes what was deferred."""
        if not self._deferred:
            return
        deferred, self._deferred = self._deferred, {}
        for statement, rows in deferred.items():
            touched = self._execute_many(self._compile_write(statement), rows)
            if statement.must_hit and touched != len(rows):
                raise VersionConflict

    def before_commit(self, act: Callable[[], None]) -> None:
        """Calls `act` at the end of the transaction: for a lock that all transactions want, so that
        each holds it no longer than its commit takes."""
        self._before_commit.append(act)

    def finish_writing(self) -> None:
        """Writes what is left to be written."""
        self.write_deferred()
        for act in self._before_commit:
            act()

    def _execute_many(self, compiled: Compiled, rows: Sequence[Mapping[str, Value]]) -> int:
        """Writes once for each of the rows of values; how many rows of the database that
        touched."""
        try:
            self._cursor.executemany(compiled.text, [compiled.values(row) for row in rows])
        except self._statements.unique_violated as error:
            raise VersionConflict from error
        return self._cursor.rowcount

    def _compile_write(self, statement: WriteStatement[RowT]) -> Compiled:
        if not self._writing:
            raise ReadOnly
        return self._statements.compile_write(statement)


class Repository:
    """A part of the unit of work: the statements of one concept, run in its transaction."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session
