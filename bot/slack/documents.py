"""Documents: `/deal export xlsx`, the form, and *Download* beside what can be had as a file. They come as direct
messages."""

from bot.coach import documents
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.documents import FORMS, DocumentForm, DocumentKind
from bot.domain.ids import DealId
from bot.language.exports import read_export
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, UnknownButton
from bot.slack.context import RequestContext
from bot.slack.forms import documents as forms
from bot.slack.replies import FormOpened, NothingSaid, Puzzled
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices

EXAMPLE = "/deal export xlsx"


def export(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal export ledger as excel`; without a document that can be told, the form."""
    wanted = read_export(rest)
    if wanted.unread:
        return Puzzled(command="deal", typed=echo(f"export {rest}"), example=EXAMPLE)
    if wanted.kind is None or wanted.form is None:
        return FormOpened(forms.export_view(here))
    return request(services, context, here.id, wanted.kind, wanted.form)


def request(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    kind: DocumentKind,
    form: DocumentForm,
) -> Answer:
    """Has the document sent to the person."""
    return documents.request_document(
        context.actor, deal, kind, form, once=context.once, services=services.coach
    )


def press_download(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """*Download* beside something that can be had as a file; its key names the document and the form. Without one it
    asks."""
    if not ref.key:
        here = documents.find_deal(context.actor, ref.deal, services=services.coach)
        return FormOpened(forms.export_view(here), instead=True)
    kind, _, form = ref.key.partition(":")
    if kind not in set(FORMS) or form not in set(DocumentForm):
        raise UnknownButton
    return request(services, context, ref.deal, DocumentKind(kind), DocumentForm(form))


def follow_link(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A button that opens a page in the browser; Slack tells of it all the same."""
    return NothingSaid()


def send_chosen(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The form was sent."""
    filled = forms.EXPORT.read(view)
    kind, form = forms.document_of(filled)
    return request(services, context, DealId(filled.metadata.deal), kind, form)


ROUTES = Routes(
    deal_words={"export": export},
    clicks={"document.download": press_download, "document.link": follow_link},
    submissions={"document.export": send_chosen},
)
