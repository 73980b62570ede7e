"""What a deal is called in other systems: typed, in a form, by buttons."""

from uuid import uuid4

from bot.coach import references
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.domain.references import DealReference
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import references as forms
from bot.slack.forms.form import FormMetadata
from bot.slack.replies import FormOpened
from bot.slack.routing import Routes, record_rest
from bot.slack.services import SlackServices


def reference_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal ref OPP-4711 https://…`: what the deal is called elsewhere; alone, what is known."""
    if not rest:
        return references.show_references(context.actor, here.id, services=services.coach)
    return record_rest(references.set_typed_reference, services, context, here, rest)


def open_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a reference; `ref.key` says which one it starts from, where one is meant."""
    shown = references.show_references(context.actor, ref.deal, services=services.coach)
    metadata = FormMetadata(once=uuid4().hex, deal=shown.deal.id)
    known = _find_by_key(shown.deal, ref.key)
    return FormOpened(forms.reference_view(metadata, known), instead=True)


def save_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What the form for a reference says."""
    filled = forms.FORM.read(view)
    return references.set_reference(
        context.actor,
        DealId(filled.metadata.deal),
        forms.read_reference(filled),
        once=filled.metadata.once,
        services=services.coach,
    )


def remove(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Takes out the reference that `ref.key` names. Refused where it is not there any more."""
    shown = references.show_references(context.actor, ref.deal, services=services.coach)
    found = _find_by_key(shown.deal, ref.key)
    if found is None:
        raise Refused(why=RefusalReason.CHANGED, deal=shown.deal)
    return references.remove_reference(
        context.actor, ref.deal, found.system, once=context.once, services=services.coach
    )


def _find_by_key(deal: Deal, key: str) -> DealReference | None:
    return next((each for each in deal.references if each.key == key), None)


ROUTES = Routes(
    deal_words={"ref": reference_command, "reference": reference_command, "crm": reference_command},
    clicks={
        "reference.form": open_form,
        "reference.remove": remove,
    },
    submissions={"reference.save": save_form},
)
