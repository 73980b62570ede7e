"""A deal as JSON: what is stored about it, with amounts as exact text."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

import orjson

from bot.coach.exports import DealArchive, DealExport, DealHistory
from bot.coach.person_exports import PersonContents

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def write_json(exported: DealExport, history: DealHistory | None = None) -> bytes:
    """The deal, its moves, ties, measures and entries, by the names of the glossary, and what it holds beside them."""
    return _dump({**_fields_of(exported), **(_fields_of(history) if history else {})})


def write_archive(archive: DealArchive) -> bytes:
    """Everything that is stored about a deal; its moves and what stands beside them as in `write_json`."""
    told = _fields_of(archive)
    del told["ledger"], told["history"]
    return _dump({**_fields_of(archive.ledger), **_fields_of(archive.history), **told})


def write_person(contents: PersonContents) -> bytes:
    """All that is stored about a person and by them, by the names of the tables."""
    return _dump({field.name: to_json(getattr(contents, field.name)) for field in fields(contents)})


def _fields_of(exported: DealExport | DealHistory | DealArchive) -> dict[str, Json]:
    return {field.name: to_json(getattr(exported, field.name)) for field in fields(exported)}


def _dump(told: dict[str, Json]) -> bytes:
    return orjson.dumps(told, option=orjson.OPT_INDENT_2)


def to_json(value: object) -> Json:
    """A value as JSON knows it: amounts and days as text, unknown as null.

    Raises TypeError for a value that has no form in JSON.
    """
    # An enumeration may be a text too, and is its value alone; so it comes before texts.
    if isinstance(value, Enum):
        return to_json(value.value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Decimal):
        # As text, since a number of JSON would be read as a binary fraction.
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(to_json(key)): to_json(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        # A set has no order of its own, and the same deal should give the same file.
        return [to_json(each) for each in sorted(value)]
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)
