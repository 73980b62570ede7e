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
    MUTUAL = "mutual"
    """Where both sides stand: what both know of, without cost, worth or plan."""
    CLOSE = "close"
    """What was agreed and where it stands, for both sides, with how they work together."""
    PLAN = "plan"
    """The private plan, for those who may see it."""
    DEBRIEF = "debrief"
    """What people looked back on; for those who may see the plan also against it."""
    PERSON = "person"
    """All that is stored about a person and by them; it is about no deal."""
    AUDIT = "audit"
    """What was done in a workspace, for an admin of Giveget; it is about no deal."""


class DocumentForm(StrEnum):
    """The kind of file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    ICS = "ics"
    PDF = "pdf"
    MD = "md"


PAGES = (DocumentForm.PDF, DocumentForm.MD)
"""The forms of what is read as a page."""

FORMS: Mapping[DocumentKind, tuple[DocumentForm, ...]] = {
    DocumentKind.LEDGER: (DocumentForm.XLSX, DocumentForm.CSV, DocumentForm.JSON),
    DocumentKind.CALENDAR: (DocumentForm.ICS,),
    DocumentKind.RHYTHM: PAGES,
    DocumentKind.MUTUAL: PAGES,
    DocumentKind.CLOSE: PAGES,
    DocumentKind.PLAN: PAGES,
    DocumentKind.DEBRIEF: PAGES,
}
"""The forms that each document of a deal comes in; the first is the one for somebody who names none."""

PRIVATE = frozenset({DocumentKind.PLAN, DocumentKind.DEBRIEF})
"""Documents that go into direct messages as files and by no other way."""


def find_kind_of_form(form: DocumentForm) -> DocumentKind | None:
    """The document that a form alone means: a spreadsheet is the ledger. None where several documents come in it."""
    kinds = [kind for kind, forms in FORMS.items() if form in forms]
    return kinds[0] if len(kinds) == 1 else None
