"""The rows of a text that was copied or saved from a spreadsheet: cells between commas, semicolons, tabs or bars, or a
table of Markdown. Each row keeps the number that it has in the sheet."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

SEPARATORS = ",;\t|"
MOST_SAMPLED = 30
"""Lines that are looked at to tell by what the cells are separated."""

_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t]*', re.IGNORECASE)
"""How Excel writes down the separator, above the first row; it is no row of the sheet."""
_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*|\s*\|\s*:?-{2,}:?\s*\|\s*")
_BAR = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(\*\*|__|`|\*)(.+?)\1")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row that holds anything; `number` is its own in the sheet, from 1 on."""

    number: int
    cells: tuple[str, ...]


class UnclosedQuote(Exception):
    """A quotation mark opens in a cell and closes nowhere, so that no later row can be told apart."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def split_rows(text: str, most: int, count_known: Callable[[Sequence[str]], int]) -> list[TableRow]:
    """The first rows of a text, at most so many. `count_known` says how many of the cells are headings that are known;
    the separator is the one with which a row has most of them. Raises `UnclosedQuote`."""
    # Spreadsheets begin a file with a mark of its byte order.
    text = text.lstrip("\ufeff").replace("\0", "")
    # A file of an old Macintosh ends its lines with a carriage return alone.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if _is_markdown(lines):
        return list(islice(_split_markdown(lines), most))
    named = _SEPARATOR_LINE.fullmatch(lines[0].strip("\ufeff "))
    if named:
        return _split_lines(lines[1:], named[1], most)
    sample = lines[:MOST_SAMPLED]

    def fits(separator: str) -> tuple[int, int]:
        rows = list(csv.reader(sample, delimiter=separator, skipinitialspace=True))
        return max(map(count_known, rows), default=0), max(map(len, rows), default=0)

    return _split_lines(lines, max(SEPARATORS, key=fits), most)


def _split_lines(lines: Sequence[str], separator: str, most: int) -> list[TableRow]:
    rows: list[TableRow] = []
    read = csv.reader((f"{line}\n" for line in lines), delimiter=separator, skipinitialspace=True)
    number, first, before = 0, 0, 0
    try:
        for number, cells in enumerate(read, 1):
            if any(map(str.strip, cells)):
                rows.append(TableRow(number=number, cells=tuple(cells)))
            if len(rows) >= most:
                return rows
            first, before = before, read.line_num
    except csv.Error:  # one cell of more than 131,072 characters
        raise UnclosedQuote(number + 1) from None
    if number and before - first > 1 and _ends_within_quotes(lines[first:], separator):
        raise UnclosedQuote(number)
    return rows


def _ends_within_quotes(lines: Iterable[str], separator: str) -> bool:
    """Whether the last row goes on to the end of the text because nothing closes its quotation mark."""
    try:
        list(csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _is_markdown(lines: Sequence[str]) -> bool:
    """Whether there is a table of Markdown: a rule beneath its headings, or bars on both ends of its lines."""
    sample = [line.strip() for line in lines[:MOST_SAMPLED]]
    if any("|" in line and _RULE.fullmatch(line) for line in sample):
        return True
    barred = [line for line in sample if len(line) > 1 and line[0] == line[-1] == "|"]
    return len(barred) > 1


def _split_markdown(lines: Sequence[str]) -> Iterator[TableRow]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or _RULE.fullmatch(line):
            continue
        inner = line.strip().removeprefix("|")
        if inner.endswith("|") and not inner.endswith("\\|"):
            inner = inner[:-1]
        cells = tuple(_plain_cell(cell) for cell in _BAR.split(inner))
        if any(cells):
            yield TableRow(number=number, cells=cells)


def _plain_cell(cell: str) -> str:
    """The words of a cell of Markdown, without emphasis."""
    text = _BREAK.sub(" ", cell.strip().replace("\\|", "|"))
    return _EMPHASIS.sub(r"\2", text).strip()
