"""Draft sentences read in bulk: rows of JSON in, rows of JSON out, through the reader that `/coach say` uses."""

from collections.abc import Iterable, Iterator
from concurrent import futures
from itertools import chain, islice

import orjson

from bot.language.sentences.marks import Turn
from bot.language.sentences.reader import read_sentence

AT_ONCE = 500
"""Sentences that one core takes at a time; fewer are read in this process."""

Batch = tuple[int, tuple[bytes, ...]]
"""Lines that follow one another, and the number of the first of them."""


class UnusableSentence(Exception):
    """A row is a JSON object with an id, a text, and where known a role and a context of [who, what] before it."""

    def __str__(self) -> str:
        return f"Line {self.args[0]} cannot be used: {UnusableSentence.__doc__}"


def sayings(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Each row `{id, text, context?, role?}` answered by a row with the same id, in their order; empty lines are passed
    over. Long files are read on all cores."""
    batches = _batches(lines)
    start = list(islice(batches, 2))
    if len(start) < 2:
        yield from _told(map(_read, start))
        return
    with futures.ProcessPoolExecutor() as cores:
        yield from _told(cores.map(_read, chain(start, batches)))


def _batches(lines: Iterable[bytes]) -> Iterator[Batch]:
    rest, first = iter(lines), 1
    while taken := tuple(islice(rest, AT_ONCE)):
        yield first, taken
        first += len(taken)


def _told(answered: Iterable[tuple[bytes, UnusableSentence | None]]) -> Iterator[bytes]:
    """The answers up to the first row that cannot be used."""
    for answers, unusable in answered:
        yield answers
        if unusable is not None:
            raise unusable


def _read(batch: Batch) -> tuple[bytes, UnusableSentence | None]:
    first, lines = batch
    answers: list[bytes] = []
    try:
        answers.extend(
            _answer(line, number) for number, line in enumerate(lines, first) if line.strip()
        )
    except UnusableSentence as unusable:
        return b"".join(answers), unusable
    return b"".join(answers), None


def _answer(line: bytes, number: int) -> bytes:
    try:
        row = orjson.loads(line)
        text, role = row["text"], row.get("role") or ""
        said = tuple(_turn(turn) for turn in row.get("context") or ())
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError):
        raise UnusableSentence(number) from None
    if not isinstance(text, str) or not isinstance(role, str):
        raise UnusableSentence(number)
    saying = read_sentence(text, said=said, role=role)
    answer = {
        "id": row.get("id"),
        "label": saying.label,
        "explicit_conditional": saying.explicit,
        "give": saying.give,
        "get": saying.get,
        "suggestion": saying.suggestion,
    }
    return orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)


def _turn(turn: object) -> Turn:
    if not isinstance(turn, list):
        raise TypeError
    who, what = turn
    if not isinstance(who, str) or not isinstance(what, str):
        raise TypeError
    return who, what
