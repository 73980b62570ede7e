"""How values are stored: column by column where a column can hold them, else as JSON bodies.

The fields of the domain's own dataclasses say what is stored, so a new field needs no line here.
Renaming a field, or changing what it holds, changes what is stored: that takes a new version of the
body and a migration, and `tests/store/earlier` keeps rows of every version to prove it.

Not pydantic, which reads the settings: in JSON it cannot tell the number 95000 from an option of that
name, it cannot read back a mapping keyed by pairs, and a move takes it twice as long.
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


def _dump_number_or_option(value: Decimal | str) -> Plain:
    """A number is a list of one text, so that it is never taken for an option of that name."""
    return [_format_number(value)] if isinstance(value, Decimal) else value


def _load_number_or_option(stored: list[str] | str) -> Decimal | str:
    return stored if isinstance(stored, str) else Decimal(stored[0])


def _leave(value: T) -> T:
    return value


AS_IS: StoredForm[Any] = StoredForm(_leave, _leave, scalar=True)
FLAG: StoredForm[bool] = StoredForm(bool, bool, scalar=True)
"""SQLite has no booleans: it returns 0 or 1."""

FORMS: Mapping[Hashable, StoredForm[Any]] = {
    str: AS_IS,
    int: AS_IS,
    bool: FLAG,
    Decimal: StoredForm(_format_number, Decimal, scalar=True),
    date: StoredForm(date.isoformat, date.fromisoformat, scalar=True),
    datetime: StoredForm(format_moment, parse_moment, scalar=True),
    time: StoredForm(lambda hour: hour.isoformat("minutes"), time.fromisoformat, scalar=True),
    Decimal | str: StoredForm(_dump_number_or_option, _load_number_or_option),
}


@cache
def stored_form_of(kind: Hashable) -> StoredForm[Any]:
    """How values of an annotated type are stored. Raises `TypeError` for one that has no form."""
    kind = getattr(kind, "__supertype__", kind)  # a NewType is stored as the text or number it is
    if kind in FORMS:
        return FORMS[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        # To look a member up takes a tenth of the time of calling the enum.
        members = {member.value: member for member in kind}
        return StoredForm(str, members.__getitem__, scalar=True)
    if isinstance(kind, type) and is_dataclass(kind):
        record = Record[Any](kind)
        return StoredForm(record.dump, record.load)
    return _form_of_generic(get_origin(kind), get_args(kind))


def _form_of_generic(origin: object, args: tuple[Any, ...]) -> StoredForm[Any]:
    if origin in (Union, UnionType):
        return _form_of_union(args)
    if origin in (tuple, frozenset):
        if origin is tuple and args[-1] is not Ellipsis:
            return _form_of_fixed_tuple(args)
        return _form_of_many(tuple if origin is tuple else frozenset, stored_form_of(args[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _form_of_mapping(stored_form_of(args[0]), stored_form_of(args[1]))
    raise TypeError(f"values of {origin}{args} have no stored form")


def _form_of_union(kinds: Sequence[type]) -> StoredForm[Any]:
    """Dataclasses, a single other type, or nothing. A value says which of several dataclasses it is."""
    records = {kind.__name__: stored_form_of(kind) for kind in kinds if is_dataclass(kind)}
    others = [
        stored_form_of(kind) for kind in kinds if not is_dataclass(kind) and kind is not NoneType
    ]
    if len(others) > 1:
        raise TypeError(f"values of {kinds} have no stored form")
    other = others[0] if others else AS_IS
    only = next(iter(records)) if len(records) == 1 else None

    def dump(value: object) -> Plain:
        name = type(value).__name__
        if name not in records:
            return None if value is None else other.dump(value)
        plain = records[name].dump(value)
        return plain if only else {"type": name, **cast("dict[str, Plain]", plain)}

    def load(stored: Plain) -> object:
        if records and isinstance(stored, dict):
            return records[only or str(stored["type"])].load(stored)
        return None if stored is None else other.load(stored)

    return StoredForm(dump, load, scalar=other.scalar and not records)


def _form_of_fixed_tuple(kinds: Sequence[Any]) -> StoredForm[Any]:
    forms = [stored_form_of(kind) for kind in kinds]
    return StoredForm(
        lambda values: [form.dump(value) for form, value in zip(forms, values, strict=True)],
        lambda stored: tuple(form.load(value) for form, value in zip(forms, stored, strict=True)),
    )


def _form_of_many(make: Callable[[Iterable[Any]], T], each: StoredForm[Any]) -> StoredForm[T]:
    """A tuple or a set of any length. The same set is always the same text."""

    def dump(values: T) -> Plain:
        plain = [each.dump(value) for value in cast("Iterable[Any]", values)]
        return sorted(plain, key=str) if make is frozenset else plain

    return StoredForm(dump, lambda stored: make(map(each.load, stored)))


def _form_of_mapping(keys: StoredForm[Any], values: StoredForm[Any]) -> StoredForm[Any]:
    """An object where the keys are texts, else a list of pairs."""
    if keys.scalar:
        return StoredForm(
            lambda mapping: {str(keys.dump(k)): values.dump(v) for k, v in mapping.items()},
            lambda stored: {keys.load(k): values.load(v) for k, v in stored.items()},
        )
    return StoredForm(
        lambda mapping: [[keys.dump(k), values.dump(v)] for k, v in mapping.items()],
        lambda stored: {keys.load(k): values.load(v) for k, v in stored},
    )


REQUIRED = object()
"""Stands for the default of a field that has none: no value is equal to it."""


class Record(Generic[T]):
    """A dataclass as a JSON object by the names of its fields.

    A field that holds its default is left out: bodies stay short, and a limit of a policy that
    nobody set follows the starting value when that changes. Names that this version does not know
    are passed over.
    """

    def __init__(self, kind: type[T], only: Iterable[str] | None = None) -> None:
        hints = get_type_hints(kind)
        names = [field.name for field in _fields_of(kind)] if only is None else only
        self._kind = kind
        forms = {name: stored_form_of(hints[name]) for name in names}
        self._names = forms.keys()
        self._loads = {name: form.load for name, form in forms.items() if form is not AS_IS}
        self._dumps = [
            (field.name, _default_of(field), forms[field.name].dump)
            for field in _fields_of(kind)
            if field.name in forms
        ]

    def dump(self, value: T) -> dict[str, Plain]:
        """The object of a value."""
        plain: dict[str, Plain] = {}
        for name, default, dump in self._dumps:
            held = getattr(value, name)
            if held != default:
                plain[name] = dump(held)
        return plain

    def load(self, stored: Mapping[str, Any]) -> T:
        """The value of an object."""
        return self._kind(**self.load_fields(stored))

    def load_fields(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """The fields that an object names."""
        names, loads = self._names, self._loads
        return {
            name: loads[name](held) if name in loads else held
            for name, held in stored.items()
            if name in names
        }


def _fields_of(kind: type) -> "tuple[Field[Any], ...]":
    return fields(kind)


def _default_of(field: "Field[Any]") -> object:
    if field.default is not MISSING:
        return field.default
    return REQUIRED if field.default_factory is MISSING else field.default_factory()


def dump_body(version: int, plain: Plain) -> str:
    """The text of a body. Raises `Unstorable` where half a character is in it."""
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
    """Values of one type as JSON texts with a version: `{"v":1,"body":…}`."""

    def __init__(self, kind: Hashable, *, version: int = 1, cached: int = 0) -> None:
        self._form: StoredForm[T] = stored_form_of(kind)
        self._version = version
        self.load = lru_cache(cached)(self._load) if cached else self._load

    def dump(self, value: T) -> str:
        """The text of a value."""
        return dump_body(self._version, self._form.dump(value))

    def _load(self, text: str) -> T:
        return self._form.load(load_body(self._version, text))


class RowCodec(Generic[T]):
    """Values of a dataclass as rows of a table, each field in the column of its name.

    `renamed` maps fields to columns of another name. A column that cannot hold its field as it is
    holds a body of it. Fields without a column of their own are together in a body of that
    `version` in the column `packed`; `without` names fields that are not stored. `cached` rows are
    read again by every command, and a value made once is the same value.
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
        hints, names = get_type_hints(kind), renamed or {}
        stored = [field.name for field in _fields_of(kind) if field.name not in without]
        columns = {name: table.c.get(names.get(name, name)) for name in stored}
        self._kind = kind
        self._columns = {name: found for name, found in columns.items() if found is not None}
        self._forms = {name: _form_in_column(hints[name]) for name in self._columns}
        self._rest = Record(kind, [name for name in stored if name not in self._columns])
        self._packed, self._version = packed, version
        self._loads = [(name, form.load) for name, form in self._forms.items() if form is not AS_IS]
        self._names = [*self._columns, packed] if packed else [*self._columns]
        self.columns: tuple[Column[Any], ...] = (
            *self._columns.values(),
            *([table.c[packed]] if packed else []),
        )
        self.load = lru_cache(cached)(self.load_uncached) if cached else self.load_uncached

    def dump(self, value: T) -> dict[str, Value]:
        """What is written of a value, by column."""
        written: dict[str, Value] = {}
        for name, column in self._columns.items():
            held = getattr(value, name)
            written[column.name] = (
                None if held is None else cast(Value, self._forms[name].dump(held))
            )
        if self._packed:
            written[self._packed] = dump_body(self._version, self._rest.dump(value))
        return written

    def load_uncached(self, row: Row) -> T:
        """The value of a row, whose columns are in the order of `columns`."""
        values: dict[str, Any] = dict(zip(self._names, row, strict=True))
        for name, load in self._loads:
            held = values[name]
            if held is not None:
                values[name] = load(held)
        if self._packed:
            body = load_body(self._version, values.pop(self._packed))
            values.update(self._rest.load_fields(cast("dict[str, Plain]", body)))
        return self._kind(**values)


def _form_in_column(kind: Hashable) -> StoredForm[Any]:
    form = stored_form_of(kind)
    if form.scalar:
        return form
    body = Body[Any](kind, cached=1024)
    return StoredForm(body.dump, body.load, scalar=True)
