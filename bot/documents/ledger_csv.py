"""A deal's moves as CSV, with every cell safe to open in a spreadsheet."""

import csv
from io import StringIO

from bot.coach.exports import DealExport
from bot.documents.ledger_rows import build_rows
from bot.language.formula_signs import guard_formula


def write_csv(exported: DealExport) -> bytes:
    """The moves, one in a row, in UTF-8 with the mark that spreadsheets look for."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [guard_formula(cell) for cell in row] for row in build_rows(exported)
    )
    return b"\xef\xbb\xbf" + text.getvalue().encode()
