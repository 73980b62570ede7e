"""Typed lines read in bulk: rows of JSON in, rows of JSON out, through the reader that the slash commands use."""

from collections.abc import Iterable, Iterator
from datetime import date

import orjson

from bot.language.grammar import read
from bot.language.lines import Command
from bot.language.printed import as_row

_COMMANDS = {command.value: command for command in Command}


class UnusableRow(Exception):
    """A row is a JSON object with an id, a text and one of the commands."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Line {number} cannot be used: {UnusableRow.__doc__}")


def readings(lines: Iterable[bytes], *, command: Command, locale: str, today: date) -> Iterator[bytes]:
    """Each row `{id, text, command?, locale?}` answered by a row with the same id; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line and not line.isspace():
            yield _answer(_parsed(line, number), number, command, locale, today)


def _parsed(line: bytes, number: int) -> dict[str, object]:
    try:
        row: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise UnusableRow(number) from None
    if not isinstance(row, dict):
        raise UnusableRow(number)
    return row


def _answer(row: dict[str, object], number: int, command: Command, locale: str, today: date) -> bytes:
    text, named, tongue = row.get("text"), row.get("command") or command, row.get("locale") or locale
    typed_after = _COMMANDS.get(named) if isinstance(named, str) else None
    if typed_after is None or not isinstance(text, str) or not isinstance(tongue, str):
        raise UnusableRow(number)
    answer = as_row(read(text, command=typed_after, locale=tongue, today=today))
    return orjson.dumps({"id": row.get("id"), **answer}, option=orjson.OPT_APPEND_NEWLINE)
