"""How values are stored: column by column where a column can hold them, else as JSON bodies.

The fields of the domain's own dataclasses say what is stored, so a new field needs no line here.
Renaming a field, or changing what it holds, changes what is stored: that takes a new version of the
body and a migration, and `tests/store/earlier` keeps rows of every version to prove it.

Not pydantic, which reads the settings: in JSON it cannot tell the number 95000 from an option of
that name, it cannot read back a mapping keyed by pairs, and it takes twice as long to read a move.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson
from sqlalchemy import Column, Table

from bot.store.session import Row, Unstorable, Value

T = TypeVar("T")
S = TypeVar("S")

Plain = str | int | None | list["Plain"] | dict[str, "Plain"]
"""What a JSON text can say. A `Decimal` is a text there: JSON's own numbers are not exact."""


class UnreadableBody(ValueError):
    """The database holds a value that this version cannot read."""


@dataclass(frozen=True, slots=True)
class StoredForm(Generic[T]):
    """How values of one type are stored, and the way back. A `scalar` fits a column as it is."""

    dump: Callable[[T], Plain]
    load: Callable[[Any], T]
    scalar: bool = False


# Single values


def format_moment(at: datetime) -> str:
    """A moment as text of one width, in UTC, so that texts sort as moments do. Raises `ValueError`
    for a moment without a zone."""
    if at.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


parse_moment = datetime.fromisoformat


def _format_number(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(number)
    return str(number)


def _format_hour(hour: time) -> str:
    return hour.isoformat("minutes")


def _dump_number_or_option(value: Decimal | str) -> Plain:
    # A number is a list of one text, so that it is never taken for an option of that name.
    if isinstance(value, Decimal):
        return [_format_number(value)]
    return value


def _load_number_or_option(stored: list[str] | str) -> Decimal | str:
    if isinstance(stored, str):
        return stored
    return Decimal(stored[0])


def _leave_as_is(value: T) -> T:
    return value


AS_IS: StoredForm[Any] = StoredForm(_leave_as_is, _leave_as_is, scalar=True)

FORMS: Mapping[Hashable, StoredForm[Any]] = {
    str: AS_IS,
    int: AS_IS,
    # SQLite has no booleans: it returns 0 or 1.
    bool: StoredForm(bool, bool, scalar=True),
    Decimal: StoredForm(_format_number, Decimal, scalar=True),
    date: StoredForm(date.isoformat, date.fromisoformat, scalar=True),
    datetime: StoredForm(format_moment, parse_moment, scalar=True),
    time: StoredForm(_format_hour, time.fromisoformat, scalar=True),
    Decimal | str: StoredForm(_dump_number_or_option, _load_number_or_option),
}


@cache
def find_form(kind: Hashable) -> StoredForm[Any]:
    """How values of an annotated type are stored. Raises `TypeError` where it has no exact form."""
    # An id is a NewType: it is stored as the text or number that it is.
    kind = getattr(kind, "__supertype__", kind)
    if kind in FORMS:
        return FORMS[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _build_enum_form(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        record = Record[Any](kind)
        return StoredForm(record.dump, record.load)
    return _find_generic_form(get_origin(kind), get_args(kind))


def _build_enum_form(kind: type[StrEnum]) -> StoredForm[StrEnum]:
    # To look a member up takes a tenth of the time of calling the enum.
    members = {member.value: member for member in kind}
    return StoredForm(str, members.__getitem__, scalar=True)


def _find_generic_form(origin: object, arguments: tuple[Any, ...]) -> StoredForm[Any]:
    if origin in (Union, UnionType):
        return _build_union_form(arguments)
    if origin is frozenset:
        return _build_set_form(find_form(arguments[0]))
    if origin is tuple and arguments[-1] is Ellipsis:
        return _build_tuple_form(find_form(arguments[0]))
    if origin is tuple:
        return _build_fixed_tuple_form([find_form(each) for each in arguments])
    if origin is Mapping:
        return _build_mapping_form(*map(find_form, arguments))
    raise TypeError(f"values of {origin}{arguments} have no stored form")


# Values of several types


def _build_union_form(kinds: Sequence[type]) -> StoredForm[Any]:
    """Of dataclasses, one other type, and None: a worth is a figure, a size or unknown."""
    records = {kind.__name__: find_form(kind) for kind in kinds if is_dataclass(kind)}
    others = [kind for kind in kinds if not is_dataclass(kind) and kind is not NoneType]
    if len(others) > 1:
        raise TypeError(f"values of {kinds} have no stored form")
    other = find_form(others[0]) if others else AS_IS
    if not records:
        return _build_optional_form(other)
    if len(records) == 1:
        (record,) = records.values()
        return _build_record_or_other_form(record, other)
    return _build_records_form(records)


def _build_optional_form(form: StoredForm[T]) -> StoredForm[T | None]:
    def dump(value: T | None) -> Plain:
        return None if value is None else form.dump(value)

    def load(stored: Plain) -> T | None:
        return None if stored is None else form.load(stored)

    return StoredForm(dump, load, form.scalar)


def _build_record_or_other_form(
    record: StoredForm[T], other: StoredForm[S]
) -> StoredForm[T | S | None]:
    """A record is an object in JSON, and nothing else is."""
    optional = _build_optional_form(other)

    def dump(value: T | S | None) -> Plain:
        if is_dataclass(value):
            return record.dump(cast(T, value))
        return optional.dump(cast("S | None", value))

    def load(stored: Plain) -> T | S | None:
        if isinstance(stored, dict):
            return record.load(stored)
        return optional.load(stored)

    return StoredForm(dump, load)


def _build_records_form(records: Mapping[str, StoredForm[T]]) -> StoredForm[T]:
    """Several dataclasses: the object says which of them it is."""

    def dump(value: T) -> Plain:
        name = type(value).__name__
        plain = cast("dict[str, Plain]", records[name].dump(value))
        return {"type": name, **plain}

    def load(stored: dict[str, Plain]) -> T:
        return records[str(stored["type"])].load(stored)

    return StoredForm(dump, load)


def _build_tuple_form(form: StoredForm[T]) -> StoredForm[tuple[T, ...]]:
    def dump(values: tuple[T, ...]) -> Plain:
        return [form.dump(value) for value in values]

    def load(stored: list[Plain]) -> tuple[T, ...]:
        return tuple(map(form.load, stored))

    return StoredForm(dump, load)


def _build_set_form(form: StoredForm[T]) -> StoredForm[frozenset[T]]:
    def dump(values: frozenset[T]) -> Plain:
        # In order, so that the same set is always the same text.
        return sorted([form.dump(value) for value in values], key=str)

    def load(stored: list[Plain]) -> frozenset[T]:
        return frozenset(map(form.load, stored))

    return StoredForm(dump, load)


def _build_fixed_tuple_form(forms: Sequence[StoredForm[Any]]) -> StoredForm[tuple[Any, ...]]:
    """A tuple of so many values, each of its own type."""

    def dump(values: tuple[Any, ...]) -> Plain:
        return [form.dump(value) for form, value in zip(forms, values, strict=True)]

    def load(stored: list[Plain]) -> tuple[Any, ...]:
        return tuple(form.load(value) for form, value in zip(forms, stored, strict=True))

    return StoredForm(dump, load)


def _build_mapping_form(key: StoredForm[T], value: StoredForm[S]) -> StoredForm[Mapping[T, S]]:
    """A list of pairs, or an object where the keys are texts."""

    def dump_pairs(mapping: Mapping[T, S]) -> Plain:
        return [[key.dump(k), value.dump(v)] for k, v in mapping.items()]

    def load_pairs(stored: list[list[Plain]]) -> Mapping[T, S]:
        return {key.load(k): value.load(v) for k, v in stored}

    def dump_object(mapping: Mapping[T, S]) -> Plain:
        return {str(key.dump(k)): value.dump(v) for k, v in mapping.items()}

    def load_object(stored: dict[str, Plain]) -> Mapping[T, S]:
        return load_pairs([[k, v] for k, v in stored.items()])

    if key.scalar:
        return StoredForm(dump_object, load_object)
    return StoredForm(dump_pairs, load_pairs)


# Records, bodies and rows


REQUIRED = object()
"""Stands for the default of a field that has none: no value is equal to it."""


def _find_default(field: "Field[Any]") -> Hashable:
    if field.default is not MISSING:
        return cast(Hashable, field.default)
    if field.default_factory is not MISSING:
        return cast(Hashable, field.default_factory())
    return REQUIRED


def _list_fields(kind: type) -> "tuple[Field[Any], ...]":
    return fields(kind)


class Record(Generic[T]):
    """A dataclass as a JSON object by the names of its fields; or only some of the fields.

    A field that holds its default is left out: bodies stay short, and a limit of a policy that
    nobody set follows the starting value when that changes. Names that this version does not know
    are passed over.
    """

    def __init__(self, kind: type[T], only: Iterable[str] | None = None) -> None:
        hints = get_type_hints(kind)
        names = hints.keys() if only is None else set(only)
        self._kind = kind
        self._loads: dict[str, Callable[[Any], Any]] = {}
        self._dumps: list[tuple[str, Hashable, Callable[[Any], Plain]]] = []
        for field in _list_fields(kind):
            if field.name in names:
                form = find_form(hints[field.name])
                self._loads[field.name] = form.load
                self._dumps.append((field.name, _find_default(field), form.dump))

    def dump(self, value: T) -> dict[str, Plain]:
        """The object of a value."""
        plain: dict[str, Plain] = {}
        for name, default, dump in self._dumps:
            held = getattr(value, name)
            if held != default:
                plain[name] = dump(held)
        return plain

    def load(self, stored: Mapping[str, Plain]) -> T:
        """The value of an object."""
        return self._kind(**self.load_fields(stored))

    def load_fields(self, stored: Mapping[str, Plain]) -> dict[str, Any]:
        """The fields that an object names."""
        loads = self._loads
        return {name: loads[name](held) for name, held in stored.items() if name in loads}


def dump_body(version: int, plain: Plain) -> str:
    """The text of a body: `{"v":1,"body":…}`. Raises `Unstorable` where half a character is in
    it."""
    try:
        return orjson.dumps({"v": version, "body": plain}).decode()
    except orjson.JSONEncodeError as error:
        raise Unstorable from error


def load_body(version: int, text: str) -> Plain:
    """What a body says. Raises `UnreadableBody` where it is of another version."""
    stored = orjson.loads(text)
    if stored["v"] != version:
        raise UnreadableBody
    return cast(Plain, stored["body"])


class Body(Generic[T]):
    """Values of one type as bodies. Those that are read often are `cached` by their texts."""

    def __init__(self, kind: Hashable, *, version: int = 1, cached: int = 0) -> None:
        self._form: StoredForm[T] = find_form(kind)
        self._version = version
        self.load = lru_cache(cached)(self._load) if cached else self._load

    def dump(self, value: T) -> str:
        """The text of a value."""
        return dump_body(self._version, self._form.dump(value))

    def _load(self, text: str) -> T:
        return self._form.load(load_body(self._version, text))


def _find_column_form(kind: Hashable) -> StoredForm[Any]:
    """How values are stored in a column of their own: as they are, or else as a body."""
    form = find_form(kind)
    if form.scalar:
        return form
    body = Body[Any](kind, cached=1024)
    return StoredForm(body.dump, body.load, scalar=True)


class RowCodec(Generic[T]):
    """Values of a dataclass as rows of a table, each field in the column of its name.

    `renamed` maps fields to columns of another name. Fields without a column of their own are
    together in a body of that `version` in the column `packed`; `without` names fields that are not
    stored. `cached` rows are read again by every command, and a value made once is the same value.
    """

    def __init__(
        self,
        kind: type[T],
        table: Table,
        *,
        renamed: Mapping[str, str] | None = None,
        packed: str = "",
        version: int = 1,
        without: Iterable[str] = (),
        cached: int = 0,
    ) -> None:
        self._kind = kind
        self._packed, self._version = packed, version
        self._columns: dict[str, Column[Any]] = {}
        self._forms: dict[str, StoredForm[Any]] = {}
        self._lay_out(table, renamed or {}, set(without))
        rest = get_type_hints(kind).keys() - self._columns.keys() - set(without)
        if rest and not packed:
            raise TypeError(f"{table.name} has no column for {sorted(rest)} of {kind.__name__}")
        self._rest = Record(kind, rest)
        self._loads = {name: form.load for name, form in self._forms.items() if form is not AS_IS}
        self.columns = tuple(self._columns.values())
        self._names = list(self._columns)
        if packed:
            self.columns = (*self.columns, table.c[packed])
            self._names.append(packed)
        self.load = lru_cache(cached)(self.load_uncached) if cached else self.load_uncached

    def _lay_out(self, table: Table, renamed: Mapping[str, str], without: set[str]) -> None:
        hints = get_type_hints(self._kind)
        for field in _list_fields(self._kind):
            column = table.c.get(renamed.get(field.name, field.name))
            if column is not None and field.name not in without:
                self._columns[field.name] = column
                self._forms[field.name] = _find_column_form(hints[field.name])

    def dump(self, value: T) -> dict[str, Value]:
        """What is written of a value, by column."""
        row: dict[str, Value] = {}
        for name, column in self._columns.items():
            held = getattr(value, name)
            stored = None if held is None else self._forms[name].dump(held)
            row[column.name] = cast(Value, stored)
        if self._packed:
            row[self._packed] = dump_body(self._version, self._rest.dump(value))
        return row

    def load_uncached(self, row: Row) -> T:
        """The value of a row, whose columns are in the order of `columns`."""
        values: dict[str, Any] = dict(zip(self._names, row, strict=True))
        for name, load in self._loads.items():
            held = values[name]
            if held is not None:
                values[name] = load(held)
        if self._packed:
            body = load_body(self._version, values.pop(self._packed))
            values.update(self._rest.load_fields(cast("dict[str, Plain]", body)))
        return self._kind(**values)

    def load_all(self, rows: Iterable[Row]) -> list[T]:
        """The values of rows."""
        return [self.load(row) for row in rows]

    def load_first(self, rows: Sequence[Row]) -> T | None:
        """The value of the first row; None where there is none."""
        return self.load(rows[0]) if rows else None
