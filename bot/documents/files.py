"""Every document as a file: which writer makes it, and what it is called."""

from datetime import date
from pathlib import Path

from bot.coach.answers.rhythms import RhythmPage
from bot.coach.documents import CalendarContents, DocumentContents, DocumentFile
from bot.coach.exports import DealExport
from bot.documents import ledger_csv, ledger_json, ledger_xlsx
from bot.documents.calendar_file import write_calendar
from bot.documents.file_names import build_file_name
from bot.documents.page import write_page
from bot.domain.documents import DocumentForm
from bot.language.languages import language_of
from bot.translations import Catalogue, load_catalogue

LEDGER_WRITERS = {
    DocumentForm.XLSX: ledger_xlsx.write_xlsx,
    DocumentForm.CSV: ledger_csv.write_csv,
    DocumentForm.JSON: ledger_json.write_json,
}


def write_document_file(
    contents: DocumentContents, form: DocumentForm, *, locale: str, today: date, templates: Path
) -> DocumentFile:
    """The document as a file, in the words of a language."""
    catalogue = load_catalogue(templates, language_of(locale))
    name = build_file_name(contents.deal.name, name_document(contents, catalogue), today, form)
    if isinstance(contents, DealExport):
        return DocumentFile(name=name, content=LEDGER_WRITERS[form](contents))
    if isinstance(contents, CalendarContents):
        return DocumentFile(name=name, content=write_calendar(contents, catalogue))
    content = write_page(contents, form=form.value, locale=locale, templates=templates)
    return DocumentFile(name=name, content=content)


def name_document(contents: DocumentContents, catalogue: Catalogue) -> str:
    """What the document is, as a part of its file's name."""
    if isinstance(contents, DealExport):
        return catalogue.pgettext("a file", "ledger")
    if isinstance(contents, CalendarContents):
        return catalogue.pgettext("a file", "dates")
    if isinstance(contents, RhythmPage):
        return catalogue.pgettext("a file", "how we work together")
    raise TypeError(type(contents).__name__)
