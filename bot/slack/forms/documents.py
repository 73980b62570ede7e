"""The form that asks which document somebody wants, and as what file."""

from uuid import uuid4

from bot.domain.deals import Deal
from bot.domain.documents import DocumentForm, DocumentKind
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, Option
from bot.slack.forms.form import Filled, Form, FormMetadata

DOCUMENT = ChoiceField(
    name="document",
    label="Which document?",
    options=(
        Option(value="ledger:xlsx", label="Ledger as a spreadsheet (XLSX)"),
        Option(value="ledger:csv", label="Ledger as CSV"),
        Option(value="ledger:json", label="Ledger with all entries (JSON)"),
        Option(value="calendar:ics", label="Dates and check-ins for your calendar (ICS)"),
        Option(value="rhythm:pdf", label="How we work together (PDF)"),
        Option(value="rhythm:md", label="How we work together (Markdown)"),
        Option(value="mutual:pdf", label="Where both sides stand (PDF)"),
        Option(value="mutual:md", label="Where both sides stand (Markdown)"),
        Option(value="close:pdf", label="What was agreed, for both sides (PDF)"),
        Option(value="close:md", label="What was agreed, for both sides (Markdown)"),
        Option(value="plan:pdf", label="Private plan (PDF)"),
        Option(value="plan:md", label="Private plan (Markdown)"),
        Option(value="debrief:pdf", label="Looking back (PDF)"),
        Option(value="debrief:md", label="Looking back (Markdown)"),
    ),
)
EXPORT = Form(
    route="document.export", title="Download a document", submit="Send it to me", fields=(DOCUMENT,)
)


def export_view(deal: Deal) -> Block:
    """The form, for a deal."""
    return EXPORT.view(FormMetadata(once=uuid4().hex, deal=deal.id))


def document_of(filled: Filled) -> tuple[DocumentKind, DocumentForm]:
    """The document and the form that were chosen."""
    kind, _, form = filled.need(DOCUMENT).partition(":")
    return DocumentKind(kind), DocumentForm(form)
