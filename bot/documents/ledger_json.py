"""A deal as JSON: what its ledger holds, with amounts as exact text."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

import orjson

from bot.coach.exports import DealExport

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def write_json(exported: DealExport) -> bytes:
    """The deal, its moves, ties, measures and entries, by the names of the glossary."""
    return orjson.dumps(to_json(exported), option=orjson.OPT_INDENT_2)


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
    if isinstance(value, dict):
        return {str(to_json(key)): to_json(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        # A set has no order of its own, and the same deal should give the same file.
        return [to_json(each) for each in sorted(value)]
    if isinstance(value, tuple | list):
        return [to_json(each) for each in value]
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)
