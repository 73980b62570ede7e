"""Every document as a file: which writer makes it, and what it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from bot.coach.answers.base import Answer
from bot.coach.answers.rhythms import RhythmPage
from bot.coach.audit_pages import AuditContents
from bot.coach.document_parts import Section
from bot.coach.documents import (
    CalendarContents,
    ContentsOfDeal,
    DocumentContents,
    DocumentFile,
    LedgerContents,
    OutlinedContents,
)
from bot.coach.person_exports import PersonContents
from bot.documents import ledger_csv, ledger_json, ledger_xlsx
from bot.documents.audit_csv import write_audit_csv
from bot.documents.calendar_file import write_calendar
from bot.documents.document import Document
from bot.documents.file_names import build_file_name
from bot.documents.page import write_document
from bot.documents.pdf import write_pdf
from bot.documents.rhythm_page import build_rhythm_document, list_rhythm_sections
from bot.domain.documents import DocumentForm, DocumentKind
from bot.language.languages import language_of
from bot.translations import Catalogue, load_catalogue


class SayOutline(Protocol):
    """Says an answer as sections of a document."""

    def __call__(
        self, answer: Answer, *, locale: str, today: date, names: Mapping[str, str]
    ) -> tuple[Section, ...]:
        """The sections."""


def write_document_file(
    contents: DocumentContents,
    form: DocumentForm,
    *,
    locale: str,
    today: date,
    templates: Path,
    outline: SayOutline,
) -> DocumentFile:
    """The document as a file, in the words of a language. `outline` says what a document has in common with Slack."""
    catalogue = load_catalogue(templates, language_of(locale))
    if isinstance(contents, PersonContents):
        what = catalogue.pgettext("a file", "all that is stored about me")
        name = build_file_name("Giveget", what, today, form)
        return DocumentFile(name=name, content=ledger_json.write_person(contents))
    if isinstance(contents, AuditContents):
        what = catalogue.pgettext("a file", "audit")
        name = build_file_name("Giveget", what, today, form)
        return DocumentFile(name=name, content=write_audit_csv(contents))
    name = build_file_name(contents.deal.name, name_document(contents, catalogue), today, form)
    if isinstance(contents, LedgerContents):
        return DocumentFile(name=name, content=_write_ledger(contents, form))
    if isinstance(contents, CalendarContents):
        return DocumentFile(name=name, content=write_calendar(contents, catalogue))
    document = build_document(
        contents, locale=locale, today=today, templates=templates, outline=outline
    )
    if form is DocumentForm.PDF:
        content = write_pdf(document, locale=locale, templates=templates)
    else:
        content = write_document(document, form=form.value, locale=locale, templates=templates)
    return DocumentFile(name=name, content=content)


def write_canvas(
    contents: OutlinedContents,
    *,
    locale: str,
    today: date,
    templates: Path,
    outline: SayOutline,
) -> tuple[str, str]:
    """The title of a canvas and what it says, as Markdown."""
    document = build_document(
        contents, locale=locale, today=today, templates=templates, outline=outline
    )
    written = write_document(document, form="md", locale=locale, templates=templates).decode()
    # Slack shows the title above the canvas, so that it does not stand in it once more.
    _, _, below = written.partition("\n")
    return f"{document.title}: {document.name}", below.lstrip("\n")


def _write_ledger(contents: LedgerContents, form: DocumentForm) -> bytes:
    if form is DocumentForm.XLSX:
        return ledger_xlsx.write_xlsx(contents.export)
    if form is DocumentForm.CSV:
        return ledger_csv.write_csv(contents.export)
    return ledger_json.write_json(contents.export, contents.history)


def build_document(
    contents: RhythmPage | OutlinedContents,
    *,
    locale: str,
    today: date,
    templates: Path,
    outline: SayOutline,
) -> Document:
    """The document in the words of the reader's language."""
    if isinstance(contents, RhythmPage):
        return build_rhythm_document(contents, locale=locale, templates=templates)
    catalogue = load_catalogue(templates, language_of(locale))
    roles = {person: f"[{catalogue.reads(role)}]" for person, role in contents.roles.items()}
    names = {**contents.names, **roles}
    sections = [
        section
        for answer in contents.answers
        for section in outline(answer, locale=locale, today=today, names=names)
    ]
    if contents.rhythm is not None:
        whole = contents.kind is DocumentKind.CLOSE
        sections += list_rhythm_sections(
            contents.rhythm, whole=whole, locale=locale, templates=templates
        )
    heading = describe_document(contents.kind, catalogue)
    return Document(
        title=heading.title,
        name=contents.deal.name,
        day=today,
        sections=tuple(section for section in sections if section.parts),
        note=heading.note,
        empty=heading.empty,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a document is called, what it says on each page, and what where it has nothing to say."""

    title: str
    note: str
    empty: str


def describe_document(kind: DocumentKind, catalogue: Catalogue) -> Heading:
    """The words around a document of that kind."""
    translate = catalogue.translate
    if kind is DocumentKind.PLAN:
        return Heading(
            title=translate("Private plan"),
            note=translate("Private: for the deal's owner and the people the owner named."),
            empty=translate("Nothing is planned yet."),
        )
    if kind is DocumentKind.DEBRIEF:
        return Heading(
            title=translate("Looking back"),
            note=translate("For our side only."),
            empty=translate("Nothing was looked back on yet."),
        )
    if kind is DocumentKind.CLOSE:
        return Heading(
            title=translate("What was agreed"),
            note=translate("No cost, no worth and nothing of anybody's plan is in this document."),
            empty=translate("Nobody has said yet where anything stands."),
        )
    return Heading(
        title=translate("Where both sides stand"),
        note=translate("No cost, no worth and nothing of anybody's plan is in this document."),
        empty=translate("Nothing is known to both sides yet."),
    )


def name_document(contents: ContentsOfDeal, catalogue: Catalogue) -> str:
    """What the document is, as a part of its file's name."""
    pgettext = catalogue.pgettext
    if isinstance(contents, LedgerContents):
        return pgettext("a file", "ledger")
    if isinstance(contents, CalendarContents):
        return pgettext("a file", "dates")
    if isinstance(contents, RhythmPage):
        return pgettext("a file", "how we work together")
    names = {
        DocumentKind.PLAN: pgettext("a file", "private plan"),
        DocumentKind.MUTUAL: pgettext("a file", "where both sides stand"),
        DocumentKind.DEBRIEF: pgettext("a file", "looking back"),
        DocumentKind.CLOSE: pgettext("a file", "what was agreed"),
    }
    return names[contents.kind]
