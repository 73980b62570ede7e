"""A deal's moves as a spreadsheet. Plain amounts are numbers, so that they can be summed. All other cells are text,
marked as text where they begin like a formula, so that none of them is ever calculated, not even once it is edited."""

import re
from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.coach.exports import DealExport
from bot.documents.ledger_rows import HEADINGS, build_rows
from bot.language.formula_signs import begins_formula

AMOUNTS = frozenset(HEADINGS.index(heading) for heading in ("cost", "worth"))
"""Columns of amounts: with a unit, as a range or as an estimate an amount is text in them too."""
PLAIN_AMOUNT = re.compile(r"-?\d{1,12}(?:\.\d{1,3})?")
"""A spreadsheet has fifteen digits: what is longer stays text, so that no digit is lost."""
NARROWEST, WIDEST = 8, 40
"""Of a column, in characters."""


def write_xlsx(exported: DealExport) -> bytes:
    """One sheet: the headings, frozen, then a row for each move. Printed, all columns are on one page side by side."""
    file = BytesIO()
    rows = build_rows(exported)
    with Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Ledger")
        bold = book.add_format({"bold": True})
        marked = book.add_format({"quote_prefix": True})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if number and column in AMOUNTS and PLAIN_AMOUNT.fullmatch(cell):
                    sheet.write_number(number, column, float(cell))
                    continue
                form = marked if begins_formula(cell) else None
                sheet.write_string(number, column, cell, form if number else bold)
        _lay_out(sheet, rows)
    return file.getvalue()


def _lay_out(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for column in range(len(HEADINGS)):
        longest = max(len(row[column]) for row in rows)
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
