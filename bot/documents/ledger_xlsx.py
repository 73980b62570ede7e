"""A deal's moves as a spreadsheet. Cells are written as text, and marked as text where they begin like a formula, so
that none of them is ever calculated, not even once it is edited."""

from io import BytesIO

from xlsxwriter import Workbook

from bot.coach.exports import DealExport
from bot.documents.ledger_rows import build_rows
from bot.language.formula_signs import begins_formula

WIDTHS = (14, 20, 10, 40, 12, 16, 16, 30, 30, 12, 30, 12, 20, 12, 12)


def write_xlsx(exported: DealExport) -> bytes:
    """One sheet: the headings, frozen, then a row for each move."""
    file = BytesIO()
    with Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Ledger")
        bold = book.add_format({"bold": True})
        marked = book.add_format({"quote_prefix": True})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for number, row in enumerate(build_rows(exported)):
            for column, cell in enumerate(row):
                form = marked if begins_formula(cell) else None
                sheet.write_string(number, column, cell, form if number else bold)
        sheet.freeze_panes(1, 0)
    return file.getvalue()
