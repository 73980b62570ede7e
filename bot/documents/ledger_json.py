"""A deal as JSON: what its ledger holds, with amounts as exact text."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

import orjson

from bot.coach.exports import DealExport


def written(exported: DealExport) -> bytes:
    """The deal, its moves, ties, measures and entries, by the names of the glossary."""
    return orjson.dumps(plain(exported), option=orjson.OPT_INDENT_2)


def plain(value: object) -> object:
    """A value as JSON knows it: amounts and days as text, unknown as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    return value
