"""Files of JSON rows, each row answered by a row: in their order, on all cores where there are many."""

from collections.abc import Callable, Iterable, Iterator
from concurrent import futures
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

import orjson

Row = dict[str, object]


class UnusableRow(Exception):
    """A row is a JSON object. Subclasses say in their docstring which fields it has."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"Line {self.number} cannot be used: {type(self).__doc__}"


class InvalidField(Exception):
    """A field of a row is missing, or not of the type that it must be."""


AnswerRow = Callable[[Row], Row]
"""Answers one row, or raises `InvalidField`. Other processes get it by its name, so it is a function of a module, or a
`partial` of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """How each row of a file is answered, and the error to raise for one that cannot be used."""

    answer: AnswerRow
    unusable: type[UnusableRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowBatch:
    """Lines that follow one another, and the number of the first of them in the file."""

    first_number: int
    lines: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchAnswer:
    """The answers to a batch, up to the first row that cannot be used."""

    rows: bytes
    error: UnusableRow | None = None


def answer_rows(lines: Iterable[bytes], reader: RowReader, *, batch_size: int) -> Iterator[bytes]:
    """The answers to all rows, in their order; empty lines are passed over.

    Raises `reader.unusable` at the first row that cannot be used, after the answers before it. More than one batch is
    read on all cores.
    """
    batches = _split_into_batches(lines, batch_size)
    answer_batch = partial(_answer_batch, reader)
    first_two = list(islice(batches, 2))
    # Starting processes takes longer than reading one batch does.
    if len(first_two) < 2:
        yield from _until_unusable(map(answer_batch, first_two))
        return
    with futures.ProcessPoolExecutor() as cores:
        yield from _until_unusable(cores.map(answer_batch, chain(first_two, batches)))


def _split_into_batches(lines: Iterable[bytes], size: int) -> Iterator[RowBatch]:
    remaining = iter(lines)
    number = 1
    while taken := tuple(islice(remaining, size)):
        yield RowBatch(first_number=number, lines=taken)
        number += len(taken)


def _until_unusable(answers: Iterable[BatchAnswer]) -> Iterator[bytes]:
    for answer in answers:
        yield answer.rows
        if answer.error is not None:
            raise answer.error


def _answer_batch(reader: RowReader, batch: RowBatch) -> BatchAnswer:
    answers: list[bytes] = []
    for number, line in enumerate(batch.lines, batch.first_number):
        if not line.strip():
            continue
        try:
            answer = reader.answer(parse_row(line))
        except InvalidField:
            return BatchAnswer(rows=b"".join(answers), error=reader.unusable(number))
        answers.append(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
    return BatchAnswer(rows=b"".join(answers))


def parse_row(line: bytes) -> Row:
    """The object that a line of JSON holds. Raises `InvalidField` where it holds none."""
    try:
        row: object = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise InvalidField("a row is JSON") from None
    if not isinstance(row, dict):
        raise InvalidField("a row is an object")
    return row


def text_field(row: Row, name: str, default: str | None = None) -> str:
    """A field that must be a text; where it is empty or absent, `default`. Raises `InvalidField` where it is something
    else, or absent without a default."""
    value = row.get(name)
    if default is not None and not value:
        return default
    if not isinstance(value, str):
        raise InvalidField(name)
    return value
