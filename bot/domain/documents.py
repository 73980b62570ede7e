"""What can be had of a deal as a file: which documents, and in which forms each of them comes."""

from collections.abc import Mapping
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document holds."""

    LEDGER = "ledger"
    """The moves of the deal as they stand."""
    CALENDAR = "calendar"
    """Check-ins and every other dated thing of the deal."""
    RHYTHM = "rhythm"
    """How both sides work together, on one page without cost, worth or plan."""


class DocumentForm(StrEnum):
    """The kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    ICS = "ics"
    MD = "md"


FORMS: Mapping[DocumentKind, tuple[DocumentForm, ...]] = {
    DocumentKind.LEDGER: (DocumentForm.XLSX, DocumentForm.CSV, DocumentForm.JSON),
    DocumentKind.CALENDAR: (DocumentForm.ICS,),
    DocumentKind.RHYTHM: (DocumentForm.MD,),
}
"""The forms that each document comes in; the first is the one for somebody who names none."""


def find_kind_of_form(form: DocumentForm) -> DocumentKind | None:
    """The document that a form alone means: a spreadsheet is the ledger. None where several documents come in it."""
    kinds = [kind for kind, forms in FORMS.items() if form in forms]
    return kinds[0] if len(kinds) == 1 else None
