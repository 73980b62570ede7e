"""The audit of a workspace as CSV, with every cell safe to open in a spreadsheet."""

import csv
from io import StringIO

from bot.coach.audit_pages import AuditContents
from bot.domain.audit import KINDS
from bot.language.formula_signs import guard_formula

COLUMNS = (
    *("at", "person", "person name", "kind", "act"),
    *("deal", "deal name", "about", "about name", "detail"),
)


def write_audit_csv(contents: AuditContents) -> bytes:
    """The acts, one in a row, the newest first, in UTF-8 with the mark that spreadsheets look for. Moments are UTC."""
    rows = [
        (
            line.at.isoformat(timespec="seconds"),
            line.person,
            contents.names.get(line.person, ""),
            KINDS[line.act].value,
            line.act.value,
            line.deal_id or "",
            line.deal_name,
            line.whom,
            contents.names.get(line.whom, ""),
            line.detail,
        )
        for line in contents.lines
    ]
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [guard_formula(cell) for cell in row] for row in (COLUMNS, *rows)
    )
    return b"\xef\xbb\xbf" + text.getvalue().encode()
