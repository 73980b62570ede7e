"""Typed lines read in bulk: rows of JSON in, rows of JSON out, through the reader that the slash commands use."""

from collections.abc import Iterable, Iterator
from concurrent import futures
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

import orjson

from bot.language.grammar import read
from bot.language.lines import Command
from bot.language.printed import as_row

_COMMANDS = {command.value: command for command in Command}


AT_ONCE = 2_000
"""Lines that one core takes at a time; fewer are read in this process."""


class UnusableRow(Exception):
    """A row is a JSON object with an id, a text and one of the commands."""

    def __str__(self) -> str:
        return f"Line {self.args[0]} cannot be used: {UnusableRow.__doc__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Lines that follow one another, the number of the first of them, and how they are read."""

    lines: tuple[bytes, ...]
    first: int
    command: Command
    locale: str
    today: date


def readings(
    lines: Iterable[bytes], *, command: Command, locale: str, today: date
) -> Iterator[bytes]:
    """Each row `{id, text, command?, locale?}` answered by a row with the same id, in their order; empty lines are
    passed over. Long files are read on all cores."""
    batches = _batches(lines, command, locale, today)
    start = list(islice(batches, 2))
    if len(start) < 2:
        yield from _told(map(_read, start))
        return
    with futures.ProcessPoolExecutor() as cores:
        yield from _told(cores.map(_read, chain(start, batches)))


def _batches(lines: Iterable[bytes], command: Command, locale: str, today: date) -> Iterator[Batch]:
    rest, first = iter(lines), 1
    while taken := tuple(islice(rest, AT_ONCE)):
        yield Batch(lines=taken, first=first, command=command, locale=locale, today=today)
        first += len(taken)


def _told(read_: Iterable[tuple[bytes, UnusableRow | None]]) -> Iterator[bytes]:
    """The answers up to the first row that cannot be used."""
    for answers, unusable in read_:
        yield answers
        if unusable is not None:
            raise unusable


def _read(batch: Batch) -> tuple[bytes, UnusableRow | None]:
    answers: list[bytes] = []
    try:
        for number, line in enumerate(batch.lines, batch.first):
            if line and not line.isspace():
                answers.append(
                    _answer(_parsed(line, number), number, batch.command, batch.locale, batch.today)
                )
    except UnusableRow as unusable:
        return b"".join(answers), unusable
    return b"".join(answers), None


def _parsed(line: bytes, number: int) -> dict[str, object]:
    try:
        row: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise UnusableRow(number) from None
    if not isinstance(row, dict):
        raise UnusableRow(number)
    return row


def _answer(
    row: dict[str, object], number: int, command: Command, locale: str, today: date
) -> bytes:
    text, named, tongue = (
        row.get("text"),
        row.get("command") or command,
        row.get("locale") or locale,
    )
    typed_after = _COMMANDS.get(named) if isinstance(named, str) else None
    if typed_after is None or not isinstance(text, str) or not isinstance(tongue, str):
        raise UnusableRow(number)
    answer = as_row(read(text, command=typed_after, locale=tongue, today=today))
    return orjson.dumps({"id": row.get("id"), **answer}, option=orjson.OPT_APPEND_NEWLINE)
