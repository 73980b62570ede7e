"""A file that somebody keeps moves in, as rows: a workbook of any Excel or of LibreOffice, or a text in whatever
encoding it was saved."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from bot.language.sheet_table import TableRow

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets begin: zipped ones, and those of the Excel of the nineties."""
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)
"""Encodings by the mark that a file begins with; the longer ones first, since one begins like another."""
_SAMPLED = 4_000
_LINE_MARKS = "\t\n\r\f"
_LONGEST_NUMBER = 4
"""Decimals that are kept of a number: a workbook stores 12.1 as 12.0999999."""

CellValue = int | float | str | bool | time | date | datetime | timedelta


class UnreadableFile(Exception):
    """The file is neither a text nor a spreadsheet that can be read; please save it as CSV in UTF-8, or as .xlsx."""


class LockedFile(Exception):
    """The spreadsheet is locked by a password; please save it without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """The text of a file. `is_guessed`: nothing in it says how it is encoded, so that letters with accents may be
    others."""

    text: str
    is_guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """One sheet of a workbook."""

    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookFile:
    """The sheets of a workbook that hold anything, in their order; hidden ones are left out."""

    sheets: tuple[Worksheet, ...]


def open_sheet_file(content: bytes, most_rows: int) -> TextFile | WorkbookFile:
    """The file as text or as the first rows of each of its sheets. Raises `UnreadableFile` and `LockedFile`."""
    if content.startswith(_WORKBOOKS):
        return _read_workbook(content, most_rows)
    return _decode_text(content)


def _decode_text(content: bytes) -> TextFile:
    encoding = _find_encoding(content)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding is not None:
            raise UnreadableFile from None
        return _decode_western(content)
    return TextFile(text=_require_text(text))


def _find_encoding(content: bytes) -> str | None:
    """The encoding that the first bytes say; None where they say none."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    sample = content[:_SAMPLED]
    if b"\0" not in sample:
        return None
    # Every second byte of plain letters in UTF-16 is nothing.
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _decode_western(content: bytes) -> TextFile:
    """The text as Excel in Western Europe and America saves it where it is not told otherwise."""
    try:
        return TextFile(text=_require_text(content.decode("cp1252")), is_guessed=True)
    except UnicodeDecodeError:
        raise UnreadableFile from None


def _require_text(text: str) -> str:
    """The text, which holds none of the control characters of which pictures and programs are full."""
    if any(mark < " " and mark not in _LINE_MARKS for mark in text[:_SAMPLED]):
        raise UnreadableFile
    return text


def _read_workbook(content: bytes, most_rows: int) -> WorkbookFile:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [
            Worksheet(name=sheet.name, rows=_read_worksheet(book, sheet.name, most_rows))
            for sheet in book.sheets_metadata
            if sheet.typ is SheetTypeEnum.WorkSheet and "Hidden" not in str(sheet.visible)
        ]
    except PasswordError:
        raise LockedFile from None
    except CalamineError:
        raise UnreadableFile from None
    return WorkbookFile(sheets=tuple(sheet for sheet in sheets if sheet.rows))


def _read_worksheet(book: CalamineWorkbook, name: str, most_rows: int) -> tuple[TableRow, ...]:
    # Empty rows at the top are kept, so that each row has its own number.
    read = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows: list[TableRow] = []
    for number, values in enumerate(read, 1):
        cells = tuple(_write_value(value) for value in values)
        if any(cells):
            rows.append(TableRow(number=number, cells=cells))
        if len(rows) == most_rows:
            break
    return tuple(rows)


def _write_value(value: CellValue) -> str:
    """A value as it could have been typed: days and numbers in a form that reads the same in every locale."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return _write_number(value)
    return str(value).strip()


def _write_number(number: float) -> str:
    """`12000`, `12000.5`. With three decimals it might be read as thousands elsewhere, so it gets a fourth."""
    text = f"{number:.{_LONGEST_NUMBER}f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) == 3:
        decimals += "0"
    return f"{whole}.{decimals}" if decimals else whole
