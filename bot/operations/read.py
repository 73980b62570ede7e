"""`giveget read`: typed lines in, what the slash commands would understand of them out, as rows of JSON."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from bot.language.grammar import read_line
from bot.language.lines import Command
from bot.language.rows import as_row
from bot.operations.rows import InvalidField, Row, RowReader, UnusableRow, answer_rows, text_field

_COMMANDS = {command.value: command for command in Command}

BATCH_SIZE = 2_000
"""Lines that one core takes at a time; fewer are read in this process."""


class UnusableLine(UnusableRow):
    """A row is a JSON object with an id, a text and one of the commands."""


def read_lines(
    lines: Iterable[bytes], *, command: Command, locale: str, today: date
) -> Iterator[bytes]:
    """Each row `{id, text, command?, locale?}` answered by a row with the same id. `command` and `locale` are for rows
    that have none. Raises `UnusableLine` at the first row that cannot be used."""
    answer = partial(_answer_row, command=command, locale=locale, today=today)
    return answer_rows(
        lines, RowReader(answer=answer, unusable=UnusableLine), batch_size=BATCH_SIZE
    )


def _answer_row(row: Row, *, command: Command, locale: str, today: date) -> Row:
    text = text_field(row, "text")
    typed_after = _COMMANDS.get(text_field(row, "command", command.value))
    if typed_after is None:
        raise InvalidField("command")
    reading = read_line(
        text, command=typed_after, locale=text_field(row, "locale", locale), today=today
    )
    return {"id": row.get("id"), **as_row(reading)}
