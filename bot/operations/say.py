"""`giveget say`: draft sentences in, what `/coach say` would understand of them out, as rows of JSON."""

from collections.abc import Iterable, Iterator

from bot.language.sentences.marks import Turn
from bot.language.sentences.reader import read_sentence
from bot.operations.rows import InvalidField, Row, RowReader, UnusableRow, answer_rows, text_field

BATCH_SIZE = 500
"""Sentences that one core takes at a time; fewer are read in this process."""


class UnusableSentence(UnusableRow):
    """A row is a JSON object with an id, a text, and where known a role and a context of [who, what] before it."""


def read_sentences(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Each row `{id, text, context?, role?}` answered by a row with the same id. Raises `UnusableSentence` at the first
    row that cannot be used."""
    return answer_rows(
        lines, RowReader(answer=_answer_row, unusable=UnusableSentence), batch_size=BATCH_SIZE
    )


def _answer_row(row: Row) -> Row:
    saying = read_sentence(
        text_field(row, "text"), context=_context(row), role=text_field(row, "role", "")
    )
    return {
        "id": row.get("id"),
        "label": saying.label,
        "explicit_conditional": saying.explicit,
        "give": saying.give,
        "get": saying.get,
        "suggestion": saying.suggestion,
    }


def _context(row: Row) -> tuple[Turn, ...]:
    turns = row.get("context") or []
    if not isinstance(turns, list):
        raise InvalidField("context")
    return tuple(map(_turn, turns))


def _turn(turn: object) -> Turn:
    match turn:
        case [str(speaker), str(words)]:
            return Turn(speaker, words)
        case _:
            raise InvalidField("context")
